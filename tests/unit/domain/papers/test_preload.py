from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from desktop.domain.papers.preload import NIGHT, is_ahead, may_fetch
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import WEEKDAYS_ALONE, SpecialDay
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

THURSDAY, FRIDAY, SATURDAY, MONDAY, TUESDAY = 26, 27, 28, 30, 31
NOON_HOURS = UploadWindow(time(11, 30), time(13))


def at(day: int, hour: int) -> datetime:
    """Of November 2026, by the clock of Hai Phong; the 31st is the first of December."""
    return datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=day - 1, hours=-7)


@pytest.mark.parametrize(
    ("now", "day", "may"),
    [
        (at(THURSDAY, 17), FRIDAY, False),
        (at(THURSDAY, 18), FRIDAY, True),
        (at(THURSDAY, 18), MONDAY, False),
        (at(FRIDAY, 2), FRIDAY, True),
        (at(FRIDAY, 2), MONDAY, False),
        (at(FRIDAY, 6), FRIDAY, True),  # the night did not bring them
        (at(FRIDAY, 6), MONDAY, False),
        (at(FRIDAY, 20), MONDAY, True),
        (at(FRIDAY, 20), SATURDAY, True),
        (at(FRIDAY, 20), TUESDAY, False),
        (at(SATURDAY, 2), MONDAY, True),
        (at(SATURDAY, 20), MONDAY, True),
    ],
)
def test_the_next_working_day_is_fetched_at_night_and_today_at_any_hour(
    now: datetime, day: int, may: bool
) -> None:
    plan = replace(a_plan(), scheduled_start=at(day, 8), status=SessionStatus.NOTIFIED)
    assert may_fetch(plan, now, NIGHT, WEEKDAYS_ALONE) is may


def test_a_holiday_is_no_working_day_and_hours_at_noon_belong_to_their_day() -> None:
    plan = replace(a_plan(), scheduled_start=at(MONDAY, 8), status=SessionStatus.SCHEDULED)
    free = replace(WEEKDAYS_ALONE, days=(SpecialDay(day=date(2026, 11, 27), name="x"),))
    assert may_fetch(plan, at(THURSDAY, 20), NIGHT, free)
    assert may_fetch(plan, at(FRIDAY, 12), NOON_HOURS, WEEKDAYS_ALONE)
    assert not may_fetch(plan, at(THURSDAY, 12), NOON_HOURS, WEEKDAYS_ALONE)


@pytest.mark.parametrize("status", SessionStatus)
def test_what_is_over_or_was_never_fixed_is_not_ahead(status: SessionStatus) -> None:
    plan = replace(a_plan(), scheduled_start=at(FRIDAY, 8), status=status)
    over = {
        SessionStatus.CANCELLED, SessionStatus.POSTPONED, SessionStatus.CLOSED,
        SessionStatus.REFUSED, SessionStatus.ADJOURNED, SessionStatus.ABORTED_TECHNICAL,
    }  # fmt: skip
    assert is_ahead(plan, at(THURSDAY, 20)) is (status not in over)
    assert not is_ahead(plan, at(SATURDAY, 1))
