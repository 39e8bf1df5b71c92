"""The room's own picture outside a session: how it lies on the screens that show it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.presenters.room.devices_state import SpeakerField
from desktop.presenters.session.pre_join_state import JoinStage
from desktop.ui.screens.room.devices import DevicesScreen
from desktop.ui.screens.room.room_check import RoomCheckScreen
from desktop.ui.screens.session.pre_join import PreJoinScreen
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import VideoTile
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

Make = Callable[[Theme, FrameHub], QWidget]
SCREENS: tuple[Make, ...] = (PreJoinScreen, RoomCheckScreen, DevicesScreen)


@pytest.fixture(params=[1.0, 2.0])
def scaled(request: pytest.FixtureRequest, qapp: QApplication, theme: Theme) -> Theme:
    apply_theme(qapp, theme, NORMAL, request.param)
    return theme


@pytest.mark.parametrize("make", SCREENS)
def test_a_preview_is_flush_with_the_cards_beside_it(
    scaled: Theme, frames: FrameHub, qtbot: QtBot, make: Make
) -> None:
    """No ring is ever drawn around it: nobody else speaks there."""
    screen = make(scaled, frames)
    qtbot.addWidget(screen)
    screen.resize(1_920, 1_080)
    screen.show()
    (tile,) = screen.findChildren(VideoTile)
    assert tile.isVisible()
    assert tile.picture.x() == 0
    assert tile.picture.width() == tile.width()


def test_the_way_back_begins_where_the_title_does(
    scaled: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    screen = PreJoinScreen(scaled, frames)
    qtbot.addWidget(screen)
    screen.resize(1_920, 1_080)
    screen.show()
    back = screen.findChild(Button, "preJoinBack")
    assert back is not None
    title = next(one for one in screen.findChildren(QLabel) if one.text() == "Chuẩn bị vào phòng")
    icon_at = back.x() + (back.width() - back.sizeHint().width()) // 2 + scaled.px(12)
    assert icon_at == title.x() == scaled.px(24)


def test_all_devices_stand_there_without_scrolling_on_a_small_screen(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    screen = PreJoinScreen(theme, frames)
    qtbot.addWidget(screen)
    screen.resize(1_366, 711)
    screen.show_state(shown("pre-join").view.pre_join[-1])
    screen.show()
    (area,) = screen.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().height() > 0)
    assert area.verticalScrollBar().maximum() == 0


def test_the_loudspeaker_is_tested_before_the_session(
    scaled: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    screen = PreJoinScreen(scaled, frames)
    qtbot.addWidget(screen)
    screen.resize(1_366, 700)
    state = shown("pre-join").view.pre_join[-1]
    screen.show_state(state)
    screen.show()
    button = screen.findChild(Button, "preJoinTestSpeaker")
    said = screen.findChild(QWidget, "preJoinSpeakerSaid")
    assert button is not None
    assert said is not None
    assert said.accessibleName().startswith("Loa phát ba tiếng ngắn")
    with qtbot.waitSignal(screen.speaker_test_pressed):
        button.click()
    screen.show_state(replace(state, speaker=SpeakerField(is_running=True, test=None)))
    assert not button.isEnabled()
    assert said.accessibleName().startswith("Đang phát tiếng thử")
    test = SpeakerTest(verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-31.0)
    screen.show_state(replace(state, speaker=SpeakerField(is_running=False, test=test)))
    assert button.isEnabled()
    assert said.accessibleName() == "Micro nghe rõ loa, vọng 48 ms."


def test_who_is_kept_out_at_the_door_chooses_by_enter(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    """The keyboard left the button while it was grey; K-111 says Enter on it."""
    screen = PreJoinScreen(theme, frames)
    qtbot.addWidget(screen)
    screen.show()
    state = shown("pre-join").view.pre_join[-1]
    screen.show_state(state)
    screen.take_focus()
    screen.show_state(replace(state, stage=JoinStage.JOINING, can_enter=False))
    screen.show_state(replace(state, is_seat_in_use=True))
    enter = screen.findChild(Button, "enterButton")
    assert enter is not None
    assert screen.focusWidget() is enter
