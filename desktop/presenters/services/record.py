"""What presenters ask of the record: minutes, the voice that reads them, search, views."""

from pathlib import Path
from typing import Protocol

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.domain.record.incident import Incident
from desktop.domain.record.minutes import LineVersion, MinuteLine


class MinutesService(Protocol):
    """Lines of the minutes. Event: MinutesChanged, after the commit."""

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        """All lines of a session in reading order."""
        ...

    def save_line(self, line: MinuteLine) -> None:
        """Keep this text: one transaction writes the line and its operation.

        Only id, session_id, owner_site_id, at, speaker, kind and text are read. Saving the same
        text again writes nothing and is answered by MinutesChanged all the same. While the line
        is in conflict only our side of it (`conflict`) changes, until `settle_conflict`.
        ActionFailed("save_line") leaves the caller's text alone.
        """
        ...

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        """A person chose: `version` becomes the line, the other one is let go."""
        ...

    def export(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes as DOCX or PDF. Outcomes: MinutesExported, ActionFailed("export")."""
        ...


class IncidentsService(Protocol):
    """Incidents, each beside its line of the minutes. Event: IncidentsChanged.

    Noting never fails: the line is there. Reads memory.
    """

    def note(self, incident: Incident) -> None:
        """Keep it as it was noted, for the city."""
        ...

    def of_session(self, session_id: SessionId) -> tuple[Incident, ...]:
        """Those of every site of a session that this PC was told of, in the order of time."""
        ...


class AmendmentsService(Protocol):
    """What is added to closed minutes. Event: AmendmentsChanged. Reads memory."""

    def amend(self, amendment: MinutesAmendment) -> None:
        """Keep it, for the city; nothing wrong by `amendment_fault`. ActionFailed("amend")."""
        ...

    def of_session(self, session_id: SessionId) -> tuple[MinutesAmendment, ...]:
        """Those of every site of a session that this PC was told of, in the order of time."""
        ...


class ArchivesService(Protocol):
    """Hồ sơ buổi tiếp: one file that opens anywhere and proves itself."""

    def export(
        self, session_id: SessionId, path: Path, reader: ArchiveReader, made_by: str
    ) -> None:
        """Write it as a ZIP. Outcomes: ArchiveWritten, ActionFailed("export_archive")."""
        ...


class VoiceService(Protocol):
    """Đọc to: the Vietnamese voice of this PC, at the loudspeaker of this room alone.

    Events: VoiceFound, and SpeechTold for each order.
    """

    def has_voice(self) -> bool:
        """It said a word when it was asked to; False until then."""
        ...

    def say(self, text: str) -> int:
        """Speak this in place of what is spoken; returns the number of the order, from 1."""
        ...

    def stop(self) -> None:
        """Nothing of the newest order is heard any more. Outcome: SpeechTold STOPPED."""
        ...


class SearchService(Protocol):
    """Tìm. Event: SearchAnswered, for the newest search only."""

    def find(self, search: str) -> None:
        """Whatever this PC keeps of these words, marks and case aside."""
        ...


class ViewsService(Protocol):
    """Who opened a denunciation, for the city's audit log; others are passed over. Never fails."""

    def note(self, session_id: SessionId, what: Viewing) -> None:
        """The person at the desk opens this; again within ten minutes is the same view."""
        ...
