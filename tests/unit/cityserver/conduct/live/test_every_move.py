"""Every state that a session can come to, and every word of who conducts: nothing else is done.

What is allowed stands here once more, as the law has it, and is not asked of the program.
"""

from dataclasses import dataclass, replace
from functools import cache

import pytest

from desktop.cityserver.conduct.live.course.consultations import follow_consultation
from desktop.cityserver.conduct.live.live_state import Live, NotDone, new_live, take_seat
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply
from desktop.contract.channel.conduct import (
    CloseSession,
    EndSession,
    OpenSession,
    PauseSession,
    ResumeSession,
    SetStep,
)
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.floor import AskFloor, GiveFloor, LockMicrophone, LowerHands, MoveHand
from desktop.contract.channel.pause import CountDown
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.calls.guest import GUEST_PREFIX
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.samples.steps import LISTED_STEPS

pytestmark = pytest.mark.unit

HQ, COMMUNE, AGENCY = SiteId("hq"), SiteId("commune"), SiteId("agency")
SITES = (HQ, COMMUNE, AGENCY)
REASON = "Hai bên đã có mặt từ buổi trước"
OPEN = frozenset({"in_session", "paused", "concluding", "minutes_review", "signed"})
CALLED = frozenset({"connecting", "ready"})
LEAVES_OUT = {
    ("opening", "announcements"),
    ("roll_call", "presentation"),
    ("announcements", "questions"),
    ("presentation", "conclusion"),
}
"""From, to: the step between may be left out for a reason."""

