import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.floor import LAST_MINUTE_S, TURN_S, may_open_microphone, turn_clock
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus

pytestmark = pytest.mark.unit

OWN = SiteId("commune")
OPEN = SessionStatus.IN_SESSION


def test_a_component_site_speaks_only_with_the_floor() -> None:
    assert may_open_microphone(SiteRole.COMPONENT, OWN, OWN, OPEN)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, None, OPEN)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, SiteId("agency"), OPEN)


def test_the_central_site_may_always_speak() -> None:
    assert may_open_microphone(SiteRole.CENTRAL, OWN, SiteId("agency"), OPEN)


def test_before_the_opening_every_site_may_be_heard() -> None:
    for status in (SessionStatus.CONNECTING, SessionStatus.READY):
        assert may_open_microphone(SiteRole.COMPONENT, OWN, None, status)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, None, SessionStatus.SCHEDULED)


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_elapsed_and_remaining_make_up_the_turn(elapsed_s: float) -> None:
    clock = turn_clock(elapsed_s)
    assert clock.elapsed_s >= 0
    assert clock.elapsed_s + clock.remaining_s == TURN_S
    assert clock.is_last_minute is (clock.remaining_s <= LAST_MINUTE_S)


def test_overtime_is_counted_and_not_cut() -> None:
    assert turn_clock(TURN_S + 7).remaining_s == -7
