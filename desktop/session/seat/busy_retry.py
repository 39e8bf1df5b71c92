"""What a busy city did not carry out, though nobody asked for it: said again a little later."""

from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock

AGAIN_S = 1.0
SAID_AGAIN = frozenset({"media_ready", "set_media"})
"""What stays true until it is known; a signal or what is sensed is soon replaced by itself."""


class BusyRetry:
    """Not thread-safe. Thread: session-channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due_at: dict[str, float] = {}

    def takes(self, message_type: str, code: str) -> bool:
        """Whether this refusal is answered by saying it again."""
        is_taken = code == ProblemCode.BUSY and message_type in SAID_AGAIN
        if is_taken:
            self._due_at.setdefault(message_type, self._clock.monotonic() + AGAIN_S)
        return is_taken

    def take(self) -> frozenset[str]:
        """Types of message that are due now."""
        now = self._clock.monotonic()
        due = frozenset(one for one, at in self._due_at.items() if at <= now)
        for one in due:
            del self._due_at[one]
        return due

    def due_in_s(self) -> float | None:
        """Seconds until one is due; None when nothing waits."""
        wait_s = min(self._due_at.values(), default=None)
        return None if wait_s is None else max(0.0, wait_s - self._clock.monotonic())

    def forget(self) -> None:
        """The line ended: a new one is told everything anyway."""
        self._due_at.clear()
