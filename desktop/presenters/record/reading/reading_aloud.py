"""Đọc to: the line at the marker, spoken by the voice of this PC in this room."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.record.events import SpeechTold
from desktop.domain.record.speech import MAX_SPOKEN_S, SpeechFault, SpeechStage
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_SECONDS = 60
_CODES: Final = {
    SpeechFault.VOICE: MessageCode.VOICE_FAILED,
    SpeechFault.TOO_LONG: MessageCode.LINE_TOO_LONG_TO_SPEAK,
    SpeechFault.LOUDSPEAKER: MessageCode.VOICE_NOT_HEARD,
}


class Aloud(StrEnum):
    """What *Đọc to* can do, and what is done.

    NO_LINE: the marker stands on none. PREPARING: the voice makes its sound. SPEAKING: the
    loudspeaker takes it. STOPPING: it was told to stop and has not said yet that it did.
    """

    NO_LINE = "no_line"
    NO_LOUDSPEAKER = "no_loudspeaker"
    READY = "ready"
    PREPARING = "preparing"
    SPEAKING = "speaking"
    STOPPING = "stopping"

    @property
    def is_busy(self) -> bool:
        """The next press ends it."""
        return self in {Aloud.PREPARING, Aloud.SPEAKING}


class ReadingAloud:
    """One press speaks one line; the marker goes on by a person only. Thread: MainThread.

    words: always those at the marker, None where there are none or nothing is read back.
    """

    def __init__(self, *, services: Services, tell: Callable[[Message], None]) -> None:
        self._voice = services.voice
        self._media = services.media
        self._tell = tell
        self._order: int | None = None
        self._words: str | None = None
        self._stage = Aloud.READY

    def state(self, words: str | None) -> Aloud | None:
        """None: this PC has no voice."""
        if not self._voice.has_voice():
            return None
        if self._order is not None:
            return self._stage
        if words is None:
            return Aloud.NO_LINE
        has_loudspeaker = self._media.device_in_use(DeviceRole.LOUDSPEAKER) is not None
        return Aloud.READY if has_loudspeaker else Aloud.NO_LOUDSPEAKER

    def press(self, words: str | None) -> None:
        """Speak the line, or end what is spoken."""
        state = self.state(words)
        if state is not None and state.is_busy:
            self.stop()
        elif words is not None and state in {Aloud.READY, Aloud.STOPPING}:
            self._words, self._stage = words, Aloud.PREPARING
            self._order = self._voice.say(words)

    def follow(self, words: str | None) -> None:
        """Whatever else stands at the marker now is not what is spoken."""
        if words != self._words:
            self.stop()

    def stop(self) -> None:
        """At once."""
        if self._order is not None and self._stage.is_busy:
            self._stage = Aloud.STOPPING
            self._voice.stop()

    def on_event(self, event: Event) -> None:
        """What became of it; an engine that goes takes it along."""
        match event:
            case SpeechTold(order=order) if order == self._order:
                self._take(event)
            case EngineStateChanged():
                self.stop()
                self._order = None
            case _:
                pass

    def _take(self, told: SpeechTold) -> None:
        if told.stage is not SpeechStage.SPEAKING:
            self._order = None
        elif self._stage is Aloud.PREPARING:
            self._stage = Aloud.SPEAKING
        if told.fault is not None:
            minutes = {"minutes": MAX_SPOKEN_S // _SECONDS}
            is_long = told.fault is SpeechFault.TOO_LONG
            data = minutes if is_long else {}
            self._tell(Message(code=_CODES[told.fault], tone=Tone.WARN, data=data))
