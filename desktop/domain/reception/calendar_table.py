"""The table of working days as the city has it: what comes with the program, and its own days."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.working_days import SpecialDay, WorkingDays


def changed_table(table: WorkingDays, changes: Iterable[CalendarDay]) -> WorkingDays:
    """The table with the city's days in the place of its own; ORDINARY takes a day out.

    What the city says is announced: nothing of it is to be confirmed.
    """
    days = {one.day: one for one in table.days}
    for change in changes:
        days.pop(change.day, None)
        if change.kind is not DayKind.ORDINARY:
            is_workday = change.kind is DayKind.WORKDAY
            days[change.day] = SpecialDay(day=change.day, name=change.name, is_workday=is_workday)
    ordered = tuple(days[day] for day in sorted(days))
    first = min((table.first_day, *days))
    last = max((table.last_day, *days))
    return replace(table, first_day=first, last_day=last, days=ordered)
