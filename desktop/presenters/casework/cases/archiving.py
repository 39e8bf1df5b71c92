"""Xuất hồ sơ buổi tiếp: the file of a session, for an authority or for the citizen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.papers.events import PapersChanged, ScanTaken
from desktop.domain.reception.session import ENDED_STATUSES, SessionPlan, site_role
from desktop.domain.record.archive_manifest import ArchiveReader, archive_number
from desktop.domain.record.events import ArchiveWritten
from desktop.presenters.live.signed_scan import ShownScan, SignedScans
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

IsShown = Callable[[SessionId], bool]
_ACTIONS: Final = frozenset({"export_archive", "add_scan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSheet:
    """code, starts_at: of the session. is_writing: one is being written. message: of the last.

    scan: of its signed minutes; None: it was never frozen to be signed.
    """

    session_id: SessionId
    code: str
    starts_at: datetime
    reader: ArchiveReader = ArchiveReader.AUTHORITY
    is_writing: bool = False
    message: Message | None = None
    scan: ShownScan | None = None


class ArchivingPresenter:
    """on_changed asks the owner to draw. Thread: MainThread."""

    def __init__(self, *, services: Services, on_changed: Callable[[], None]) -> None:
        self._services = services
        self._on_changed = on_changed
        self._sheet: ArchiveSheet | None = None
        self._case_ids: tuple[CaseId, ...] = ()
        self._is_shut = False
        self._scans: SignedScans | None = None

    def may_archive(self, plan: SessionPlan) -> bool:
        """A session that was held and is over, of this site, for who may export its minutes."""
        is_seated = site_role(plan, self._services.schedule.own_site().id) is not None
        return plan.status in ENDED_STATUSES and is_seated and self._may_export()

    def open(self, plan: SessionPlan) -> None:
        """The button of a session; while one is being written that one is shown again."""
        if not self.may_archive(plan):
            return
        self._is_shut = False
        if self._sheet is None or not self._sheet.is_writing:
            self._sheet = ArchiveSheet(
                session_id=plan.id, code=plan.code, starts_at=plan.scheduled_start
            )
            self._case_ids = plan.case_ids
            self._scans = self._scans_of(plan.id)
        self._on_changed()

    def close(self) -> None:
        """What is being written is written on, and its outcome opens the sheet again."""
        self._is_shut = True
        if self._sheet is not None and not self._sheet.is_writing:
            self._sheet = None
        self._on_changed()

    def leave(self, case_id: CaseId | None) -> None:
        """Another screen: the sheet of the case that was open is closed, that of another waits.

        Nobody may be signed in any more by then, who could be asked what was in sight.
        """
        if case_id in self._case_ids:
            self.close()

    def choose(self, reader: ArchiveReader) -> None:
        """Whom it is for."""
        if self._sheet is not None and not self._sheet.is_writing:
            self._sheet = replace(self._sheet, reader=reader, message=None)
            self._on_changed()

    def export(self, path: Path) -> None:
        """Write it, where the officer said."""
        sheet, person = self.sheet(), self._services.access.signed_in()
        if sheet is None or person is None or sheet.is_writing:
            return
        self._sheet = replace(sheet, is_writing=True, message=None)
        self._services.views.note(sheet.session_id, Viewing.MINUTES_EXPORT)
        self._services.archives.export(
            sheet.session_id, path, sheet.reader, person.officer.display_name
        )
        self._on_changed()

    def add_scan(self, untrusted_path: Path) -> None:
        """The signed sheets, scanned after the session."""
        if self._scans is not None and self.sheet() is not None:
            self._scans.add(untrusted_path)
            self._on_changed()

    def on_event(self, event: Event) -> None:
        """It is there, or it is not; the owner draws."""
        sheet = self._sheet
        if self._scans is not None:
            self._scans.on_event(event)
        if sheet is None or not sheet.is_writing:
            return
        match event:
            case ArchiveWritten(session_id=session_id) if session_id == sheet.session_id:
                self._sheet = replace(sheet, is_writing=False, message=_written(event))
            case ActionFailed(action="export_archive"):
                self._sheet = replace(sheet, is_writing=False, message=failure_message(event))
            case _:
                return
        self._is_shut = False

    def sheet(self, is_shown: IsShown = lambda _: True) -> ArchiveSheet | None:
        """None while nobody asked for it, and for who may no longer. is_shown: of which session."""
        if self._sheet is None or self._scans is None or self._is_shut or not self._may_export():
            return None
        if not is_shown(self._sheet.session_id):
            return None
        return replace(self._sheet, scan=self._scans.shown())

    def can_open(self, plan: SessionPlan, is_shown: IsShown) -> bool:
        """Not twice, and not while the file of a session is written that is shown elsewhere."""
        sheet = self._sheet
        is_elsewhere = sheet is not None and sheet.is_writing and not is_shown(sheet.session_id)
        return self.sheet(is_shown) is None and not is_elsewhere and self.may_archive(plan)

    def _scans_of(self, session_id: SessionId) -> SignedScans:
        services = self._services
        return SignedScans(
            papers=services.papers,
            session_id=session_id,
            own_site_id=services.schedule.own_site().id,
            version=lambda: _frozen(services.schedule.signing(session_id)),
            may_add=lambda: person_may(services.access, Right.ADD_PAPER),
        )

    def _may_export(self) -> bool:
        return person_may(self._services.access, Right.EXPORT_MINUTES)


def is_archive_outcome(event: Event) -> bool:
    """A file was written, a scan was read, or one of them was not."""
    is_failure = isinstance(event, ActionFailed) and event.action in _ACTIONS
    return is_failure or isinstance(event, ArchiveWritten | ScanTaken | PapersChanged)


def _frozen(signing: SessionSigning | None) -> MinutesVersion | None:
    """The version that is signed."""
    return signing.signing.version if signing is not None and signing.is_frozen else None


def _written(event: ArchiveWritten) -> Message:
    data: dict[str, str | int] = {
        "number": archive_number(event.code),
        "name": event.path.name,
    }
    if not event.left_out:
        return Message(code=MessageCode.ARCHIVE_WRITTEN, tone=Tone.OK, data=data)
    data["n"] = event.left_out
    return Message(code=MessageCode.ARCHIVE_LACKING, tone=Tone.WARN, data=data)
