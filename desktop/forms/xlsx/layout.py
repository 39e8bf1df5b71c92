"""Lays a form out as the rows of one worksheet. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import assert_never

from desktop.forms.layout import blocks
from desktop.forms.layout.page import (
    ADDRESSEES_SHARE,
    BODY_PT,
    FOOTER_PT,
    HEAD_PT,
    ISSUER_RULE_MM,
    LEFT_HEAD_SHARE,
    MOTTO_MM,
    SMALL_PT,
    SUBJECT_RULE_MM,
    TABLE_PT,
)
from desktop.forms.layout.text_width import MM_PER_PT
from desktop.forms.xlsx.cells import SheetCell, SheetRow, Style, row_of, rows_of
from desktop.forms.xlsx.grid import SheetGrid, main_table

RULE_PT = 7
DASH = "\N{EM DASH}"
"""As wide as its size: dashes side by side are a rule."""
LINES_TO_SIGN = 3
GAP_PT = 4

ALL_SIDES = frozenset({"top", "left", "bottom", "right"})
_HEAD = Style(size_pt=HEAD_PT, align="center")
_HEAD_BOLD = Style(size_pt=HEAD_PT, align="center", is_bold=True)
_CENTRED = Style(size_pt=BODY_PT, align="center")
_BOLD = Style(size_pt=BODY_PT, align="center", is_bold=True)
_ITALIC = Style(size_pt=BODY_PT, align="center", is_italic=True)
_NOTICE = Style(size_pt=BODY_PT, align="center", valign="vcenter", is_bold=True, borders=ALL_SIDES)
_RULE = Style(size_pt=RULE_PT, align="center", is_bold=True)
_BODY = Style(size_pt=BODY_PT, align="justify")
_LEFT = Style(size_pt=BODY_PT)
_HEADING = Style(size_pt=BODY_PT, is_bold=True)
_LABEL = Style(size_pt=BODY_PT, align="right", is_indented=True)
_COLUMN = Style(align="center", valign="vcenter", is_bold=True, borders=ALL_SIDES)
_HINT = Style(align="center", is_italic=True)
_RECIPIENTS_TITLE = Style(is_bold=True, is_italic=True)
_RECIPIENTS = Style(size_pt=FOOTER_PT)

_Untabled = (
    blocks.Letterhead
    | blocks.Motto
    | blocks.Notice
    | blocks.Title
    | blocks.Addressees
    | blocks.Heading
    | blocks.Body
    | blocks.PhotoAnnex
    | blocks.Signatures
    | blocks.SignOff
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """header_row: of the column names that every page repeats, from 0; None without a table."""

    rows: tuple[SheetRow, ...]
    header_row: int | None


def lay_out_sheet_rows(form: blocks.Form, grid: SheetGrid) -> SheetLayout:
    """All rows of the form. Tables of the same columns are one below one row of their names."""
    main, header_row = main_table(form), None
    rows: list[SheetRow] = []
    columns: tuple[str, ...] = ()
    for block in form.blocks:
        if not isinstance(block, blocks.Table):
            rows.extend(_block_rows(block, grid))
            continue
        if block.columns != columns:
            columns = block.columns
            if block is main:
                header_row = len(rows)
            rows.append(_column_names(block, grid))
        rows.extend(_table_rows(block, grid))
    return SheetLayout(rows=tuple(rows), header_row=header_row)


def _block_rows(block: _Untabled, grid: SheetGrid) -> Iterator[SheetRow]:
    match block:
        case blocks.Letterhead() | blocks.Motto() | blocks.Title() | blocks.Addressees():
            yield from _head_rows(block, grid)
        case blocks.Signatures():
            yield _blank(BODY_PT)
            yield _signatures(block, grid)
        case blocks.SignOff():
            yield _blank(BODY_PT)
            yield _sign_off(block, grid)
        case blocks.Notice() | blocks.Heading() | blocks.Body():
            yield from _text(block, grid)
        case blocks.PhotoAnnex():
            pass  # the lines say how many there are; the DOCX shows them
        case _:
            assert_never(block)


def _head_rows(
    block: blocks.Letterhead | blocks.Motto | blocks.Title | blocks.Addressees, grid: SheetGrid
) -> Iterator[SheetRow]:
    match block:
        case blocks.Letterhead():
            yield from _letterhead(block, grid)
        case blocks.Motto():
            yield from _motto(block, grid)
        case blocks.Title():
            yield from _title(block, grid)
        case blocks.Addressees():
            yield from _addressees(block, grid)
        case _:
            assert_never(block)


def _blank(height_pt: float) -> SheetRow:
    return SheetRow(cells=(), height_pt=height_pt, stays_with_next=True)


def _rule(length_mm: float) -> str:
    return DASH * round(length_mm / (RULE_PT * MM_PER_PT))


# ---- head ---------------------------------------------------------------------------------------


def _letterhead(head: blocks.Letterhead, grid: SheetGrid) -> Iterator[SheetRow]:
    left, right = _sides(LEFT_HEAD_SHARE, grid)
    lefts = [
        *((line, _HEAD) for line in head.parent),
        *((line, _HEAD_BOLD) for line in head.issuer),
        (_rule(ISSUER_RULE_MM), _RULE),
    ]
    rights = [(head.nation, _HEAD_BOLD), (head.motto, _BOLD), (_rule(MOTTO_MM), _RULE)]
    for pair in zip_longest(lefts, rights, fillvalue=("", _RULE)):
        yield row_of(_pair(left, right, *pair), grid)
    yield row_of(_pair(left, right, (head.number, _HEAD), (head.place_date, _ITALIC)), grid)
    yield _blank(GAP_PT)


def _motto(block: blocks.Motto, grid: SheetGrid) -> Iterator[SheetRow]:
    for text, style in (
        (block.nation, _HEAD_BOLD),
        (block.motto, _BOLD),
        (_rule(MOTTO_MM), _RULE),
    ):
        yield row_of((SheetCell(span=grid.whole, text=text, style=style),), grid)


def _title(title: blocks.Title, grid: SheetGrid) -> Iterator[SheetRow]:
    yield _blank(BODY_PT)
    for text, style in (
        (title.name, _BOLD),
        (title.subject, _BOLD),
        (_rule(SUBJECT_RULE_MM), _RULE),
    ):
        yield row_of((SheetCell(span=grid.whole, text=text, style=style),), grid)
    yield _blank(GAP_PT)


def _addressees(addressees: blocks.Addressees, grid: SheetGrid) -> Iterator[SheetRow]:
    yield _blank(GAP_PT)
    left, right = _sides(ADDRESSEES_SHARE, grid)
    for number, name in enumerate(addressees.names):
        label = "" if number else addressees.label
        yield row_of(_pair(left, right, (label, _LABEL), (name, _LEFT)), grid)
    yield _blank(GAP_PT)


# ---- text and tables ----------------------------------------------------------------------------


def _text(
    block: blocks.Notice | blocks.Heading | blocks.Body, grid: SheetGrid
) -> Iterator[SheetRow]:
    stays_with_next = False
    match block:
        case blocks.Notice():
            text, style = block.text, _NOTICE
        case blocks.Heading():
            text = f"{block.text}: {block.tail}" if block.tail else block.text
            style, stays_with_next = _HEADING, True
        case blocks.Body():
            text, style = block.text, _LEFT if block.has_dots else _BODY
            stays_with_next = block.stays_with_next
        case _:
            assert_never(block)
    yield _blank(GAP_PT)
    for row in rows_of((SheetCell(span=grid.whole, text=text, style=style),), grid):
        yield replace(row, stays_with_next=stays_with_next)
    yield replace(_blank(GAP_PT), stays_with_next=stays_with_next)


def _column_names(table: blocks.Table, grid: SheetGrid) -> SheetRow:
    spans = grid.spans(table.widths_mm)
    pairs = zip(spans, table.columns, strict=True)
    cells = tuple(SheetCell(span=span, text=text, style=_COLUMN) for span, text in pairs)
    return replace(row_of(cells, grid), stays_with_next=True)


def _table_rows(table: blocks.Table, grid: SheetGrid) -> Iterator[SheetRow]:
    spans = grid.spans(table.widths_mm)
    for number, texts in enumerate(table.rows):
        cells = tuple(
            SheetCell(
                span=span,
                text=text,
                style=Style(
                    size_pt=SMALL_PT if index in table.small else TABLE_PT,
                    align="center" if index in table.centred else "left",
                    valign="vcenter",
                    borders=ALL_SIDES,
                    is_indented=index not in table.centred,
                    is_struck=table.is_struck(number, index),
                ),
                is_number=index in table.numeric and text.isascii() and text.isdigit(),
            )
            for index, (span, text) in enumerate(zip(spans, texts, strict=True))
        )
        yield from rows_of(cells, grid)


# ---- signatures ---------------------------------------------------------------------------------


def _signatures(signatures: blocks.Signatures, grid: SheetGrid) -> SheetRow:
    """All in one row: a row never breaks over a page."""
    boxes = signatures.boxes
    widths = (grid.edges_mm[-1] / len(boxes),) * len(boxes)
    pairs = zip(grid.spans(widths), boxes, strict=True)
    return row_of(tuple(_box(span, box) for span, box in pairs), grid)


def _sign_off(sign_off: blocks.SignOff, grid: SheetGrid) -> SheetRow:
    left, right = _sides(0.5, grid)
    recipients = SheetCell(
        span=left,
        text=sign_off.title,
        style=_RECIPIENTS_TITLE,
        more=tuple((line, _RECIPIENTS) for line in sign_off.recipients),
    )
    return row_of((recipients, _box(right, sign_off.box)), grid)


def _box(span: tuple[int, int], box: blocks.SignatureBox) -> SheetCell:
    hint = ((box.hint, _HINT),) if box.hint else ()
    room = tuple((" ", _CENTRED) for _ in range(LINES_TO_SIGN))
    return SheetCell(
        span=span, text=box.title, style=_BOLD, more=(*hint, *room, (box.name or " ", _BOLD))
    )


def _sides(share: float, grid: SheetGrid) -> tuple[tuple[int, int], tuple[int, int]]:
    width_mm = grid.edges_mm[-1]
    left, right = grid.spans((width_mm * share, width_mm * (1 - share)))
    return left, right


def _pair(
    left: tuple[int, int],
    right: tuple[int, int],
    left_text: tuple[str, Style],
    right_text: tuple[str, Style],
) -> tuple[SheetCell, SheetCell]:
    return (
        SheetCell(span=left, text=left_text[0], style=left_text[1]),
        SheetCell(span=right, text=right_text[0], style=right_text[1]),
    )
