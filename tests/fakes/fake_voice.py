"""A voice that says what a test lets it say."""

from dataclasses import dataclass, field

from desktop.domain.events import EventSink
from desktop.domain.record.events import SpeechTold, VoiceFound
from desktop.domain.record.speech import SpeechFault, SpeechStage


@dataclass(slots=True)
class FakeVoice:
    """said: what was ordered, the first order is number 1. There is none until `find`."""

    emit: EventSink
    said: list[str] = field(default_factory=list)
    stops: int = 0
    is_there: bool = False

    def find(self) -> None:
        """It said a word."""
        self.is_there = True
        self.emit(VoiceFound())

    def has_voice(self) -> bool:
        return self.is_there

    def say(self, text: str) -> int:
        self.said.append(text)
        return len(self.said)

    def stop(self) -> None:
        self.stops += 1
        self.tell(SpeechStage.STOPPED)

    def tell(
        self, stage: SpeechStage, *, order: int | None = None, fault: SpeechFault | None = None
    ) -> None:
        """What became of an order, of the newest where none is named."""
        number = len(self.said) if order is None else order
        self.emit(SpeechTold(order=number, stage=stage, fault=fault))
