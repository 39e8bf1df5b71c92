"""Automatic mixer: the citizens' and the officer's microphone as one voice, by gain sharing.

Two microphones on one table hear the same talker. Summed as they are, they comb-filter his voice
and double the noise of the room; so each gets its share of the loudness of both (gain sharing,
Dugan 1975): together they are as one open microphone, whoever speaks and whether both do. What a
microphone heard before its automatic gain decides, for that gain lifts a far talker like a near
one.
"""

from collections import deque
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from desktop.domain.devices.device import DeviceRole
from desktop.media.engine.levels import LevelMeter
from desktop.media.engine.playout.fifo import VoiceFifo
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.sound.gain import power
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

MAX_WAITING = 20
"""Blocks of the officer's that wait for the citizens' card: 0.2 s, when that one stands still."""

HELD_BLOCKS = 5
"""Cards call in bursts: so long the last block of the officer's says how loud it is."""

_RISE = 0.5  # of a new block, when it is louder: about 20 ms, the beginning of a word is not lost
_FALL = 0.05  # when it is softer: about 0.2 s, the gaps of a sentence do not pump
_FLOOR_POWER = 10.0**2
"""-70 dBFS: where both are silent, each has half."""

_RAMP = np.linspace(0.0, 1.0, BLOCK_SAMPLES, dtype=np.float32)


class Loudness:
    """Smoothed power of one microphone. Thread: one at a time."""

    def __init__(self) -> None:
        self.power = 0.0

    def add(self, power_now: float) -> None:
        """The next 10 ms; mean square, full scale is 32767 squared."""
        weight = _RISE if power_now > self.power else _FALL
        self.power += weight * (power_now - self.power)


def shares(citizens: float, officers: float) -> tuple[float, float]:
    """Factors of both microphones, each in [0, 1]; citizens, officers: smoothed power.

    In decibel each is as far below 0 as its microphone is below both together.
    """
    total = citizens + officers + 2 * _FLOOR_POWER
    return (
        ((citizens + _FLOOR_POWER) / total) ** 0.5,
        ((officers + _FLOOR_POWER) / total) ** 0.5,
    )


class MicrophoneMix:
    """Hands on a block for each of the citizens' microphone, which never waits.

    The officer's comes through a queue that bends to the citizens' clock, 15 to 30 ms later. As
    long as it is shut the citizens' microphone is handed on as it is.
    Thread: `hear` the microphones' own, `open` and `shut` devices, `take_levels` one other.
    """

    def __init__(self, *, take: Callable[[Block], None]) -> None:
        self._give = take
        self._meter = LevelMeter()
        self._officers: _OfficersEnd | None = None
        self._meters = {
            DeviceRole.MICROPHONE: LevelMeter(),
            DeviceRole.OFFICER_MICROPHONE: LevelMeter(),
        }

    def open(self) -> None:
        """The officer's microphone is heard from now on."""
        self._officers = _OfficersEnd()

    def shut(self) -> None:
        """It is no longer heard. Idempotent."""
        self._officers = None

    def hear(self, role: DeviceRole, block: Block, bare: Block) -> None:
        """The next 10 ms of a microphone; bare: before anything was done to them."""
        officers = self._officers
        if officers is None:
            if role is DeviceRole.MICROPHONE:
                self._take(block)
            return
        self._meters[role].add(block)
        # What the canceller took is no talker, what the gain gave is no talker either.
        loudness = min(power(block), power(bare))
        if role is DeviceRole.MICROPHONE:
            self._take(officers.mixed_with(block, loudness))
        else:
            officers.push(block, loudness)

    def take_levels(self) -> tuple[float, Mapping[DeviceRole, float]]:
        """The loudest block of the mix since the last call, and of each microphone, dBFS.

        The latter empty while there is only one.
        """
        levels = {role: meter.take() for role, meter in self._meters.items()}
        return self._meter.take(), {} if self._officers is None else levels

    def _take(self, block: Block) -> None:
        self._meter.add(block)
        self._give(block)


class _OfficersEnd:
    """From the opening of the officer's microphone until it is shut.

    Thread: `push` the officer's microphone's, the rest the citizens'.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Block, float]] = deque(maxlen=MAX_WAITING)
        self._fifo = VoiceFifo(read=self._read)
        self._citizens = Loudness()
        self._officers = Loudness()
        self._newest = 0.0
        self._pulls_since = 0
        self._factors = (1.0, 0.0)

    def push(self, block: Block, loudness: float) -> None:
        """The officer's next block."""
        self._waiting.append((block, loudness))

    def mixed_with(self, block: Block, loudness: float) -> Block:
        """The citizens' next block and what waits of the officer's, in one."""
        self._pulls_since += 1
        officers = self._fifo.pull()
        self._citizens.add(loudness)
        self._officers.add(self._newest if self._pulls_since <= HELD_BLOCKS else 0.0)
        before = self._factors
        self._factors = shares(self._citizens.power, self._officers.power)
        total = _faded(block, before[0], self._factors[0])
        total += _faded(officers, before[1], self._factors[1])
        return limited(total)

    def _read(self) -> Block | None:
        if not self._waiting:
            return None
        block, self._newest = self._waiting.popleft()
        self._pulls_since = 0
        return block


def _faded(block: Block, first: float, last: float) -> NDArray[np.float32]:
    return block * (np.float32(first) + _RAMP * np.float32(last - first))
