"""Draws a form as DOCX: the only file that knows python-docx.

The page is that of `page.py`, its number centred in the top margin from page 2 on.
"""

import io
import math
import re
from datetime import datetime
from typing import TYPE_CHECKING, assert_never, cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.table import _Row as DocxRow
from docx.text.paragraph import Paragraph

from desktop.forms.blocks import (
    Block,
    Body,
    Form,
    Heading,
    Letterhead,
    Notice,
    SignatureBox,
    Signatures,
    Table,
    Title,
)
from desktop.forms.page import (
    AFTER_PT,
    BODY_PT,
    BOTTOM_MM,
    FIRST_LINE_MM,
    FONT,
    FOOTER_PT,
    HEAD_PT,
    HEADER_MM,
    ISSUER_RULE_MM,
    LEFT_HEAD_SHARE,
    LEFT_MM,
    MOTTO_MM,
    RIGHT_MM,
    SMALL_PT,
    SPACE_TO_SIGN_MM,
    SUBJECT_RULE_MM,
    TABLE_PT,
    TOP_MM,
    page_mm,
    text_width_mm,
)

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

LINE_MM, CHAR_MM = 4.9, 1.85
SMALL_LINE_MM, SMALL_CHAR_MM = 3.7, 1.45
CELL_GAPS_MM = 3.8
HEAD_LINE_MM = 6.2
HEAD_GAPS_MM = 4.5
RULE_EIGHTHS_PT = 6

_NOT_XML = re.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def draw_docx(form: Form, made_at: datetime) -> bytes:
    """The DOCX file. made_at: aware; written into the file's properties."""
    document = Document()
    _set_up_text(document)
    _set_up_page(document.sections[0], form)
    width_mm = text_width_mm(is_landscape=form.is_landscape)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = form.title, "", ""
    properties.language = "vi-VN"
    properties.created = properties.modified = made_at.replace(microsecond=0)
    for block in form.blocks:
        _draw(document, block, width_mm)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _draw(document: DocxDocument, block: Block, width_mm: float) -> None:
    match block:
        case Letterhead():
            _draw_letterhead(document, block, width_mm)
        case Notice():
            _draw_notice(document, block)
        case Title():
            _draw_title(document, block, width_mm)
        case Heading():
            _draw_heading(document, block)
        case Body():
            _draw_body(document, block)
        case Table():
            _draw_table(document, block)
        case Signatures():
            _draw_signatures(document, block, width_mm)
        case _:
            assert_never(block)


# ---- page ---------------------------------------------------------------------------------------


def _set_up_text(document: DocxDocument) -> None:
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.name, normal.font.size = FONT, Pt(BODY_PT)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    layout = normal.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.first_line_indent = Mm(FIRST_LINE_MM)
    layout.space_before, layout.space_after = Pt(0), Pt(AFTER_PT)
    layout.line_spacing = 1.0
    layout.widow_control = True


def _set_up_page(section: Section, form: Form) -> None:
    if form.is_landscape:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    width_mm, height_mm = page_mm(is_landscape=form.is_landscape)
    section.page_width, section.page_height = Mm(width_mm), Mm(height_mm)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.different_first_page_header_footer = True
    number = _plain(section.header.paragraphs[0])
    _add_page_number(number)
    _plain(section.first_page_header.paragraphs[0])
    for place in (section.footer, section.first_page_footer):
        paragraph = _plain(place.paragraphs[0])
        _add_text(paragraph, form.footer, size_pt=FOOTER_PT, is_bold=True)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no call for fields
    run = paragraph.add_run("2")
    run.font.size, run.font.name = Pt(HEAD_PT), FONT
    field.append(run._r)  # noqa: SLF001 - as above


# ---- blocks -------------------------------------------------------------------------------------


