"""Connects loudspeaker, microphone and echo canceller; sound goes on when the canceller fails.

Only for sound cards: practice devices give exactly what they are asked for. Whatever fails here,
the microphone goes on as it is: an echo is better than silence.
"""

import importlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.clock import Clock
from desktop.domain.media.call import EchoCancelling
from desktop.media.engine.sound.canceller import (
    MAX_DELAY_MS,
    MIN_DELAY_MS,
    EchoCanceller,
    OpenEchoCanceller,
)
from desktop.media.engine.sound.reference import FarReference
from desktop.media.engine.sound_block import Block

DELAY_EVERY = 100
"""Blocks between two words on the delay: one second."""

FIRST_DELAY_AFTER = 10

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Room:
    """What is known since the devices were opened."""

    canceller: EchoCanceller
    reference: FarReference = field(default_factory=FarReference)
    delays_s: list[float] = field(default_factory=list)
    next_word_after: int = FIRST_DELAY_AFTER
    delay_ms: int | None = None


class SoundCleaner:
    """Thread: devices, but for `note_played` (the loudspeaker's) and `clean` (the microphone's).

    does_device_cancel: the speakerphone of this room takes its echo out by itself; two cancellers
    in a row spoil each other, so that nothing at all is done to the sound.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        does_device_cancel: bool,
        tell: Callable[[EchoCancelling], None],
        open_canceller: OpenEchoCanceller | None = None,
    ) -> None:
        self._clock = clock
        self._does_device_cancel = does_device_cancel
        self._tell = tell
        self._open_canceller = open_canceller or _open_livekit
        self._room: _Room | None = None
        self._is_open = False
        self._told: EchoCancelling | None = None

    # ---- devices --------------------------------------------------------------------------------

    def open(self) -> None:
        """The microphone is a sound card from now on. The first time takes a third of a second."""
        self._is_open = True
        self.renew()

    def renew(self) -> None:
        """The loudspeaker was opened: what was learned of the room no longer holds."""
        if not self._is_open:
            return
        self._end_room()
        if self._does_device_cancel:
            self._say(EchoCancelling.DEVICE)
            return
        try:
            self._room = _Room(self._open_canceller())
        except Exception:  # whatever a native library does: the microphone must go on
            logger.exception("echo canceller missing, sound goes on as it is")
            self._say(EchoCancelling.FAILED)
            return
        self._say(EchoCancelling.ON)

    def set_device_cancels(self, *, does: bool) -> None:
        """Another word on `does_device_cancel`; holds at once when the microphone is open."""
        if does != self._does_device_cancel:
            self._does_device_cancel = does
            self.renew()

    def close(self) -> None:
        """The microphone is no sound card any more. Idempotent."""
        self._is_open = False
        self._end_room()
        self._say(EchoCancelling.IDLE)

    # ---- sound ----------------------------------------------------------------------------------

    def note_played(self, block: Block, ahead_s: float) -> None:
        """The loudspeaker was given this and plays it in `ahead_s`. Thread: loudspeaker."""
        room = self._room
        if room is not None:
            room.reference.push(block, self._clock.monotonic() + ahead_s)

    def clean(self, block: Block, age_s: float) -> Block:
        """What the microphone heard `age_s` ago, without echo and noise. Thread: microphone."""
        room = self._room
        if room is None:
            return block
        try:
            return self._process(room, block, self._clock.monotonic() - age_s)
        except Exception:  # as above; the sound card's thread is a root
            logger.exception("echo canceller failed, sound goes on as it is")
            self._room = None
            self._say(EchoCancelling.FAILED)
            return block

    def _process(self, room: _Room, block: Block, heard_at_s: float) -> Block:
        played, plays_at_s = room.reference.pull()
        if plays_at_s is not None:
            room.delays_s.append(plays_at_s - heard_at_s)
            if len(room.delays_s) >= room.next_word_after:
                self._set_delay(room)
        return room.canceller.process(block, played)

    def _set_delay(self, room: _Room) -> None:
        """Both calls to the library are made together, so the delay is played minus heard."""
        delay_ms = round(1000 * sum(room.delays_s) / len(room.delays_s))
        room.delays_s.clear()
        room.next_word_after = DELAY_EVERY
        if delay_ms < MIN_DELAY_MS:
            # The echo comes before its reference: useless, however good the library is.
            room.reference.drop()
        room.delay_ms = min(MAX_DELAY_MS, max(MIN_DELAY_MS, delay_ms))
        room.canceller.set_delay_ms(room.delay_ms)

    def _end_room(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            counters = room.reference.counters
            logger.info(
                "echo canceller ended delay_ms=%s missing=%d dropped=%d",
                room.delay_ms,
                counters.missing,
                counters.dropped,
            )

    def _say(self, state: EchoCancelling) -> None:
        if state is not self._told:
            self._told = state
            self._tell(state)


def _open_livekit() -> EchoCanceller:
    """Imported here and not above: the library is heavy and starts PortAudio."""
    module = importlib.import_module("desktop.media.engine.sound.livekit_apm")
    canceller: EchoCanceller = module.open_canceller()
    return canceller
