"""The screen of devices: lists that are kept, what is live, and devices that are let go again."""

from dataclasses import replace

import pytest

from desktop.domain.devices.device import Backend, DeviceKind, DeviceRole
from desktop.domain.devices.display import Display
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import SELF_VIEW, SILENCE_DBFS, EchoCancelling
from desktop.domain.media.events import (
    EchoCancellingChanged,
    EngineStateChanged,
    LevelsChanged,
    TrackRemoved,
)
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.presenters.room.devices import OPENING_LIMIT_S
from desktop.presenters.room.devices_state import (
    DeviceMark,
    DevicesViewState,
    DisplayMark,
    LevelWord,
    RoleField,
    RoleNote,
)
from desktop.presenters.room.display_choice import MEMORY_NAME
from desktop.presenters.room.recent_level import LEVEL_HELD_S
from desktop.presenters.room.speaker_trial import TEST_LIMIT_S
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_services import FakeMedia, a_device
from tests.rigs.desk.desk_room import Room, own_picture, picture_of, speech
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

MICROPHONE, OFFICERS, CAMERA, LOUDSPEAKER, PAPERS = (
    DeviceRole.MICROPHONE,
    DeviceRole.OFFICER_MICROPHONE,
    DeviceRole.CAMERA,
    DeviceRole.LOUDSPEAKER,
    DeviceRole.DOCUMENT_CAMERA,
)
TABLE_1, TABLE_2 = DeviceId("Micro bàn 1"), DeviceId("Micro bàn 2")
ROOM_CAMERA = DeviceId("Camera phòng")
OFFICER = Display(name="eDP-1", width=1366, height=768)
WALL = Display(name="HDMI-1", maker="Samsung", model="S24", serial="A", width=1920, height=1080)
SPARE = Display(name="DP-1", maker="Sony", model="KD", serial="B", width=1280, height=720)


def shown(room: Room) -> DevicesViewState:
    return room.view.devices[-1]


def field(room: Room, role: DeviceRole) -> RoleField:
    return next(one for one in shown(room).roles if one.role is role)


def listed(room: Room, role: DeviceRole) -> list[tuple[str, DeviceMark]]:
    return [(one.name, one.mark) for one in field(room, role).rows]


def offered(room: Room, role: DeviceRole) -> list[str]:
    return [one.name for one in field(room, role).offered]


def level(room: Room, role: DeviceRole = MICROPHONE) -> tuple[float, LevelWord]:
    (found,) = [one for one in shown(room).levels if one.role is role]
    return found.level_dbfs, found.word


def at_the_devices(room: Room) -> None:
    room.desk.start()
    room.desk.navigate(Screen.DEVICES)
    room.deliver()


def unplug(room: Room, *names: str) -> None:
    room.fake.media.present = tuple(one for one in room.fake.media.present if one.id not in names)
    room.fake.media.tell_devices()
    room.deliver()


def test_devices_are_open_while_the_screen_is_shown_and_nothing_is_sent(room: Room) -> None:
    media = room.fake.media
    media.is_microphone_on = True
    at_the_devices(room)
    assert (media.is_open, media.is_microphone_on, media.is_camera_on) == (True, False, True)
    assert media.refreshes == 1
    room.desk.navigate(Screen.HOME)
    assert not media.is_open
    room.desk.navigate(Screen.DEVICES)
    room.desk.sign_out()
    room.deliver()
    assert not media.is_open


def test_before_anybody_chose_the_first_one_is_used_and_said_so(room: Room) -> None:
    at_the_devices(room)
    microphones = field(room, MICROPHONE)
    assert microphones.note is RoleNote.FIRST_FOUND
    assert microphones.rows == ()
    assert [(one.name, one.mark) for one in microphones.offered] == [
        ("Micro bàn 1", DeviceMark.IN_USE),
        ("Micro bàn 2", DeviceMark.NONE),
    ]
    assert field(room, PAPERS).note is RoleNote.NOT_CHOSEN


