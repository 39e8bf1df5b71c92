"""Remembers who opened what, as if every session held a denunciation, and what incidents were."""

from pathlib import Path

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.record.amendment import MinutesAmendment, in_time_order
from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.domain.record.events import AmendmentsChanged, ArchiveWritten
from desktop.domain.record.incident import Incident


class FakeViews:
    """What it was told, each view once."""

    def __init__(self) -> None:
        self.noted: list[tuple[SessionId, Viewing]] = []

    def note(self, session_id: SessionId, what: Viewing) -> None:
        if (session_id, what) not in self.noted:
            self.noted.append((session_id, what))


class FakeArchives:
    """Tells of a file where one would be. is_full: nothing can be written."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.asked: list[tuple[SessionId, Path, ArchiveReader, str]] = []
        self.left_out = 0
        self.is_full = self.is_slow = False

    def export(
        self, session_id: SessionId, path: Path, reader: ArchiveReader, made_by: str
    ) -> None:
        self.asked.append((session_id, path, reader, made_by))
        if not self.is_slow:
            self.finish()

    def finish(self) -> None:
        """Of what was asked for last."""
        session_id, path, _, _ = self.asked[-1]
        if self.is_full:
            data: dict[str, str | int] = {"name": path.name}
            self._emit(ActionFailed(action="export_archive", code="B-433", data=data))
            return
        code = f"PTCD-HS1:{'5d' * 32}"
        self._emit(
            ArchiveWritten(session_id=session_id, path=path, code=code, left_out=self.left_out)
        )


class FakeIncidents:
    """What was noted, in order."""

    def __init__(self) -> None:
        self.noted: list[Incident] = []

    def note(self, incident: Incident) -> None:
        self.noted.append(incident)

    def of_session(self, session_id: SessionId) -> tuple[Incident, ...]:
        return tuple(one for one in self.noted if one.session_id == session_id)


class FakeAmendments:
    """What was added; kept at once. is_full: nothing can be kept."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.kept: list[MinutesAmendment] = []
        self.is_full = False

    def amend(self, amendment: MinutesAmendment) -> None:
        if self.is_full:
            self._emit(ActionFailed(action="amend", code="B-301", data={}))
            return
        self.kept.append(amendment)
        self._emit(AmendmentsChanged())

    def of_session(self, session_id: SessionId) -> tuple[MinutesAmendment, ...]:
        return in_time_order(one for one in self.kept if one.session_id == session_id)
