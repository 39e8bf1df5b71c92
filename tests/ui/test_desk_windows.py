"""An officer's way through the windows, with the real presenters over services in memory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.domain.devices.device import DeviceRole
from desktop.domain.media.call import SELF_VIEW, Rung
from desktop.domain.media.code_words import NoCodeWords
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    EngineStateChanged,
    StatsChanged,
)
from desktop.domain.reception.status import PauseReason
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.display.chair_display_state import (
    CrestScene,
    DialogueScene,
    DocumentScene,
    TrialPageScene,
    WaitingScene,
)
from desktop.presenters.room.devices_state import DisplayMark
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.presenters.shell.status_bar_state import DisplayPlace
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.desk.session_actions import HELP_HOLD_MS
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import HIGH_CONTRAST
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.part_choice import PartChoice
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_media_connection import fake_stats
from tests.rigs.desk.desk_room import Room, own_picture, picture_of
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import AGENCY, COMMUNE, HQ, PIN, SESSION, a_paper

pytestmark = pytest.mark.ui


class Desk:
    """A room whose view is real."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.room = Room()
        self.windows = DeskWindows(
            theme=theme, read_frame=self.room.fake.media.read_frame, clock=self.room.clock
        )
        self.room.desk = DeskPresenter(
            services=self.room.fake.services,
            clock=self.room.clock,
            facts=self.room.facts,
            view=self.windows,
        )
        self.windows.bind(self.room.desk)

    @property
    def main(self) -> QWidget:
        return self.windows.main

    def press(self, name: str) -> None:
        button = self.main.findChild(Button, name)
        assert isinstance(button, Button), name
        button.click()
        self.room.deliver()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.main.activateWindow()
        self.qtbot.waitUntil(self.main.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or self.main, key, held)
        self.room.deliver()

    def enter(self) -> None:
        self.room.desk.start()
        self.windows.show()
        self.room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
        self.press(f"sessionButton-{SESSION}")
        self.press("enterButton")


def named(inside: QWidget, name: str) -> QWidget:
    found = inside.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def shown(desk: Desk) -> Screen | None:
    return desk.windows.main.screen_shown


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(theme, qtbot)
    yield made
    if made.room.desk.session is not None:
        made.room.desk.session.leave()
    let_go(made.windows)


