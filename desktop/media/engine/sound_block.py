"""A block of 10 ms of sound, the unit in which the engine works."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 48_000


BLOCK_SAMPLES = 480


BLOCK_S = BLOCK_SAMPLES / SAMPLE_RATE_HZ


Block = NDArray[np.int16]
