"""Thống kê tiếp công dân: figures of a month, a quarter or a year, each with the records behind it.

Source: domain.md §6 and §7.4; the days of a period follow Thông tư 02/2021/TT-TTCP, which the city
has not confirmed for receptions at a distance (TBC).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import RegisterEntry
from desktop.domain.ids import RegisterEntryId, SessionId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import BROKEN_OFF, SessionPlan
from desktop.domain.reception.status import SessionStatus


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS: Final = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRule:
    """When a month begins, for statistics. Dated data, not code.

    valid_from: the first day whose period follows it. first_day: of the month before; 1: a month is
    the one of the calendar. is_confirmed: by the city. source: the text that says so.
    """

    valid_from: date
    first_day: int
    is_confirmed: bool
    source: str


PERIOD_RULES: Final = (
    PeriodRule(
        valid_from=date.min,
        first_day=15,
        is_confirmed=False,
        source="Thông tư 02/2021/TT-TTCP",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPeriod:
    """A month (1 to 12), a quarter (1 to 4) or a year (number 1)."""

    span: Span
    year: int
    number: int

    @property
    def key(self) -> str:
        """As a choice has it."""
        return f"{self.span}-{self.year}-{self.number}"


class FigureKind(StrEnum):
    """What is counted, in the order of the sheet.

    VISITS, PEOPLE, CONTENTS: receptions, who came, contents. The four types. WITHIN: competent;
    GUIDED: guided elsewhere; HANDLED: taken on or passed on; RESOLVED: settled before, finally;
    FOLLOWED: what became of it is written. STRUCK: rows that are in none of the others. HELD,
    BROKEN_OFF, REFUSED: sessions with other sites.
    """

    VISITS = "visits"
    PEOPLE = "people"
    CONTENTS = "contents"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PROPOSAL = "proposal"
    FEEDBACK = "feedback"
    WITHIN = "within"
    GUIDED = "guided"
    HANDLED = "handled"
    RESOLVED = "resolved"
    FOLLOWED = "followed"
    STRUCK = "struck"
    HELD = "held"
    BROKEN_OFF = "broken_off"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. rows, sessions: the records that it is counted from, in the order given."""

    kind: FigureKind
    count: int
    rows: tuple[RegisterEntryId, ...] = ()
    sessions: tuple[SessionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsSheet:
    """The figures of one period, of one unit. since, until: both days are in it."""

    period: StatisticsPeriod
    since: date
    until: date
    rule: PeriodRule
    figures: tuple[Figure, ...]


def rule_on(day: date, rules: Iterable[PeriodRule] = PERIOD_RULES) -> PeriodRule:
    """Of the rules that hold on a day the newest."""
    return max((one for one in rules if one.valid_from <= day), key=lambda one: one.valid_from)


def rule_of(period: StatisticsPeriod, rules: Iterable[PeriodRule] = PERIOD_RULES) -> PeriodRule:
    """Of the last month of a period: what it is counted by is not changed in its midst."""
    month = period.number * MONTHS[period.span]
    return rule_on(date(period.year, month, 1), rules)


def bounds(period: StatisticsPeriod, rule: PeriodRule) -> tuple[date, date]:
    """Its first and its last day."""
    months = MONTHS[period.span]
    first = (period.number - 1) * months + 1
    after = _begin(period.year, first + months, rule)
    return _begin(period.year, first, rule), after - timedelta(days=1)


def period_at(day: date, span: Span, rule: PeriodRule) -> StatisticsPeriod:
    """The period that a day is in."""
    month = day.month + (1 if rule.first_day > 1 and day.day >= rule.first_day else 0)
    year = day.year + (month - 1) // 12
    number = (month - 1) % 12 // MONTHS[span] + 1
    return StatisticsPeriod(span=span, year=year, number=number)


def periods_until(
    day: date, years: Iterable[int], rule: PeriodRule
) -> tuple[StatisticsPeriod, ...]:
    """Every period of these years that has begun by a day, the newest first; months come first.

    The period that the day is in is always among them.
    """
    found = []
    for span in Span:
        now = period_at(day, span, rule)
        wanted = sorted({*years, now.year}, reverse=True)
        for year in wanted:
            last = now.number if year == now.year else 12 // MONTHS[span]
            if year <= now.year:
                found += [
                    StatisticsPeriod(span=span, year=year, number=number)
                    for number in range(last, 0, -1)
                ]
    return tuple(found)


def figures_of(
    rows: Iterable[RegisterEntry], plans: Iterable[SessionPlan], since: date, until: date
) -> tuple[Figure, ...]:
    """Every figure, those that are nothing too. rows, plans: of any day."""
    inside = [one for one in rows if since <= one.reception_date <= until]
    sessions = [one for one in plans if since <= _day(one) <= until]
    return (*_of_rows(inside), *_of_sessions(sessions))


# ---- inside --------------------------------------------------------------------------------


def _begin(year: int, month: int, rule: PeriodRule) -> date:
    """The first day of a month for statistics; month 13 is the first of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if rule.first_day == 1:
        return date(year, month, 1)
    before = date(year, month, 1) - timedelta(days=1)
    return before.replace(day=rule.first_day)


def _day(plan: SessionPlan) -> date:
    return plan.scheduled_start.astimezone(LOCAL_ZONE).date()


_TYPES: Final = {
    FigureKind.COMPLAINT: PetitionType.COMPLAINT,
    FigureKind.DENUNCIATION: PetitionType.DENUNCIATION,
    FigureKind.PROPOSAL: PetitionType.PROPOSAL,
    FigureKind.FEEDBACK: PetitionType.FEEDBACK,
}
_SAID: Final[dict[FigureKind, Callable[[RegisterEntry], object]]] = {
    FigureKind.WITHIN: lambda one: one.within_competence,
    FigureKind.GUIDED: lambda one: one.guided_to,
    FigureKind.HANDLED: lambda one: one.handled_by,
    FigureKind.RESOLVED: lambda one: one.resolved_by,
    FigureKind.FOLLOWED: lambda one: one.follow_up,
}
_ENDS: Final = {
    FigureKind.HELD: frozenset({SessionStatus.CLOSED}),
    FigureKind.BROKEN_OFF: BROKEN_OFF,
    FigureKind.REFUSED: frozenset({SessionStatus.REFUSED}),
}


def _of_rows(inside: list[RegisterEntry]) -> Iterator[Figure]:
    counted = [one for one in inside if not one.is_struck]
    all_of_them = tuple(one.id for one in counted)
    people: dict[VisitId, int] = {}
    for one in counted:  # who brings two contents comes once
        people[one.visit_id] = max(people.get(one.visit_id, 0), one.same_content_count)
    yield Figure(kind=FigureKind.VISITS, count=len(people), rows=all_of_them)
    yield Figure(kind=FigureKind.PEOPLE, count=sum(people.values()), rows=all_of_them)
    yield _rows(FigureKind.CONTENTS, counted)
    for kind, petition_type in _TYPES.items():
        yield _rows(kind, [one for one in counted if one.petition_type is petition_type])
    for kind, says in _SAID.items():
        yield _rows(kind, [one for one in counted if says(one)])
    yield _rows(FigureKind.STRUCK, [one for one in inside if one.is_struck])


def _of_sessions(sessions: list[SessionPlan]) -> Iterator[Figure]:
    for kind, statuses in _ENDS.items():
        ended = tuple(one.id for one in sessions if _end_of(one) in statuses)
        yield Figure(kind=kind, count=len(ended), sessions=ended)


def _end_of(plan: SessionPlan) -> SessionStatus:
    """How it was ended; one that was broken off stays so when its file is closed later."""
    return plan.status if plan.ending is None else plan.ending.status


def _rows(kind: FigureKind, rows: list[RegisterEntry]) -> Figure:
    ids = tuple(one.id for one in rows)
    return Figure(kind=kind, count=len(ids), rows=ids)
