"""A ceiling for the automatic gain: a quiet talker is lifted, an empty room is not."""

import numpy as np

from desktop.media.engine.peer.connection import Block

MAX_GAIN_DB = 20.0
"""A talker at -45 dBFS comes to -25, where a near one is. More would lift voices from outside."""

_MAX_GAIN = 10 ** (MAX_GAIN_DB / 10)
_INERTIA = 0.95  # about 0.2 s, longer than the filters between the two sounds


class GainLimit:
    """Compares what a microphone gave with what became of it. Thread: one at a time."""

    def __init__(self) -> None:
        self._heard = 0.0
        self._cleaned = 0.0

    def limit(self, heard: Block, cleaned: Block) -> Block:
        """`cleaned`, turned down when it is more than MAX_GAIN_DB louder than `heard`."""
        self._heard = _INERTIA * self._heard + (1 - _INERTIA) * _power(heard)
        self._cleaned = _INERTIA * self._cleaned + (1 - _INERTIA) * _power(cleaned)
        allowed = _MAX_GAIN * max(self._heard, 1.0)
        if self._cleaned <= allowed:
            return cleaned
        factor = (allowed / self._cleaned) ** 0.5
        turned_down: Block = (cleaned * np.float32(factor)).astype(np.int16)
        return turned_down


def _power(block: Block) -> float:
    return float(np.mean(np.square(block, dtype=np.float64)))
