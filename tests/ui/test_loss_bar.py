"""What the chair is asked about the recording: in sight, never in the way of who is typing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.recording.chair_answer import ChairAnswer
from desktop.presenters.record.continuity import LossCard
from desktop.ui.desk.regions import move_region
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from desktop.ui.windows.status_cells import recording_face
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ASKED = shown("session-loss-asked")


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=lambda one: one.hide())
    made._may_close = True
    made.resize(1366, 768)
    made.show_shell(ASKED.view.shell[-1])
    made.session.show_state(replace(ASKED.state, loss=None))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.session.take_focus()
    return made


def button(window: MainWindow, answer: ChairAnswer) -> Button:
    found = window.findChild(Button, f"loss-{answer}")
    assert isinstance(found, Button)
    return found


def test_it_comes_without_taking_the_keyboard_and_goes_with_its_answer(window: MainWindow) -> None:
    assert window.session.minutes.loss.isHidden()
    editor = window.session.minutes.editor
    window.session.show_state(ASKED.state)
    assert window.session.minutes.loss.isVisible()
    assert QApplication.focusWidget() is editor
    assert editor.isVisible()
    window.session.show_state(replace(ASKED.state, loss=None))
    assert window.session.minutes.loss.isHidden()


def test_it_is_reached_from_the_line_by_key_and_gives_the_keyboard_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_state(ASKED.state)
    move_region(window, -1)
    first = button(window, ChairAnswer.REPEAT)
    assert QApplication.focusWidget() is first
    for answer in ChairAnswer:
        with qtbot.waitSignal(window.session.minutes.loss.answered) as said:
            button(window, answer).click()
        assert said.args == [answer.value]
    move_region(window, 1)
    assert QApplication.focusWidget() is window.session.minutes.editor


@pytest.mark.parametrize(
    ("picture_s", "sound_s", "lost"),
    [(75, 0, "75 giây hình"), (0, 61, "61 giây tiếng"), (75, 61, "75 giây hình, 61 giây tiếng")],
)
def test_it_says_only_what_was_lost(
    window: MainWindow, picture_s: int, sound_s: int, lost: str
) -> None:
    card = LossCard(site="Xã An Lão", picture_s=picture_s, sound_s=sound_s, percent=6)
    bar = window.session.minutes.loss
    bar.show_card(card)
    assert bar._said.text().startswith(f"Xã An Lão đã mất {lost} (6 %). Buổi tiếp vẫn mở.")
    bar.set_low(is_low=True)
    assert bar._said.text() == f"Xã An Lão đã mất {lost} (6 %)."
    assert bar._key.isHidden()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bar.set_low(is_low=False)
    assert not bar._key.isHidden()
    assert "Buổi tiếp vẫn mở." in bar._said.text()


def test_the_status_bar_says_what_is_lost_while_something_is() -> None:
    word = ASKED.view.status_bar[-1].recording
    assert recording_face(word).caption == "GHI"
    assert recording_face(word, 75).caption == "Mất 75 s"
    assert recording_face(word, 75).value == recording_face(word).value
