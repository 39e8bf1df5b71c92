"""A pause of a session: why, since when, until when it was meant to last, and when it ended."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.status import PauseReason

MAX_PAUSES = 100
"""Of one session. A pause is never refused for their number: the oldest are no longer told."""

PLANNED_REASONS = (PauseReason.BREAK, PauseReason.TECHNICAL, PauseReason.ORDER)
"""Reasons that are chosen; the others have a key of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Times are aware, of the city's clock.

    back_at: when the session was to go on, None when nobody said. ended_at: None while it lasts.
    """

    reason: PauseReason
    at: datetime
    back_at: datetime | None = None
    ended_at: datetime | None = None


class BackFault(StrEnum):
    """What is wrong with the time at which a session is to go on."""

    NOT_AHEAD = "not_ahead"
    OTHER_DAY = "other_day"


def back_fault(back_at: datetime, now: datetime) -> BackFault | None:
    """A pause ends later than now and on the same day; None when this time will do."""
    if back_at <= now:
        return BackFault.NOT_AHEAD
    is_today = back_at.astimezone(LOCAL_ZONE).date() == now.astimezone(LOCAL_ZONE).date()
    return None if is_today else BackFault.OTHER_DAY


def may_replace(former: PauseReason | None, reason: PauseReason) -> bool:
    """Whether a session that is paused already is paused anew: only for what must not be heard."""
    return reason is PauseReason.SECRET and former is not PauseReason.SECRET


def with_pause(pauses: tuple[Pause, ...], pause: Pause) -> tuple[Pause, ...]:
    """With one more, which begins where a former one ends that still lasts."""
    return (*with_end(pauses, pause.at), pause)[-MAX_PAUSES:]


def with_end(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    """With the end of the one that lasts; as they are when none does."""
    if not pauses or pauses[-1].ended_at is not None:
        return pauses
    return (*pauses[:-1], replace(pauses[-1], ended_at=at))


def lasting(pauses: tuple[Pause, ...]) -> Pause | None:
    """The pause that lasts."""
    return pauses[-1] if pauses and pauses[-1].ended_at is None else None
