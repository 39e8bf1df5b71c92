"""Khó khăn, vướng mắc: what hinders a unit, and the roll-up for a period (circular part 2)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import SessionId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.unit_report import Unit

MIN_DESCRIPTION = 10
"""Characters; as for every reason of domain.md."""


class DifficultyCategory(StrEnum):
    """domain.md §4.19, in its order."""

    FACILITIES = "facilities"
    EQUIPMENT = "equipment"
    LINE = "line"
    STAFF = "staff"
    PROCESS = "process"
    LEGAL = "legal"
    COORDINATION = "coordination"
    ORDER = "order"
    CITIZEN = "citizen"
    SOFTWARE = "software"


class DifficultyImpact(StrEnum):
    """What it did to the reception, mildest first."""

    MINOR = "minor"
    DELAYED = "delayed"
    INTERRUPTED = "interrupted"
    PREVENTED = "prevented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difficulty:
    """One thing that hindered.

    frequency: times so far, from 1. session_id, session_code: the session it belongs to, None and
    "" for none. noticed_at: aware, by this PC's clock.
    """

    id: str
    unit: Unit
    noticed_at: datetime
    category: DifficultyCategory
    description: str
    impact: DifficultyImpact
    frequency: int
    proposal: str
    session_id: SessionId | None
    session_code: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A calendar month in Hai Phong."""

    year: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """A period's difficulties: counts by category and by unit, largest first, and each of them."""

    period: Period
    by_category: tuple[tuple[DifficultyCategory, int], ...]
    by_unit: tuple[tuple[Unit, int], ...]
    difficulties: tuple[Difficulty, ...]


def difficulty_faults(difficulty: Difficulty) -> tuple[FieldFault, ...]:
    """What is missing. Pure."""
    is_told = len(difficulty.description) >= MIN_DESCRIPTION
    return () if is_told else (FieldFault(field="description", kind=FaultKind.MISSING),)


def period_of(moment: datetime) -> Period:
    """The month an aware instant lies in, in Hai Phong."""
    local = moment.astimezone(LOCAL_ZONE)
    return Period(year=local.year, month=local.month)


def roll_up(difficulties: Iterable[Difficulty], period: Period) -> RollUp:
    """Everything of the period; difficulties by unit code, then by time."""
    found = sorted(
        (one for one in difficulties if period_of(one.noticed_at) == period),
        key=lambda one: (one.unit.code, one.unit.name, one.noticed_at, one.id),
    )
    categories = Counter(one.category for one in found)
    units = Counter(one.unit for one in found)
    order = list(DifficultyCategory)
    return RollUp(
        period=period,
        by_category=tuple(
            sorted(categories.items(), key=lambda pair: (-pair[1], order.index(pair[0])))
        ),
        by_unit=tuple(sorted(units.items(), key=lambda pair: (-pair[1], pair[0].code))),
        difficulties=tuple(found),
    )
