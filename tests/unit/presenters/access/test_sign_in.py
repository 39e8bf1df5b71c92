from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import UserId
from desktop.domain.papers.events import PapersChanged
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import OFFICER, PIN, SESSION, an_officer

pytestmark = pytest.mark.unit

SECRETARY = UserId("secretary")


@pytest.fixture
def door(room: Room) -> Room:
    """Nobody has signed in yet; two people may."""
    room.fake.access.person = None
    room.fake.access.people = (
        an_officer(),
        replace(an_officer(), id=SECRETARY, display_name="Thư ký Mẫu"),
    )
    room.desk.start()
    return room


def state_of(room: Room) -> SignInViewState:
    return room.view.sign_in[-1]


def go_offline(room: Room) -> None:
    room.fake.sync.set_status(replace(room.fake.sync.status(), connectivity=Connectivity.OFFLINE))
    room.deliver()


def test_the_first_officer_is_chosen_and_the_room_is_named(door: Room) -> None:
    state = state_of(door)
    assert state.selected_user_id == OFFICER
    assert (state.site_name, state.unit_code) == ("UBND xã An Lão", "11629")
    assert (state.version, state.support_phone) == ("1.0.0", "0000 000 000")
    assert not state.can_submit
    assert state.message is None


def test_practice_tells_its_pin(room: Room) -> None:
    room.facts = replace(room.facts, practice_pin="246810")
    room.fake.access.person = None
    room.restart()
    assert state_of(room).practice_pin == "246810"


def test_six_digits_open_the_way(door: Room) -> None:
    door.desk.sign_in.edit_pin(5)
    assert not state_of(door).can_submit
    door.desk.sign_in.edit_pin(6)
    assert state_of(door).can_submit


def test_a_right_pin_leads_home(door: Room) -> None:
    door.desk.sign_in.submit(PIN)
    assert state_of(door).is_waiting
    door.deliver()
    assert door.view.shell[-1].screen is Screen.HOME
    assert door.view.shell[-1].officer_name == "Cán bộ tiếp dân Mẫu"


def test_a_wrong_pin_is_told_with_what_is_left_and_the_field_is_emptied(door: Room) -> None:
    before = state_of(door).clears_pin
    door.desk.sign_in.submit("000000")
    door.deliver()
    state = state_of(door)
    assert state.message is not None
    assert (state.message.code, state.message.data) == ("D-102", {"left": 4})
    assert state.clears_pin == before + 1
    assert not state.is_waiting


def test_the_pin_is_never_part_of_what_is_drawn(door: Room) -> None:
    door.desk.sign_in.submit("135791")
    door.deliver()
    assert "135791" not in repr(door.view.sign_in)


def test_another_officer_begins_with_an_empty_field_and_no_reproach(door: Room) -> None:
    door.desk.sign_in.submit("000000")
    door.deliver()
    door.desk.sign_in.select_officer(SECRETARY)
    state = state_of(door)
    assert (state.selected_user_id, state.message) == (SECRETARY, None)
    before = len(door.view.sign_in)
    door.desk.sign_in.select_officer(SECRETARY)
    assert len(door.view.sign_in) == before


def test_a_short_pin_and_a_second_press_send_nothing(door: Room) -> None:
    door.desk.sign_in.submit("123")
    assert not state_of(door).is_waiting
    door.desk.sign_in.submit("000000")
    door.desk.sign_in.submit("000000")
    door.deliver()
    message = state_of(door).message
    assert message is not None
    assert message.data == {"left": 4}


def test_an_answer_that_never_comes_does_not_lock_the_door(door: Room) -> None:
    door.desk.sign_in.submit(PIN)
    door.fake.queue.deliver_to(lambda _event: None)
    door.pass_time(14.0)
    assert state_of(door).is_waiting
    door.pass_time(2.0)
    assert not state_of(door).is_waiting


def test_an_empty_room_says_that_it_is_not_enrolled(door: Room) -> None:
    door.fake.access.people = ()
    door.desk.sign_in.start()
    state = state_of(door)
    assert state.message is not None
    assert state.message.code == MessageCode.SIGN_IN_EMPTY
    door.desk.sign_in.submit(PIN)
    assert not state_of(door).is_waiting


def test_offline_the_end_of_the_offline_days_is_told(door: Room) -> None:
    until = door.clock.now() + timedelta(hours=20)
    door.fake.access.people = (replace(an_officer(), offline_until=until),)
    go_offline(door)
    state = state_of(door)
    assert state.message is not None
    assert (state.message.code, state.message.data) == ("D-101", {"until": until})
    assert state.offline_until == until


@pytest.mark.parametrize("hours", [None, -1])
def test_offline_without_a_kept_pin_the_city_is_needed(door: Room, hours: int | None) -> None:
    until = None if hours is None else door.clock.now() + timedelta(hours=hours)
    door.fake.access.people = (replace(an_officer(), offline_until=until),)
    go_offline(door)
    message = state_of(door).message
    assert message is not None
    assert (message.code, message.action) == ("D-106", MessageAction.RETRY)


def test_f5_asks_the_city_again(door: Room) -> None:
    door.desk.sign_in.retry()
    assert door.fake.sync.wakes == 1


def test_what_does_not_concern_the_door_draws_nothing(door: Room) -> None:
    before = len(door.view.sign_in)
    door.tell(PapersChanged(session_id=SESSION, document_ids=frozenset()))
    door.pass_time(1.0)
    assert len(door.view.sign_in) == before
