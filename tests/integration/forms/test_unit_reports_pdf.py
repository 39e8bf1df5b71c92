"""The reports of units as LibreOffice prints them, from both formats: whole, nothing clipped."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.domain.directory.site import Site
from desktop.domain.reports.difficulty import RollUp
from desktop.domain.reports.readiness_sheet import SheetEntry, SheetResult
from desktop.forms.layout.text_width import MM_PER_PT
from desktop.forms.reports.difficulties import DifficultyReport, write_difficulties
from desktop.forms.reports.focal_points import FocalPointList, write_focal_points
from desktop.forms.reports.readiness_entries import measured_entries, sheet_lines
from desktop.forms.reports.readiness_sheet import SheetForm, write_readiness_sheet
from tests.fakes.fake_photos import a_photo
from tests.integration.forms.printing import (
    IS_MISSING,
    MISSING,
    boxes_of,
    images_of,
    lines_of,
    pages_of,
    to_pdf,
    words_of,
)
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.papers import jpeg

FORMS = ROOT / "resources" / "forms"
SUFFIXES = (".docx", ".xlsx")

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(IS_MISSING, reason=MISSING),
]


def check_pages(pdf: Path, *, count: range, is_landscape: bool = True) -> None:
    pages = boxes_of(pdf)
    assert len(pages) in count
    for page in pages:
        assert page.is_landscape is is_landscape
        assert page.clashes() == []
        assert page.words, "no page is empty"
        for word in page.words:
            assert word.left >= 28 / MM_PER_PT
            assert word.right <= page.width - 13 / MM_PER_PT


def focal_points(path: Path, count: int, issuer: Site) -> Path:
    points = sample.focal_points(count)
    listed = FocalPointList(
        issuer=issuer, points=points, drafted_at=sample.AT, is_practice=count > 1
    )
    write_focal_points(listed, path, template_path=FORMS / "focal-points-v1.json")
    return path


def difficulties(path: Path, found: RollUp, issuer: Site) -> Path:
    report = DifficultyReport(issuer=issuer, roll_up=found, drafted_at=sample.AT, is_practice=False)
    write_difficulties(report, path, template_path=FORMS / "difficulties-v1.json")
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_unit_s_list_is_a_page_to_sign(tmp_path: Path, profile: Path, suffix: str) -> None:
    pdf = to_pdf(focal_points(tmp_path / f"ds{suffix}", 1, sample.COMMUNE), profile)
    check_pages(pdf, count=range(1, 2))
    words = words_of(pdf)
    head = " ".join(lines_of(pages_of(pdf)[0])[0].split())
    assert head == "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for expected in ("DANH SÁCH", "0912 345 678", "01/12/2026", "CHỦ TỊCH", "Nơi nhận:"):
        assert expected in words


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_list_of_the_city_repeats_its_columns(
    tmp_path: Path, profile: Path, suffix: str
) -> None:
    path = focal_points(tmp_path / f"ds{suffix}", sample.CITY_UNITS, sample.HEADQUARTERS)
    pdf = to_pdf(path, profile)
    check_pages(pdf, count=range(20, 45))
    pages = pages_of(pdf)
    assert all("Cán bộ kỹ thuật" in page for page in pages[:-1])
    assert all("BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in page for page in pages)
    words = words_of(pdf)
    for number in range(sample.CITY_UNITS):
        assert f"mau.{number}@xamau.example" in words
    assert "TRƯỞNG BAN" in pages[-1]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_month_of_a_unit_is_read_and_signed(tmp_path: Path, profile: Path, suffix: str) -> None:
    path = difficulties(tmp_path / f"bc{suffix}", sample.own_roll_up(), sample.COMMUNE)
    pdf = to_pdf(path, profile)
    check_pages(pdf, count=range(2, 4))
    words = words_of(pdf)
    for expected in ("BÁO CÁO", "Kính gửi:", "TCD-2026-0117", "An ninh", "tháo gỡ./.", "CHỦ TỊCH"):
        assert (expected in words) is (expected != "An ninh")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_month_of_the_city_with_one_endless_text_is_whole(
    tmp_path: Path, profile: Path, suffix: str
) -> None:
    text = " ".join(f"lần{number}" for number in range(900))
    found = sample.city_roll_up(30)
    long = sample.difficulty(0, 200, description=text)
    found = RollUp(
        period=found.period,
        by_category=found.by_category,
        by_unit=found.by_unit,
        difficulties=(*found.difficulties, long),
    )
    pdf = to_pdf(difficulties(tmp_path / f"bc{suffix}", found, sample.HEADQUARTERS), profile)
    check_pages(pdf, count=range(8, 20))
    words = set(words_of(pdf).split())
    assert set(text.split()) <= words


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_month_without_difficulties_is_one_page(
    tmp_path: Path, profile: Path, suffix: str
) -> None:
    path = difficulties(tmp_path / f"bc{suffix}", sample.own_roll_up(0), sample.COMMUNE)
    pdf = to_pdf(path, profile)
    check_pages(pdf, count=range(1, 2))
    assert "đơn vị không ghi nhận khó khăn, vướng mắc nào." in words_of(pdf)


def readiness_sheet(
    path: Path, entries: Iterable[SheetEntry], jpegs: dict[str, bytes] | None = None
) -> Path:
    sheet = SheetForm(
        site=sample.COMMUNE,
        entries=tuple(entries),
        drafted_at=sample.AT,
        is_practice=False,
        jpegs=jpegs or {},
    )
    write_readiness_sheet(sheet, path, template_path=FORMS / "readiness-v1.json")
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_readiness_sheet_is_three_clean_pages(
    tmp_path: Path, profile: Path, suffix: str
) -> None:
    report = a_report(POOR_ROOM, sample.AT)
    measured = measured_entries(report, template_path=FORMS / "readiness-v1.json")
    pdf = to_pdf(readiness_sheet(tmp_path / f"phieu{suffix}", measured.values()), profile)
    check_pages(pdf, count=range(3, 4), is_landscape=False)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in lines_of(pages_of(pdf)[0])[0]
    words = words_of(pdf)
    for expected in ("PHIẾU RÀ SOÁT", "9,4 giây", "chưa có", "LÃNH ĐẠO ĐƠN VỊ", "TK-1", "27"):
        assert expected in words


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_sheet_full_of_remarks_is_whole(tmp_path: Path, profile: Path, suffix: str) -> None:
    remark = "Phòng sát mặt đường, tiếng ồn lớn vào giờ cao điểm, đã đề nghị bố trí kinh phí. " * 3
    entries = [
        SheetEntry(
            code=line.code,
            result=SheetResult.FAIL,
            remark=f"{remark}Mục {line.code}",
            checked_by="Nguyễn Thị Hoàng Mẫu",
            checked_at=sample.AT,
            fix_by="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Mẫu",
            fix_due=sample.AT.date(),
        )
        for line in sheet_lines(FORMS / "readiness-v1.json")
    ]
    pdf = to_pdf(readiness_sheet(tmp_path / f"phieu{suffix}", entries), profile)
    check_pages(pdf, count=range(10, 18), is_landscape=False)
    assert "Kết luận: chưa đủ điều kiện tiếp công dân trực tuyến." in words_of(pdf)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_photos_stand_behind_the_sheet(tmp_path: Path, profile: Path, suffix: str) -> None:
    lying, standing, away = (a_photo(name) for name in ("lying", "standing", "away"))
    jpegs = {
        lying.sha256: jpeg(size=(1600, 1200)),
        standing.sha256: jpeg(size=(1200, 1600), colour="green"),
    }
    photos = (lying, standing, lying)
    entries = [
        SheetEntry(
            code=line.code,
            result=SheetResult.PASS,
            checked_by="Nguyễn Thị Mẫu",
            checked_at=sample.AT,
            photos=photos[: 1 + number % 3] if number else (lying, away),
        )
        for number, line in enumerate(sheet_lines(FORMS / "readiness-v1.json"))
    ]
    pdf = to_pdf(readiness_sheet(tmp_path / f"phieu{suffix}", entries, jpegs), profile)
    is_document = suffix == ".docx"
    check_pages(pdf, count=range(7, 11) if is_document else range(3, 5), is_landscape=False)
    words = words_of(pdf)
    assert words.count("Ảnh chụp kèm") == len(entries)
    assert ("ẢNH CHỤP KÈM THEO" in words) is is_document
    assert ("Còn 1 ảnh chưa có trên máy này." in words) is is_document
    drawn = sum(len(entry.photos) for entry in entries) - 1
    assert len(images_of(pdf)) == (drawn if is_document else 0)
    if is_document:
        annex = next(page for page in pages_of(pdf) if "ẢNH CHỤP KÈM THEO" in page)
        assert "NGƯỜI RÀ SOÁT" not in annex, "a page of its own"
