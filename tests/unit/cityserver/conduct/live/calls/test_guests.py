"""What a guest in a browser may do in a session, and what is done with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from desktop.cityserver.access.route_rights import GUEST_MESSAGES
from desktop.cityserver.conduct.live.calls.calls import CallAnswer, follow_calls, leave_call
from desktop.cityserver.conduct.live.calls.guests import (
    NewLink,
    answer_as_guest,
    call_with,
    guest_call,
    is_seated,
    open_link,
)
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.floor.floor import follow_floor
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    lose_seat,
    new_live,
    parse_live,
    take_seat,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply
from desktop.contract.channel.agency_call import JoinIn, LetGo, WithdrawRing
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.guests import RingGuest
from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.messages import RoomMessage
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.calls.agency_call import CallStage, CallTarget
from desktop.domain.conduct.calls.guest import ANSWER_S, LINK_S
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE, GUEST = SiteId("hq"), SiteId("commune"), SiteId("guest-1")
LINK, SEAT = "hash of a link", "hash of a cookie"
CALL_ID = CallId("call-1")
CHAIR = Actor(
    site_id=HQ,
    role=Role.HQ_CLERK,
    is_central=True,
    is_practice=False,
    scope=Scope.CITY,
    sites=frozenset({HQ, COMMUNE}),
    new_link=NewLink(site_id=GUEST, link_hash=LINK),
)
RING = RingGuest(call_id=CALL_ID, name="Ban  Tiếp công dân\nTrung ương", question="Loại đất?")
LET_GO = LetGo(call_id=CALL_ID)
SITES = frozenset({HQ, COMMUNE})


def opened() -> Live:
    live = take_seat(new_live(SessionId("s"), SessionStatus.READY), HQ, "program")
    return open_session(take_seat(live, COMMUNE, "program"), NOON)


def rung() -> Live:
    return apply(opened(), RING, CHAIR, NOON)


def read() -> Live:
    return open_link(rung(), LINK, SEAT, NOON)


def accepts(live: Live, now: datetime = NOON) -> Live:
    return answer_as_guest(live, CallAnswer(call_id=CALL_ID, accepts=True), now, site_ids=SITES)


def refuses(live: Live, reason: str = "Đang họp", now: datetime = NOON) -> Live:
    said = CallAnswer(call_id=CALL_ID, accepts=False, reason=reason)
    return answer_as_guest(live, said, now, site_ids=SITES)


def seated() -> Live:
    return take_seat(accepts(read()), GUEST, "browser")


def joined() -> Live:
    return apply(seated(), JoinIn(), as_guest(), NOON)


def as_guest() -> Actor:
    return Actor(
        site_id=GUEST,
        role=Role.CITY_ADMIN,
        is_central=False,
        is_practice=True,
        scope=Scope.CITY,
        is_guest=True,
    )


def closed(live: Live) -> Live:
    return replace(live, told=replace(live.told, status=SessionStatus.CLOSED))


def stage(live: Live) -> CallStage | None:
    call = guest_call(live, GUEST)
    return None if call is None else call.stage


def refusal(work: Callable[[], object]) -> ProblemCode:
    with pytest.raises(NotDone) as refused:
        work()
    return refused.value.code


def test_a_call_is_kept_with_its_hour_and_without_its_secret() -> None:
    live = rung()
    call = guest_call(live, GUEST)
    assert call is not None
    assert (call.name, call.question) == ("Ban Tiếp công dân Trung ương", "Loại đất?")
    assert (call.rung_at, call.ring_s, call.target) == (NOON, LINK_S, CallTarget.GUEST)
    assert parse_live(dump_live(live)) == live
    assert live.told.seat(GUEST) is None


def test_nobody_is_rung_without_a_name_or_a_link() -> None:
    nameless = RingGuest(call_id="c", name=" \n ")
    assert refusal(lambda: apply(opened(), nameless, CHAIR, NOON)) is ProblemCode.BAD_REQUEST
    linkless = replace(CHAIR, new_link=None)
    assert refusal(lambda: apply(opened(), RING, linkless, NOON)) is ProblemCode.BAD_REQUEST


def test_nobody_is_rung_twice_by_one_call_or_before_the_opening() -> None:
    assert refusal(lambda: apply(rung(), RING, CHAIR, NOON)) is ProblemCode.CONFLICT
    ready = new_live(SessionId("s"), SessionStatus.READY)
    assert refusal(lambda: apply(ready, RING, CHAIR, NOON)) is ProblemCode.NOT_ALLOWED_NOW


def test_a_commune_that_does_not_conduct_rings_nobody() -> None:
    commune = replace(CHAIR, site_id=COMMUNE, role=Role.ROOM_OFFICER, is_central=False)
    assert refusal(lambda: apply(opened(), RING, commune, NOON)) is ProblemCode.FORBIDDEN
    assert refusal(lambda: apply(seated(), LET_GO, commune, NOON)) is ProblemCode.FORBIDDEN


def test_there_is_no_fifth_site() -> None:
    four = replace(CHAIR, sites=frozenset({HQ, COMMUNE, SiteId("a"), SiteId("b")}))
    assert refusal(lambda: apply(opened(), RING, four, NOON)) is ProblemCode.TOO_MANY_SITES


def test_a_link_opens_once() -> None:
    live = read()
    assert stage(live) is CallStage.RINGING
    assert refusal(lambda: open_link(live, LINK, "another browser", NOON)) is ProblemCode.GONE
    call = call_with(live, SEAT)
    assert call is not None
    assert call.site_id == GUEST


@pytest.mark.parametrize("shown", ["", "hash of another cookie", LINK])
def test_no_other_browser_is_the_guest(shown: str) -> None:
    assert call_with(read(), shown) is None
    assert call_with(rung(), shown) is None


@pytest.mark.parametrize(
    ("live", "link", "at"),
    [
        (rung(), LINK, NOON + timedelta(seconds=LINK_S)),
        (rung(), "another", NOON),
        (opened(), LINK, NOON),
        (closed(rung()), LINK, NOON),
        (apply(rung(), WithdrawRing(call_id=CALL_ID), CHAIR, NOON), LINK, NOON),
    ],
)
def test_a_link_that_is_late_foreign_or_taken_back_opens_nothing(
    live: Live, link: str, at: datetime
) -> None:
    assert refusal(lambda: open_link(live, link, SEAT, at)) is ProblemCode.GONE


def test_a_link_that_was_opened_late_leaves_time_to_answer() -> None:
    late = NOON + timedelta(seconds=LINK_S - 1)
    live = open_link(rung(), LINK, SEAT, late)
    assert stage(accepts(live, late + timedelta(seconds=ANSWER_S - 1))) is CallStage.LISTENING
    too_late = late + timedelta(seconds=ANSWER_S)
    assert refusal(lambda: accepts(live, too_late)) is ProblemCode.NOT_ALLOWED_NOW


def test_who_accepts_may_sit_there_and_accepts_once() -> None:
    live = accepts(read())
    assert is_seated(live, GUEST)
    assert accepts(live) == live
    assert not is_seated(read(), GUEST)
    assert not is_seated(closed(live), GUEST)


def test_who_refuses_says_why_and_stays_out() -> None:
    live = refuses(read(), " Đang\nhọp ")
    call = guest_call(live, GUEST)
    assert call is not None
    assert (call.stage, call.reason) == (CallStage.REFUSED, "Đang họp")
    assert refuses(live) == live
    assert refusal(lambda: accepts(live)) is ProblemCode.NOT_ALLOWED_NOW
    assert refusal(lambda: refuses(read(), "")) is ProblemCode.BAD_REQUEST


def test_who_listens_sends_nothing_and_takes_part_by_a_second_press() -> None:
    live = apply(seated(), MediaReady(), as_guest(), NOON)
    shown = SetMedia(is_microphone_on=True, is_camera_on=True)
    live = follow_calls(apply(live, shown, as_guest(), NOON), NOON)
    seat = live.told.seat(GUEST)
    assert seat is not None
    assert not seat.is_camera_on
    live = apply(live, JoinIn(), as_guest(), NOON)
    assert stage(live) is CallStage.JOINED
    seat = follow_calls(apply(live, shown, as_guest(), NOON), NOON).told.seat(GUEST)
    assert seat is not None
    assert seat.is_camera_on


def test_a_guest_without_the_floor_is_not_heard() -> None:
    open_microphone = SetMedia(is_microphone_on=True, is_camera_on=True)
    live = follow_floor(apply(joined(), open_microphone, as_guest(), NOON), {HQ}, NOON)
    assert live.told.queue is not None
    assert GUEST not in live.told.queue.heard
    seat = live.told.seat(GUEST)
    assert seat is not None
    assert not seat.is_microphone_on
    live = apply(live, GiveFloor(site_id=GUEST), CHAIR, NOON)
    live = follow_floor(apply(live, open_microphone, as_guest(), NOON), {HQ}, NOON)
    assert live.told.queue is not None
    assert GUEST in live.told.queue.heard
    live = follow_floor(apply(live, GiveFloor(site_id=HQ), CHAIR, NOON), {HQ}, NOON)
    seat = live.told.seat(GUEST)
    assert seat is not None
    assert not seat.is_microphone_on


def test_a_tab_that_is_closed_in_a_turn_is_shown_lost_and_its_turn_is_given_away() -> None:
    live = apply(joined(), GiveFloor(site_id=GUEST), CHAIR, NOON)
    lost = lose_seat(live, GUEST)
    seat = lost.told.seat(GUEST)
    assert seat is not None
    assert not seat.is_connected
    assert apply(lost, GiveFloor(site_id=HQ), CHAIR, NOON).told.speaking_site_id == HQ


@pytest.mark.parametrize("is_leaving", [True, False])
def test_a_guest_that_is_gone_has_no_seat_no_turn_and_no_way_back(*, is_leaving: bool) -> None:
    live = apply(joined(), GiveFloor(site_id=GUEST), CHAIR, NOON)
    live = leave_call(live, GUEST, NOON) if is_leaving else apply(live, LET_GO, CHAIR, NOON)
    call = guest_call(live, GUEST)
    assert call is not None
    assert (call.stage, call.left_itself) == (CallStage.LET_GO, is_leaving)
    assert live.told.seat(GUEST) is None
    assert live.told.speaking_site_id is None
    assert not is_seated(live, GUEST)
    assert refusal(lambda: open_link(live, LINK, SEAT, NOON)) is ProblemCode.GONE


def test_who_has_no_part_any_more_leaves_nothing_but_the_seat() -> None:
    live = take_seat(read(), GUEST, "browser")
    left = leave_call(live, GUEST, NOON)
    assert left.told.seat(GUEST) is None
    assert left.told.calls == live.told.calls


@pytest.mark.parametrize("number", range(4))
def test_the_fifth_site_has_no_media(number: int) -> None:
    live = seated()
    for one in range(number + 1):
        site_id = SiteId(f"site-{one}")
        live = take_seat(live, site_id, "program")
        live = apply(live, MediaReady(), replace(CHAIR, site_id=site_id), NOON)
    if number == 3:
        code = refusal(lambda: apply(live, MediaReady(), as_guest(), NOON))
        assert code is ProblemCode.TOO_MANY_SITES
    else:
        seat = apply(live, MediaReady(), as_guest(), NOON).told.seat(GUEST)
        assert seat is not None
        assert seat.media_number > 0


ALLOWED = {"Hello", "Ping", "Leave", "Signal", "MediaReady", "SetMedia", "JoinIn", "AskFloor"}
BY_THE_ROUTE = {"TypeLine", "FetchTrialPage", "ConfirmTrial"}
"""Do not change the state; tests/integration/cityserver/test_guests.py says them."""
FORBIDDEN = [
    one for one in get_args(get_args(RoomMessage)[0]) if one.__name__ not in ALLOWED | BY_THE_ROUTE
]


def test_a_guest_says_eight_messages() -> None:
    assert {one.__name__ for one in GUEST_MESSAGES} == ALLOWED


@pytest.mark.parametrize("kind", FORBIDDEN, ids=lambda one: one.__name__)
def test_a_guest_says_no_other_message(kind: type[Any]) -> None:
    message = kind.model_construct()
    assert refusal(lambda: apply(seated(), message, as_guest(), NOON)) is ProblemCode.FORBIDDEN


@pytest.mark.parametrize("message", [MediaReady(), JoinIn(), AskFloor(has_hand_up=True)])
def test_who_has_not_accepted_says_nothing_at_all(message: StateMessage) -> None:
    live = take_seat(read(), GUEST, "browser")
    assert refusal(lambda: apply(live, message, as_guest(), NOON)) is ProblemCode.FORBIDDEN
