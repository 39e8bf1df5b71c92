"""Agencies that are rung: what the city does of each message, and what it refuses."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.calls.calls import (
    CallAnswer,
    Called,
    answer,
    follow_calls,
    leave_call,
)
from desktop.cityserver.conduct.live.floor.floor import follow_floor
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.agency_call import JoinIn, LetGo, RingAgency, WithdrawRing
from desktop.contract.channel.conduct import EndSession, PauseSession
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import SetMedia
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, Scope, may
from desktop.domain.conduct.calls.agency_call import AgencyCall, CallStage
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE, AGENCY = map(SiteId, ("hq", "commune", "agency"))
UNBOUND = frozenset({HQ})
RING = RingAgency(call_id="c1", site_id=AGENCY, question="Loại đất nào?")
YES = CallAnswer(call_id=CallId("c1"), accepts=True)
NO = CallAnswer(call_id=CallId("c1"), accepts=False, reason="Đang có  cuộc họp khác")
FREE = Called(name="Sở Nông nghiệp và Môi trường", is_busy=False)
CHAIRS: tuple[StateMessage, ...] = (RING, WithdrawRing(call_id="c1"), LetGo(call_id="c1"))


def actor(
    site_id: SiteId = HQ, role: Role = Role.HQ_CLERK, called: Called | None = FREE, **more: Any
) -> Actor:
    return Actor(
        site_id=site_id,
        role=role,
        is_central=site_id == HQ,
        is_practice=False,
        scope=Scope.CITY,
        sites=more.get("sites", frozenset({HQ, COMMUNE})),
        called=called,
    )


def running(status: SessionStatus = SessionStatus.IN_SESSION) -> Live:
    live = new_live(SessionId("s"), status)
    for site_id in (HQ, COMMUNE):
        live = moves.take_seat(live, site_id, f"program-{site_id}")
    return live


def play(live: Live, message: StateMessage, who: Actor | None = None) -> Live:
    return follow(apply(live, message, who or actor(), NOON))


def follow(live: Live) -> Live:
    return follow_floor(follow_calls(live, NOON), UNBOUND, NOON)


def listening() -> Live:
    live = answer(play(running(), RING), YES, NOON, site_ids=frozenset({HQ, COMMUNE}))
    return moves.take_seat(live, AGENCY, "program-agency")


def only(live: Live) -> AgencyCall:
    (call,) = live.told.calls or ()
    return call


def refusal_of(live: Live, message: StateMessage, who: Actor | None = None) -> ProblemCode:
    with pytest.raises(NotDone) as refused:
        play(live, message, who)
    return refused.value.code


def test_who_conducts_rings_and_everybody_is_told() -> None:
    live = play(running(), RING)
    call = only(live)
    assert (call.stage, call.name, call.rung_at) == (CallStage.RINGING, FREE.name, NOON)
    assert call.question == "Loại đất nào?"
    told = state_message(live.told).calls
    assert told is not None
    assert [(one.stage, one.site_id) for one in told] == [("ringing", AGENCY)]
    assert parse_live(dump_live(live)) == live


def test_the_same_ring_again_changes_nothing_and_another_site_by_its_id_is_refused() -> None:
    live = play(running(), RING)
    assert play(live, RING) == live
    other = RingAgency(call_id="c1", site_id="else")
    assert refusal_of(live, other) is ProblemCode.CONFLICT


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("message", CHAIRS, ids=lambda one: one.type)
def test_who_may_ring_and_let_go(role: Role, message: StateMessage) -> None:
    live = listening() if isinstance(message, LetGo) else running()
    live = play(live, RING) if isinstance(message, WithdrawRing) else live
    if may(role, Right.CALL_AGENCY):
        play(live, message, actor(HQ, role))
    else:
        assert refusal_of(live, message, actor(HQ, role)) is ProblemCode.FORBIDDEN
    conducts = role is Role.LEADER
    if not conducts:
        assert refusal_of(live, message, actor(COMMUNE, role)) is ProblemCode.FORBIDDEN


def test_a_site_without_a_desk_is_not_rung() -> None:
    assert refusal_of(running(), RING, actor(called=None)) is ProblemCode.NOT_FOUND


def test_who_sits_in_another_session_is_noted_as_busy_and_keeps_no_seat() -> None:
    live = play(running(), RING, actor(called=Called(name="Sở", is_busy=True)))
    assert (only(live).stage, only(live).ended_at) == (CallStage.BUSY, NOON)
    assert not only(live).is_active


@pytest.mark.parametrize(
    ("status", "sites", "code"),
    [
        (SessionStatus.READY, {HQ}, ProblemCode.NOT_ALLOWED_NOW),
        (SessionStatus.MINUTES_REVIEW, {HQ}, ProblemCode.NOT_ALLOWED_NOW),
        (SessionStatus.IN_SESSION, {HQ, AGENCY}, ProblemCode.CONFLICT),
        (SessionStatus.IN_SESSION, {HQ, "b", "c", "d"}, ProblemCode.TOO_MANY_SITES),
    ],
)
def test_what_is_not_rung(status: SessionStatus, sites: set[SiteId], code: ProblemCode) -> None:
    who = actor(sites=frozenset(sites))
    assert refusal_of(running(status), RING, who) is code


def test_a_ring_is_withdrawn_once() -> None:
    live = play(play(running(), RING), WithdrawRing(call_id="c1"))
    assert only(live).stage is CallStage.WITHDRAWN
    assert refusal_of(live, WithdrawRing(call_id="c1")) is ProblemCode.NOT_ALLOWED_NOW
    assert refusal_of(live, WithdrawRing(call_id="c9")) is ProblemCode.NOT_FOUND


def test_who_accepted_listens_and_sends_nothing_whatever_it_says() -> None:
    live = listening()
    live = play(live, SetMedia(is_microphone_on=True, is_camera_on=True), actor(AGENCY))
    live = play(live, GiveFloor(site_id=AGENCY))
    seat = live.told.seat(AGENCY)
    assert seat is not None
    assert (seat.is_microphone_on, seat.is_camera_on) == (False, False)
    assert live.told.queue is not None
    assert AGENCY not in live.told.queue.heard


def test_the_second_press_joins_with_picture_and_sound() -> None:
    live = play(listening(), JoinIn(), actor(AGENCY, Role.AGENCY_USER))
    assert only(live).stage is CallStage.JOINED
    live = play(live, GiveFloor(site_id=AGENCY))
    live = play(live, SetMedia(is_microphone_on=True, is_camera_on=True), actor(AGENCY))
    seat = live.told.seat(AGENCY)
    assert seat is not None
    assert (seat.is_microphone_on, seat.is_camera_on) == (True, True)
    again = refusal_of(live, JoinIn(), actor(AGENCY, Role.AGENCY_USER))
    assert again is ProblemCode.NOT_ALLOWED_NOW
    assert refusal_of(live, JoinIn(), actor(COMMUNE)) is ProblemCode.NOT_ALLOWED_NOW


def test_who_is_let_go_while_it_speaks_leaves_no_turn_and_no_hand() -> None:
    live = play(listening(), JoinIn(), actor(AGENCY, Role.AGENCY_USER))
    live = play(live, GiveFloor(site_id=AGENCY))
    live = play(live, AskFloor(has_hand_up=True), actor(AGENCY))
    live = play(live, LetGo(call_id="c1"))
    assert only(live).stage is CallStage.LET_GO
    assert (live.told.seat(AGENCY), live.told.speaking_site_id) == (None, None)
    assert live.told.queue is not None
    assert live.told.queue.hands == ()
    assert refusal_of(live, LetGo(call_id="c1")) is ProblemCode.NOT_ALLOWED_NOW


def test_who_leaves_by_its_own_press_is_not_let_go_by_anybody() -> None:
    live = play(listening(), JoinIn(), actor(AGENCY, Role.AGENCY_USER))
    live = leave_call(play(live, GiveFloor(site_id=AGENCY)), AGENCY, NOON)
    assert (only(live).stage, only(live).left_itself) == (CallStage.LET_GO, True)
    assert only(live).ended_at == NOON
    assert (live.told.seat(AGENCY), live.told.speaking_site_id) == (None, None)
    (told,) = state_message(live.told).calls or ()
    assert (told.stage, told.left_itself) == ("let_go", True)
    assert parse_live(dump_live(live)) == live
    assert not only(play(listening(), LetGo(call_id="c1"))).left_itself


def test_who_leaves_without_a_part_or_after_the_end_leaves_nothing_but_the_seat() -> None:
    rings = play(running(), RING)
    assert leave_call(rings, AGENCY, NOON).told.calls == rings.told.calls
    there = play(listening(), EndSession(reason="Mất điện cả khu phố", status="aborted_technical"))
    gone = leave_call(there, AGENCY, NOON)
    assert gone.told.calls == there.told.calls
    assert gone.told.seat(AGENCY) is None
    planned = leave_call(rings, HQ, NOON)
    assert planned.told.seat(HQ) is None


def test_who_never_came_is_let_go_as_well() -> None:
    live = answer(play(running(), RING), YES, NOON, site_ids=frozenset({HQ}))
    assert only(play(live, LetGo(call_id="c1"))).stage is CallStage.LET_GO


def test_a_refusal_needs_a_reason_and_is_kept_as_one_line() -> None:
    live = play(running(), RING)
    with pytest.raises(NotDone) as none:
        answer(live, CallAnswer(call_id=CallId("c1"), accepts=False), NOON, site_ids=frozenset())
    assert none.value.code is ProblemCode.BAD_REQUEST
    live = answer(live, NO, NOON, site_ids=frozenset())
    assert (only(live).stage, only(live).reason) == (CallStage.REFUSED, "Đang có cuộc họp khác")


def test_two_answers_from_two_desks_and_one_that_comes_too_late() -> None:
    live = answer(play(running(), RING), NO, NOON, site_ids=frozenset())
    for said in (YES, NO):
        with pytest.raises(NotDone) as second:
            answer(live, said, NOON, site_ids=frozenset())
        assert second.value.code is ProblemCode.NOT_ALLOWED_NOW
    with pytest.raises(NotDone) as late:
        answer(play(running(), RING), YES, NOON + timedelta(minutes=2), site_ids=frozenset())
    assert late.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_a_pause_lets_it_ring_on_and_the_end_does_not() -> None:
    live = play(play(running(), RING), PauseSession(reason="break"))
    assert only(live).stage is CallStage.RINGING
    assert only(answer(live, YES, NOON, site_ids=frozenset())).stage is CallStage.LISTENING
    live = play(live, EndSession(status="adjourned", reason="Công dân xin hoãn buổi tiếp"))
    assert only(live).stage is CallStage.WITHDRAWN
    with pytest.raises(NotDone):
        answer(live, YES, NOON, site_ids=frozenset())


@pytest.mark.parametrize("message", [*CHAIRS, JoinIn()], ids=lambda one: one.type)
def test_the_audit_log_keeps_what_was_done(message: StateMessage) -> None:
    assert outcome_of(message) == "done"
