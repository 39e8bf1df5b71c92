"""The sheet "Tạm dừng": by mouse and by keyboard, beside the minutes; what screens say after."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.deeds.pausing import PauseFault, PauseSheet
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.display.chair_display_state import EndedScene, PausedScene
from desktop.ui.scenes.scene_words import scene_words
from desktop.ui.texts import sheet_words, words
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ASKED = shown("session-pause")
SHUT = replace(ASKED.state, pausing=None)


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


def changed(**parts: Any) -> PauseSheet:
    """The sheet with other parts."""
    assert ASKED.state.pausing is not None
    return replace(ASKED.state.pausing, **parts)


def button(window: MainWindow, name: str) -> Button:
    found = window.findChild(Button, name)
    assert isinstance(found, Button), name
    return found


def line(window: MainWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "pause-back-at")
    assert isinstance(found, QLineEdit)
    return found


def test_the_sheet_takes_the_keyboard_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    sheet = window.session.pausing
    assert sheet.isVisible()
    assert QApplication.focusWidget() is button(window, "pause-technical")
    assert button(window, "pause-technical").isChecked()
    assert not button(window, "pause-break").isChecked()
    window.session.take_focus()
    assert QApplication.focusWidget() is button(window, "pause-technical"), "it keeps it"
    window.session.show_state(SHUT)
    assert not sheet.isVisible()


def test_every_part_tells_what_the_officer_did(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.session.pausing
    window.session.show_state(replace(ASKED.state, pausing=changed(back_at="")))
    with qtbot.waitSignal(sheet.back_edited) as edited:
        QTest.keyClicks(line(window), "9")
    assert edited.args == ["9"]
    with qtbot.waitSignal(sheet.reason_chosen) as chosen:
        button(window, "pause-order").click()
    assert chosen.args == [PauseReason.ORDER.value]
    with qtbot.waitSignal(sheet.confirmed):
        button(window, "confirmPause").click()
    with qtbot.waitSignal(sheet.confirmed):
        QTest.keyClick(line(window), Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.secret_pressed):
        button(window, "pauseForSecret").click()
    with qtbot.waitSignal(sheet.closed):
        button(window, "pauseBack").click()


def test_a_fault_is_told_at_the_field_and_a_lost_city_at_the_foot(window: MainWindow) -> None:
    window.session.show_state(replace(ASKED.state, pausing=changed(fault=PauseFault.NOT_AHEAD)))
    told = [one.text() for one in window.session.pausing.findChildren(QLabel) if one.isVisible()]
    assert words.word(sheet_words.PAUSE_FAULTS, PauseFault.NOT_AHEAD) in told
    window.session.show_state(replace(ASKED.state, pausing=changed(obstacle=Obstacle.CITY_LOST)))
    banner = window.findChild(QWidget, "pauseBanner")
    assert banner is not None
    assert banner.isVisible()


def test_the_header_says_why_it_is_paused_and_when_it_goes_on(
    window: MainWindow, qtbot: QtBot
) -> None:
    state = shown("session-paused").state
    window.session.show_state(state)
    qtbot.waitUntil(lambda: "Tạm dừng vì kỹ thuật đến 09:15" in badges(window))
    window.session.show_state(replace(state, back_at=None))
    qtbot.waitUntil(lambda: "Tạm dừng vì kỹ thuật" in badges(window))


def test_what_goes_on_another_day_is_in_no_place_called_a_pause(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_state(shown("session-adjourned").state)
    pauses = {words.word(words.PAUSES, one).casefold() for one in PauseReason}
    pauses.add(words.word(words.STATUSES, SessionStatus.PAUSED).casefold())
    qtbot.waitUntil(lambda: "Đã dừng, hẹn ngày khác" in badges(window))
    ended = shown("display2-adjourned").view.chair_display[-1]
    paused = shown("display2-paused").view.chair_display[-1]
    assert isinstance(ended, EndedScene)
    assert isinstance(paused, PausedScene)
    choice = words.word(sheet_words.ENDINGS, SessionStatus.ADJOURNED)
    for text in (*badges(window), choice, scene_words(ended)):
        assert not any(text.casefold().startswith(one) for one in pauses), text
        assert "tạm dừng" not in text.casefold()
    assert scene_words(paused) == "Tạm nghỉ"


@pytest.mark.parametrize("reason", PauseReason)
def test_display_2_does_not_say_that_something_is_secret(reason: PauseReason) -> None:
    paused = shown("display2-paused").view.chair_display[-1]
    assert isinstance(paused, PausedScene)
    said = scene_words(replace(paused, reason=reason))
    assert "mật" not in said
    assert (said == "Tạm dừng") is (reason is PauseReason.SECRET)


def badges(window: MainWindow) -> list[str]:
    """All that are seen."""
    found = window.session.findChildren(Badge)
    return [one.text() for one in found if one.isVisible()]
