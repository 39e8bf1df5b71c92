"""The city's clock, by what was asked and answered on the line: the PC's own may be hours wrong."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.clock import Clock

MAX_SAMPLES = 8
MAX_ASKED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """offset_s: the city's time of day less our monotonic clock. error_s: at most so far off."""

    offset_s: float
    error_s: float


class CityClock:
    """Told by answers, each of a moment somewhere between its question and its coming.

    As NTP does it the middle is taken, and the quickest of the newest answers is believed
    (RFC 5905 §8, §10).

    Thread: session-channel.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: dict[int | None, float] = {}
        self._samples: deque[_Sample] = deque(maxlen=MAX_SAMPLES)

    def ask(self, nonce: int | None = None) -> None:
        """This question goes out now; None: the first one of a line."""
        if nonce is None or len(self._asked) >= MAX_ASKED:
            self._asked.clear()
        self._asked[nonce] = self._clock.monotonic()

    def begin(self, at: datetime) -> None:
        """A line is up; its city may be another one than before."""
        self._samples.clear()
        self.answer(at)

    def answer(self, at: datetime | None, nonce: int | None = None) -> None:
        """The city told its time; None: an older city, which does not."""
        asked_s, now_s = self._asked.pop(nonce, None), self._clock.monotonic()
        if asked_s is None or at is None:
            return
        offset_s = at.timestamp() - (asked_s + now_s) / 2
        self._samples.append(_Sample(offset_s=offset_s, error_s=(now_s - asked_s) / 2))

    def seconds_until(self, at: datetime) -> float | None:
        """By the city's clock; None while it was not told."""
        if not self._samples:
            return None
        best = min(self._samples, key=lambda one: one.error_s)
        return at.timestamp() - (self._clock.monotonic() + best.offset_s)
