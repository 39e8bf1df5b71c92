from dataclasses import replace

import pytest

from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelRefused, SeatInUse
from desktop.domain.devices.device import DeviceKind, DeviceRole
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DeviceId, SessionId, TrackId
from desktop.domain.media.call import SELF_VIEW, EchoCancelling
from desktop.domain.media.events import EchoCancellingChanged, EngineStateChanged, TrackRemoved
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.presenters.room.devices_state import SpeakerField
from desktop.presenters.room.speaker_trial import TEST_LIMIT_S
from desktop.presenters.session.pre_join_state import JoinStage, PreJoinViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room, own_picture, picture_of, speech
from tests.samples.receptions import HQ, SESSION

pytestmark = pytest.mark.unit


def state_of(room: Room) -> PreJoinViewState:
    return room.view.pre_join[-1]


def screen(room: Room) -> Screen:
    return room.view.shell[-1].screen


def at_the_door(room: Room) -> None:
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.deliver()


def test_devices_open_and_nothing_is_sent(room: Room) -> None:
    room.fake.media.is_microphone_on = True
    at_the_door(room)
    assert room.fake.media.is_open
    assert not room.fake.media.is_microphone_on
    assert room.fake.media.is_camera_on
    assert room.fake.channel.joins == []
    assert state_of(room).central_site_name == "Trụ sở thành phố"


def test_own_picture_and_level_show_as_they_come(room: Room) -> None:
    at_the_door(room)
    assert state_of(room).preview_track_id is None
    room.tell(picture_of(HQ), own_picture(), speech(-41.3), speech(-20.0, HQ))
    state = state_of(room)
    assert (state.preview_track_id, state.level_dbfs, state.is_voice_heard) == (
        SELF_VIEW,
        -41.0,
        False,
    )
    room.tell(speech(-28.0))
    room.tell(speech(-60.0))
    assert (state_of(room).level_dbfs, state_of(room).is_voice_heard) == (-60.0, True)
    room.tell(TrackRemoved(track_id=TrackId("track-hq")))
    assert state_of(room).preview_track_id == SELF_VIEW
    room.tell(TrackRemoved(track_id=SELF_VIEW))
    assert state_of(room).preview_track_id is None


def test_a_picture_that_was_there_before_shows_at_once(room: Room) -> None:
    room.desk.start()
    room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    room.desk.open_pre_join(SESSION)
    assert room.view.pre_join[0].preview_track_id == SELF_VIEW


def test_each_kind_shows_its_choices_and_what_is_used(room: Room) -> None:
    at_the_door(room)
    fields = {field.kind: field for field in state_of(room).devices}
    assert [one.name for one in fields[DeviceKind.MICROPHONE].choices] == [
        "Micro bàn 1",
        "Micro bàn 2",
    ]
    in_use = fields[DeviceKind.MICROPHONE].in_use
    assert in_use is not None
    assert in_use.name == "Micro bàn 1"


def test_a_chosen_device_stands_before_the_one_used_until_now(room: Room) -> None:
    at_the_door(room)
    room.pre_join.select_device(DeviceKind.MICROPHONE, DeviceId("Micro bàn 2"))
    room.deliver()
    assert room.fake.media.wanted[DeviceRole.MICROPHONE] == ("Micro bàn 2", "Micro bàn 1")
    room.pre_join.select_device(DeviceKind.MICROPHONE, DeviceId("Micro bàn 2"))
    assert room.fake.media.wanted[DeviceRole.MICROPHONE] == ("Micro bàn 2", "Micro bàn 1")


def test_missing_devices_are_told_and_do_not_bar_the_door(room: Room) -> None:
    room.fake.media.present = ()
    at_the_door(room)
    state = state_of(room)
    assert state.message is not None
    assert (state.message.code, state.can_enter) == (MessageCode.NO_MICROPHONE, True)
    room.pre_join.select_device(DeviceKind.MICROPHONE, DeviceId("Micro bàn 1"))
    assert not room.fake.media.wanted.get(DeviceRole.MICROPHONE)


def test_a_missing_camera_alone_is_told(room: Room) -> None:
    room.fake.media.present = tuple(
        one for one in room.fake.media.present if one.kind is not DeviceKind.CAMERA
    )
    at_the_door(room)
    message = state_of(room).message
    assert message is not None
    assert message.code == MessageCode.NO_CAMERA
    room.pre_join.retry()
    assert room.fake.media.refreshes == 1


