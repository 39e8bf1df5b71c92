"""Screens that take long to open are built before somebody asks, while nobody types."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.theme.theme import Theme
from desktop.ui.windows.main_window import MainWindow
from desktop.ui.windows.screens_ahead import ScreensAhead
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    """Home is shown, of somebody who receives, sees requests and plans."""
    made = Desk(theme, Room(), Screen.HOME)
    made.windows.show()
    with qtbot.waitExposed(made.windows.main):
        pass
    yield made
    let_go(made.windows)


def built(main: MainWindow) -> list[Screen]:
    return [screen for screen in Screen if main.built(screen) is not None]


def test_in_each_quiet_turn_one_screen_that_home_offers_is_built(desk: Desk) -> None:
    main = desk.windows.main
    offered = main.home.offered
    assert Screen.INTAKE in offered
    ahead = ScreensAhead(main)
    ahead.take_turn()  # from here on it is known whether somebody types
    assert built(main) == [Screen.HOME]
    for number, _ in enumerate(offered, start=1):
        ahead.take_turn()
        assert set(built(main)) == {Screen.HOME, *offered[:number]}
    ahead.take_turn()
    assert set(built(main)) == {Screen.HOME, *offered}
    assert main.screen_shown is Screen.HOME


def test_a_touch_puts_it_off_by_a_turn(desk: Desk) -> None:
    main = desk.windows.main
    ahead = ScreensAhead(main)
    ahead.take_turn()
    QTest.keyClick(main, Qt.Key.Key_Shift)
    ahead.take_turn()
    assert built(main) == [Screen.HOME]
    ahead.take_turn()
    assert len(built(main)) == 2


def test_nothing_is_built_beside_another_screen(desk: Desk) -> None:
    main = desk.windows.main
    ahead = ScreensAhead(main)
    ahead.take_turn()
    desk.room.desk.navigate(Screen.UNSENT)
    desk.room.deliver()
    for _ in range(3):
        ahead.take_turn()
    assert set(built(main)) == {Screen.HOME, Screen.UNSENT}
    desk.room.desk.navigate(Screen.HOME)
    desk.room.deliver()
    ahead.take_turn()
    assert len(built(main)) == 2, "what was typed elsewhere is not known to be over"
    ahead.take_turn()
    assert len(built(main)) == 3


def test_a_screen_built_ahead_shows_what_was_told_meanwhile(desk: Desk) -> None:
    main = desk.windows.main
    ahead = ScreensAhead(main)
    for _ in range(len(main.home.offered) + 1):
        ahead.take_turn()
    form = main.built(Screen.REQUESTS)
    desk.room.desk.navigate(Screen.REQUESTS)
    desk.room.deliver()
    assert main.built(Screen.REQUESTS) is form
    assert form is not None
    assert form.isVisible()


def test_it_begins_by_itself(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.windows.screens_ahead.TURN_MS", 1)
    ScreensAhead(desk.windows.main).start()
    qtbot.waitUntil(lambda: desk.windows.main.built(Screen.INTAKE) is not None, timeout=20_000)
