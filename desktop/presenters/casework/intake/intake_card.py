"""Đọc thẻ bằng camera: one look for a card at a time, and the picture meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.casework.card_look import CardOutcome
from desktop.domain.casework.events import CardLooked
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import TrackId
from desktop.domain.media.call import SELF_VIEW
from desktop.domain.media.events import EngineStateChanged, TrackAdded, TrackRemoved
from desktop.presenters.services.media import MediaService


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLookView:
    """A look that runs. preview_track_id: None while the camera gives no picture."""

    preview_track_id: TrackId | None


class IntakeCard:
    """Devices are open while it looks, with the microphone off. Thread: MainThread.

    on_read: what a card says, untrusted. on_none: nothing was read, and the officer did not stop.
    """

    def __init__(
        self,
        *,
        media: MediaService,
        on_read: Callable[[str], None],
        on_none: Callable[[], None],
    ) -> None:
        self._media = media
        self._on_read = on_read
        self._on_none = on_none
        self._is_running = False
        self._has_picture = False
        self._stopped = 0

    @property
    def view(self) -> CardLookView | None:
        """None while nobody looks."""
        if not self._is_running:
            return None
        return CardLookView(preview_track_id=SELF_VIEW if self._has_picture else None)

    def begin(self) -> None:
        """The button; nothing happens while one runs."""
        if self._is_running:
            return
        self._is_running, self._has_picture = True, False
        self._media.refresh_devices()
        self._media.open_devices()
        self._media.set_microphone(is_on=False)
        self._media.set_camera(is_on=True)
        self._media.card_look.begin()

    def stop(self) -> None:
        """Thôi, gõ tay: or another screen is shown."""
        if not self._is_running:
            return
        self._stopped += 1
        self._media.card_look.stop()
        self._end()

    def on_event(self, event: Event) -> bool:
        """Take in one fact; whether it was of a look."""
        match event:
            case CardLooked(outcome=CardOutcome.GIVEN_UP) if self._stopped:
                self._stopped -= 1  # the answer to an earlier stop
            case CardLooked(outcome=outcome, untrusted_text=text):
                self._answer(outcome, text)
            case EngineStateChanged(is_up=False):
                self._stopped = 0
                self._answer(CardOutcome.FAILED, "")
            case ActionFailed(action="open_devices"):
                self._answer(CardOutcome.NO_PICTURE, "")
            case TrackAdded(track=track) if track.id == SELF_VIEW:
                self._has_picture = True
            case TrackRemoved(track_id=track_id) if track_id == SELF_VIEW:
                self._has_picture = False
            case _:
                return False
        return True

    def _answer(self, outcome: CardOutcome, text: str) -> None:
        if not self._is_running:
            return
        self._end()
        if outcome is CardOutcome.READ:
            self._on_read(text)
        else:
            self._on_none()

    def _end(self) -> None:
        self._is_running = self._has_picture = False
        self._media.close_devices()
