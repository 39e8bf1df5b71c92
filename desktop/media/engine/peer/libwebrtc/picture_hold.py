"""Lip sync: holds pictures back while the voice that belongs to them is older.

When a line has choked, libwebrtc's buffer of the voice (NetEQ) stays deep for half a minute, and
its own pairing moves the picture after it by some tens of ms a second: lips moved 150 to 490 ms
before their words for twenty seconds. Its statistics tell when both were spoken, so the rest is
waited for here.
"""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from desktop.media.engine.picture import Picture

BEGIN_S = 0.06
"""Nobody sees less, and a picture should not wait for nothing."""

END_S = 0.03
MOST_S = 0.6
GROWTH = 0.3
"""Of the time that goes by: pictures play at seven tenths of their pace until the voice is met."""

MOST_PICTURES = 20

NONSENSE_S = 1.5
"""A picture so far ahead has a voice that stopped."""


class Timer(Protocol):
    """What `call_later` of an event loop returns."""

    def cancel(self) -> None:
        """It shall not ring."""
        ...


class PictureHold:
    """Thread: media-loop. later: calls back after some seconds. show: the newest that is due.

    hold_s: how long a picture waits now, on its way to what the voice asks for.
    """

    def __init__(
        self,
        *,
        now_s: Callable[[], float],
        later: Callable[[float, Callable[[], None]], Timer],
        show: Callable[[Picture], None],
    ) -> None:
        self._now_s = now_s
        self._later = later
        self._show = show
        self._waiting: deque[Picture] = deque()
        self._timer: Timer | None = None
        self.hold_s = 0.0
        self._wanted_s = 0.0
        self._grew_at_s = now_s()

    def note_ahead(self, ahead_s: float | None) -> None:
        """How much younger the picture is than the voice, before it waits here; None: unknown."""
        least_s = END_S if self._wanted_s > 0.0 else BEGIN_S
        if ahead_s is None or not least_s <= ahead_s <= NONSENSE_S:
            self._wanted_s = 0.0
        else:
            self._wanted_s = min(ahead_s, MOST_S)
        self._grow()
        self._release()

    def take(self, picture: Picture) -> None:
        """One that was decoded just now."""
        self._waiting.append(picture)
        self._grow()
        self._release()

    def clear(self) -> None:
        """Show nothing more of what waits. Idempotent."""
        self._waiting.clear()
        self._release()

    def _grow(self) -> None:
        """Towards what is wanted: a longer hold makes the pictures slow, never stand."""
        now_s = self._now_s()
        grown_s = self.hold_s + GROWTH * (now_s - self._grew_at_s)
        self.hold_s = min(self._wanted_s, grown_s)
        self._grew_at_s = now_s

    def _release(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due: Picture | None = None
        while self._waiting and (len(self._waiting) > MOST_PICTURES or self._waits_s() <= 0.0):
            due = self._waiting.popleft()
        if self._waiting:
            self._timer = self._later(self._waits_s(), self._release)
        if due is not None:
            self._show(due)

    def _waits_s(self) -> float:
        """How long the first one has still to wait."""
        return self._waiting[0].made_at_s + self.hold_s - self._now_s()
