"""Hands, turns and microphones as the city keeps them."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest

from desktop.cityserver.conduct.live import live_state as moves
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
from desktop.contract.channel.floor import (
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.contract.channel.media import SetMedia
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.floor import can_ask_floor, can_give_floor
from desktop.domain.conduct.speaking_queue import (
    MAX_HANDS_OF_SITE,
    Side,
    SpeakingQueue,
    Turn,
)
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

LATER = NOON + timedelta(minutes=5)
HQ, COMMUNE, AGENCY, ELSEWHERE = map(SiteId, ("hq", "commune", "agency", "elsewhere"))
UNBOUND = frozenset({HQ})
CHAIRS: tuple[StateMessage, ...] = (
    GiveFloor(site_id="commune"),
    GiveFloor(site_id=None),
    LowerHands(hand=1),
    LowerHands(hand=None),
    MoveHand(hand=1, place=0),
    LockMicrophone(site_id="commune", is_locked=True),
)


def actor(site_id: SiteId, role: Role = Role.HQ_CLERK) -> Actor:
    is_central = site_id == HQ
    return Actor(
        site_id=site_id, role=role, is_central=is_central, is_practice=False, scope=Scope.CITY
    )


def at(status: SessionStatus) -> Live:
    live = new_live(SessionId("s"), status)
    for site_id in (HQ, COMMUNE, AGENCY):
        live = moves.take_seat(live, site_id, f"program-{site_id}")
    return live


def play(live: Live, site_id: SiteId, *messages: StateMessage) -> Live:
    for message in messages:
        live = apply(live, message, actor(site_id), NOON)
        live = follow_floor(live, UNBOUND, NOON)
    return live


def with_hands() -> Live:
    """The commune's citizen, an agency, the commune's leader; in this order."""
    live = at(SessionStatus.IN_SESSION)
    live = play(live, COMMUNE, up("Công dân A", Side.CITIZENS))
    live = play(live, AGENCY, up("Sở Xây dựng", Side.AGENCY))
    return play(live, COMMUNE, up("Chủ tịch xã", Side.LOCALITY))


def up(speaker: str, side: Side, reason: str = "") -> AskFloor:
    return AskFloor(has_hand_up=True, speaker=speaker, side=side, reason=reason)


def queue(live: Live) -> SpeakingQueue:
    assert live.told.queue is not None
    return live.told.queue


def order(live: Live) -> list[str]:
    return [one.speaker for one in queue(live).hands]


def raised(live: Live) -> set[str]:
    return {seat.site_id for seat in live.told.seats if seat.has_hand_up}


def heard_microphones(live: Live) -> set[str]:
    return {seat.site_id for seat in live.told.seats if seat.is_microphone_on}


def refusal(live: Live, site_id: SiteId, message: StateMessage) -> ProblemCode:
    with pytest.raises(NotDone) as refused:
        apply(live, message, actor(site_id), NOON)
    return refused.value.code


def test_the_order_is_that_of_raising_by_the_citys_count() -> None:
    live = with_hands()
    assert order(live) == ["Công dân A", "Sở Xây dựng", "Chủ tịch xã"]
    assert [one.number for one in queue(live).hands] == [1, 2, 3]
    assert raised(live) == {COMMUNE, AGENCY}


def test_another_reason_keeps_the_place_and_a_lowered_number_never_comes_back() -> None:
    live = play(with_hands(), COMMUNE, up("Công dân A", Side.CITIZENS, " Nói thêm\nmột ý "))
    assert queue(live).hands[0].reason == "Nói thêm một ý"
    live = play(live, COMMUNE, AskFloor(has_hand_up=False, speaker="Chủ tịch xã"))
    assert order(live) == ["Công dân A", "Sở Xây dựng"]
    live = play(live, COMMUNE, up("Chủ tịch xã", Side.LOCALITY))
    assert queue(live).hands[-1].number == 4


def test_a_room_of_an_older_version_raises_and_lowers_for_the_site() -> None:
    live = play(at(SessionStatus.IN_SESSION), COMMUNE, AskFloor(has_hand_up=True))
    assert [(one.speaker, one.side) for one in queue(live).hands] == [("", Side.OFFICERS)]
    live = play(live, COMMUNE, up("Công dân A", Side.CITIZENS), AskFloor(has_hand_up=False))
    assert (order(live), raised(live)) == ([], set())


def test_a_called_hand_comes_down_and_its_turn_says_for_whom_and_how_long() -> None:
    live = play(with_hands(), HQ, GiveFloor(site_id=COMMUNE, hand=3, turn_s=120))
    assert order(live) == ["Công dân A", "Sở Xây dựng"]
    assert queue(live).turn == Turn(seconds=120, speaker="Chủ tịch xã", side=Side.LOCALITY)
    assert (live.told.speaking_site_id, live.told.floor_since) == (COMMUNE, NOON)
    live = play(live, HQ, GiveFloor(site_id=None))
    assert (queue(live).turn, live.told.speaking_site_id) == (None, None)


def test_a_site_is_called_by_its_first_hand_and_without_one_too() -> None:
    live = play(with_hands(), HQ, GiveFloor(site_id=COMMUNE))
    assert order(live) == ["Sở Xây dựng", "Chủ tịch xã"]
    again = apply(live, GiveFloor(site_id=COMMUNE), actor(HQ), LATER)
    assert queue(again).turn == Turn(seconds=300, speaker="Chủ tịch xã", side=Side.LOCALITY)
    assert again.told.floor_since == LATER
    live = play(at(SessionStatus.IN_SESSION), HQ, GiveFloor(site_id=AGENCY))
    assert queue(live).turn == Turn(seconds=300)
    assert apply(live, GiveFloor(site_id=AGENCY), actor(HQ), LATER) is live


def test_who_is_not_there_or_asks_no_more_is_not_called() -> None:
    live = with_hands()
    assert refusal(live, HQ, GiveFloor(site_id=ELSEWHERE)) is ProblemCode.NOT_FOUND
    assert refusal(live, HQ, GiveFloor(site_id=COMMUNE, hand=2)) is ProblemCode.NOT_FOUND
    assert refusal(live, HQ, GiveFloor(site_id=COMMUNE, hand=9)) is ProblemCode.NOT_FOUND
    assert refusal(live, HQ, MoveHand(hand=9, place=0)) is ProblemCode.NOT_FOUND
    locked = LockMicrophone(site_id=ELSEWHERE, is_locked=True)
    assert refusal(live, HQ, locked) is ProblemCode.NOT_FOUND


def test_who_is_called_twice_by_one_hand_speaks_once() -> None:
    live = play(with_hands(), HQ, GiveFloor(site_id=COMMUNE, hand=3, turn_s=120))
    assert apply(live, GiveFloor(site_id=COMMUNE, hand=3), actor(HQ), LATER) is live
    assert refusal(live, HQ, GiveFloor(site_id=AGENCY, hand=9)) is ProblemCode.NOT_FOUND


def test_the_chair_reorders_lowers_one_and_lowers_all() -> None:
    live = play(with_hands(), HQ, MoveHand(hand=3, place=0))
    assert order(live) == ["Chủ tịch xã", "Công dân A", "Sở Xây dựng"]
    live = play(live, HQ, LowerHands(hand=1), LowerHands(hand=1))
    assert order(live) == ["Chủ tịch xã", "Sở Xây dựng"]
    live = play(live, HQ, LowerHands(hand=None))
    assert (order(live), raised(live)) == ([], set())


def test_a_site_cannot_fill_the_queue_alone() -> None:
    live = at(SessionStatus.IN_SESSION)
    for number in range(MAX_HANDS_OF_SITE):
        live = play(live, COMMUNE, up(f"Công dân {number}", Side.CITIZENS))
    assert refusal(live, COMMUNE, up("Công dân", Side.CITIZENS)) is ProblemCode.BUSY
    assert len(order(play(live, AGENCY, AskFloor(has_hand_up=True)))) == MAX_HANDS_OF_SITE + 1


def test_sixty_hands_go_up_in_their_order_and_down_in_any() -> None:
    sites = (HQ, COMMUNE, AGENCY, ELSEWHERE)
    live = moves.take_seat(at(SessionStatus.IN_SESSION), ELSEWHERE, "program")
    names = [f"Người {number}" for number in range(1, 61)]
    for site_id, name in zip(cycle(sites), names, strict=False):
        live = play(live, site_id, up(name, Side.CITIZENS))
    assert order(live) == names
    assert [one.number for one in queue(live).hands] == list(range(1, 61))
    for number, hand in enumerate(queue(live).hands[::-1]):
        lower = AskFloor(has_hand_up=False, speaker=hand.speaker)
        message = LowerHands(hand=hand.number) if number % 2 else lower
        live = play(live, HQ if number % 2 else hand.site_id, message)
    assert (order(live), raised(live)) == ([], set())
    live = play(live, HQ, up("Chủ trì", Side.CHAIR))
    assert queue(live).hands[0].number == 61


def test_an_unknown_side_is_refused() -> None:
    message = AskFloor(has_hand_up=True, side="left")
    assert refusal(at(SessionStatus.READY), HQ, message) is ProblemCode.BAD_REQUEST


@pytest.mark.parametrize("status", list(SessionStatus))
@pytest.mark.parametrize("message", CHAIRS, ids=lambda one: str(one)[:40])
def test_the_chair_keeps_the_floor_in_those_statuses_alone(
    message: StateMessage, status: SessionStatus
) -> None:
    live = with_hands()
    live = replace(live, told=replace(live.told, status=status))
    is_turn = isinstance(message, GiveFloor)
    if can_give_floor(status) if is_turn else can_ask_floor(status):
        apply(live, message, actor(HQ), NOON)
    else:
        assert refusal(live, HQ, message) is ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize("status", list(SessionStatus))
def test_a_hand_goes_up_while_sites_sit_there_and_down_at_any_time(status: SessionStatus) -> None:
    live = with_hands()
    live = replace(live, told=replace(live.told, status=status))
    if can_ask_floor(status):
        apply(live, AskFloor(has_hand_up=True), actor(HQ), NOON)
    else:
        code = refusal(live, HQ, AskFloor(has_hand_up=True))
        assert code is ProblemCode.NOT_ALLOWED_NOW
    assert order(play(live, AGENCY, AskFloor(has_hand_up=False))) == ["Công dân A", "Chủ tịch xã"]


@pytest.mark.parametrize("message", CHAIRS, ids=lambda one: str(one)[:40])
def test_nobody_but_who_conducts_keeps_the_floor(message: StateMessage) -> None:
    with pytest.raises(NotDone) as refused:
        apply(with_hands(), message, actor(COMMUNE, Role.ROOM_OFFICER), NOON)
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_a_microphone_without_the_floor_is_not_called_open() -> None:
    live = at(SessionStatus.IN_SESSION)
    for site_id in (HQ, COMMUNE, AGENCY):
        live = play(live, site_id, SetMedia(is_microphone_on=True, is_camera_on=True))
    assert (queue(live).heard, heard_microphones(live)) == ((HQ,), {HQ})
    live = play(live, HQ, GiveFloor(site_id=COMMUNE))
    live = play(live, COMMUNE, SetMedia(is_microphone_on=True, is_camera_on=True))
    assert heard_microphones(live) == {HQ, COMMUNE}
    live = play(live, HQ, GiveFloor(site_id=AGENCY))
    assert (set(queue(live).heard), heard_microphones(live)) == ({HQ, AGENCY}, {HQ})


def test_a_locked_site_stays_muted_through_its_turn_and_its_return() -> None:
    live = play(at(SessionStatus.IN_SESSION), HQ, LockMicrophone(site_id=COMMUNE, is_locked=True))
    live = play(live, HQ, GiveFloor(site_id=COMMUNE))
    assert queue(live).heard == (HQ,)
    live = moves.take_seat(moves.leave_seat(live, COMMUNE), COMMUNE, "another")
    live = play(live, HQ, GiveFloor(site_id=COMMUNE))
    assert (queue(live).heard, queue(live).locked) == ((HQ,), (COMMUNE,))
    live = play(live, HQ, LockMicrophone(site_id=COMMUNE, is_locked=False))
    assert set(queue(live).heard) == {HQ, COMMUNE}


def test_the_chair_cannot_be_locked() -> None:
    live = play(at(SessionStatus.IN_SESSION), HQ, LockMicrophone(site_id=HQ, is_locked=True))
    assert (queue(live).locked, queue(live).heard) == ((), (HQ,))


def test_who_leaves_takes_the_hands_along_and_the_turn_ends() -> None:
    live = play(with_hands(), HQ, GiveFloor(site_id=COMMUNE, hand=1))
    live = moves.leave_seat(live, COMMUNE)
    assert (order(live), queue(live).turn) == (["Sở Xây dựng"], None)


def test_everything_of_it_is_kept_and_told() -> None:
    live = play(with_hands(), HQ, LockMicrophone(site_id=AGENCY, is_locked=True))
    live = play(live, HQ, GiveFloor(site_id=COMMUNE, hand=1))
    assert parse_live(dump_live(live)) == live
    told = state_message(live.told).queue
    assert told is not None
    assert [(one.number, one.side) for one in told.hands] == [(2, "agency"), (3, "locality")]
    assert told.turn is not None
    assert (told.turn.speaker, told.turn.side) == ("Công dân A", "citizens")
    assert (set(told.heard), told.locked) == ({HQ, COMMUNE}, (AGENCY,))


def test_hands_that_an_older_city_kept_stand_in_the_order_of_the_seats() -> None:
    live = at(SessionStatus.IN_SESSION)
    seats = tuple(replace(seat, has_hand_up=seat.site_id != HQ) for seat in live.told.seats)
    older = replace(live, told=replace(live.told, seats=seats, queue=None))
    live = follow_floor(older, UNBOUND, NOON)
    assert [one.site_id for one in queue(live).hands] == [AGENCY, COMMUNE]
    live = play(live, HQ, AskFloor(has_hand_up=True))
    assert [one.number for one in queue(live).hands] == [1, 2, 3]
    assert raised(live) == {HQ, COMMUNE, AGENCY}


def test_the_audit_log_is_told_of_locks_and_turns() -> None:
    assert outcome_of(LockMicrophone(site_id="a", is_locked=True)) == "locked"
    assert outcome_of(LockMicrophone(site_id="a", is_locked=False)) == "unlocked"
    assert outcome_of(MoveHand(hand=1, place=0)) == "done"
    assert outcome_of(AskFloor(has_hand_up=True)) is None
