"""How loud a block of sound is."""

import math

import numpy as np
from numpy.typing import NDArray

from desktop.domain.media.call import SILENCE_DBFS

FULL_SCALE = 32_767.0
SPEECH_PEAK = 1_000
"""About -30 dBFS: a voice at a table reaches it many times a second, a quiet room never."""


def rms_dbfs(samples: NDArray[np.int16]) -> float:
    """Level of one audio block.

    samples: shape (n,), mono, full scale 32767; n > 0.
    Returns dBFS in [-96, 0]; silence is -96.
    Source: AES17 (RMS relative to a full-scale sine would be 3 dB higher; we don't add it).
    """
    mean_square = float(np.mean(np.square(samples, dtype=np.float64)))
    if mean_square <= 0.0:
        return SILENCE_DBFS
    dbfs = 10.0 * math.log10(mean_square / FULL_SCALE**2)
    return min(0.0, max(SILENCE_DBFS, dbfs))


def peak(samples: NDArray[np.int16]) -> int:
    """The greatest distance from zero."""
    return int(np.abs(samples.astype(np.int32)).max())


class LevelMeter:
    """The loudest block since the last look. Thread: one writer, one reader."""

    def __init__(self) -> None:
        self._loudest = SILENCE_DBFS

    def add(self, samples: NDArray[np.int16]) -> None:
        """Measure a block."""
        self._loudest = max(self._loudest, rms_dbfs(samples))

    def take(self) -> float:
        """The level in dBFS, and begin anew."""
        loudest, self._loudest = self._loudest, SILENCE_DBFS
        return loudest
