"""How many offers of one other site are followed: each costs a connection, or a path of one."""

BURST = 4
PER_S = 0.5
"""Of two honest engines the offering one tries every four seconds, and once more when its channel
is back. An offer that is too much is dropped, and made again by its site later."""


class OfferPace:
    """A bucket of BURST offers that fills at PER_S. All times monotonic."""

    def __init__(self, *, now_s: float) -> None:
        self._level = float(BURST)
        self._filled_at_s = now_s

    def takes(self, now_s: float) -> bool:
        """Count one, unless it came too fast."""
        filled = self._level + (now_s - self._filled_at_s) * PER_S
        self._level = min(float(BURST), filled)
        self._filled_at_s = now_s
        if self._level < 1.0:
            return False
        self._level -= 1.0
        return True
