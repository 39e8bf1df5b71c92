"""The hours in which the city wants what is large: all of it waits for one opening, and no longer.

When an opening went by and not all was sent (a PC that is off at night, a line that was broken),
nothing waits any more until all was sent; a restart forgets none of it.
"""

from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.papers.upload_window import UploadWindow
from desktop.store.records.key_values import Memory


class OneOpening:
    """Thread: sync, but for `lift`. hours: None: at any hour. key: of what is remembered."""

    def __init__(
        self, *, hours: UploadWindow | None, memory: Memory, clock: Clock, key: str
    ) -> None:
        self._hours = hours
        self._memory = memory
        self.clock = clock
        self._key = key
        self._is_lifted = False

    def lift(self) -> None:
        """Somebody wants all that waits to be sent now. Thread: any."""
        self._is_lifted = True

    def restore(self) -> None:
        """All was sent: the hours hold again."""
        self._is_lifted = False
        if self._memory.recall(self._key) is not None:
            self._memory.remember(self._key, None)

    def next(self) -> datetime | None:
        """The next opening (aware UTC); None: nothing has to wait for one."""
        if self._hours is None or self._is_lifted:
            return None
        return self._hours.next_opening(self.clock.now())

    def wait_for(self, opening: datetime) -> datetime | None:
        """This opening, which something waits for from now on; None: one went by in vain."""
        kept = _moment(self._memory.recall(self._key))
        if kept is not None and kept <= self.clock.now():
            return None
        if kept != opening:
            # the first that waits; or the clock, or the hours, were set anew
            self._memory.remember(self._key, opening.isoformat())
        return opening


def _moment(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
