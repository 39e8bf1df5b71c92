"""Which message stands in front over the pictures, and whether it is still drawn whole."""

from desktop.domain.clock import Clock
from desktop.presenters.view.message import Message

WHOLE_S = 8.0
"""A message covers faces for this long; then one line of it is left."""


class BannerTurn:
    """One message at a time: the gravest, until the officer asks for the next."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._gravest = ""
        self._front = ""
        self._since_s = 0.0

    def ordered(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        """The messages, gravest first as they come, with the one in front first."""
        codes = [message.code for message in messages]
        gravest = codes[0] if codes else ""
        if gravest != self._gravest or self._front not in codes:
            self._put_in_front(gravest)
        self._gravest = gravest
        place = codes.index(self._front) if codes else 0
        return (*messages[place:], *messages[:place])

    @property
    def is_small(self) -> bool:
        """The one in front was whole for WHOLE_S."""
        return self._clock.monotonic() - self._since_s >= WHOLE_S

    def next(self, messages: tuple[Message, ...]) -> None:
        """The next of them in front, whole again; messages: as `ordered` gave them."""
        if messages:
            self._put_in_front(messages[1 % len(messages)].code)

    def _put_in_front(self, code: str) -> None:
        self._front = code
        self._since_s = self._clock.monotonic()
