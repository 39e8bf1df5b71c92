"""The readiness sheet: what was measured is filled in, the rest is left to a hand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.domain.enums import SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.ids import SiteId
from desktop.domain.readiness import CheckCode, CheckResult, CheckUnit, RoomFacts
from desktop.domain.site import Site
from desktop.forms.blocks import Body, Notice, Table
from desktop.forms.codes import FormCode
from desktop.forms.readiness_sheet import ReadinessSheet, lay_out_sheet, write_readiness_sheet
from desktop.forms.readiness_wording import load_readiness_wording
from tests.fakes.sample_checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report

pytestmark = pytest.mark.unit

TEMPLATE = Path(__file__).parents[3] / "resources" / "forms" / "readiness-v1.json"
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


def sheet(facts: RoomFacts | None, *, is_practice: bool = False) -> ReadinessSheet:
    report = None if facts is None else a_report(facts, AT)
    return ReadinessSheet(site=SITE, report=report, drafted_at=AT, is_practice=is_practice)


def rows(facts: RoomFacts | None) -> dict[str, tuple[str, ...]]:
    """Cells by the label of the line."""
    form = lay_out_sheet(sheet(facts), WORDING)
    tables = [block for block in form.blocks if isinstance(block, Table)]
    return {row[1]: row[2:] for table in tables for row in table.rows}


def test_the_list_is_the_circulars_and_knows_every_word() -> None:
    lines = [line for group in WORDING.groups for line in group.items]
    assert len(lines) == 28
    assert len({line.label for line in lines}) == len(lines)
    checks = [code for line in lines for code in line.checks]
    assert len(set(checks)) == len(checks)
    missing = set(CheckCode) - set(checks)
    assert missing == {CheckCode.SERVER, CheckCode.PATH, CheckCode.UNSENT}
    assert set(WORDING.results) == set(CheckResult)
    assert set(WORDING.units) == set(CheckUnit)


def test_what_was_measured_is_filled_in() -> None:
    found = rows(POOR_ROOM)
    assert found["Màn hình thứ hai cho lãnh đạo, công dân (*)"][:2] == ("Không đạt", "chưa có")
    clock = found["Giờ máy đúng giờ máy chủ (*)"]
    assert clock[:2] == ("Đạt, có hạn chế", "9,4 giây (lệch không quá 2 giây)")
    assert clock[2] == WORDING.to_fix
    line = found["Tốc độ đường truyền, chiều hẹp hơn (*)"]
    assert line == ("Đạt", "2.400 kbit/s (từ 1.200 kbit/s)", "")
    assert found["Micro (*)"][1].startswith("−22 dBFS")


def test_what_nobody_measured_is_left_to_a_hand() -> None:
    blank = "☐ Đạt\n☐ Không đạt"
    assert rows(GOOD_ROOM)["Micro, cáp dự phòng"] == (blank, "", WORDING.to_fix)
    found = rows(None)
    assert {cells[0] for cells in found.values()} == {blank}
    assert found["Camera phòng (*)"][1] == "từ 24 hình/giây"


def test_a_probe_that_gave_nothing_is_failed_without_a_figure() -> None:
    camera = rows(EMPTY_ROOM)["Camera phòng (*)"]
    assert camera == ("Không đạt", "từ 24 hình/giây", WORDING.to_fix)


def test_the_hour_is_that_of_the_check_and_practice_says_so() -> None:
    form = lay_out_sheet(sheet(GOOD_ROOM, is_practice=True), WORDING)
    texts = [block.text for block in form.blocks if isinstance(block, Body)]
    assert any("08 giờ 05 phút, ngày 26 tháng 11 năm 2026" in text for text in texts)
    assert any(isinstance(block, Notice) for block in form.blocks)
    assert form.footer == WORDING.practice
    never = lay_out_sheet(sheet(None), WORDING)
    assert not never.footer
    assert WORDING.not_measured in [one.text for one in never.blocks if isinstance(one, Body)]


def test_the_file_is_whole_and_has_the_official_head(tmp_path: Path) -> None:
    path = tmp_path / "phieu.docx"
    write_readiness_sheet(sheet(GOOD_ROOM), path, template_path=TEMPLATE)
    document = Document(str(path))
    head = "\n".join(cell.text for cell in document.tables[0]._cells)
    assert "XÃ MẪU" in head
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert [one.name for one in tmp_path.iterdir()] == ["phieu.docx"]


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    template = tmp_path / "damaged.json"
    template.write_text("{}")
    with pytest.raises(SettingsError) as refused:
        write_readiness_sheet(sheet(None), tmp_path / "x.docx", template_path=template)
    assert refused.value.code == FormCode.TEMPLATE_UNREADABLE
    assert not (tmp_path / "x.docx").exists()
