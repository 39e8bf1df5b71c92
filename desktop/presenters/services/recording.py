"""What presenters ask of the recordings on this PC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop.domain.ids import SessionId
from desktop.domain.recording.shelf import ShelvedRecording


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

    def stop(self) -> None:
        """Nothing is seen or heard any more."""
        ...
