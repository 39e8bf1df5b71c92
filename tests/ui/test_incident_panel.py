"""The card of incidents: Ctrl+I and one more key; nothing of a word is taken."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.record.incident import IncidentKind
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ASKED = shown("session-incident")
SHUT = replace(ASKED.state, incident=None)


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


def button(window: MainWindow, kind: IncidentKind) -> Button:
    found = window.findChild(Button, f"incident-{kind}")
    assert isinstance(found, Button)
    return found


@pytest.mark.parametrize(("number", "kind"), list(enumerate(IncidentKind, start=1)))
def test_the_number_of_a_kind_or_its_button_chooses_it(
    window: MainWindow, qtbot: QtBot, number: int, kind: IncidentKind
) -> None:
    window.session.show_state(ASKED.state)
    first = button(window, IncidentKind.PICTURE)
    with qtbot.waitSignal(window.session.incident.kind_chosen) as chosen:
        QTest.keyClick(first, Qt.Key(Qt.Key.Key_0 + number))
    assert chosen.args == [kind.value]
    with qtbot.waitSignal(window.session.incident.kind_chosen) as pressed:
        button(window, kind).click()
    assert pressed.args == [kind.value]


def test_other_keys_choose_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.session.show_state(ASKED.state)
    first = button(window, IncidentKind.PICTURE)
    with qtbot.assertNotEmitted(window.session.incident.kind_chosen):
        QTest.keyClick(first, Qt.Key.Key_9)
        QTest.keyClick(first, Qt.Key.Key_A)
        QTest.keyClick(first, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_the_card_takes_the_keyboard_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    assert QApplication.focusWidget() is button(window, IncidentKind.PICTURE)
    window.session.take_focus()
    assert QApplication.focusWidget() is button(window, IncidentKind.PICTURE)
    window.session.show_state(SHUT)
    assert not window.session.incident.isVisible()
