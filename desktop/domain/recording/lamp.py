"""What the recording lamp may say: only what bytes on the disk have shown."""

from enum import StrEnum
from typing import Final

STILL_S: Final = 3.0
"""Bytes that stand still for longer are a fault (ux.md §0: the lamp follows bytes flushed)."""


TELL_EVERY_S: Final = 2.0
"""A lamp is told to the other sites so often, and on every change."""
TOLD_LASTS_S: Final = 6.0
"""A word of another site that is older is not shown: nobody knows whether it records still."""


class RecordingWord(StrEnum):
    """GHI: đang ghi, lỗi, không ghi."""

    RECORDING = "recording"
    FAULT = "fault"
    OFF = "off"


class Lamp:
    """Follows what is wanted and what was written. Not thread-safe. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._wanted_since_s: float | None = None
        self._grown_at_s: float | None = None
        self._bytes = 0
        self._lacks = False
        self._recorded_s = self._lost_s = 0.0

    def want(self, *, is_wanted: bool, now_s: float) -> None:
        """Whether there is to be a recording now; begins or ends the wait for its bytes."""
        if not is_wanted:
            self._wanted_since_s = self._grown_at_s = None
            self._bytes = 0
            self._lacks = False
            self._recorded_s = self._lost_s = 0.0
        elif self._wanted_since_s is None:
            self._wanted_since_s = now_s

    def note_bytes(self, written_bytes: int, now_s: float) -> None:
        """So many are on the disk; fewer than before: of an engine that began anew."""
        if self._wanted_since_s is not None and written_bytes != self._bytes:
            self._grown_at_s = now_s
            self._bytes = written_bytes

    def note_lost(self, *, recorded_s: float, lost_s: float) -> None:
        """Of what has no other source: it lacks while half of the newest seconds did not come.

        Both are sums, of picture and sound together what was lost; smaller than before: of an
        engine, or a recording, that began anew.
        """
        if self._wanted_since_s is None:
            return
        is_anew = recorded_s < self._recorded_s
        since_s = recorded_s - (0.0 if is_anew else self._recorded_s)
        lost_s, self._lost_s = lost_s - (0.0 if is_anew else self._lost_s), lost_s
        self._recorded_s = recorded_s
        if since_s > 0:
            self._lacks = 2 * lost_s >= since_s

    def still_s(self, now_s: float) -> float:
        """For how long nothing came that is wanted; 0: nothing is wanted."""
        if self._wanted_since_s is None:
            return 0.0
        return now_s - (self._wanted_since_s if self._grown_at_s is None else self._grown_at_s)

    def word(self, now_s: float) -> RecordingWord:
        """What is shown now. Before the first bytes: off, and a fault when they do not come."""
        if self._wanted_since_s is None:
            return RecordingWord.OFF
        if self.still_s(now_s) > STILL_S:
            return RecordingWord.FAULT
        if self._grown_at_s is None:
            return RecordingWord.OFF
        return RecordingWord.FAULT if self._lacks else RecordingWord.RECORDING


def told_word(
    word: RecordingWord | None, told_at_s: float | None, now_s: float
) -> RecordingWord | None:
    """What may be shown of another site that said so; None: nothing is known of its lamp now."""
    if told_at_s is None or now_s - told_at_s > TOLD_LASTS_S:
        return None
    return word
