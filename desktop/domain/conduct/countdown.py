"""The countdown before a session opens or goes on: the city names the moment of zero."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

COUNTED_S = 5
"""The first number that is said."""

LEAD = timedelta(milliseconds=500)
"""Before the first number: until it is known at every site, so that all of them begin with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """zero_at: aware, of the city's clock. It can be stopped until then."""

    zero_at: datetime


def countdown_from(now: datetime) -> Countdown:
    """Zero comes after all numbers were said for a second each."""
    return Countdown(zero_at=now + LEAD + timedelta(seconds=COUNTED_S))


def number_at(remaining_s: float) -> int | None:
    """The number that is said so many seconds before zero; None before the first one."""
    if remaining_s > COUNTED_S:
        return None
    return max(0, ceil(remaining_s))
