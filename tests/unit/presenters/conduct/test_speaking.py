"""Lượt nói: hands in the city's order, what the chair does with them, and who asks here."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.speaking_queue import Side, Speaker, SpeakingQueue
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, RosterRow
from desktop.presenters.conduct.speaking import ANSWER_S
from desktop.presenters.conduct.speaking_state import OrderPanel, RowAction
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit

CITIZEN = Speaker(label="Công dân A", side=Side.CITIZENS)
LOCALITY = Speaker(label="Lãnh đạo xã", side=Side.LOCALITY)
OFFICE = Speaker(label="Sở Xây dựng", side=Side.AGENCY)


def up(room: Room, *hands: tuple[SiteId, Speaker]) -> None:
    for site_id, speaker in hands:
        room.fake.channel.floor.put_hand(site_id, speaker)
    room.deliver()


def live(room: Room) -> LiveSession:
    now = room.fake.channel.live()
    assert now is not None
    return now


def queue(room: Room) -> SpeakingQueue:
    now = live(room).queue
    assert now is not None
    return now


def hands(room: Room) -> list[str]:
    return [one.speaker for one in queue(room).hands]


def hand_rows(room: Room) -> list[RosterRow]:
    return [one for one in room.state.roster.rows if one.hand is not None]


def order(room: Room) -> OrderPanel:
    panel = room.state.roster.order
    assert panel is not None
    return panel


def row(room: Room, site_id: SiteId) -> RosterRow:
    return next(one for one in room.state.roster.rows if one.key == site_id)


@pytest.fixture
def chair() -> Room:
    """The desk that conducts, in an open session of three sites."""
    room = Room(own_site_id=HQ, role=Role.LEADER)
    room.open()
    for site_id in (COMMUNE, AGENCY):
        room.fake.channel.put_seat(a_seat(site_id))
    room.deliver()
    return room


@pytest.fixture
def agency() -> Room:
    """A desk that conducts nothing."""
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    for site_id in (HQ, COMMUNE):
        room.fake.channel.put_seat(a_seat(site_id))
    room.deliver()
    return room


def test_rows_are_who_speaks_then_hands_in_their_order_then_the_others(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, LOCALITY))
    rows = chair.state.roster.rows
    assert [(one.label, one.number) for one in rows] == [
        ("Đại diện Sở", 1),
        ("Công dân A", 2),
        ("Người chủ trì", 0),
    ]
    assert [one.side for one in rows] == [Side.AGENCY, Side.LOCALITY, None]
    assert order(chair).waiting == 2
    chair.session.press_hand(2)
    chair.deliver()
    first, second, _ = chair.state.roster.rows
    assert (first.site_id, first.is_speaking, first.side) == (COMMUNE, True, Side.LOCALITY)
    assert first.verb is not None
    assert first.verb.verb is Verb.END_TURN
    assert (second.site_id, second.number) == (AGENCY, 1)


def test_a_hand_says_for_whom_why_and_since_when(chair: Room) -> None:
    chair.fake.channel.floor.put_hand(COMMUNE, CITIZEN, "Làm rõ diện tích")
    chair.deliver()
    (one,) = hand_rows(chair)
    assert one.hand is not None
    assert (one.hand.side, one.hand.reason) == (Side.CITIZENS, "Làm rõ diện tích")
    assert one.hand.raised_at == chair.clock.now()
    assert one.label == "Công dân A"


def test_f7_calls_the_first_hand_whose_site_is_there(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN))
    chair.fake.channel.put_seat(replace(a_seat(AGENCY), is_connected=False, has_hand_up=True))
    chair.deliver()
    give = next(one for one in chair.state.verbs if one.verb is Verb.GIVE_FLOOR)
    assert give.whom == "Công dân A"
    chair.session.press_floor_key()
    chair.deliver()
    assert live(chair).speaking_site_id == COMMUNE
    assert hands(chair) == ["Sở Xây dựng"]
    absent = next(one for one in hand_rows(chair) if one.site_id == AGENCY)
    assert absent.verb is not None
    assert absent.verb.obstacle is Obstacle.ABSENT
    chair.session.press_hand(1)
    chair.deliver()
    assert hands(chair) == ["Sở Xây dựng"]


def test_f7_pressed_twice_calls_one_hand(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN))
    chair.session.press_floor_key()
    chair.session.press_floor_key()  # the city has not answered yet
    chair.session.press_hand(1)
    chair.deliver()
    assert live(chair).speaking_site_id == AGENCY
    assert chair.banner_codes() == []
    assert hands(chair) == ["Công dân A"]
    chair.session.press_floor_key()
    chair.deliver()
    assert live(chair).speaking_site_id == COMMUNE, "the next press calls the next"


def test_what_the_city_did_not_do_can_be_pressed_again(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE))
    chair.fake.channel.floor.is_deaf = True
    chair.session.press_floor_key()
    chair.fake.channel.floor.is_deaf = False
    chair.pass_time(ANSWER_S)
    chair.session.press_floor_key()
    chair.deliver()
    assert live(chair).speaking_site_id == AGENCY


def test_a_hand_that_its_site_lowered_meanwhile_is_told_as_that(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE))
    chair.tell(ActionFailed(action="give_floor", code="K-107", data={"reason": "not_found"}))
    assert chair.banner_codes() == [MessageCode.HAND_GONE]
    chair.tell(ActionFailed(action="give_floor", code="K-107", data={"reason": "forbidden"}))
    assert "K-107" in chair.banner_codes()


def test_the_row_of_a_site_calls_its_first_hand_and_one_that_does_not_ask(chair: Room) -> None:
    up(chair, (COMMUNE, CITIZEN))
    chair.session.press_row(AGENCY)
    chair.deliver()
    assert live(chair).speaking_site_id == AGENCY
    assert hands(chair) == ["Công dân A"]
    chair.session.press_row(COMMUNE)
    chair.deliver()
    assert (live(chair).speaking_site_id, hands(chair)) == (COMMUNE, [])


def test_the_chair_reorders_by_step_by_number_and_lowers_one(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN), (COMMUNE, LOCALITY))
    speaking = chair.session.conduct.speaking
    assert [one.actions for one in hand_rows(chair)] == [
        (RowAction.DOWN, RowAction.LOWER, RowAction.LOCK),
        (RowAction.UP, RowAction.DOWN, RowAction.LOWER, RowAction.LOCK),
        (RowAction.UP, RowAction.LOWER, RowAction.LOCK),
    ]
    speaking.act(RowAction.UP, COMMUNE, 3)
    chair.deliver()
    assert hands(chair) == ["Sở Xây dựng", "Lãnh đạo xã", "Công dân A"]
    speaking.act(RowAction.DOWN, AGENCY, 1)
    chair.deliver()
    assert hands(chair) == ["Lãnh đạo xã", "Sở Xây dựng", "Công dân A"]
    speaking.place(2, 0)
    chair.deliver()
    assert hands(chair) == ["Công dân A", "Lãnh đạo xã", "Sở Xây dựng"]
    speaking.place(2, 0)
    speaking.place(9, 0)
    speaking.act(RowAction.UP, COMMUNE, 2)
    speaking.act(RowAction.LOWER, COMMUNE, 3)
    speaking.act(RowAction.LOWER, COMMUNE, 9)
    speaking.act(RowAction.LOWER, COMMUNE, None)
    chair.deliver()
    assert hands(chair) == ["Công dân A", "Sở Xây dựng"]


def test_all_hands_come_down_by_a_second_press(chair: Room) -> None:
    assert order(chair).clear is None
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN))
    chair.session.press(Verb.LOWER_ALL)
    clear = order(chair).clear
    assert clear is not None
    assert clear.is_armed
    assert len(hands(chair)) == 2
    chair.session.press(Verb.LOWER_ALL)
    chair.deliver()
    assert (hands(chair), order(chair).waiting) == ([], 0)
    for _ in range(2):
        chair.session.press(Verb.LOWER_ALL)
    assert not chair.session.conduct.speaking.can_clear()


def test_a_locked_room_is_muted_with_the_floor_and_says_so(chair: Room) -> None:
    speaking = chair.session.conduct.speaking
    assert row(chair, HQ).actions == ()
    assert row(chair, COMMUNE).actions == (RowAction.LOCK,)
    speaking.act(RowAction.LOCK, COMMUNE, None)
    chair.session.press_row(COMMUNE)
    chair.deliver()
    assert row(chair, COMMUNE).is_locked
    assert queue(chair).heard == (HQ,)
    speaking.act(RowAction.UNLOCK, COMMUNE, None)
    chair.deliver()
    assert COMMUNE in queue(chair).heard


def test_nothing_is_reordered_while_the_city_is_lost(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN))
    chair.fake.channel.lose_city()
    chair.deliver()
    assert [one.actions for one in chair.state.roster.rows] == [()] * 3
    assert order(chair).clear is None
    speaking = chair.session.conduct.speaking
    speaking.act(RowAction.LOWER, COMMUNE, 2)
    speaking.place(2, 0)
    assert hands(chair) == ["Sở Xây dựng", "Công dân A"]


def test_a_room_asks_for_its_own_people_and_says_why(agency: Room) -> None:
    asking = order(agency).asking
    assert asking is not None
    (who,) = asking.speakers
    assert (who.label, who.side, who.has_hand_up) == ("Đại diện Sở", Side.AGENCY, False)
    speaking = agency.session.conduct.speaking
    speaking.ask_for("Ai đó", "")
    speaking.ask_for("Đại diện Sở", "Nói về quy hoạch")
    agency.deliver()
    asking = order(agency).asking
    assert asking is not None
    assert (asking.speakers[0].has_hand_up, asking.speakers[0].reason) == (True, "Nói về quy hoạch")
    (own,) = hand_rows(agency)
    assert (own.is_own, own.actions) == (True, ())
    assert own.verb is not None
    assert own.verb.verb is Verb.LOWER_HAND
    speaking.withdraw("Ai đó")
    speaking.withdraw("Đại diện Sở")
    agency.deliver()
    assert hands(agency) == []


def test_a_room_lowers_its_own_hand_and_no_other(agency: Room) -> None:
    up(agency, (COMMUNE, CITIZEN), (AGENCY, OFFICE))
    other, own = hand_rows(agency)
    assert other.verb is None
    agency.session.press_hand(1)
    agency.session.press_hand(7)
    agency.session.press_hand(2)
    agency.session.conduct.speaking.press_hand(7)
    agency.deliver()
    assert hands(agency) == ["Công dân A"]
    assert own.site_id == AGENCY


def test_who_asks_while_the_city_is_lost_is_told_so(agency: Room) -> None:
    agency.fake.channel.lose_city()
    agency.deliver()
    speaking = agency.session.conduct.speaking
    speaking.ask_for("Đại diện Sở", "")
    speaking.withdraw("Đại diện Sở")
    agency.session.draw()
    assert "K-106" in agency.banner_codes()
    assert hands(agency) == []
    assert order(agency).asking is None


def test_f7_and_f4_raise_the_hand_of_the_one_for_whom_the_room_is_called(agency: Room) -> None:
    agency.session.press_floor_key()
    agency.deliver()
    assert hands(agency) == ["Đại diện Sở"]
    agency.session.press_floor_key()
    agency.deliver()
    assert hands(agency) == []
    agency.session.toggle_microphone()
    agency.deliver()
    assert hands(agency) == ["Đại diện Sở"]


def test_the_chairs_own_hand_is_lowered_by_its_row(chair: Room) -> None:
    up(chair, (HQ, Speaker(label="Người chủ trì", side=Side.CHAIR)))
    (own,) = hand_rows(chair)
    assert own.verb is not None
    assert own.verb.verb is Verb.LOWER_HAND
    chair.session.press_hand(1)
    chair.deliver()
    assert hands(chair) == []


def test_a_name_that_the_plan_does_not_know_is_not_shown(chair: Room) -> None:
    up(chair, (COMMUNE, Speaker(label="Nguyễn Văn Mẫu", side=Side.CITIZENS)))
    (one,) = hand_rows(chair)
    assert one.label == "Công dân A"
    chair.session.press_hand(1)
    chair.deliver()
    assert chair.state.roster.rows[0].label == "Công dân A"
    assert chair.view.status_bar[-1].speaking.label == "Công dân A"


def test_who_was_called_is_named_in_queue_tile_and_status_bar(chair: Room) -> None:
    up(chair, (COMMUNE, Speaker(label="Cán bộ tiếp dân", side=Side.OFFICERS)))
    chair.session.press_hand(1)
    chair.deliver()
    tile = next(one for one in chair.state.roster.tiles if one.site_id == COMMUNE)
    assert chair.state.roster.rows[0].label == tile.label == "Cán bộ tiếp dân"
    assert chair.view.status_bar[-1].speaking.label == "Cán bộ tiếp dân"


def test_the_clock_of_a_turn_is_that_of_the_chairs_policy(chair: Room) -> None:
    room = Room(own_site_id=HQ, role=Role.LEADER)
    room.desk._facts = replace(room.desk._facts, turn_s=120)
    room.open()
    room.fake.channel.put_seat(a_seat(COMMUNE))
    room.deliver()
    room.session.press_row(COMMUNE)
    room.deliver()
    told = queue(room).turn
    assert told is not None
    assert told.seconds == 120
    chair.fake.channel.floor.call(COMMUNE, None, 120)
    chair.deliver()
    chair.pass_time(70.0)
    clock = chair.state.roster.rows[0].floor
    assert clock is not None
    assert (clock.remaining_s, clock.is_last_minute) == (50, True)


def test_a_city_that_keeps_no_order_is_asked_as_ever(chair: Room) -> None:
    chair.fake.channel.change(lambda one: replace(one, queue=None))
    chair.fake.channel.put_seat(replace(a_seat(AGENCY), has_hand_up=True))
    chair.deliver()
    assert chair.state.roster.order is None
    assert [(one.site_id, one.number) for one in chair.state.roster.rows] == [
        (HQ, 1),
        (COMMUNE, 2),
        (AGENCY, 3),
    ]
    assert [one.actions for one in chair.state.roster.rows] == [()] * 3
    chair.session.press_floor_key()
    chair.deliver()
    assert live(chair).speaking_site_id == AGENCY
    assert not chair.session.conduct.speaking.can_clear()


def test_a_room_asks_a_city_that_keeps_no_order_as_ever(agency: Room) -> None:
    agency.fake.channel.change(lambda one: replace(one, queue=None))
    agency.deliver()
    agency.session.press_floor_key()
    agency.deliver()
    seat = live(agency).seat(AGENCY)
    assert seat is not None
    assert seat.has_hand_up
    assert agency.state.roster.order is None


def test_where_nobody_waits_nobody_is_called(chair: Room) -> None:
    chair.session.conduct.speaking.call_next()
    chair.deliver()
    assert live(chair).speaking_site_id is None


def test_in_a_pause_hands_are_put_in_order_and_after_the_end_nothing_is(chair: Room) -> None:
    up(chair, (AGENCY, OFFICE), (COMMUNE, CITIZEN))
    chair.fake.channel.pause_session(PauseReason.BREAK)
    chair.deliver()
    chair.session.conduct.speaking.place(2, 0)
    chair.deliver()
    assert hands(chair) == ["Công dân A", "Sở Xây dựng"]
    chair.fake.channel.end_session(SessionStatus.ADJOURNED, "Hết giờ làm việc buổi sáng")
    chair.deliver()
    assert [one.verb for one in chair.state.roster.rows] == [None] * 3
    assert [one.actions for one in chair.state.roster.rows] == [()] * 3
    assert order(chair).asking is None


# ---- the microphone ------------------------------------------------------------------------------


def microphone(room: Room) -> bool:
    return room.fake.media.is_microphone_on


def test_f9_is_open_while_it_is_held_and_asks_where_it_may_not(agency: Room) -> None:
    agency.session.hold_microphone(is_held=True)
    agency.deliver()
    assert (microphone(agency), hands(agency)) == (False, ["Đại diện Sở"])
    agency.session.hold_microphone(is_held=False)
    agency.session.press_floor_key()
    agency.deliver()
    agency.fake.channel.floor.call(AGENCY, None, 300)
    agency.deliver()
    assert not microphone(agency)
    agency.session.hold_microphone(is_held=True)
    agency.session.hold_microphone(is_held=True)
    assert microphone(agency)
    agency.session.hold_microphone(is_held=False)
    assert not microphone(agency)


def test_a_microphone_that_was_open_stays_open_when_f9_is_let_go(chair: Room) -> None:
    chair.session.toggle_microphone()
    chair.session.hold_microphone(is_held=True)
    chair.session.hold_microphone(is_held=False)
    assert microphone(chair)


def test_with_the_floor_goes_what_is_held(agency: Room) -> None:
    agency.fake.channel.floor.call(AGENCY, None, 300)
    agency.deliver()
    agency.session.hold_microphone(is_held=True)
    agency.fake.channel.give_floor(None)
    agency.deliver()
    assert not microphone(agency)


def test_a_locked_room_cannot_open_its_microphone_nor_ask(agency: Room) -> None:
    agency.fake.channel.floor.call(AGENCY, None, 300)
    agency.deliver()
    agency.session.toggle_microphone()
    assert microphone(agency)
    agency.fake.channel.floor.lock(AGENCY, is_locked=True)
    agency.deliver()
    assert not microphone(agency)
    agency.session.toggle_microphone()
    agency.session.hold_microphone(is_held=True)
    agency.session.hold_microphone(is_held=False)
    agency.deliver()
    assert (microphone(agency), hands(agency)) == (False, [])
    assert agency.session.own_media.microphone_switch.obstacle is Obstacle.LOCKED
    own = row(agency, AGENCY)
    assert (own.is_locked, own.microphone) == (True, MicrophoneWord.OFF)


def test_the_secretarys_room_is_open_by_the_citys_word(agency: Room) -> None:
    def heard(one: LiveSession) -> LiveSession:
        return replace(one, queue=SpeakingQueue(heard=(AGENCY,)))

    agency.session.facts.take_live(heard(live(agency)))
    agency.session.toggle_microphone()
    assert microphone(agency)


def test_out_of_the_session_f9_does_nothing(agency: Room) -> None:
    agency.fake.channel.end_session(SessionStatus.ADJOURNED, "Hết giờ làm việc buổi sáng")
    agency.deliver()
    agency.session.hold_microphone(is_held=True)
    assert (microphone(agency), hands(agency)) == (False, [])
