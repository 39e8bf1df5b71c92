"""What a search found beside the sessions of the day: drawn, opened, gone again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screens.home.home import HomeScreen
from desktop.ui.theme.theme import Theme
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

SEARCHED = shown("home-search").view.home[-1]


@pytest.fixture
def home(theme: Theme, qtbot: QtBot) -> HomeScreen:
    home = HomeScreen(theme)
    qtbot.addWidget(home)
    home.resize(1280, 720)
    home.show_state(replace(SEARCHED, more_hits=4))
    return home


def hit(home: HomeScreen, place: int) -> QWidget:
    found = home.findChild(QWidget, f"hit-{SEARCHED.hits[place].key}")
    assert isinstance(found, QWidget)
    return found


def is_empty(home: HomeScreen) -> bool:
    found = home.findChild(QWidget, "homeEmpty")
    assert isinstance(found, QWidget)
    return found.isVisibleTo(home)


def test_hits_stand_below_the_list_and_open_their_session(home: HomeScreen, qtbot: QtBot) -> None:
    first = hit(home, 0)
    assert first.isVisibleTo(home)
    assert "Biên bản" in first.accessibleName()
    with qtbot.waitSignal(home.dossier_opened) as clicked:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert clicked.args == ["s8"]
    with qtbot.waitSignal(home.dossier_opened) as entered:
        QTest.keyClick(hit(home, 2), Qt.Key.Key_Return)
    assert entered.args == ["s4"]


def test_how_many_more_there_are_is_said(home: HomeScreen) -> None:
    texts = [one.text() for one in home.findChildren(QLabel) if one.isVisibleTo(home)]
    assert "Còn 4 kết quả. Gõ thêm để thu hẹp." in texts


def test_without_a_search_nothing_stands_there(home: HomeScreen) -> None:
    gone = hit(home, 0)
    home.show_state(shown("home").view.home[-1])
    assert not gone.isVisibleTo(home)


def test_a_search_that_finds_only_hits_is_not_called_empty(home: HomeScreen) -> None:
    home.show_state(replace(SEARCHED, rows=()))
    assert not is_empty(home)
    nothing = replace(SEARCHED, rows=(), search="xyz", hits=())
    home.show_state(replace(nothing, is_searching=True))
    assert not is_empty(home)
    home.show_state(nothing)
    assert is_empty(home)
