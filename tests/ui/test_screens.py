"""Every screen draws every state twice alike, names its controls and cuts nothing off."""

import contextlib
from dataclasses import replace

import pytest
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

from desktop.app.opening import opening_sign_in
from desktop.domain.device import DeviceKind
from desktop.domain.enums import SessionStatus
from desktop.domain.errors import UserFacingError
from desktop.presenters.message import Message, Tone
from desktop.presenters.minutes_state import Editor, Kept
from desktop.presenters.shell_state import Screen
from desktop.presenters.verb import Verb
from desktop.ui.frames import FrameHub
from desktop.ui.panels.conflict_card import ConflictCard
from desktop.ui.panels.minutes_rows import MinuteRowControl
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.row_list import RowControl
from desktop.ui.widgets.text import ElidedLabel
from desktop.ui.widgets.video_tile import VideoTile
from desktop.ui.windows.main_window import MainWindow
from tests.screens import session_states as live
from tests.screens import start_states as start
from tests.screens.render_screens import Shot, shots

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
    return shots(None)[part::GROUPS]


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
        return widget.fontMetrics().height()
    return widget.minimumSizeHint().height()


def test_the_status_bar_never_hides(window: MainWindow) -> None:
    for shot in shots(None):
        shot.draw(window)
        window.show()
        assert window.bar.isVisible(), shot.name
        assert window.bar.geometry().bottom() <= window.height()


# ---- sign-in -----------------------------------------------------------------------------------


