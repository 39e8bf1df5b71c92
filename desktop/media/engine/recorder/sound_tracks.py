"""Sound of every site on its way into the recording, each on its own track, all in one time."""

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

MOST_WAITING: Final = 60
"""Blocks of a track; what is older than 0.6 s is dropped: the recorder itself is late."""

Samples = NDArray[np.int16]


class SoundTracks:
    """Thread: `put` any, one for each name; `take` the recorder's."""

    def __init__(self, names: Sequence[str]) -> None:
        self._waiting: dict[str, deque[Block]] = {
            name: deque(maxlen=MOST_WAITING) for name in names
        }

    def put(self, name: str, block: Block) -> None:
        """The next 10 ms of a track; of a name that is not recorded nothing is kept."""
        waiting = self._waiting.get(name)
        if waiting is not None:
            waiting.append(block.copy())

    def take(self, blocks: int) -> tuple[dict[str, Samples], dict[str, int]]:
        """The next `blocks` of every track, silence where none came; and how many came of each."""
        taken: dict[str, Samples] = {}
        came: dict[str, int] = {}
        for name, waiting in self._waiting.items():
            samples = np.zeros(blocks * BLOCK_SAMPLES, np.int16)
            count = min(blocks, len(waiting))
            for place in range(count):
                at = place * BLOCK_SAMPLES
                samples[at : at + BLOCK_SAMPLES] = waiting.popleft()
            taken[name], came[name] = samples, count
        return taken, came
