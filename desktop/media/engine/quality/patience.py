"""Back-off of climbing: after a calm, and after longer ones when a climb went wrong."""

from dataclasses import dataclass

CALM_S = 15.0
LONGEST_CALM_S = 240.0
TRIAL_S = 30.0
"""A fall this soon after a climb means that the climb was wrong."""

BLIND_FACTOR = 4
"""Against the word of an estimate a climb is tried after so many times the calm."""


@dataclass(slots=True)
class Patience:
    """Of one reason to be on a lower rung. Times are monotonic.

    wait_s: the calm that the next climb needs; doubled by every climb that went wrong, back to
    CALM_S by one that went well.
    """

    calm_since_s: float | None = None
    climbed_at_s: float | None = None
    wait_s: float = CALM_S

    def disturb(self) -> None:
        """A bad reading: the calm begins anew."""
        self.calm_since_s = None

    def note_calm(self, now_s: float) -> None:
        """A calm reading; a climb that lasted TRIAL_S counts as good."""
        if self.calm_since_s is None:
            self.calm_since_s = now_s
        if self.climbed_at_s is not None and now_s - self.climbed_at_s >= TRIAL_S:
            self.climbed_at_s = None
            self.wait_s = CALM_S

    @property
    def is_wary(self) -> bool:
        """The last climb went wrong: the next one is of one rung only."""
        return self.wait_s > CALM_S

    def may_climb(self, now_s: float, *, is_blind: bool, is_cheap: bool = False) -> bool:
        """Whether it has been calm for long enough; a cheap climb waits for CALM_S only."""
        if self.calm_since_s is None:
            return False
        wait_s = CALM_S if is_cheap else self.wait_s
        return now_s - self.calm_since_s >= wait_s * (BLIND_FACTOR if is_blind else 1)

    def note_climb(self, now_s: float) -> None:
        """A rung was climbed; the next one needs a calm of its own."""
        self.climbed_at_s = now_s
        self.calm_since_s = None

    def note_fall(self, now_s: float) -> None:
        """A rung was lost."""
        self.calm_since_s = None
        if self.climbed_at_s is not None and now_s - self.climbed_at_s < TRIAL_S:
            self.wait_s = min(self.wait_s * 2, LONGEST_CALM_S)
        self.climbed_at_s = None
