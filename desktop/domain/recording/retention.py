"""How long the city keeps recordings, and who may have them destroyed then (domain.md §4.17).

Law and city leave all of it open (TBC): nothing may be destroyed by a value that nobody confirmed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE

ASK_LAPSES: Final = timedelta(days=30)
"""An ask that nobody has confirmed for so long counts no more."""
MAY_ASK: Final = frozenset({Role.LEADER, Role.HQ_CLERK, Role.CITY_ADMIN})
"""Who may hold recordings back, let them go, and ask that they be destroyed. TBC."""
MAY_CONFIRM: Final = frozenset({Role.LEADER})
"""Who may confirm what somebody else asked. TBC."""


class RetentionClass(StrEnum):
    """What a recording is kept as: by the gravest case of its session."""

    PRACTICE = "practice"
    RECEPTION = "reception"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """One dated set of values.

    years: that each class is kept, counted from the day when the city last received some of it;
    None: for ever. to_confirm: classes whose years are TBC. source: the decision they come from.
    """

    valid_from: date
    years: Mapping[RetentionClass, int | None]
    to_confirm: frozenset[RetentionClass] = frozenset()
    source: str = ""


RETENTION: Final = Retention(
    valid_from=date(2026, 1, 1),
    years={
        RetentionClass.PRACTICE: 1,
        RetentionClass.RECEPTION: 10,
        RetentionClass.COMPLAINT: 15,
        RetentionClass.DENUNCIATION: None,
    },
    to_confirm=frozenset(RetentionClass),
)
"""As the program comes, all of it TBC; the city's own sets are data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long a recording is kept. purge_after: its last day; None: there is none.

    is_to_confirm: by a value that is TBC.
    """

    retention: RetentionClass
    purge_after: date | None
    is_to_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeAsk:
    """Somebody asked that the recordings of a session be destroyed. confirmed_at: aware, or not."""

    asked_by: UserId
    asked_at: datetime
    confirmed_at: datetime | None = None


class PurgeRefusal(StrEnum):
    """Why recordings are not destroyed, the first that holds."""

    DECIDED = "decided"
    HELD = "held"
    TO_CONFIRM = "to_confirm"
    FOR_EVER = "for_ever"
    NOT_DUE = "not_due"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    LAPSED = "lapsed"
    SAME_PERSON = "same_person"


def retention_on(day: date, sets: Iterable[Retention] = ()) -> Retention:
    """The newest set that holds on a day; before all of them, what comes with the program."""
    known = [one for one in sets if one.valid_from <= day]
    return max(known, key=lambda one: one.valid_from, default=RETENTION)


def class_of(petitions: Iterable[PetitionType], *, is_practice: bool) -> RetentionClass:
    """What the recordings of a session with these cases are kept as."""
    if is_practice:
        return RetentionClass.PRACTICE
    known = frozenset(petitions)
    if PetitionType.DENUNCIATION in known:
        return RetentionClass.DENUNCIATION
    if PetitionType.COMPLAINT in known:
        return RetentionClass.COMPLAINT
    return RetentionClass.RECEPTION


def keeping_of(retention: RetentionClass, received_at: datetime, rules: Retention) -> Keeping:
    """How long by these rules. received_at: aware, when the city last received some of it."""
    years = rules.years.get(retention)
    day = received_at.astimezone(LOCAL_ZONE).date()
    return Keeping(
        retention=retention,
        purge_after=None if years is None else _years_later(day, years),
        is_to_confirm=retention in rules.to_confirm,
    )


def ask_refusal(
    keeping: Keeping, asked: PurgeAsk | None, *, is_held: bool, now: datetime
) -> PurgeRefusal | None:
    """Why nobody may ask that it be destroyed; None: somebody may. now: aware."""
    if asked is not None and asked.confirmed_at is not None:
        return PurgeRefusal.DECIDED
    refusal = _kept(keeping, is_held=is_held, now=now)
    if refusal is None and asked is not None and not _has_lapsed(asked, now):
        return PurgeRefusal.ASKED
    return refusal


def confirm_refusal(
    keeping: Keeping, asked: PurgeAsk | None, by: UserId, *, is_held: bool, now: datetime
) -> PurgeRefusal | None:
    """Why this person may not confirm it now; None: then it is destroyed. now: aware."""
    if asked is None:
        return PurgeRefusal.NOT_ASKED
    if asked.confirmed_at is not None:
        return PurgeRefusal.DECIDED
    refusal = _kept(keeping, is_held=is_held, now=now)
    if refusal is not None:
        return refusal
    if _has_lapsed(asked, now):
        return PurgeRefusal.LAPSED
    return PurgeRefusal.SAME_PERSON if asked.asked_by == by else None


def _kept(keeping: Keeping, *, is_held: bool, now: datetime) -> PurgeRefusal | None:
    if is_held:
        return PurgeRefusal.HELD
    if keeping.is_to_confirm:
        return PurgeRefusal.TO_CONFIRM
    if keeping.purge_after is None:
        return PurgeRefusal.FOR_EVER
    is_due = now.astimezone(LOCAL_ZONE).date() > keeping.purge_after
    return None if is_due else PurgeRefusal.NOT_DUE


def _has_lapsed(asked: PurgeAsk, now: datetime) -> bool:
    return now - asked.asked_at > ASK_LAPSES


def _years_later(day: date, years: int) -> date:
    """29 February becomes the first of March: never a day less."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
