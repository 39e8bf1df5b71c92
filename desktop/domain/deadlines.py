"""Working days and the legal due times before a session (domain.md §6.1; NĐ 154/2026 Đ23)."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.enums import GateKind

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOTICE_WORKING_DAYS = 5
TRIAL_WORKING_DAYS = 1
CONNECTED_BEFORE = timedelta(minutes=60)
CALLED_BEFORE = timedelta(minutes=120)
"""From then on the rooms of a session may take their seats (domain.md §5)."""
END_OF_OFFICE_DAY = time(17, 0)
_SATURDAY = 5


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
        day -= timedelta(days=1)
        if is_working_day(day, holidays=holidays, swapped_workdays=swapped_workdays):
            count -= 1
    return day


def gate_due_times(
    scheduled_start: datetime,
    *,
    holidays: AbstractSet[date],
    swapped_workdays: AbstractSet[date] = frozenset(),
) -> dict[GateKind, datetime]:
    """When each gate must have passed, aware, in the zone of Hai Phong.

    scheduled_start: aware. Days end at 17:00 office time.
    """
    start = scheduled_start.astimezone(LOCAL_ZONE)

    def end_of_day(count: int) -> datetime:
        day = working_days_before(
            start.date(), count, holidays=holidays, swapped_workdays=swapped_workdays
        )
        return datetime.combine(day, END_OF_OFFICE_DAY, tzinfo=LOCAL_ZONE)

    return {
        GateKind.NOTICE: end_of_day(NOTICE_WORKING_DAYS),
        GateKind.TRIAL: end_of_day(TRIAL_WORKING_DAYS),
        GateKind.CONNECTED: start - CONNECTED_BEFORE,
    }
