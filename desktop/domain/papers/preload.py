"""Which papers a room fetches unasked before a session: those of tomorrow, at night."""

from datetime import date, datetime, time, timedelta
from typing import Final

from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import TAKING_STATUSES, SessionPlan
from desktop.domain.reception.working_days import WorkingDays

NIGHT: Final = UploadWindow(time(18), time(6))
"""When the city chose no hours."""
_ONE_DAY: Final = timedelta(days=1)


def is_ahead(plan: SessionPlan, now: datetime) -> bool:
    """Whether it is of today or later, and not over. now: aware."""
    today = now.astimezone(LOCAL_ZONE).date()
    return plan.status in TAKING_STATUSES and _day(plan) >= today


def may_fetch(plan: SessionPlan, now: datetime, hours: UploadWindow, table: WorkingDays) -> bool:
    """Whether the papers of a session that is ahead may come now.

    In the hours those up to the next working day; by day those of today alone, which a night did
    not bring (the PC was off, the line was cut).
    """
    return is_ahead(plan, now) and _day(plan) <= _last_day(now, hours, table)


def _last_day(now: datetime, hours: UploadWindow, table: WorkingDays) -> date:
    local = now.astimezone(LOCAL_ZONE)
    if hours.next_opening(now) is not None:
        return local.date()
    is_past_midnight = hours.opens > hours.closes and local.time() < hours.closes
    evening = local.date() - _ONE_DAY if is_past_midnight else local.date()
    return table.after(evening, 1)


def _day(plan: SessionPlan) -> date:
    return plan.scheduled_start.astimezone(LOCAL_ZONE).date()
