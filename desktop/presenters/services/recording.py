"""What presenters ask of the recordings on this PC."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.domain.ids import SessionId
from desktop.domain.recording.sealed_copy import CopyDecision
from desktop.domain.recording.shelf import ShelvedRecording
from desktop.domain.recording.tape import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayOrder:
    """What is to be played. parts: numbers, one behind the other; from_ms: within the first.

    from_at: the hour of that moment. reason: as it was typed.
    """

    session_id: SessionId
    parts: tuple[int, ...]
    from_ms: int
    from_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """A sealed copy that is wanted. parts: that play; left_out: numbers of those that do not.

    path: of the ZIP.
    """

    session_id: SessionId
    decision: CopyDecision
    parts: tuple[Stretch, ...]
    left_out: tuple[int, ...]
    path: Path


class RecordingsService(Protocol):
    """Recordings of this PC. Events: RecordingsChanged, TapeLooked, TapeRead, PlaybackTold."""

    def sessions(self) -> frozenset[SessionId]:
        """Those of which this PC has a recording, or had one that the city has. Reads memory."""
        ...

    def shelf(self) -> tuple[ShelvedRecording, ...]:
        """The same, each with what is known of it. Reads memory."""
        ...

    def list_anew(self) -> None:
        """Look again what lies there. Outcome: RecordingsChanged where it is something else."""
        ...

    def look(self, session_id: SessionId) -> None:
        """Read and check one. Outcome: TapeRead; one that is still read for another is given up."""
        ...

    def play(self, order: PlayOrder) -> int:
        """Note who listens and why, then play; the number of the order.

        Outcomes: ListeningNoted, then PlaybackTold with this number; ActionFailed("play"): nobody
        could be noted, and nothing plays.
        """
        ...

    def move(self, order: PlayOrder) -> int:
        """Go on elsewhere in what plays, by the same listening; the number of the order.

        Nothing happens while nothing of this session was noted since `stop`.
        """
        ...

    def seal_copy(self, order: CopyOrder) -> None:
        """Note who makes a copy and why, then write it; seconds for each hour of the recording.

        Outcomes: CopySealed; ActionFailed("seal_copy"): nothing was written.
        """
        ...

    def stop(self) -> None:
        """Nothing is seen or heard any more."""
        ...
