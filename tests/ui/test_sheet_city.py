"""Readiness sheets at headquarters: what is said of a unit, and how one is found."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reports.readiness_sheet import SheetOverall
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.reports.readiness_sheet_state import CitySheet, CitySheets, UnmetLine
from desktop.ui.screens.reports.sheet_city import SheetCityView
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.marks.badge import Badge

pytestmark = pytest.mark.ui

LINE = UnmetLine(
    label="Bộ lưu điện",
    remark="Chưa có bộ lưu điện",
    fix_by="Văn phòng UBND xã",
    fix_due="15/12/2026",
)


def sheets(
    *lines: UnmetLine, search: str = "", total: int = 1, is_found: bool = True
) -> CitySheets:
    one = CitySheet(
        report_id="sheet-1",
        unit_name="UBND xã An Lão",
        overall=SheetOverall.NOT_READY,
        unmet=lines,
        handed_in_at=datetime(2026, 11, 26, 5, tzinfo=UTC),
        state=ReportState.SENT,
    )
    return CitySheets(
        sheets=(one,) if is_found else (),
        search=search,
        total=total,
        waiting=1,
        can_receive=True,
    )


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> SheetCityView:
    made = SheetCityView(theme)
    qtbot.addWidget(made)
    made.resize(1_000, 600)
    made.show()
    return made


def says(view: QWidget) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisibleTo(view))


@pytest.mark.parametrize(
    ("fix_by", "fix_due", "words"),
    [
        ("Văn phòng UBND xã", "15/12/2026", "Khắc phục: Văn phòng UBND xã, hạn 15/12/2026"),
        ("Văn phòng UBND xã", "", "Khắc phục: Văn phòng UBND xã"),
        ("", "15/12/2026", "Hạn khắc phục 15/12/2026"),
    ],
)
def test_who_mends_it_by_when_is_said_as_such(
    view: SheetCityView, qtbot: QtBot, fix_by: str, fix_due: str, words: str
) -> None:
    line = UnmetLine(label="Bộ lưu điện", remark="", fix_by=fix_by, fix_due=fix_due)
    view.show_sheets(sheets(line))
    qtbot.waitUntil(lambda: f"Bộ lưu điện · {words}" in says(view).splitlines())
    view.show_sheets(sheets(UnmetLine(label="Bộ lưu điện", remark="", fix_by="", fix_due="")))
    assert "Bộ lưu điện" in says(view).splitlines()


def test_the_state_and_its_button_are_level(view: SheetCityView) -> None:
    view.show_sheets(sheets(LINE))
    button = view.findChild(Button, "receive-sheet-1")
    badge = next(one for one in view.findChildren(Badge) if one.text() == "chờ tiếp nhận")
    assert button is not None
    tint = badge.grab().toImage()
    top_of_badge = badge.mapTo(view, QPoint(0, 0)).y()
    inked = [
        line
        for line in range(tint.height())
        if tint.pixelColor(2, line).name() == badge._theme.tokens.warn_tint.lower()
    ]
    middle = top_of_badge + (inked[0] + inked[-1]) / 2
    assert abs(middle - (button.mapTo(view, QPoint(0, 0)).y() + button.height() / 2)) <= 1.0


def test_a_unit_is_looked_for(view: SheetCityView, qtbot: QtBot) -> None:
    view.show_sheets(sheets(LINE))
    (field,) = view.findChildren(SearchField)
    assert field.isVisibleTo(view)
    with qtbot.waitSignal(view.searched) as told:
        field.edit.setText("an lao")
        field.edit.textEdited.emit("an lao")
    assert told.args == ["an lao"]
    view.show_sheets(sheets(search="xyz", is_found=False))
    assert "Không thấy đơn vị nào khớp với chữ đã gõ." in says(view)
    assert field.edit.text() == "xyz"
    view.show_sheets(sheets(total=0, is_found=False))
    assert "Chưa có đơn vị nào gửi phiếu rà soát." in says(view)
    assert not field.isVisibleTo(view)
