"""A session on a platform of somebody else: conducted here, without a call and without a claim."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import MAX_SITES
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, VeilKind
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import DialogueScene, PausedScene
from desktop.presenters.session.pre_join_state import PreJoinViewState
from desktop.presenters.shell.status_bar_state import CameraWord
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
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
