"""Which frames pass to keep a wanted frame rate."""

EARLY_S = 0.01


class FrameGate:
    """Lets at most so many pictures a second through, evenly."""

    def __init__(self) -> None:
        self._due_s = 0.0

    def lets_through(self, now_s: float, fps: int) -> bool:
        """Ask once per picture. A picture a little early is let through: cameras jitter."""
        period_s = 1 / fps
        if now_s < self._due_s - min(period_s / 4, EARLY_S):
            return False
        self._due_s += period_s
        if self._due_s <= now_s:
            # A gate that was not asked for a while does not make up for it.
            self._due_s = now_s + period_s
        return True
