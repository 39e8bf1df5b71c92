"""The table of working days as the city has it: what comes with the program, and its own days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.working_days import SpecialDay, WorkingDays


def changed_table(table: WorkingDays, changes: Iterable[CalendarDay]) -> WorkingDays:
    """The table with the city's days in the place of its own; ORDINARY takes a day out.

    What the city says is announced: nothing of it is to be confirmed. A year that follows is
    covered once a day of it is there; a day further ahead counts, and its year stays unknown.
    """
    days = {one.day: one for one in table.days}
    for change in changes:
        days.pop(change.day, None)
        if change.kind is not DayKind.ORDINARY:
            is_workday = change.kind is DayKind.WORKDAY
            days[change.day] = SpecialDay(day=change.day, name=change.name, is_workday=is_workday)
    ordered = tuple(days[day] for day in sorted(days))
    return replace(table, last_day=_last_covered(table.last_day, days), days=ordered)


def _last_covered(last: date, days: Iterable[date]) -> date:
    years, year = {day.year for day in days}, last.year
    while year + 1 in years:
        year += 1
    return last if year == last.year else date(year, 12, 31)
