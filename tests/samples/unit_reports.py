"""Reports of invented units."""

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.domain.ids import SiteId
from desktop.domain.reports.difficulty import Difficulty, DifficultyCategory, DifficultyImpact
from desktop.domain.reports.focal_point import Contact, FocalPoint
from desktop.domain.reports.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetPhoto,
    SheetResult,
)
from desktop.domain.reports.unit_report import Unit

HANDED_IN = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
LEADER = Contact(
    name="Lê Văn Mẫu",
    title="Phó Chủ tịch UBND xã",
    mobile="0900 000 001",
    email="lanhdao.mau@vi.du",
)
OFFICER = Contact(
    name="Lê Thị Mẫu", title="Công chức Văn phòng", mobile="0900 000 002", email="canbo.mau@vi.du"
)


def a_unit(site_id: str = "commune") -> Unit:
    return Unit(site_id=SiteId(site_id), name="UBND xã An Lão", code="11629")


def a_focal_point(site_id: str = "commune", report_id: str = "focal-1") -> FocalPoint:
    return FocalPoint(
        id=report_id,
        unit=a_unit(site_id),
        version=1,
        leader=LEADER,
        officer=OFFICER,
        technician=Contact(name="Kỹ thuật viên Mẫu", mobile="0900 000 003"),
        room_address="Phòng tiếp công dân, tầng 1",
        conference_endpoint="",
        decision_number="12/QĐ-UBND",
        approved_by="Chủ tịch UBND xã",
        effective_from=date(2026, 11, 1),
        handed_in_at=HANDED_IN,
    )


def a_difficulty(site_id: str = "commune", report_id: str = "difficulty-1") -> Difficulty:
    return Difficulty(
        id=report_id,
        unit=a_unit(site_id),
        noticed_at=HANDED_IN,
        category=DifficultyCategory.LINE,
        description="Đường truyền đứt nhiều lần khi mưa to, phải nói lại lời công dân.",
        impact=DifficultyImpact.INTERRUPTED,
        frequency=2,
        proposal="Đề nghị hỗ trợ một đường dự phòng 4G.",
        session_id=None,
        session_code="",
    )


def a_sheet(site_id: str = "commune", report_id: str = "sheet-1") -> ReadinessSheet:
    return ReadinessSheet(
        id=report_id,
        unit=a_unit(site_id),
        entries=(
            SheetEntry(
                code="DD-1",
                result=SheetResult.PASS,
                checked_by="Cán bộ tiếp dân Mẫu",
                checked_at=HANDED_IN,
            ),
            SheetEntry(code="MT-1", result=SheetResult.PASS, value="9 ms"),
            SheetEntry(
                code="DK-1",
                result=SheetResult.FAIL,
                remark="Chưa có bộ lưu điện",
                checked_by="Cán bộ tiếp dân Mẫu",
                checked_at=HANDED_IN,
                fix_by="Văn phòng UBND xã",
                fix_due=date(2026, 12, 15),
            ),
        ),
        handed_in_at=HANDED_IN,
    )


def with_photos(sheet: ReadinessSheet, *photos: SheetPhoto) -> ReadinessSheet:
    """The first line has these."""
    first, *others = sheet.entries
    return replace(sheet, entries=(replace(first, photos=photos), *others))
