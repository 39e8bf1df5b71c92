"""Đọc to: what a voice says, with what else this room's loudspeaker plays.

It is mixed before the card takes it, so the echo cancellers of the room's microphones hear it: to
other sites it goes no more than any other sound of this loudspeaker. The recording has it as sound
of this room, for the reading belongs to what happened there.
"""

import logging
from collections import deque
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.devices.backends.resampler import Resampler
from desktop.domain.clock import Clock
from desktop.domain.record.events import SpeechTold
from desktop.domain.record.speech import SpeechFault, SpeechStage
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.pipe.commands import SPEECH_RATES_HZ, SpeakPiece

STALLED_S: Final = 5.0
"""A loudspeaker that takes nothing for so long takes nothing at all."""
MOST_COUNTED_S: Final = 0.1
"""Of the time between two looks: a PC that is slow itself is no loudspeaker that stands still."""
AHEAD_S: Final = 2.0
"""So much lies ready for the loudspeaker."""
SLICE_S: Final = 0.5
"""So much of a voice is brought to the rate of the card at once."""
MOST_UNRECORDED: Final = 50
"""Blocks that were played and that no microphone came for."""
_TAIL_S: Final = 0.2
"""Silence behind the voice, so that the filter gives its end away."""

Samples = NDArray[np.int16]

logger = logging.getLogger(__name__)


class _Said:
    """One order. Thread: `take` the loudspeaker's, everything else media-loop."""

    def __init__(self, order: int, rate_hz: int, now_s: float) -> None:
        self.order = order
        self.rate_hz = rate_hz
        self.is_told = self.is_whole = False
        self._resampler = Resampler(from_hz=rate_hz, to_hz=SAMPLE_RATE_HZ)
        self._raw: deque[Samples] = deque()
        self._blocks: deque[Block] = deque()
        self._rest: Samples = np.zeros(0, np.int16)
        self._seen, self._looked_s, self._still_s = 0, now_s, 0.0
        self.taken = 0

    def add(self, piece: SpeakPiece) -> None:
        """Behind what came before."""
        raw = np.frombuffer(piece.samples, dtype="<i2").astype(np.int16)
        if piece.is_last:
            raw = np.concatenate([raw, np.zeros(round(_TAIL_S * self.rate_hz), np.int16)])
        step = round(SLICE_S * self.rate_hz)
        self._raw.extend(raw[at : at + step] for at in range(0, len(raw), step))
        self.is_whole = self.is_whole or piece.is_last

    def make_ready(self) -> None:
        """Bring what comes next to the rate of the card."""
        while self._raw and len(self._blocks) * BLOCK_SAMPLES < AHEAD_S * SAMPLE_RATE_HZ:
            made = np.concatenate([self._rest, self._resampler.process(self._raw.popleft())])
            whole = len(made) // BLOCK_SAMPLES * BLOCK_SAMPLES
            self._rest = made[whole:]
            self._blocks.extend(
                made[at : at + BLOCK_SAMPLES] for at in range(0, whole, BLOCK_SAMPLES)
            )

    def take(self) -> Block | None:
        """The next 10 ms; None: there are none, or not yet."""
        if not self._blocks:
            return None
        self.taken += 1
        return self._blocks.popleft()

    @property
    def is_over(self) -> bool:
        """All of it was taken."""
        return self.is_whole and not self._raw and not self._blocks

    def stalled_s(self, now_s: float) -> float:
        """For how long nothing was taken."""
        gone_s, self._looked_s = now_s - self._looked_s, now_s
        if self.taken != self._seen:
            self._seen, self._still_s = self.taken, 0.0
        else:
            self._still_s += min(gone_s, MOST_COUNTED_S)
        return self._still_s


class Speech:
    """One order at a time; `SpeechTold` for each that was begun or stopped.

    Thread: `mix` the loudspeaker's, `recorded` the microphone's, everything else media-loop.
    """

    def __init__(self, *, clock: Clock, tell: Callable[[SpeechTold], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._said: _Said | None = None
        self._newest = 0
        self._played: deque[Block] = deque(maxlen=MOST_UNRECORDED)

    # ---- sound ---------------------------------------------------------------------------------

    def mix(self, block: Block) -> Block:
        """With the voice, while it speaks."""
        said = self._said
        own = None if said is None else said.take()
        if own is None:
            return block
        self._played.append(own)
        return _sum(block, own)

    def recorded(self, block: Block) -> Block:
        """Sound of this room as the recording has it: with what the voice said meanwhile."""
        try:
            own = self._played.popleft()
        except IndexError:
            return block
        return _sum(block, own)

    # ---- orders --------------------------------------------------------------------------------

    def add(self, piece: SpeakPiece) -> None:
        """Speak it behind what came before of its order; of an older one nothing is spoken."""
        said = self._said
        is_sound = piece.rate_hz in SPEECH_RATES_HZ and len(piece.samples) % 2 == 0
        if not is_sound:
            self._newest, self._said = max(self._newest, piece.order), None
            self._say(piece.order, SpeechStage.FAILED, SpeechFault.VOICE)
        elif piece.order > self._newest:
            self._newest = piece.order
            said = _Said(piece.order, piece.rate_hz, self._clock.monotonic())
            said.add(piece)
            said.make_ready()
            self._played.clear()
            self._said = said
        elif said is not None and (said.order, said.rate_hz) == (piece.order, piece.rate_hz):
            said.add(piece)

    def stop(self, order: int) -> None:
        """At once; what comes later of this order is not spoken."""
        self._newest = max(self._newest, order)
        if self._said is not None and self._said.order <= order:
            self._said = None
        self._say(order, SpeechStage.STOPPED)

    def step(self) -> None:
        """Twenty times a second: make the next sound ready, tell how far it is."""
        said = self._said
        if said is None:
            return
        said.make_ready()
        if said.taken and not said.is_told:
            said.is_told = True
            self._say(said.order, SpeechStage.SPEAKING)
        if said.is_over:
            self._said = None
            self._say(said.order, SpeechStage.ENDED)
        elif said.stalled_s(self._clock.monotonic()) > STALLED_S:
            self._said = None
            self._say(said.order, SpeechStage.FAILED, SpeechFault.LOUDSPEAKER)

    def _say(self, order: int, stage: SpeechStage, fault: SpeechFault | None = None) -> None:
        logger.info("speech order=%d stage=%s", order, stage.value)
        self._tell(SpeechTold(order=order, stage=stage, fault=fault))


def _sum(block: Block, own: Block) -> Block:
    return limited(block.astype(np.float32) + own)
