from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from desktop.contract.records.reception import CalendarDayBody
from desktop.domain.faults import FaultKind
from desktop.domain.reception.calendar_day import (
    FIRST_DAY,
    LAST_DAY,
    MAX_DAY_NAME,
    CalendarDay,
    DayKind,
    KnownDay,
    day_faults,
    day_key,
    tidied_day,
)
from desktop.domain.sync.operation import RecordStorage

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 28)


NEW_YEAR = date(2027, 1, 1)
"""A Friday."""


def a_day(
    kind: DayKind = DayKind.HOLIDAY, name: str = "Tết Dương lịch", day: date = NEW_YEAR
) -> CalendarDay:
    return CalendarDay(day=day, kind=kind, name=name)


def faults(day: CalendarDay, today: date = TODAY) -> dict[str, FaultKind]:
    return {one.field: one.kind for one in day_faults(day, today=today)}


def test_its_id_is_its_date() -> None:
    assert day_key(a_day().day) == "2027-01-01"


def test_a_name_is_kept_composed_and_single_spaced() -> None:
    assert tidied_day(a_day(name="  Te\u0302\u0301t   Du\u031bo\u031bng li\u0323ch ")) == a_day()


@pytest.mark.parametrize("kind", [DayKind.HOLIDAY, DayKind.WORKDAY])
def test_what_changes_a_day_says_why(kind: DayKind) -> None:
    saturday = NEW_YEAR + timedelta(days=1)
    assert faults(a_day(kind, "", saturday)) == {"name": FaultKind.MISSING}
    assert faults(a_day(kind, day=saturday)) == {}


def test_what_takes_it_back_needs_no_reason() -> None:
    assert faults(a_day(DayKind.ORDINARY, "")) == {}


def test_a_name_longer_than_the_wire_is_wrong() -> None:
    assert faults(a_day(name="x" * MAX_DAY_NAME)) == {}
    assert faults(a_day(name="x" * (MAX_DAY_NAME + 1))) == {"name": FaultKind.WRONG}


def test_a_day_that_is_past_is_only_pointed_at() -> None:
    assert faults(a_day(), date(2027, 1, 1)) == {}
    assert faults(a_day(), date(2027, 1, 2)) == {"day": FaultKind.ODD}


@pytest.mark.parametrize("after_monday", range(7))
def test_a_worked_day_that_is_one_of_the_week_anyway_is_pointed_at(after_monday: int) -> None:
    day = date(2027, 1, 4) + timedelta(days=after_monday)
    is_of_week = after_monday < 5
    expected = {"kind": FaultKind.ODD} if is_of_week else {}
    assert faults(a_day(DayKind.WORKDAY, day=day)) == expected
    assert faults(a_day(day=day)) == {}


def test_a_day_that_the_wire_does_not_take_is_wrong() -> None:
    for day in (FIRST_DAY, LAST_DAY):
        assert faults(a_day(day=day), FIRST_DAY) == {}
        CalendarDayBody(day=day, kind="holiday", name="x")
    before = FIRST_DAY - timedelta(days=1)
    assert faults(a_day(day=before)) == {"day": FaultKind.WRONG}
    assert faults(a_day(day=LAST_DAY + timedelta(days=1))) == {"day": FaultKind.WRONG}
    with pytest.raises(ValidationError):
        CalendarDayBody(day=before, kind="holiday", name="x")


def test_a_day_the_city_never_had_and_would_not_have_is_nowhere() -> None:
    refused = KnownDay(day=a_day(), storage=RecordStorage.REFUSED, is_at_city=False)
    assert refused.is_nowhere
    assert not KnownDay(day=a_day(), storage=RecordStorage.REFUSED).is_nowhere
    assert not KnownDay(day=a_day(), storage=RecordStorage.HERE, is_at_city=False).is_nowhere
