"""Decisions of a call, without a network: who offers, when a line is lost, which pictures pass."""

EARLY_S = 0.01


def is_offering(own_number: int, their_number: int) -> bool:
    """Of two seats the one with the larger number offers; equal numbers never meet."""
    return own_number > their_number


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
