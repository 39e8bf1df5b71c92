"""Vietnamese typing must never break (ux.md 1.4)."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.desk.shortcuts import KEYS, Shortcuts
from desktop.ui.panels.record.minutes_editor import LineEditor
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow

pytestmark = pytest.mark.ui
WORDS = "tiếng việt"
STAGES = (("t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"), ("v", "vi", "vie", "viê", "việt"))


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> LineEditor:
    made = LineEditor(theme)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def compose(editor: LineEditor, preedit: str) -> None:
    QCoreApplication.sendEvent(editor, QInputMethodEvent(preedit, []))


def commit(editor: LineEditor, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(editor, event)


def test_an_input_method_that_composes_gives_whole_words(editor: LineEditor) -> None:
    told: list[str] = []
    editor.text_edited.connect(told.append)
    for number, stages in enumerate(STAGES):
        for preedit in stages:
            compose(editor, preedit)
            assert editor.is_composing
        commit(editor, stages[-1] + ("" if number else " "))
        assert not editor.is_composing
    assert editor.toPlainText() == WORDS
    assert set(told) <= {"", "tiếng ", WORDS}, "text still being composed was told"


def test_a_tool_that_sends_backspaces_gives_the_same_words(
    editor: LineEditor, qtbot: QtBot
) -> None:
    """UniKey and its like: t i e, then e again: one Backspace and "ê"."""
    for burst in (("tie", 1, "ê"), ("ng", 3, "ếng"), (" vie", 1, "ê"), ("t", 2, "ệt")):
        typed, backspaces, finished = burst
        QTest.keyClicks(editor, typed)
        for _ in range(backspaces):
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        editor.insertPlainText(finished)
    assert editor.toPlainText() == WORDS


def test_a_shortcut_in_the_middle_of_a_word_keeps_what_was_composed(editor: LineEditor) -> None:
    commit(editor, "tiếng ")
    compose(editor, "việ")
    editor.finish_composing()
    commit(editor, "việt")
    assert editor.toPlainText() == WORDS


def test_the_time_is_inserted_after_the_committed_word(editor: LineEditor) -> None:
    commit(editor, WORDS + " ")
    editor.insert_text("08:43 ")
    assert editor.toPlainText() == f"{WORDS} 08:43 "


def test_loading_a_line_tells_nobody_and_puts_the_cursor_at_its_end(editor: LineEditor) -> None:
    told: list[str] = []
    editor.text_edited.connect(told.append)
    editor.load("Đề nghị đo lại")
    assert told == []
    assert editor.textCursor().position() == len("Đề nghị đo lại")
    assert editor.toPlainText() == "Đề nghị đo lại"


def test_enter_and_tab_are_told_and_not_typed(editor: LineEditor, qtbot: QtBot) -> None:
    editor.load("một")
    with qtbot.waitSignal(editor.line_finished):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    with qtbot.waitSignal(editor.speaker_change_asked) as forward:
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    with qtbot.waitSignal(editor.speaker_change_asked) as back:
        QTest.keyClick(editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert (forward.args, back.args) == ([1], [-1])
    assert editor.toPlainText() == "một"


def test_shift_enter_breaks_the_line(editor: LineEditor, qtbot: QtBot) -> None:
    editor.load("một")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "hai")
    assert editor.toPlainText() in ("một\nhai", "một\u2028hai")


def test_letters_digits_and_brackets_of_telex_and_vni_are_only_letters(
    editor: LineEditor, qtbot: QtBot
) -> None:
    QTest.keyClicks(editor, "tie61ng vie65t [w] {}")
    assert editor.toPlainText() == "tie61ng vie65t [w] {}"


def test_undo_brings_the_text_back(editor: LineEditor) -> None:
    editor.load("")
    commit(editor, "tiếng ")
    commit(editor, "việt")
    editor.undo()
    assert editor.toPlainText() in ("tiếng ", "")


@pytest.mark.parametrize("key", sorted(key for keys in KEYS.values() for key in keys))
def test_no_shortcut_is_a_key_of_typing_or_of_an_input_tool(key: str) -> None:
    *modifiers, last = key.split("+")
    is_function_key = last.startswith("F") and last[1:].isdigit()
    if "Ctrl" not in modifiers:
        assert is_function_key or last == "Esc"
    assert "Alt" not in modifiers, "AltGr, and Alt+Z of the input tools"
    assert last not in ("Space", "Backspace", "Shift", "")


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F8, Qt.Key.Key_F7])
def test_keys_of_the_program_pressed_mid_word_lose_nothing(
    theme: Theme, frames: FrameHub, qtbot: QtBot, key: Qt.Key
) -> None:
    window = MainWindow(theme, frames)
    qtbot.addWidget(window)
    shortcuts = Shortcuts(window)
    pressed: list[str] = []
    shortcuts.pressed.connect(pressed.append)
    editor = window.session.minutes.editor
    commit(editor, "tiếng ")
    compose(editor, "việ")
    shortcut = next(
        child
        for child in window.findChildren(QShortcut)
        if child.objectName().endswith(QKeySequence(key).toString())
        and child.objectName().startswith("key-")
    )
    shortcut.activated.emit()
    commit(editor, "việt")
    assert editor.toPlainText() == WORDS
    assert len(pressed) == 1
