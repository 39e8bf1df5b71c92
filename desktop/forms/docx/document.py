"""Draws a form as DOCX: the only file that knows python-docx.

The page is that of `layout/page.py`, its number centred in the top margin from page 2 on.
"""

import io
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

from desktop.forms.docx.parts import (
    add_borders,
    add_rule,
    add_text,
    bare_table,
    fix_widths,
    keep_whole,
    plain,
    repeat_on_pages,
)
from desktop.forms.docx.photos import draw_photo_annex
from desktop.forms.layout.blocks import (
    Addressees,
    Block,
    Body,
    Form,
    Heading,
    Letterhead,
    Motto,
    Notice,
    PhotoAnnex,
    SignatureBox,
    Signatures,
    SignOff,
    Table,
    Title,
)
from desktop.forms.layout.page import (
    ADDRESSEES_GAP_MM,
    ADDRESSEES_SHARE,
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
    MAX_WHOLE_ROW_MM,
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
from desktop.forms.layout.text import printable
from desktop.forms.layout.text_width import wrapped

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

LINE_MM, SMALL_LINE_MM = 4.9, 3.7
CELL_GAPS_MM = 3.8
HEAD_LINE_MM, HEAD_ROW_LINE_MM = 6.2, 5.8
HEAD_GAPS_MM = 4.5

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
        case Letterhead() | Motto() | Notice() | Title() | Addressees():
            _draw_head(document, block, width_mm)
        case Heading():
            _draw_heading(document, block)
        case Body():
            _draw_body(document, block)
        case Table():
            _draw_table(document, block)
        case PhotoAnnex():
            draw_photo_annex(document, block)
        case Signatures():
            _draw_signatures(document, block, width_mm)
        case SignOff():
            _draw_sign_off(document, block, width_mm)
        case _:
            assert_never(block)


def _draw_head(
    document: DocxDocument,
    block: Letterhead | Motto | Notice | Title | Addressees,
    width_mm: float,
) -> None:
    match block:
        case Letterhead():
            _draw_letterhead(document, block, width_mm)
        case Motto():
            _draw_motto(document, block, width_mm)
        case Notice():
            _draw_notice(document, block)
        case Title():
            _draw_title(document, block, width_mm)
        case Addressees():
            _draw_addressees(document, block, width_mm)
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
    number = plain(section.header.paragraphs[0])
    _add_page_number(number)
    plain(section.first_page_header.paragraphs[0])
    for place in (section.footer, section.first_page_footer):
        paragraph = plain(place.paragraphs[0])
        add_text(paragraph, form.footer, size_pt=FOOTER_PT, is_bold=True)


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
    rows = bare_table(document, (left_mm, right_mm), row_count=2 if head.place_date else 1).rows
    line_count = len(head.parent) + len(head.issuer)
    # LibreOffice forgets "keep with next" on a page whose table grows while it is laid out: every
    # row of ours begins as high as it will be.
    rows[0].height = Mm(
        HEAD_ROW_LINE_MM * line_count
        if head.place_date
        else HEAD_LINE_MM * (line_count + 1) + HEAD_GAPS_MM
    )
    left, right = rows[0].cells
    paragraph = plain(left.paragraphs[0])
    for number, line in enumerate((*head.parent, *head.issuer)):
        if number:
            paragraph = plain(left.add_paragraph())
        add_text(paragraph, line, size_pt=HEAD_PT, is_bold=number >= len(head.parent))
    add_rule(left.add_paragraph(), ISSUER_RULE_MM, left_mm)
    add_text(plain(right.paragraphs[0]), head.nation, size_pt=HEAD_PT, is_bold=True)
    add_text(plain(right.add_paragraph()), head.motto, size_pt=BODY_PT, is_bold=True)
    add_rule(right.add_paragraph(), MOTTO_MM, right_mm)
    if not head.place_date:
        _draw_head_line(left.add_paragraph(), head.number, size_pt=HEAD_PT)
        return
    number, place_date = (cell.paragraphs[0] for cell in rows[1].cells)
    _draw_head_line(number, head.number, size_pt=HEAD_PT)
    _draw_head_line(place_date, head.place_date, size_pt=BODY_PT, is_italic=True)


def _draw_motto(document: DocxDocument, block: Motto, width_mm: float) -> None:
    nation = plain(document.add_paragraph())
    add_text(nation, block.nation, size_pt=HEAD_PT, is_bold=True)
    add_text(plain(document.add_paragraph()), block.motto, size_pt=BODY_PT, is_bold=True)
    add_rule(document.add_paragraph(), MOTTO_MM, width_mm)


def _draw_head_line(
    paragraph: Paragraph, text: str, *, size_pt: int, is_italic: bool = False
) -> None:
    plain(paragraph).paragraph_format.space_before = Pt(AFTER_PT)
    add_text(paragraph, text, size_pt=size_pt, is_italic=is_italic)


def _draw_notice(document: DocxDocument, notice: Notice) -> None:
    paragraph = plain(document.add_paragraph())
    paragraph.paragraph_format.space_before = Pt(2 * AFTER_PT)
    add_text(paragraph, notice.text, size_pt=BODY_PT, is_bold=True)
    add_borders(paragraph, ("top", "left", "bottom", "right"), gap_pt=4)


def _draw_title(document: DocxDocument, title: Title, width_mm: float) -> None:
    name = plain(document.add_paragraph())
    name.paragraph_format.space_before = Pt(3 * AFTER_PT)
    add_text(name, title.name, size_pt=BODY_PT, is_bold=True)
    add_text(plain(document.add_paragraph()), title.subject, size_pt=BODY_PT, is_bold=True)
    rule = document.add_paragraph()
    add_rule(rule, SUBJECT_RULE_MM, width_mm)
    rule.paragraph_format.space_before = Pt(3)
    rule.paragraph_format.space_after = Pt(2 * AFTER_PT)


def _draw_addressees(document: DocxDocument, addressees: Addressees, width_mm: float) -> None:
    left_mm = width_mm * ADDRESSEES_SHARE
    left, right = bare_table(document, (left_mm, width_mm - left_mm)).rows[0].cells
    label = plain(left.paragraphs[0])
    label.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_text(label, addressees.label, size_pt=BODY_PT)
    for number, name in enumerate(addressees.names):
        paragraph = plain(right.add_paragraph() if number else right.paragraphs[0])
        paragraph.alignment = _LEFT
        paragraph.paragraph_format.left_indent = Mm(ADDRESSEES_GAP_MM)
        add_text(paragraph, name, size_pt=BODY_PT)
    after = plain(document.add_paragraph())
    after.paragraph_format.line_spacing = Pt(2 * AFTER_PT)


def _draw_heading(document: DocxDocument, heading: Heading) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _LEFT
    layout = paragraph.paragraph_format
    layout.keep_with_next = not heading.tail or None
    layout.space_before = Pt(AFTER_PT if heading.is_part else 0)
    add_text(paragraph, heading.text, size_pt=BODY_PT, is_bold=True)
    if heading.tail:
        add_text(paragraph, f": {heading.tail}", size_pt=BODY_PT)


def _draw_body(document: DocxDocument, body: Body) -> None:
    paragraph = document.add_paragraph(printable(body.text))
    paragraph.paragraph_format.keep_with_next = body.stays_with_next or None
    if body.has_dots:
        paragraph.alignment = _LEFT


def _draw_table(document: DocxDocument, table: Table) -> None:
    rows = (table.columns, *table.rows)
    drawn: DocxTable = document.add_table(len(rows), len(table.columns), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_widths(drawn, table.widths_mm)
    for number, (row, texts) in enumerate(zip(drawn.rows, rows, strict=True)):
        _fill_row(row, table, texts, number - 1)
    after = plain(document.add_paragraph())
    after.paragraph_format.line_spacing = Pt(AFTER_PT)


def _fill_row(row: DocxRow, table: Table, texts: tuple[str, ...], number: int) -> None:
    """number: of the row in the table, -1 of the column names."""
    is_head = number < 0
    height_mm = _row_height_mm(table, texts, is_head=is_head)
    row.height = Mm(min(height_mm, MAX_WHOLE_ROW_MM))
    if height_mm < MAX_WHOLE_ROW_MM:
        keep_whole(row)
    if is_head:
        repeat_on_pages(row)
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(table.widths_mm[index])
        paragraph = plain(cell.paragraphs[0])
        is_centred = is_head or index in table.centred
        paragraph.alignment = _CENTRE if is_centred else _LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = is_head
        is_small = index in table.small and not is_head
        size_pt = SMALL_PT if is_small else TABLE_PT
        is_struck = table.is_struck(number, index)
        add_text(paragraph, text, size_pt=size_pt, is_bold=is_head, is_struck=is_struck)


def _row_height_mm(table: Table, texts: tuple[str, ...], *, is_head: bool) -> float:
    """About as high as its highest cell; the row may still grow."""

    def height_mm(index: int, text: str) -> float:
        is_small = index in table.small and not is_head
        size_pt, line_mm = (SMALL_PT, SMALL_LINE_MM) if is_small else (TABLE_PT, LINE_MM)
        room_mm = table.widths_mm[index] - CELL_GAPS_MM
        return line_mm * len(wrapped(text, room_mm, size_pt, is_bold=is_head))

    return CELL_GAPS_MM / 2 + max(height_mm(*cell) for cell in enumerate(texts))


def _draw_signatures(document: DocxDocument, signatures: Signatures, width_mm: float) -> None:
    """Titles in the first row, names in the second, so that all names stand on one line."""
    count = len(signatures.boxes)
    table = bare_table(document, (width_mm / count,) * count, row_count=2)
    titles, names = table.rows
    for row in (titles, names):
        keep_whole(row)
    names.height = Mm(SPACE_TO_SIGN_MM)
    for cell, box in zip(titles.cells, signatures.boxes, strict=True):
        _draw_box_title(cell, box)
    for cell, box in zip(names.cells, signatures.boxes, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        paragraph = plain(cell.paragraphs[0])
        paragraph.paragraph_format.keep_with_next = signatures.stays_with_next or None
        add_text(paragraph, box.name, size_pt=BODY_PT, is_bold=True)
    between = plain(document.add_paragraph())  # Word would make one table of two neighbours
    between.paragraph_format.line_spacing = Pt(1)
    between.paragraph_format.keep_with_next = signatures.stays_with_next or None


def _draw_sign_off(document: DocxDocument, sign_off: SignOff, width_mm: float) -> None:
    table = bare_table(document, (width_mm / 2, width_mm / 2), row_count=2)
    titles, names = table.rows
    for row in (titles, names):
        keep_whole(row)
    names.height = Mm(SPACE_TO_SIGN_MM)
    _draw_recipients(titles.cells[0].merge(names.cells[0]), sign_off)
    _draw_box_title(titles.cells[1], sign_off.box)
    names.cells[1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    name = plain(names.cells[1].paragraphs[0])
    add_text(name, sign_off.box.name, size_pt=BODY_PT, is_bold=True)


def _draw_recipients(cell: DocxCell, sign_off: SignOff) -> None:
    title = plain(cell.paragraphs[0])
    title.paragraph_format.space_before = Pt(2 * AFTER_PT)
    add_text(title, sign_off.title, size_pt=TABLE_PT, is_bold=True, is_italic=True)
    lines = [plain(cell.add_paragraph()) for _ in sign_off.recipients]
    for paragraph, text in zip(lines, sign_off.recipients, strict=True):
        add_text(paragraph, text, size_pt=FOOTER_PT)
    for paragraph in (title, *lines):
        paragraph.alignment = _LEFT
        paragraph.paragraph_format.keep_with_next = True


def _draw_box_title(cell: DocxCell, box: SignatureBox) -> None:
    paragraph = plain(cell.paragraphs[0])
    paragraph.paragraph_format.space_before = Pt(2 * AFTER_PT)
    for number, line in enumerate(box.title.split("\n")):
        if number:
            paragraph = plain(cell.add_paragraph())
        paragraph.paragraph_format.keep_with_next = True
        add_text(paragraph, line, size_pt=BODY_PT, is_bold=True)
    for line in filter(None, box.hint.split("\n")):
        hint = plain(cell.add_paragraph())
        hint.paragraph_format.keep_with_next = True
        add_text(hint, line, size_pt=TABLE_PT, is_italic=True)
