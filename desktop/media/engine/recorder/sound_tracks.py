"""Sound of every site on its way into the recording, each on its own track, all in one time.

A track that begins, or begins again, lies where it came. From then on its blocks follow each other,
however unevenly they come. Its card's clock is never quite this PC's: where the least delayed block
of ten seconds lies too late or too early, blocks of a pause go, or silence comes, so that two hours
of 50 ppm (360 ms) move no word away from its picture.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES, Block

MOST_WAITING: Final = 60
"""Blocks of a track; what is older than 0.6 s is dropped: the recorder itself is late."""
LOOK_BLOCKS: Final = 1_000
OFF_S: Final = 0.015
"""What is off by more is put right in a pause; by more than FORCED_S at once."""
FORCED_S: Final = 0.035
LATE_S: Final = 0.4
"""Later than any card brings what it has together; its place is taken, and it is of no use."""
QUIET_PEAK: Final = 200

Samples = NDArray[np.int16]


@dataclass(slots=True)
class _Track:
    """waiting: blocks, and when each came. off: how many too many lie there, below zero too few."""

    waiting: deque[tuple[Block, float]] = field(default_factory=lambda: deque(maxlen=MOST_WAITING))
    is_dry: bool = True
    off: int = 0
    is_forced: bool = False
    looked: int = 0
    latest_s: float = -float("inf")

    def next(self, ends_s: float) -> Block | None:
        """The block of the 10 ms that end then; None: silence."""
        waiting = self.waiting
        while waiting and ends_s - waiting[0][1] > (BLOCK_S if self.is_dry else LATE_S):
            waiting.popleft()
        if not waiting:
            self.run_dry()
            return None
        if self.is_dry and waiting[0][1] - ends_s > BLOCK_S / 2:
            return None  # its place is still to come
        self.is_dry = False
        if self.off and (self.is_forced or _is_quiet(waiting[0][0])):
            return self._put_right()
        block, came_s = waiting.popleft()
        self._look(ends_s - came_s)
        return block

    def run_dry(self) -> None:
        """What comes next lies where it comes."""
        self.is_dry, self.off = True, 0
        self._begin_look()

    def _put_right(self) -> Block | None:
        if self.off < 0:
            self.off += 1
            return None
        self.off -= 1
        self.waiting.popleft()
        return self.waiting.popleft()[0] if self.waiting else None

    def _look(self, late_s: float) -> None:
        """What comes unevenly comes late, and never early: the rest tells where the track lies."""
        self.latest_s = max(self.latest_s, late_s)
        self.looked += 1
        if self.looked < LOOK_BLOCKS:
            return
        is_off = abs(self.latest_s) > OFF_S
        self.off = round(self.latest_s / BLOCK_S) if is_off else 0
        self.is_forced = abs(self.latest_s) > FORCED_S
        self._begin_look()

    def _begin_look(self) -> None:
        self.looked, self.latest_s = 0, -float("inf")


class SoundTracks:
    """Thread: `put` any, one for each name; `take` the recorder's. Times are monotonic."""

    def __init__(self, names: Sequence[str]) -> None:
        self._tracks = {name: _Track() for name in names}

    def put(self, name: str, block: Block, came_s: float) -> None:
        """The next 10 ms of a track, whole now; of a name that is not recorded nothing is kept."""
        track = self._tracks.get(name)
        if track is not None:
            track.waiting.append((block.copy(), came_s))

    def begin(self) -> None:
        """A part begins: of what came before it nothing belongs there."""
        for track in self._tracks.values():
            track.run_dry()

    def take(self, blocks: int, until_s: float) -> tuple[dict[str, Samples], dict[str, int]]:
        """The `blocks` of every track that end at `until_s`, silence where none came.

        Returns how many came of each as well.
        """
        taken: dict[str, Samples] = {}
        came: dict[str, int] = {}
        for name, track in self._tracks.items():
            samples = np.zeros(blocks * BLOCK_SAMPLES, np.int16)
            came[name] = 0
            for place in range(blocks):
                block = track.next(until_s - (blocks - place - 1) * BLOCK_S)
                if block is not None:
                    samples[place * BLOCK_SAMPLES : (place + 1) * BLOCK_SAMPLES] = block
                    came[name] += 1
            taken[name] = samples
        return taken, came


def _is_quiet(block: Block) -> bool:
    return int(np.abs(block.astype(np.int32)).max(initial=0)) < QUIET_PEAK
