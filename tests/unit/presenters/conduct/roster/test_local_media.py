from dataclasses import replace

import pytest

from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelRefused
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.conduct.verb import MediaSwitch, Obstacle
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, speech
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit


def own_word(room: Room) -> MicrophoneWord:
    return next(row.microphone for row in room.state.roster.rows if row.is_own)


def sent(room: Room) -> tuple[bool, bool]:
    """What the engine sends: (microphone, camera)."""
    return room.fake.media.is_microphone_on, room.fake.media.is_camera_on


def test_one_enters_with_the_camera_on_and_the_microphone_muted(room: Room) -> None:
    room.fake.media.is_microphone_on = True
    room.enter()
    assert sent(room) == (False, True)
    assert room.fake.channel.media[-1] == (False, True)
    assert own_word(room) is MicrophoneWord.OFF


def test_f4_without_the_floor_asks_for_it(room: Room) -> None:
    room.open().toggle_microphone()
    room.deliver()
    assert sent(room) == (False, True)
    assert own_word(room) is MicrophoneWord.WAITING
    (message,) = [one for one in room.state.banners if one.code == MessageCode.FLOOR_ASKED]
    assert message.action is MessageAction.LOWER_HAND


def test_f4_with_a_raised_hand_says_again_that_one_waits(room: Room) -> None:
    session = room.open()
    session.toggle_microphone()
    room.deliver()
    room.pass_time(20.0)
    assert MessageCode.FLOOR_ASKED not in room.banner_codes()
    session.toggle_microphone()
    assert MessageCode.FLOOR_ASKED in room.banner_codes()


def test_f4_while_the_city_is_lost_does_not_pretend_to_have_asked(room: Room) -> None:
    session = room.open()
    room.fake.channel.lose_city()
    room.deliver()
    session.toggle_microphone()
    assert MessageCode.FLOOR_ASKED not in room.banner_codes()


def test_the_microphone_opens_when_the_asked_for_floor_is_given(room: Room) -> None:
    room.open().toggle_microphone()
    room.deliver()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    assert sent(room) == (True, True)
    assert own_word(room) is MicrophoneWord.OPEN
    assert MessageCode.FLOOR_ASKED not in room.banner_codes()
    assert room.fake.channel.media[-1] == (True, True)


