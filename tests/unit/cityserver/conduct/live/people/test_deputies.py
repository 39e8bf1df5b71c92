"""Who conducts while the chair is lost: the named deputy who is there, else nobody."""

from dataclasses import replace

import pytest

from desktop.cityserver.access.route_rights import MESSAGE_RIGHTS
from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.course.pauses import resume_session
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import Beside, Holder, Live, NotDone, new_live
from desktop.cityserver.conduct.live.people.companions import sit_beside
from desktop.cityserver.conduct.live.people.deputies import (
    conduct_without_chair,
    follow_deputy,
    lacks_chair,
)
from desktop.cityserver.conduct.live.rules import Actor, apply, check_may_say
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.base import Received
from desktop.contract.channel.conduct import PauseSession, SetStep
from desktop.contract.channel.floor import GiveFloor
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import CONDUCTING, Scope
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.conduct.pause import Pause
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from tests.fakes.fake_clock import NOON
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

CHAIR, XA, SO = SiteId("hq"), SiteId("commune"), SiteId("agency")
READY = new_live(SessionId("s"), SessionStatus.READY)


def held(live: Live, site_id: SiteId, *, can_depute: bool = True) -> Live:
    holder = Holder(worker=1, connection_id=f"c-{site_id}", can_depute=can_depute)
    return moves.hold_seat(moves.take_seat(live, site_id, f"p-{site_id}"), site_id, holder)


OPEN = open_session(held(held(held(READY, CHAIR), XA), SO), NOON)
LOST = moves.lose_seat(OPEN, CHAIR)


def actor(role: Role, site_id: SiteId = XA) -> Actor:
    return Actor(
        site_id=site_id, role=role, is_central=False, is_practice=False, scope=Scope.COMMUNE
    )


def test_with_a_chair_nothing_passes_on() -> None:
    assert not lacks_chair(OPEN, CHAIR, (XA,))
    assert conduct_without_chair(OPEN, CHAIR, (XA,), NOON) == OPEN
    assert not lacks_chair(READY, CHAIR, (XA,))


def test_the_first_named_deputy_who_is_there_conducts() -> None:
    for lost in (LOST, moves.leave_seat(OPEN, CHAIR)):
        passed = conduct_without_chair(lost, CHAIR, (SO, XA), NOON)
        assert passed.told.deputy == Deputy(site_id=SO, since=NOON)
        assert passed.told.status is SessionStatus.IN_SESSION
        assert not lacks_chair(passed, CHAIR, (SO, XA))
        assert conduct_without_chair(passed, CHAIR, (SO, XA), NOON) == passed
        told = state_message(passed.told).deputy
        assert told is not None
        assert (told.site_id, told.since) == (SO, NOON)
    without_first = moves.lose_seat(LOST, SO)
    passed = conduct_without_chair(without_first, CHAIR, (SO, XA), NOON)
    assert passed.told.deputy == Deputy(site_id=XA, since=NOON)


@pytest.mark.parametrize("deputies", [(), (SO,)])
def test_without_a_deputy_who_is_there_the_session_is_paused(deputies: tuple[SiteId, ...]) -> None:
    paused = conduct_without_chair(moves.lose_seat(LOST, SO), CHAIR, deputies, NOON)
    assert paused.told.deputy is None
    assert paused.told.pauses == (Pause(reason=PauseReason.TECHNICAL, at=NOON),)
    assert not lacks_chair(paused, CHAIR, deputies), "nothing more can be done"
    assert conduct_without_chair(paused, CHAIR, deputies, NOON) == paused


def test_a_program_that_cannot_conduct_is_passed_over() -> None:
    older = held(LOST, SO, can_depute=False)
    assert conduct_without_chair(older, CHAIR, (SO,), NOON).told.status is SessionStatus.PAUSED
    assert conduct_without_chair(older, CHAIR, (SO, XA), NOON).told.deputy == Deputy(
        site_id=XA, since=NOON
    )


