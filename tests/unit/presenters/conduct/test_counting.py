"""5-4-3-2-1: what the desk and display 2 say, and that nothing begins before the city says so."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.events import CountdownTold
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import (
    ChairScene,
    CountdownScene,
    PausedScene,
    WaitingScene,
)
from tests.rigs.desk.desk_room import Room

pytestmark = pytest.mark.unit


def verbs(room: Room) -> dict[Verb, Obstacle | None]:
    return {one.verb: one.obstacle for one in room.state.verbs}


def live_status(room: Room) -> SessionStatus:
    return room.state.status


def scene_of(room: Room) -> ChairScene:
    return room.view.chair_display[-1]


def count_to(room: Room, number: int) -> None:
    for one in range(5, number - 1, -1):
        room.fake.channel.tell_number(one)
    room.deliver()


@pytest.fixture
def waiting(room: Room) -> Room:
    """Ready, and the opening is counted."""
    room.enter()
    room.session.press(Verb.OPEN)
    room.deliver()
    return room


@pytest.fixture
def paused(room: Room) -> Room:
    """Paused, and its end is counted."""
    room.open()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    room.session.press(Verb.RESUME)
    room.deliver()
    return room


def test_the_opening_is_counted_at_the_desk_and_on_display_2(waiting: Room) -> None:
    assert (waiting.state.status, waiting.state.counted) == (SessionStatus.READY, None)
    assert isinstance(scene_of(waiting), WaitingScene), "until the first number"
    count_to(waiting, 3)
    assert waiting.state.counted == 3
    scene = scene_of(waiting)
    assert isinstance(scene, CountdownScene)
    assert (scene.number, scene.is_opening) == (3, True)
    count_to(waiting, 0)
    told = [waiting.state.counted]
    waiting.fake.channel.reach_zero()
    waiting.deliver()
    told.append(waiting.state.counted)
    assert told == [0, None]
    assert live_status(waiting) is SessionStatus.IN_SESSION


def test_the_end_of_a_pause_is_counted_and_media_stay_off_until_it_goes_on(paused: Room) -> None:
    count_to(paused, 0)
    scene = scene_of(paused)
    assert isinstance(scene, CountdownScene)
    assert not scene.is_opening
    assert not paused.state.is_camera_on
    paused.fake.channel.reach_zero()
    paused.deliver()
    assert paused.state.is_camera_on


def test_it_is_stopped_in_the_place_of_the_button_that_began_it(waiting: Room) -> None:
    assert verbs(waiting)[Verb.STOP_OPENING] is None
    assert Verb.OPEN not in verbs(waiting)
    count_to(waiting, 2)
    waiting.session.press(Verb.STOP_OPENING)
    waiting.deliver()
    assert waiting.state.counted is None
    assert verbs(waiting)[Verb.OPEN] is None
    assert isinstance(scene_of(waiting), WaitingScene)
    waiting.session.press(Verb.STOP_OPENING)
    waiting.pass_time(1.0)
    waiting.session.press(Verb.OPEN)
    waiting.deliver()
    assert waiting.state.counted is None, "not the number of the former one"


def test_the_end_of_a_pause_can_be_stopped_too(paused: Room) -> None:
    count_to(paused, 1)
    assert Verb.RESUME not in verbs(paused)
    paused.session.press(Verb.STOP_RESUMING)
    paused.deliver()
    assert isinstance(scene_of(paused), PausedScene)
    assert verbs(paused)[Verb.RESUME] is None


def test_without_the_city_nobody_knows_what_is_counted(waiting: Room) -> None:
    count_to(waiting, 4)
    waiting.fake.channel.lose_city()
    waiting.deliver()
    assert waiting.state.counted is None
    assert verbs(waiting)[Verb.STOP_OPENING] is Obstacle.CITY_LOST


def test_a_number_without_a_countdown_says_nothing(room: Room) -> None:
    room.tell(CountdownTold(number=3))
    room.enter()
    room.tell(CountdownTold(number=3))
    assert room.state.counted is None


def test_a_city_that_does_not_count_is_asked_for_nothing_of_the_kind(room: Room) -> None:
    room.enter()
    room.fake.channel.change(lambda live: replace(live, pauses=None))
    room.deliver()
    room.session.press(Verb.OPEN)
    room.deliver()
    assert room.state.status is SessionStatus.IN_SESSION
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    room.session.press(Verb.RESUME)
    room.deliver()
    assert room.state.status is SessionStatus.IN_SESSION


def test_who_conducts_nothing_sees_the_numbers_and_no_button() -> None:
    room = Room(role=Role.SECRETARY)
    room.enter()
    room.fake.channel.count_down(is_on=True)
    count_to(room, 5)
    assert room.state.counted == 5
    assert verbs(room)[Verb.STOP_OPENING] is Obstacle.NO_RIGHT
