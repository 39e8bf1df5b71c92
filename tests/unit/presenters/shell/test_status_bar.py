from dataclasses import replace

import pytest

from desktop.domain.conduct.events import ChannelRefused
from desktop.domain.conduct.live_session import Stage
from desktop.domain.devices.device import DeviceKind
from desktop.domain.ids import DocumentId, TrackId
from desktop.domain.media.call import SELF_VIEW, Quality, QualityCause
from desktop.domain.media.events import EngineStateChanged, TrackRemoved
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.sync.status import Connectivity
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar_state import (
    BarCell,
    CameraWord,
    DisplayPlace,
    StatusBarViewState,
)
from tests.rigs.desk.desk_room import Room, own_picture, picture_of, speech
from tests.samples.receptions import COMMUNE, HQ, SESSION, a_paper

pytestmark = pytest.mark.unit


def bar(room: Room) -> StatusBarViewState:
    return room.view.status_bar[-1]


def test_at_home_everything_rests(room: Room) -> None:
    room.desk.start()
    state = bar(room)
    assert state.microphone is MicrophoneWord.OFF
    assert state.camera is CameraWord.OFF
    assert state.recording is RecordingWord.OFF
    assert state.line is None
    assert (state.step.status, state.step.step, state.clock_s) == (None, None, 0)
    assert state.speaking.label is None
    assert (state.display.scene, state.display.place) == (SceneKind.CREST, DisplayPlace.NONE)
    assert not state.shows_document


def test_a_preview_is_called_a_preview(room: Room) -> None:
    room.desk.start()
    room.tell(own_picture(), picture_of(HQ))
    assert bar(room).camera is CameraWord.PREVIEW
    room.tell(TrackRemoved(track_id=TrackId("other")))
    assert bar(room).camera is CameraWord.PREVIEW
    room.tell(TrackRemoved(track_id=SELF_VIEW))
    assert bar(room).camera is CameraWord.OFF
    room.tell(own_picture())
    room.tell(EngineStateChanged(is_up=False, restarts=0))
    assert bar(room).camera is CameraWord.OFF


def test_a_preview_is_never_denied_also_when_no_device_is_named(room: Room) -> None:
    room.fake.media.present = ()
    room.desk.start()
    room.tell(own_picture())
    assert bar(room).camera is CameraWord.PREVIEW


def test_levels_at_home_draw_nothing(room: Room) -> None:
    room.desk.start()
    before = len(room.view.status_bar)
    room.tell(speech(-20.0))
    assert len(room.view.status_bar) == before


def test_within_a_session_every_cell_tells_of_it(room: Room) -> None:
    session = room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    session.toggle_microphone()
    room.pass_time(20.0)
    state = bar(room)
    assert (state.microphone, state.camera) == (MicrophoneWord.OPEN, CameraWord.ON)
    assert (state.step.status, state.step.step) == (SessionStatus.IN_SESSION, Step.OPENING)
    assert state.clock_s == 20
    assert state.speaking.label == "Công dân A"
    assert state.speaking.clock is not None
    assert state.speaking.clock.elapsed_s == 20
    assert state.display.scene is SceneKind.DIALOGUE
    session.toggle_camera()
    assert bar(room).camera is CameraWord.OFF


def test_before_the_opening_there_is_no_step(room: Room) -> None:
    room.enter()
    assert (bar(room).step.status, bar(room).step.step) == (SessionStatus.READY, None)
    assert bar(room).display.scene is SceneKind.WAITING


def test_a_room_without_a_camera_says_so_in_a_session(room: Room) -> None:
    room.fake.media.present = tuple(
        device for device in room.fake.media.present if device.kind is not DeviceKind.CAMERA
    )
    room.desk.start()
    assert bar(room).camera is CameraWord.OFF
    room.open()
    assert bar(room).camera is CameraWord.MISSING


def test_what_is_not_sent_is_counted(room: Room) -> None:
    room.desk.start()
    room.fake.sync.set_status(
        replace(
            room.fake.sync.status(),
            connectivity=Connectivity.OFFLINE,
            pending_operations=6,
            pending_papers=3,
            pending_bytes=412,
            refused_operations=1,
        )
    )
    room.deliver()
    unsent = bar(room).unsent
    assert (unsent.items, unsent.refused, unsent.is_offline) == (9, 1, True)
    line = bar(room).line
    assert line is not None
    assert (line.quality, line.cause) == (Quality.LOST, QualityCause.OUR_LINE)


def test_a_document_on_display_2_is_told_by_number_and_page(room: Room) -> None:
    room.open()
    room.desk.status_bar.set_display_place(DisplayPlace.SCREEN)
    room.fake.papers.put(a_paper())
    room.fake.channel.present(
        Stage(document_id=DocumentId("paper-1"), page=3, page_count=12, title="x")
    )
    room.deliver()
    state = bar(room)
    assert state.shows_document
    assert (state.display.document_number, state.display.page) == (1, 3)
    assert state.display.place is DisplayPlace.SCREEN


def test_a_covered_display_is_told(room: Room) -> None:
    room.open()
    room.desk.chair_display.toggle_cover()
    room.pass_time(0.25)
    assert bar(room).display.scene is SceneKind.CREST


def test_a_lost_line_on_display_2_is_told(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    assert bar(room).display.is_line_lost


# ---- what can be pressed ---------------------------------------------------------------------

EVER = {BarCell.LINE, BarCell.DISPLAY}


def test_at_home_cells_lead_to_the_devices_and_to_what_is_unsent(room: Room) -> None:
    room.desk.start()
    assert bar(room).leads == set(BarCell)


def test_a_cell_does_not_lead_to_where_one_is(room: Room) -> None:
    room.desk.start()
    room.desk.navigate(Screen.UNSENT)
    assert bar(room).leads == set(BarCell) - {BarCell.UNSENT}
    room.desk.navigate(Screen.DEVICES)
    assert bar(room).leads == {*EVER, BarCell.UNSENT}


def test_before_the_sign_in_no_cell_leads_inside(room: Room) -> None:
    room.fake.access.person = None
    room.desk.start()
    assert bar(room).leads == EVER


def test_at_the_door_of_a_session_the_preview_is_switched(room: Room) -> None:
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    assert bar(room).leads == {*EVER, BarCell.CAMERA, BarCell.UNSENT}


def test_in_a_session_cells_follow_their_buttons(room: Room) -> None:
    session = room.open()
    assert bar(room).leads == {*EVER, BarCell.MICROPHONE, BarCell.CAMERA}
    session.toggle_microphone()
    room.deliver()
    assert bar(room).leads == {*EVER, BarCell.CAMERA}
    room.tell(ChannelRefused(code="K-140"))
    assert bar(room).leads == EVER


@pytest.mark.parametrize(
    ("place", "leads"),
    [
        (DisplayPlace.NONE, True),
        (DisplayPlace.WINDOW, True),
        (DisplayPlace.SCREEN, False),
        (DisplayPlace.OFF, False),
    ],
)
def test_display_2_is_opened_where_it_can_be(
    room: Room, place: DisplayPlace, *, leads: bool
) -> None:
    room.desk.start()
    room.desk.status_bar.set_display_place(place)
    assert (BarCell.DISPLAY in bar(room).leads) is leads
