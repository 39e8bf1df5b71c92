import io
import zipfile

import pytest

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview import office_text
from desktop.documents.preview.office_text import (
    CUT_MARK,
    Block,
    Cells,
    NewPage,
    OfficeBroken,
    Words,
    read_office,
)
from tests.samples import papers
from tests.samples.office import a_document, a_workbook, document_of, workbook_of

pytestmark = pytest.mark.unit


def read_docx(body: str) -> tuple[Block, ...]:
    return read_office(document_of(body), FileKind.DOCX)


def cells_of(rows: str, *, more: dict[str, str] | None = None, about: str = "") -> Cells:
    found = read_office(workbook_of(rows, more=more, about=about), FileKind.XLSX)[1]
    assert isinstance(found, Cells)
    return found


def test_a_document_is_read_in_its_order() -> None:
    assert read_office(a_document(lines=2), FileKind.DOCX) == (
        Words(text="Đơn khiếu nại", is_strong=True, is_centred=True),
        Words(text="Dòng 1"),
        Words(text="Dòng 2"),
        Cells(rows=(("Ô 1", "Ô 2"), ("Ô 3", "Ô 4"))),
        Words(text=""),
        NewPage(),
        Words(text=""),
        Words(text="Trang sau"),
    )


def test_what_was_deleted_is_not_read_and_what_was_put_in_is() -> None:
    body = (
        "<w:p><w:del><w:r><w:t>cũ</w:t></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>"
    )
    assert read_docx(body) == (Words(text="mới    a\nb"),)


def test_lists_text_boxes_fields_and_page_breaks_are_told_apart() -> None:
    body = (
        "<w:p><w:pPr><w:numPr/><w:pageBreakBefore/></w:pPr><w:r><w:t>mục</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>ô điền</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p>"
        "</w:txbxContent></w:drawing></w:r></w:p><w:sectPr/>"
    )
    expected = (NewPage(), Words(text="• mục"), Words(text="ô điền"), Words(text="\nkhung"))
    assert read_docx(body) == expected


def test_bold_that_is_switched_off_is_not_strong_and_a_table_in_a_table_stays_readable() -> None:
    bold = '<w:rPr><w:b w:val="0"/></w:rPr>'
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>"
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = (
        f"<w:p><w:r>{bold}<w:t>thường</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{broken}{inner}</w:tc></w:tr><w:tr/></w:tbl><w:tbl/>"
    )
    assert read_docx(body) == (Words(text="thường"), Cells(rows=(("\n\nx | ",),)))


def test_marks_of_direction_and_control_are_left_out() -> None:
    assert read_docx("<w:p><w:r><w:t>a\u202eb</w:t></w:r></w:p>") == (Words(text="ab"),)


def test_a_workbook_shows_values_days_and_shares_under_the_names_of_its_cells() -> None:
    name, cells, page, empty = read_office(a_workbook(rows=1), FileKind.XLSX)
    assert (name, page) == (Words(text="Bảng kê", is_strong=True), NewPage())
    assert empty == Words(text="Trống", is_strong=True)
    assert cells == Cells(
        rows=(
            ("", "A", "B", "C", "D", "E", "F"),
            ("1", "Hộ 1", "29/11/2026", "12,5%", "1234,5", "2469", "Cột 1"),
        ),
        is_sheet=True,
    )


def test_cells_of_every_make_are_read() -> None:
    rows = (
        '<row r="2"><c r="B2" t="inlineStr"><is><r><t>a</t></r><t>b</t><rPh><t>?</t></rPh></is></c>'
        '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>'
        '<c><f>SUM(A1)</f></c><c t="str"><f>A1</f><v>chữ</v></c><c t="s"><v>9</v></c>'
        '<c t="inlineStr"/><c><v>1e400</v></c><c><v>x</v></c></row><row><c/></row>'
    )
    assert cells_of(rows).rows[1:] == (
        ("2", "", "ab", "TRUE", "FALSE", "#N/A", "=SUM(A1)", "chữ", "", "", "inf", "x"),
    )


@pytest.mark.parametrize(
    ("pattern", "value", "about", "shown"),
    [
        ("dd/mm/yyyy hh:mm", "46355.5", "", "29/11/2026 12:00"),
        ("hh:mm", "0.25", "", "06:00"),
        ('"ngày" 0', "5", "", "5"),
        ("0%", "0.5", "", "50%"),
        ("dd/mm/yyyy", "44893", '<workbookPr date1904="1"/>', "29/11/2026"),
        ("dd/mm/yyyy", "9e9", "", "9e9"),
    ],
)
def test_a_number_is_shown_as_its_pattern_says(
    pattern: str, value: str, about: str, shown: str
) -> None:
    escaped = pattern.replace('"', "&quot;")
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{escaped}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    rows = f'<row><c s="1"><v>{value}</v></c><c s="7"><v>1</v></c></row>'
    found = cells_of(rows, more={"xl/styles.xml": styles}, about=about)
    assert found.rows[1] == ("1", shown, "1")


def test_far_columns_have_their_letters() -> None:
    assert cells_of('<row r="1"><c r="AB1"><v>1</v></c></row>').rows[0][-1] == "AB"


def test_reading_stops_where_a_sheet_or_a_document_is_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office_text, "MAX_ROWS", 2)
    *_, cells, cut = read_office(workbook_of("<row><c><v>1</v></c></row>" * 3), FileKind.XLSX)
    assert isinstance(cells, Cells)
    assert (len(cells.rows), cut) == (3, Words(text=CUT_MARK))
    monkeypatch.setattr(office_text, "MAX_COLUMNS", 1)
    *_, cut = read_office(workbook_of('<row><c r="B1"><v>1</v></c></row>'), FileKind.XLSX)
    assert cut == Words(text=CUT_MARK)
    monkeypatch.setattr(office_text, "MAX_CHARACTERS", 20)
    assert read_office(a_document(), FileKind.DOCX)[-1] == Words(text=CUT_MARK)


def test_a_workbook_without_its_other_parts_is_still_told_by_its_sheets() -> None:
    bare = papers.archive(
        {"xl/workbook.xml": b'<workbook><sheets><sheet name="A" id="x"/></sheets></workbook>'}
    )
    assert read_office(bare, FileKind.XLSX) == (Words(text="A", is_strong=True),)
    none = papers.archive({"xl/workbook.xml": b"<workbook/>"})
    assert read_office(none, FileKind.XLSX) == ()


def broken_zip() -> bytes:
    out = io.BytesIO(a_document())
    with zipfile.ZipFile(out) as archive:
        place = archive.getinfo("word/document.xml").header_offset
    data = bytearray(out.getvalue())
    data[place + 60 : place + 200] = bytes(140)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        papers.archive({"a": b""}),
        papers.office(),
        papers.archive({"word/document.xml": b"<document"}),
        papers.archive({"word/document.xml": b"\xff\xfe\x00"}),
        broken_zip(),
        document_of("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000),
    ],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(OfficeBroken):
        read_office(data, FileKind.DOCX)


def test_a_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_text, "MAX_PART_BYTES", 10)
    with pytest.raises(OfficeBroken):
        read_office(a_document(), FileKind.DOCX)


def test_entities_that_grow_without_end_are_not_followed() -> None:
    deep = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<!DOCTYPE d [<!ENTITY e0 "{"x" * 1000}">{deep}]><document><body><p><r><t>&e11;</t></r>'
        "</p></body></document>"
    )
    with pytest.raises(OfficeBroken):
        read_office(papers.archive({"word/document.xml": bomb.encode()}), FileKind.DOCX)