def test_a_floor_nobody_asked_for_does_not_open_the_microphone(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    assert sent(room) == (False, True)
    session.toggle_microphone()
    assert sent(room) == (True, True)
    session.toggle_microphone()
    assert sent(room) == (False, True)


def test_the_microphone_closes_when_the_floor_is_taken(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    session.toggle_microphone()
    room.fake.channel.give_floor(AGENCY)
    room.fake.channel.put_seat(a_seat(AGENCY))
    room.fake.channel.give_floor(AGENCY)
    room.deliver()
    assert sent(room) == (False, True)


def test_the_central_site_opens_its_microphone_without_asking() -> None:
    room = Room(own_site_id=HQ)
    room.open().toggle_microphone()
    room.deliver()
    assert sent(room) == (True, True)


def test_a_pause_stops_media_at_the_source_and_its_end_brings_it_back(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    session.toggle_microphone()
    room.deliver()
    room.fake.channel.pause_session(PauseReason.CONSULTATION)
    room.deliver()
    assert sent(room) == (False, False)
    assert room.fake.channel.media[-1] == (False, False)
    assert (room.state.is_microphone_on, room.state.is_camera_on) == (False, False)
    room.fake.channel.resume_session()
    room.deliver()
    assert sent(room) == (True, True)


def test_after_a_pause_the_microphone_stays_shut_when_the_floor_is_gone(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    session.toggle_microphone()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.fake.channel.give_floor(None)
    room.fake.channel.resume_session()
    room.deliver()
    assert sent(room) == (False, True)


def test_a_camera_switched_off_before_a_pause_stays_off_after_it(room: Room) -> None:
    session = room.open()
    session.toggle_camera()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.fake.channel.resume_session()
    room.deliver()
    assert sent(room) == (False, False)


def test_nothing_can_be_switched_on_during_a_pause(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.fake.channel.pause_session(PauseReason.SECRET)
    room.deliver()
    session.toggle_microphone()
    session.toggle_camera()
    session.toggle_camera()
    assert sent(room) == (False, False)


def test_the_closing_stops_media(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    assert sent(room) == (False, False)


def test_a_new_engine_is_told_again_what_to_send(room: Room) -> None:
    room.open()
    room.tell(EngineStateChanged(is_up=False, restarts=0))
    room.fake.media.is_microphone_on = True  # as a new process might begin
    room.fake.media.is_camera_on = False
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    assert sent(room) == (False, True)


def test_the_city_is_told_again_after_a_break(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    before = len(room.fake.channel.media)
    room.fake.channel.reach_city()
    room.deliver()
    assert room.fake.channel.media[before:] == [(False, True)]


def test_the_citys_answers_do_not_make_us_repeat_ourselves(room: Room) -> None:
    room.open()
    before = len(room.fake.channel.media)
    for _ in range(5):
        room.fake.channel.change(lambda live: live)
        room.deliver()
    assert len(room.fake.channel.media) == before


def speak(room: Room, seconds: float, level_dbfs: float = -20.0) -> None:
    for _ in range(int(seconds * 10)):
        room.clock.advance(0.1)
        room.tell(speech(level_dbfs))


def test_speaking_while_muted_is_told_when_the_floor_is_ours(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    speak(room, 0.5)
    assert MessageCode.SPEAKING_MUTED not in room.banner_codes()
    speak(room, 1.0)
    (message,) = [one for one in room.state.banners if one.code == MessageCode.SPEAKING_MUTED]
    session.act_on_message(message)
    room.deliver()
    assert sent(room) == (True, True)
    assert MessageCode.SPEAKING_MUTED not in room.banner_codes()


def test_speaking_while_muted_without_the_floor_is_no_fault(room: Room) -> None:
    room.open()
    speak(room, 3.0)
    assert MessageCode.SPEAKING_MUTED not in room.banner_codes()


def test_the_word_about_speaking_muted_goes_when_it_is_quiet_again(room: Room) -> None:
    room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    speak(room, 2.0)
    room.tell(speech(-25.0, HQ))
    assert MessageCode.SPEAKING_MUTED in room.banner_codes()
    speak(room, 4.0, level_dbfs=-60.0)
    assert MessageCode.SPEAKING_MUTED not in room.banner_codes()


# ---- what the buttons say --------------------------------------------------------------------


def test_a_press_during_a_pause_shows_what_it_changes(room: Room) -> None:
    session = room.open()
    assert room.state.camera_switch == MediaSwitch()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert room.state.camera_switch == MediaSwitch(after_pause=True)
    session.toggle_camera()
    assert room.state.camera_switch == MediaSwitch(after_pause=False)
    assert not room.state.is_camera_on
    room.fake.channel.resume_session()
    room.deliver()
    assert sent(room) == (False, False)


def test_during_a_pause_the_floor_decides_about_the_microphone(room: Room) -> None:
    session = room.open()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert room.state.microphone_switch == MediaSwitch(), "a press asks for the floor"
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    assert room.state.microphone_switch == MediaSwitch(after_pause=False)
    session.toggle_microphone()
    assert room.state.microphone_switch == MediaSwitch(after_pause=True)


def test_a_raised_hand_is_why_the_microphone_waits(room: Room) -> None:
    session = room.open()
    assert room.state.microphone_switch.is_enabled
    session.toggle_microphone()
    room.deliver()
    switch = room.state.microphone_switch
    assert switch.obstacle is Obstacle.HAND_UP
    assert (switch.is_enabled, switch.is_answered) == (False, True)


def test_the_floor_cannot_be_asked_for_while_the_city_is_lost(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    switch = room.state.microphone_switch
    assert (switch.obstacle, switch.is_answered) == (Obstacle.CITY_LOST, True)
    assert room.state.camera_switch.is_enabled


def test_without_a_seat_nothing_is_switched(room: Room) -> None:
    session = room.open()
    room.tell(ChannelRefused(code="K-140"))
    for switch in (room.state.microphone_switch, room.state.camera_switch):
        assert (switch.obstacle, switch.is_answered) == (Obstacle.NO_SEAT, False)
    session.toggle_microphone()
    session.toggle_camera()
    assert MessageCode.FLOOR_ASKED not in room.banner_codes()
    assert sent(room) == (False, False)
    session.come_in(JoinWay.TAKE)
    room.deliver()
    assert sent(room) == (False, True)


def test_after_the_end_nothing_is_switched(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    assert room.state.microphone_switch.obstacle is Obstacle.CLOSED
    assert room.state.camera_switch.obstacle is Obstacle.CLOSED
