"""Draws a form as one worksheet: the only file that knows XlsxWriter, which has no types.

Everything is written as text but counts; a text is never a formula, whatever it begins with.
"""

import importlib
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from desktop.forms.layout.blocks import Form
from desktop.forms.layout.page import (
    BOTTOM_MM,
    FONT,
    FOOTER_PT,
    HEADER_MM,
    LEFT_MM,
    RIGHT_MM,
    TOP_MM,
    page_mm,
)
from desktop.forms.layout.text import printable
from desktop.forms.layout.text_width import MM_PER_PT
from desktop.forms.xlsx.cells import SheetCell, SheetRow, Style, is_formula_like, page_starts
from desktop.forms.xlsx.grid import grid_of
from desktop.forms.xlsx.layout import SheetLayout, lay_out_sheet_rows

A4 = 9
MM_PER_INCH = 25.4
PIXELS_PER_MM = 96 / MM_PER_INCH
NORMAL_PT = 11
"""Of the sheet's own style: its digits are 7 pixels wide, the measure of columns."""
MAX_SHEET_NAME = 31
PAGE_SHARE = 0.97
"""Of a page's height, for rows: printers differ a little."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


class _Worksheet(Protocol):
    def merge_range(
        self, row: int, column: int, last_row: int, last_column: int, text: str, look: object
    ) -> int: ...

    def write_string(self, row: int, column: int, text: str, look: object) -> int: ...

    def write_number(self, row: int, column: int, number: int, look: object) -> int: ...

    def write_rich_string(self, row: int, column: int, *parts: object) -> int: ...

    def set_row(self, row: int, height_pt: float) -> int: ...


def draw_xlsx(form: Form, made_at: datetime) -> bytes:
    """The XLSX file. made_at: aware; written into the file's properties."""
    library: Any = importlib.import_module("xlsxwriter")
    out = io.BytesIO()
    normal = {"font_name": FONT, "font_size": NORMAL_PT}
    book = library.Workbook(out, {"in_memory": True, "default_format_properties": normal})
    created = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    book.set_properties({"title": printable(form.title), "created": created})
    sheet = book.add_worksheet(_sheet_name(form.title))
    grid = grid_of(form)
    for column in range(grid.column_count):
        pixels = round(grid.width_mm((column, column)) * PIXELS_PER_MM)
        sheet.set_column_pixels(column, column, pixels)
    layout = lay_out_sheet_rows(form, grid)
    writer = _Writer(sheet, book.add_format)
    for number, row in enumerate(layout.rows):
        writer.write(number, row)
    _set_up_page(sheet, form)
    _set_up_rows(sheet, layout, grid.column_count)
    _, height_mm = page_mm(is_landscape=form.is_landscape)
    page_pt = PAGE_SHARE * (height_mm - TOP_MM - BOTTOM_MM) / MM_PER_PT
    sheet.set_h_pagebreaks(list(page_starts(layout.rows, page_pt, layout.header_row)))
    book.close()
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """A title as a spreadsheet takes it: some signs are not allowed, nor more than 31 letters."""
    words = _NOT_IN_SHEET_NAMES.sub(" ", printable(title)).split()
    name = " ".join(words)
    return name if len(name) <= MAX_SHEET_NAME else name[: MAX_SHEET_NAME - 1].strip() + "…"


def _set_up_page(sheet: Any, form: Form) -> None:  # noqa: ANN401 - the library has no types
    sheet.set_paper(A4)
    if form.is_landscape:
        sheet.set_landscape()
    sheet.set_margins(*(mm / MM_PER_INCH for mm in (LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM)))
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    notice = printable(form.footer).replace("&", "&&")
    sheet.set_footer(
        f'&C&"{FONT},Bold"&{FOOTER_PT} {notice}&R&"{FONT},Regular"&{FOOTER_PT} &P/&N',
        {"margin": HEADER_MM / MM_PER_INCH},
    )


def _set_up_rows(
    sheet: Any,  # noqa: ANN401 - as above
    layout: SheetLayout,
    column_count: int,
) -> None:
    sheet.print_area(0, 0, len(layout.rows) - 1, column_count - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(layout.rows)}"})
    if layout.header_row is not None:
        sheet.repeat_rows(layout.header_row)


class _Writer:
    """Writes cells. add_format: makes a look of the book."""

    def __init__(self, sheet: _Worksheet, add_format: Callable[..., object]) -> None:
        self._sheet = sheet
        self._add_format = add_format
        self._looks: dict[tuple[Style, bool], object] = {}

    def write(self, number: int, row: SheetRow) -> None:
        """One row, from its top."""
        self._sheet.set_row(number, row.height_pt)
        for cell in row.cells:
            self._write_cell(number, cell)

    def _write_cell(self, row: int, cell: SheetCell) -> None:
        (first, last), text = cell.span, printable(cell.text)
        look = self._look(cell.style, is_quoted=is_formula_like(text))
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", look)
        if cell.is_number:
            self._sheet.write_number(row, first, int(text), look)
        elif cell.more:
            self._write_rich(row, cell, look)
        else:
            self._sheet.write_string(row, first, text, look)

    def _write_rich(self, row: int, cell: SheetCell, look: object) -> None:
        parts: list[object] = []
        texts = ((cell.text, cell.style), *cell.more)
        for number, (text, style) in enumerate(texts, start=1):
            end = "\n" if number < len(texts) else ""
            letters = Style(size_pt=style.size_pt, is_bold=style.is_bold, is_italic=style.is_italic)
            parts += [self._look(letters, is_quoted=False), printable(text) + end]
        self._sheet.write_rich_string(row, cell.span[0], *parts, look)

    def _look(self, style: Style, *, is_quoted: bool) -> object:
        """One for each that is different: a book holds only so many."""
        key = (style, is_quoted)
        if key not in self._looks:
            self._looks[key] = self._add_format(
                {
                    "font_name": FONT,
                    "font_size": style.size_pt,
                    "bold": style.is_bold,
                    "italic": style.is_italic,
                    "font_strikeout": style.is_struck,
                    "align": style.align,
                    "valign": style.valign,
                    "text_wrap": True,
                    "indent": int(style.is_indented),
                    # Typed into again, the text stays a text.
                    "quote_prefix": is_quoted,
                    **dict.fromkeys(style.borders, 1),
                }
            )
        return self._looks[key]