def test_a_list_is_made_ordered_and_shortened_by_its_buttons(room: Room) -> None:
    at_the_devices(room)
    presenter = room.desk.devices
    presenter.use(MICROPHONE, TABLE_2)
    presenter.use(MICROPHONE, TABLE_1)
    rows = field(room, MICROPHONE).rows
    assert [(one.id, one.place, one.can_rise, one.can_sink) for one in rows] == [
        (TABLE_1, 1, False, True),
        (TABLE_2, 2, True, False),
    ]
    assert field(room, MICROPHONE).note is RoleNote.GOOD
    presenter.move(MICROPHONE, TABLE_2, -1)
    assert room.fake.media.wanted[DeviceRole.MICROPHONE] == (TABLE_2, TABLE_1)
    presenter.move(MICROPHONE, TABLE_2, -1)
    presenter.move(MICROPHONE, DeviceId("unknown"), 1)
    assert room.fake.media.wanted[DeviceRole.MICROPHONE] == (TABLE_2, TABLE_1)
    presenter.use(MICROPHONE, TABLE_1)
    presenter.remove(MICROPHONE, TABLE_2)
    assert listed(room, MICROPHONE) == [("Micro bàn 1", DeviceMark.IN_USE)]
    assert offered(room, MICROPHONE) == ["Micro bàn 2"]


def test_a_chosen_device_that_is_away_keeps_its_place_under_its_name(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.use(MICROPHONE, TABLE_2)
    room.desk.devices.use(MICROPHONE, TABLE_1)
    unplug(room, TABLE_1)
    assert listed(room, MICROPHONE) == [
        ("Micro bàn 1", DeviceMark.AWAY),
        ("Micro bàn 2", DeviceMark.IN_USE),
    ]
    assert field(room, MICROPHONE).note is RoleNote.SECOND_CHOICE
    room.desk.devices.remove(MICROPHONE, TABLE_2)
    assert field(room, MICROPHONE).note is RoleNote.ALL_AWAY
    assert level(room)[1] is LevelWord.NONE


def test_another_camera_stands_in_and_says_so(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.use(CAMERA, ROOM_CAMERA)
    unplug(room, ROOM_CAMERA)
    assert field(room, CAMERA).note is RoleNote.ALL_AWAY
    assert shown(room).camera == ""
    room.fake.media.present += (a_device("Webcam", DeviceKind.CAMERA),)
    room.fake.media.tell_devices()
    room.deliver()
    assert field(room, CAMERA).note is RoleNote.STAND_IN
    assert shown(room).camera == "Webcam"


def test_a_camera_over_papers_is_not_the_rooms(room: Room) -> None:
    paper_camera = a_device("Camera giấy", DeviceKind.CAMERA)
    room.fake.media.present = (paper_camera, *room.fake.media.present)
    at_the_devices(room)
    assert shown(room).camera == "Camera giấy"
    room.desk.devices.use(PAPERS, paper_camera.id)
    room.deliver()
    assert listed(room, PAPERS) == [("Camera giấy", DeviceMark.READY)]
    assert field(room, PAPERS).note is RoleNote.GOOD
    assert shown(room).camera == "Camera phòng"
    assert offered(room, CAMERA) == ["Camera phòng"]
    room.desk.devices.use(PAPERS, ROOM_CAMERA)
    unplug(room, ROOM_CAMERA)
    assert field(room, PAPERS).note is RoleNote.SECOND_CHOICE
    unplug(room, paper_camera.id)
    assert field(room, PAPERS).note is RoleNote.ALL_AWAY


def test_a_camera_over_papers_is_not_offered_at_the_door(room: Room) -> None:
    paper_camera = a_device("Camera giấy", DeviceKind.CAMERA)
    room.fake.media.present += (paper_camera,)
    at_the_devices(room)
    room.desk.devices.use(PAPERS, paper_camera.id)
    room.enter()
    (cameras,) = [one for one in room.view.pre_join[-1].devices if one.kind is DeviceKind.CAMERA]
    assert [one.name for one in cameras.choices] == ["Camera phòng"]


def test_a_room_without_devices_says_so_after_a_moment(room: Room) -> None:
    room.fake.media.present = ()
    at_the_devices(room)
    assert {one.note for one in shown(room).roles} == {RoleNote.OPENING, RoleNote.NOTHING}
    room.pass_time(OPENING_LIMIT_S)
    assert {one.note for one in shown(room).roles} == {RoleNote.NOTHING}


def test_a_device_that_does_not_open_is_not_called_away(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_devices(room)
    room.desk.devices.use(CAMERA, ROOM_CAMERA)
    monkeypatch.setattr(FakeMedia, "device_in_use", lambda *_: None)
    room.fake.media.tell_devices()
    room.deliver()
    assert field(room, CAMERA).note is RoleNote.REFUSED
    assert field(room, LOUDSPEAKER).note is RoleNote.REFUSED


def test_looking_again_asks_the_engine(room: Room) -> None:
    at_the_devices(room)
    room.tell(ActionFailed(action="open_devices", code="M-107", data={"name": "Micro"}))
    message = shown(room).message
    assert message is not None
    assert message.code == "M-107"
    room.desk.devices.look_again()
    assert room.fake.media.refreshes == 2
    assert shown(room).message is None


# ---- live ---------------------------------------------------------------------------------------


def test_the_picture_shows_while_there_is_one(room: Room) -> None:
    room.desk.start()
    room.tell(own_picture())
    room.desk.navigate(Screen.DEVICES)
    assert shown(room).preview_track_id == SELF_VIEW
    room.tell(picture_of(HQ), TrackRemoved(track_id=SELF_VIEW))
    assert shown(room).preview_track_id is None


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), LevelWord.SILENT),
        ((-70.0,), LevelWord.SILENT),
        ((-40.0, -70.0), LevelWord.FAINT),
        ((-60.0, -22.0, -60.0), LevelWord.GOOD),
        ((-22.0, -8.0, -22.0), LevelWord.LOUD),
    ],
)
def test_a_talker_is_told_how_loud_he_is(
    room: Room, levels: tuple[float, ...], said: LevelWord
) -> None:
    at_the_devices(room)
    room.tell(*(speech(level) for level in levels), speech(-20.0, HQ), ScheduleChanged())
    assert level(room)[1] is said


