from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from desktop.domain.papers.upload_window import NEEDED, UploadWindow, can_wait
from desktop.domain.reception.status import SessionStatus
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

NIGHT = UploadWindow(time(21), time(5, 30))
NOON = UploadWindow(time(11, 30), time(13))


def at(hour: int, minute: int = 0) -> datetime:
    """A moment by the clock of Hai Phong, seven hours ahead of UTC."""
    return datetime(2026, 7, 20, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.mark.parametrize(
    ("hours", "now", "opening"),
    [
        (NIGHT, at(21), None),
        (NIGHT, at(23, 59), None),
        (NIGHT, at(0), None),
        (NIGHT, at(5, 29), None),
        (NIGHT, at(5, 30), at(21)),
        (NIGHT, at(20, 59), at(21)),
        (NOON, at(11, 29), at(11, 30)),
        (NOON, at(11, 30), None),
        (NOON, at(13), at(11, 30) + timedelta(days=1)),
        (NOON, at(8).replace(second=59, microsecond=5), at(11, 30)),
    ],
)
def test_the_hours_open_by_the_clock_of_the_city(
    hours: UploadWindow, now: datetime, opening: datetime | None
) -> None:
    assert hours.next_opening(now) == opening


def test_only_what_nobody_waits_for_can_wait() -> None:
    opening = at(21)
    soon = replace(a_plan(), scheduled_start=opening + NEEDED)
    far = replace(soon, scheduled_start=opening + NEEDED + timedelta(minutes=1))
    assert not can_wait(soon, opening)
    assert can_wait(far, opening)
    assert can_wait(replace(soon, status=SessionStatus.CLOSED), opening)


def test_hours_are_written_as_a_settings_file_has_them() -> None:
    assert (str(NIGHT), str(NOON)) == ("21:00-05:30", "11:30-13:00")
