"""The level of one microphone over the last seconds, and a word on it."""

from collections import deque

from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.media.call import SILENCE_DBFS
from desktop.presenters.room.devices_state import SPEAKING_DBFS, LevelField, LevelWord

LEVEL_HELD_S = 2.0
"""A word about a talker stands through the gaps between his words."""

SILENT_DBFS = -50.0


class RecentLevel:
    """One microphone."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._now_dbfs = SILENCE_DBFS
        self._levels: deque[tuple[float, float]] = deque()

    def add(self, level_dbfs: float) -> None:
        """It is heard at this level."""
        self._now_dbfs = level_dbfs
        self._levels.append((self._clock.monotonic(), level_dbfs))
        self._forget_old()

    def forget(self) -> None:
        """Another one may be open now."""
        self._now_dbfs = SILENCE_DBFS
        self._levels.clear()

    def field(self, role: DeviceRole, *, is_heard: bool) -> LevelField:
        """How it is drawn. is_heard: a microphone is open for this role."""
        word = self._word() if is_heard else LevelWord.NONE
        return LevelField(role=role, level_dbfs=float(round(self._now_dbfs)), word=word)

    def _word(self) -> LevelWord:
        self._forget_old()
        loudest = max((level for _, level in self._levels), default=SILENCE_DBFS)
        if loudest < SILENT_DBFS:
            return LevelWord.SILENT
        if loudest < SPEAKING_DBFS[0]:
            return LevelWord.FAINT
        return LevelWord.GOOD if loudest <= SPEAKING_DBFS[1] else LevelWord.LOUD

    def _forget_old(self) -> None:
        oldest_s = self._clock.monotonic() - LEVEL_HELD_S
        while self._levels and self._levels[0][0] < oldest_s:
            self._levels.popleft()
