"""The test person as a camera sees it: the drawn loop with a sensor's noise, kept as raw pictures.

A drawn picture alone is so easy to encode that no line is ever too slow for it; with the noise
VP8 takes about as much as a real room does. Made once and kept below the system's temporary
folder: both ends of every engine then show the same pixels at the price of one copy.
"""

import os
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop.domain.clock import Clock
from desktop.media.engine.capture.drawing import HEIGHT, LOOP_FRAMES, WIDTH, TestPerson
from desktop.media.engine.picture import Picture
from desktop.media.measure.picture_clock import clock_ms, write_mark

NOISE = 1.6
"""Standard deviation in steps of luma; a webcam indoors has between one and three."""

_SEED = 7
_VERSION = 1


def load_clip() -> NDArray[np.uint8]:
    """All pictures, mapped from the file: (LOOP_FRAMES, HEIGHT * 3 // 2, WIDTH)."""
    path = clip_path()
    if not path.exists():
        _make(path)
    return np.memmap(path, np.uint8, "r").reshape(LOOP_FRAMES, HEIGHT * 3 // 2, WIDTH)


def clip_path() -> Path:
    """Where the pictures are kept."""
    return Path(tempfile.gettempdir()) / f"reception-room-person-{_VERSION}-{NOISE}.i420"


class ClipSource:
    """A `PictureSource` of the camera: the clip for ever, each picture with its mark."""

    is_paced = True

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._clip: NDArray[np.uint8] | None = None
        self._number = 0

    def open(self) -> None:
        """See `PictureSource`."""
        self._clip = load_clip()

    def read(self) -> Picture:
        """See `PictureSource`."""
        assert self._clip is not None
        now_s = self._clock.monotonic()
        planes = np.array(self._clip[self._number % LOOP_FRAMES])
        picture = Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=now_s)
        write_mark(picture.luma, clock_ms(now_s))
        self._number += 1
        return picture

    def close(self) -> None:
        """See `PictureSource`."""


def _make(path: Path) -> None:
    person = TestPerson(caption="bench", font_path=None)
    chance = np.random.default_rng(_SEED)
    part = path.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        for number in range(LOOP_FRAMES):
            planes = person.frame(number, 0.0).planes
            noise = chance.normal(0.0, NOISE, (HEIGHT, WIDTH))
            noisy = np.clip(np.rint(planes[:HEIGHT] + noise), 16, 235).astype(np.uint8)
            file.write(noisy.tobytes() + planes[HEIGHT:].tobytes())
    part.replace(path)
