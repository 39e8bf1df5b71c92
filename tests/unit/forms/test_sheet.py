"""The rows and columns of a worksheet, before any library is asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.layout.blocks import Body, Form, Heading, Table
from desktop.forms.xlsx.cells import MAX_ROW_PT, SheetCell, SheetRow, Style, page_starts, rows_of
from desktop.forms.xlsx.grid import SheetGrid, grid_of
from desktop.forms.xlsx.layout import lay_out_sheet_rows

pytestmark = pytest.mark.unit

WIDE = Table(columns=("TT", "Nội dung", "Số", "Ai"), rows=(), widths_mm=(10.0, 150.0, 52.0, 40.0))
NARROW = Table(columns=("Nhóm", "Số"), rows=(("Thiết bị", "2"),), widths_mm=(120.0, 30.0))
FORM = Form(title="", blocks=(NARROW, WIDE), is_landscape=True)
GRID = grid_of(FORM)


def test_the_table_with_most_columns_is_the_grid() -> None:
    assert GRID.edges_mm == (0.0, 10.0, 160.0, 212.0, 252.0)
    assert GRID.spans(WIDE.widths_mm) == ((0, 0), (1, 1), (2, 2), (3, 3))


def test_a_smaller_table_stands_in_the_middle() -> None:
    assert GRID.spans((100.0, 60.0)) == ((1, 1), (2, 2))
    assert GRID.spans((252.0,)) == (GRID.whole,)


def test_a_form_without_a_table_has_two_sides() -> None:
    assert grid_of(Form(title="", blocks=())).edges_mm == (0.0, 66.0, 165.0)


def test_a_grid_fills_the_page_also_when_its_table_does_not() -> None:
    assert grid_of(Form(title="", blocks=(NARROW,))).edges_mm[-1] == 165.0


@given(st.lists(st.floats(5, 60), min_size=1, max_size=9), st.data())
def test_cells_are_side_by_side_and_have_a_column_each(
    columns: list[float], data: st.DataObject
) -> None:
    edges = [0.0]
    for width in columns:
        edges.append(edges[-1] + width)
    grid = SheetGrid(edges_mm=tuple(edges))
    widths = data.draw(st.lists(st.floats(1, 60), min_size=1, max_size=len(columns)))
    spans = grid.spans(tuple(widths))
    assert all(first <= last for first, last in spans)
    assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))
    assert spans[0][0] >= 0
    assert spans[-1][1] < grid.column_count


def a_cell(text: str, column: int = 1) -> SheetCell:
    return SheetCell(span=(column, column), text=text, style=Style(borders=frozenset({"top"})))


def test_what_a_row_cannot_hold_goes_on_in_the_next() -> None:
    long = " ".join(f"từ{number}" for number in range(4_000))
    rows = rows_of((a_cell("1", 0), a_cell(long)), GRID)
    assert len(rows) > 1
    assert all(row.height_pt <= MAX_ROW_PT for row in rows)
    assert " ".join(" ".join(row.cells[1].text.split()) for row in rows) == long
    assert [row.cells[0].text for row in rows] == ["1"] + [""] * (len(rows) - 1)
    assert rows[0].cells[1].style.borders
    assert not rows[1].cells[1].style.borders, "nothing divides what belongs together"


def test_tables_of_the_same_columns_are_under_one_row_of_names() -> None:
    form = Form(
        title="",
        blocks=(Heading(text="I"), WIDE, Heading(text="II"), WIDE, Body(text="Hết")),
        is_landscape=True,
    )
    layout = lay_out_sheet_rows(form, grid_of(form))
    names = [
        number
        for number, row in enumerate(layout.rows)
        if [cell.text for cell in row.cells] == list(WIDE.columns)
    ]
    assert names == [layout.header_row]


def test_the_repeated_names_are_those_of_the_widest_table() -> None:
    layout = lay_out_sheet_rows(FORM, GRID)
    assert layout.header_row is not None
    assert len(layout.rows[layout.header_row].cells) == len(WIDE.columns)
    assert lay_out_sheet_rows(Form(title="", blocks=()), GRID).header_row is None


def heights(*rows: tuple[float, bool]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(cells=(), height_pt=pt, stays_with_next=stays) for pt, stays in rows)


def test_a_heading_goes_with_its_first_row_to_the_next_page() -> None:
    rows = heights((60, False), (20, True), (30, False), (10, False))
    assert page_starts(rows, 100, None) == (1,)
    assert page_starts(rows, 120, None) == ()


def test_the_repeated_names_take_their_room_on_every_page() -> None:
    rows = heights((40, True), (40, False), (40, False), (40, False))
    assert page_starts(rows, 100, None) == (2,)
    assert page_starts(rows, 100, 0) == (2, 3)
