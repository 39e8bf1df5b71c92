"""Every screen draws every state twice alike, names its controls and cuts nothing off."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.desk.opening_screen import opening_sign_in
from desktop.domain.devices.device import DeviceKind
from desktop.domain.errors import UserFacingError
from desktop.domain.reception.gate import Gate, GateKind
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.record.minutes_state import Editor, Kept
from desktop.presenters.view.gate_cell import gate_cell
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.session_verb import SessionVerb
from desktop.ui.panels.desk.gate_texts import gate_words
from desktop.ui.panels.record.conflict_card import ConflictCard
from desktop.ui.panels.record.minutes_rows import MinuteRowControl
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.marked_text import MarkedText
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import VideoTile
from desktop.ui.widgets.text import ElidedLabel
from desktop.ui.windows.main_window import MainWindow
from desktop.ui.windows.rail_button import LEAST_HEIGHT
from tests.fakes.fake_clock import NOON
from tests.screens.all_states import shown
from tests.screens.render_screens import Shot, shots
from tests.screens.start_states import BAD_ADDRESS

pytestmark = pytest.mark.ui
CONTROLS = (
    QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractSpinBox, RowControl,
)  # fmt: skip
SMALL = (1366, 768)
FULL_HD = (1920, 1080)
GROUPS = 4
LAID_OUT_MS = 50
SETTLE_MS = 5_000
STILL = 3  # pictures that must be equal, an event loop apart


SIGN_IN = shown("sign-in").view.sign_in[-1]
HOME = shown("home").view.home[-1]
NO_ROWS = replace(HOME, rows=())
AT_HOME = shown("home-dossier").view.shell[-1]
PRE_JOIN = shown("pre-join").view.pre_join[-1]
SESSION = shown("session").state
IN_SESSION = shown("session").view.shell[-1]


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=_let_close)
    made.resize(*SMALL)
    return made


@pytest.fixture
def large_window(qapp: QApplication, theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    """At 200 % on a screen of 1920 by 1080."""
    apply_theme(qapp, theme, NORMAL, 2.0)
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=_let_close)
    made.setMinimumSize(1, 1)
    made.resize(*FULL_HD)
    return made


def _let_close(window: QWidget) -> None:
    window.hide()
    assert isinstance(window, MainWindow)
    window._may_close = True


def child(window: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


# Many states in one window: making a window costs more than drawing most of them.
in_groups = pytest.mark.parametrize("part", range(GROUPS))


def states(part: int) -> tuple[Shot, ...]:
    return shots()[part::GROUPS]


@in_groups
def test_every_control_has_a_name_and_says_what_it_is(window: MainWindow, part: int) -> None:
    nameless, silent = [], []
    for shot in states(part):
        shot.draw(window)
        window.show()
        for kind in CONTROLS:
            for control in window.findChildren(kind):
                if not control.isVisible() or control.objectName().startswith("qt_"):
                    continue
                if not control.objectName():
                    nameless.append((shot.name, control))
                if not (control.accessibleName() or getattr(control, "text", str)()):
                    silent.append((shot.name, control.objectName()))
    assert nameless == []
    assert silent == []


@in_groups
def test_drawing_the_same_state_again_changes_no_pixel(
    window: MainWindow, part: int, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setCursorFlashTime(0)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # a window that becomes active draws its focus anew
    changed = []
    for shot in states(part):
        shot.draw(window)
        first = settled(window, qtbot)
        shot.draw(window)
        if settled(window, qtbot) != first:
            changed.append(shot.name)
    assert changed == []


def settled(window: MainWindow, qtbot: QtBot) -> QImage:
    """The picture of the window once nothing moves any more."""
    pictures = [window.grab().toImage()]

    def stands_still() -> bool:
        pictures.append(window.grab().toImage())
        return len(pictures) > STILL and all(one == pictures[-1] for one in pictures[-STILL:])

    qtbot.waitUntil(stands_still)
    return pictures[-1]


@in_groups
def test_one_line_labels_are_wide_enough_for_their_words(
    window: MainWindow, part: int, qtbot: QtBot
) -> None:
    cut = []
    for shot in states(part):
        shot.draw(window)
        window.show()
        settled(window, qtbot)
        cut += [
            (shot.name, label.text())
            for label in window.findChildren(QLabel)
            if label.isVisible()
            and not label.wordWrap()
            and label.text()
            and label.width() < label.minimumSizeHint().width() - 1
        ]
    assert cut == []


@in_groups
def test_at_200_percent_nothing_is_squeezed_into_less_height_than_its_words_need(
    large_window: MainWindow, part: int, qtbot: QtBot
) -> None:
    found = {}
    for shot in states(part):
        shot.draw(large_window)
        large_window.show()
        qtbot.wait(LAID_OUT_MS)
        with contextlib.suppress(qtbot.TimeoutError):  # what folds does so a turn of the loop later
            qtbot.waitUntil(lambda: not squeezed(large_window), timeout=SETTLE_MS)
        if still := squeezed(large_window):
            found[shot.name] = still
    assert found == {}


def squeezed(window: QWidget) -> list[tuple[str, int, int]]:
    return [
        (one.objectName(), one.height(), needed)
        for one in window.findChildren(QWidget)
        if isinstance(one, (QLabel, QLineEdit, QComboBox, QAbstractButton))
        and one.isVisible()
        and not one.objectName().startswith("qt_")
        and one.height() < (needed := height_needed(one)) - 1
    ]


def height_needed(widget: QWidget) -> int:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) if widget.text() else 0
    if isinstance(widget, QAbstractButton):  # the places of the navigation give way to each other
        return widget.fontMetrics().height() if widget.text() else 0
    return widget.minimumSizeHint().height()


def test_the_status_bar_never_hides(window: MainWindow) -> None:
    for shot in shots():
        shot.draw(window)
        window.show()
        assert window.bar.isVisible(), shot.name
        assert window.bar.geometry().bottom() <= window.height()


# ---- sign-in -----------------------------------------------------------------------------------


def test_the_pin_field_takes_digits_only_and_no_input_method(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.sign_in.show_state(replace(SIGN_IN, can_submit=True))
    pin = child(window, QLineEdit, "pinField")
    assert isinstance(pin, QLineEdit)
    assert pin.echoMode() is QLineEdit.EchoMode.Password
    told: list[int] = []
    window.sign_in.pin_edited.connect(told.append)
    QTest.keyClicks(pin, "12a3.4")
    assert pin.text() == "1234"
    assert told[-1] == 4
    with qtbot.waitSignal(window.sign_in.submitted) as submitted:
        child(window, Button, "signInButton").click()  # type: ignore[attr-defined]
    assert submitted.args == ["1234"]


def test_the_pin_is_emptied_only_when_told(window: MainWindow) -> None:
    window.sign_in.show_state(SIGN_IN)
    pin = child(window, QLineEdit, "pinField")
    assert isinstance(pin, QLineEdit)
    pin.setText("2468")
    wrong = Message(code="D-102", tone=Tone.DANGER)
    window.sign_in.show_state(replace(SIGN_IN, message=wrong))
    assert pin.text() == "2468"
    window.sign_in.show_state(replace(SIGN_IN, clears_pin=SIGN_IN.clears_pin + 1))
    assert pin.text() == ""
    assert pin.property("state") == ""


def test_a_wrong_setting_is_told_above_what_came_of_it_until_it_is_mended(
    window: MainWindow,
) -> None:
    door = window.sign_in
    told, why = child(door, Banner, "signInSettingsBanner"), child(door, Banner, "signInBanner")
    state = opening_sign_in(
        error=UserFacingError("D-001"),
        version="1",
        support_phone="",
        setting_problems=(BAD_ADDRESS,),
    )
    window.sign_in.show_state(state)
    assert not told.isHidden()
    assert not why.isHidden()
    assert "1 chỗ sai" in told.accessibleName()
    assert "server_url" not in told.accessibleName()  # a name for Cài đặt and the log
    pin = child(window, QLineEdit, "pinField")
    assert not pin.isVisibleTo(window.sign_in), "nobody can sign in here"
    assert not child(window, Button, "accountLink").isVisibleTo(window.sign_in)
    window.sign_in.show_state(replace(state, setting_problem=None))
    assert told.isHidden()


def test_a_wrong_pin_is_told_at_its_field(window: MainWindow) -> None:
    window.sign_in.show_state(shown("sign-in-wrong-pin").view.sign_in[-1])
    pin = child(window, QLineEdit, "pinField")
    assert pin.property("state") == "error"
    assert "còn 3 lần thử" in pin.accessibleDescription()


# ---- home --------------------------------------------------------------------------------------


def test_the_button_of_a_row_and_enter_on_it_are_two_things(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.home.show_state(HOME)
    with qtbot.waitSignal(window.home.session_pressed) as pressed:
        child(window, Button, "sessionButton-s2").click()  # type: ignore[attr-defined]
    assert pressed.args == ["s2"]
    row = child(window, RowControl, "session-s3")
    with qtbot.waitSignal(window.home.dossier_opened) as opened:
        row.activated.emit("s3")  # type: ignore[attr-defined]
    assert opened.args == ["s3"]


def test_a_gate_that_was_passed_too_late_says_so(window: MainWindow) -> None:
    window.home.show_state(HOME)
    names = [label.accessibleName() for label in window.home.findChildren(ElidedLabel)]
    assert names.count("Thông báo muộn 19/11") == 1
    assert names.count("Đã thông báo 17/11") == 2
    assert names.count("Kết nối thử muộn 25/11, lãnh đạo cho phép") == 1


def test_a_trial_that_a_leader_left_is_not_said_to_have_been_made() -> None:
    due = NOON - timedelta(hours=3)
    left = Gate(
        kind=GateKind.TRIAL, due_at=due, passed_at=None, evidence="", override_by="leader",
        override_reason="Đường truyền vừa nối lại",
    )  # fmt: skip
    light, said, _ = gate_words(gate_cell(left, NOON, is_offline=False))
    assert light is LightState.LOWER
    assert said.startswith("Chưa kết nối thử")
    assert said.endswith(", lãnh đạo cho phép")


def test_the_keyboard_stands_on_the_first_session_even_when_it_comes_late(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.home.show_state(NO_ROWS)
    window.show_shell(AT_HOME)
    window.home.show_state(HOME)
    first = child(window, RowControl, f"session-{HOME.rows[0].session_id}")
    qtbot.waitUntil(first.hasFocus)
    window.home.focus_search()
    window.home.show_state(NO_ROWS)
    window.home.show_state(HOME)
    assert child(window, QLineEdit, "homeSearch").hasFocus()


def test_searching_without_a_hit_says_so(window: MainWindow) -> None:
    window.home.show_state(replace(NO_ROWS, search="xyz"))
    empty = child(window, QWidget, "homeEmpty")
    assert not empty.isHidden()
    assert "Không thấy buổi tiếp" in empty.accessibleName()


# ---- pre-join ----------------------------------------------------------------------------------


def test_choosing_a_device_tells_kind_and_id(window: MainWindow, qtbot: QtBot) -> None:
    window.pre_join.show_state(PRE_JOIN)
    choice = child(window, QComboBox, "device-camera")
    assert isinstance(choice, QComboBox)
    with qtbot.waitSignal(window.pre_join.device_chosen) as chosen:
        choice.activated.emit(1)
    assert chosen.args == [DeviceKind.CAMERA.value, PRE_JOIN.devices[0].choices[1].id]


def test_drawing_devices_again_keeps_the_choice_quiet(window: MainWindow, qtbot: QtBot) -> None:
    window.pre_join.show_state(PRE_JOIN)
    with qtbot.assertNotEmitted(window.pre_join.device_chosen):
        window.pre_join.show_state(shown("pre-join-no-microphone").view.pre_join[-1])
        window.pre_join.show_state(PRE_JOIN)


# ---- session -----------------------------------------------------------------------------------


def test_the_editor_is_touched_only_for_another_line(window: MainWindow) -> None:
    window.session.show_state(SESSION)
    editor = window.session.minutes.editor
    editor.setPlainText("chữ mới hơn trạng thái")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    panel = SESSION.minutes
    window.session.show_state(replace(SESSION, minutes=replace(panel, kept=Kept.HERE)))
    assert editor.toPlainText() == "chữ mới hơn trạng thái"
    assert editor.textCursor().position() == 3
    next_one = panel.editor.load_number + 1
    other = replace(panel.editor, load_number=next_one, text="dòng khác")
    assert isinstance(other, Editor)
    window.session.show_state(replace(SESSION, minutes=replace(panel, editor=other)))
    assert editor.toPlainText() == "dòng khác"


def test_lines_of_other_sites_cannot_be_corrected(window: MainWindow, qtbot: QtBot) -> None:
    window.session.show_state(SESSION)
    window.show_shell(IN_SESSION)
    window.show()
    theirs, ours = (row.line_id for row in SESSION.minutes.rows[:2])
    assert not child(window, Button, f"correct-{theirs}").isVisible()
    assert child(window, Button, f"correct-{ours}").isVisible()
    foreign = child(window, MinuteRowControl, f"line-{theirs}")
    with qtbot.assertNotEmitted(window.session.minutes.correction_asked):
        foreign.activated.emit(theirs)  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.session.minutes.correction_asked) as asked:
        child(window, Button, f"correct-{ours}").click()  # type: ignore[attr-defined]
    assert asked.args == [ours]


def test_verbs_without_the_right_are_not_shown(window: MainWindow) -> None:
    window.session.show_state(SESSION)
    window.show_shell(IN_SESSION)
    window.show()
    offered = {
        button.objectName()
        for button in window.session.pictures.verbs.findChildren(Button)
        if button.isVisible()
    }
    assert offered == {"microphoneButton", "cameraButton", "verb-ask_floor"}


def test_the_chair_closes_with_two_presses(window: MainWindow, qtbot: QtBot) -> None:
    armed = shown("session-signed").state
    calm = tuple(replace(verb, is_armed=False) for verb in armed.verbs)
    window.session.show_state(replace(armed, verbs=calm))
    close = child(window, Button, "verb-close")
    assert isinstance(close, Button)
    with qtbot.waitSignal(window.session.verb_pressed) as pressed:
        close.click()
    assert pressed.args == [Verb.CLOSE.value]
    window.session.show_state(armed)
    assert close.is_armed
    assert close.accessibleName() == "Nhấn lần nữa để đóng"


def test_pictures_keep_their_places_when_a_line_is_lost(window: MainWindow) -> None:
    window.session.show_state(SESSION)
    window.show_shell(IN_SESSION)
    window.show()
    window.grab()
    tiles = window.session.pictures.findChildren(VideoTile)
    before = {tile.objectName(): tile.geometry() for tile in tiles}
    window.session.show_state(shown("session-reconnecting").state)
    window.grab()
    assert {tile.objectName(): tile.geometry() for tile in tiles} == before


def test_tiles_of_sites_that_left_the_plan_are_let_go(window: MainWindow, qtbot: QtBot) -> None:
    window.session.show_state(SESSION)
    window.session.show_state(shown("session-two-sites").state)
    qtbot.waitUntil(
        lambda: (
            {
                tile.objectName()
                for tile in window.session.pictures.findChildren(VideoTile)
                if tile.objectName().startswith("tile-")
            }
            == {"tile-hq", "tile-commune"}
        )
    )


def test_papers_take_the_place_of_pictures_and_minutes_stay(window: MainWindow) -> None:
    window.session.show_state(SESSION)
    window.show_shell(IN_SESSION)
    window.show()
    window.session.show_papers(is_open=True)
    assert window.session.papers.isVisible()
    assert window.session.minutes.isVisible()
    assert not window.session.pictures.isVisible()
    window.session.papers.closed.emit()
    assert window.session.pictures.isVisible()


def test_a_narrow_window_turns_the_left_column_into_a_tab(window: MainWindow) -> None:
    window.setMinimumSize(1, 1)
    window.resize(1024, 700)
    window.session.show_state(SESSION)
    window.show_shell(IN_SESSION)
    window.show()
    tab = child(window, Button, "caseTab")
    assert isinstance(tab, Button)
    assert tab.isVisible()
    assert not window.session.case.isVisible()
    tab.click()
    assert window.session.case.isVisible()
    assert not window.session.pictures.isVisible()


def test_a_message_is_answered_with_the_message_itself(window: MainWindow, qtbot: QtBot) -> None:
    state = shown("session-two-sites").state
    (message,) = state.banners
    window.session.show_state(state)
    with qtbot.waitSignal(window.session.pictures.message_pressed) as pressed:
        child(window, Button, "sessionBannerButton").click()  # type: ignore[attr-defined]
    assert pressed.args == [message]


def test_two_versions_of_one_line_are_both_offered_with_what_differs(
    window: MainWindow, qtbot: QtBot
) -> None:
    state = shown("session-conflict").state
    (conflict,) = state.minutes.conflicts
    line_id = conflict.line_id
    window.session.show_state(state)
    window.show_shell(IN_SESSION)
    window.show()
    panel = window.session.conflicts
    assert not panel.isVisible()
    button = child(window, Button, "minutesBannerButton")
    assert isinstance(button, Button)
    assert button.text() == "Đến dòng 5"
    button.click()
    assert panel.isVisible()
    assert window.focusWidget() is child(window, Button, f"conflict-present-{line_id}")
    card = child(window, ConflictCard, f"conflict-{line_id}")
    assert [one.marked for one in card.findChildren(MarkedText)] == [("hai",), ("ba",)]
    said = [label.text() for label in card.findChildren(QLabel)]
    assert "Bản đang dùng · Công dân A" in said
    assert "Bản kia · Công dân B" in said
    with qtbot.waitSignal(panel.settled) as settled:
        child(window, Button, f"conflict-other-{line_id}").click()  # type: ignore[attr-defined]
    assert settled.args == [line_id, conflict.other]
    window.session.show_state(SESSION)
    assert not panel.isVisible()


def test_enter_on_a_line_with_two_versions_opens_them(window: MainWindow) -> None:
    state = shown("session-conflict").state
    window.session.show_state(state)
    window.show_shell(IN_SESSION)
    window.show()
    row = child(window, RowControl, f"line-{state.minutes.conflicts[0].line_id}")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert window.session.conflicts.isVisible()
    QTest.keyClick(window.session.conflicts, Qt.Key.Key_Escape)
    assert not window.session.conflicts.isVisible()


def test_closing_asks_first_and_happens_when_the_presenter_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_shell(AT_HOME)
    window.show()
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()
    window.show_shell(replace(AT_HOME, is_closing=True))
    assert not window.isVisible()


def test_a_session_that_ended_is_told_by_its_badge(window: MainWindow) -> None:
    window.session.show_state(shown("display2-ended").state)
    badges = [
        widget.accessibleName()
        for widget in window.findChildren(QWidget)
        if widget.accessibleName()
    ]
    assert "Đã đóng" in badges


# ---- the menu ----------------------------------------------------------------------------------


def test_making_the_menu_anew_opens_no_window_of_its_own(
    window: MainWindow, qapp: QApplication
) -> None:
    window.show()
    before = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    window.show_shell(AT_HOME)
    window.show_shell(shown("room-check").view.shell[-1])
    assert [one for one in qapp.topLevelWidgets() if one.isVisible()] == before
    assert child(window, Button, "nav-room").isChecked()  # type: ignore[attr-defined]
    assert child(window, Button, "tab-room_check").isChecked()  # type: ignore[attr-defined]


def test_in_a_narrow_window_the_menu_is_a_rail_whose_icons_keep_their_words(
    large_window: MainWindow, theme: Theme
) -> None:
    large_window.show_shell(AT_HOME)
    large_window.show()
    entry = child(large_window, Button, "nav-unsent")
    assert entry.accessibleName() == "Chưa gửi"
    assert large_window.navigation.width() < large_window.width() / 8
    assert entry.height() >= theme.px(LEAST_HEIGHT)


# ---- messages in one line ----------------------------------------------------------------------


def test_several_messages_take_one_line_until_they_are_asked_for(window: MainWindow) -> None:
    practice = shown("home").view.shell[-1]
    lost = shown("home-recovered").view.shell[-1]
    window.show_shell(replace(practice, banners=(*lost.banners, *practice.banners)))
    window.show()
    banners = [child(window, Banner, f"shellBanner{place}") for place in range(2)]
    assert [one.isVisible() for one in banners] == [True, False]
    assert "còn 3 mục không đọc được" in banners[0].accessibleName()
    more = child(window, Button, "shellBannerMore")
    assert more.text() == "+1 thông báo"  # type: ignore[attr-defined]
    more.click()  # type: ignore[attr-defined]
    assert [one.isVisible() for one in banners] == [True, True]
    more.click()  # type: ignore[attr-defined]
    assert [one.isVisible() for one in banners] == [True, False]


# ---- what leads on -----------------------------------------------------------------------------


def test_the_light_of_the_room_and_the_unsent_card_are_pressed_and_not_just_reached(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.home.show_state(HOME)
    window.show_shell(AT_HOME)
    window.show()
    light, card = child(window, QWidget, "roomLight"), child(window, QWidget, "unsentCard")
    assert "Phòng sẵn sàng 15/15" in light.accessibleName()
    with qtbot.assertNotEmitted(window.home.unsent_opened):
        card.setFocus()
    with qtbot.waitSignal(window.home.unsent_opened):
        QTest.keyClick(card, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.home.room_opened):
        QTest.mouseClick(light, Qt.MouseButton.LeftButton)


def test_what_the_city_refused_says_why_and_leads_to_its_session(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.unsent.show_state(shown("unsent").view.unsent[-1])
    row = child(window, QWidget, "unsent-s0")
    said = [label.text() for label in row.findChildren(QLabel)]
    assert "Lý do: nội dung thiếu hoặc chưa đúng. Bản gốc vẫn giữ tại máy." in said
    with qtbot.waitSignal(window.unsent.session_opened) as opened:
        child(window, Button, "openRefused-s0").click()  # type: ignore[attr-defined]
    assert opened.args == ["s0"]


def test_a_dossier_leads_into_its_room_while_that_is_open(window: MainWindow, qtbot: QtBot) -> None:
    state = shown("home-dossier").view.home[-1]
    assert state.dossier is not None
    window.home.show_state(state)
    assert not child(window, Button, "exportDossierMinutes").isVisibleTo(window.home)
    assert not child(window, Button, "enterFromDossier").isVisibleTo(window.home)
    open_now = replace(state.dossier, verb=SessionVerb.ENTER)
    window.home.show_state(replace(state, dossier=open_now))
    with qtbot.waitSignal(window.home.session_pressed) as pressed:
        child(window, Button, "enterFromDossier").click()  # type: ignore[attr-defined]
    assert pressed.args == [str(open_now.session_id)]


def test_before_the_desk_is_open_the_status_bar_tells_nothing(window: MainWindow) -> None:
    (opening,) = [shot for shot in shots() if shot.name == "sign-in-bad-setting"]
    opening.draw(window)
    window.show()
    assert window.bar.isVisible()
    assert not any(cell.isVisible() for cell in window.bar.cells.values())
    window.show_status_bar(shown("sign-in").view.status_bar[-1])
    assert all(cell.isVisible() and cell.width() > 40 for cell in window.bar.cells.values())
