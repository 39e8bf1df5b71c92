"""The sheet of statistics: its period, every figure, and that the rule waits for the city."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.reports.statistics import FigureKind, Span
from desktop.forms.casework.statistics import (
    lay_out_statistics,
    load_statistics_wording,
    write_statistics,
)
from desktop.forms.layout.blocks import Body, Notice, Table, Title
from tests.samples.forms import PRINTED_STATISTICS, STATISTICS_TEMPLATE

pytestmark = pytest.mark.unit

WORDING = load_statistics_wording(STATISTICS_TEMPLATE)


def test_it_says_its_period_and_every_figure_in_order() -> None:
    blocks = lay_out_statistics(PRINTED_STATISTICS, WORDING).blocks
    (title,) = (one for one in blocks if isinstance(one, Title))
    assert title.subject == "Thống kê tiếp công dân tháng 11 năm 2026"
    text = "\n".join(one.text for one in blocks if isinstance(one, Body))
    assert "từ ngày 15/10/2026 đến ngày 14/11/2026" in text
    (table,) = (one for one in blocks if isinstance(one, Table))
    numbers = [one.count for one in PRINTED_STATISTICS.sheet.figures]
    assert [row[2] for row in table.rows] == [str(one) for one in numbers]
    assert [row[1] for row in table.rows] == [WORDING.figures[kind] for kind in FigureKind]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_rule_that_the_city_has_not_confirmed_is_said_to_wait(*, is_confirmed: bool) -> None:
    sheet = PRINTED_STATISTICS.sheet
    rule = replace(sheet.rule, is_confirmed=is_confirmed)
    printed = replace(PRINTED_STATISTICS, sheet=replace(sheet, rule=rule))
    text = "\n".join(
        one.text for one in lay_out_statistics(printed, WORDING).blocks if isinstance(one, Body)
    )
    assert ("chờ thành phố xác nhận" in text) is not is_confirmed


def test_practice_is_said_on_it_and_every_span_has_words() -> None:
    printed = replace(PRINTED_STATISTICS, is_practice=True, issuer=None)
    form = lay_out_statistics(printed, WORDING)
    assert any(isinstance(one, Notice) for one in form.blocks)
    assert form.footer
    assert set(WORDING.spans) == set(Span)
    assert set(WORDING.figures) == set(FigureKind)


def test_numbers_are_numbers_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "Thống kê.xlsx"
    printed = replace(PRINTED_STATISTICS, made_at=datetime(2026, 11, 16, 1, tzinfo=UTC))
    write_statistics(printed, path, template_path=STATISTICS_TEMPLATE)
    (page,) = load_workbook(path).worksheets
    cells = [cell.value for row in page.iter_rows() for cell in row]
    assert WORDING.figures[FigureKind.VISITS] in cells
    counts = {one.count for one in printed.sheet.figures}
    assert counts <= {one for one in cells if isinstance(one, int)}
