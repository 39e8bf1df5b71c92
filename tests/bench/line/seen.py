"""What an end of the bench noted during a call."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one end saw and heard.

    pictures: (n, 4) of time in s (monotonic), mark in ms or -1, width, height. heard and sent:
    mono s16 at 48 kHz; the times are those of their 10 ms blocks.
    """

    pictures: NDArray[np.float64]
    heard: NDArray[np.int16]
    heard_at_s: NDArray[np.float64]
    sent: NDArray[np.int16]
    sent_at_s: NDArray[np.float64]
