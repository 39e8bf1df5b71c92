"""Thử loa: one test of the loudspeaker at a time, and what came of the last one."""

from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.presenters.room.devices_state import SpeakerField
from desktop.presenters.services.media import MediaService

TEST_LIMIT_S = 8.0
"""An engine that dies on the way answers nothing."""


class SpeakerTrial:
    """Of a screen that shows it; the devices are open meanwhile."""

    def __init__(self, *, media: MediaService, clock: Clock) -> None:
        self._media = media
        self._clock = clock
        self._since_s: float | None = None
        self._test: SpeakerTest | None = None

    def begin(self) -> None:
        """Nothing happens while one runs."""
        if self._is_running():
            return
        self._test = None
        self._since_s = self._clock.monotonic()
        self._media.measure_speaker()

    def forget(self) -> None:
        """What comes of it is not shown any more."""
        self._since_s = self._test = None

    def on_event(self, event: Event) -> None:
        """Take in one fact; an answer that nobody waits for is passed over."""
        if isinstance(event, SpeakerTested) and self._since_s is not None:
            self._since_s, self._test = None, event.test

    def on_tick(self) -> None:
        """A test that nobody answers ends."""
        if self._since_s is not None and not self._is_running():
            self._since_s = None
            self._test = SpeakerTest(verdict=SpeakerVerdict.FAILED)

    def field(self) -> SpeakerField:
        """What is shown of it."""
        return SpeakerField(is_running=self._is_running(), test=self._test)

    def _is_running(self) -> bool:
        since_s = self._since_s
        return since_s is not None and self._clock.monotonic() - since_s < TEST_LIMIT_S
