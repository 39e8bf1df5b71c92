"""How long this PC takes for one 720p picture, with the settings a call has."""

import statistics

import numpy as np

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.codecs.vp8 import VIDEO_CLOCK_HZ, LibvpxVp8

WIDTH, HEIGHT = 1280, 720
KBPS = 1_200
_WARM_UP = 5
_PICTURES = 20
_MOVES = 4
"""Columns that the picture moves by, and some noise: about as hard as people at a table."""


def encoder_ms(clock: Clock) -> float:
    """Median of twenty pictures; takes about half a second of one core.

    Raises:
        OSError: the encoder does not open on this PC.
    """
    chance = np.random.default_rng(7)
    scene = np.repeat(np.repeat(chance.integers(40, 200, (45, 80), np.uint8), 16, 0), 16, 1)
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    encoder = LibvpxVp8(width=WIDTH, height=HEIGHT, kbps=KBPS)
    took_ms: list[float] = []
    try:
        for number in range(_WARM_UP + _PICTURES):
            noise = chance.integers(0, 4, (HEIGHT, WIDTH), np.uint8)
            planes[:HEIGHT] = np.roll(scene, number * _MOVES, axis=1) + noise
            began_s = clock.monotonic()
            encoder.encode(planes, number * VIDEO_CLOCK_HZ // 30, is_keyframe=number == 0)
            took_ms.append(1000 * (clock.monotonic() - began_s))
    finally:
        encoder.close()
    return statistics.median(took_ms[_WARM_UP:])
