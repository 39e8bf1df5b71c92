"""NoticesService for presenters: what a session concluded, as a file, by the exporter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter, not_written
from desktop.domain.casework.conclusions.conclusion_book import KnownItem, items_to_notify
from desktop.domain.casework.events import NoticeWritten
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.forms.casework.conclusion_notice import ConclusionNotice, day_of, write_notice
from desktop.sync.records.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePrinting:
    """What a notice is printed with. form: its wording. items: of a session."""

    form: Path
    schedule: Schedule
    items: Callable[[SessionId], tuple[KnownItem, ...]]
    clock: Clock
    is_practice: bool


class ConclusionNotices:
    """NoticesService (presenters/services/casework.py). Thread: any."""

    def __init__(self, *, printing: NoticePrinting, exporter: Exporter) -> None:
        self._printing = printing
        self._exporter = exporter

    def print(self, session_id: SessionId, path: Path) -> None:
        """Write it. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_notice",
                path=path,
                write=partial(self._write, session_id, path),
                done=NoticeWritten(path=path),
            )
        )

    def _write(self, session_id: SessionId, path: Path) -> None:
        printing = self._printing
        plan = printing.schedule.session(session_id)
        giver = printing.schedule.own_site()
        items = items_to_notify((one.item for one in printing.items(session_id)), giver.id)
        if plan is None or not items:
            raise not_written(path, "nothing_to_tell")
        cases = (printing.schedule.case(one) for one in plan.case_ids)
        notice = ConclusionNotice(
            session_code=plan.code,
            held_on=day_of(plan.scheduled_start),
            chair=plan.chair_label,
            cases=tuple(one.title for one in cases if one is not None),
            items=items,
            issuer=giver,
            drafted_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_notice(notice, path, template_path=printing.form)
