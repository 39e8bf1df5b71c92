"""What can be said of a room when its session was opened."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.room.condition import Checked, SiteCondition, checked
from desktop.domain.room.measurements import CheckCode
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM
from tests.samples.conditions import a_last_check

pytestmark = pytest.mark.unit

OPENED = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
"""08:30 in Hai Phong."""


def test_a_site_without_a_check_was_never_measured() -> None:
    assert checked(SiteCondition(site_id=SiteId("s"), check=None), OPENED) is Checked.NEVER


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(minutes=2), Checked.THAT_DAY),
        (timedelta(hours=8, minutes=30), Checked.THAT_DAY),  # midnight in Hai Phong
        (timedelta(hours=8, minutes=31), Checked.EARLIER),
        (timedelta(days=20), Checked.EARLIER),
    ],
)
def test_a_check_counts_for_its_day_in_hai_phong(before: timedelta, said: Checked) -> None:
    site = SiteCondition(site_id=SiteId("s"), check=a_last_check(GOOD_ROOM, OPENED - before))
    assert checked(site, OPENED) is said


def test_what_was_not_good_and_what_was_not_measured_are_told_apart() -> None:
    good = a_last_check(GOOD_ROOM, OPENED)
    assert (len(good.measured), good.short) == (len(good.items), ())
    poor = a_last_check(POOR_ROOM, OPENED)
    assert {one.code for one in poor.short} >= {CheckCode.CLOCK, CheckCode.UNSENT}
    empty = a_last_check(EMPTY_ROOM, OPENED)
    left = {one.code for one in empty.items} - {one.code for one in empty.measured}
    assert left >= {CheckCode.LINE, CheckCode.PATH}
