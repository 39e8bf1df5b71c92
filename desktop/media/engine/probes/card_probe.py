"""Đọc thẻ bằng camera: the camera's pictures are searched for a card until one is found."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from desktop.devices.picture_codes import read_codes
from desktop.domain.casework.card_look import LOOK_S, CardOutcome
from desktop.domain.casework.events import CardLooked
from desktop.domain.casework.people.identity import is_card_text
from desktop.domain.clock import Clock
from desktop.media.engine.picture import Picture
from desktop.media.pipe.events import EngineEvent

STEP_S = 0.1
STOP_LIMIT_S = 2.0
FIRST_PICTURE_S = 10.0
"""A camera that is just being opened takes its time."""

logger = logging.getLogger(__name__)


class CardProbe:
    """One look at a time; what a card says is told once and never written down.

    Thread: `see` the camera's, `begin` and `give_up` one other. `CardLooked` is told for every
    `begin` that found none running, on the thread `card`.
    """

    def __init__(
        self, *, clock: Clock, tell: Callable[[EngineEvent], None], look_s: float = LOOK_S
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._look_s = look_s
        self._given_up = threading.Event()
        self._pictures: deque[Picture] | None = None
        self._is_looking = False
        self._thread: threading.Thread | None = None

    def see(self, picture: Picture) -> None:
        """A picture of the room; of several that nobody looked at the newest stays."""
        pictures = self._pictures
        if pictures is not None:
            pictures.append(picture)

    def begin(self) -> None:
        """Look; one look that runs is not disturbed."""
        if self._is_looking:
            return
        self._is_looking = True
        self._given_up.clear()
        self._thread = threading.Thread(target=self._work, name="card", daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """The officer types by hand, or the devices go. Waits until it has ended. Idempotent."""
        self._given_up.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)

    def _work(self) -> None:
        outcome, text = CardOutcome.FAILED, ""
        pictures = self._pictures = deque[Picture](maxlen=1)
        try:
            outcome, text = self._look(pictures)
        except Exception:
            logger.exception("card look stopped")
        finally:
            self._pictures = None
        logger.info("card look ended outcome=%s", outcome.value)
        self._is_looking = False  # who hears the word may look again at once
        self._tell(CardLooked(outcome=outcome, untrusted_text=text))

    def _look(self, pictures: deque[Picture]) -> tuple[CardOutcome, str]:
        began_s = self._clock.monotonic()
        has_seen = False
        while not self._given_up.wait(STEP_S):
            if pictures:
                has_seen = True
                text = _card_in(pictures.pop())
                if text:
                    return CardOutcome.READ, text
            passed_s = self._clock.monotonic() - began_s
            if passed_s >= self._look_s:
                return CardOutcome.TIME_OVER, ""
            if not has_seen and passed_s >= FIRST_PICTURE_S:
                return CardOutcome.NO_PICTURE, ""
        return CardOutcome.GIVEN_UP, ""


def _card_in(picture: Picture) -> str:
    """What the first card in a picture says; any other code is passed over."""
    return next((text for text in read_codes(picture.luma) if is_card_text(text)), "")
