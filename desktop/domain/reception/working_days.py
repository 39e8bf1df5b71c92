"""Working days: Monday to Friday, minus holidays, plus swapped days (domain.md §6.1)."""

import json
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.faults import FaultKind, FieldFault

PROGRAM_TABLE = ("calendar", "working-days-2026-2027.json")
"""The table that comes with the program, below the resources."""
MAX_DAYS = 1_000
"""Rows of one table."""
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A row of the table: a holiday, or a day that is worked although it is a weekend.

    name: what it is called. to_confirm: not announced yet (TBC).
    """

    day: date
    name: str
    is_workday: bool = False
    to_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The city's table. Lunar days are written out, never computed.

    version: grows with each change. first_day, last_day: what the table says something of; any
    other day is counted by its weekday alone.
    """

    version: int
    first_day: date
    last_day: date
    days: tuple[SpecialDay, ...]

    @property
    def holidays(self) -> frozenset[date]:
        """Days that are not worked."""
        return frozenset(one.day for one in self.days if not one.is_workday)

    @property
    def swapped_workdays(self) -> frozenset[date]:
        """Days that are worked although they are none of the week's."""
        return frozenset(one.day for one in self.days if one.is_workday)

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open on it."""
        return is_working_day(day, holidays=self.holidays, swapped_workdays=self.swapped_workdays)

    def before(self, day: date, count: int) -> date:
        """As `working_days_before`."""
        return working_days_before(
            day, count, holidays=self.holidays, swapped_workdays=self.swapped_workdays
        )

    def after(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`, which is not counted itself.

        count: at least 0; of 0 the day itself, also when it is none.
        """
        holidays, swapped = self.holidays, self.swapped_workdays
        while count > 0:
            day += _ONE_DAY
            if is_working_day(day, holidays=holidays, swapped_workdays=swapped):
                count -= 1
        return day

    def covers(self, day: date) -> bool:
        """Whether the table says something of a day."""
        return self.first_day <= day <= self.last_day

    def days_to_confirm(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """Of the days from first to last those that are not announced yet."""
        return tuple(one for one in self.days if one.to_confirm and first <= one.day <= last)


WEEKDAYS_ALONE = WorkingDays(version=0, first_day=date.max, last_day=date.min, days=())
"""A table that says nothing."""


def is_working_day(
    day: date,
    *,
    holidays: AbstractSet[date],
    swapped_workdays: AbstractSet[date] = frozenset(),
) -> bool:
    """Monday to Friday minus the holiday table, plus swapped days."""
    if day in swapped_workdays:
        return True
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_before(
    day: date,
    count: int,
    *,
    holidays: AbstractSet[date],
    swapped_workdays: AbstractSet[date] = frozenset(),
) -> date:
    """The working day `count` working days before `day`; the event's own day is not counted.

    count: at least 1.
    """
    while count > 0:
        day -= _ONE_DAY
        if is_working_day(day, holidays=holidays, swapped_workdays=swapped_workdays):
            count -= 1
    return day


def read_working_days(text: str) -> WorkingDays:
    """A table as it comes with the program, JSON.

    Raises ValueError: not of that form, or with a fault that keeps it from being used.
    """
    try:
        body = json.loads(text)
        table = WorkingDays(
            version=int(body["version"]),
            first_day=date.fromisoformat(body["first_day"]),
            last_day=date.fromisoformat(body["last_day"]),
            days=tuple(
                SpecialDay(
                    day=date.fromisoformat(row["date"]),
                    name=str(row["name"]),
                    is_workday=row["is_workday"] is True,
                    to_confirm=row["to_confirm"] is True,
                )
                for row in body["days"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no table of working days") from error
    if any(fault.kind is not FaultKind.ODD for fault in table_faults(table)):
        raise ValueError("a table of working days with faults")
    return table


def table_faults(table: WorkingDays) -> tuple[FieldFault, ...]:
    """What is wrong with an edited table; a row's field is `days.<its place>.<part>`.

    A holiday at a weekend and a swapped day in the week change nothing: they are odd.
    """
    faults = []
    if table.first_day > table.last_day:
        faults.append(FieldFault(field="last_day", kind=FaultKind.WRONG))
    if len(table.days) > MAX_DAYS:
        faults.append(FieldFault(field="days", kind=FaultKind.WRONG))
    times = Counter(one.day for one in table.days)
    for place, row in enumerate(table.days):
        kind = _fault_of_day(row, table, is_twice=times[row.day] > 1)
        if kind is not None:
            faults.append(FieldFault(field=f"days.{place}.day", kind=kind))
        if not row.name.strip():
            faults.append(FieldFault(field=f"days.{place}.name", kind=FaultKind.MISSING))
    return tuple(faults)


def _fault_of_day(row: SpecialDay, table: WorkingDays, *, is_twice: bool) -> FaultKind | None:
    if not table.covers(row.day):
        return FaultKind.WRONG
    if is_twice:
        return FaultKind.TAKEN
    is_of_week = row.day.weekday() < _SATURDAY
    return FaultKind.ODD if row.is_workday is is_of_week else None
