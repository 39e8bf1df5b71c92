"""Tạm dừng: the sheet, its time, and what must not be heard."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.pause import PLANNED_REASONS, Pause
from desktop.domain.events import ActionFailed
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.deeds.pausing import PauseFault, PauseSheet
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import PausedScene
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY

pytestmark = pytest.mark.unit


def sheet(room: Room) -> PauseSheet:
    shown = room.state.pausing
    assert shown is not None
    return shown


def pauses(room: Room) -> tuple[Pause, ...]:
    live = room.fake.channel.live()
    assert live is not None
    return live.pauses or ()


def local_now(room: Room) -> datetime:
    return room.clock.now().astimezone(LOCAL_ZONE)


def in_minutes(room: Room, minutes: int) -> str:
    return f"{local_now(room) + timedelta(minutes=minutes):%H:%M}"


@pytest.fixture
def asked(room: Room) -> Room:
    """An open session, the verb pressed."""
    room.open()
    room.session.press(Verb.PAUSE)
    return room


def test_the_sheet_asks_and_nothing_is_paused(asked: Room) -> None:
    assert sheet(asked) == PauseSheet(
        chosen=PauseReason.BREAK, back_at="", fault=None, obstacle=None, is_waiting=False
    )
    assert asked.state.status is SessionStatus.IN_SESSION
    pressed = {one.verb: one.obstacle for one in asked.state.verbs}
    assert pressed[Verb.PAUSE] is Obstacle.PAUSING_ASKED


def test_the_leaders_pad_pauses_at_once_and_asks_nothing(room: Room) -> None:
    room.open()
    room.session.press(Verb.BREAK_NOW)
    room.deliver()
    assert (room.state.pausing, room.state.pause_reason) == (None, PauseReason.BREAK)
    room.session.press(Verb.BREAK_NOW)
    room.deliver()
    assert len(pauses(room)) == 1


def test_the_leaders_pad_of_a_site_that_does_not_conduct_pauses_nothing() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    room.session.press(Verb.BREAK_NOW)
    room.deliver()
    assert room.state.status is SessionStatus.IN_SESSION


@pytest.mark.parametrize("reason", PLANNED_REASONS)
def test_a_pause_has_the_reason_that_was_chosen(asked: Room, reason: PauseReason) -> None:
    asked.session.pausing.choose(reason)
    asked.session.pausing.confirm()
    assert sheet(asked).is_waiting
    asked.deliver()
    assert asked.state.pausing is None
    assert (asked.state.pause_reason, asked.state.back_at) == (reason, None)


def test_the_time_is_told_to_every_screen_until_it_is_past(asked: Room) -> None:
    back_at = local_now(asked).replace(second=0, microsecond=0) + timedelta(minutes=2)
    asked.session.pausing.edit_back_at(f"{back_at:%Hh%M}")
    asked.session.pausing.confirm()
    asked.deliver()
    assert [one.back_at for one in pauses(asked)] == [back_at]
    assert asked.state.back_at == back_at
    scene = asked.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert (scene.back_at, scene.reason) == (back_at, PauseReason.BREAK)
    asked.pass_time(125.0)
    scene = asked.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert [asked.state.back_at, scene.back_at] == [None, None]
    assert scene.paused_s == 125


@pytest.mark.parametrize("typed", ["soon", "25:00", "1015000"])
def test_what_is_no_time_is_told_and_nothing_is_paused(asked: Room, typed: str) -> None:
    asked.session.pausing.edit_back_at(typed)
    asked.session.pausing.confirm()
    assert sheet(asked).fault is PauseFault.NO_TIME
    asked.deliver()
    assert pauses(asked) == ()
    asked.session.pausing.edit_back_at("")
    assert sheet(asked).fault is None


def test_a_time_that_is_past_is_told(asked: Room) -> None:
    asked.session.pausing.edit_back_at(in_minutes(asked, -1))
    asked.session.pausing.confirm()
    assert sheet(asked).fault is PauseFault.NOT_AHEAD
    assert not sheet(asked).is_waiting


def test_a_refusal_lets_the_officer_press_again(asked: Room) -> None:
    asked.session.pausing.confirm()
    asked.session.on_event(ActionFailed(action="pause_session", code="K-107", data={}))
    assert sheet(asked).can_confirm


def test_esc_pauses_nothing_and_the_next_question_is_empty(asked: Room) -> None:
    asked.session.pausing.edit_back_at(in_minutes(asked, 5))
    asked.session.pausing.close()
    assert asked.state.pausing is None
    asked.session.pausing.confirm()
    assert pauses(asked) == ()
    asked.session.press(Verb.PAUSE)
    assert sheet(asked).back_at == ""


def test_the_end_takes_the_place_of_the_question(asked: Room) -> None:
    asked.session.press(Verb.END)
    assert (asked.state.pausing, asked.state.ending is None) == (None, False)


def test_somebody_else_s_pause_shuts_the_sheet(asked: Room) -> None:
    asked.fake.channel.pause_session(PauseReason.ORDER)
    asked.deliver()
    assert asked.state.pausing is None


def test_without_the_city_nothing_is_paused_and_that_is_said(asked: Room) -> None:
    asked.fake.channel.lose_city()
    asked.deliver()
    assert sheet(asked).obstacle is Obstacle.CITY_LOST
    asked.session.pausing.confirm()
    assert MessageCode.NOT_DONE_OFFLINE in {one.code for one in asked.state.banners}
    assert pauses(asked) == ()


def test_a_city_that_keeps_no_pauses_is_not_asked_for_what_it_cannot_do(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, pauses=None))
    room.deliver()
    room.session.press(Verb.PAUSE)
    room.deliver()
    assert room.state.pausing is None
    assert room.state.pause_reason is PauseReason.BREAK
    room.pass_time(30.0)
    scene = room.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert scene.paused_s == 30
    room.session.press(Verb.PAUSE_FOR_SECRET)
    room.deliver()
    assert room.state.pause_reason is PauseReason.BREAK


# ---- what must not be heard ----------------------------------------------------------------------


def test_one_key_stops_what_must_not_be_heard_without_a_question(room: Room) -> None:
    room.open()
    room.session.press(Verb.PAUSE_FOR_SECRET)
    room.deliver()
    assert room.state.pause_reason is PauseReason.SECRET
    assert not room.state.is_camera_on
    room.session.press(Verb.PAUSE_FOR_SECRET)
    room.deliver()
    assert [one.reason for one in pauses(room)] == [PauseReason.SECRET]


def test_the_key_works_in_a_pause_and_while_the_sheet_is_open(asked: Room) -> None:
    asked.session.pausing.confirm()
    asked.deliver()
    asked.session.press(Verb.PAUSE_FOR_SECRET)
    asked.deliver()
    assert [one.reason for one in pauses(asked)] == [PauseReason.BREAK, PauseReason.SECRET]


def test_without_the_city_the_key_stops_what_this_room_sends(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    room.session.press(Verb.PAUSE_FOR_SECRET)
    assert (room.state.is_camera_on, room.state.is_microphone_on) == (False, False)
    assert MessageCode.NOT_DONE_OFFLINE in {one.code for one in room.state.banners}
    room.fake.channel.reach_city()
    room.deliver()
    assert not room.state.is_camera_on


def test_before_the_opening_there_is_nothing_to_pause(room: Room) -> None:
    room.enter()
    room.session.press(Verb.PAUSE_FOR_SECRET)
    room.deliver()
    assert pauses(room) == ()
    assert not room.session.pausing.can_pause_for_secret()


def test_before_the_city_said_anything_there_is_nothing_to_pause(room: Room) -> None:
    room.fake.channel.is_city_reachable = False
    room.enter()
    assert room.session.facts.live is None
    assert not room.session.pausing.can_pause_for_secret()


def test_who_conducts_nothing_pauses_nothing() -> None:
    room = Room(role=Role.SECRETARY)
    room.open()
    room.session.press(Verb.PAUSE_FOR_SECRET)
    room.deliver()
    assert room.state.status is SessionStatus.IN_SESSION
