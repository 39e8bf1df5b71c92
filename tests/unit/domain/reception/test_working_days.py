import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.faults import FaultKind
from desktop.domain.reception.working_days import (
    MAX_DAYS,
    PROGRAM_TABLE,
    WEEKDAYS_ALONE,
    SpecialDay,
    WorkingDays,
    read_working_days,
    table_faults,
)
from tests.paths import ROOT

pytestmark = pytest.mark.unit

TEXT = ROOT.joinpath("resources", *PROGRAM_TABLE).read_text(encoding="utf-8")
TABLE = read_working_days(TEXT)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


def tables() -> st.SearchStrategy[WorkingDays]:
    rows = st.builds(SpecialDay, day=DAYS, name=st.just("x"), is_workday=st.booleans())
    return st.lists(rows, max_size=30, unique_by=lambda one: one.day).map(
        lambda days: replace(TABLE, days=tuple(days))
    )


def off(first: date, last: date) -> list[date]:
    """Days that are not worked, without looking at the rules."""
    return [
        first + timedelta(days=n)
        for n in range((last - first).days + 1)
        if not TABLE.is_working_day(first + timedelta(days=n))
    ]


def test_the_default_table_covers_two_years_in_order() -> None:
    days = [one.day for one in TABLE.days]
    assert days == sorted(set(days))
    assert TABLE.version == 1
    assert (TABLE.first_day, TABLE.last_day) == (date(2026, 1, 1), date(2027, 12, 31))
    assert {one.day.year for one in TABLE.days} == {2026, 2027}
    assert TABLE.covers(date(2026, 1, 1))
    assert TABLE.covers(date(2027, 12, 31))
    assert not TABLE.covers(date(2028, 1, 1))
    assert not TABLE.covers(date(2025, 12, 31))


def test_tet_is_written_out() -> None:
    names = {one.day: one.name for one in TABLE.days}
    assert "mùng 1" in names[date(2026, 2, 17)]
    assert "mùng 1" in names[date(2027, 2, 6)]
    assert off(date(2026, 2, 13), date(2026, 2, 23)) == [date(2026, 2, n) for n in range(14, 23)]
    assert off(date(2027, 2, 4), date(2027, 2, 12)) == [date(2027, 2, n) for n in range(5, 12)]


def test_the_other_days_of_the_law_are_there() -> None:
    for year, hung_kings in ((2026, date(2026, 4, 26)), (2027, date(2027, 4, 16))):
        fixed = {(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)}
        assert {date(year, *one) for one in fixed} | {hung_kings} <= TABLE.holidays
    assert not TABLE.is_working_day(date(2026, 4, 27))


def test_a_swapped_saturday_pays_for_its_bridge() -> None:
    assert TABLE.is_working_day(date(2026, 8, 22))
    assert off(date(2026, 8, 28), date(2026, 9, 3)) == [
        *(date(2026, 8, n) for n in (29, 30, 31)),
        date(2026, 9, 1),
        date(2026, 9, 2),
    ]


def test_what_is_not_announced_is_marked() -> None:
    open_days = {one.day for one in TABLE.days_to_confirm(date(2026, 1, 1), date(2027, 12, 31))}
    assert {date(2026, 11, 24), date(2027, 2, 10), date(2027, 9, 3)} <= open_days
    assert not {date(2026, 2, 17), date(2027, 2, 6), date(2027, 1, 1)} & open_days
    assert [one.day for one in TABLE.days_to_confirm(date(2026, 11, 24), date(2026, 11, 24))] == [
        date(2026, 11, 24)
    ]


@given(tables(), DAYS, st.integers(min_value=0, max_value=40))
def test_days_after_are_counted_one_by_one(table: WorkingDays, day: date, count: int) -> None:
    worked, end = 0, day
    while worked < count:
        end += timedelta(days=1)
        special = {one.day: one.is_workday for one in table.days}
        worked += special.get(end, end.isoweekday() <= 5)
    assert table.after(day, count) == end


@given(tables(), DAYS, st.integers(min_value=1, max_value=20))
def test_forward_and_back_meet_on_a_working_day(table: WorkingDays, day: date, count: int) -> None:
    start = table.after(day, 1)
    assert table.is_working_day(start)
    assert table.before(table.after(start, count), count) == start


def test_an_empty_table_knows_the_week_alone() -> None:
    assert WEEKDAYS_ALONE.is_working_day(date(2026, 2, 17))
    assert not WEEKDAYS_ALONE.is_working_day(date(2026, 2, 15))
    assert not WEEKDAYS_ALONE.covers(date(2026, 2, 17))


def test_the_table_that_comes_with_the_program_has_no_fault_but_weekends() -> None:
    assert {one.kind for one in table_faults(TABLE)} == {FaultKind.ODD}
    odd = [TABLE.days[int(one.field.split(".")[1])].day for one in table_faults(TABLE)]
    assert all(day.isoweekday() > 5 for day in odd)


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([SpecialDay(day=date(2026, 3, 3), name="x")], []),
        ([SpecialDay(day=date(2028, 3, 3), name="x")], [("days.0.day", FaultKind.WRONG)]),
        (
            [SpecialDay(day=date(2026, 3, 3), name="x")] * 2,
            [("days.0.day", FaultKind.TAKEN), ("days.1.day", FaultKind.TAKEN)],
        ),
        ([SpecialDay(day=date(2026, 3, 7), name="x")], [("days.0.day", FaultKind.ODD)]),
        ([SpecialDay(day=date(2026, 3, 7), name="x", is_workday=True)], []),
        (
            [SpecialDay(day=date(2026, 3, 3), name="x", is_workday=True)],
            [("days.0.day", FaultKind.ODD)],
        ),
        ([SpecialDay(day=date(2026, 3, 3), name=" ")], [("days.0.name", FaultKind.MISSING)]),
    ],
)
def test_what_is_wrong_with_an_edited_table(
    rows: list[SpecialDay], faults: list[tuple[str, FaultKind]]
) -> None:
    found = table_faults(replace(TABLE, days=tuple(rows)))
    assert [(one.field, one.kind) for one in found] == faults


def test_a_table_ends_after_it_begins_and_is_not_endless() -> None:
    turned = replace(TABLE, days=(), last_day=date(2025, 1, 1))
    assert [one.field for one in table_faults(turned)] == ["last_day"]
    first = date(2000, 1, 1)
    rows = tuple(SpecialDay(day=first + timedelta(days=n), name="x") for n in range(MAX_DAYS + 1))
    assert table_faults(replace(TABLE, first_day=first, days=rows))[0].field == "days"
    assert "days" not in {
        one.field for one in table_faults(replace(TABLE, first_day=first, days=rows[:-1]))
    }


def body(**changes: Any) -> str:
    return json.dumps(json.loads(TEXT) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        body(version="x"),
        body(first_day="01/01/2026"),
        body(first_day=None),
        body(first_day="2027-12-31", last_day="2026-01-01"),
        body(days=None),
        body(days=[{"date": "2026-03-03"}]),
        body(days=["2026-03-03"]),
        body(days=[{"date": "2026-02-31", "name": "x", "is_workday": False, "to_confirm": False}]),
        body(days=[{"date": "2028-03-03", "name": "x", "is_workday": False, "to_confirm": False}]),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_working_days(text)
