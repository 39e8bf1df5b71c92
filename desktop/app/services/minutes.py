"""MinutesService for presenters: lines from sync's book, and the export of the printed form."""

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter, not_written
from desktop.app.services.session_timelines import SessionTimelines
from desktop.documents.papers import Papers
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import all_sites
from desktop.domain.ids import CaseId, MinuteLineId, SessionId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.events import MinutesExported
from desktop.domain.record.minutes import LineVersion, MinuteLine
from desktop.domain.record.minutes_text import canonical_text, counted_lines
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.recording.recorded import Recorded
from desktop.forms.record.minutes_form import minutes_form, write_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from desktop.forms.writer import form_bytes
from desktop.recordings.facts import told_recording
from desktop.sync.records.amendments import AmendmentBook
from desktop.sync.records.minutes import MinutesBook
from desktop.sync.records.schedule import Schedule

_EXPORT = "export"
_FORMATS = (".pdf", ".docx")
_PRINT_NAME = "bien-ban.pdf"

logger = logging.getLogger(__name__)


class DeskMinutes:
    """Lines as the book has them; the printed form by the exporter. Thread: any.

    courses: how sessions went that this desk sat in. form: wording of the printed minutes.
    recordings: the folders below which sessions are recorded, on every disk. items: tasks of a
    session. dossier: papers of a case.
    """

    def __init__(  # noqa: PLR0913 - the one place where the whole session meets for printing
        self,
        *,
        book: MinutesBook,
        schedule: Schedule,
        papers: Papers,
        courses: SessionTimelines,
        form: Path,
        clock: Clock,
        exporter: Exporter,
        recordings: Sequence[Path],
        items: Callable[[SessionId], tuple[KnownItem, ...]],
        amendments: AmendmentBook,
        dossier: Callable[[CaseId], tuple[DossierPaper, ...]],
    ) -> None:
        self._book = book
        self._schedule = schedule
        self._papers = papers
        self._courses = courses
        self._form = form
        self._clock = clock
        self._exporter = exporter
        self._recordings = recordings
        self._items = items
        self._amendments = amendments
        self._dossier = dossier

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        """All lines of a session in reading order."""
        return self._book.lines(session_id)

    def save_line(self, line: MinuteLine) -> None:
        """Keep this text. Outcomes: MinutesChanged, ActionFailed("save_line")."""
        self._book.save_line(line)

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        """A person chose. Outcomes: MinutesChanged, ActionFailed("settle_conflict")."""
        self._book.settle_conflict(line_id, version)

    def export(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes as DOCX or PDF. Outcomes: MinutesExported, ActionFailed("export")."""
        self._exporter.add(
            Export(
                action=_EXPORT,
                path=path,
                write=partial(self._export, session_id, path),
                done=MinutesExported(session_id=session_id, path=path),
            )
        )

    def document(self, session_id: SessionId, path: Path) -> MinutesDocument:
        """As they would be printed now. Seconds where hours were recorded.

        path: of what they are for. Raises: UserFacingError.
        """
        plan = self._schedule.session(session_id)
        if plan is None:
            raise not_written(path, "unknown_session")
        return build_minutes_document(self._sources(plan))

    def drawn(self, document: MinutesDocument) -> Iterator[tuple[str, bytes]]:
        """Suffix and bytes, for each format. Raises: as write_minutes."""
        form = minutes_form(document, load_minutes_wording(self._form), self._form)
        for suffix in _FORMATS:
            data = form_bytes(form, suffix, document.drafted_at)
            if data is not None:
                yield suffix, data

    def pdf(self, session_id: SessionId) -> bytes:
        """As it is printed now. Raises: UserFacingError. Takes up to some seconds."""
        document = self.document(session_id, Path(_PRINT_NAME))
        return next(data for suffix, data in self.drawn(document) if suffix == ".pdf")

    def text(self, session_id: SessionId) -> bytes:
        """The lines that are part of the minutes, as they are hashed."""
        signing = self._schedule.signing(session_id)
        version = None if signing is None or not signing.is_frozen else signing.signing.version
        frozen_at = None if version is None else version.frozen_at
        return canonical_text(counted_lines(self._book.lines(session_id), frozen_at))

    def form_version(self) -> tuple[str, str]:
        """The form that is printed, and its version. Raises: SettingsError."""
        wording = load_minutes_wording(self._form)
        return wording.template_id, str(wording.version)

    def _export(self, session_id: SessionId, path: Path) -> None:
        write_minutes(self.document(session_id, path), path, template_path=self._form)
        logger.info("minutes exported session=%s", session_id)

    def _sources(self, plan: SessionPlan) -> MinutesSources:
        cases = [self._schedule.case(case_id) for case_id in plan.case_ids]
        calls = self._schedule.calls(plan.id)
        sites = [self._schedule.site(site_id) for site_id in all_sites(calls, plan.site_ids)]
        signing = self._schedule.signing(plan.id)
        return MinutesSources(
            plan=plan,
            cases=tuple(case for case in cases if case is not None),
            sites=tuple(site for site in sites if site is not None),
            lines=self._book.lines(plan.id),
            papers=self._papers.papers(plan.id),
            course=self._courses.course(plan.id),
            now=self._clock.now(),
            condition=self._schedule.condition(plan.id),
            recorded=self._recorded(plan.id),
            calls=calls,
            items=tuple(one.item for one in self._items(plan.id)),
            signing=signing,
            number="" if signing is None or signing.number is None else str(signing.number.number),
            copies=None if signing is None else signing.copies,
            amendments=self._amendments.of_session(plan.id),
            dossier=tuple(one.paper for case_id in plan.case_ids for one in self._dossier(case_id)),
        )

    def _recorded(self, session_id: SessionId) -> Recorded | None:
        """Every byte is read and checked: seconds for hours. Raises: UserFacingError."""
        folders = [root / session_id for root in self._recordings]
        if not any(folder.is_dir() for folder in folders):
            return None
        try:
            return told_recording(*folders)
        except OSError as error:
            raise not_written(folders[0], type(error).__name__) from error
