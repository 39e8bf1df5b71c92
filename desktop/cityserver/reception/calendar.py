"""The city's working days, by which gates are counted."""

from functools import cache

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.records import records_of
from desktop.domain.reception.calendar_day import CalendarDay
from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.working_days import PROGRAM_TABLE, WorkingDays, read_working_days
from desktop.domain.sync.operation import EntityKind
from desktop.files.resources import resource_path
from desktop.mapping.records import CALENDAR_DAY


def changed_days(session: DatabaseSession) -> tuple[CalendarDay, ...]:
    """What headquarters has said of single days."""
    rows = records_of(session, (EntityKind.CALENDAR_DAY,))
    return tuple(CALENDAR_DAY.codec.read(row.body) for row in rows)


def working_days(session: DatabaseSession) -> WorkingDays:
    """The table that comes with the program, with what headquarters has changed."""
    return changed_table(_standing(), changed_days(session))


@cache
def _standing() -> WorkingDays:
    path = resource_path(*PROGRAM_TABLE)
    return read_working_days(path.read_text("utf-8"))