def _draw_letterhead(document: DocxDocument, head: Letterhead, width_mm: float) -> None:
    left_mm = width_mm * LEFT_HEAD_SHARE
    right_mm = width_mm - left_mm
    table = _bare_table(document, (left_mm, right_mm))
    # LibreOffice forgets "keep with next" on a page whose table grows while it is laid out: every
    # row of ours begins as high as it will be.
    table.rows[0].height = Mm(HEAD_LINE_MM * (len(head.issuer) + 1) + HEAD_GAPS_MM)
    left, right = table.rows[0].cells
    paragraph = _plain(left.paragraphs[0])
    for number, line in enumerate(head.issuer):
        if number:
            paragraph = _plain(left.add_paragraph())
        _add_text(paragraph, line, size_pt=HEAD_PT, is_bold=True)
    _add_rule(left.add_paragraph(), ISSUER_RULE_MM, left_mm)
    number_line = _plain(left.add_paragraph())
    number_line.paragraph_format.space_before = Pt(AFTER_PT)
    _add_text(number_line, head.number, size_pt=HEAD_PT)
    _add_text(_plain(right.paragraphs[0]), head.nation, size_pt=HEAD_PT, is_bold=True)
    _add_text(_plain(right.add_paragraph()), head.motto, size_pt=BODY_PT, is_bold=True)
    _add_rule(right.add_paragraph(), MOTTO_MM, right_mm)


def _draw_notice(document: DocxDocument, notice: Notice) -> None:
    paragraph = _plain(document.add_paragraph())
    paragraph.paragraph_format.space_before = Pt(2 * AFTER_PT)
    _add_text(paragraph, notice.text, size_pt=BODY_PT, is_bold=True)
    _add_borders(paragraph, ("top", "left", "bottom", "right"), gap_pt=4)


def _draw_title(document: DocxDocument, title: Title, width_mm: float) -> None:
    name = _plain(document.add_paragraph())
    name.paragraph_format.space_before = Pt(3 * AFTER_PT)
    _add_text(name, title.name, size_pt=BODY_PT, is_bold=True)
    _add_text(_plain(document.add_paragraph()), title.subject, size_pt=BODY_PT, is_bold=True)
    rule = document.add_paragraph()
    rule.paragraph_format.space_before = Pt(3)
    _add_rule(rule, SUBJECT_RULE_MM, width_mm)
    rule.paragraph_format.space_after = Pt(2 * AFTER_PT)


def _draw_heading(document: DocxDocument, heading: Heading) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _LEFT
    layout = paragraph.paragraph_format
    layout.keep_with_next = not heading.tail or None
    layout.space_before = Pt(AFTER_PT if heading.is_part else 0)
    _add_text(paragraph, heading.text, size_pt=BODY_PT, is_bold=True)
    if heading.tail:
        _add_text(paragraph, f": {heading.tail}", size_pt=BODY_PT)


def _draw_body(document: DocxDocument, body: Body) -> None:
    paragraph = document.add_paragraph(_clean(body.text))
    paragraph.paragraph_format.keep_with_next = body.stays_with_next or None
    if body.has_dots:
        paragraph.alignment = _LEFT


