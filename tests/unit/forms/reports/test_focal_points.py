"""The printed list of focal points: a row for each unit, in either format."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.domain.directory.site import Site
from desktop.domain.errors import SettingsError, StorageError
from desktop.domain.reports.focal_list import AbsentUnit, CityList, FocalGroup
from desktop.domain.reports.focal_point import Contact, FocalPoint
from desktop.forms.codes import FormCode
from desktop.forms.layout.blocks import Body, Form, Heading, Letterhead, Notice, SignOff, Table
from desktop.forms.layout.page import text_width_mm
from desktop.forms.reports.focal_points import (
    FocalPointList,
    lay_out_focal_points,
    write_focal_points,
)
from desktop.forms.reports.focal_points_wording import load_focal_points_wording
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "focal-points-v1.json"
WORDING = load_focal_points_wording(TEMPLATE)


def a_list(
    *points: FocalPoint, issuer: Site | None = sample.COMMUNE, is_practice: bool = False
) -> FocalPointList:
    return FocalPointList(
        issuer=issuer, points=points, drafted_at=sample.AT, is_practice=is_practice
    )


def laid_out(*points: FocalPoint, issuer: Site | None = sample.COMMUNE) -> Form:
    return lay_out_focal_points(a_list(*points, issuer=issuer), WORDING)


def table_of(form: Form) -> Table:
    (table,) = [block for block in form.blocks if isinstance(block, Table)]
    return table


def head_of(form: Form) -> Letterhead:
    (head,) = [block for block in form.blocks if isinstance(block, Letterhead)]
    return head


def sign_off_of(form: Form) -> SignOff:
    (last,) = [block for block in form.blocks if isinstance(block, SignOff)]
    return last


def test_a_row_says_who_answers_and_how_they_are_reached() -> None:
    form = laid_out(sample.focal_point())
    assert form.is_landscape
    table = table_of(form)
    assert sum(table.widths_mm) == text_width_mm(is_landscape=True)
    (row,) = table.rows
    assert row[:2] == ("1", "UBND xã Mẫu")
    assert row[2].splitlines() == [
        "Nguyễn Thị Hoàng Mẫu",
        "Phó Chủ tịch Ủy ban nhân dân",
        "ĐT: 0912 345 678",
        "mau.0@xamau.example",
    ]
    assert "ĐT: 0987 654 321" in row[3]
    assert row[4] == "Lê Kỹ Mẫu\nĐT: 0901 234 567"
    assert row[5].endswith("Kết nối: =cau.xamau")
    assert row[6] == "12/QĐ-UBND\nChủ tịch UBND xã Mẫu\nTừ 01/12/2026"


def test_an_address_that_is_too_long_is_broken_before_its_domain() -> None:
    (row,) = table_of(laid_out(sample.focal_point())).rows
    assert row[3].endswith("tranvanmau.vanphong\n@xamau.example")


def test_what_is_not_there_is_said_or_left_out() -> None:
    bare = replace(
        sample.focal_point(),
        leader=Contact(),
        technician=Contact(),
        officer=Contact(name="Trần Văn Mẫu", mobile="225.1234"),
        room_address="",
        conference_endpoint="",
        decision_number="",
        approved_by="",
        effective_from=None,
    )
    (row,) = table_of(laid_out(bare)).rows
    assert row[2:] == (
        "Chưa phân công", "Trần Văn Mẫu\nĐT: 225.1234", "", "", "Chưa có văn bản"
    )  # fmt: skip


def test_the_head_is_the_unit_s_own() -> None:
    form = laid_out(sample.focal_point())
    head = head_of(form)
    assert (head.parent, head.issuer) == ((), ("ỦY BAN NHÂN DÂN", "XÃ MẪU"))
    assert head.number == "Số: …/DS-UBND"
    assert head.place_date == "Xã Mẫu, ngày …… tháng 11 năm 2026"
    last = sign_off_of(form)
    assert last.box.title == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert last.recipients[0] == "- Ban Tiếp công dân thành phố (để tổng hợp);"


def test_the_list_of_all_is_the_headquarters_s() -> None:
    form = laid_out(*sample.focal_points(3), issuer=sample.HEADQUARTERS)
    head = head_of(form)
    assert head.parent == ("VĂN PHÒNG ỦY BAN", "NHÂN DÂN THÀNH PHỐ")
    assert head.issuer == ("BAN TIẾP CÔNG DÂN",)
    assert head.place_date.startswith("Hải Phòng, ")
    assert [row[0] for row in table_of(form).rows] == ["1", "2", "3"]
    assert any(isinstance(one, Body) and "của 3 cơ quan" in one.text for one in form.blocks)
    assert "- Thanh tra thành phố;" in sign_off_of(form).recipients


def test_other_issuers_have_a_head_too() -> None:
    agency = head_of(laid_out(sample.focal_point(), issuer=sample.AGENCY))
    assert agency.parent == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG")
    assert agency.issuer == ("SỞ KHOA HỌC VÀ CÔNG NGHỆ MẪU",)
    unknown = laid_out(sample.focal_point(), issuer=None)
    assert head_of(unknown).issuer == WORDING.unknown_issuer
    assert sign_off_of(unknown).box.title == "THỦ TRƯỞNG ĐƠN VỊ"
    assert sign_off_of(unknown).recipients == WORDING.unknown_recipients


def test_no_list_is_a_sentence() -> None:
    form = laid_out(issuer=sample.HEADQUARTERS)
    assert not any(isinstance(block, Table) for block in form.blocks)
    assert any(isinstance(one, Body) and one.text == WORDING.opening_none for one in form.blocks)


def of_city(sent: int, absent: int, agencies: FocalGroup) -> Form:
    communes = FocalGroup(
        points=sample.focal_points(sent),
        absent=tuple(AbsentUnit(code=str(n), name=f"UBND xã Vắng {n}") for n in range(absent)),
        due=sent + absent,
    )
    city = CityList(communes=communes, agencies=agencies)
    listed = replace(a_list(issuer=sample.HEADQUARTERS), city=city)
    return lay_out_focal_points(listed, WORDING)


def headings_of(form: Form) -> list[str]:
    return [block.text for block in form.blocks if isinstance(block, Heading)]


def test_the_city_s_list_has_its_agencies_under_their_own_heading() -> None:
    missing = AbsentUnit(code="TTTP", name="Thanh tra thành phố")
    agency = replace(sample.focal_point(9), unit=replace(sample.unit(9), name="Sở Mẫu"))
    form = of_city(2, 1, FocalGroup(points=(agency,), absent=(missing,), due=2))
    assert headings_of(form) == [
        "1. Ủy ban nhân dân các xã, phường, đặc khu (đã gửi 2/3)",
        "2. Sở, ban, ngành và cơ quan khác (đã gửi 1/2)",
    ]
    tables = [block for block in form.blocks if isinstance(block, Table)]
    assert all(sum(table.widths_mm) == text_width_mm(is_landscape=True) for table in tables)
    communes, absent_communes, agencies, absent_agencies = tables
    assert [row[0] for row in communes.rows] == ["1", "2"]
    assert absent_communes.rows == (("1. UBND xã Vắng 0", "", ""),)
    assert [row[1] for row in agencies.rows] == ["Sở Mẫu"]
    assert absent_agencies.rows[0][0] == "1. Thanh tra thành phố"
    assert any(
        isinstance(one, Body) and one.text == "Cơ quan, đơn vị chưa gửi danh sách (1):"
        for one in form.blocks
    )
    assert any(
        isinstance(one, Body) and "của 3 cơ quan, đơn vị; còn 2 cơ quan" in one.text
        for one in form.blocks
    )


def test_a_city_where_everybody_sent_says_nothing_of_others() -> None:
    form = of_city(2, 0, FocalGroup())
    assert len(headings_of(form)) == 1
    said = [one.text for one in form.blocks if isinstance(one, Body)]
    assert not any("còn" in text or "chưa gửi" in text for text in said)


def test_a_city_where_nobody_sent_still_lists_who_should() -> None:
    form = of_city(0, 4, FocalGroup())
    assert any(isinstance(one, Body) and one.text == WORDING.opening_none for one in form.blocks)
    assert table_of(form).rows == (
        ("1. UBND xã Vắng 0", "2. UBND xã Vắng 1", "3. UBND xã Vắng 2"),
        ("4. UBND xã Vắng 3", "", ""),
    )


def test_agencies_are_in_both_files_of_the_city(tmp_path: Path) -> None:
    missing = AbsentUnit(code="TTTP", name="Thanh tra thành phố")
    city = CityList(
        communes=FocalGroup(points=sample.focal_points(2), due=2),
        agencies=FocalGroup(absent=(missing,), due=1),
    )
    listed = replace(a_list(issuer=sample.HEADQUARTERS), city=city)
    docx, xlsx = tmp_path / "ds.docx", tmp_path / "ds.xlsx"
    for path in (docx, xlsx):
        write_focal_points(listed, path, template_path=TEMPLATE)
    table = Document(str(docx)).tables[2]
    assert table.rows[1].cells[0].text == "1. Thanh tra thành phố"
    sheet = load_workbook(xlsx).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"1. Thanh tra thành phố", "2. Sở, ban, ngành và cơ quan khác (đã gửi 0/1)"} <= set(
        cells
    )


def test_practice_says_so() -> None:
    form = lay_out_focal_points(a_list(sample.focal_point(), is_practice=True), WORDING)
    assert any(isinstance(block, Notice) for block in form.blocks)
    assert form.footer == WORDING.practice
    assert not laid_out(sample.focal_point()).footer


def test_the_whole_city_is_in_both_files(tmp_path: Path) -> None:
    listed = a_list(*sample.focal_points(), issuer=sample.HEADQUARTERS)
    docx, xlsx = tmp_path / "ds.docx", tmp_path / "ds.XLSX"
    for path in (docx, xlsx):
        write_focal_points(listed, path, template_path=TEMPLATE)
    table = Document(str(docx)).tables[1]
    assert len(table.rows) == sample.CITY_UNITS + 1
    sheet = load_workbook(xlsx).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [value for value in cells if isinstance(value, int)] == list(range(1, 115))
    assert {unit.unit.name for unit in listed.points} <= set(cells)


def test_another_format_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "ds.odt"
    with pytest.raises(StorageError) as refused:
        write_focal_points(a_list(sample.focal_point()), path, template_path=TEMPLATE)
    assert (refused.value.code, refused.value.data) == (FormCode.UNKNOWN_FORMAT, {"name": "ds.odt"})
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        write_focal_points(a_list(), tmp_path / "ds.docx", template_path=tmp_path / "nowhere.json")
    assert refused.value.code == FormCode.TEMPLATE_UNREADABLE
