"""Counts a camera's pictures for two seconds: how many, how bright, and whether any differs."""

import threading
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.clock import Clock
from desktop.domain.room.measurements import CameraFacts
from desktop.media.engine.picture import Picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_PICTURE_S = 8.0
LOOK_S = 0.05
EXPOSURE_S = 0.5
WATCHED_S = 2.0
FEWEST_PICTURES = 2
_EVERY = 8
"""Of the picture's rows and columns."""


class CameraProbe:
    """Sees every picture of the camera. Thread: `see` the camera's, `measure` one other."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._is_watching = False
        self._is_counting = False
        self._seen: list[tuple[float, float, bool]] = []
        self._before: NDArray[np.uint8] | None = None
        self._size = (0, 0)

    def see(self, picture: Picture) -> None:
        """One picture of the camera."""
        if not self._is_watching:
            return
        luma = picture.luma[::_EVERY, ::_EVERY]
        with self._lock:
            before, self._before = self._before, luma.copy()
            differs = before is None or not np.array_equal(before, luma)
            self._size = (picture.width, picture.height)
            self._seen.append((self._clock.monotonic(), float(luma.mean()), differs))

    def _begin(self) -> None:
        with self._lock:
            self._seen, self._before = [], None
            self._is_watching = True

    def measure(self, sleep: threading.Event) -> CameraFacts | None:
        """Watch for two seconds from the first picture; None when none came.

        A camera that is just being opened takes its time, and its first pictures are dark. sleep:
        set to give up early.
        """
        self._begin()
        for _ in range(round(FIRST_PICTURE_S / LOOK_S)):
            if sleep.wait(LOOK_S) or self._seen:
                break
        sleep.wait(EXPOSURE_S)
        self._begin()
        self._is_counting = True
        sleep.wait(WATCHED_S)
        with self._lock:
            self._is_watching = self._is_counting = False
            seen, self._seen = self._seen, []
        if len(seen) < FEWEST_PICTURES:
            return None
        width, height = self._size
        return CameraFacts(
            width=width,
            height=height,
            fps=(len(seen) - 1) / max(seen[-1][0] - seen[0][0], 0.001),
            brightness=float(np.mean([brightness for _, brightness, _ in seen])),
            is_frozen=not any(differs for _, _, differs in seen[1:]),
        )