def _draw_table(document: DocxDocument, table: Table) -> None:
    rows = (table.columns, *table.rows)
    drawn: DocxTable = document.add_table(len(rows), len(table.columns), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fix_widths(drawn, table.widths_mm)
    for number, (row, texts) in enumerate(zip(drawn.rows, rows, strict=True)):
        _fill_row(row, table, texts, is_head=number == 0)
    after = _plain(document.add_paragraph())
    after.paragraph_format.line_spacing = Pt(AFTER_PT)


def _fill_row(row: DocxRow, table: Table, texts: tuple[str, ...], *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for these
    for name in ("w:cantSplit", "w:tblHeader") if is_head else ("w:cantSplit",):
        properties.append(OxmlElement(name))
    row.height = Mm(_row_height_mm(table, texts))
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(table.widths_mm[index])
        paragraph = _plain(cell.paragraphs[0])
        is_centred = is_head or index in table.centred
        paragraph.alignment = _CENTRE if is_centred else _LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = is_head
        is_small = index in table.small and not is_head
        size_pt = SMALL_PT if is_small else TABLE_PT
        _add_text(paragraph, text, size_pt=size_pt, is_bold=is_head)


def _row_height_mm(table: Table, texts: tuple[str, ...]) -> float:
    """About as high as its highest cell; the row may still grow."""

    def height_mm(index: int, text: str) -> float:
        is_small = index in table.small
        char_mm, line_mm = (SMALL_CHAR_MM, SMALL_LINE_MM) if is_small else (CHAR_MM, LINE_MM)
        return line_mm * math.ceil(len(text) * char_mm / (table.widths_mm[index] - CELL_GAPS_MM))

    return CELL_GAPS_MM / 2 + max(LINE_MM, *(height_mm(*cell) for cell in enumerate(texts)))


def _draw_signatures(document: DocxDocument, signatures: Signatures, width_mm: float) -> None:
    """Titles in the first row, names in the second, so that all names stand on one line."""
    count = len(signatures.boxes)
    table = _bare_table(document, (width_mm / count,) * count, row_count=2)
    titles, names = table.rows
    for row in (titles, names):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above
    names.height = Mm(SPACE_TO_SIGN_MM)
    for cell, box in zip(titles.cells, signatures.boxes, strict=True):
        _draw_box_title(cell, box)
    for cell, box in zip(names.cells, signatures.boxes, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        paragraph = _plain(cell.paragraphs[0])
        paragraph.paragraph_format.keep_with_next = signatures.stays_with_next or None
        _add_text(paragraph, box.name, size_pt=BODY_PT, is_bold=True)
    between = _plain(document.add_paragraph())  # Word would make one table of two neighbours
    between.paragraph_format.line_spacing = Pt(1)
    between.paragraph_format.keep_with_next = signatures.stays_with_next or None


def _draw_box_title(cell: DocxCell, box: SignatureBox) -> None:
    paragraph = _plain(cell.paragraphs[0])
    paragraph.paragraph_format.space_before = Pt(2 * AFTER_PT)
    for number, line in enumerate(box.title.split("\n")):
        if number:
            paragraph = _plain(cell.add_paragraph())
        paragraph.paragraph_format.keep_with_next = True
        _add_text(paragraph, line, size_pt=BODY_PT, is_bold=True)
    for line in box.hint.split("\n"):
        hint = _plain(cell.add_paragraph())
        hint.paragraph_format.keep_with_next = True
        _add_text(hint, line, size_pt=TABLE_PT, is_italic=True)


# ---- small parts --------------------------------------------------------------------------------


def _plain(paragraph: Paragraph) -> Paragraph:
    """Centred, no indent, no space: what heads, cells and margins need."""
    paragraph.alignment = _CENTRE
    layout = paragraph.paragraph_format
    layout.first_line_indent = Mm(0)
    layout.space_before = layout.space_after = Pt(0)
    return paragraph


def _add_text(
    paragraph: Paragraph,
    text: str,
    *,
    size_pt: int,
    is_bold: bool = False,
    is_italic: bool = False,
) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.name = Pt(size_pt), FONT
    run.bold, run.italic = is_bold or None, is_italic or None


def _add_rule(paragraph: Paragraph, length_mm: float, room_mm: float) -> None:
    """A rule of this length in the middle of a room: the border of an almost empty line."""
    layout = _plain(paragraph).paragraph_format
    layout.left_indent = layout.right_indent = Mm((room_mm - length_mm) / 2)
    layout.line_spacing = Pt(2)
    _add_text(paragraph, "", size_pt=1)
    _add_borders(paragraph, ("bottom",), gap_pt=0)


def _add_borders(paragraph: Paragraph, sides: tuple[str, ...], *, gap_pt: int) -> None:
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


def _bare_table(
    document: DocxDocument, widths_mm: tuple[float, ...], row_count: int = 1
) -> DocxTable:
    table: DocxTable = document.add_table(rows=row_count, cols=len(widths_mm))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fix_widths(table, widths_mm)
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


def _fix_widths(table: DocxTable, widths_mm: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)


def _clean(text: str) -> str:
    """Without what XML 1.0 §2.2 forbids: a pasted control character must not cost the minutes."""
    return _NOT_XML.sub("", text)
