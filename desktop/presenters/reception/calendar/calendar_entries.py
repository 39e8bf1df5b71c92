"""The days of the table, the program's and the city's, as one list: pure."""

from collections.abc import Iterable

from desktop.domain.reception.calendar_day import CalendarDay, DayKind, KnownDay, day_key
from desktop.domain.reception.working_days import SpecialDay, WorkingDays
from desktop.presenters.reception.calendar.calendar_state import DayEntry, DaySource


def day_entries(standing: WorkingDays, known: Iterable[KnownDay]) -> dict[str, DayEntry]:
    """Every day that either says something of, by its key, in the order of the dates.

    standing: what comes with the program. The city's word takes the place of the program's, also
    where it makes the day an ordinary one, or was refused.
    """
    entries = {day_key(one.day): _of_program(one) for one in standing.days}
    entries.update({day_key(one.day.day): _of_city(one) for one in known})
    return {key: entries[key] for key in sorted(entries)}


def _of_program(one: SpecialDay) -> DayEntry:
    kind = DayKind.WORKDAY if one.is_workday else DayKind.HOLIDAY
    return DayEntry(
        day=CalendarDay(day=one.day, kind=kind, name=one.name),
        source=DaySource.PROGRAM,
        to_confirm=one.to_confirm,
    )


def _of_city(known: KnownDay) -> DayEntry:
    return DayEntry(day=known.day, source=DaySource.CITY, storage=known.storage, other=known.other)
