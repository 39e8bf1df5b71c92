"""Whether the lips stay with the voice over a long call."""

import time
from pathlib import Path

import numpy as np

from desktop.app.rehearsal.call import heard_since
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.measure.sound_match import RATE_HZ, compare_sound
from tests.fakes.fake_media_room import TEST_VOICE, SeenPictures

HEARD_S = 12.0
CLEAR_CORRELATION = 0.5


class LipWatch:
    """One listener's loudspeaker file beside the pictures of the one who speaks.

    The test voice is an endless loop whose beginning nobody noted: a look says how far the picture
    moved against the voice since the first look, not how far it was then (the bench of one line
    tells that).
    """

    def __init__(self, loudspeaker_file: Path) -> None:
        self._file = loudspeaker_file
        self._voice = read_sound(TEST_VOICE)
        self._loop_s = len(self._voice) / RATE_HZ
        self._first_s: float | None = None
        self.moved_ms: list[float | None] = []
        """For each look, above 0 the picture is later than at the first; None: no clear voice."""

    def look(self, seen: SeenPictures) -> None:
        """The last HEARD_S of the call. seen: the pictures of the one who speaks, so far."""
        since_s = time.monotonic() - HEARD_S
        match = compare_sound(heard_since(self._file, since_s), self._voice)
        arrived_s, ages_ms = np.array(seen.arrived_s), list(seen.ages_ms)
        later_s: list[float] = []
        for start, offset in zip(match.starts, match.offsets, strict=True):
            shown = int(np.searchsorted(arrived_s, since_s + start / RATE_HZ, "right")) - 1
            if 0 <= shown < len(ages_ms):
                taken_s = float(arrived_s[shown]) - ages_ms[shown] / 1000
                later_s.append(offset / RATE_HZ - taken_s)
        if match.correlation < CLEAR_CORRELATION or not later_s:
            self.moved_ms.append(None)
            return
        if self._first_s is None:
            self._first_s = later_s[0]
            self._first_s += self._moved_s(later_s)
        self.moved_ms.append(round(1000 * self._moved_s(later_s), 1))

    def _moved_s(self, later_s: list[float]) -> float:
        """The median distance from the first look, the shorter way round the loop."""
        assert self._first_s is not None
        around = np.array(later_s) - self._first_s + self._loop_s / 2
        return float(np.median(around % self._loop_s)) - self._loop_s / 2
