"""Far-end reference of the echo canceller: loudspeaker blocks, paired with microphone blocks.

Two cards call at their own moments. Each block that is missing or too many moves the echo by
10 ms for the canceller, which then needs a second to find it again: so both are counted.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

MAX_WAITING = 6
"""Blocks, together 60 ms."""

BEGIN_WITH = 2
"""So many wait before the first is taken: cards call in pairs, the other comes in between."""

_MAX_KEPT = 100  # when the microphone's card stands still


@dataclass(slots=True)
class ReferenceCounters:
    """Steps of the row. missing: zeros stood in. dropped: too many waited, or they came late."""

    missing: int = 0
    dropped: int = 0


class FarReference:
    """Thread: `push` on the loudspeaker's, the rest on the microphone's."""

    def __init__(self) -> None:
        self.counters = ReferenceCounters()
        self._waiting: deque[tuple[Block, float]] = deque(maxlen=_MAX_KEPT)
        self._has_begun = False

    def push(self, block: Block, plays_at_s: float) -> None:
        """The card was given this block and will play it at this moment of the clock."""
        self._waiting.append((block, plays_at_s))

    def pull(self) -> tuple[Block, float | None]:
        """The next block and when it is played; zeros and None when there is none."""
        while len(self._waiting) > MAX_WAITING:
            self.drop()
        self._has_begun = self._has_begun or len(self._waiting) >= BEGIN_WITH
        if self._has_begun and self._waiting:
            return self._waiting.popleft()
        # Before the first block nothing is missing: the loudspeaker opens later.
        self.counters.missing += self._has_begun
        return np.zeros(BLOCK_SAMPLES, np.int16), None

    def drop(self) -> bool:
        """Leave out the oldest that waits; False when there is none to spare."""
        if not self._waiting:
            return False
        self._waiting.popleft()
        self.counters.dropped += 1
        return True
