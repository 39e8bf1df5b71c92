"""▸KL beside the minutes: two keys make a task, the keyboard fills it in, Esc goes back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.record.phrases import PHRASES
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.marks.badge import Badge
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_room import Room, own_picture
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import SESSION
from tests.ui.test_report_screens import Desk, type_in

pytestmark = pytest.mark.ui

PATIENCE_MS = round(1_000 * PATIENCE_S)
SAID = "Giao UBND xã An Lão trả lời trước 10/12"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def in_session(theme: Theme, closing: list[DeskWindows], qtbot: QtBot) -> Desk:
    desk = Desk(theme, Room(), Screen.HOME)
    closing.append(desk.windows)
    room, main = desk.room, desk.windows.main
    room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    room.desk.open_pre_join(SESSION)
    room.deliver()
    room.pre_join.enter()
    room.deliver()
    room.fake.channel.open_session()
    room.deliver()
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow, timeout=PATIENCE_MS)
    main.session.take_focus()
    qtbot.waitUntil(main.session.minutes.editor.hasFocus, timeout=PATIENCE_MS)
    return desk


def key(desk: Desk, key_: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key_, modifiers)
    desk.room.deliver()


def test_a_line_becomes_a_task_by_the_keyboard_alone(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = in_session(theme, closing, qtbot)
    main = desk.windows.main
    type_in(main.session.minutes.editor, SAID)
    key(desk, Qt.Key.Key_L)
    panel = main.session.concluding
    assert panel.isVisible()
    assert panel.x() == 0  # the minutes stay in sight
    days = desk.line(f"conclusion-{ItemField.DAYS}")
    qtbot.waitUntil(days.hasFocus, timeout=PATIENCE_MS)
    assert desk.line(f"conclusion-{ItemField.DEADLINE}").text() == "10/12/2026"
    QTest.keyClicks(days, "5")
    desk.room.deliver()
    assert desk.line(f"conclusion-{ItemField.DEADLINE}").text() == "03/12/2026"
    contact = desk.line(f"conclusion-{ItemField.CONTACT}")
    contact.setFocus()
    type_in(contact, "Công chức Mẫu")
    desk.room.deliver()
    key(desk, Qt.Key.Key_Return)
    assert not panel.isVisible()
    [known] = desk.room.fake.conclusions.items()
    assert known.item.status is ItemStatus.ANNOUNCED
    assert known.item.contact_person == "Công chức Mẫu"
    qtbot.waitUntil(main.session.minutes.editor.hasFocus, timeout=PATIENCE_MS)
    assert main.session.minutes.editor.toPlainText() == SAID
    assert "▸KL" in [one.text() for one in main.session.minutes.findChildren(Badge)]


def test_esc_goes_back_to_the_minutes_and_keeps_the_draft(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = in_session(theme, closing, qtbot)
    main = desk.windows.main
    type_in(main.session.minutes.editor, "Trả lời công dân")
    desk.press("concludeLine")
    assert main.session.concluding.isVisible()
    key(desk, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not main.session.concluding.isVisible()
    qtbot.waitUntil(main.session.minutes.editor.hasFocus, timeout=PATIENCE_MS)
    [known] = desk.room.fake.conclusions.items()
    assert known.item.status is ItemStatus.DRAFT


def test_a_key_with_a_number_inserts_a_standard_sentence(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = in_session(theme, closing, qtbot)
    editor = desk.windows.main.session.minutes.editor
    type_in(editor, "09:20: ")
    key(desk, Qt.Key.Key_2)
    key(desk, Qt.Key.Key_9)
    assert editor.toPlainText() == f"09:20: {PHRASES[1]} {PHRASES[8]} "
    assert desk.room.session.minutes.panel().editor.text == editor.toPlainText()
    QTest.keyClick(editor, Qt.Key.Key_F1)
    assert desk.says(PHRASES[6])


def test_who_may_only_read_is_offered_no_task_and_no_sentence(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = in_session(theme, closing, qtbot)
    editor = desk.windows.main.session.minutes.editor
    desk.room.fake.channel.pause_session("secret")  # type: ignore[arg-type]
    desk.room.deliver()
    editor.setReadOnly(True)
    key(desk, Qt.Key.Key_1)
    assert editor.toPlainText() == ""
