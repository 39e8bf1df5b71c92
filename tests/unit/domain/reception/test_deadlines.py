from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.reception.deadlines import (
    LOCAL_ZONE,
    TERMS,
    LegalTerm,
    gate_due_times,
    term_due,
)
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.working_days import (
    PROGRAM_TABLE,
    WorkingDays,
    is_working_day,
    read_working_days,
    working_days_before,
)
from desktop.domain.to_be_confirmed import OPEN_VALUES
from tests.paths import ROOT

pytestmark = pytest.mark.unit

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 12, 31))
TABLES = st.frozensets(DAYS, max_size=20)
COUNTS = st.integers(min_value=1, max_value=15)

TABLE = read_working_days(ROOT.joinpath("resources", *PROGRAM_TABLE).read_text(encoding="utf-8"))
THURSDAY = date(2026, 11, 26)


def test_monday_to_friday_are_working_days() -> None:
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert [is_working_day(day, holidays=frozenset()) for day in week] == [True] * 5 + [False] * 2


def test_a_holiday_is_no_working_day_and_a_swapped_saturday_is_one() -> None:
    saturday = date(2026, 11, 28)
    assert not is_working_day(THURSDAY, holidays={THURSDAY})
    assert is_working_day(saturday, holidays=frozenset(), swapped_workdays={saturday})


def test_five_working_days_before_a_thursday_is_the_thursday_before() -> None:
    assert working_days_before(THURSDAY, 5, holidays=frozenset()) == date(2026, 11, 19)


def test_a_holiday_in_between_moves_the_deadline_forward() -> None:
    culture_day = date(2026, 11, 24)
    assert working_days_before(THURSDAY, 5, holidays={culture_day}) == date(2026, 11, 18)


def test_gates_are_due_at_the_end_of_the_office_day_and_an_hour_before() -> None:
    start = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)  # 08:30 in Hai Phong
    due = gate_due_times(start, holidays=frozenset())
    assert due[GateKind.NOTICE] == datetime(2026, 11, 19, 17, 0, tzinfo=LOCAL_ZONE)
    assert due[GateKind.TRIAL] == datetime(2026, 11, 25, 17, 0, tzinfo=LOCAL_ZONE)
    assert due[GateKind.CONNECTED] == datetime(2026, 11, 26, 7, 30, tzinfo=LOCAL_ZONE)


def test_the_day_is_that_of_hai_phong_not_of_utc() -> None:
    start = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)  # 03:00 on Friday in Hai Phong
    due = gate_due_times(start, holidays=frozenset())
    assert due[GateKind.TRIAL].date() == THURSDAY


@given(DAYS, COUNTS, TABLES, TABLES)
def test_exactly_so_many_working_days_lie_between(
    day: date, count: int, holidays: frozenset[date], swapped: frozenset[date]
) -> None:
    found = working_days_before(day, count, holidays=holidays, swapped_workdays=swapped)
    between = [found + timedelta(days=n) for n in range((day - found).days)]
    working = [
        one for one in between if is_working_day(one, holidays=holidays, swapped_workdays=swapped)
    ]
    assert len(working) == count
    assert working[0] == found


@given(DAYS, COUNTS, TABLES)
def test_more_holidays_never_make_a_deadline_later(
    day: date, count: int, holidays: frozenset[date]
) -> None:
    without = working_days_before(day, count, holidays=frozenset())
    assert working_days_before(day, count, holidays=holidays) <= without


@given(
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 12, 31)),  # noqa: DTZ001 - made aware below
    TABLES,
)
def test_the_three_gates_come_in_their_legal_order(
    naive: datetime, holidays: frozenset[date]
) -> None:
    start = naive.replace(tzinfo=UTC)
    due = gate_due_times(start, holidays=holidays)
    assert due[GateKind.NOTICE] < due[GateKind.TRIAL] < start
    assert start - due[GateKind.CONNECTED] == timedelta(minutes=60)


def naive_due(day: date, count: int, table: WorkingDays) -> date:
    """By crossing off the days of a calendar."""
    special = {one.day: one.is_workday for one in table.days}
    calendar = [day + timedelta(days=n) for n in range(1, 4 * count + 40)]
    worked = [one for one in calendar if special.get(one, one.isoweekday() <= 5)]
    return worked[count - 1]


@pytest.mark.parametrize("term", [one for one in LegalTerm if TERMS[one].is_in_working_days])
@given(day=DAYS)
def test_terms_in_working_days_agree_with_a_calendar(term: LegalTerm, day: date) -> None:
    assert term_due(term, day, TABLE) == naive_due(day, TERMS[term].days, TABLE)


@pytest.mark.parametrize("term", [one for one in LegalTerm if not TERMS[one].is_in_working_days])
@given(day=DAYS)
def test_other_terms_are_days_of_the_calendar(term: LegalTerm, day: date) -> None:
    assert term_due(term, day, TABLE) == day + timedelta(days=TERMS[term].days)


def test_an_answer_across_tet_waits_for_the_offices() -> None:
    assert term_due(LegalTerm.ANSWER, date(2026, 2, 10), TABLE) == date(2026, 3, 3)
    assert term_due(LegalTerm.WRITTEN_REFUSAL, date(2026, 2, 13), TABLE) == date(2026, 2, 25)


@given(day=DAYS)
def test_how_the_day_of_the_event_counts_is_to_be_confirmed(day: date) -> None:
    counted = replace(OPEN_VALUES, counts_event_day=True)
    due = term_due(LegalTerm.ANSWER, day, TABLE)
    sooner = term_due(LegalTerm.ANSWER, day, TABLE, counted)
    assert sooner == (TABLE.before(due, 1) if TABLE.is_working_day(day) else due)
    assert term_due(LegalTerm.UNHANDLED, day, TABLE, counted) == day + timedelta(days=44)


@given(day=DAYS)
def test_how_45_days_are_counted_is_to_be_confirmed(day: date) -> None:
    worked = replace(OPEN_VALUES, unhandled_in_working_days=True)
    assert term_due(LegalTerm.UNHANDLED, day, TABLE, worked) == naive_due(day, 45, TABLE)
    shown = term_due(LegalTerm.DATA_SHOWN, day, TABLE, worked)
    assert shown == day + timedelta(days=10)


def test_the_gates_of_a_session_after_tet_are_due_before_it() -> None:
    start = datetime(2026, 2, 24, 1, 30, tzinfo=UTC)
    due = gate_due_times(start, holidays=TABLE.holidays, swapped_workdays=TABLE.swapped_workdays)
    assert due[GateKind.NOTICE] == datetime(2026, 2, 10, 17, 0, tzinfo=LOCAL_ZONE)
    assert due[GateKind.TRIAL] == datetime(2026, 2, 23, 17, 0, tzinfo=LOCAL_ZONE)
