"""Delay of a line against its own best: shows a filling queue first."""

from collections import deque

WINDOW_S = 60.0
FLAT_SHARE = 0.2
"""Delay that changed by less than this after we sent less is not of our making."""


class DelayTrend:
    """Fed with round trips; times monotonic, in seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque()
        self._growth_at_fall_s: float | None = None

    def growth_s(self, now_s: float, round_trip_s: float) -> float:
        """How much longer a round trip takes than the shortest of the last minute; 0: unknown."""
        if round_trip_s <= 0.0:
            return 0.0
        while self._seen and now_s - self._seen[0][0] > WINDOW_S:
            self._seen.popleft()
        # Only a shorter one can ever be the shortest: what is longer than the new one is let go.
        while self._seen and self._seen[-1][1] >= round_trip_s:
            self._seen.pop()
        self._seen.append((now_s, round_trip_s))
        return round_trip_s - self._seen[0][1]

    def note_fall(self, growth_s: float) -> None:
        """We send less from now on because of this growth."""
        self._growth_at_fall_s = growth_s

    def is_of_others(self, growth_s: float) -> bool:
        """Whether the growth stayed as it was although we sent less: another way, not a queue.

        If so, the present delay is taken for the line's own from now on. Ask when what we sent
        less can have had its effect.
        """
        before_s, self._growth_at_fall_s = self._growth_at_fall_s, None
        if before_s is None or abs(growth_s - before_s) > FLAT_SHARE * before_s:
            return False
        newest = self._seen[-1]
        self._seen.clear()
        self._seen.append(newest)
        return True
