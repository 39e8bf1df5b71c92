"""A short queue between two clocks: decoded sound in at one pace, the sound card's pace out.

libwebrtc's own buffer (NetEQ) hides the network, but it runs on the engine's clock and not on the
card's. Here drift is taken up by resampling: 0.5 %, or 2 % when far off. What is held is judged by
the least of each second: bursts of either side must not count as depth. What is too much goes in
pauses first.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

SAMPLES_PER_MS = 48
KEEP_MS = 15.0
"""The least of a calm second, give or take CALM_MS: when the two clocks slip, one block goes."""

START_MS = 20.0
MAX_HELD_MS = 120.0
MARGIN_STEP_MS = 10.0
MAX_MARGIN_MS = 60.0
WINDOW_BLOCKS = 100
LOOK_BLOCKS = 10
QUIET_PEAK = 200
BLOCK_MS = BLOCK_SAMPLES / SAMPLES_PER_MS
CALM_MS = 5.0
FAR_OFF_MS = 50.0
WORRIED_WINDOWS = 4

_MARGIN_DECAY_MS = 0.5  # a window
_SLOW_STEP = 2  # samples of 480: 0.4 %
_FAST_STEP = 9


@dataclass(slots=True)
class FifoCounters:
    """What was done to keep the two clocks together."""

    starved: int = 0
    dropped: int = 0
    inserted: int = 0
    bent: int = 0


class VoiceFifo:
    """One remote voice. Thread: one at a time, the sound card's."""

    def __init__(self, *, read: Callable[[], Block | None]) -> None:
        self.counters = FifoCounters()
        self._read = read
        self._pcm: NDArray[np.float32] = np.zeros(0, np.float32)
        self._is_playing = False
        self._margin_ms = 0.0
        self._least_ms = float("inf")
        self._pulls = 0
        self._step = 0
        self._worried = 0

    @property
    def held_ms(self) -> float:
        """How much sound waits."""
        return len(self._pcm) / SAMPLES_PER_MS

    def pull(self) -> Block:
        """The next 10 ms, silence while there is too little."""
        self._fill()
        if not self._is_playing and not self._may_begin():
            return np.zeros(BLOCK_SAMPLES, np.int16)
        if self._pulls % LOOK_BLOCKS == LOOK_BLOCKS - 1:
            self._put_right_in_pause()
        count = BLOCK_SAMPLES + self._step
        if len(self._pcm) < count + (self._step != 0):  # bending looks one sample ahead
            self._starve()
            return np.zeros(BLOCK_SAMPLES, np.int16)
        block = resampled(self._pcm, count)
        self._pcm = self._pcm[count:]
        self.counters.bent += self._step != 0
        self._judge()
        return np.clip(block, -32768, 32767).astype(np.int16)

    def _fill(self) -> None:
        blocks = [self._pcm]
        while (block := self._read()) is not None:
            blocks.append(block.astype(np.float32))
        if len(blocks) > 1:
            self._pcm = np.concatenate(blocks)
        if self.held_ms > MAX_HELD_MS:
            self._keep_newest()  # nobody pulled for a while: what is old is of no use

    def _may_begin(self) -> bool:
        if self.held_ms < START_MS + self._margin_ms:
            return False
        self._keep_newest()
        self._is_playing = True
        return True

    def _keep_newest(self) -> None:
        kept = int((START_MS + self._margin_ms) * SAMPLES_PER_MS)
        self.counters.dropped += len(self._pcm) - kept
        self._pcm = self._pcm[-kept:]

    def _put_right_in_pause(self) -> None:
        """Ten milliseconds of a pause more or less: nobody hears it, unlike bent speech."""
        excess_ms = self._least_ms - KEEP_MS - self._margin_ms
        if np.abs(self._pcm[:BLOCK_SAMPLES]).max(initial=0) >= QUIET_PEAK:
            return
        if excess_ms > BLOCK_MS:
            self._pcm = self._pcm[BLOCK_SAMPLES:]
            self.counters.dropped += BLOCK_SAMPLES
            self._least_ms -= BLOCK_MS
        elif excess_ms < -CALM_MS:
            self._pcm = np.concatenate([np.zeros(BLOCK_SAMPLES, np.float32), self._pcm])
            self.counters.inserted += BLOCK_SAMPLES
            self._least_ms += BLOCK_MS

    def _starve(self) -> None:
        self.counters.starved += 1
        self._is_playing = False
        self._margin_ms = min(MAX_MARGIN_MS, self._margin_ms + MARGIN_STEP_MS)
        self._begin_window()
        self._step = 0

    def _judge(self) -> None:
        self._least_ms = min(self._least_ms, self.held_ms)
        self._pulls += 1
        if self._pulls < WINDOW_BLOCKS:
            return
        excess_ms = self._least_ms - KEEP_MS - self._margin_ms
        is_calm = abs(excess_ms) <= CALM_MS
        self._worried = 0 if is_calm else self._worried + 1
        # Speech has a pause every few seconds, where this is put right unheard.
        is_urgent = self._worried >= WORRIED_WINDOWS or excess_ms > FAR_OFF_MS
        if is_calm or not (is_urgent or self._step):
            self._step = 0
        else:
            step = _FAST_STEP if abs(excess_ms) > FAR_OFF_MS else _SLOW_STEP
            self._step = step if excess_ms > 0 else -step
        self._margin_ms = max(0.0, self._margin_ms - _MARGIN_DECAY_MS)
        self._begin_window()

    def _begin_window(self) -> None:
        self._pulls = 0
        self._least_ms = float("inf")


def resampled(pcm: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The first `count` samples made into 480; pcm holds at least one more than that."""
    if count == BLOCK_SAMPLES:
        return pcm[:BLOCK_SAMPLES]
    at = np.linspace(0, count, BLOCK_SAMPLES, endpoint=False)
    return np.interp(at, np.arange(count + 1), pcm[: count + 1]).astype(np.float32)
