"""Countdowns at the city: who starts and stops them, and that nothing begins before zero."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.course.countdowns import (
    reach_zero,
    start_countdown,
    stop_countdown,
)
from desktop.cityserver.conduct.live.course.pauses import pause_session
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.cityserver.conduct.live.rules import Actor, apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import OpenSession, PauseSession, ResumeSession
from desktop.contract.channel.pause import CountDown
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

READY = new_live(SessionId("s"), SessionStatus.READY)
OPEN = open_session(READY, NOON)
PAUSED = pause_session(OPEN, PauseReason.BREAK, NOON)
LATER = NOON + timedelta(minutes=5)
START, STOP = CountDown(is_on=True), CountDown(is_on=False)


def chair(role: Role = Role.LEADER, *, is_central: bool = True) -> Actor:
    return Actor(
        site_id=SiteId("hq"), role=role, is_central=is_central, is_practice=False,
        scope=Scope.COMMUNE,
    )  # fmt: skip


def counting(live: Live) -> Live:
    return apply(live, START, chair(), LATER)


@pytest.mark.parametrize("live", [READY, PAUSED])
def test_every_site_is_told_the_moment_and_nothing_has_begun(live: Live) -> None:
    counted = counting(live)
    assert counted.told.status is live.told.status
    told = state_message(counted.told).countdown
    assert told is not None
    assert told.zero_at > LATER
    assert parse_live(dump_live(counted)) == counted
    assert counting(counted) == counted, "a second press changes no moment"


def test_at_zero_the_session_opens_or_goes_on_as_of_the_moment_that_was_named() -> None:
    counted = counting(READY)
    assert counted.told.countdown is not None
    zero_at = counted.told.countdown.zero_at
    early = zero_at - timedelta(milliseconds=1)
    assert reach_zero(counted, early) == counted
    opened = reach_zero(counted, zero_at + timedelta(seconds=3))
    assert (opened.told.status, opened.told.opened_at) == (SessionStatus.IN_SESSION, zero_at)
    assert opened.told.countdown is None
    again = reach_zero(counting(PAUSED), zero_at)
    assert again.told.status is SessionStatus.IN_SESSION
    assert [one.ended_at for one in again.told.pauses or ()] == [zero_at]
    assert reach_zero(again, zero_at) == again


def test_it_can_be_stopped_until_zero_and_not_after() -> None:
    counted = counting(READY)
    assert counted.told.countdown is not None
    zero_at = counted.told.countdown.zero_at
    stopped = apply(counted, STOP, chair(), zero_at - timedelta(milliseconds=1))
    assert stopped == READY
    for live, now in ((counted, zero_at), (READY, LATER)):
        with pytest.raises(NotDone) as refused:
            stop_countdown(live, now)
        assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize("status", sorted(set(SessionStatus) - {SessionStatus.READY}))
def test_nothing_is_counted_where_nothing_waits_to_begin(status: SessionStatus) -> None:
    with pytest.raises(NotDone):
        start_countdown(new_live(SessionId("s"), status), NOON)


def test_what_changes_the_session_ends_its_countdown() -> None:
    assert moves.miss_site(replace(counting(READY))).told.countdown is None
    assert apply(counting(READY), OpenSession(), chair(), LATER).told.countdown is None
    assert apply(counting(PAUSED), ResumeSession(), chair(), LATER).told.countdown is None
    secret = apply(counting(PAUSED), PauseSession(reason="secret"), chair(), LATER)
    assert (secret.told.countdown, secret.told.status) == (None, SessionStatus.PAUSED)


@pytest.mark.parametrize("live", [READY, PAUSED])
@pytest.mark.parametrize("who", [chair(Role.SECRETARY), chair(Role.ROOM_OFFICER, is_central=False)])
def test_who_conducts_nothing_starts_and_stops_nothing(live: Live, who: Actor) -> None:
    for one, message in ((live, START), (counting(live), STOP)):
        with pytest.raises(NotDone) as refused:
            apply(one, message, who, LATER)
        assert refused.value.code is ProblemCode.FORBIDDEN


def test_the_audit_log_tells_a_start_from_a_stop() -> None:
    assert (outcome_of(START), outcome_of(STOP)) == ("counting", "stopped")
