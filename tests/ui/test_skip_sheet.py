"""The sheet "Bỏ qua bước": by mouse and by keyboard, beside the minutes."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.ending import ReasonFault
from desktop.presenters.conduct.deeds.skipping import SkipSheet
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.ui.panels.conduct.case_column import folded
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

REASON = "Thành phần đã kiểm tra từ trước"
ASKED = shown("session-skip")
SHUT = replace(ASKED.state, skipping=None)


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=lambda one: one.hide())
    made._may_close = True
    made.resize(1366, 768)
    made.show_shell(ASKED.view.shell[-1])
    made.session.show_state(SHUT)
    made.show()
    return made


def changed(**parts: Any) -> SkipSheet:
    """The sheet with other parts."""
    assert ASKED.state.skipping is not None
    return replace(ASKED.state.skipping, **parts)


def button(window: MainWindow, name: str) -> Button:
    found = window.findChild(Button, name)
    assert isinstance(found, Button), name
    return found


def editor(window: MainWindow) -> QPlainTextEdit:
    found = window.findChild(QPlainTextEdit, "skip-reason")
    assert isinstance(found, QPlainTextEdit)
    return found


def test_the_button_names_the_step_and_is_there_only_where_one_may_be_left_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    skip = button(window, "skipStep")
    assert skip.isVisible()
    assert skip.text() == "Bỏ qua: Kiểm tra thành phần…"
    window.session.show_state(
        replace(
            SHUT, steps=replace(SHUT.steps, skip_verb=replace(SHUT.steps.skip_verb, obstacle=None))
        )
    )
    with qtbot.waitSignal(window.session.verb_pressed) as pressed:
        skip.click()
    assert pressed.args == [Verb.SKIP_STEP.value]
    for steps in (
        replace(SHUT.steps, skipped_step=None),
        replace(SHUT.steps, skip_verb=replace(SHUT.steps.skip_verb, obstacle=Obstacle.NO_RIGHT)),
    ):
        window.session.show_state(replace(SHUT, steps=steps))
        assert not skip.isVisible()


def test_the_sheet_takes_the_keyboard_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    sheet = window.session.skipping
    assert sheet.isVisible()
    assert sheet.geometry().left() == 0
    assert focused() is editor(window)
    window.session.take_focus()
    assert focused() is editor(window), "it keeps it"
    window.session.show_state(SHUT)
    assert not sheet.isVisible()


def test_every_part_tells_what_the_officer_did(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.session.skipping
    window.session.show_state(replace(ASKED.state, skipping=changed(reason="")))
    with qtbot.waitSignal(sheet.reason_edited) as edited:
        editor(window).setPlainText(REASON)
    assert edited.args == [REASON]
    with qtbot.waitSignal(sheet.confirmed):
        button(window, "confirmSkip").click()
    with qtbot.waitSignal(sheet.closed):
        button(window, "skipBack").click()


def test_a_fault_is_told_at_the_field_and_a_lost_city_at_the_foot(window: MainWindow) -> None:
    window.session.show_state(replace(ASKED.state, skipping=changed(fault=ReasonFault.TOO_SHORT)))
    told = [one.text() for one in window.session.skipping.findChildren(QLabel) if one.isVisible()]
    assert "Lý do cần ít nhất 10 ký tự. Viết thêm rồi bấm lại." in told
    window.session.show_state(replace(ASKED.state, skipping=changed(obstacle=Obstacle.CITY_LOST)))
    banner = window.findChild(QWidget, "skipBanner")
    assert banner is not None
    assert banner.isVisible()
    window.session.show_state(replace(ASKED.state, skipping=changed(is_waiting=True)))
    assert button(window, "confirmSkip").text() == "Đang báo các điểm cầu…"
    assert not banner.isVisible()


def test_a_step_that_was_left_out_is_not_counted_among_those_done() -> None:
    rows = shown("session-skipped").state.steps.rows
    assert folded(rows)[0][1] == "4 xong, 1 bỏ qua"


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
