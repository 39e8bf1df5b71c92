"""The worksheet of a form, as another library reads it."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.forms.layout.blocks import (
    Block,
    Body,
    Form,
    Letterhead,
    Notice,
    SignatureBox,
    Signatures,
    SignOff,
    Table,
    Title,
)
from desktop.forms.xlsx.workbook import draw_xlsx

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 1, 5, tzinfo=UTC)
HEAD = Letterhead(
    issuer=("ỦY BAN NHÂN DÂN", "XÃ MẪU"),
    number="Số: …/BC-UBND",
    nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    place_date="Xã Mẫu, ngày …… tháng 11 năm 2026",
)
FORMULAS = ("=1+1", "+84 912", "-2+3", "@SUM(A1)", '=HYPERLINK("http://mau.example","x")')


def a_table(*texts: str, numeric: frozenset[int] = frozenset()) -> Table:
    return Table(
        columns=("TT", "Nội dung", "Điện thoại"),
        rows=tuple((str(number), text, "0912345678") for number, text in enumerate(texts, 1)),
        widths_mm=(12.0, 180.0, 60.0),
        centred=frozenset({0}),
        numeric=numeric,
    )


def drawn(*blocks: Block, title: str = "Báo cáo", is_landscape: bool = True) -> Worksheet:
    form = Form(title=title, blocks=blocks, footer="DIỄN TẬP & THỬ", is_landscape=is_landscape)
    sheet = load_workbook(io.BytesIO(draw_xlsx(form, AT))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def values(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_is_never_a_formula(text: str) -> None:
    sheet = drawn(Body(text=text), a_table(text), SignOff(
        title=text, recipients=(text,), box=SignatureBox(title=text, hint=text, name=text)
    ))  # fmt: skip
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum(cell.value == text for cell in cells) == 2
    for cell in cells:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        if str(cell.value).startswith(text):
            assert cell.quotePrefix, "also after somebody typed into it"


def test_counts_are_numbers_and_telephones_are_text() -> None:
    sheet = drawn(a_table("Một", numeric=frozenset({0})))
    assert 1 in values(sheet)
    assert "0912345678" in values(sheet)
    assert "1" in values(drawn(a_table("Một")))
    dash = Table(columns=("Số",), rows=(("²",), ("",)), widths_mm=(252.0,), numeric=frozenset({0}))
    assert "²" in values(drawn(dash))


def test_control_characters_are_left_out() -> None:
    assert "Mất tiếng" in values(drawn(a_table("Mất\x00 ti\x0bếng")))


def test_the_page_is_a4_as_wide_as_one_sheet_and_repeats_the_names() -> None:
    sheet = drawn(HEAD, a_table(*["Một"] * 60))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    mm = [side * 25.4 for side in (sheet.page_margins.left, sheet.page_margins.right)]
    assert mm == pytest.approx([30, 15])
    (number,) = {cell.row for row in sheet.iter_rows() for cell in row if cell.value == "TT"}
    assert sheet.print_title_rows == f"${number}:${number}"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "DIỄN TẬP && THỬ"
    assert drawn(HEAD, is_landscape=False).page_setup.orientation == "portrait"


def test_the_official_head_is_there_and_merged() -> None:
    sheet = drawn(HEAD, Title(name="BÁO CÁO", subject="Tháng 11"), a_table("Một"))
    found = values(sheet)
    for text in (*HEAD.issuer, HEAD.number, HEAD.nation, HEAD.motto, HEAD.place_date):
        assert text in found
    assert len(sheet.merged_cells.ranges) > 5
    assert all(cell.font.name == "Times New Roman" for row in sheet.iter_rows() for cell in row)


def test_table_cells_are_cells_with_lines_that_wrap() -> None:
    sheet = drawn(Notice(text="DIỄN TẬP"), a_table("Một"))
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Một"]
    assert cell.alignment.wrap_text
    assert {cell.border.left.style, cell.border.top.style} == {"thin"}
    assert not any(cell.coordinate in merged for merged in sheet.merged_cells.ranges)


def test_rows_are_high_enough_for_a_long_text() -> None:
    text = "Đường truyền Internet của trụ sở chập chờn vào giờ cao điểm buổi sáng. " * 8
    sheet = drawn(a_table("Ngắn", text))
    (long,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    height = sheet.row_dimensions[long.row or 0].height
    assert height is not None
    letters_a_line = 180 / (12 * 0.3528 * 0.42)
    assert height > len(text) / letters_a_line * 12 * 1.15


def test_a_text_of_many_pages_is_whole() -> None:
    text = " ".join(f"từ{number}" for number in range(9_000))
    sheet = drawn(a_table(text, numeric=frozenset({0})))
    column = "".join(str(cell.value or "") for cell in sheet["B"]).replace("\n", "")
    assert "".join(text.split()) in "".join(column.split())
    assert all((one.height or 0) <= 409 for one in sheet.row_dimensions.values())


def test_signatures_are_in_one_row_with_their_names() -> None:
    boxes = (
        SignatureBox(title="NGƯỜI LẬP", hint="(Ký tên)", name="Trần Văn Mẫu"),
        SignatureBox(title="LÃNH ĐẠO", hint="(Ký tên)"),
    )
    sheet = drawn(Signatures(boxes=boxes))
    (row,) = {cell.row for row in sheet.iter_rows() for cell in row if cell.value}
    signed = [str(cell.value) for cell in sheet[row or 0] if cell.value]
    assert signed[0].startswith("NGƯỜI LẬP\n(Ký tên)\n")
    assert signed[0].endswith("\nTrần Văn Mẫu")
    assert len(signed) == 2


@pytest.mark.parametrize(
    "title", ["Sổ [1]: a/b?*\\'c'", "Một tên dài hơn ba mươi mốt chữ cái rất nhiều", "x"]
)
def test_any_title_makes_a_name_of_a_sheet(title: str) -> None:
    assert 0 < len(drawn(Body(text="x"), title=title).title) <= 31
