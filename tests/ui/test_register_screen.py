"""The register as an officer uses it: rows by the keyboard, the panel, the file, what is masked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.casework.register import struck_out
from desktop.domain.casework.register_book import SlipKind
from desktop.domain.record.printing import SlipToPrint, StatisticsToPrint
from desktop.domain.reports.statistics import FigureKind
from desktop.presenters.casework.register.register_forms import RegisterField
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.casework.register.register_cells import Cells, column_edges, laid_out
from desktop.ui.screens.casework.register.register_row import RegisterHead, RegisterRowControl
from desktop.ui.screens.casework.register.statistics_panel import FigureRow
from desktop.ui.texts import register_words
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.screens.register_states import (
    GROUP,
    LAST_YEAR,
    PROPOSAL,
    RIGHT,
    SECRET,
    STRIKE,
    TWICE,
    known,
)
from tests.ui.test_report_screens import Desk, type_in

pytestmark = pytest.mark.ui

PATIENCE_MS = round(1_000 * PATIENCE_S)
WIDTH = 1_318
"""Of the rows on a screen of 1366."""


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def opened(theme: Theme, closing: list[DeskWindows]) -> Desk:
    room = Room()
    for row in (
        known(GROUP, 214),
        known(struck_out(TWICE, STRIKE), 213),
        known(PROPOSAL, 212),
        known(SECRET, 210),
        known(RIGHT, None),
        known(struck_out(LAST_YEAR, STRIKE), 40),
    ):
        room.fake.register.learn(row)
    desk = Desk(theme, room, Screen.HOME)
    closing.append(desk.windows)
    desk.windows.main.activateWindow()
    desk.press(f"nav-{MenuEntry.REGISTER}")
    assert desk.windows.main.screen_shown is Screen.REGISTER
    return desk


def control(desk: Desk, entry_id: str) -> RegisterRowControl:
    found = desk.windows.main.findChild(RegisterRowControl, f"register-{entry_id}")
    assert isinstance(found, RegisterRowControl)
    return found


def shown(desk: Desk) -> Screen | None:
    return desk.windows.main.screen_shown


def spoken(desk: Desk) -> list[str]:
    rows = desk.windows.main.register.findChildren(RegisterRowControl)
    return [row.accessibleName() for row in rows if row.isVisible()]


def test_the_book_says_every_column_and_hides_what_it_must(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    rows = spoken(desk)
    assert len(rows) == 5
    assert rows[0].startswith("STT: chờ số, Ngày tiếp: 03/11/2025")
    assert "Thay dòng 40/2025." not in rows[0]
    assert "Thay dòng 40." in rows[0]
    assert "031•••••••23" in rows[1]
    assert "031165000123" not in "".join(rows)
    assert rows[2].startswith("Dòng gạch bỏ")
    assert "Lý do: Ghi trùng dòng 212. Người gạch: Cán bộ tiếp dân Mẫu." in rows[2]
    assert "Họ tên, địa chỉ: Người tố cáo, Số giấy tờ: hạn chế" in rows[4]
    assert desk.says("Mẫu 03/TCD · năm 2026")
    assert "5 dòng, 1 gạch bỏ" in "".join(
        one.accessibleName() for one in desk.windows.main.register.findChildren(QWidget)
    )


def test_a_row_is_followed_up_by_mouse_and_keys(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    assert not desk.button("followRow").isEnabled()
    QTest.mouseClick(control(desk, GROUP.id), Qt.MouseButton.LeftButton)
    desk.room.deliver()
    assert desk.button("followRow").text() == "Ghi theo dõi, dòng 214"
    desk.press("followRow")
    panel = desk.windows.main.register.panel
    assert panel.isVisible()
    area = desk.area(f"register-{RegisterField.FOLLOW_UP}")
    qtbot.waitUntil(area.hasFocus, timeout=PATIENCE_MS)
    area.clear()
    type_in(area, "Đã đo lại ngày 25/11")
    desk.press("saveRow")
    assert not panel.isVisible()
    assert "Theo dõi kết quả: Đã đo lại ngày 25/11" in control(desk, GROUP.id).accessibleName()
    assert desk.says("Đã ghi theo dõi.")


def test_up_and_down_choose_and_escape_shuts_the_panel_before_the_screen(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing)
    first = control(desk, GROUP.id)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus, timeout=PATIENCE_MS)
    QTest.keyClick(first, Qt.Key.Key_Down)
    desk.room.deliver()
    assert control(desk, TWICE.id).is_selected
    assert not desk.button("strikeRow").isEnabled()
    QTest.keyClick(control(desk, TWICE.id), Qt.Key.Key_Down)
    desk.room.deliver()
    desk.press("strikeRow")
    panel = desk.windows.main.register.panel
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    desk.room.deliver()
    assert not panel.isVisible()
    assert shown(desk) is Screen.REGISTER
    QTest.keyClick(desk.windows.main, Qt.Key.Key_Escape)
    desk.room.deliver()
    assert shown(desk) is Screen.HOME


def test_words_narrow_the_book_and_the_empty_list_says_so(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    desk.windows.main.register.focus_search()
    search = desk.line("registerSearch")
    type_in(search, "dat vuon")
    desk.room.deliver()
    assert len(spoken(desk)) == 1
    search.clear()
    type_in(search, "cầu vượt")
    desk.room.deliver()
    assert spoken(desk) == []
    assert desk.says("Không tìm thấy “cầu vượt”.")


def test_the_book_goes_to_the_file_that_was_chosen(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing)
    desk.press("exportRegister")
    dialog = desk.windows.main.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.nameFilters() == ["XLSX (*.xlsx)", "PDF (*.pdf)"]
    dialog.fileSelected.emit(str(tmp_path / "so.xlsx"))
    dialog.close()
    desk.room.deliver()
    assert desk.room.fake.register.exported == [(2026, tmp_path / "so.xlsx")]
    assert desk.says("Đã xuất so.xlsx, 5 dòng.")


@pytest.mark.parametrize("width", [400, 700, 1_100, WIDTH, 1_870])
def test_no_letter_lies_outside_of_its_column(theme: Theme, width: int) -> None:
    cells = Cells(theme, register_words.columns())
    texts = ("214", "26/11/2026", "Mẫu " * 40, "031•••••••23\n030•••••••67", "Đ" * 300)
    whole = (*texts, *["Khiếu nại"] * 7)
    cells.lay_out_row(width, whole, [("Gạch bỏ, lý do " * 20, "danger")], is_struck=True)
    assert cells.cells
    for one in cells.cells:
        bounds = one.layout.boundingRect()
        assert one.at.x() + bounds.width() <= width
        assert one.at.y() + bounds.height() <= cells.height
    assert column_edges(width)[-1][1] == pytest.approx(width)


def test_a_day_and_a_masked_number_stand_on_one_line_at_1366(theme: Theme) -> None:
    edges = column_edges(WIDTH)
    for place, text in ((1, "26/11/2026"), (3, "031•••••••67"), (0, "12345")):
        left, right = edges[place]
        font = theme.font(TextRole.SMALL)
        assert laid_out(text, font, right - left - 2 * theme.px(8)).lineCount() == 1, text


def test_where_there_is_no_room_there_is_no_head(theme: Theme, qtbot: QtBot) -> None:
    head = RegisterHead(theme)
    qtbot.addWidget(head)
    assert head.heightForWidth(WIDTH) > 0
    assert head.heightForWidth(500) == 0


def test_a_figure_is_opened_by_the_keyboard_and_the_book_comes_back(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    whole = len(desk.room.desk.register.state().rows)
    desk.press("countRegister")
    panel = desk.windows.main.register.statistics
    assert panel.isVisible()
    desk.room.desk.register.statistics.choose("month-2026-12")
    figure = desk.windows.main.findChild(QWidget, f"figure-{FigureKind.PROPOSAL}")
    assert isinstance(figure, FigureRow)
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_Space)
    assert figure.isChecked()
    shown = desk.room.desk.register.state()
    assert [one.entry_id for one in shown.rows] == [PROPOSAL.id]
    assert figure.accessibleName().endswith(": 1")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    desk.press("allRows")
    assert len(desk.room.desk.register.state().rows) == whole
    whole_book = desk.windows.main.register.findChild(QWidget, "allRows")
    assert isinstance(whole_book, QWidget)
    assert not whole_book.isVisible()


def test_statistics_are_looked_at_printed_or_kept_as_a_table(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing)
    desk.press("countRegister")
    desk.press("printStatistics")
    (form,) = desk.room.fake.printing.offered
    assert isinstance(form, StatisticsToPrint)
    desk.press("formPrintSave")
    dialog = desk.windows.main.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.nameFilters() == ["DOCX (*.docx)", "PDF (*.pdf)", "XLSX (*.xlsx)"]
    dialog.fileSelected.emit(str(tmp_path / "thong-ke.xlsx"))
    dialog.close()
    desk.room.deliver()
    assert desk.room.fake.printing.saved == [(form, tmp_path / "thong-ke.xlsx")]
    assert desk.says("thong-ke.xlsx")


def test_a_slip_is_looked_at_before_it_is_printed(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing)
    row = replace(PROPOSAL, guided_to="UBND xã Khác", handled_by="", within_competence=False)
    desk.room.fake.register.learn(known(row, 212))
    desk.room.deliver()
    desk.room.desk.register.select(row.id)
    desk.press(f"slip-{SlipKind.GUIDANCE}")
    desk.room.deliver()
    offered = SlipToPrint(entry_id=row.id, kind=SlipKind.GUIDANCE)
    assert desk.room.fake.printing.offered == [offered]
    assert desk.windows.main.is_printing_form