def test_a_room_whose_echo_nobody_takes_out_is_told_until_somebody_does(room: Room) -> None:
    room.tell(EchoCancellingChanged(state=EchoCancelling.FAILED))  # before the officer came
    at_the_door(room)
    message = state_of(room).message
    assert message is not None
    assert message.code == MessageCode.NO_ECHO_CANCELLING
    for state in (EchoCancelling.ON, EchoCancelling.DEVICE, EchoCancelling.IDLE):
        room.tell(EchoCancellingChanged(state=state))
        assert state_of(room).message is None


def test_a_lost_engine_is_told_until_it_is_back(room: Room) -> None:
    at_the_door(room)
    room.tell(own_picture(), speech(-20.0), EngineStateChanged(is_up=False, restarts=0))
    state = state_of(room)
    assert state.message is not None
    assert state.message.code == MessageCode.ENGINE_LOST
    assert (state.preview_track_id, state.level_dbfs, state.is_engine_up) == (None, -96.0, False)
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    assert state_of(room).message is None


def test_the_preview_can_be_switched_off_and_the_session_begins_with_the_camera_on(
    room: Room,
) -> None:
    at_the_door(room)
    room.pre_join.toggle_camera()
    assert not room.fake.media.is_camera_on
    assert not state_of(room).is_camera_on
    room.pre_join.enter()
    room.deliver()
    assert room.fake.media.is_camera_on


def test_enter_joins_once_and_leads_into_the_session(room: Room) -> None:
    at_the_door(room)
    room.pre_join.enter()
    assert (state_of(room).stage, state_of(room).can_enter) == (JoinStage.JOINING, False)
    room.pre_join.enter()
    room.deliver()
    assert room.fake.channel.joins == [SESSION]
    assert screen(room) is Screen.SESSION
    assert room.desk.pre_join is None
    assert room.state.is_connected


def test_without_the_city_one_enters_all_the_same(room: Room) -> None:
    room.fake.channel.is_city_reachable = False
    at_the_door(room)
    room.pre_join.enter()
    room.deliver()
    assert screen(room) is Screen.SESSION
    assert MessageCode.CITY_LOST in room.banner_codes()


def test_a_city_that_does_not_answer_keeps_nobody_at_the_door(room: Room) -> None:
    at_the_door(room)
    room.pre_join.enter()
    room.fake.queue.deliver_to(lambda _event: None)
    room.pass_time(1.5)
    assert screen(room) is Screen.PRE_JOIN
    room.pass_time(1.0)
    assert screen(room) is Screen.SESSION


def test_a_refused_seat_keeps_one_at_the_door_with_the_reason(room: Room) -> None:
    room.fake.channel.refuses_with = "K-140"
    at_the_door(room)
    room.pre_join.enter()
    room.deliver()
    state = state_of(room)
    assert state.message is not None
    assert (state.message.code, state.stage, state.can_enter) == ("K-140", JoinStage.IDLE, True)
    room.fake.channel.refuses_with = None
    room.pre_join.enter()
    room.deliver()
    assert screen(room) is Screen.SESSION


def test_a_refusal_nobody_waits_for_is_ignored(room: Room) -> None:
    at_the_door(room)
    room.tell(ChannelRefused(code="K-140"), ScheduleChanged())
    assert state_of(room).message is None


def test_failures_of_join_and_devices_are_told(room: Room) -> None:
    at_the_door(room)
    room.tell(ActionFailed(action="select_devices", code="M-107", data={"name": "Micro"}))
    message = state_of(room).message
    assert message is not None
    assert (message.code, message.data) == ("M-107", {"name": "Micro"})
    room.pre_join.enter()
    room.fake.queue.deliver_to(lambda _event: None)
    room.tell(ActionFailed(action="join", code="K-106", data={}))
    assert state_of(room).stage is JoinStage.IDLE


def test_another_sessions_state_opens_no_door(room: Room) -> None:
    at_the_door(room)
    room.pre_join.enter()
    room.fake.queue.deliver_to(lambda _event: None)
    live = room.fake.channel.live()
    assert live is not None
    room.fake.channel.change(lambda one: replace(one, session_id=SessionId("other")))
    room.deliver()
    assert screen(room) is Screen.PRE_JOIN


