"""The stream of one sound card: whether it is open, still works, and carries a voice."""

from typing import Protocol

from desktop.devices.backends.portaudio import SoundStream
from desktop.domain.clock import Clock
from desktop.media.engine.levels import SPEECH_PEAK


class Paced(Protocol):
    """Keeps the beat of a card where there is none."""

    def stop(self) -> None:
        """End it."""


class SoundCard:
    """What a microphone or loudspeaker holds open: a card, or what keeps the beat in its place.

    Thread: any; `hold`, `stand_in` and `close` on one thread.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._stream: SoundStream | None = None
        self._paced: Paced | None = None
        self._worked_s = 0.0
        self._spoken_s = 0.0

    def expect(self) -> float:
        """The card is given time from now on; returns this moment, monotonic."""
        self._worked_s = self._clock.monotonic()
        return self._worked_s

    def hold(self, stream: SoundStream) -> None:
        """This one is open."""
        self._stream = stream

    def stand_in(self, paced: Paced) -> None:
        """No card is open; this was started instead."""
        self._paced = paced

    def close(self) -> None:
        """Let go of what is held. Idempotent."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
        paced, self._paced = self._paced, None
        if paced is not None:
            paced.stop()

    def note_block(self, now_s: float, loudest: int) -> None:
        """A block went through. loudest: its peak, of full scale 32767."""
        self._worked_s = now_s
        if loudest > SPEECH_PEAK:
            self._spoken_s = now_s

    @property
    def is_open(self) -> bool:
        """Whether a sound card is open."""
        return self._stream is not None

    def silent_s(self) -> float:
        """How long ago a block last went through; 0 when no card is open."""
        if self._stream is None:
            return 0.0
        if self._stream.has_ended:
            return float("inf")
        return self._clock.monotonic() - self._worked_s

    def quiet_s(self) -> float:
        """For how long no voice went through; infinite when no card is open."""
        return float("inf") if self._stream is None else self._clock.monotonic() - self._spoken_s
