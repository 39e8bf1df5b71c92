"""Ghi thử 10 giây: one take of this room at a time, and what was written and played of it."""

from dataclasses import replace

from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import TAKE_S, Take, TakeStage
from desktop.presenters.services.media import MediaService

SILENCE_LIMIT_S = 12.0
"""An engine that dies on the way tells no more."""
_RUNNING = (TakeStage.RECORDING, TakeStage.PLAYING)


class TrialTake:
    """Of one visit. Thread: MainThread."""

    def __init__(self, *, media: MediaService, clock: Clock) -> None:
        self._media = media
        self._clock = clock
        self._take: Take | None = None
        self._told_s = 0.0

    @property
    def take(self) -> Take | None:
        """As it was told last, None before the first one."""
        return self._take

    def begin(self) -> None:
        """Nothing happens while one runs."""
        if self.is_running:
            return
        self._note(Take(stage=TakeStage.RECORDING))
        self._media.record_take()

    @property
    def is_running(self) -> bool:
        """It is recorded or played."""
        return self._running() is not None

    def on_event(self, event: Event) -> None:
        """Take in one fact; what nobody waits for is passed over."""
        running = self._running()
        if running is None:
            return
        match event:
            case TakeChanged(take=take):
                self._note(take)
            case EngineStateChanged(is_up=False):
                self._give_up(running)
            case _:
                pass

    def on_tick(self) -> None:
        """One of which nothing is heard any more is over."""
        running = self._running()
        if running is not None and self._clock.monotonic() - self._told_s > SILENCE_LIMIT_S:
            self._give_up(running)

    def _note(self, take: Take) -> None:
        self._take, self._told_s = take, self._clock.monotonic()

    def _running(self) -> Take | None:
        is_so = self._take is not None and self._take.stage in _RUNNING
        return self._take if is_so else None

    def _give_up(self, take: Take) -> None:
        self._take = replace(take, stage=TakeStage.GIVEN_UP)


def left_s(take: Take) -> int:
    """Seconds that are still recorded, or played."""
    whole = TAKE_S if take.stage is TakeStage.RECORDING else take.recorded_s
    done = take.recorded_s if take.stage is TakeStage.RECORDING else take.played_s
    return max(0, round(whole - done))
