"""Limits the automatic gain: a quiet talker is lifted, an empty room and an echo are not."""

import numpy as np

from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

MAX_GAIN_DB = 20.0
"""A talker at -45 dBFS comes to -25, where a near one is. More would lift voices from outside."""

ECHO_TAKEN_DB = 13.0
"""When this much is gone of what was heard, what is left is echo and no talker."""

LEARNING_TAKEN_DB = 8.0
"""The same while the room is still unknown."""

LEARNING_BLOCKS = 500
"""How much the loudspeaker must have said for a room to be known: 5 s of speech."""

ECHO_LASTS_BLOCKS = 60
"""After the loudspeaker's last sound: delay of the cards and the room's reverberation, 0.6 s."""

PLAYED_POWER = 33.0**2
"""The loudspeaker plays something: -60 dBFS."""

ECHO_FACTOR = 0.5
"""What is left of an echo is turned down once more, 6 dB: the canceller has bad moments."""

LEARNING_FACTOR = 0.2
"""The same while the room is still unknown, 14 dB."""

MAX_LIFT = 2.0
"""Two who talk at once are both cut by the canceller; the talker here is given back up to 6 dB."""

_MAX_GAIN = 10 ** (MAX_GAIN_DB / 10)
_ECHO_TAKEN = 10 ** (ECHO_TAKEN_DB / 10)
_LEARNING_TAKEN = 10 ** (LEARNING_TAKEN_DB / 10)
_INERTIA = 0.95  # about 0.2 s
_FAST_INERTIA = 0.8  # about 50 ms: a talker who interrupts is not kept waiting
_ECHO_SHARE = 0.9  # a tenth of what is heard besides a talker is not his
_RAMP = np.linspace(0.0, 1.0, BLOCK_SAMPLES, dtype=np.float32)


class GainLimit:
    """Compares sound before and after the automatic gain. Thread: one at a time."""

    def __init__(self) -> None:
        self._before = 0.0
        self._after = 0.0

    def limit(self, before: Block, after: Block) -> Block:
        """`after`, turned down when it is more than MAX_GAIN_DB louder than `before`."""
        self._before = _INERTIA * self._before + (1 - _INERTIA) * power(before)
        self._after = _INERTIA * self._after + (1 - _INERTIA) * power(after)
        allowed = _MAX_GAIN * max(self._before, 1.0)
        if self._after <= allowed:
            return after
        factor = (allowed / self._after) ** 0.5
        turned_down: Block = (after * np.float32(factor)).astype(np.int16)
        return turned_down


class EchoGate:
    """Tells echo from talkers by how much the canceller took. Thread: one at a time.

    Gain over everything would bring back what was just taken out: measured, 15 dB of echo loss.
    """

    def __init__(self) -> None:
        self.is_echo = False
        self._blocks_since_played = ECHO_LASTS_BLOCKS
        self._blocks_played = 0
        self._heard = 0.0
        self._cleaned = 0.0
        self._factor = 1.0

    def pass_on(self, *, played: Block, heard: Block, cleaned: Block) -> Block:
        """The next block of all three; returns `cleaned`, with echo lower and talkers even.

        `is_echo` then says whether only echo is left of it.
        """
        self._blocks_since_played += 1
        if power(played) > PLAYED_POWER:
            self._blocks_since_played = 0
            self._blocks_played += 1
        self._heard = _FAST_INERTIA * self._heard + (1 - _FAST_INERTIA) * power(heard)
        self._cleaned = _FAST_INERTIA * self._cleaned + (1 - _FAST_INERTIA) * power(cleaned)
        before, self._factor = self._factor, self._next_factor()
        if before == self._factor == 1.0:
            return cleaned
        factors = before + _RAMP * np.float32(self._factor - before)
        passed: Block = np.clip(cleaned * factors, -32_768, 32_767).astype(np.int16)
        return passed

    def _next_factor(self) -> float:
        is_learning = self._blocks_played < LEARNING_BLOCKS
        may_echo = self._blocks_since_played < ECHO_LASTS_BLOCKS
        taken = _LEARNING_TAKEN if is_learning else _ECHO_TAKEN
        self.is_echo = may_echo and self._cleaned * taken < self._heard
        if not may_echo:
            return 1.0
        if self.is_echo:
            return LEARNING_FACTOR if is_learning else ECHO_FACTOR
        wanted: float = (_ECHO_SHARE * self._heard / max(self._cleaned, 1.0)) ** 0.5
        return min(MAX_LIFT, max(1.0, wanted))


def power(block: Block) -> float:
    """Mean square; full scale is 32767 squared."""
    samples = block.astype(np.float32)
    return float(np.dot(samples, samples) / len(samples))
