"""A steady beat for threads that stand in for hardware."""

import threading

from desktop.domain.clock import Clock


class Pacer:
    """Waits for the next beat; a beat that was missed by more than `slack` beats is skipped.

    Without the skip a thread that slept through a second would send that second at once.
    """

    def __init__(self, *, clock: Clock, period_s: float, slack: int) -> None:
        self._clock = clock
        self._period_s = period_s
        self._slack_s = slack * period_s
        self._due_s: float | None = None

    def wait(self, stop: threading.Event) -> bool:
        """Sleep until the next beat; False when `stop` was set meanwhile."""
        now_s = self._clock.monotonic()
        if self._due_s is None or now_s - self._due_s > self._slack_s:
            self._due_s = now_s
        remaining_s = self._due_s - now_s
        self._due_s += self._period_s
        if remaining_s > 0:
            return not stop.wait(remaining_s)
        return not stop.is_set()
