"""Việc đến hạn on home: reached and opened by keyboard, all of it when asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.domain.casework.events import RegisterChanged
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.home.home import HomeScreen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.casework import ROW
from tests.samples.receptions import a_plan, gates
from tests.screens.all_states import shown
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def at_home(theme: Theme, closing: list[DeskWindows], sessions: int) -> Desk:
    room = Room()
    start = NOON + timedelta(hours=30)
    room.fake.schedule.plans = [
        replace(
            a_plan(SessionId(f"s{number}")),
            case_ids=(),
            scheduled_start=start,
            scheduled_end=start + timedelta(hours=1),
            gates=gates(start),
            status=SessionStatus.SCHEDULED,
        )
        for number in range(sessions)
    ]
    desk = Desk(theme, room, Screen.HOME)
    closing.append(desk.windows)
    return desk


def due_rows(desk: Desk) -> list[RowControl]:
    home = desk.windows.main.home
    rows = home.findChildren(RowControl)
    return [one for one in rows if one.objectName().startswith("due-") and one.isVisible()]


def test_the_first_of_what_is_due_is_opened_by_enter(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = at_home(theme, closing, 1)
    (notice, *_) = due_rows(desk)
    assert "Quá hạn" in notice.accessibleName()
    assert "Ghi thông báo" in notice.accessibleName()
    notice.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(notice, Qt.Key.Key_Return)
    desk.room.deliver()
    assert desk.windows.main.screen_shown is Screen.SCHEDULE


@pytest.mark.parametrize(
    ("ago", "words"),
    [(20, "Trả lời công dân, ghi vào sổ"), (60, "Quá 45 ngày, sổ chưa ghi kết quả")],
)
def test_an_answer_that_is_owed_is_opened_in_the_register(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot, ago: int, words: str
) -> None:
    desk = at_home(theme, closing, 0)
    day = NOON.date() - timedelta(days=ago)
    entry = replace(ROW, reception_date=day, year=day.year, within_competence=True)
    row = KnownRow(
        entry=entry, number=7, is_restricted=False, storage=RecordStorage.CITY, is_at_city=True
    )
    desk.room.fake.register.learn(row)
    desk.room.tell(RegisterChanged())
    qtbot.waitUntil(lambda: len(due_rows(desk)) == 1)
    (owed,) = due_rows(desk)
    assert words in owed.accessibleName()
    assert "Mở sổ" in owed.accessibleName()
    owed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(owed, Qt.Key.Key_Return)
    desk.room.deliver()
    assert desk.windows.main.screen_shown is Screen.REGISTER
    register = desk.windows.main.register
    chosen = register.findChild(RowControl, f"register-{ROW.id}")
    assert isinstance(chosen, RowControl)


def test_four_are_shown_and_all_of_them_when_asked_for(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = at_home(theme, closing, 3)
    assert len(due_rows(desk)) == 4
    desk.press("showAllDue")
    qtbot.waitUntil(lambda: len(due_rows(desk)) == 9)
    desk.press("showAllDue")
    assert len(due_rows(desk)) == 4


@pytest.mark.parametrize(("height", "rows"), [(712, 2), (1_020, 4)])
def test_below_a_message_four_are_in_sight_on_a_high_screen(
    theme: Theme, qtbot: QtBot, height: int, rows: int
) -> None:
    home = HomeScreen(theme)
    qtbot.addWidget(home)
    home.show_state(shown("home").view.home[-1])
    home.resize(1_640, height)
    with qtbot.waitExposed(home):
        home.show()
    home.grab()  # lays everything out
    due = [one for one in home.findChildren(RowControl) if one.objectName().startswith("due-")]
    whole = [one for one in due if one.visibleRegion().boundingRect().height() == one.height()]
    assert len(due) == 4
    assert len(whole) == rows
    due_list = home.findChild(RowList, "dueList")
    assert isinstance(due_list, RowList)
    area = due_list.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    assert area.verticalScrollBar().isVisible() is (rows < len(due))


def test_nothing_due_says_so(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = at_home(theme, closing, 0)
    texts = [one.text() for one in desk.windows.main.home.findChildren(QLabel)]
    assert any("Không có việc đến hạn." in text and "L-010" in text for text in texts)
