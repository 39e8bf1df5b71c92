"""The devices as the officer sees them: every button by keyboard, every state in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.devices.device import ELSEWHERE_ROLES, DeviceRole
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import EchoCancelling
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.presenters.room.devices_state import (
    DeviceMark,
    DevicesViewState,
    DisplayMark,
    LevelWord,
    RoleNote,
    SpeakerField,
)
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.panels.desk.speaker_said import speaker_said
from desktop.ui.screens.room.devices import DevicesScreen
from desktop.ui.screens.room.devices_side import LevelLine
from desktop.ui.screens.room.devices_texts import (
    LEVELS,
    MARKS,
    ROLES,
    force_said,
    note_of,
    word,
)
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.marks.level_meter import LevelMeter
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.samples import showcase as city
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

CAMERA, WEBCAM = city.CAMERA.id, city.WEBCAM.id
SPEAKER = city.SCREEN_SPEAKER.id
DEVICES = shown("devices").view.devices[-1]
AWAY = shown("devices-away").view.devices[-1]
NOTHING = shown("devices-nothing").view.devices[-1]


@pytest.fixture
def screen(theme: Theme, frames: FrameHub, qtbot: QtBot) -> DevicesScreen:
    screen = DevicesScreen(theme, frames)
    qtbot.addWidget(screen)
    screen.resize(1_118, 680)
    screen.show()
    return screen


def texts(screen: QWidget, name: str) -> list[str]:
    found = screen.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return [label.text() for label in found.findChildren(QLabel) if label.text()]


def button(screen: DevicesScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def with_cameras(state: DevicesViewState, *cameras: DeviceId) -> DevicesViewState:
    """The room's cameras in this order."""
    (field,) = [one for one in state.roles if one.role is DeviceRole.CAMERA]
    rows = {row.id: row for row in field.rows}
    ranked = tuple(
        replace(
            rows[camera],
            place=place,
            can_rise=place > 1,
            can_sink=place < len(cameras),
        )
        for place, camera in enumerate(cameras, 1)
    )
    return replace(
        state,
        roles=tuple(replace(field, rows=ranked) if one is field else one for one in state.roles),
    )


def test_each_role_says_how_it_is(screen: DevicesScreen) -> None:
    screen.show_state(DEVICES)
    assert texts(screen, "role-camera")[:2] == ["Camera phòng", "sẵn sàng"]
    assert texts(screen, "role-loudspeaker")[1] == (
        "chưa chọn, đang dùng thiết bị tìm thấy đầu tiên"
    )
    screen.show_state(AWAY)
    assert texts(screen, "role-camera")[1] == "số 1 chưa dùng được, đang dùng số kế tiếp"
    assert texts(screen, "role-microphone")[1].startswith("micro đã chọn chưa cắm")
    assert texts(screen, "displays")[1] == ("chỉ có một màn hình; cắm cáp HDMI rồi bấm F5")
    screen.show_state(NOTHING)
    assert texts(screen, "role-microphone")[:2] == [
        "Micro công dân",
        "chưa thấy thiết bị nào, cắm vào rồi bấm F5",
    ]


def test_an_officers_microphone_is_no_fault_of_a_room_that_has_none(screen: DevicesScreen) -> None:
    screen.show_state(NOTHING)
    assert texts(screen, "role-officer_microphone")[:2] == [
        "Micro cán bộ",
        "chưa chọn; chỉ chọn khi cán bộ có micro riêng",
    ]
    lights = {note_of(DeviceRole.OFFICER_MICROPHONE, note)[0] for note in RoleNote}
    assert LightState.FAULT not in lights


def test_each_open_microphone_has_a_meter(screen: DevicesScreen) -> None:
    def lit() -> dict[str, int]:
        return {
            line.objectName(): line.meter.lit
            for line in screen.findChildren(LevelLine)
            if line.isVisibleTo(screen)
        }

    screen.show_state(DEVICES)
    assert lit() == {"level-microphone": 8, "level-officer_microphone": 5}
    assert texts(screen, "level-officer_microphone") == [
        "Micro cán bộ",
        "Hơi nhỏ: nói gần micro hơn.",
    ]
    screen.show_state(AWAY)
    assert lit() == {"level-microphone": 0}


