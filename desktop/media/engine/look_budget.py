"""How soon news of devices may be looked into: each look stops all sound for some hundredths."""

IDLE_LOOK_S = 3.0
"""What a look that changed nothing costs."""

USEFUL_LOOK_S = 0.5
CREDIT_S = 2.0


class LookBudget:
    """The first look is free; while news keep coming, what looks cost is waited for."""

    def __init__(self) -> None:
        self._paid_until_s = 0.0

    def allows(self, now_s: float) -> bool:
        """Whether one may look now."""
        return self._paid_until_s - now_s <= CREDIT_S

    def spend(self, now_s: float, *, was_useful: bool) -> None:
        """One has looked. was_useful: another device is used or expected since."""
        cost_s = USEFUL_LOOK_S if was_useful else IDLE_LOOK_S
        self._paid_until_s = max(self._paid_until_s, now_s) + cost_s
