"""The readiness sheet: what was measured is filled in, the rest is left to a hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.ids import SiteId
from desktop.domain.reports.readiness_sheet import SheetEntry, SheetOverall, SheetResult
from desktop.domain.room.measurements import CheckCode, CheckUnit, RoomFacts
from desktop.forms.codes import FormCode
from desktop.forms.layout.blocks import Body, Form, Letterhead, Notice, PhotoAnnex, Table
from desktop.forms.layout.page import PHOTO_HEIGHT_MM, PHOTO_WIDTH_MM
from desktop.forms.reports.readiness_entries import measured_entries, sheet_lines
from desktop.forms.reports.readiness_sheet import SheetForm, lay_out_sheet, write_readiness_sheet
from desktop.forms.reports.readiness_wording import load_readiness_wording
from tests.fakes.fake_photos import a_photo
from tests.paths import ROOT
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report
from tests.samples.papers import jpeg

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "readiness-v1.json"
AT = datetime(2026, 11, 26, 1, 5, tzinfo=UTC)
SITE = Site(
    id=SiteId("site-commune"),
    name="UBND xã Mẫu",
    short_name="Xã Mẫu",
    kind=SiteKind("xa"),
    unit_code="11629",
    address="Số 1, đường Mẫu",
    fallback_phone="",
)
WORDING = load_readiness_wording(TEMPLATE)

CIRCULAR_CODES = [
    *("DD-1", "DD-2", "DD-3", "AT-1", "AT-2", "AT-3", "AT-4", "MT-1", "MT-2", "MH-1", "MH-2"),
    *("CM-1", "MC-1", "LO-1", "DK-3", "DT-1", "DT-2", "DT-3", "DT-4", "DT-5", "DK-1", "DK-2"),
    *("GH-1", "DM-1", "HS-1", "TP-1", "TK-1"),
]


def sheet(facts: RoomFacts | None, *, is_practice: bool = False) -> SheetForm:
    report = None if facts is None else a_report(facts, AT)
    entries = tuple(measured_entries(report, template_path=TEMPLATE).values())
    return SheetForm(site=SITE, entries=entries, drafted_at=AT, is_practice=is_practice)


def filled(*entries: SheetEntry) -> Form:
    return lay_out_sheet(
        SheetForm(site=SITE, entries=entries, drafted_at=AT, is_practice=False), WORDING
    )


def ticked(code: str, result: SheetResult = SheetResult.PASS) -> SheetEntry:
    return SheetEntry(code=code, result=result, checked_by="Trần Văn Mẫu", checked_at=AT)


def rows(facts: RoomFacts | None) -> dict[str, tuple[str, ...]]:
    """Cells by the label of the line."""
    return rows_of(lay_out_sheet(sheet(facts), WORDING))


def rows_of(form: Form) -> dict[str, tuple[str, ...]]:
    tables = [block for block in form.blocks if isinstance(block, Table)]
    return {row[1]: row[2:] for table in tables for row in table.rows}


def test_the_list_is_the_circulars_and_knows_every_word() -> None:
    assert [line.code for line in WORDING.items] == CIRCULAR_CODES
    assert len({line.label for line in WORDING.items}) == len(WORDING.items)
    checks = [code for line in WORDING.items for code in line.checks]
    assert len(set(checks)) == len(checks)
    missing = set(CheckCode) - set(checks)
    assert missing == {CheckCode.SERVER, CheckCode.UNSENT, CheckCode.POWER}
    assert set(WORDING.results) == set(SheetResult)
    assert set(WORDING.overall) == set(SheetOverall)
    assert set(WORDING.units) == set(CheckUnit)
    together = [line.checks for line in WORDING.items if len(line.checks) > 1]
    assert {code for checks in together for code in checks} == set(WORDING.check_names)


def test_the_screen_gets_every_line_under_its_heading() -> None:
    lines = sheet_lines(TEMPLATE)
    assert [line.code for line in lines] == CIRCULAR_CODES
    first, last = lines[0], lines[-1]
    assert (first.group, first.is_required) == ("I. ĐỊA ĐIỂM", True)
    assert (last.group, last.is_required) == ("VII. ĐẦU MỐI, HỒ SƠ", False)
    assert first.label == "Phòng nghiêm túc, có bảng nội quy, quy trình tiếp công dân"


def test_a_check_becomes_entries_in_words() -> None:
    entries = measured_entries(a_report(POOR_ROOM, AT), template_path=TEMPLATE)
    clock = entries["AT-3"]
    assert (clock.result, clock.value) == (SheetResult.LIMITED, "9,4 giây")
    assert (clock.checked_by, clock.checked_at) == ("", AT)
    assert entries["MH-1"].result is SheetResult.FAIL
    speaker = entries["LO-1"]
    assert speaker.result is SheetResult.LIMITED
    assert speaker.value == "48 ms, loa −2 dB"
    assert entries["DK-2"].value == "máy in: có; máy quét, camera tài liệu: có"
    assert "DD-1" not in entries
    assert measured_entries(None, template_path=TEMPLATE) == {}


def test_the_worse_of_two_checks_is_the_line_s() -> None:
    one = measured_entries(a_report(EMPTY_ROOM, AT), template_path=TEMPLATE)["DK-2"]
    assert one.result is SheetResult.FAIL
    assert one.value == "máy in: chưa có; máy quét, camera tài liệu: chưa có"


def test_what_was_measured_is_filled_in() -> None:
    found = rows(POOR_ROOM)
    display = found["MH-1. Màn hình thứ hai cho lãnh đạo, công dân (*)"]
    assert display[:3] == ("Không đạt", "chưa có", "Chương trình đo")
    clock = found["AT-3. Giờ máy đúng giờ máy chủ (*)"]
    assert clock[:2] == ("Đạt, có hạn chế", "9,4 giây (lệch không quá 2 giây)")
    assert clock[3] == WORDING.to_fix
    line = found["DT-1. Tốc độ đường truyền, chiều hẹp hơn (*)"]
    assert line == ("Đạt", "2.400 kbit/s (từ 1.200 kbit/s)", "Chương trình đo", "")
    assert found["MC-1. Micro (*)"][1].startswith("−22 dBFS")


def test_what_nobody_measured_is_left_to_a_hand() -> None:
    blank = "☐ Đạt\n☐ Không đạt"
    assert rows(GOOD_ROOM)["DK-3. Micro, cáp dự phòng"] == (blank, "", "", WORDING.to_fix)
    found = rows(None)
    assert {cells[0] for cells in found.values()} == {blank}
    assert found["CM-1. Camera phòng (*)"][1] == "từ 24 hình/giây"


def test_a_probe_that_gave_nothing_is_failed_without_a_figure() -> None:
    camera = rows(EMPTY_ROOM)["CM-1. Camera phòng (*)"]
    assert camera == ("Không đạt", "từ 24 hình/giây", "Chương trình đo", WORDING.to_fix)


def test_what_people_ticked_says_who_saw_it_and_who_mends_it() -> None:
    bad = replace(
        ticked("DD-2", SheetResult.FAIL),
        remark="Tiếng ồn lớn.",
        fix_by="Nguyễn Thị Mẫu",
        fix_due=date(2026, 12, 10),
    )
    found = rows_of(filled(ticked("DD-1"), bad, ticked("MH-2", SheetResult.NA)))
    seen = "Trần Văn Mẫu\n26/11/2026"
    label = "DD-1. Phòng nghiêm túc, có bảng nội quy, quy trình tiếp công dân (*)"
    assert found[label] == ("Đạt", "", seen, "")
    noisy = found["DD-2. Kín tiếng, đủ ánh sáng, phông nền, chỗ ngồi (*)"]
    assert noisy == ("Không đạt", "Tiếng ồn lớn.", seen, "Nguyễn Thị Mẫu\n10/12/2026")
    board = found["MH-2. Thiết bị hội nghị trực tuyến (nếu có): thấy hình, nghe tiếng"]
    assert board == ("Không áp dụng", "", seen, "")


def test_a_line_without_an_hour_and_an_older_measurement_say_what_is_known() -> None:
    older = SheetEntry(code="AT-3", result=SheetResult.PASS, checked_at=AT - timedelta(days=1))
    newer = SheetEntry(code="CM-1", result=SheetResult.PASS, checked_at=AT)
    found = rows_of(filled(older, newer, replace(ticked("DD-1"), checked_at=None)))
    assert found["AT-3. Giờ máy đúng giờ máy chủ (*)"][2] == "Chương trình đo\n25/11/2026"
    assert found["CM-1. Camera phòng (*)"][2] == "Chương trình đo"
    label = "DD-1. Phòng nghiêm túc, có bảng nội quy, quy trình tiếp công dân (*)"
    assert found[label][2] == "Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (SheetResult.PASS, "Kết luận: đủ điều kiện tiếp công dân trực tuyến."),
        (SheetResult.FAIL, "Kết luận: chưa đủ điều kiện tiếp công dân trực tuyến."),
    ],
)
def test_a_sheet_whose_required_lines_were_seen_has_a_conclusion(
    result: SheetResult, said: str
) -> None:
    entries = [ticked(code) for code in WORDING.required - {"DD-1"}]
    form = filled(*entries, ticked("DD-1", result))
    assert said in [block.text for block in form.blocks if isinstance(block, Body)]
    without = [block.text for block in filled(*entries).blocks if isinstance(block, Body)]
    assert not any(text.startswith("Kết luận") for text in without)


def test_the_hour_is_that_of_the_check_and_practice_says_so() -> None:
    form = lay_out_sheet(sheet(GOOD_ROOM, is_practice=True), WORDING)
    texts = [block.text for block in form.blocks if isinstance(block, Body)]
    assert any("08 giờ 05 phút, ngày 26 tháng 11 năm 2026" in text for text in texts)
    assert any(isinstance(block, Notice) for block in form.blocks)
    assert form.footer == WORDING.practice
    never = lay_out_sheet(sheet(None), WORDING)
    assert not never.footer
    assert WORDING.not_measured in [one.text for one in never.blocks if isinstance(one, Body)]


@pytest.mark.parametrize(
    ("name", "kind", "head"),
    [
        ("UBND xã Mẫu", SiteKind.XA, ((), ("ỦY BAN NHÂN DÂN", "XÃ MẪU"), "Số: …/PRS-UBND")),
        (
            "Sở Xây dựng",
            SiteKind.AGENCY,
            (("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"), ("SỞ XÂY DỰNG",), "Số: …/PRS"),
        ),
        (
            "Trụ sở Tiếp công dân thành phố",
            SiteKind.HEADQUARTERS,
            (
                ("VĂN PHÒNG ỦY BAN", "NHÂN DÂN THÀNH PHỐ"),
                ("BAN TIẾP CÔNG DÂN",),
                "Số: …/PRS-BTCD",
            ),
        ),
    ],
)
def test_each_kind_of_unit_has_its_own_head(
    name: str, kind: SiteKind, head: tuple[tuple[str, ...], tuple[str, ...], str]
) -> None:
    site = replace(SITE, name=name, kind=kind)
    form = lay_out_sheet(replace(sheet(None), site=site), WORDING)
    (found,) = (block for block in form.blocks if isinstance(block, Letterhead))
    assert (found.parent, found.issuer, found.number) == head


def test_difficult_cases_are_named_as_the_circular_names_them() -> None:
    labels = {line.code: line.label for line in WORDING.items}
    for code in ("HS-1", "TP-1"):
        assert labels[code].startswith("Vụ việc đông người, phức tạp, kéo dài:")


def test_the_file_is_whole_and_has_the_official_head(tmp_path: Path) -> None:
    path = tmp_path / "phieu.docx"
    write_readiness_sheet(sheet(GOOD_ROOM), path, template_path=TEMPLATE)
    document = Document(str(path))
    head = "\n".join(cell.text for cell in document.tables[0]._cells)
    assert "XÃ MẪU" in head
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert [one.name for one in tmp_path.iterdir()] == ["phieu.docx"]


def test_the_same_sheet_as_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    write_readiness_sheet(sheet(POOR_ROOM), path, template_path=TEMPLATE)
    found = load_workbook(path).active
    assert found is not None
    cells = [cell.value for row in found.iter_rows() for cell in row if cell.value is not None]
    assert [value for value in cells if isinstance(value, int)] == list(range(1, 28))
    assert cells.count("Nội dung rà soát") == 1, "one row of names, repeated by the printer"
    assert "9,4 giây (lệch không quá 2 giây)" in cells


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    template = tmp_path / "damaged.json"
    template.write_text("{}")
    with pytest.raises(SettingsError) as refused:
        write_readiness_sheet(sheet(None), tmp_path / "x.docx", template_path=template)
    assert refused.value.code == FormCode.TEMPLATE_UNREADABLE
    assert not (tmp_path / "x.docx").exists()


def with_photos() -> SheetForm:
    """Two lines with photos: a lying and a standing one, and one that is not on this PC."""
    lying, standing, away = a_photo("1"), a_photo("2"), a_photo("3")
    entries = (
        replace(ticked("DD-1"), photos=(lying, standing), remark="Bảng mới treo."),
        replace(ticked("DK-1"), photos=(lying, away)),
        ticked("DD-2"),
    )
    jpegs = {lying.sha256: jpeg(size=(400, 300)), standing.sha256: jpeg(size=(300, 900))}
    return SheetForm(site=SITE, entries=entries, drafted_at=AT, is_practice=False, jpegs=jpegs)


def test_a_line_says_how_many_photos_it_has_and_they_stand_behind_the_form() -> None:
    form = lay_out_sheet(with_photos(), WORDING)
    label = "DD-1. Phòng nghiêm túc, có bảng nội quy, quy trình tiếp công dân (*)"
    assert rows_of(form)[label][1] == "Bảng mới treo.\nẢnh chụp kèm theo: 2"
    annex = form.blocks[-1]
    assert isinstance(annex, PhotoAnnex)
    assert [row.text.split(".")[0] for row in annex.rows] == ["DD-1", "DK-1"]
    assert [jpeg is not None for jpeg in annex.rows[1].jpegs] == [True, False]
    assert not any(isinstance(block, PhotoAnnex) for block in filled(ticked("DD-1")).blocks)


def test_a_document_shows_the_photos_and_counts_those_that_are_away(tmp_path: Path) -> None:
    path = tmp_path / "phieu.docx"
    write_readiness_sheet(with_photos(), path, template_path=TEMPLATE)
    document = Document(str(path))
    sizes = [(shape.width.mm, shape.height.mm) for shape in document.inline_shapes]
    assert len(sizes) == 3
    for (width, height), ratio in zip(sizes, (4 / 3, 1 / 3, 4 / 3), strict=True):
        assert width <= PHOTO_WIDTH_MM + 0.1
        assert height <= PHOTO_HEIGHT_MM + 0.1
        assert width / height == pytest.approx(ratio, rel=0.01)
    first, second = document.tables[-1].rows[1:]
    assert first.cells[1].text.strip() == ""
    assert second.cells[1].text.strip() == "Còn 1 ảnh chưa có trên máy này."


def test_bytes_that_are_no_picture_do_not_spoil_the_document(tmp_path: Path) -> None:
    sheet = with_photos()
    broken = dict(zip(sheet.jpegs, (b"", b"\xff\xd8\xff\xe0 cut"), strict=True))
    path = tmp_path / "phieu.docx"
    write_readiness_sheet(replace(sheet, jpegs=broken), path, template_path=TEMPLATE)
    document = Document(str(path))
    assert len(document.inline_shapes) == 0
    assert document.tables[-1].rows[1].cells[1].text.strip() == "Còn 2 ảnh chưa có trên máy này."


def test_a_spreadsheet_names_the_number_of_photos(tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    write_readiness_sheet(with_photos(), path, template_path=TEMPLATE)
    found = load_workbook(path).active
    assert found is not None
    cells = [str(cell.value) for row in found.iter_rows() for cell in row if cell.value]
    assert sum("Ảnh chụp kèm theo: 2" in cell for cell in cells) == 2
    assert WORDING.photo_title not in cells