def test_going_back_lets_go_of_devices_and_seat(room: Room) -> None:
    at_the_door(room)
    room.pre_join.back()
    assert (room.fake.channel.leaves, room.fake.media.is_open) == (0, False)
    at_the_door(room)
    room.pre_join.enter()
    room.fake.queue.deliver_to(lambda _event: None)
    room.pre_join.back()
    assert room.fake.channel.leaves == 1
    assert screen(room) is Screen.HOME


def test_a_state_while_one_only_looks_opens_no_door(room: Room) -> None:
    at_the_door(room)
    room.fake.channel.join(SESSION)
    room.deliver()
    room.pass_time(5.0)
    assert screen(room) is Screen.PRE_JOIN
    assert room.desk.session is None


def test_an_unknown_session_has_no_door(room: Room) -> None:
    room.desk.start()
    room.desk.open_pre_join(SessionId("unknown"))
    assert room.desk.pre_join is None
    assert screen(room) is Screen.HOME


CLEAR = SpeakerTest(verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-31.0)


def test_the_loudspeaker_is_tested_once_at_a_time(room: Room) -> None:
    at_the_door(room)
    assert state_of(room).speaker == SpeakerField(is_running=False, test=None)
    room.pre_join.test_speaker()
    room.pre_join.test_speaker()
    assert room.fake.media.speaker_tests == 1
    assert state_of(room).speaker.is_running
    room.tell(EchoCancellingChanged(state=EchoCancelling.DEVICE), SpeakerTested(test=CLEAR))
    assert state_of(room).speaker == SpeakerField(is_running=False, test=CLEAR)
    assert state_of(room).echo is EchoCancelling.DEVICE


def test_a_test_that_nobody_answers_ends_before_the_session(room: Room) -> None:
    at_the_door(room)
    room.pre_join.test_speaker()
    room.pass_time(TEST_LIMIT_S)
    assert state_of(room).speaker.test == SpeakerTest(verdict=SpeakerVerdict.FAILED)


def test_on_the_way_in_nothing_is_played(room: Room) -> None:
    at_the_door(room)
    room.pre_join.enter()
    room.pre_join.test_speaker()
    assert room.fake.media.speaker_tests == 0


# ---- another PC of this site has the seat ------------------------------------------------------


def at_a_door_that_is_in_use(room: Room) -> None:
    at_the_door(room)
    room.fake.channel.is_seat_in_use = True
    room.pre_join.enter()
    room.deliver()


def test_a_seat_that_another_pc_has_is_told_and_nothing_is_taken(room: Room) -> None:
    at_a_door_that_is_in_use(room)
    state = state_of(room)
    assert (state.is_seat_in_use, state.stage, state.can_enter) == (True, JoinStage.IDLE, True)
    assert state.message is not None
    assert (state.message.code, state.message.action) == (MessageCode.SEAT_IN_USE, None)
    assert room.fake.channel.ways == [JoinWay.ASK]
    assert screen(room) is Screen.PRE_JOIN


def test_enter_comes_in_beside_it_and_closes_camera_and_microphone(room: Room) -> None:
    at_a_door_that_is_in_use(room)
    room.pre_join.enter()
    room.deliver()
    assert room.fake.channel.ways == [JoinWay.ASK, JoinWay.BESIDE]
    assert screen(room) is Screen.SESSION
    assert room.session.facts.is_beside
    assert not room.fake.media.is_open
    assert room.fake.channel.media == []


def test_the_seat_can_be_taken_over_instead(room: Room) -> None:
    at_a_door_that_is_in_use(room)
    room.pre_join.take_over()
    room.deliver()
    assert room.fake.channel.ways == [JoinWay.ASK, JoinWay.TAKE]
    assert not room.session.facts.is_beside
    assert room.fake.media.is_open


def test_a_free_seat_is_not_taken_over(room: Room) -> None:
    at_the_door(room)
    room.pre_join.take_over()
    assert room.fake.channel.ways == []


def test_a_seat_in_use_that_is_told_late_concerns_the_session(room: Room) -> None:
    at_the_door(room)
    room.tell(SeatInUse())
    assert not state_of(room).is_seat_in_use


def test_when_no_more_desks_are_taken_in_beside_it_the_choice_is_there_again(room: Room) -> None:
    at_a_door_that_is_in_use(room)
    room.fake.channel.refuses_with = "K-147"
    room.pre_join.enter()
    room.deliver()
    state = state_of(room)
    assert state.message is not None
    assert (state.message.code, state.is_seat_in_use) == ("K-147", True)
