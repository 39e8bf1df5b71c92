"""Pauses at the city: their reason and time, who ends them, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.cityserver.conduct.live.course.pauses import (
    pause_session,
    resume_session,
)
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.cityserver.conduct.live.rules import Actor, apply
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import EndSession, PauseSession, ResumeSession
from desktop.contract.channel.pause import PauseUntil
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.pause import Pause
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

OPEN = open_session(new_live(SessionId("s"), SessionStatus.READY), NOON)
LATER = NOON + timedelta(minutes=5)


def actor(role: Role, site_id: str = "hq", *, is_central: bool = True) -> Actor:
    return Actor(
        site_id=SiteId(site_id), role=role, is_central=is_central, is_practice=False,
        scope=Scope.COMMUNE,
    )  # fmt: skip


def test_a_pause_is_told_with_its_reason_and_the_time_at_which_it_ends() -> None:
    message = PauseUntil(reason="order", back_at=LATER)
    paused = apply(OPEN, message, actor(Role.LEADER), NOON)
    assert paused.told.pauses == (Pause(reason=PauseReason.ORDER, at=NOON, back_at=LATER),)
    (told,) = state_message(paused.told).pauses or ()
    assert (told.reason, told.at, told.back_at, told.ended_at) == ("order", NOON, LATER, None)
    assert parse_live(dump_live(paused)) == paused


@pytest.mark.parametrize("back_at", [NOON, NOON - timedelta(hours=2), NOON + timedelta(days=1)])
def test_a_time_that_is_not_ahead_on_this_day_pauses_nothing(back_at: object) -> None:
    message = PauseUntil.model_validate({"reason": "break", "back_at": back_at})
    with pytest.raises(NotDone) as refused:
        apply(OPEN, message, actor(Role.LEADER), NOON)
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_an_unknown_reason_pauses_nothing() -> None:
    with pytest.raises(NotDone) as refused:
        apply(OPEN, PauseSession(reason="boredom"), actor(Role.LEADER), NOON)
    assert refused.value.code is ProblemCode.BAD_REQUEST


@pytest.mark.parametrize("ender", [Role.ROOM_OFFICER, Role.HQ_CLERK, Role.LEADER])
def test_whom_the_rights_allow_ends_a_pause_that_somebody_else_began(ender: Role) -> None:
    paused = apply(OPEN, PauseSession(reason="break"), actor(Role.LEADER), NOON)
    again = apply(paused, ResumeSession(), actor(ender), LATER)
    assert again.told.status is SessionStatus.IN_SESSION
    assert again.told.pauses == (Pause(reason=PauseReason.BREAK, at=NOON, ended_at=LATER),)
    assert (again.told.pause_reason, again.paused_from) == (None, None)


@pytest.mark.parametrize(
    "who",
    [
        actor(Role.SECRETARY),
        actor(Role.AGENCY_USER),
        actor(Role.ROOM_OFFICER, "commune", is_central=False),
    ],
)
def test_nobody_else_ends_it(who: Actor) -> None:
    paused = pause_session(OPEN, PauseReason.BREAK, NOON)
    with pytest.raises(NotDone) as refused:
        apply(paused, ResumeSession(), who, LATER)
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_a_pause_becomes_one_for_secret_content_and_returns_to_the_same_place() -> None:
    paused = pause_session(OPEN, PauseReason.BREAK, NOON)
    secret = apply(paused, PauseSession(reason="secret"), actor(Role.LEADER), LATER)
    assert secret.told.pause_reason is PauseReason.SECRET
    assert [one.reason for one in secret.told.pauses or ()] == ["break", "secret"]
    assert resume_session(secret, LATER).told.status is SessionStatus.IN_SESSION
    for reason in PauseReason:
        with pytest.raises(NotDone):
            pause_session(secret, reason, LATER)


def test_a_session_that_is_ended_is_paused_no_longer() -> None:
    paused = pause_session(OPEN, PauseReason.TECHNICAL, NOON)
    message = EndSession(status="adjourned", reason="Hết giờ làm việc")
    ended = apply(paused, message, actor(Role.LEADER), LATER)
    assert ended.told.pauses == (Pause(reason=PauseReason.TECHNICAL, at=NOON, ended_at=LATER),)
    assert (ended.told.pause_reason, ended.paused_from) == (None, None)


def test_a_pause_that_an_older_city_kept_is_ended_all_the_same() -> None:
    paused = pause_session(OPEN, PauseReason.BREAK, NOON)
    older = replace(paused, told=replace(paused.told, pauses=None))
    again: Live = resume_session(older, LATER)
    assert (again.told.status, again.told.pauses) == (SessionStatus.IN_SESSION, None)
    assert state_message(again.told).pauses == ()
