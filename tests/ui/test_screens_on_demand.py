"""Each screen of the officer's window is built when it is first asked for, and kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.platform.first_paint import FirstPaint
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import SLOTS, MainWindow
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import CASE
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(theme: Theme) -> Iterator[Desk]:
    made = Desk(theme, Room(), Screen.HOME)
    yield made
    let_go(made.windows)


def built(window: MainWindow) -> list[Screen]:
    return [screen for screen in Screen if window.built(screen) is not None]


def stops(window: QWidget) -> list[QWidget]:
    """As the Tab key goes, around once."""
    found: list[QWidget] = []
    one = window.nextInFocusChain()
    while one is not window:
        assert one is not None
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found


@pytest.mark.parametrize("screen", Screen)
def test_a_window_has_no_screen_before_it_is_asked_for_it(
    window: MainWindow, screen: Screen
) -> None:
    assert built(window) == []
    one = SLOTS[screen].of(window)
    assert built(window) == [screen]
    assert window.isAncestorOf(one)
    assert getattr(window, screen) is one, "by its name too, and no second one"


def test_only_what_was_shown_is_built_and_what_one_comes_back_to_is_the_same(desk: Desk) -> None:
    main = desk.windows.main
    assert built(main) == [Screen.HOME]
    desk.room.desk.navigate(Screen.REQUESTS)
    desk.room.deliver()
    form = main.requests.form
    desk.room.desk.navigate(Screen.HOME)
    desk.room.desk.navigate(Screen.REQUESTS)
    assert built(main) == [Screen.HOME, Screen.REQUESTS]
    assert main.requests.form is form
    assert form.isVisible()


def test_what_was_told_before_a_screen_is_there_stands_on_it(desk: Desk) -> None:
    main = desk.windows.main
    drawn: list[Screen] = []
    main.screen_built.connect(lambda name: drawn.append(Screen(name)))
    desk.room.desk.cases.start()
    desk.room.desk.cases.start()
    assert drawn == []
    rows = main.cases.findChildren(RowControl)
    assert drawn == [Screen.CASES]
    assert [row.key for row in rows] == [CASE]


@pytest.mark.parametrize("first", [Screen.HOME, Screen.SETTINGS])
def test_tab_comes_from_the_menu_to_the_screen_and_then_to_the_bar(
    desk: Desk, first: Screen
) -> None:
    main = desk.windows.main
    for screen in (first, Screen.CASES, first):
        desk.room.desk.navigate(screen)
        desk.room.deliver()
    order = [
        name
        for stop in stops(main)
        if stop.isVisible()
        for name, region in (
            ("menu", main.navigation), ("screen", SLOTS[first].of(main)), ("bar", main.bar),
        )
        if region.isAncestorOf(stop)
    ]  # fmt: skip
    kept = [name for place, name in enumerate(order) if place == 0 or order[place - 1] != name]
    at = kept.index("menu")
    assert [*kept[at:], *kept[:at]] == ["menu", "screen", "bar"]


def test_what_is_heavy_begins_after_the_first_picture(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    begun: list[bool] = []
    FirstPaint(window, lambda: begun.append(window.isVisible()))
    assert begun == []
    window.show()
    qtbot.waitUntil(lambda: bool(begun))
    window.repaint()
    assert begun == [True]


def test_a_window_that_nobody_sees_does_not_hold_it_up_for_ever(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    begun: list[bool] = []
    FirstPaint(window, lambda: begun.append(window.isVisible()))
    qtbot.waitUntil(lambda: bool(begun))
    window.show()
    window.repaint()
    assert begun == [False]
