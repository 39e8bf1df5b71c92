"""Two presses within three seconds: the guard before what cannot be taken back."""

from desktop.domain.clock import Clock
from desktop.presenters.conduct.verb import Verb

ARMED_S = 3.0


class TwoPress:
    """Remembers which verb awaits its second press; another verb's press disarms it."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._verb: Verb | None = None
        self._until_s = 0.0

    def press(self, verb: Verb) -> bool:
        """True when this is the second press in time; else the verb is armed."""
        if self.is_armed(verb):
            self._verb = None
            return True
        self._verb = verb
        self._until_s = self._clock.monotonic() + ARMED_S
        return False

    def disarm(self) -> None:
        """Something else was done."""
        self._verb = None

    def is_armed(self, verb: Verb) -> bool:
        """Whether a second press would act now."""
        return self._verb is verb and self._clock.monotonic() < self._until_s