ENDS_FROM = {
    "adjourned": {"in_session", "paused", "concluding", "minutes_review"},
    "aborted_technical": {"in_session", "paused", "concluding", "minutes_review"},
    "refused": {"in_session"},
}
MESSAGES: tuple[StateMessage, ...] = (
    OpenSession(),
    CloseSession(),
    ResumeSession(),
    CountDown(is_on=True),
    CountDown(is_on=False),
    BeginConsultation(site_ids=[HQ, AGENCY]),
    EndConsultation(),
    GiveFloor(site_id=COMMUNE),
    GiveFloor(site_id=None),
    LowerHands(hand=None),
    MoveHand(hand=1, place=0),
    LockMicrophone(site_id=COMMUNE, is_locked=True),
    *(PauseSession(reason=reason) for reason in PauseReason),
    *(EndSession(status=status, reason=REASON) for status in ENDS_FROM),
    *(SetStep(step=step) for step in Step),
    *(SetStep(step=step, reason=REASON) for step in Step),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Of a session all that decides what may be done next, in the words of the wire."""

    status: str
    step: str
    paused_from: str | None
    reason: str | None
    caller: str | None
    has_consultation: bool
    has_countdown: bool


def place_of(live: Live) -> Place:
    told = live.told
    return Place(
        status=told.status.value,
        step=told.step.value,
        paused_from=None if live.paused_from is None else live.paused_from.value,
        reason=None if told.pause_reason is None else told.pause_reason.value,
        caller=None if told.consultation_from is None else told.consultation_from.value,
        has_consultation=told.consultation is not None,
        has_countdown=told.countdown is not None,
    )


_STATUSES: dict[type[StateMessage], frozenset[str]] = {
    OpenSession: frozenset({"ready"}),
    CloseSession: frozenset({"signed", *ENDS_FROM}),
    ResumeSession: frozenset({"paused"}),
    LowerHands: OPEN | CALLED,
    MoveHand: OPEN | CALLED,
    LockMicrophone: OPEN | CALLED,
}
"""What the status alone decides."""


def is_allowed(at: Place, message: StateMessage) -> bool:
    """By the law and domain.md §5, §6."""
    match message:
        case CountDown() | PauseSession() | EndSession():
            return stops_or_goes_on(at, message)
        case BeginConsultation() | EndConsultation():
            is_asked = at.status == "in_session" and at.step in {"presentation", "questions"}
            return is_asked if isinstance(message, BeginConsultation) else at.has_consultation
        case SetStep():
            return goes_to(at, message)
        case GiveFloor():
            is_end_of_turn = message.site_id is None
            return at.status in OPEN - {"paused"} and (is_end_of_turn or not at.has_consultation)
        case _:
            return at.status in _STATUSES[type(message)]


def stops_or_goes_on(at: Place, message: CountDown | PauseSession | EndSession) -> bool:
    """A pause is begun anew for secret content alone; what is counted for can be stopped."""
    match message:
        case CountDown():
            return at.status in {"ready", "paused"} if message.is_on else at.has_countdown
        case PauseSession():
            is_hushed = at.status == "paused" and message.reason == "secret" != at.reason
            return is_hushed or at.status in {"in_session", "concluding", "minutes_review"}
        case EndSession():
            return at.status in ENDS_FROM[message.status]


def goes_to(at: Place, message: SetStep) -> bool:
    """Steps follow each other in an open session that is not paused."""
    if at.status not in OPEN - {"paused"} or message.step == "consultation":
        return False
    listed = {at.caller} if at.step == "consultation" else LISTED_STEPS[at.step]
    leaves_out = (at.step, message.step) in LEAVES_OUT
    return message.step in listed or (leaves_out and bool(message.reason))


def who(role: Role, site_id: SiteId) -> Actor:
    return Actor(
        site_id=site_id,
        role=role,
        is_central=site_id == HQ,
        is_practice=False,
        scope=Scope.CITY if site_id == HQ else Scope.COMMUNE,
        sites=frozenset(SITES),
        central_site_id=HQ,
    )


CHAIR = who(Role.LEADER, HQ)
NOBODY_OF_THEM = (
    who(Role.SECRETARY, COMMUNE),
    who(Role.ROOM_OFFICER, COMMUNE),
    who(Role.LEADER, COMMUNE),
    who(Role.AGENCY_USER, AGENCY),
    who(Role.OBSERVER, COMMUNE),
    replace(who(Role.ROOM_OFFICER, SiteId(f"{GUEST_PREFIX}1")), is_guest=True),
)


def said(live: Live, message: StateMessage, actor: Actor = CHAIR) -> Live:
    """What the city makes of it."""
    return follow_consultation(apply(live, message, actor, NOON), HQ, NOON)


def seated(status: SessionStatus) -> Live:
    """Three sites sit there, one of them with its hand up, if hands may be up."""
    live = new_live(SessionId("session"), status)
    for site_id in SITES:
        live = take_seat(live, site_id, f"program-{site_id}")
    if status.value in OPEN | CALLED:
        live = apply(live, AskFloor(has_hand_up=True), who(Role.ROOM_OFFICER, COMMUNE), NOON)
    return live


@cache
def places() -> dict[Place, Live]:
    """Every place that a session can come to, and one session that is there."""
    found: dict[Place, Live] = {}
    ahead = [seated(status) for status in SessionStatus if status.value not in OPEN]
    while ahead:
        live = ahead.pop()
        if place_of(live) in found:
            continue
        found[place_of(live)] = live
        for message in MESSAGES:
            try:
                after = said(live, message)
            except NotDone:
                continue
            ahead.append(with_a_hand(after))
    return found


def with_a_hand(live: Live) -> Live:
    """One hand stays up, as long as hands may: else the order of none would be changed."""
    if live.told.status.value not in OPEN | CALLED:
        return live
    asked = apply(live, AskFloor(has_hand_up=True), who(Role.ROOM_OFFICER, COMMUNE), NOON)
    queue = asked.told.queue
    assert queue is not None
    hands = tuple(replace(one, number=1) for one in queue.hands)
    told = replace(asked.told, queue=replace(queue, hands=hands))
    return replace(asked, told=told, last_hand_number=1)


def test_every_step_and_every_status_is_come_to() -> None:
    reached = places()
    assert {place.step for place in reached} == {step.value for step in Step}
    assert {place.status for place in reached} == {status.value for status in SessionStatus}
    assert {place.reason for place in reached} == {None, *(one.value for one in PauseReason)}


def test_of_all_that_a_chair_can_say_in_all_states_the_city_does_what_the_law_has_and_no_more() -> (
    None
):
    judged = 0
    for place, live in places().items():
        for message in MESSAGES:
            judged += 1
            if is_allowed(place, message):
                said(live, message)
                continue
            with pytest.raises(NotDone) as refused:
                said(live, message)
            assert refused.value.code in {
                ProblemCode.NOT_ALLOWED_NOW,
                ProblemCode.NOT_FOUND,
            }, (place, message)
    assert judged == len(places()) * len(MESSAGES)
    assert judged > 3_000


def test_in_no_state_does_anybody_conduct_who_may_not() -> None:
    for place, live in places().items():
        for actor in NOBODY_OF_THEM:
            for message in MESSAGES:
                with pytest.raises(NotDone) as refused:
                    said(live, message, actor)
                assert refused.value.code is ProblemCode.FORBIDDEN, (place, actor, message)
