"""The table of working days as the city's administrator uses it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId
from desktop.domain.reception.calendar_day import CalendarDay, DayKind, KnownDay
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl
from tests.rigs.desk.desk_room import FACTS, Room
from tests.rigs.desk.window_end import let_go
from tests.samples.calendar import EXTRA, STANDING, WORKED
from tests.samples.receptions import COMMUNE, HQ
from tests.ui.test_report_screens import Desk, type_in

pytestmark = pytest.mark.ui


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def opened(theme: Theme, closing: list[DeskWindows], site_id: SiteId = HQ) -> Desk:
    room = Room(own_site_id=site_id, role=Role.CITY_ADMIN)
    room.facts = replace(FACTS, working_days=STANDING)
    desk = Desk(theme, room, Screen.HOME)
    closing.append(desk.windows)
    desk.press(f"nav-{MenuEntry.CALENDAR}")
    assert desk.windows.main.screen_shown is Screen.CALENDAR
    return desk


def rows(desk: Desk) -> list[str]:
    found = desk.windows.main.calendar.findChildren(RowControl)
    return [row.accessibleName() for row in found if row.isVisible()]


def choose(desk: Desk, key: str) -> None:
    row = desk.windows.main.findChild(RowControl, f"day-row-{key}")
    assert isinstance(row, RowControl)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    desk.room.deliver()


def kind(desk: Desk, value: str) -> QRadioButton:
    found = desk.windows.main.findChild(QRadioButton, f"day-kind-{value}")
    assert isinstance(found, QRadioButton)
    return found


def test_a_day_is_added_by_the_keyboard_and_stands_in_the_list(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    assert rows(desk) == [
        ("Thứ Ba, 24/11/2026, Ngày nghỉ, Ngày Văn hóa Mẫu, có sẵn trong chương trình, chờ công bố"),
        "Thứ Bảy, 26/12/2026, Ngày làm bù, Làm bù Mẫu, có sẵn trong chương trình",
    ]
    assert desk.says("hạn của các mốc chưa đạt ở những buổi chưa mở được tính lại")
    assert not desk.button("saveDay").isEnabled()
    main = desk.windows.main
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    assert desk.button("nextYear").hasFocus()
    while not desk.line("day-day").hasFocus():
        QTest.keyClick(main.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(desk.line("day-day"), "28.12.2026")
    QTest.keyClick(desk.line("day-day"), Qt.Key.Key_Tab)
    assert kind(desk, "holiday").hasFocus()
    QTest.keyClick(kind(desk, "holiday"), Qt.Key.Key_Tab)
    assert desk.line("day-name").hasFocus()
    type_in(desk.line("day-name"), EXTRA.name)
    QTest.keyClick(desk.line("day-name"), Qt.Key.Key_Return)
    desk.room.deliver()
    assert desk.room.fake.calendar.saved == [EXTRA]
    said = "Thứ Hai, 28/12/2026, Ngày nghỉ, Nghỉ hoán đổi Mẫu, thành phố sửa, chờ gửi"
    qtbot.waitUntil(lambda: said in rows(desk))
    assert desk.line("day-day").text() == ""


def test_a_day_of_the_program_is_made_an_ordinary_one(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    choose(desk, WORKED.day.isoformat())
    assert desk.line("day-day").text() == "26/12/2026"
    assert desk.line("day-day").isReadOnly()
    kind(desk, "ordinary").click()
    desk.line("day-name").clear()
    desk.line("day-name").textEdited.emit("")
    desk.press("saveDay")
    assert desk.room.fake.calendar.saved == [CalendarDay(day=WORKED.day, kind=DayKind.ORDINARY)]
    said = "Thứ Bảy, 26/12/2026, Ngày thường, thành phố sửa, chờ gửi"
    qtbot.waitUntil(lambda: said in rows(desk))


def test_a_fault_is_said_below_its_field(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing)
    type_in(desk.line("day-day"), "26/12/2026")
    kind(desk, "workday").click()
    desk.press("saveDay")
    assert "đã có trong bảng" in desk.line("day-day").accessibleDescription()
    assert "Phải điền ô này." in desk.line("day-name").accessibleDescription()
    type_in(desk.line("day-name"), "Mẫu")
    retyped(desk.line("day-day"), "08/06/2026")
    desk.press("saveDay")
    assert "đã qua" in desk.line("day-day").accessibleDescription()
    assert desk.says("Ngày này trong tuần vốn đã là ngày làm việc.")
    retyped(desk.line("day-day"), "01/01/1900")
    desk.press("saveDay")
    assert "từ 2000 đến 2199" in desk.line("day-day").accessibleDescription()
    assert desk.room.fake.calendar.saved == []
    desk.press("discardDay")
    assert desk.line("day-name").text() == ""


def retyped(line: QLineEdit, text: str) -> None:
    line.clear()
    type_in(line, text)


def test_years_are_turned(theme: Theme, closing: list[DeskWindows], qtbot: QtBot) -> None:
    desk = opened(theme, closing)
    desk.press("nextYear")
    qtbot.waitUntil(lambda: [row.split(",")[1] for row in rows(desk)] == [" 01/01/2027"])
    desk.press("nextYear")
    assert desk.says("Năm này chưa có ngày nào trong bảng.")
    assert desk.says("2028")
    desk.press("formerYear")
    desk.press("formerYear")
    qtbot.waitUntil(lambda: len(rows(desk)) == 2)
    desk.press("newDay")
    assert desk.windows.main.focusWidget() is desk.line("day-day")
    wakes = desk.room.fake.sync.wakes
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F5)
    assert desk.room.fake.sync.wakes == wakes + 1
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F1)
    assert desk.says("dùng chung toàn thành phố")


def test_a_clash_offers_the_text_of_this_pc(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    ours = replace(EXTRA, kind=DayKind.ORDINARY, name="")
    refused = CalendarDay(day=WORKED.day, kind=DayKind.ORDINARY)
    desk.room.fake.calendar.learn(
        KnownDay(day=EXTRA, other=ours),
        KnownDay(day=refused, storage=RecordStorage.REFUSED, is_at_city=False),
    )
    desk.room.deliver()
    said = "Thứ Bảy, 26/12/2026, Ngày thường, thành phố sửa, bị từ chối"
    qtbot.waitUntil(lambda: said in rows(desk))
    qtbot.waitUntil(lambda: any(row.endswith("có hai bản") for row in rows(desk)))
    choose(desk, "2026-12-28")
    assert desk.says("Thứ Hai, 28/12/2026 · Ngày thường")
    desk.press("takeOtherDay")
    assert kind(desk, "ordinary").isChecked()
    desk.press("saveDay")
    assert desk.room.fake.calendar.saved == [ours]


def test_who_may_not_edit_reads(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing, COMMUNE)
    choose(desk, WORKED.day.isoformat())
    for name in ("saveDay", "discardDay", "newDay"):
        assert not desk.button(name).isVisible()
    assert desk.line("day-name").isReadOnly()
    assert not kind(desk, "holiday").isEnabled()
    assert desk.says("chỉ xem được")