def test_a_deputy_who_is_lost_too_is_followed_by_the_next_or_by_a_pause() -> None:
    passed = conduct_without_chair(LOST, CHAIR, (SO, XA), NOON)
    lost = moves.lose_seat(passed, SO)
    assert lacks_chair(lost, CHAIR, (SO, XA))
    assert conduct_without_chair(lost, CHAIR, (SO, XA), NOON).told.deputy == Deputy(
        site_id=XA, since=NOON
    )
    paused = conduct_without_chair(lost, CHAIR, (SO,), NOON)
    assert (paused.told.deputy, paused.told.status) == (None, SessionStatus.PAUSED)


def test_a_deputy_who_comes_to_a_paused_session_may_go_on() -> None:
    paused = conduct_without_chair(moves.lose_seat(LOST, XA), CHAIR, (XA,), NOON)
    back = held(paused, XA)
    assert lacks_chair(back, CHAIR, (XA,))
    passed = conduct_without_chair(back, CHAIR, (XA,), NOON)
    assert (passed.told.deputy, passed.told.status) == (
        Deputy(site_id=XA, since=NOON),
        SessionStatus.PAUSED,
    )
    assert resume_session(passed, NOON).told.status is SessionStatus.IN_SESSION


def test_the_right_goes_back_with_the_chair_and_ends_with_the_session() -> None:
    passed = conduct_without_chair(LOST, CHAIR, (XA,), NOON)
    assert follow_deputy(passed, CHAIR) == passed
    assert follow_deputy(held(passed, CHAIR), CHAIR).told.deputy is None
    over = replace(passed, told=replace(passed.told, status=SessionStatus.ADJOURNED))
    assert follow_deputy(over, CHAIR).told.deputy is None


@pytest.mark.parametrize("role", Role)
def test_a_clerk_beside_the_lost_seat_conducts_and_a_secretary_does_not(role: Role) -> None:
    beside = Beside(
        site_id=CHAIR, role=role, program_id="two", holder=Holder(worker=1, connection_id="c")
    )
    lost = sit_beside(LOST, beside)
    conducts = role in {Role.ROOM_OFFICER, Role.LEADER, Role.HQ_CLERK}
    assert lacks_chair(lost, CHAIR, (XA,)) is not conducts


@every_row("kind", MESSAGE_RIGHTS)
@every_row("role", Role)
def test_the_deputys_site_says_what_conducting_needs_and_nothing_else_more(
    kind: type[Received], role: Role
) -> None:
    def may_say(one: Actor) -> bool:
        try:
            check_may_say(one, kind)
        except NotDone:
            return False
        return True

    before, now = actor(role), replace(actor(role), is_deputy=True)
    sits = role not in {Role.OBSERVER, Role.TECHNICIAN, Role.CITY_ADMIN}
    assert may_say(now) is (may_say(before) or (sits and MESSAGE_RIGHTS[kind] in CONDUCTING))


def test_only_the_deputys_site_conducts_and_only_while_the_chair_is_lost() -> None:
    passed = conduct_without_chair(LOST, CHAIR, (XA,), NOON)
    secretary = actor(Role.SECRETARY)
    given = apply(passed, GiveFloor(site_id=SO), secretary, NOON)
    assert given.told.speaking_site_id == SO
    assert apply(given, SetStep(step="roll_call"), secretary, NOON).told.step == "roll_call"
    paused = apply(given, PauseSession(reason="order"), secretary, NOON)
    assert paused.told.status is SessionStatus.PAUSED
    for live, one in (
        (passed, actor(Role.ROOM_OFFICER, SO)),
        (LOST, secretary),
        (follow_deputy(held(passed, CHAIR), CHAIR), secretary),
    ):
        with pytest.raises(NotDone) as refused:
            apply(live, GiveFloor(site_id=SO), one, NOON)
        assert refused.value.code is ProblemCode.FORBIDDEN
