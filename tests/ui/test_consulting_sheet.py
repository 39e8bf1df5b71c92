"""The sheet "Hội ý": by mouse and by keyboard; what screens say meanwhile."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.consultation import SitesFault
from desktop.presenters.conduct.consultation.consulting_state import ConsultingSheet
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import PausedScene
from desktop.ui.scenes.scene_words import scene_words
from desktop.ui.texts import sheet_words, words
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ASKED = shown("session-consult")
SHUT = replace(ASKED.state, consulting=None)


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


def changed(**parts: Any) -> ConsultingSheet:
    """The sheet with other parts."""
    assert ASKED.state.consulting is not None
    return replace(ASKED.state.consulting, **parts)


def rows(window: MainWindow) -> list[ChoiceRow]:
    """In the order in which they stand."""
    return list(window.session.consulting._rows.values())


def said(window: MainWindow) -> list[str]:
    labels = window.session.consulting.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible()]


def test_the_sheet_takes_the_keyboard_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    sheet = window.session.consulting
    assert sheet.isVisible()
    first = next(one for one in rows(window) if one.isEnabled())
    assert QApplication.focusWidget() is first
    with qtbot.waitSignal(sheet.site_pressed) as pressed:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert pressed.args == [first.property("site")]
    window.session.show_state(SHUT)
    assert not sheet.isVisible()
    window.session.show_state(replace(ASKED.state, consulting=changed(can_join=False)))
    assert not any(one.isEnabled() for one in rows(window))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sheet.isAncestorOf(focused)


def test_the_rows_are_the_sites_and_only_who_may_be_chosen_is_pressed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    drawn = changed().sites
    assert [one.text() for one in rows(window)] == [one.name for one in drawn]
    assert [one.isChecked() for one in rows(window)] == [one.is_chosen for one in drawn]
    assert [one.isEnabled() for one in rows(window)] == [one.can_choose for one in drawn]
    held = next(one for one in rows(window) if one.isEnabled())
    held.setFocus(Qt.FocusReason.OtherFocusReason)
    first, last = drawn[:-1], replace(drawn[-1], is_here=False)
    window.session.show_state(replace(ASKED.state, consulting=changed(sites=(*first, last))))
    focused = next(one for one in rows(window) if one.isEnabled())
    assert focused is not held
    assert QApplication.focusWidget() is focused
    gone = tuple(replace(one, is_here=one.is_central) for one in drawn)
    window.session.show_state(replace(ASKED.state, consulting=changed(sites=gone)))
    notes = [one.accessibleDescription() for one in rows(window)]
    assert notes[1:] == ["Chưa có mặt"] * (len(drawn) - 1)


def test_where_no_site_can_be_chosen_the_keyboard_stands_on_the_way_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(replace(ASKED.state, consulting=changed(can_join=False)))
    widget = QApplication.focusWidget()
    assert isinstance(widget, Button)
    assert widget.objectName() == "consultingBack"


def test_deed_and_way_back_tell_what_was_pressed(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.session.consulting
    window.session.show_state(ASKED.state)
    confirm = window.findChild(Button, "confirmConsulting")
    back = window.findChild(Button, "consultingBack")
    assert confirm is not None
    assert back is not None
    assert confirm.text() == "Bắt đầu hội ý"
    with qtbot.waitSignal(sheet.confirmed):
        confirm.click()
    with qtbot.waitSignal(sheet.closed):
        back.click()
    alone = tuple(replace(one, is_chosen=one.is_central) for one in changed().sites)
    window.session.show_state(replace(ASKED.state, consulting=changed(sites=alone)))
    assert confirm.text() == "Tạm dừng để hội ý tại chỗ"
    window.session.show_state(replace(ASKED.state, consulting=changed(obstacle=Obstacle.CITY_LOST)))
    assert any(words.word(words.OBSTACLES, Obstacle.CITY_LOST) in one for one in said(window))


@pytest.mark.parametrize("fault", SitesFault)
def test_a_fault_is_told_below_the_sites(window: MainWindow, fault: SitesFault) -> None:
    window.session.show_state(replace(ASKED.state, consulting=changed(fault=fault)))
    assert words.word(sheet_words.CONSULTING_FAULTS, fault) in said(window)


def test_in_a_consultation_its_button_brings_everybody_back(window: MainWindow) -> None:
    state = shown("session-consulting").state
    window.session.show_state(state)
    button = window.findChild(Button, f"verb-{Verb.END_CONSULT}")
    assert button is not None
    assert button.isEnabled()
    assert button.text() == "Trở lại"


def test_display_2_of_who_waits_says_that_it_is_a_consultation_and_for_how_long() -> None:
    scene = shown("display2-consultation-waiting").view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert scene_words(scene) == "Hội ý"
    assert scene.paused_s == 205
