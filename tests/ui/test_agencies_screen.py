"""The directory of agencies as the clerk at headquarters uses it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.access.person import Role
from desktop.domain.directory.agency import Agency, AgencyKind, KnownAgency
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.agencies import DIRECTORY, RETIRED, SCIENCE
from tests.samples.receptions import HQ
from tests.ui.test_report_screens import Desk, type_in

pytestmark = pytest.mark.ui


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def opened(theme: Theme, closing: list[DeskWindows], role: Role = Role.HQ_CLERK) -> Desk:
    room = Room(own_site_id=HQ, role=role)
    room.fake.agencies.learn(*DIRECTORY)
    desk = Desk(theme, room, Screen.FOCAL_POINTS)
    closing.append(desk.windows)
    desk.press("openAgencies")
    assert desk.windows.main.screen_shown is Screen.AGENCIES
    return desk


def rows(desk: Desk) -> list[str]:
    found = desk.windows.main.agencies.findChildren(RowControl)
    return [row.accessibleName() for row in found if row.isVisible()]


def choose(desk: Desk, code: str) -> None:
    row = desk.windows.main.findChild(RowControl, f"agency-row-{code}")
    assert isinstance(row, RowControl)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    desk.room.deliver()


def kind_of(desk: Desk) -> QComboBox:
    return desk.choice("agency-kind")


def test_an_agency_is_added_and_stands_in_the_list(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    assert not desk.button("saveAgency").isEnabled()
    type_in(desk.line("agency-name"), "Ban Quản lý Mẫu")
    kind_of(desk).setCurrentIndex(kind_of(desk).findData("board"))
    kind_of(desk).activated.emit(kind_of(desk).currentIndex())
    type_in(desk.line("agency-code"), "bql")
    QTest.keyClick(desk.line("agency-code"), Qt.Key.Key_Return)
    desk.room.deliver()
    assert desk.room.fake.agencies.saved == [
        Agency(code="BQL", name="Ban Quản lý Mẫu", kind=AgencyKind.BOARD)
    ]
    qtbot.waitUntil(lambda: "Ban Quản lý Mẫu, BQL, chờ gửi" in rows(desk))
    assert desk.line("agency-name").text() == ""


def test_a_fault_is_said_below_its_field(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing)
    type_in(desk.line("agency-code"), "skhcn")
    desk.press("saveAgency")
    for name, told in (("agency-name", "Phải điền ô này."), ("agency-code", "Mã này đã có")):
        assert desk.line(name).property("state") == "error"
        assert told in desk.line(name).accessibleDescription()
    desk.line("agency-code").clear()
    type_in(desk.line("agency-code"), "1")
    desk.press("saveAgency")
    assert "Mã có 2 đến 16 ký tự" in desk.line("agency-code").accessibleDescription()
    type_in(desk.line("agency-name"), "Thanh tra thành phố")
    type_in(desk.line("agency-code"), "x")
    desk.line("agency-code").setText("X1")
    desk.line("agency-code").textEdited.emit("X1")
    desk.press("saveAgency")
    assert "cùng tên" in desk.line("agency-name").accessibleDescription()
    assert desk.room.fake.agencies.saved == []


def test_an_agency_is_retired_and_used_again(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing)
    assert not desk.button("switchAgency").isVisible()
    choose(desk, "SKHCN")
    assert desk.line("agency-name").text() == SCIENCE.name
    assert desk.line("agency-code").isReadOnly()
    assert desk.button("switchAgency").text() == "Ngừng sử dụng"
    desk.press("switchAgency")
    assert desk.button("switchAgency").text() == "Dùng lại"
    assert desk.says("không phải gửi danh sách")
    desk.press("switchAgency")
    assert [one.is_active for one in desk.room.fake.agencies.saved] == [False, True]


def test_what_was_typed_stays_when_another_row_is_pressed(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    choose(desk, "SKHCN")
    type_in(desk.line("agency-parent_name"), " Mẫu")
    assert not desk.button("switchAgency").isVisible()
    choose(desk, "TTTP")
    assert desk.line("agency-name").text() == SCIENCE.name
    assert desk.says("Sở Khoa học và Công nghệ chưa lưu")
    desk.press("discardAgency")
    choose(desk, "TTTP")
    assert desk.line("agency-name").text() == "Thanh tra thành phố"
    desk.press("newAgency")
    assert desk.line("agency-name").text() == ""
    assert desk.windows.main.focusWidget() is desk.line("agency-name")


def test_a_clash_offers_the_text_of_this_pc(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    ours = replace(SCIENCE, name="Tên của máy này")
    refused = Agency(code="REF", name="Bị từ chối Mẫu", kind=AgencyKind.OTHER)
    desk.room.fake.agencies.learn(
        KnownAgency(agency=SCIENCE, other=ours),
        KnownAgency(agency=refused, storage=RecordStorage.REFUSED, is_at_city=False),
    )
    desk.room.deliver()
    qtbot.waitUntil(lambda: "Bị từ chối Mẫu, REF, bị từ chối" in rows(desk))
    names = rows(desk)
    assert f"{SCIENCE.name}, SKHCN, có hai bản" in names
    assert f"{RETIRED.name}, SCU, ngừng sử dụng" in names
    assert "Thanh tra thành phố, TTTP" in names
    choose(desk, "SKHCN")
    desk.press("takeOtherAgency")
    assert desk.line("agency-name").text() == "Tên của máy này"
    desk.press("saveAgency")
    assert desk.room.fake.agencies.saved == [ours]


def test_the_search_and_the_keys(theme: Theme, closing: list[DeskWindows], qtbot: QtBot) -> None:
    desk = opened(theme, closing)
    main = desk.windows.main
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    search = desk.line("agencySearch")
    desk.line("agency-name").setFocus()
    QTest.keyClick(main, Qt.Key.Key_F3)
    assert search.hasFocus()
    type_in(search, "so khoa")
    assert [name.split(",")[0] for name in rows(desk)] == [SCIENCE.name]
    type_in(search, " xyz")
    assert rows(desk) == []
    assert desk.says("Không thấy cơ quan nào")
    wakes = desk.room.fake.sync.wakes
    QTest.keyClick(main, Qt.Key.Key_F5)
    assert desk.room.fake.sync.wakes == wakes + 1
    QTest.keyClick(main, Qt.Key.Key_F1)
    assert desk.says("Sở, ban, ngành và cơ quan khác")
    main.keys_panel.shut()
    QTest.keyClick(main, Qt.Key.Key_Escape)
    assert main.screen_shown is Screen.FOCAL_POINTS
    desk.press("openAgencies")
    desk.press("leaveAgencies")
    assert main.screen_shown is Screen.FOCAL_POINTS


def test_who_may_not_edit_reads(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing, Role.OBSERVER)
    choose(desk, "SKHCN")
    for name in ("saveAgency", "switchAgency", "newAgency"):
        assert not desk.button(name).isVisible()
    assert desk.line("agency-name").isReadOnly()
    assert not kind_of(desk).isEnabled()


def test_communes_do_not_see_the_way_there(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = Desk(theme, Room(), Screen.FOCAL_POINTS)
    closing.append(desk.windows)
    assert not desk.button("openAgencies").isVisible()


def test_an_empty_directory_says_so(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = Desk(theme, Room(own_site_id=HQ, role=Role.CITY_ADMIN), Screen.AGENCIES)
    closing.append(desk.windows)
    labels = [one.text() for one in desk.windows.main.agencies.findChildren(QLabel)]
    assert sum("Danh mục chưa có cơ quan nào." in text for text in labels) == 1, "once, above"
    assert "Cơ quan đã lưu sẽ hiện ở đây." in labels


def test_a_clash_says_whether_the_text_of_this_pc_is_in_use(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    retired = replace(SCIENCE, is_active=False)
    desk.room.fake.agencies.learn(KnownAgency(agency=SCIENCE, other=retired))
    desk.room.deliver()
    choose(desk, "SKHCN")
    assert desk.says(f"{SCIENCE.parent_name} · ngừng sử dụng")
    desk.room.fake.agencies.learn(KnownAgency(agency=retired, other=SCIENCE))
    desk.room.deliver()
    assert desk.says(f"{SCIENCE.parent_name} · đang sử dụng")
    desk.press("takeOtherAgency")
    desk.press("saveAgency")
    assert desk.room.fake.agencies.saved == [SCIENCE]
