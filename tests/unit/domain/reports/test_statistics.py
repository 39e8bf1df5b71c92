"""Statistics: the days of a period, and each figure with the records behind it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import RegisterEntry
from desktop.domain.ids import RegisterEntryId, SessionId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reports.statistics import (
    MONTHS,
    PERIOD_RULES,
    FigureKind,
    PeriodRule,
    Span,
    StatisticsPeriod,
    bounds,
    figures_of,
    period_at,
    periods_until,
    rule_of,
    rule_on,
)
from tests.samples.casework import NOW, ROW
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

F = FigureKind
RULE = PERIOD_RULES[0]
CALENDAR = PeriodRule(valid_from=date(2027, 1, 1), first_day=1, is_confirmed=True, source="x")
RULES = st.sampled_from((RULE, CALENDAR))
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
NOVEMBER = StatisticsPeriod(span=Span.MONTH, year=2026, number=11)


@pytest.mark.parametrize(
    ("span", "number", "since", "until"),
    [
        (Span.MONTH, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (Span.MONTH, 3, date(2026, 2, 15), date(2026, 3, 14)),
        (Span.QUARTER, 1, date(2025, 12, 15), date(2026, 3, 14)),
        (Span.QUARTER, 4, date(2026, 9, 15), date(2026, 12, 14)),
        (Span.YEAR, 1, date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_a_period_begins_on_the_fifteenth_of_the_month_before(
    span: Span, number: int, since: date, until: date
) -> None:
    assert bounds(StatisticsPeriod(span=span, year=2026, number=number), RULE) == (since, until)


@given(DAYS, st.sampled_from(Span), RULES)
def test_every_day_is_in_one_period_of_each_length(day: date, span: Span, rule: PeriodRule) -> None:
    period = period_at(day, span, rule)
    since, until = bounds(period, rule)
    assert since <= day <= until
    assert 1 <= period.number <= 12 // MONTHS[span]
    after = period_at(until + timedelta(days=1), span, rule)
    assert after != period
    assert bounds(after, rule)[0] == until + timedelta(days=1)


@given(DAYS, st.lists(st.integers(2023, 2032), max_size=3), RULES)
def test_periods_that_have_begun_are_offered_the_newest_first(
    day: date, years: list[int], rule: PeriodRule
) -> None:
    offered = periods_until(day, years, rule)
    assert len({one.key for one in offered}) == len(offered)
    for span in Span:
        of_span = [bounds(one, rule)[0] for one in offered if one.span is span]
        assert of_span == sorted(of_span, reverse=True)
        assert of_span[0] <= day
        assert period_at(day, span, rule) in offered


def test_a_rule_holds_from_its_day_and_for_whole_periods() -> None:
    rules = (RULE, CALENDAR)
    assert rule_on(date(2026, 12, 31), rules) is RULE
    assert rule_on(date(2027, 1, 1), rules) is CALENDAR
    last = StatisticsPeriod(span=Span.QUARTER, year=2026, number=4)
    assert rule_of(last, rules) is RULE
    assert rule_of(replace(last, year=2027, number=1), rules) is CALENDAR


def a_row(name: str, **changes: object) -> RegisterEntry:
    told = {
        "id": RegisterEntryId(name),
        "visit_id": VisitId(name),
        "reception_date": date(2026, 11, 3),
        "petition_type": PetitionType.COMPLAINT,
        "same_content_count": 1,
        "within_competence": False,
        "guided_to": "",
        "handled_by": "",
        "resolved_by": "",
        "follow_up": "",
        **changes,
    }
    return replace(ROW, **told)  # type: ignore[arg-type]


ROWS = (
    a_row("a", same_content_count=7, within_competence=True, handled_by="UBND xã"),
    a_row("a2", visit_id=VisitId("a"), same_content_count=2, petition_type=PetitionType.PROPOSAL),
    a_row(
        "b", petition_type=PetitionType.DENUNCIATION, guided_to="Công an", follow_up="Đã trả lời"
    ),
    a_row("c", petition_type=PetitionType.FEEDBACK, resolved_by="Sở Xây dựng"),
    a_row("struck", struck_out_at=NOW, within_competence=True),
    a_row("before", reception_date=date(2026, 10, 14)),
    a_row("after", reception_date=date(2026, 11, 15)),
)


def count(kind: FigureKind) -> tuple[int, tuple[str, ...]]:
    found = {one.kind: one for one in figures_of(ROWS, (), *bounds(NOVEMBER, RULE))}
    return found[kind].count, found[kind].rows


@pytest.mark.parametrize(
    ("kind", "number", "rows"),
    [
        (F.VISITS, 3, ("a", "a2", "b", "c")),
        (F.PEOPLE, 9, ("a", "a2", "b", "c")),
        (F.CONTENTS, 4, ("a", "a2", "b", "c")),
        (F.COMPLAINT, 1, ("a",)),
        (F.PROPOSAL, 1, ("a2",)),
        (F.DENUNCIATION, 1, ("b",)),
        (F.FEEDBACK, 1, ("c",)),
        (F.WITHIN, 1, ("a",)),
        (F.HANDLED, 1, ("a",)),
        (F.GUIDED, 1, ("b",)),
        (F.FOLLOWED, 1, ("b",)),
        (F.RESOLVED, 1, ("c",)),
        (F.STRUCK, 1, ("struck",)),
    ],
)
def test_each_figure_has_the_rows_it_is_counted_from(
    kind: FigureKind, number: int, rows: tuple[str, ...]
) -> None:
    assert count(kind) == (number, rows)


def test_sessions_are_counted_by_how_they_ended_on_their_day_in_hai_phong() -> None:
    first = datetime(2026, 10, 15, 0, 30, tzinfo=LOCAL_ZONE)
    statuses = {
        "held": SessionStatus.CLOSED,
        "adjourned": SessionStatus.ADJOURNED,
        "aborted": SessionStatus.ABORTED_TECHNICAL,
        "refused": SessionStatus.REFUSED,
        "planned": SessionStatus.SCHEDULED,
    }
    plans = [
        replace(a_plan(), id=SessionId(name), status=status, scheduled_start=first)
        for name, status in statuses.items()
    ]
    plans.append(
        replace(plans[0], id=SessionId("too early"), scheduled_start=first - timedelta(hours=1))
    )
    found = {one.kind: one for one in figures_of((), plans, *bounds(NOVEMBER, RULE))}
    assert found[F.HELD].sessions == ("held",)
    assert found[F.BROKEN_OFF].sessions == ("adjourned", "aborted")
    assert found[F.REFUSED].count == 1
    assert set(found) == set(FigureKind)


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 9, 1), date(2026, 12, 31)),
            st.sampled_from(PetitionType),
            st.booleans(),
        )
    )
)
def test_types_add_up_and_months_to_their_quarter(
    told: list[tuple[date, PetitionType, bool]],
) -> None:
    rows = [
        a_row(
            str(n),
            reception_date=day,
            petition_type=kind,
            struck_out_at=NOW if is_struck else None,
        )
        for n, (day, kind, is_struck) in enumerate(told)
    ]

    def numbers(period: StatisticsPeriod) -> dict[FigureKind, int]:
        return {one.kind: one.count for one in figures_of(rows, (), *bounds(period, RULE))}

    quarter = numbers(StatisticsPeriod(span=Span.QUARTER, year=2026, number=4))
    months = [
        numbers(StatisticsPeriod(span=Span.MONTH, year=2026, number=one)) for one in (10, 11, 12)
    ]
    for kind in FigureKind:
        assert quarter[kind] == sum(one[kind] for one in months)
    types = (F.COMPLAINT, F.DENUNCIATION, F.PROPOSAL, F.FEEDBACK)
    assert quarter[F.CONTENTS] == sum(quarter[one] for one in types)


@pytest.mark.parametrize(
    ("ending", "kind"),
    [(SessionStatus.ADJOURNED, F.BROKEN_OFF), (SessionStatus.REFUSED, F.REFUSED)],
)
def test_a_session_that_was_not_held_is_no_held_one_once_it_is_closed(
    ending: SessionStatus, kind: FigureKind
) -> None:
    plan = replace(
        a_plan(),
        status=SessionStatus.CLOSED,
        scheduled_start=datetime(2026, 11, 3, 8, tzinfo=LOCAL_ZONE),
        ending=SessionEnding(status=ending, reason="Hết giờ làm việc", at=NOW),
    )
    found = {one.kind: one.count for one in figures_of((), [plan], *bounds(NOVEMBER, RULE))}
    assert (found[kind], found[F.HELD]) == (1, 0)
