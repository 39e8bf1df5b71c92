from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.announcement import (
    Announced,
    Announcement,
    may_announce,
    with_announced,
    without_announced,
)
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit


def read(what: Announcement, minutes: int = 0) -> Announced:
    at = NOON + timedelta(minutes=minutes)
    return Announced(what=what, at=at, by_site_id=SiteId("hq"), by_role=Role.SECRETARY)


@every_row("step", list(Step))
@every_row("status", list(SessionStatus))
def test_it_is_noted_at_its_own_step_alone(status: SessionStatus, step: Step) -> None:
    expected = (status, step) == (SessionStatus.IN_SESSION, Step.ANNOUNCEMENTS)
    assert may_announce(status, step) is expected


def test_what_was_noted_first_stays_until_it_is_taken_back() -> None:
    rules, notice = Announcement
    said = with_announced(with_announced((), read(notice)), read(rules, 1))
    assert [one.what for one in said] == [rules, notice]
    assert with_announced(said, read(rules, 2)) == said
    assert without_announced(said, rules) == (read(notice),)