def test_from_the_door_to_home_by_pin(desk: Desk) -> None:
    desk.room.fake.access.person = None
    desk.room.desk.start()
    desk.windows.show()
    assert shown(desk) is Screen.SIGN_IN
    pin = desk.main.findChild(QLineEdit, "pinField")
    assert isinstance(pin, QLineEdit)
    QTest.keyClicks(pin, PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    desk.room.deliver()
    assert shown(desk) is Screen.HOME
    assert desk.windows.main.navigation.isVisible()


def test_from_home_through_pre_join_into_the_session(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    desk.press(f"sessionButton-{SESSION}")
    assert shown(desk) is Screen.PRE_JOIN
    desk.key(Qt.Key.Key_Return)
    assert shown(desk) is Screen.SESSION
    assert desk.room.desk.session is not None


def test_escape_leads_back_from_pre_join(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"sessionButton-{SESSION}")
    desk.key(Qt.Key.Key_Escape)
    assert shown(desk) is Screen.HOME


def test_what_is_typed_reaches_the_store(desk: Desk) -> None:
    desk.enter()
    editor = desk.windows.main.session.minutes.editor
    QTest.keyClicks(editor, "De nghi do lai")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.room.pass_time(3.0)
    lines = desk.room.fake.minutes.lines(SESSION)
    assert [line.text for line in lines] == ["De nghi do lai"]
    assert editor.toPlainText() == ""


def test_f8_covers_and_uncovers_display_two(desk: Desk) -> None:
    desk.enter()
    assert not isinstance(desk.windows.chair.view.scene, CrestScene)
    desk.key(Qt.Key.Key_F8)
    assert isinstance(desk.windows.chair.view.scene, CrestScene)
    desk.key(Qt.Key.Key_F8)
    assert not isinstance(desk.windows.chair.view.scene, CrestScene)


def is_heard(desk: Desk) -> bool:
    return desk.room.fake.media.is_microphone_on


def compose(editor: QWidget, shown_text: str, committed: str = "") -> None:
    event = QInputMethodEvent(shown_text, [])
    event.setCommitString(committed)
    QApplication.sendEvent(editor, event)


@pytest.mark.parametrize("way", [("tiê", "tiế", "tiếng"), ("tie", "tiê", "tiếng")])
def test_f9_speaks_while_it_is_held_and_leaves_a_syllable_whole(
    desk: Desk, way: tuple[str, ...]
) -> None:
    """Telex and VNI: the key goes down and up in the midst of a syllable."""
    desk.enter()
    editor = desk.windows.main.session.minutes.editor
    editor.setFocus()
    for shown_text in way[:-1]:
        compose(editor, shown_text)
    desk.windows.main.activateWindow()
    desk.qtbot.waitUntil(desk.windows.main.isActiveWindow)
    QTest.keyPress(editor, Qt.Key.Key_F9)
    desk.room.deliver()
    assert is_heard(desk)
    compose(editor, "", way[-1])
    QTest.keyRelease(editor, Qt.Key.Key_F9)
    desk.room.deliver()
    assert not is_heard(desk)
    assert editor.toPlainText() == way[-1]


def test_keys_of_programs_for_meetings_do_the_same_here_unless_it_forbids(desk: Desk) -> None:
    page_led(desk)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    own_id = desk.room.session.context.own_site_id

    def told() -> tuple[bool, bool, bool]:
        seat, live = desk.room.session.facts.seat(own_id), desk.room.fake.channel.live()
        has_hand_up = seat is not None and seat.has_hand_up
        is_led = live is not None and live.stage is not None
        return has_hand_up, is_led, desk.room.session.own_media.is_camera_on

    before = told()
    for key in (Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_O):
        desk.key(key, held)
    after = told()
    assert [now is not then for now, then in zip(after, before, strict=True)] == [True] * 3
    desk.windows.main.has_meeting_keys = False
    for key in (Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_O, Qt.Key.Key_M):
        desk.key(key, held)
    assert told() == after


def test_the_two_keys_of_a_leaders_pad_raise_the_hand_and_pause(desk: Desk) -> None:
    desk.enter()
    desk.room.fake.channel.open_session()
    desk.room.deliver()
    hands = []
    for _ in range(2):
        desk.key(Qt.Key.Key_F13)
        seat = desk.room.session.facts.seat(desk.room.session.context.own_site_id)
        hands.append(seat is not None and seat.has_hand_up)
    assert hands == [True, False]
    desk.key(Qt.Key.Key_F14)
    live = desk.room.fake.channel.live()
    assert live is not None
    assert live.pause_reason is PauseReason.BREAK


def test_f9_is_let_go_with_the_window(desk: Desk) -> None:
    desk.enter()
    desk.windows.main.activateWindow()
    desk.qtbot.waitUntil(desk.windows.main.isActiveWindow)
    QTest.keyPress(desk.windows.main.session.minutes.editor, Qt.Key.Key_F9)
    assert is_heard(desk)
    QApplication.sendEvent(desk.main, QEvent(QEvent.Type.WindowDeactivate))
    desk.room.deliver()
    assert not is_heard(desk)


@pytest.mark.parametrize("way", [("tiê", "tiế", "tiếng"), ("tie", "tiê", "tiếng")])
def test_f11_calls_for_help_once_it_was_held_and_leaves_a_syllable_whole(
    desk: Desk, way: tuple[str, ...]
) -> None:
    desk.enter()
    editor = desk.windows.main.session.minutes.editor
    editor.setFocus()
    for shown_text in way[:-1]:
        compose(editor, shown_text)
    desk.windows.main.activateWindow()
    desk.qtbot.waitUntil(desk.windows.main.isActiveWindow)
    QTest.keyPress(editor, Qt.Key.Key_F11)
    assert not asked_for_help(desk)
    desk.qtbot.waitUntil(lambda: asked_for_help(desk), timeout=10 * HELP_HOLD_MS)
    compose(editor, "", way[-1])
    QTest.keyRelease(editor, Qt.Key.Key_F11)
    desk.room.deliver()
    assert editor.toPlainText() == way[-1]
    assert isinstance(desk.windows.chair.view.scene, DialogueScene | WaitingScene)


def test_f11_that_is_let_go_at_once_calls_nobody(desk: Desk) -> None:
    desk.enter()
    desk.windows.main.activateWindow()
    desk.qtbot.waitUntil(desk.windows.main.isActiveWindow)
    desk.key(Qt.Key.Key_F11)
    QTest.qWait(HELP_HOLD_MS + 200)
    assert not asked_for_help(desk)


def asked_for_help(desk: Desk) -> bool:
    live = desk.room.fake.channel.live()
    return live is not None and bool(live.help_calls)


def test_the_queue_is_put_in_order_lowered_and_locked_from_the_window(desk: Desk) -> None:
    desk.enter()
    channel = desk.room.fake.channel
    channel.open_session()
    for site_id in (HQ, AGENCY):
        channel.put_seat(a_seat(site_id))
    for site_id, label in ((AGENCY, "Đại diện Sở"), (COMMUNE, "Công dân A")):
        channel.floor.put_hand(site_id, Speaker(label=label, side=Side.CITIZENS))
    desk.room.deliver()

    def order() -> list[str]:
        live = channel.live()
        assert live is not None
        assert live.queue is not None
        return [one.speaker for one in live.queue.hands]

    queue = desk.windows.main.session.case.queue
    queue.hand_placed.emit(2, 0)
    desk.room.deliver()
    assert order() == ["Công dân A", "Đại diện Sở"]
    queue.action_chosen.emit("down", COMMUNE, 2)
    desk.room.deliver()
    assert order() == ["Đại diện Sở", "Công dân A"]
    queue.action_chosen.emit("lock", AGENCY, 0)
    queue.hand_pressed.emit(1)
    desk.room.deliver()
    live = channel.live()
    assert live is not None
    assert live.queue is not None
    assert (live.speaking_site_id, live.queue.locked) == (AGENCY, (AGENCY,))
    queue.asking.withdrawn.emit("Công dân A")
    desk.room.deliver()
    assert order() == []
    queue.asking.asked.emit("Cán bộ tiếp dân", "Nói thêm")
    desk.room.deliver()
    assert order() == ["Cán bộ tiếp dân"]
    for _ in range(2):
        queue.tools.clear_pressed.emit()
    desk.room.deliver()
    assert order() == []


def test_the_page_of_a_trial_is_painted_on_display_two_and_says_so(desk: Desk) -> None:
    chair = desk.windows.chair
    chair.open_as_window()
    desk.qtbot.waitExposed(chair)
    with desk.qtbot.waitSignal(chair.view.trial_page_painted) as painted:
        chair.show_scene(TrialPageScene(number=3))
    assert painted.args == [3]
    picture = chair.view.grab().toImage()
    middle = picture.height() // 2
    shades = [picture.pixelColor(x, middle).lightness() for x in range(picture.width())]
    assert max(shades) > 240  # the sheet is white, the scene is night
    chair.show_scene(TrialPageScene(number=4))
    chair.show_scene(CrestScene())  # what is gone before it was painted is not told
    with desk.qtbot.assertNotEmitted(chair.view.trial_page_painted, wait=50):
        chair.view.grab()


def test_leaving_takes_two_presses(desk: Desk) -> None:
    desk.enter()
    desk.press("verb-leave")
    assert shown(desk) is Screen.SESSION
    desk.press("verb-leave")
    desk.room.pass_time(1.0)
    assert shown(desk) is Screen.HOME


def test_f1_opens_the_keys_and_escape_shuts_them(desk: Desk) -> None:
    desk.enter()
    desk.key(Qt.Key.Key_F1)
    assert desk.windows.main.keys_panel.isVisible()
    desk.key(Qt.Key.Key_Escape)
    assert not desk.windows.main.keys_panel.isVisible()
    assert shown(desk) is Screen.SESSION


def test_the_cell_of_the_line_shows_its_figures_and_leaves_the_keyboard_alone(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.enter()
    main = desk.windows.main
    main.activateWindow()
    main.session.minutes.focus_editor()
    qtbot.waitUntil(main.session.minutes.editor.hasFocus)
    QTest.mouseClick(main.bar.cells["lineCell"], Qt.MouseButton.LeftButton)
    assert main.line_panel.isVisible()
    assert main.session.minutes.editor.hasFocus()
    stats = replace(
        fake_stats(HQ), width=1280, height=720, loss=0.024, path="relay", sent_rung=Rung.SOUND
    )
    desk.room.tell(StatsChanged(stats=(stats,)))
    texts = {label.text() for label in main.line_panel.findChildren(QLabel)}
    assert {"1280 × 720", "2,4\u00a0%", "qua máy chuyển tiếp", "720p", "chỉ tiếng"} <= texts
    desk.room.tell(StatsChanged(stats=(replace(stats, loss=0.5, path="srflx"),)))
    texts = {label.text() for label in main.line_panel.findChildren(QLabel)}
    assert {"50,0\u00a0%", "trực tiếp, qua NAT"} <= texts
    assert "2,4\u00a0%" not in texts
    assert not any(text.startswith("Mã bốn từ:") for text in texts)
    desk.room.tell(CodeWordsChanged(site_id=HQ, words=("xuân", "dây", "thuyền", "chanh")))
    texts = {label.text() for label in main.line_panel.findChildren(QLabel)}
    assert "Mã bốn từ: xuân – dây – thuyền – chanh" in texts
    for why in (NoCodeWords.NOT_OFFERED, NoCodeWords.MISMATCH):
        desk.room.tell(CodeWordsLacking(site_id=HQ, why=why))
        shown = [label for label in main.line_panel.findChildren(QLabel) if not label.isHidden()]
        assert not any(label.text().startswith("Mã bốn từ:") for label in shown)
        assert any(label.text().startswith("Không so được mã bốn từ:") for label in shown)
    desk.key(Qt.Key.Key_Escape)
    assert not main.line_panel.isVisible()
    QTest.mouseClick(main.bar.cells["lineCell"], Qt.MouseButton.LeftButton)
    assert main.line_panel.isVisible()
    QTest.mouseClick(main.bar.cells["lineCell"], Qt.MouseButton.LeftButton)
    assert not main.line_panel.isVisible()


def test_f6_goes_through_the_regions_and_comes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.enter()
    main = desk.windows.main
    main.activateWindow()
    main.session.minutes.focus_editor()
    qtbot.waitUntil(main.session.minutes.editor.hasFocus)
    desk.key(Qt.Key.Key_F6)
    assert not main.session.minutes.editor.hasFocus()
    desk.key(Qt.Key.Key_Escape)
    assert main.session.minutes.editor.hasFocus()


def test_a_paper_that_is_dropped_is_given_to_the_service(desk: Desk, tmp_path: Path) -> None:
    desk.enter()
    path = tmp_path / "don.pdf"
    path.write_bytes(b"%PDF-1.7")
    desk.windows.main.session.papers.paper_added.emit(str(path))
    desk.room.deliver()
    assert desk.room.fake.papers.papers(SESSION)


def test_the_far_picture_gets_its_track(desk: Desk) -> None:
    desk.enter()
    desk.room.tell(picture_of(HQ))
    faces = {tile.objectName(): tile for tile in desk.windows.main.session.pictures._tiles.values()}
    assert f"tile-{HQ}" in faces
    assert faces[f"tile-{HQ}"].face is not None


def page_led(desk: Desk) -> None:
    """The first of three pages, shown whole."""
    desk.enter()
    desk.room.fake.channel.open_session()
    desk.room.fake.papers.put(a_paper())
    desk.room.fake.channel.present(
        Stage(document_id=a_paper().id, page=1, page_count=3, title=a_paper().title)
    )
    desk.room.deliver()


def test_a_page_is_read_on_and_back_from_the_keyboard(desk: Desk) -> None:
    page_led(desk)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    read = []
    for key in (*[Qt.Key.Key_PageDown] * 4, Qt.Key.Key_PageUp):
        desk.key(key, held)
        scene = desk.windows.chair.view.scene
        assert isinstance(scene, DocumentScene)
        read.append((scene.page, scene.part))
    assert read == [
        (1, PagePart.TOP), (1, PagePart.MIDDLE), (1, PagePart.BOTTOM), (2, PagePart.TOP),
        (1, PagePart.BOTTOM),
    ]  # fmt: skip


def test_ctrl_g_leads_every_screen_to_a_page_and_keeps_a_syllable_whole(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_led(desk)
    editor = desk.windows.main.session.minutes.editor
    desk.main.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    compose(editor, "tiế")
    monkeypatch.setattr(  # as an input tool does when it is asked to
        editor, "finish_composing", lambda: compose(editor, "", "tiế") if editor.is_composing else 0
    )
    desk.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "tiế"
    asked = desk.main.findChild(QLineEdit, "stageNumber")
    assert isinstance(asked, QLineEdit)
    qtbot.waitUntil(asked.hasFocus)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Return):
        desk.key(key)
    assert shown_page(desk) == 1  # there is no page 9: it is said, and asked again
    for key in (Qt.Key.Key_3, Qt.Key.Key_Return):
        desk.key(key)
    assert shown_page(desk) == 3
    assert editor.hasFocus()
    desk.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    desk.key(Qt.Key.Key_Escape)
    assert editor.hasFocus()
    assert (shown_page(desk), editor.toPlainText()) == (3, "tiế")


def shown_page(desk: Desk) -> int:
    scene = desk.windows.chair.view.scene
    assert isinstance(scene, DocumentScene)
    return scene.page


def test_the_part_of_the_page_is_chosen_beside_the_pictures(desk: Desk) -> None:
    page_led(desk)
    choice = desk.main.findChild(PartChoice, "stagePart")
    assert isinstance(choice, PartChoice)
    choice.part_chosen.emit(PagePart.BOTTOM.value)
    desk.room.deliver()
    assert choice.currentData() == PagePart.BOTTOM.value


def test_a_page_is_drawn_as_wide_as_the_screen_of_display_two_shows_it(desk: Desk) -> None:
    page_led(desk)
    desk.windows.chair.open_as_window()
    desk.windows.chair.resize(3840, 2160)
    desk.room.deliver()
    wide = 2 * 1563 * desk.windows.chair.devicePixelRatioF()
    desk.qtbot.waitUntil(
        lambda: abs(desk.room.fake.papers.requests[-1][2] - wide) < 4,
    )


def test_display_two_as_a_window_is_told_to_the_status_bar(desk: Desk) -> None:
    desk.enter()
    desk.windows.chair.open_as_window()
    cell = desk.windows.main.bar.cells["displayCell"]
    assert cell.face.value != "chưa mở"
    desk.windows.chair.close()
    assert cell.face.value == "chưa mở"
    desk.windows.chair.place_changed.emit(DisplayPlace.SCREEN.value)
    assert cell.face.value != "chưa mở"


def test_display_two_on_its_own_screen_is_not_opened_from_its_miniature(desk: Desk) -> None:
    desk.enter()
    button = desk.main.findChild(Button, "openDisplay")
    assert isinstance(button, Button)
    assert button.isEnabled()
    reasons = []
    for place in (DisplayPlace.SCREEN, DisplayPlace.OFF):
        desk.windows.chair.place_changed.emit(place.value)
        assert not button.isEnabled()
        reasons.append(button.accessibleDescription())
    assert reasons == [
        "Màn hình 2 đang mở trên màn hình riêng.",
        "Cài đặt của máy không mở màn hình 2.",
    ]
    assert desk.windows.main.bar.cells["displayCell"].face.value == "chưa mở"
    desk.windows.chair.place_changed.emit(DisplayPlace.NONE.value)
    assert button.isEnabled()


@pytest.mark.parametrize("cell", ["microphoneCell", "cameraCell"])
def test_microphone_and_camera_in_the_bar_lead_to_the_devices(desk: Desk, cell: str) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.windows.main.bar.cells[cell].click()
    assert shown(desk) is Screen.DEVICES
    assert not desk.windows.main.bar.cells[cell].isEnabled()


def test_a_press_on_unsent_in_the_bar_leads_there(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.windows.main.bar.cells["unsentCell"].click()
    assert shown(desk) is Screen.UNSENT


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7,
        Qt.Key.Key_F9, Qt.Key.Key_F11, Qt.Key.Key_F12, Qt.Key.Key_Escape,
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", [Screen.HOME, Screen.ROOM_CHECK, Screen.UNSENT, Screen.SESSION])
def test_every_key_may_be_pressed_everywhere(desk: Desk, key: Qt.Key, where: Screen) -> None:
    if where is Screen.SESSION:
        desk.enter()
    else:
        desk.room.desk.start()
        desk.windows.show()
        desk.room.desk.navigate(where)
    desk.key(key)
    assert shown(desk) is where


def test_closing_the_window_asks_the_presenter(desk: Desk, qtbot: QtBot) -> None:
    desk.room.desk.start()
    desk.windows.show()
    with qtbot.waitSignal(desk.windows.closed):
        desk.windows.main.close()


def test_the_room_is_checked_and_its_sheet_opened_from_its_screen(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.room.desk.navigate(Screen.ROOM_CHECK)
    desk.press("checkRoom")
    assert desk.room.fake.room_check.begun == 1
    desk.press("openSheet")
    assert shown(desk) is Screen.READINESS_SHEET


def test_devices_are_ranked_by_the_keyboard_and_looked_for_with_f5(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.ROOM}")
    desk.press(f"tab-{Screen.DEVICES}")
    media = desk.room.fake.media
    assert media.is_open
    desk.press("microphone-offered-Micro bàn 2-use")
    desk.press("microphone-offered-Micro bàn 1-use")
    desk.press("microphone-chosen-Micro bàn 2-up")
    assert media.wanted[DeviceRole.MICROPHONE] == ("Micro bàn 2", "Micro bàn 1")
    desk.press("microphone-chosen-Micro bàn 1-remove")
    assert media.wanted[DeviceRole.MICROPHONE] == ("Micro bàn 2",)
    desk.key(Qt.Key.Key_F5)
    assert media.refreshes == 2
    desk.press("testSpeaker")
    assert media.speaker_tests == 1
    check = desk.main.findChild(QCheckBox, "deviceCancelsEcho")
    assert isinstance(check, QCheckBox)
    check.click()
    desk.room.deliver()
    assert media.does_device_cancel == [True]
    desk.press("help")
    desk.press(f"nav-{MenuEntry.HOME}")
    assert not media.is_open


def test_larger_text_is_chosen_and_drawn_at_once(desk: Desk, theme: Theme) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.SETTINGS}")
    assert shown(desk) is Screen.SETTINGS
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Tab)
    height = named(desk.main, "setting-text_scale").height()
    size = desk.main.size()
    desk.key(Qt.Key.Key_Down)
    assert desk.room.fake.settings.chosen == [("text_scale", "1.25")]
    desk.qtbot.waitUntil(lambda: theme.scale == 1.25)
    assert desk.room.desk.settings.state().message is None
    assert desk.main.isVisible()
    assert desk.main.size() == size
    assert shown(desk) is Screen.SETTINGS
    row = named(desk.main, "setting-text_scale")
    desk.qtbot.waitUntil(lambda: row.height() > height)
    assert desk.main.focusWidget() is named(row, "choice-text_scale")
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_F1)
    assert desk.windows.main.keys_panel.isVisible()
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_F6)
    assert shown(desk) is Screen.SETTINGS


def test_more_contrast_is_drawn_at_once(desk: Desk, theme: Theme) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.SETTINGS}")
    desk.room.desk.settings.choose("high_contrast", "True")
    desk.room.deliver()
    desk.qtbot.waitUntil(lambda: theme.tokens is HIGH_CONTRAST)
    ground = desk.windows.main.grab().toImage().pixelColor(2, 2)
    assert ground == theme.colour("sunken")
    desk.press(f"nav-{MenuEntry.HOME}")
    assert shown(desk) is Screen.HOME
    desk.qtbot.waitUntil(named(desk.windows.main, f"sessionButton-{SESSION}").isVisible)