# ---- the officer's microphone -------------------------------------------------------------------


def test_an_officers_microphone_is_missed_by_nobody_until_it_is_chosen(room: Room) -> None:
    at_the_devices(room)
    assert field(room, OFFICERS).note is RoleNote.NOT_CHOSEN
    assert [(one.name, one.mark) for one in field(room, OFFICERS).offered] == [
        ("Micro bàn 1", DeviceMark.CITIZENS),
        ("Micro bàn 2", DeviceMark.NONE),
    ]
    assert [one.role for one in shown(room).levels] == [MICROPHONE]
    unplug(room, TABLE_1, TABLE_2)
    assert field(room, OFFICERS).note is RoleNote.NOTHING


def test_each_microphone_has_a_level_of_its_own(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.use(OFFICERS, TABLE_2)
    assert field(room, OFFICERS).note is RoleNote.GOOD
    assert listed(room, OFFICERS) == [("Micro bàn 2", DeviceMark.IN_USE)]
    both = ((MICROPHONE, -22.0), (OFFICERS, -40.0))
    room.tell(LevelsChanged(levels=((None, -21.0),), microphones=both))
    assert level(room) == (-22.0, LevelWord.GOOD)
    assert level(room, OFFICERS) == (-40.0, LevelWord.FAINT)
    room.desk.devices.remove(OFFICERS, TABLE_2)
    room.tell(speech(-10.0))
    assert [one.role for one in shown(room).levels] == [MICROPHONE]
    assert level(room) == (-10.0, LevelWord.LOUD)


def test_one_microphone_in_both_lists_is_said_to_be_the_citizens(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.use(MICROPHONE, TABLE_1)
    room.desk.devices.use(OFFICERS, TABLE_1)
    assert field(room, OFFICERS).note is RoleNote.SHARED
    assert listed(room, OFFICERS) == [("Micro bàn 1", DeviceMark.CITIZENS)]
    room.desk.devices.use(OFFICERS, TABLE_2)
    assert field(room, OFFICERS).note is RoleNote.GOOD
    room.desk.devices.move(OFFICERS, TABLE_2, 1)
    assert field(room, OFFICERS).note is RoleNote.SECOND_CHOICE
    unplug(room, TABLE_1, TABLE_2)
    assert field(room, OFFICERS).note is RoleNote.ALL_AWAY


def test_a_word_about_a_talker_ends_after_a_while(room: Room) -> None:
    at_the_devices(room)
    room.tell(speech(-22.4))
    assert level(room) == (-22.0, LevelWord.GOOD)
    room.tell(speech(-90.0))
    assert level(room) == (-90.0, LevelWord.GOOD)
    room.pass_time(LEVEL_HELD_S + 0.5)
    assert level(room)[1] is LevelWord.SILENT


def test_an_engine_that_is_lost_is_said_and_comes_back(room: Room) -> None:
    at_the_devices(room)
    room.tell(own_picture(), speech(-20.0), EngineStateChanged(is_up=False, restarts=1))
    state = shown(room)
    assert (state.is_engine_up, state.preview_track_id) == (False, None)
    assert level(room) == (SILENCE_DBFS, LevelWord.NONE)
    assert state.message is not None
    assert state.message.code == MessageCode.ENGINE_LOST
    assert field(room, CAMERA).note is RoleNote.OPENING
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    room.fake.media.tell_devices()
    room.deliver()
    assert shown(room).message is None
    assert field(room, CAMERA).note is RoleNote.FIRST_FOUND


# ---- loudspeaker and echo -----------------------------------------------------------------------

CLEAR = SpeakerTest(verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-31.0)


def test_a_test_of_the_loudspeaker_runs_once_and_says_what_was_heard(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.test_speaker()
    room.desk.devices.test_speaker()
    assert room.fake.media.speaker_tests == 1
    assert shown(room).speaker.is_running
    room.tell(SpeakerTested(test=CLEAR))
    assert not shown(room).speaker.is_running
    assert shown(room).speaker.test == CLEAR
    room.tell(SpeakerTested(test=SpeakerTest(verdict=SpeakerVerdict.FAILED)))
    assert shown(room).speaker.test == CLEAR
    room.desk.devices.test_speaker()
    assert shown(room).speaker.test is None


def test_a_test_that_nobody_answers_ends(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.test_speaker()
    room.pass_time(TEST_LIMIT_S)
    assert not shown(room).speaker.is_running
    assert shown(room).speaker.test == SpeakerTest(verdict=SpeakerVerdict.FAILED)


def test_who_takes_out_the_echo_is_said_and_switched(room: Room) -> None:
    at_the_devices(room)
    assert shown(room).echo.rule.can_change
    assert shown(room).echo.rule.microphone == "Micro bàn 1"
    room.desk.devices.set_device_cancels(does=True)
    assert room.fake.media.does_device_cancel == [True]
    assert shown(room).echo.rule.does_device_cancel
    room.tell(EchoCancellingChanged(state=EchoCancelling.DEVICE))
    assert shown(room).echo.state is EchoCancelling.DEVICE


def test_practice_sound_has_no_echo_to_speak_of(room: Room) -> None:
    voice = replace(a_device("Giọng thử", DeviceKind.MICROPHONE), backend=Backend.TEST)
    room.fake.media.present = (voice,)
    at_the_devices(room)
    assert not shown(room).echo.rule.can_change


# ---- screens ------------------------------------------------------------------------------------


def marks(room: Room) -> list[tuple[str, DisplayMark, bool]]:
    return [(one.name, one.mark, one.is_chosen) for one in shown(room).displays]


def test_screens_are_listed_and_one_is_chosen_for_good(room: Room) -> None:
    at_the_devices(room)
    presenter = room.desk.devices
    presenter.set_displays((OFFICER, WALL, SPARE), OFFICER, WALL)
    assert marks(room) == [
        ("eDP-1", DisplayMark.OFFICER, False),
        ("Samsung S24", DisplayMark.IN_USE, False),
        ("Sony KD", DisplayMark.NONE, False),
    ]
    presenter.choose_display("unknown")
    assert presenter.displays.chosen is None
    presenter.choose_display(SPARE.key)
    presenter.set_displays((OFFICER, WALL, SPARE), OFFICER, SPARE)
    assert marks(room)[2] == ("Sony KD", DisplayMark.IN_USE, True)

    room.restart()
    again = room.desk.devices
    assert again.displays.chosen == SPARE
    again.set_displays((OFFICER, WALL), OFFICER, WALL)
    assert marks(room)[1:] == [
        ("Samsung S24", DisplayMark.IN_USE, False),
        ("Sony KD", DisplayMark.AWAY, True),
    ]
    again.forget_display()
    assert marks(room)[1:] == [("Samsung S24", DisplayMark.IN_USE, False)]
    assert room.fake.memory.recall(MEMORY_NAME) is None


def test_a_chosen_screen_is_remembered_where_it_is_now(room: Room) -> None:
    at_the_devices(room)
    room.desk.devices.set_displays((OFFICER, WALL), OFFICER, WALL)
    room.desk.devices.choose_display(WALL.key)
    moved = replace(WALL, name="DP-3", x=1366)
    room.desk.devices.set_displays((OFFICER, moved), OFFICER, moved)
    assert room.desk.devices.displays.chosen == moved
    assert marks(room)[1] == ("Samsung S24", DisplayMark.IN_USE, True)


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '{"name": "x"}', "null"])
def test_a_damaged_note_is_no_choice_of_a_screen(room: Room, damaged: str) -> None:
    room.fake.memory.remember(MEMORY_NAME, damaged)
    room.restart()
    assert room.desk.devices.displays.chosen is None


def test_other_screens_do_not_hear_of_devices(room: Room) -> None:
    """The engine tells levels ten times a second; only who shows them draws."""
    room.desk.start()
    room.deliver()
    drawn = len(room.view.devices)
    room.tell(speech(-20.0))
    assert len(room.view.devices) == drawn


# ---- for a session elsewhere ---------------------------------------------------------------------

CARD, LINE = DeviceRole.CAPTURE_CARD, DeviceRole.LINE_INPUT
GRABBER, LINE_IN = DeviceId("Thu hình HDMI"), DeviceId("Line In")


def with_card_and_line(room: Room) -> None:
    room.fake.media.present += (
        a_device(GRABBER, DeviceKind.CAMERA),
        a_device(LINE_IN, DeviceKind.MICROPHONE),
    )
    at_the_devices(room)


def test_what_records_a_session_elsewhere_is_chosen_and_only_looked_at(room: Room) -> None:
    with_card_and_line(room)
    assert shown(room).has_elsewhere
    assert field(room, CARD).note is field(room, LINE).note is RoleNote.NOT_CHOSEN
    assert GRABBER in offered(room, CARD)
    room.desk.devices.use(CARD, GRABBER)
    assert field(room, LINE).note is RoleNote.NO_SOUND
    room.desk.devices.use(LINE, LINE_IN)
    assert field(room, CARD).note is field(room, LINE).note is RoleNote.GOOD
    assert listed(room, CARD) == [(GRABBER, DeviceMark.READY)]
    assert GRABBER not in offered(room, CAMERA)
    assert LINE_IN not in offered(room, MICROPHONE)
    unplug(room, GRABBER)
    assert field(room, CARD).note is RoleNote.ALL_AWAY
    assert listed(room, CARD) == [(GRABBER, DeviceMark.AWAY)]
    room.desk.devices.remove(CARD, GRABBER)
    assert field(room, LINE).note is RoleNote.GOOD


def test_a_room_that_has_nothing_for_it_is_asked_nothing(room: Room) -> None:
    room.fake.media.present = ()
    at_the_devices(room)
    assert not shown(room).has_elsewhere
    assert field(room, CARD).note is RoleNote.NOTHING
