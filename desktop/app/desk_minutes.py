"""MinutesService: the book of lines, and the printed form made from everything around it."""

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path

from desktop.documents.papers import Papers
from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink, MinutesExported
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.minutes import MinuteLine
from desktop.domain.roster import LiveSession
from desktop.domain.session import SessionPlan
from desktop.forms.codes import FormCode
from desktop.forms.minutes_document import MinutesSources, build_minutes_document
from desktop.forms.minutes_form import write_minutes
from desktop.sync.minutes_book import MinutesBook
from desktop.sync.schedule import Schedule

STOP_LIMIT_S = 4.0
MAX_EXPORTS_WAITING = 8
_EXPORT = "export"

logger = logging.getLogger(__name__)


class DeskMinutes:
    """Lines as the book has them; exports on the own thread `minutes-export`. Thread: any.

    live: the newest state of the joined session. form: wording of the printed minutes.
    """

    def __init__(  # noqa: PLR0913 - the one place where the whole session meets for printing
        self,
        *,
        book: MinutesBook,
        schedule: Schedule,
        papers: Papers,
        live: Callable[[], LiveSession | None],
        form: Path,
        clock: Clock,
        emit: EventSink,
    ) -> None:
        self._book = book
        self._schedule = schedule
        self._papers = papers
        self._live = live
        self._form = form
        self._clock = clock
        self._emit = emit
        self._wanted: queue.Queue[tuple[SessionId, Path] | None] = queue.Queue(MAX_EXPORTS_WAITING)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Read the store once; begin to export."""
        self._book.start()
        self._thread = threading.Thread(target=self._run, name="minutes-export", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the export that runs."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._wanted.put(None, timeout=STOP_LIMIT_S)
            thread.join(STOP_LIMIT_S)

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        """All lines of a session in reading order."""
        return self._book.lines(session_id)

    def save_line(self, line: MinuteLine) -> None:
        """Keep this text. Outcomes: MinutesChanged, ActionFailed("save_line")."""
        self._book.save_line(line)

    def settle_conflict(self, line_id: MinuteLineId, text: str) -> None:
        """A person chose. Outcomes: MinutesChanged, ActionFailed("settle_conflict")."""
        self._book.settle_conflict(line_id, text)

    def export(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes as DOCX. Outcomes: MinutesExported, ActionFailed("export")."""
        try:
            self._wanted.put_nowait((session_id, path))
        except queue.Full:
            self._fail(_not_written(path, "too_many"))

    def _run(self) -> None:
        while (wanted := self._wanted.get()) is not None:
            try:
                self._export(*wanted)
            except UserFacingError as error:
                self._fail(error)
            except Exception:
                logger.exception("export failed")
                self._fail(_not_written(wanted[1], "unexpected"))

    def _export(self, session_id: SessionId, path: Path) -> None:
        plan = self._schedule.session(session_id)
        if plan is None:
            raise _not_written(path, "unknown_session")
        write_minutes(build_minutes_document(self._sources(plan)), path, template_path=self._form)
        logger.info("minutes exported session=%s", session_id)
        self._emit(MinutesExported(session_id=session_id, path=path))

    def _sources(self, plan: SessionPlan) -> MinutesSources:
        cases = [self._schedule.case(case_id) for case_id in plan.case_ids]
        sites = [self._schedule.site(site_id) for site_id in plan.site_ids]
        live = self._live()
        return MinutesSources(
            plan=plan,
            cases=tuple(case for case in cases if case is not None),
            sites=tuple(site for site in sites if site is not None),
            lines=self._book.lines(plan.id),
            papers=self._papers.papers(plan.id),
            live=live if live is not None and live.session_id == plan.id else None,
            now=self._clock.now(),
        )

    def _fail(self, error: UserFacingError) -> None:
        self._emit(ActionFailed(action=_EXPORT, code=error.code, data=error.data))


def _not_written(path: Path, error: str) -> UserFacingError:
    return UserFacingError(FormCode.NOT_WRITTEN, {"name": path.name, "error": error})
