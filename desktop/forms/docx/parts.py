"""Paragraphs, rules and tables of a DOCX, as forms need them."""

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Row as DocxRow
from docx.text.paragraph import Paragraph

from desktop.forms.layout.page import FONT
from desktop.forms.layout.text import printable

RULE_EIGHTHS_PT = 6


def plain(paragraph: Paragraph) -> Paragraph:
    """Centred, no indent, no space: what heads, cells and margins need."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout = paragraph.paragraph_format
    layout.first_line_indent = Mm(0)
    layout.space_before = layout.space_after = Pt(0)
    return paragraph


def add_text(
    paragraph: Paragraph,
    text: str,
    *,
    size_pt: int,
    is_bold: bool = False,
    is_italic: bool = False,
    is_struck: bool = False,
) -> None:
    """A run in the form's font."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.name = Pt(size_pt), FONT
    run.bold, run.italic = is_bold or None, is_italic or None
    run.font.strike = is_struck or None


def add_rule(paragraph: Paragraph, length_mm: float, room_mm: float) -> None:
    """A rule of this length in the middle of a room: the border of an almost empty line."""
    layout = plain(paragraph).paragraph_format
    layout.left_indent = layout.right_indent = Mm((room_mm - length_mm) / 2)
    layout.line_spacing = Pt(2)
    add_text(paragraph, "", size_pt=1)
    add_borders(paragraph, ("bottom",), gap_pt=0)


def add_borders(paragraph: Paragraph, sides: tuple[str, ...], *, gap_pt: int) -> None:
    """Lines around a paragraph. sides: top, left, bottom, right."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single")
        border.set(qn("w:sz"), str(RULE_EIGHTHS_PT))
        border.set(qn("w:space"), str(gap_pt))
        border.set(qn("w:color"), "000000")
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no call for these
    # The order of elements is part of the format: borders stand before spacing and indents.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def bare_table(
    document: DocxDocument, widths_mm: tuple[float, ...], row_count: int = 1
) -> DocxTable:
    """A table without lines and without margins, for things that stand side by side."""
    table: DocxTable = document.add_table(rows=row_count, cols=len(widths_mm))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_widths(table, widths_mm)
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no call for margins
    for row in table.rows:
        for cell, width_mm in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width_mm)
    return table


def fix_widths(table: DocxTable, widths_mm: tuple[float, ...]) -> None:
    """Columns as wide as asked, whatever stands in them."""
    table.autofit = False
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)


def keep_whole(row: DocxRow) -> None:
    """The row never breaks over a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no call for it


def repeat_on_pages(row: DocxRow) -> None:
    """The row stands above its table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no call for it
