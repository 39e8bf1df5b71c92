"""Hàng chờ at headquarters: called and taken back by keys and buttons, each row in words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.domain.conduct.calls.waiting_ticket import TicketAct
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.screens.home.waiting import WaitingRowControl
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import SESSION
from tests.ui.test_report_screens import Desk
from tests.unit.presenters.home.test_waiting import SECOND, a_desk, change, put

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(theme: Theme) -> Iterator[Desk]:
    made = Desk(theme, a_desk(opens=False), Screen.HOME)
    made.windows.main.activateWindow()
    assert QTest.qWaitForWindowActive(made.windows.main)
    yield made
    let_go(made.windows)


def key(desk: Desk, pressed: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, pressed, CONTROL)
    desk.room.deliver()


def row(desk: Desk, session_id: str = SESSION) -> WaitingRowControl:
    found = desk.windows.main.waiting.findChild(WaitingRowControl, f"waiting-{session_id}")
    assert isinstance(found, WaitingRowControl)
    return found


def test_one_key_calls_the_next_from_home_and_another_takes_it_back(desk: Desk) -> None:
    key(desk, Qt.Key.Key_J)
    assert desk.windows.main.screen_shown is Screen.WAITING
    turned = desk.room.fake.planning.turned
    assert turned == [(SESSION, TicketAct.CALL)]
    change(desk.room, SESSION, called_at=desk.room.clock.now())
    desk.room.desk.waiting.draw()
    key(desk, Qt.Key.Key_Z)
    assert turned[1:] == [(SESSION, TicketAct.WITHDRAW)]


def test_the_key_does_nothing_away_from_a_session(desk: Desk) -> None:
    desk.room.desk.open_pre_join(SESSION)
    desk.room.deliver()
    key(desk, Qt.Key.Key_J)
    assert desk.room.fake.planning.turned == []
    assert desk.windows.main.screen_shown is Screen.PRE_JOIN


def test_each_button_of_a_row_does_what_it_says(desk: Desk) -> None:
    desk.room.desk.navigate(Screen.WAITING)
    first, second = (desk.button(f"waiting-{SECOND}-{place}") for place in range(2))
    assert [first.text(), second.text()] == ["Mời", "Báo trước"]
    second.click()
    first.click()
    desk.room.deliver()
    acts = [(SECOND, TicketAct.WARN), (SECOND, TicketAct.CALL)]
    assert desk.room.fake.planning.turned == acts
    change(desk.room, SECOND, warned_at=desk.room.clock.now())
    desk.room.desk.waiting.draw()
    banner = desk.windows.main.waiting.findChild(QPushButton, "waitingBannerButton")
    assert isinstance(banner, QPushButton)
    banner.click()
    assert desk.room.fake.planning.turned[-1] == (SECOND, TicketAct.WITHDRAW)


def test_enter_on_the_next_calls_it_and_its_row_has_the_keyboard(desk: Desk) -> None:
    desk.room.desk.navigate(Screen.WAITING)
    assert row(desk).hasFocus()
    QTest.keyClick(row(desk), Qt.Key.Key_Return)
    assert desk.room.fake.planning.turned == [(SESSION, TicketAct.CALL)]


def test_a_grey_button_says_beside_it_why_and_answers(desk: Desk) -> None:
    put(desk.room, SECOND, status=SessionStatus.IN_SESSION)
    desk.room.desk.navigate(Screen.WAITING)
    call = desk.button(f"waiting-{SESSION}-0")
    assert isinstance(call, Button)
    assert call.is_grey
    assert call.accessibleDescription() == "Chưa mời được: số 08 chưa đóng."
    call.click()
    desk.room.deliver()
    assert desk.room.fake.planning.turned == []
    banner = desk.windows.main.waiting.findChild(QPushButton, "waitingBannerButton")
    assert isinstance(banner, QPushButton)
    assert banner.isHidden()


def test_a_row_is_read_out_with_its_facts(desk: Desk) -> None:
    change(desk.room, SESSION, is_here=False)
    desk.room.desk.navigate(Screen.WAITING)
    spoken = row(desk).accessibleName()
    for words in ("07", "chờ 34 phút", "phòng chưa kết nối", "phòng chưa kiểm tra hôm nay"):
        assert words in spoken


def test_rows_go_when_the_day_is_over(desk: Desk) -> None:
    desk.room.desk.navigate(Screen.WAITING)
    schedule = desk.room.fake.schedule
    schedule.plans = [replace(one, status=SessionStatus.CANCELLED) for one in schedule.plans[2:]]
    desk.room.desk.waiting.draw()
    assert row(desk).isHidden()
