"""The cover over an unattended desk: when it comes down, what goes on below, what lifts it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.events import AccessChanged
from desktop.presenters.access.idle_lock import IDLE_S, NOTE_EVERY_S
from desktop.presenters.reports.focal_points_state import FocalField
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import PIN, SESSION

pytestmark = pytest.mark.unit


@pytest.fixture
def room() -> Room:
    room = Room()
    room.desk.start()
    room.deliver()
    return room


def screen(room: Room) -> Screen:
    return room.view.shell[-1].screen


def told(room: Room) -> str | None:
    message = room.view.sign_in[-1].message
    return None if message is None else message.code


def prove(room: Room, pin: str = PIN) -> None:
    officer = room.fake.access.people[0]
    room.desk.sign_in.select_officer(officer.id)
    room.desk.sign_in.submit(pin)
    room.deliver()


def leave_alone(room: Room, seconds: float = IDLE_S) -> None:
    room.clock.advance(seconds)
    room.desk.on_tick()
    room.deliver()


def test_a_desk_that_nobody_touches_covers_itself_and_says_why(room: Room) -> None:
    leave_alone(room, IDLE_S - 1.0)
    assert screen(room) is Screen.HOME
    leave_alone(room, 1.0)
    assert screen(room) is Screen.SIGN_IN
    assert told(room) == MessageCode.COVERED
    assert room.fake.access.signed_in() is not None  # sync goes on below


def test_a_hand_at_the_desk_keeps_the_cover_up(room: Room) -> None:
    for _ in range(5):
        leave_alone(room, IDLE_S - 1.0)
        room.desk.touch()
    assert screen(room) is Screen.HOME


def test_only_a_right_pin_lifts_it(room: Room) -> None:
    leave_alone(room)
    for screen_wanted in (Screen.HOME, Screen.UNSENT):
        room.desk.navigate(screen_wanted)
    assert screen(room) is Screen.SIGN_IN
    prove(room, "000000")
    assert screen(room) is Screen.SIGN_IN
    assert told(room) == "D-102"
    prove(room)
    assert screen(room) is Screen.HOME
    leave_alone(room, IDLE_S - 1.0)
    assert screen(room) is Screen.HOME


def test_a_renewed_token_and_a_new_list_of_officers_lift_nothing(room: Room) -> None:
    leave_alone(room)
    seat = room.fake.access.person
    assert seat is not None
    room.fake.access.person = replace(seat, is_offline=True)
    room.tell(AccessChanged(signed_in=room.fake.access.person))
    assert screen(room) is Screen.SIGN_IN
    assert told(room) == MessageCode.COVERED


def test_a_restart_does_not_lift_it(room: Room) -> None:
    leave_alone(room)
    room.restart()
    assert screen(room) is Screen.SIGN_IN
    assert told(room) == MessageCode.COVERED
    prove(room)
    room.restart()
    assert screen(room) is Screen.HOME


@pytest.mark.parametrize("away_s", [IDLE_S + NOTE_EVERY_S, 14 * 3_600.0, -3_600.0])
def test_a_program_that_was_away_for_long_begins_below_it(room: Room, away_s: float) -> None:
    """The PC was switched off with an officer signed in, or its clock was put back meanwhile."""
    room.desk.touch()
    room.clock.advance(abs(away_s))
    if away_s < 0:
        room.clock.set_wall_clock(room.clock.now() - timedelta(seconds=2 * abs(away_s)))
    room.restart()
    assert screen(room) is Screen.SIGN_IN
    assert told(room) == MessageCode.COVERED
    prove(room)
    assert screen(room) is Screen.HOME


def test_a_program_that_died_under_the_officers_hands_begins_where_it_was(room: Room) -> None:
    room.desk.touch()
    leave_alone(room, IDLE_S - 1.0)
    room.restart()
    assert screen(room) is Screen.HOME


def test_a_session_counts_as_somebody_there_for_a_program_that_dies_in_it() -> None:
    room = Room()
    room.enter()
    for _ in range(10):
        leave_alone(room, 60.0)
    room.clock.advance(20.0)
    room.restart()
    assert screen(room) is Screen.SESSION


@pytest.mark.parametrize("noted", ["", "hôm qua", "2026-11-26T08:00:00"])
def test_a_note_that_makes_no_sense_lifts_nothing(room: Room, noted: str) -> None:
    room.fake.memory.values["touched_at"] = noted
    room.restart()
    assert screen(room) is Screen.SIGN_IN


def test_what_is_being_written_is_kept_first(room: Room) -> None:
    room.desk.navigate(Screen.FOCAL_POINTS)
    room.desk.focal_points.edit(FocalField.LEADER_NAME, "Lê Văn")
    leave_alone(room)
    assert "Lê Văn" in room.fake.memory.values["focal_draft"]


def test_it_never_comes_down_in_a_session_or_at_its_door() -> None:
    room = Room()
    room.enter()
    leave_alone(room, 3 * IDLE_S)
    assert screen(room) is Screen.SESSION
    at_the_door = Room()
    at_the_door.desk.start()
    at_the_door.desk.open_pre_join(SESSION)
    leave_alone(at_the_door, 3 * IDLE_S)
    assert screen(at_the_door) is Screen.PRE_JOIN


def test_who_signs_out_leaves_no_cover(room: Room) -> None:
    room.desk.sign_out()
    room.deliver()
    leave_alone(room)
    assert told(room) is None
    prove(room)
    assert screen(room) is Screen.HOME


def test_a_seat_that_was_taken_away_below_the_cover_needs_a_sign_in_as_ever(room: Room) -> None:
    leave_alone(room)
    room.fake.access.sign_out()
    room.deliver()
    assert told(room) is None
    prove(room)
    assert screen(room) is Screen.HOME
