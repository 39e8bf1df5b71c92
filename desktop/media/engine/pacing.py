"""Fixed-rate pacing for threads that stand in for hardware."""

import threading

from desktop.domain.clock import Clock


class Pacer:
    """Waits for the next beat; beats that were missed by more than `slack` of them are skipped.

    Without the skip a thread that slept through a second would send that second at once. Beats
    keep their places in time: what was skipped is counted in `skipped`.
    """

    def __init__(self, *, clock: Clock, period_s: float, slack: int) -> None:
        self._clock = clock
        self._period_s = period_s
        self._slack_s = slack * period_s
        self._due_s: float | None = None
        self.skipped = 0

    def wait(self, stop: threading.Event) -> bool:
        """Sleep until the next beat; False when `stop` was set meanwhile."""
        now_s = self._clock.monotonic()
        if self._due_s is None:
            self._due_s = now_s
        elif now_s - self._due_s > self._slack_s:
            missed = int((now_s - self._due_s) / self._period_s)
            self.skipped += missed
            self._due_s += missed * self._period_s
        remaining_s = self._due_s - now_s
        self._due_s += self._period_s
        if remaining_s > 0:
            return not stop.wait(remaining_s)
        return not stop.is_set()
