"""Office documents as people make them, made on the spot by the libraries of our own forms."""

import importlib
import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from tests.samples.papers import archive


def a_document(*, lines: int = 3, words: str = "Đơn khiếu nại") -> bytes:
    """A heading in the middle, lines, a table of two by two and a second page."""
    made = docx.Document()
    head = made.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(words).bold = True
    for number in range(lines):
        made.add_paragraph(f"Dòng {number + 1}")
    table = made.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"Ô {number + 1}"
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("Trang sau")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def a_workbook(*, rows: int = 3, columns: int = 1) -> bytes:
    """A sheet with a name, a day, a share, a number and a formula a row, and an empty one."""
    out = io.BytesIO()
    book: Any = importlib.import_module("xlsxwriter").Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Bảng kê")
    day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": 10})
    for row in range(rows):
        sheet.write(row, 0, f"Hộ {row + 1}")
        sheet.write_datetime(row, 1, datetime(2026, 11, 29), day)  # noqa: DTZ001 - of a sheet
        sheet.write(row, 2, 0.125, share)
        sheet.write(row, 3, 1234.5)
        sheet.write_formula(row, 4, "=D1*2", None, 2469)
        for column in range(columns):
            sheet.write(row, 5 + column, f"Cột {column + 1}")
    book.add_worksheet("Trống")
    book.close()
    return out.getvalue()


def document_of(body: str) -> bytes:
    """A DOCX whose body is this XML, with the prefix w."""
    named = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = f'<w:document xmlns:w="{named}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": part.encode()})


def workbook_of(cells: str, *, more: dict[str, str] | None = None, about: str = "") -> bytes:
    """An XLSX of one sheet, S, whose rows are this XML."""
    sheets = '<sheets><sheet name="S" id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook>{about}{sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="r1" Target="/xl/s.xml"/></Relationships>'
        ),
        "xl/s.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
    } | (more or {})
    return archive({name: said.encode() for name, said in parts.items()})