def test_every_button_tells_its_device(screen: DevicesScreen, qtbot: QtBot) -> None:
    screen.show_state(DEVICES)
    up = button(screen, f"camera-chosen-{WEBCAM}-up")
    assert up.accessibleName() == "Lên: Webcam HD"
    with qtbot.waitSignal(screen.moved) as told:
        up.click()
    assert told.args == ["camera", WEBCAM, -1]
    with qtbot.waitSignal(screen.moved) as told:
        button(screen, f"camera-chosen-{CAMERA}-down").click()
    assert told.args == ["camera", CAMERA, 1]
    with qtbot.waitSignal(screen.removed) as told:
        button(screen, f"camera-chosen-{CAMERA}-remove").click()
    assert told.args == ["camera", CAMERA]
    with qtbot.waitSignal(screen.used) as told:
        button(screen, f"loudspeaker-offered-{SPEAKER}-use").click()
    assert told.args == ["loudspeaker", SPEAKER]
    assert not button(screen, f"camera-chosen-{CAMERA}-up").isEnabled()
    assert button(screen, f"microphone-chosen-{city.MICROPHONE.id}-up").isHidden()


def test_the_keyboard_stays_with_the_device_that_moves(screen: DevicesScreen, qtbot: QtBot) -> None:
    screen.show_state(DEVICES)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    up = button(screen, f"camera-chosen-{WEBCAM}-up")
    up.setFocus()
    QTest.keyClick(up, Qt.Key.Key_Space)
    screen.show_state(with_cameras(DEVICES, WEBCAM, CAMERA))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == f"camera-chosen-{WEBCAM}-down"
    remove = button(screen, f"camera-chosen-{WEBCAM}-remove")
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    screen.show_state(with_cameras(DEVICES, CAMERA))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == f"camera-chosen-{CAMERA}-remove"


def test_a_screen_is_chosen_and_given_up(screen: DevicesScreen, qtbot: QtBot) -> None:
    state = DEVICES
    officer, second = state.displays
    third = replace(second, key="c", name="Sony", mark=DisplayMark.NONE, is_chosen=False)
    screen.show_state(replace(state, displays=(officer, second, third)))
    assert button(screen, f"display-{officer.key}-use").isHidden()
    with qtbot.waitSignal(screen.display_chosen) as told:
        button(screen, "display-c-use").click()
    assert told.args == ["c"]
    with qtbot.waitSignal(screen.display_forgotten):
        button(screen, f"display-{second.key}-remove").click()
    free = replace(second, is_chosen=False)
    screen.show_state(replace(state, displays=(officer, free, third)))
    assert texts(screen, "displays")[1].startswith("chưa chọn")
    chosen = replace(third, mark=DisplayMark.AWAY, is_chosen=True)
    screen.show_state(replace(state, displays=(officer, free, chosen)))
    assert texts(screen, "displays")[1].startswith("màn hình đã chọn chưa dùng được")


def test_the_echo_is_switched_and_a_state_that_is_drawn_says_nothing(
    screen: DevicesScreen, qtbot: QtBot
) -> None:
    state = DEVICES
    screen.show_state(state)
    check = screen.findChild(QCheckBox, "deviceCancelsEcho")
    assert isinstance(check, QCheckBox)
    with qtbot.waitSignal(screen.echo_switched) as told:
        check.click()
    assert told.args == [True]
    with qtbot.assertNotEmitted(screen.echo_switched):
        screen.show_state(state)
    assert not check.isChecked()
    locked = replace(state.echo.rule, can_change=False, is_locked=True, does_device_cancel=True)
    screen.show_state(replace(state, echo=replace(state.echo, rule=locked)))
    assert check.isChecked()
    assert not check.isEnabled()
    assert any("Do thành phố quy định" in one.text() for one in screen.findChildren(QLabel))


def test_the_loudspeaker_is_tried_once_at_a_time(screen: DevicesScreen, qtbot: QtBot) -> None:
    state = DEVICES
    screen.show_state(state)
    assert texts(screen, "speakerSaid") == ["Micro nghe rõ loa, vọng 48 ms."]
    with qtbot.waitSignal(screen.speaker_test_pressed):
        button(screen, "testSpeaker").click()
    screen.show_state(replace(state, speaker=SpeakerField(is_running=True, test=None)))
    assert not button(screen, "testSpeaker").isEnabled()
    assert texts(screen, "speakerSaid")[0].startswith("Đang phát tiếng thử")


def test_looking_again_and_a_message(screen: DevicesScreen, qtbot: QtBot) -> None:
    message = Message(code=MessageCode.ENGINE_LOST, tone=Tone.WARN, data={"restarts": 0})
    screen.show_state(replace(DEVICES, is_engine_up=False, message=message))
    banner = screen.findChild(QWidget, "devicesBanner")
    assert banner is not None
    assert banner.isVisible()
    with qtbot.waitSignal(screen.look_again_pressed):
        button(screen, "lookForDevices").click()