def test_after_a_new_size_the_window_works_as_before(desk: Desk, theme: Theme) -> None:
    """The buttons, the keys, the way out: each is joined with the new window once."""
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.SETTINGS}")
    desk.room.desk.settings.choose("text_scale", "1.5")
    desk.room.deliver()
    desk.qtbot.waitUntil(lambda: theme.scale == 1.5)
    desk.press(f"nav-{MenuEntry.HOME}")
    desk.room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    desk.press(f"sessionButton-{SESSION}")
    desk.press("enterButton")
    assert shown(desk) is Screen.SESSION
    desk.key(Qt.Key.Key_F8)
    assert isinstance(desk.windows.chair.view.scene, CrestScene)
    asked = desk.room.desk.shell.state()
    assert asked.exit_prompt is None
    desk.windows.main.close()
    assert desk.room.desk.shell.state() != asked


def test_pictures_of_the_window_before_are_asked_no_more(desk: Desk, theme: Theme) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.ROOM}")
    desk.press(f"tab-{Screen.DEVICES}")
    desk.room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    assert SELF_VIEW in desk.windows.frames.tiles()
    desk.press(f"nav-{MenuEntry.SETTINGS}")
    desk.room.desk.settings.choose("text_scale", "1.5")
    desk.room.deliver()
    desk.qtbot.waitUntil(lambda: theme.scale == 1.5)
    assert SELF_VIEW not in desk.windows.frames.tiles(), "the new one is not built yet"
    desk.windows.frames.on_frame_ready(SELF_VIEW)
    desk.press(f"nav-{MenuEntry.ROOM}")
    desk.press(f"tab-{Screen.DEVICES}")
    desk.room.tell(own_picture())
    desk.qtbot.waitUntil(lambda: desk.windows.frames.tiles().get(SELF_VIEW, 0) > 0)


def test_the_program_is_asked_to_start_again(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.SETTINGS}")
    desk.room.desk.settings.choose("language", "en")
    desk.room.deliver()
    with desk.qtbot.waitSignal(desk.windows.restart_asked):
        desk.press("settingsBannerButton")


def test_the_only_screen_is_the_officers(desk: Desk) -> None:
    desk.room.desk.start()
    desk.windows.show()
    desk.press(f"nav-{MenuEntry.ROOM}")
    desk.press(f"tab-{Screen.DEVICES}")
    (display,) = desk.room.desk.devices.displays.rows()
    assert display.mark is DisplayMark.OFFICER
    desk.windows.main.devices.display_chosen.emit(display.key)
    assert not desk.windows.chair.isFullScreen()
    desk.press(f"display-{display.key}-remove")
    assert desk.room.desk.devices.displays.chosen is None
