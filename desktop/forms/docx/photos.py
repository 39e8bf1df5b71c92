"""Photos in a DOCX: a table behind the form, a row for each line that has some."""

import io
import logging

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.table import _Row as DocxRow
from docx.text.paragraph import Paragraph

from desktop.forms.docx.parts import add_text, fix_widths, keep_whole, plain, repeat_on_pages
from desktop.forms.layout.blocks import PhotoAnnex, PhotoRow
from desktop.forms.layout.page import (
    AFTER_PT,
    BODY_PT,
    PHOTO_HEIGHT_MM,
    PHOTO_ROW_MM,
    PHOTO_WIDTH_MM,
    TABLE_PT,
)

_BROKEN = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)

logger = logging.getLogger(__name__)


def draw_photo_annex(document: DocxDocument, annex: PhotoAnnex) -> None:
    """The title on a new page, and the table below it."""
    title = plain(document.add_paragraph())
    title.paragraph_format.page_break_before = True
    title.paragraph_format.keep_with_next = True
    title.paragraph_format.space_after = Pt(2 * AFTER_PT)
    add_text(title, annex.title, size_pt=BODY_PT, is_bold=True)
    table: DocxTable = document.add_table(len(annex.rows) + 1, 2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_widths(table, annex.widths_mm)
    for row in table.rows:
        keep_whole(row)
        for cell, width_mm in zip(row.cells, annex.widths_mm, strict=True):
            cell.width = Mm(width_mm)
    head, *rows = table.rows
    repeat_on_pages(head)
    for cell, text in zip(head.cells, annex.columns, strict=True):
        _write(cell, text, is_head=True)
    for row, photos in zip(rows, annex.rows, strict=True):
        _fill(row, photos, annex.missing)


def _fill(row: DocxRow, photos: PhotoRow, missing: str) -> None:
    row.height = Mm(PHOTO_ROW_MM)
    named, shown = row.cells
    _write(named, photos.text)
    paragraph = plain(shown.paragraphs[0])
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    drawn = sum(_add_photo(paragraph, jpeg) for jpeg in photos.jpegs if jpeg is not None)
    left_out = len(photos.jpegs) - drawn
    if left_out:
        _write(shown, missing.format(count=left_out), is_more=drawn > 0)


def _add_photo(paragraph: Paragraph, jpeg: bytes) -> bool:
    """False: it is no picture."""
    try:
        picture = paragraph.add_run().add_picture(io.BytesIO(jpeg))
    except _BROKEN:
        logger.warning("photo left out of a form bytes=%d", len(jpeg))
        return False
    ratio = picture.width / picture.height
    width_mm = min(PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM * ratio)
    picture.width, picture.height = Mm(width_mm), Mm(width_mm / ratio)
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice keeps 3 mm free without them
        picture._inline.set(side, "0")  # noqa: SLF001 - python-docx has no call for it
    paragraph.add_run(" ").font.size = Pt(TABLE_PT)
    return True


def _write(cell: DocxCell, text: str, *, is_head: bool = False, is_more: bool = False) -> None:
    paragraph = plain(cell.add_paragraph() if is_more else cell.paragraphs[0])
    centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = centre if is_head else left
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = is_head
    add_text(paragraph, text, size_pt=TABLE_PT, is_bold=is_head)