def test_a_speakerphone_that_is_not_heard_is_no_fault() -> None:
    unheard = SpeakerField(is_running=False, test=SpeakerTest(verdict=SpeakerVerdict.NOT_HEARD))
    assert speaker_said(unheard, EchoCancelling.ON)[0] is LightState.FAULT
    light, text = speaker_said(unheard, EchoCancelling.DEVICE)
    assert light is LightState.INFO
    assert "tự khử vang" in text


@pytest.mark.parametrize("verdict", list(SpeakerVerdict))
def test_every_outcome_of_a_test_has_words(verdict: SpeakerVerdict) -> None:
    field = SpeakerField(is_running=False, test=SpeakerTest(verdict=verdict, delay_ms=47.6))
    _, text = speaker_said(field, DEVICES.echo.state)
    assert text
    assert "{" not in text


@pytest.mark.parametrize("state", list(EchoCancelling))
def test_every_state_of_the_echo_has_words(state: EchoCancelling) -> None:
    assert force_said(replace(DEVICES.echo, state=state))[1]


@pytest.mark.parametrize("role", list(DeviceRole))
@pytest.mark.parametrize("note", list(RoleNote))
def test_every_note_of_a_role_has_words(role: DeviceRole, note: RoleNote) -> None:
    assert note_of(role, note)[1]
    assert word(ROLES, role)


def test_a_document_camera_that_is_missing_stops_nothing() -> None:
    lights = {note_of(DeviceRole.DOCUMENT_CAMERA, note)[0] for note in RoleNote}
    assert LightState.FAULT not in lights


def test_every_level_and_mark_has_a_word() -> None:
    assert all(word(LEVELS, one) for one in LevelWord)
    assert all(word(MARKS, one) for one in DeviceMark if one is not DeviceMark.NONE)


def test_the_zone_of_speech_is_marked_below_the_blocks(theme: Theme, qtbot: QtBot) -> None:
    plain, marked = LevelMeter(theme), LevelMeter(theme, zone_dbfs=(-30.0, -15.0))
    for meter in (plain, marked):
        qtbot.addWidget(meter)
        meter.resize(meter.sizeHint())
    assert marked.sizeHint().height() > plain.sizeHint().height()
    image = marked.grab().toImage()
    lowest = [image.pixelColor(x, image.height() - 1) for x in range(image.width())]
    green = [x for x, colour in enumerate(lowest) if colour == theme.colour("ok")]
    width, gap = theme.px(8), theme.px(3)
    assert (green[0], green[-1]) == (6 * (width + gap), 9 * (width + gap) - gap - 1)


def test_lights_stand_beside_words(screen: DevicesScreen) -> None:
    screen.show_state(DEVICES)
    assert {light.state for light in screen.findChildren(Light)} == {
        LightState.GOOD,
        LightState.LOWER,  # the officer speaks softly
        LightState.INFO,
        LightState.AHEAD,  # nobody chose what records sessions on other platforms
    }


# ---- a session elsewhere ---------------------------------------------------------------------

ELSEWHERE = shown("devices-elsewhere").view.devices[-1]


def test_what_records_a_session_elsewhere_is_listed_below_all_others(
    screen: DevicesScreen,
) -> None:
    screen.show_state(ELSEWHERE)
    box = screen.findChild(QWidget, "devicesElsewhere")
    assert isinstance(box, QWidget)
    assert box.isVisible()
    said = texts(screen, "devicesElsewhere")
    for name in ("Ghi buổi họp trên nền tảng khác", "Thiết bị thu hình", "Đường vào âm thanh"):
        assert name in said
    shown_names = {one.toolTip() or one.accessibleName() for one in box.findChildren(QPushButton)}
    for device in (city.CAPTURE_CARD, city.LINE_INPUT):
        assert any(device.name in one for one in shown_names), shown_names


def test_a_room_with_nothing_for_it_does_not_read_of_it(screen: DevicesScreen) -> None:
    screen.show_state(NOTHING)
    box = screen.findChild(QWidget, "devicesElsewhere")
    assert isinstance(box, QWidget)
    assert not box.isVisible()


@pytest.mark.parametrize("role", ELSEWHERE_ROLES)
def test_a_room_without_them_lacks_nothing(role: DeviceRole) -> None:
    assert note_of(role, RoleNote.NOTHING)[0] is LightState.AHEAD
    unfilled = (RoleNote.NOT_CHOSEN, RoleNote.ALL_AWAY)
    assert LightState.FAULT not in {note_of(role, note)[0] for note in unfilled}
