"""A session on a platform of somebody else, as it is drawn: no switch, no picture, no claim."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.devices.device import ELSEWHERE_ROLES, DeviceRole
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.session.pre_join_state import RecordedElsewhere
from desktop.ui.screens.session.elsewhere_text import elsewhere_text
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown
from tests.screens.shown_room import ShownRoom

pytestmark = pytest.mark.ui

PLATFORM = "Hội nghị truyền hình của Chính phủ"


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=lambda one: one.hide())
    made._may_close = True
    made.resize(1366, 768)
    return made


def draw(window: MainWindow, name: str) -> ShownRoom:
    room = shown(name)
    window.show_shell(room.view.shell[-1])
    if room.view.session:
        window.session.show_state(room.view.session[-1])
    if room.view.pre_join:
        window.pre_join.show_state(room.view.pre_join[-1])
    if room.view.schedule:
        window.schedule.show_state(room.view.schedule[-1])
    window.show()
    return room


def is_shown(window: MainWindow, name: str) -> bool:
    return part(window, name).isVisible()


def part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def texts(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_the_live_screen_has_no_switch_of_media_and_says_where_it_meets(
    window: MainWindow,
) -> None:
    draw(window, "session-elsewhere")
    assert not is_shown(window, "microphoneButton")
    assert not is_shown(window, "cameraButton")
    assert is_shown(window, "verb-pause")
    spoken = [
        one.accessibleName()
        for one in window.findChildren(QWidget)
        if one.objectName().startswith("tile-")
    ]
    assert spoken
    assert all(f"Họp trên {PLATFORM}" in one for one in spoken)
    draw(window, "session")
    assert is_shown(window, "microphoneButton")


def test_the_door_says_what_this_program_does_not_do(window: MainWindow) -> None:
    draw(window, "pre-join-elsewhere")
    assert f"Mở {PLATFORM} bằng chương trình của nền tảng ấy" in texts(window)
    assert is_shown(window, "conferenceAddress")
    assert "Số hoặc địa chỉ phòng họp: 987 6543 2100" in texts(window)
    for name in ("device-camera", "device-microphone", "preJoinTestSpeaker", "preJoinRetry"):
        assert not is_shown(window, name), name
    assert is_shown(window, "enterButton")
    draw(window, "pre-join")
    assert not is_shown(window, "conferenceAddress")


def test_the_door_says_what_the_room_records_by_card_and_line(window: MainWindow) -> None:
    draw(window, "pre-join-elsewhere")
    assert "không ghi âm, ghi hình buổi này" in texts(window)
    draw(window, "pre-join-elsewhere-recorded")
    said = texts(window)
    assert "ghi hình từ thiết bị thu hình, ghi tiếng từ đường vào âm thanh" in said
    assert "Đường vào âm thanh đã chọn chưa cắm" in said
    assert "không ghi âm, ghi hình buổi này" not in said


@pytest.mark.parametrize("kind", list(RecordedKind))
@pytest.mark.parametrize("role", ELSEWHERE_ROLES)
def test_the_door_has_words_for_whatever_is_chosen_and_missing(
    kind: RecordedKind, role: DeviceRole
) -> None:
    plain = elsewhere_text(PLATFORM, RecordedElsewhere(kind=kind, away=()))
    missing = elsewhere_text(PLATFORM, RecordedElsewhere(kind=kind, away=(role,)))
    assert plain.startswith(f"Mở {PLATFORM}")
    assert missing.startswith(plain)
    assert len(missing) > len(plain)


def test_a_plan_names_its_platform_and_its_trial_is_noted_in_words(window: MainWindow) -> None:
    draw(window, "schedule-elsewhere")
    meets = part(window, "plan-meets")
    assert isinstance(meets, QComboBox)
    assert meets.currentText() == "Nền tảng khác"
    name = part(window, "plan-platform")
    assert isinstance(name, QLineEdit)
    assert name.text() == PLATFORM
    assert is_shown(window, "plan-platform")
    address = part(window, "plan-conference_address")
    assert isinstance(address, QLineEdit)
    assert address.text() == "987 6543 2100"
    button = part(window, "noteWitness")
    assert isinstance(button, Button)
    assert button.isEnabled()
    assert "Người ghi nhận: Kết nối thử" in texts(window)
    draw(window, "schedule-gates")
    assert not is_shown(window, "noteWitness")
