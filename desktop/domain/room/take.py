"""Ghi thử 10 giây: the room's own picture and sound, recorded, played back and deleted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TAKE_S: Final = 10.0
TAKE_FILE: Final = "trial-take.rrec"
"""Deleted after it was played; after a kill at the next start. Its key is gone before."""
OLD_TAKE_FILES: Final = ("trial-take.mkv", "room-check.mkv")
"""What versions before 0.4.0 wrote in the clear, and a kill has left."""
SPEECH_DBFS: Final = -30.0
"""A voice at a table gets as loud many times a second, a quiet room never."""
MOST_LOST_S: Final = 1.0


class TakeStage(StrEnum):
    """How far it is. NOT_WRITTEN: the file did not grow; NOT_PLAYED: it cannot be read again."""

    RECORDING = "recording"
    PLAYING = "playing"
    DONE = "done"
    NOT_WRITTEN = "not_written"
    NOT_PLAYED = "not_played"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What was written and what was played, so far.

    written_bytes: of the file on the disk. recorded_s, played_s: of sound; pictures: that were
    written. level_dbfs: of the loudest moment that was recorded.
    """

    stage: TakeStage
    written_bytes: int = 0
    recorded_s: float = 0.0
    pictures: int = 0
    level_dbfs: float = -96.0
    played_s: float = 0.0

    @property
    def has_speech(self) -> bool:
        """Somebody was loud enough to be heard again."""
        return self.level_dbfs >= SPEECH_DBFS

    @property
    def is_whole(self) -> bool:
        """All of the time was recorded, and all that was recorded was played."""
        is_recorded = self.recorded_s >= TAKE_S - MOST_LOST_S
        is_played = self.played_s >= self.recorded_s - MOST_LOST_S
        return self.stage is TakeStage.DONE and is_recorded and is_played
