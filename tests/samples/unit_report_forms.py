"""Reports of invented units: focal points and difficulties, short ones and long ones."""

from datetime import UTC, date, datetime, timedelta

from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reports.difficulty import (
    Difficulty,
    DifficultyCategory,
    DifficultyImpact,
    Period,
    RollUp,
    roll_up,
)
from desktop.domain.reports.focal_point import Contact, FocalPoint
from desktop.domain.reports.unit_report import Unit

AT = datetime(2026, 11, 26, 1, 5, tzinfo=UTC)
"""08:05 in Hai Phong."""
NOVEMBER = Period(year=2026, month=11)
CITY_UNITS = 114
COMMUNE = Site(
    id=SiteId("site-commune"),
    name="UBND xã Mẫu",
    short_name="Xã Mẫu",
    kind=SiteKind.XA,
    unit_code="11629",
    address="Số 1, đường Mẫu",
    fallback_phone="",
)
HEADQUARTERS = Site(
    id=SiteId("site-hq"),
    name="Trụ sở Tiếp công dân thành phố",
    short_name="Trụ sở TCD",
    kind=SiteKind.HEADQUARTERS,
    unit_code="",
    address="Số 2, đường Mẫu",
    fallback_phone="",
)
AGENCY = Site(
    id=SiteId("site-agency"),
    name="Sở Khoa học và Công nghệ Mẫu",
    short_name="Sở Mẫu",
    kind=SiteKind.AGENCY,
    unit_code="",
    address="",
    fallback_phone="",
)
_DESCRIPTIONS = (
    "Đường truyền Internet chập chờn vào buổi sáng; hình ảnh bị dừng, công dân phải nói lại.",
    "Phòng tiếp công dân nằm sát trục đường, tiếng ồn lớn, chưa có kinh phí làm cách âm.",
    "Công chức đầu mối kiêm nhiệm nhiều việc, chưa được tập huấn sử dụng thiết bị.",
    "Hồ sơ vụ việc đất đai qua nhiều thời kỳ chưa được số hóa, khó trình chiếu cho các điểm cầu.",
)
_PROPOSALS = (
    "Đề nghị Sở Khoa học và Công nghệ làm việc với nhà mạng, bố trí đường truyền dự phòng.",
    "",
    "Đề nghị tổ chức tập huấn trong quý I/2027.",
    "Đề nghị có hướng dẫn thống nhất về danh mục hồ sơ phải số hóa trước buổi tiếp.",
)


def unit(number: int = 0) -> Unit:
    """Invented; number 0 is COMMUNE's."""
    if number == 0:
        return Unit(site_id=COMMUNE.id, name=COMMUNE.name, code=COMMUNE.unit_code)
    kind = ("xã", "phường", "đặc khu")[number % 3]
    name = f"UBND {kind} Mẫu số {number}"
    return Unit(site_id=SiteId(f"site-{number}"), name=name, code=f"{11_700 + number}")


def focal_point(number: int = 0) -> FocalPoint:
    """A whole list of one unit."""
    return FocalPoint(
        id=f"focal-{number}",
        unit=unit(number),
        version=1,
        leader=Contact(
            name="Nguyễn Thị Hoàng Mẫu",
            title="Phó Chủ tịch Ủy ban nhân dân",
            mobile="0912345678",
            email=f"mau.{number}@xamau.example",
        ),
        officer=Contact(
            name="Trần Văn Mẫu",
            title="Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
            mobile="0987 654 321",
            email="tranvanmau.vanphong@xamau.example",
        ),
        technician=Contact(name="Lê Kỹ Mẫu", mobile="0901234567"),
        room_address="Phòng tiếp công dân, tầng 1, trụ sở UBND, số 1, đường Mẫu",
        conference_endpoint="=cau.xamau",
        decision_number="12/QĐ-UBND",
        approved_by="Chủ tịch UBND xã Mẫu",
        effective_from=date(2026, 12, 1),
        handed_in_at=AT,
    )


def focal_points(count: int = CITY_UNITS) -> tuple[FocalPoint, ...]:
    """One of each unit."""
    return tuple(focal_point(number) for number in range(count))


def difficulty(number: int = 0, unit_number: int = 0, description: str = "") -> Difficulty:
    """One of November."""
    categories, impacts = list(DifficultyCategory), list(DifficultyImpact)
    at = AT - timedelta(days=number % 25)
    return Difficulty(
        id=f"difficulty-{unit_number}-{number}",
        unit=unit(unit_number),
        noticed_at=at,
        category=categories[number % len(categories)],
        description=description or _DESCRIPTIONS[number % len(_DESCRIPTIONS)],
        impact=impacts[number % len(impacts)],
        frequency=1 + number % 12,
        proposal=_PROPOSALS[number % len(_PROPOSALS)],
        session_id=SessionId("session-1") if number % 2 else None,
        session_code="TCD-2026-0117" if number % 2 else "",
    )


def own_roll_up(count: int = 6) -> RollUp:
    """A month of COMMUNE."""
    return roll_up((difficulty(number) for number in range(count)), NOVEMBER)


def city_roll_up(units: int = CITY_UNITS) -> RollUp:
    """A month of many units."""
    found = (difficulty(number, number) for number in range(units))
    return roll_up(found, NOVEMBER)
