"""Sample rates: the one file that knows soxr, which has no types."""

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Resampler:
    """A mono stream from one rate to another. Thread: one at a time."""

    def __init__(self, *, from_hz: int, to_hz: int) -> None:
        self._stream: Any = None
        if from_hz != to_hz:
            soxr = importlib.import_module("soxr")
            self._stream = soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16", quality="MQ")

    def process(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """The samples at the new rate; their number varies from call to call by the filter."""
        if self._stream is None:
            return samples
        resampled: NDArray[np.int16] = self._stream.resample_chunk(samples)
        return resampled
