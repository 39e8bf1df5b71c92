"""Sample clock: the time of each sample from jittery block time stamps, with dropouts."""

from collections.abc import Sequence

import numpy as np

from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES, SAMPLE_RATE_HZ

_NEAR_BLOCKS = 12
"""The median of so many stamps on both sides: single ones err by some ms, and a sound that was
lost on a crowded PC moves all that come after it."""


class Timeline:
    """Of a run of blocks of 10 ms, mono 48 kHz; immutable."""

    def __init__(self, block_times_s: Sequence[float]) -> None:
        """block_times_s: monotonic, of the first sample of each block; at least one."""
        self._times_s = np.asarray(block_times_s, dtype=np.float64)
        self._began_s = self._times_s - np.arange(len(self._times_s)) * BLOCK_S

    def at_s(self, sample: int) -> float:
        """When this sample was."""
        return self._began_near_s(sample // BLOCK_SAMPLES) + sample / SAMPLE_RATE_HZ

    def sample_at(self, at_s: float) -> int:
        """The sample of that moment; beyond the run when it was before or after it."""
        block = int(np.searchsorted(np.maximum.accumulate(self._times_s), at_s))
        return round((at_s - self._began_near_s(block)) * SAMPLE_RATE_HZ)

    def _began_near_s(self, block: int) -> float:
        """When the run would have begun by the stamps near this block."""
        middle = min(max(block, 0), len(self._began_s) - 1)
        near = self._began_s[max(0, middle - _NEAR_BLOCKS) : middle + _NEAR_BLOCKS + 1]
        return float(np.median(near))
