"""The message board: passing messages expire, standing ones stay while their cause lasts."""

from desktop.domain.clock import Clock
from desktop.presenters.view.message import Message, Tone

PASSING_S = 12.0
"""Time to read two lines twice."""

_GRAVITY = {Tone.DANGER: 0, Tone.WARN: 1, Tone.INFO: 2, Tone.OK: 3}


class MessageBoard:
    """Messages by code; a second message of a code replaces the first."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._passing: dict[str, tuple[Message, float]] = {}
        self._newest = ""

    def tell(self, message: Message) -> None:
        """Show it for PASSING_S."""
        self._newest = message.code
        self._passing[message.code] = (message, self._clock.monotonic() + PASSING_S)

    def withdraw(self, code: str) -> None:
        """Its cause is gone, or the officer has read it."""
        self._passing.pop(code, None)

    def messages(self, standing: tuple[Message, ...] = ()) -> tuple[Message, ...]:
        """What to show now, the gravest first; of one code the standing message counts."""
        now = self._clock.monotonic()
        self._passing = {code: entry for code, entry in self._passing.items() if entry[1] > now}
        codes = {message.code for message in standing}
        passing = [entry[0] for code, entry in self._passing.items() if code not in codes]
        return tuple(sorted((*standing, *passing), key=lambda one: _GRAVITY[one.tone]))

    def front(self) -> Message | None:
        """Where there is room for one: what was told last while it lasts, then the gravest."""
        messages = self.messages()
        newest = (one for one in messages if one.code == self._newest)
        return next(newest, messages[0] if messages else None)
