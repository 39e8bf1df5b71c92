"""The printed report on difficulties: a month in numbers, then one by one."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.domain.directory.site import Site
from desktop.domain.reports.difficulty import (
    DifficultyCategory,
    DifficultyImpact,
    Period,
    RollUp,
    roll_up,
)
from desktop.forms.layout.blocks import (
    Addressees,
    Body,
    Form,
    Heading,
    Notice,
    SignOff,
    Table,
    Title,
)
from desktop.forms.layout.page import text_width_mm
from desktop.forms.reports.difficulties import (
    DifficultyReport,
    lay_out_difficulties,
    write_difficulties,
)
from desktop.forms.reports.difficulties_wording import load_difficulties_wording
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "difficulties-v1.json"
WORDING = load_difficulties_wording(TEMPLATE)


def a_report(
    found: RollUp, *, issuer: Site | None = sample.COMMUNE, is_practice: bool = False
) -> DifficultyReport:
    return DifficultyReport(
        issuer=issuer, roll_up=found, drafted_at=sample.AT, is_practice=is_practice
    )


def laid_out(found: RollUp, issuer: Site | None = sample.COMMUNE) -> Form:
    return lay_out_difficulties(a_report(found, issuer=issuer), WORDING)


def tables_of(form: Form) -> list[Table]:
    return [block for block in form.blocks if isinstance(block, Table)]


def texts_of(form: Form) -> list[str]:
    return [block.text for block in form.blocks if isinstance(block, Body)]


def test_every_word_is_known() -> None:
    assert set(WORDING.categories) == set(DifficultyCategory)
    assert set(WORDING.impacts) == set(DifficultyImpact)


def test_a_unit_s_month_is_counted_by_kind_and_told_one_by_one() -> None:
    form = laid_out(sample.own_roll_up())
    counts, details = tables_of(form)
    assert counts.rows[0] == ("1", "Cơ sở vật chất", "1")
    assert counts.rows[-1] == ("", "Tổng cộng", "6")
    assert sum(details.widths_mm) == text_width_mm(is_landscape=True)
    last = details.rows[-1]
    assert last[0] == "6"
    assert last[1:4] == ("UBND xã Mẫu", "26/11/2026", "Cơ sở vật chất")
    assert last[5:7] == ("Không đáng kể", "1")
    assert details.rows[0][8] == "TCD-2026-0117"
    headings = [block.text for block in form.blocks if isinstance(block, Heading)]
    assert headings == ["1. Tổng hợp theo nhóm", "2. Nội dung cụ thể và kiến nghị"]
    assert "trong tháng 11 năm 2026, đơn vị ghi nhận 6 khó khăn" in texts_of(form)[0]


def test_it_goes_to_those_who_watch_over_it() -> None:
    form = laid_out(sample.own_roll_up())
    (addressees,) = [block for block in form.blocks if isinstance(block, Addressees)]
    assert " ".join(addressees.names) == (
        "- Thanh tra thành phố; - Sở Khoa học và Công nghệ; - Ban Tiếp công dân thành phố."
    )
    (title,) = [block for block in form.blocks if isinstance(block, Title)]
    assert title.subject.endswith("tháng 11 năm 2026")
    (last,) = [block for block in form.blocks if isinstance(block, SignOff)]
    assert last.recipients[0] == "- Như trên;"


def test_many_units_are_counted_too() -> None:
    form = laid_out(sample.city_roll_up(5), sample.HEADQUARTERS)
    _, units, details = tables_of(form)
    assert len(units.rows) == 6
    assert units.rows[-1] == ("", "Tổng cộng", "5")
    assert len(details.rows) == 5
    assert "có 5 cơ quan, đơn vị báo cáo 5 khó khăn" in texts_of(form)[0]
    (addressees,) = [block for block in form.blocks if isinstance(block, Addressees)]
    assert addressees.names == ("Ủy ban nhân dân thành phố.",)


def test_a_roll_up_of_an_agency_is_of_the_city_as_well() -> None:
    assert a_report(sample.city_roll_up(2), issuer=sample.AGENCY).is_of_city
    assert not a_report(sample.own_roll_up(), issuer=None).is_of_city


@pytest.mark.parametrize(
    ("issuer", "said"),
    [
        (sample.COMMUNE, "trong tháng 02 năm 2027, đơn vị không ghi nhận khó khăn"),
        (sample.HEADQUARTERS, "trong tháng 02 năm 2027, không có cơ quan, đơn vị nào báo cáo"),
    ],
)
def test_an_empty_month_is_a_sentence(issuer: Site, said: str) -> None:
    form = laid_out(roll_up((), Period(year=2027, month=2)), issuer)
    assert tables_of(form) == []
    assert said in texts_of(form)[0]


def test_practice_says_so() -> None:
    form = lay_out_difficulties(a_report(sample.own_roll_up(), is_practice=True), WORDING)
    assert any(isinstance(block, Notice) for block in form.blocks)
    assert form.footer == WORDING.practice


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_people_wrote_is_whole_in_both_files(tmp_path: Path, suffix: str) -> None:
    text = "=Đường truyền chập chờn. " + "Hình ảnh bị dừng nhiều lần trong buổi tiếp. " * 60
    one = replace(sample.difficulty(description=text.strip()), proposal="@Đề nghị hướng dẫn")
    path = tmp_path / f"bc{suffix}"
    found = roll_up((one,), sample.NOVEMBER)
    write_difficulties(a_report(found), path, template_path=TEMPLATE)
    if suffix == ".docx":
        cells = [cell.text for table in Document(str(path)).tables for cell in table._cells]
    else:
        sheet = load_workbook(path).active
        assert sheet is not None
        cells = [str(cell.value or "") for column in sheet.iter_cols() for cell in column]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "".join(text.split()) in "".join("".join(cells).split())
    assert "@Đề nghị hướng dẫn" in cells