def test_the_pin_field_takes_digits_only_and_no_input_method(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.sign_in.show_state(start.sign_in())
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
    window.sign_in.show_state(start.sign_in())
    pin = child(window, QLineEdit, "pinField")
    assert isinstance(pin, QLineEdit)
    pin.setText("2468")
    window.sign_in.show_state(start.sign_in(message=Message(code="D-102", tone=Tone.DANGER)))
    assert pin.text() == "2468"
    window.sign_in.show_state(replace(start.sign_in(), clears_pin=1))
    assert pin.text() == ""
    assert pin.property("state") == ""


def test_a_wrong_setting_is_told_above_what_came_of_it_until_it_is_mended(
    window: MainWindow,
) -> None:
    told, why = child(window, Banner, "signInSettingsBanner"), child(window, Banner, "signInBanner")
    state = opening_sign_in(
        error=UserFacingError("D-001"),
        version="1",
        support_phone="",
        setting_problems=(start.BAD_ADDRESS,),
    )
    window.sign_in.show_state(state)
    assert not told.isHidden()
    assert not why.isHidden()
    assert "server_url" in told.accessibleName()
    assert "https_required" not in told.accessibleName()  # a word for the log
    window.sign_in.show_state(replace(state, setting_problem=None))
    assert told.isHidden()


def test_a_wrong_pin_is_told_at_its_field(window: MainWindow) -> None:
    message = Message(code="D-102", tone=Tone.DANGER, data={"left": 3})
    window.sign_in.show_state(start.sign_in(message=message))
    pin = child(window, QLineEdit, "pinField")
    assert pin.property("state") == "error"
    assert "còn 3 lần thử" in pin.accessibleDescription()


# ---- home --------------------------------------------------------------------------------------


def test_the_button_of_a_row_and_enter_on_it_are_two_things(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.home.show_state(start.home())
    with qtbot.waitSignal(window.home.session_pressed) as pressed:
        child(window, Button, "sessionButton-s2").click()  # type: ignore[attr-defined]
    assert pressed.args == ["s2"]
    row = child(window, RowControl, "session-s3")
    with qtbot.waitSignal(window.home.dossier_opened) as opened:
        row.activated.emit("s3")  # type: ignore[attr-defined]
    assert opened.args == ["s3"]


def test_a_gate_that_was_passed_too_late_says_so(window: MainWindow) -> None:
    window.home.show_state(start.home())
    names = [label.accessibleName() for label in window.home.findChildren(ElidedLabel)]
    assert names.count("Đã thông báo (đạt muộn)") == 1
    assert names.count("Đã thông báo") == 2


def test_the_keyboard_stands_on_the_first_session_even_when_it_comes_late(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.home.show_state(start.home(rows=()))
    window.show_shell(start.shell(Screen.HOME))
    state = start.home()
    window.home.show_state(state)
    first = child(window, RowControl, f"session-{state.rows[0].session_id}")
    qtbot.waitUntil(first.hasFocus)
    window.home.focus_search()
    window.home.show_state(start.home(rows=()))
    window.home.show_state(start.home())
    assert child(window, QLineEdit, "homeSearch").hasFocus()


def test_searching_without_a_hit_says_so(window: MainWindow) -> None:
    window.home.show_state(start.home(rows=(), search="xyz"))
    empty = child(window, QWidget, "homeEmpty")
    assert not empty.isHidden()
    assert "Không thấy buổi tiếp" in empty.accessibleName()


# ---- pre-join ----------------------------------------------------------------------------------


def test_choosing_a_device_tells_kind_and_id(window: MainWindow, qtbot: QtBot) -> None:
    state = start.pre_join()
    window.pre_join.show_state(state)
    choice = child(window, QComboBox, "device-camera")
    assert isinstance(choice, QComboBox)
    with qtbot.waitSignal(window.pre_join.device_chosen) as chosen:
        choice.activated.emit(1)
    assert chosen.args == [DeviceKind.CAMERA.value, state.devices[0].choices[1].id]


def test_drawing_devices_again_keeps_the_choice_quiet(window: MainWindow, qtbot: QtBot) -> None:
    window.pre_join.show_state(start.pre_join())
    with qtbot.assertNotEmitted(window.pre_join.device_chosen):
        window.pre_join.show_state(start.pre_join(has_devices=False))
        window.pre_join.show_state(start.pre_join())


# ---- session -----------------------------------------------------------------------------------


def test_the_editor_is_touched_only_for_another_line(window: MainWindow) -> None:
    window.session.show_state(live.session())
    editor = window.session.minutes.editor
    editor.setPlainText("chữ mới hơn trạng thái")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    window.session.show_state(live.session(minutes=live.minutes(kept=Kept.HERE)))
    assert editor.toPlainText() == "chữ mới hơn trạng thái"
    assert editor.textCursor().position() == 3
    panel = live.minutes()
    other = replace(panel.editor, load_number=2, text="dòng khác")
    assert isinstance(other, Editor)
    window.session.show_state(live.session(minutes=replace(panel, editor=other)))
    assert editor.toPlainText() == "dòng khác"


def test_lines_of_other_sites_cannot_be_corrected(window: MainWindow, qtbot: QtBot) -> None:
    window.session.show_state(live.session())
    window.show_shell(start.shell(Screen.SESSION))
    window.show()
    assert not child(window, Button, "correct-l1").isVisible()
    assert child(window, Button, "correct-l2").isVisible()
    foreign = child(window, MinuteRowControl, "line-l1")
    with qtbot.assertNotEmitted(window.session.minutes.correction_asked):
        foreign.activated.emit("l1")  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.session.minutes.correction_asked) as asked:
        child(window, Button, "correct-l2").click()  # type: ignore[attr-defined]
    assert asked.args == ["l2"]


def test_verbs_without_the_right_are_not_shown(window: MainWindow) -> None:
    window.session.show_state(live.session())
    window.show_shell(start.shell(Screen.SESSION))
    window.show()
    shown = {
        button.objectName()
        for button in window.session.pictures.verbs.findChildren(Button)
        if button.isVisible()
    }
    assert shown == {"microphoneButton", "cameraButton", "verb-ask_floor"}


def test_the_chair_closes_with_two_presses(window: MainWindow, qtbot: QtBot) -> None:
    chair = live.session(verbs=live.verbs(is_chair=True, is_signed=True))
    window.session.show_state(chair)
    close = child(window, Button, "verb-close")
    assert isinstance(close, Button)
    with qtbot.waitSignal(window.session.verb_pressed) as pressed:
        close.click()
    assert pressed.args == [Verb.CLOSE.value]
    armed = live.verbs(is_chair=True, is_signed=True, armed=Verb.CLOSE)
    window.session.show_state(replace(chair, verbs=armed))
    assert close.is_armed
    assert close.accessibleName() == "Nhấn lần nữa để đóng"


def test_pictures_keep_their_places_when_a_line_is_lost(window: MainWindow) -> None:
    window.session.show_state(live.session())
    window.show_shell(start.shell(Screen.SESSION))
    window.show()
    window.grab()
    tiles = window.session.pictures.findChildren(VideoTile)
    before = {tile.objectName(): tile.geometry() for tile in tiles}
    window.session.show_state(
        live.session(roster=live.roster(is_lost=True), banners=(live.lost_banner(),))
    )
    window.grab()
    assert {tile.objectName(): tile.geometry() for tile in tiles} == before


def test_tiles_of_sites_that_left_the_plan_are_let_go(window: MainWindow, qtbot: QtBot) -> None:
    window.session.show_state(live.session())
    window.session.show_state(live.session(roster=live.roster(sites=(live.CITY, live.OWN))))
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
    window.session.show_state(live.session())
    window.show_shell(start.shell(Screen.SESSION))
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
    window.session.show_state(live.session())
    window.show_shell(start.shell(Screen.SESSION))
    window.show()
    tab = child(window, Button, "caseTab")
    assert isinstance(tab, Button)
    assert tab.isVisible()
    assert not window.session.case.isVisible()
    tab.click()
    assert window.session.case.isVisible()
    assert not window.session.pictures.isVisible()


def test_a_message_is_answered_with_the_message_itself(window: MainWindow, qtbot: QtBot) -> None:
    message = live.muted_banner()
    window.session.show_state(live.session(banners=(message,)))
    with qtbot.waitSignal(window.session.pictures.message_pressed) as pressed:
        child(window, Button, "sessionBanner0Button").click()  # type: ignore[attr-defined]
    assert pressed.args == [message]


def test_two_versions_of_one_line_are_both_offered_with_what_differs(
    window: MainWindow, qtbot: QtBot
) -> None:
    minutes = live.minutes(has_conflict=True)
    window.session.show_state(live.session(minutes=minutes))
    card = child(window, ConflictCard, "conflict-l5")
    said = [label.text() for label in card.findChildren(QLabel)]
    assert "Bản đang dùng · Công dân A" in said
    assert "Bản kia · Công dân B" in said
    with qtbot.waitSignal(window.session.minutes.conflict_settled) as settled:
        child(window, Button, "conflict-other-l5").click()  # type: ignore[attr-defined]
    assert settled.args == ["l5", minutes.conflicts[0].other]


def test_closing_asks_first_and_happens_when_the_presenter_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_shell(start.shell(Screen.HOME))
    window.show()
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()
    window.show_shell(replace(start.shell(Screen.HOME), is_closing=True))
    assert not window.isVisible()


def test_a_session_that_ended_is_told_by_its_badge(window: MainWindow) -> None:
    window.session.show_state(live.session(status=SessionStatus.CLOSED))
    badges = [
        widget.accessibleName()
        for widget in window.findChildren(QWidget)
        if widget.accessibleName()
    ]
    assert "đã đóng" in badges
