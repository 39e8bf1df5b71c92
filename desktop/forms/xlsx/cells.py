"""What stands in the cells of a worksheet, and how high its rows must be. Pure."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from desktop.forms.layout.page import TABLE_PT
from desktop.forms.layout.text import printable
from desktop.forms.layout.text_width import wrapped
from desktop.forms.xlsx.grid import SheetGrid, Span

MAX_ROW_PT = 400.0
"""A spreadsheet allows 409; what needs more goes on in the next row."""
LINE_FACTOR = 1.3125
"""Height of a line in a cell, times its size: 15.75 points for Times New Roman 12."""
ROW_GAP_PT = 3.0
"""Between a text and the lines above and below it."""
CELL_GAP_MM = 2.0
"""What a spreadsheet keeps free at both sides of a text, and what its pixels take."""
INDENT_MM = 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks.

    align: left, center, right or justify. borders: sides with a line. is_indented: the text keeps
    off the line beside it.
    """

    size_pt: float = TABLE_PT
    is_bold: bool = False
    is_italic: bool = False
    align: str = "left"
    valign: str = "top"
    borders: frozenset[str] = frozenset()
    is_indented: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """Texts over some columns, each on lines of its own in its own look.

    style: of the cell, and of its first text. is_number: digits that may be reckoned with.
    """

    span: Span
    text: str
    style: Style
    more: tuple[tuple[str, Style], ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Cells side by side. height_pt: high enough for each of them.

    stays_with_next: on the page of the row below it.
    """

    cells: tuple[SheetCell, ...]
    height_pt: float
    stays_with_next: bool = False


def line_pt(size_pt: float) -> float:
    """Height of one line."""
    return size_pt * LINE_FACTOR


def row_of(cells: tuple[SheetCell, ...], grid: SheetGrid) -> SheetRow:
    """One row, as high as its highest cell."""
    gap_pt = ROW_GAP_PT if any(one.style.borders for one in cells) else 0.0
    return SheetRow(cells=cells, height_pt=gap_pt + max(_height_pt(one, grid) for one in cells))


def rows_of(cells: tuple[SheetCell, ...], grid: SheetGrid) -> tuple[SheetRow, ...]:
    """The row of these cells, or several when a text is longer than a row may be high.

    Only what goes on in another row is cut, where its lines end.
    """
    row = row_of(cells, grid)
    if row.height_pt <= MAX_ROW_PT:
        return (row,)
    room = int((MAX_ROW_PT - ROW_GAP_PT) / max(line_pt(one.style.size_pt) for one in cells))
    pieces = [_pieces(cell, room, grid) for cell in cells]
    count = max(map(len, pieces))
    rows = []
    for number, texts in enumerate(zip_longest(*pieces, fillvalue="")):
        open_sides = {"top"} if number else set()
        if number < count - 1:
            open_sides.add("bottom")
        cut = (
            replace(
                cell,
                text=text,
                is_number=cell.is_number and bool(text),
                style=replace(cell.style, borders=cell.style.borders - open_sides),
            )
            for cell, text in zip(cells, texts, strict=True)
        )
        rows.append(row_of(tuple(cut), grid))
    return tuple(rows)


def page_starts(
    rows: tuple[SheetRow, ...], page_pt: float, header_row: int | None
) -> tuple[int, ...]:
    """The rows that begin a page, but the first.

    page_pt: what a page holds. header_row: repeated on every page after it.
    """
    begins, used_pt, first = [], 0.0, 0
    while first < len(rows):
        last = first
        while rows[last].stays_with_next and last < len(rows) - 1:
            last += 1
        height_pt = sum(row.height_pt for row in rows[first : last + 1])
        if used_pt and used_pt + height_pt > page_pt:
            begins.append(first)
            has_header = header_row is not None and header_row < first
            used_pt = rows[header_row].height_pt if header_row is not None and has_header else 0.0
        used_pt += height_pt
        first = last + 1
    return tuple(begins)


def is_formula_like(text: str) -> bool:
    """What a spreadsheet would take for a formula if somebody typed it."""
    return text.startswith(("=", "+", "-", "@"))


def _height_pt(cell: SheetCell, grid: SheetGrid) -> float:
    texts = ((cell.text, cell.style), *cell.more)
    room_mm = _room_mm(cell, grid)
    return sum(line_pt(style.size_pt) * len(_lines(text, room_mm, style)) for text, style in texts)


def _room_mm(cell: SheetCell, grid: SheetGrid) -> float:
    indent_mm = INDENT_MM if cell.style.is_indented else 0.0
    return grid.width_mm(cell.span) - CELL_GAP_MM - indent_mm


def _pieces(cell: SheetCell, room: int, grid: SheetGrid) -> list[str]:
    lines = _lines(cell.text, _room_mm(cell, grid), cell.style)
    if len(lines) <= room:
        return [cell.text]
    return ["\n".join(lines[at : at + room]) for at in range(0, len(lines), room)]


def _lines(text: str, room_mm: float, style: Style) -> list[str]:
    return wrapped(printable(text), room_mm, style.size_pt, is_bold=style.is_bold)
