"""A session on a platform of somebody else: conducted here, without a call and without a claim."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.devices.device import DeviceKind, DeviceRole
from desktop.domain.ids import SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import MAX_SITES
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.part import SiteLoss
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, VeilKind
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import DialogueScene, PausedScene, WaitingScene
from desktop.presenters.session.pre_join_state import PreJoinViewState, RecordedElsewhere
from desktop.presenters.shell.status_bar_state import CameraWord
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_services import a_device
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_plan
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

PLATFORM = "Hội nghị truyền hình của Chính phủ"
ADDRESS = "987 6543 2100"


def a_room(own_site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Room:
    """Its session meets elsewhere; nobody has entered yet."""
    room = Room(own_site_id=own_site_id, role=role)
    room.fake.schedule.plans = [replace(a_plan(), platform=PLATFORM, conference_address=ADDRESS)]
    room.fake.channel.platform = PLATFORM
    room.fake.channel.other_seats = tuple(
        a_seat(one) for one in (HQ, COMMUNE, AGENCY) if one != own_site_id
    )
    return room


def at_the_door(room: Room) -> PreJoinViewState:
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.deliver()
    return room.view.pre_join[-1]


@pytest.fixture
def chair() -> Room:
    """At the presentation."""
    room = a_room()
    room.open()
    for step in steps_to(Step.PRESENTATION):
        room.fake.channel.set_step(step)
    room.deliver()
    return room


def obstacle(room: Room, verb: Verb) -> Obstacle | None:
    return next(one.obstacle for one in room.state.verbs if one.verb is verb)


def test_at_the_door_no_device_is_opened_and_none_is_missed() -> None:
    room = a_room()
    state = at_the_door(room)
    assert (state.platform, state.devices, state.message) == (PLATFORM, (), None)
    assert state.conference_address == ADDRESS
    room.pre_join.toggle_camera()
    room.pre_join.test_speaker()
    room.tell(EngineStateChanged(is_up=False, restarts=1))
    state = room.view.pre_join[-1]
    assert (state.message, state.is_camera_on) == (None, True)
    assert not state.speaker.is_running
    assert not room.fake.media.is_open
    room.pre_join.enter()
    room.deliver()
    assert room.state.session_id == SESSION


def test_nothing_of_a_call_is_opened_sent_or_said(chair: Room) -> None:
    chair.session.toggle_microphone()
    chair.session.toggle_camera()
    chair.session.hold_microphone(is_held=True)
    chair.tell(EngineStateChanged(is_up=False, restarts=1))
    chair.pass_time(2)
    assert not chair.fake.media.is_open
    assert chair.fake.channel.media == []
    state = chair.state
    assert (state.is_microphone_on, state.is_camera_on) == (False, False)
    assert state.microphone_switch.obstacle is Obstacle.ELSEWHERE
    assert state.camera_switch.obstacle is Obstacle.ELSEWHERE
    assert MessageCode.ENGINE_LOST not in chair.banner_codes()


def test_pictures_say_where_it_meets_and_microphones_are_not_known(chair: Room) -> None:
    tiles = chair.state.roster.tiles
    veils = [one.veil for one in tiles]
    assert {one.kind for one in veils if one is not None} == {VeilKind.ELSEWHERE}
    assert {one.platform for one in veils if one is not None} == {PLATFORM}
    assert {one.microphone for one in tiles} == {MicrophoneWord.ELSEWHERE}
    assert {one.microphone for one in chair.state.roster.rows} == {MicrophoneWord.ELSEWHERE}
    bar = chair.view.status_bar[-1]
    assert (bar.microphone, bar.camera) == (MicrophoneWord.ELSEWHERE, CameraWord.ELSEWHERE)


def test_this_program_does_not_say_that_it_records(chair: Room) -> None:
    chair.pass_time(10)
    assert chair.view.status_bar[-1].recording is RecordingWord.OFF


def test_turns_are_asked_for_and_given_as_ever(chair: Room) -> None:
    chair.fake.channel.put_seat(replace(a_seat(COMMUNE), has_hand_up=True))
    chair.fake.channel.give_floor(COMMUNE)
    chair.deliver()
    row = next(one for one in chair.state.roster.rows if one.site_id == COMMUNE)
    assert (row.is_speaking, row.microphone) == (True, MicrophoneWord.ELSEWHERE)
    assert row.actions == ()


def test_what_needs_a_call_is_left_to_the_platform(chair: Room) -> None:
    assert obstacle(chair, Verb.CONSULT) is Obstacle.ELSEWHERE
    assert chair.session.calling.obstacle(Verb.CALL_AGENCY) is Obstacle.ELSEWHERE
    chair.session.press(Verb.CONSULT)
    assert chair.state.consulting is None
    chair.session.press(Verb.CALL_AGENCY)
    assert chair.state.calling is None


def test_there_are_no_more_tiles_than_of_a_call_and_every_site_has_its_row() -> None:
    room = a_room()
    many = tuple(SiteId(f"site-{number}") for number in range(6))
    plan = replace(room.fake.schedule.plans[0], component_site_ids=(COMMUNE, AGENCY, *many))
    room.fake.schedule.plans = [plan]
    room.open()
    tiles = room.state.roster.tiles
    assert len(tiles) == MAX_SITES
    assert sum(one.is_main for one in tiles) == 1
    assert {one.site_id for one in room.state.roster.rows} == set(plan.site_ids)


def test_a_pause_says_that_it_stops_nothing_there(chair: Room) -> None:
    chair.session.press(Verb.PAUSE)
    assert chair.state.pausing is not None
    assert chair.state.pausing.is_elsewhere
    chair.fake.channel.pause_session(PauseReason.BREAK)
    chair.deliver()
    message = next(one for one in chair.state.banners if one.code == MessageCode.PAUSED_ELSEWHERE)
    assert message.data == {"platform": PLATFORM}
    scene = chair.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert scene.platform == PLATFORM


def test_the_card_of_incidents_does_not_say_that_it_cuts(chair: Room) -> None:
    chair.session.incident.open()
    assert chair.state.incident is not None
    assert chair.state.incident.is_elsewhere


def test_display_2_says_where_the_pictures_are(chair: Room) -> None:
    scene = chair.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    for picture in (scene.main, scene.own):
        assert picture.platform == PLATFORM
        assert (picture.is_lost, picture.is_off, picture.is_elsewhere) == (False, False, False)


def connecting(own_site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Room:
    """Called; nobody noted yet that its sites are connected."""
    room = a_room(own_site_id, role)
    room.fake.channel.status_at_join = SessionStatus.CONNECTING
    unconnected = tuple(
        replace(one, passed_at=None) if one.kind is GateKind.CONNECTED else one
        for one in a_plan().gates
    )
    room.fake.schedule.plans = [replace(a_plan(), platform=PLATFORM, gates=unconnected)]
    room.enter()
    return room


def test_who_plans_it_notes_by_one_press_that_its_sites_are_connected() -> None:
    room = connecting()
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_TO_NOTE]
    assert message.data == {"platform": PLATFORM}
    room.session.act_on_message(message)
    assert room.fake.planning.witnessed == [
        (SESSION, GateKind.CONNECTED, "thấy, nghe đủ 3 điểm cầu")
    ]

    def ready(live: LiveSession) -> LiveSession:
        return replace(live, status=SessionStatus.READY)

    room.fake.channel.change(ready)
    room.deliver()
    assert MessageCode.CONNECTION_TO_NOTE not in room.banner_codes()


def test_that_it_was_not_noted_is_told() -> None:
    room = connecting()
    room.fake.planning.fails_with = "L-370"
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_TO_NOTE]
    room.session.act_on_message(message)
    room.deliver()
    assert "L-370" in room.banner_codes()


@pytest.mark.parametrize(("site_id", "role"), [(COMMUNE, Role.ROOM_OFFICER), (HQ, Role.LEADER)])
def test_others_are_told_who_notes_it(site_id: SiteId, role: Role) -> None:
    room = connecting(site_id, role)
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_UNNOTED]
    assert message.action is None


def test_what_the_city_says_outranks_an_older_plan() -> None:
    room = a_room()
    room.fake.schedule.plans = [a_plan()]
    room.open()
    assert {one.microphone for one in room.state.roster.tiles} == {MicrophoneWord.ELSEWHERE}
    assert room.fake.channel.media == []


# ---- recorded by a capture card and a line input ---------------------------------------------

CARD, LINE = DeviceRole.CAPTURE_CARD, DeviceRole.LINE_INPUT
PLUGGED = {
    CARD: a_device("Thu hình HDMI", DeviceKind.CAMERA),
    LINE: a_device("Line In", DeviceKind.MICROPHONE),
}


def with_devices(*roles: DeviceRole) -> Room:
    """What records a session elsewhere is plugged in, and for these roles it was chosen."""
    room = a_room()
    room.fake.media.present += tuple(PLUGGED.values())
    for role in roles:
        room.desk.devices.use(role, PLUGGED[role].id)
    return room


def recorded_at_the_door(room: Room) -> RecordedElsewhere | None:
    return at_the_door(room).recorded


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ((CARD, LINE), RecordedKind.BOTH),
        ((CARD,), RecordedKind.PICTURE),
        ((LINE,), RecordedKind.SOUND),
    ],
)
def test_the_door_says_what_the_room_will_record(
    roles: tuple[DeviceRole, ...], kind: RecordedKind
) -> None:
    assert recorded_at_the_door(with_devices(*roles)) == RecordedElsewhere(kind=kind, away=())


def test_the_door_says_nothing_of_a_recording_without_them_or_of_a_call_here() -> None:
    assert recorded_at_the_door(with_devices()) is None
    room = with_devices(CARD, LINE)
    room.fake.schedule.plans = [a_plan()]
    assert recorded_at_the_door(room) is None


def test_the_door_says_which_of_them_is_not_plugged_in() -> None:
    room = with_devices(CARD, LINE)
    room.fake.media.present = tuple(
        one for one in room.fake.media.present if one.id != PLUGGED[CARD].id
    )
    assert recorded_at_the_door(room) == RecordedElsewhere(kind=RecordedKind.BOTH, away=(CARD,))


def test_the_door_of_a_call_offers_no_device_that_is_kept_for_that() -> None:
    room = with_devices(CARD, LINE)
    room.fake.schedule.plans = [a_plan()]
    offered = {one.id for field in at_the_door(room).devices for one in field.choices}
    assert offered
    assert offered.isdisjoint({one.id for one in PLUGGED.values()})


@pytest.mark.parametrize(
    ("role", "kind"), [(CARD, RecordedKind.PICTURE), (LINE, RecordedKind.SOUND)]
)
def test_citizens_read_before_and_while_it_is_recorded_what_of_it(
    role: DeviceRole, kind: RecordedKind
) -> None:
    room = with_devices(role)
    room.enter()
    scene = room.desk.chair_display.scene()
    assert isinstance(scene, WaitingScene)
    assert (scene.is_recorded, scene.header.recorded) == (True, kind)
    room.fake.channel.open_session()
    room.deliver()
    for step in steps_to(Step.PRESENTATION):
        room.fake.channel.set_step(step)
    room.deliver()
    room.pass_time(3)
    scene = room.desk.chair_display.scene()
    assert isinstance(scene, DialogueScene)
    assert scene.header.recording is RecordingWord.RECORDING
    assert scene.header.recorded is kind


def lamp(room: Room) -> RecordingWord:
    return room.view.status_bar[-1].recording


def test_the_lamp_is_lit_told_and_goes_out_while_the_card_brings_nothing() -> None:
    room = with_devices(CARD, LINE)
    room.open()
    room.fake.channel.change(lambda live: replace(live, takes_lamps=True))
    room.deliver()
    room.pass_time(3)
    assert lamp(room) is RecordingWord.RECORDING
    room.losing = (SiteLoss(site_id=HQ, picture_ms=1_000, sound_ms=0),)
    room.pass_time(5)
    assert lamp(room) is RecordingWord.FAULT
    assert room.fake.channel.lamps[-1] is RecordingWord.FAULT
    assert MessageCode.LOST_PICTURE in room.banner_codes()
    assert MessageCode.RECORDING_STOPPED not in room.banner_codes()  # its sound is written
    assert room.session.continuity.lost_s >= 5
    room.losing = ()
    room.pass_time(1)
    assert lamp(room) is RecordingWord.RECORDING


def test_a_room_without_them_tells_no_lamp(chair: Room) -> None:
    chair.fake.channel.change(lambda live: replace(live, takes_lamps=True))
    chair.deliver()
    chair.pass_time(5)
    assert chair.fake.channel.lamps == []


def test_a_moment_is_marked_while_the_room_records() -> None:
    room = with_devices(LINE)
    room.open()
    room.session.incident.mark()
    assert MessageCode.MOMENT_MARKED in room.banner_codes()
