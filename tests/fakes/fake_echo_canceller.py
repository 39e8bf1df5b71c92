"""Echo cancellers for tests: one that halves and remembers, one that breaks."""

from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.media.engine.sound.canceller import EchoCanceller
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound_block import Block

if TYPE_CHECKING:
    from desktop.domain.media.call import EchoCancelling


class HalvingCanceller:
    """Gives half of what it hears, so that a test sees that sound went through it."""

    def __init__(self) -> None:
        self.played: list[Block] = []
        self.delays_ms: list[int] = []
        self.breaks = False

    def process(self, heard: Block, played: Block) -> Block:
        if self.breaks:
            raise RuntimeError
        self.played.append(played)
        half: Block = heard // 2
        return half

    def set_delay_ms(self, delay_ms: int) -> None:
        self.delays_ms.append(delay_ms)


class Cancellers:
    """Opens them and remembers which."""

    def __init__(self) -> None:
        self.made: list[HalvingCanceller] = []
        self.error: Exception | None = None
        self.told: list[EchoCancelling] = []

    def open(self) -> EchoCanceller:
        if self.error is not None:
            raise self.error
        self.made.append(HalvingCanceller())
        return self.made[-1]

    def cleaner(self, clock: Clock, *, does_device_cancel: bool = False) -> SoundCleaner:
        return SoundCleaner(
            clock=clock,
            does_device_cancel=does_device_cancel,
            tell=self.told.append,
            open_canceller=self.open,
        )
