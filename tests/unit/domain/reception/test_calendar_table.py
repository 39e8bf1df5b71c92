from datetime import date

import pytest

from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.working_days import SpecialDay, WorkingDays

pytestmark = pytest.mark.unit

NEW_YEAR, SATURDAY, MONDAY = date(2026, 1, 1), date(2026, 1, 10), date(2028, 1, 3)
TABLE = WorkingDays(
    version=1,
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    days=(
        SpecialDay(day=NEW_YEAR, name="Tết Dương lịch"),
        SpecialDay(day=SATURDAY, name="Làm bù", is_workday=True, to_confirm=True),
    ),
)


def change(day: date, kind: DayKind, name: str = "Quyết định mới") -> CalendarDay:
    return CalendarDay(day=day, kind=kind, name=name)


def test_without_a_change_it_is_the_table() -> None:
    assert changed_table(TABLE, ()) == TABLE


def test_what_the_city_says_of_a_day_is_announced() -> None:
    table = changed_table(TABLE, [change(SATURDAY, DayKind.WORKDAY)])
    (row,) = (one for one in table.days if one.day == SATURDAY)
    assert (row.name, row.is_workday, row.to_confirm) == ("Quyết định mới", True, False)


def test_a_day_is_taken_back_to_what_its_weekday_says() -> None:
    table = changed_table(TABLE, [change(NEW_YEAR, DayKind.ORDINARY, "")])
    assert table.is_working_day(NEW_YEAR)
    assert [one.day for one in table.days] == [SATURDAY]


def test_a_day_of_the_next_year_makes_the_table_longer() -> None:
    table = changed_table(TABLE, [change(MONDAY, DayKind.HOLIDAY)])
    assert not table.is_working_day(MONDAY)
    assert table.covers(date(2028, 12, 31))
    assert not table.covers(date(2029, 1, 1))


def test_a_year_of_which_nobody_has_said_anything_is_not_known() -> None:
    further = date(2029, 5, 1)
    table = changed_table(TABLE, [change(further, DayKind.HOLIDAY)])
    assert not table.is_working_day(further)
    assert not table.covers(further)
    assert not table.covers(date(2028, 3, 1))
    both = changed_table(table, [change(MONDAY, DayKind.HOLIDAY)])
    assert both.covers(date(2029, 12, 31))


def test_what_was_taken_back_says_nothing_of_a_year() -> None:
    table = changed_table(TABLE, [change(MONDAY, DayKind.ORDINARY, "")])
    assert not table.covers(MONDAY)
