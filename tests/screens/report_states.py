"""States of the unit's reports, each reached by what is written. All people are invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from desktop.app.units import load_units
from desktop.domain.directory.agency import Agency, AgencyKind, KnownAgency
from desktop.domain.ids import SiteId
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.reports.readiness_sheet import SheetResult
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.files.resources import resource_path
from desktop.forms.reports.readiness_entries import measured_entries, sheet_lines
from desktop.presenters.reports.agencies_state import AgencyField
from desktop.presenters.reports.difficulties_state import DifficultyField
from desktop.presenters.reports.focal_points_state import FocalField
from desktop.presenters.shell.shell_state import Screen
from tests.fakes.fake_photos import a_photo
from tests.samples import showcase as city
from tests.samples.agencies import CENTRAL, INSPECTORATE, RECEPTION, RETIRED, SCIENCE
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.showcase import COMMUNE
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet
from tests.screens.session_states import Drive
from tests.screens.shown_room import REAL, ShownRoom

_SHEET = resource_path("forms", "readiness-v1.json")
UNITS = ("An Lão", "Kiến An", "Đồ Sơn", "Thủy Nguyên", "Bạch Long Vĩ")


def _room(screen: Screen, *, is_headquarters: bool = False) -> ShownRoom:
    facts = replace(
        REAL,
        units=load_units(resource_path("units", "haiphong_units.csv")),
        sheet_lines=sheet_lines(_SHEET),
    )
    room = (
        ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=facts)
        if is_headquarters
        else ShownRoom(facts=facts)
    )
    room.go_to(screen)
    return room


def _receipt(room: ShownRoom, kind: EntityKind, report_id: str, answer: str = "") -> Receipt:
    return Receipt(
        kind=kind,
        report_id=report_id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now() - timedelta(hours=2),
        received_by="Chuyên viên Mẫu",
        answer=answer,
    )


def _checked(screen: Screen) -> ShownRoom:
    room = _room(screen)
    report = a_report(POOR_ROOM, room.clock.now() - timedelta(minutes=4))
    room.fake.reports.of_check = measured_entries(report, template_path=_SHEET)
    room.fake.reports.file(
        replace(a_focal_point(COMMUNE), handed_in_at=room.clock.now() - timedelta(days=3)),
        ReportState.RECEIVED,
    )
    room.deliver()
    return room


def sheet() -> ShownRoom:
    """Measured, half ticked, with photos, one line being mended."""
    room = _checked(Screen.READINESS_SHEET)
    presenter = room.desk.readiness_sheet
    for code in ("DD-1", "DD-2", "DD-3", "AT-1"):
        presenter.tick(code, "pass")
    _add_photos(room, "DD-1", "board.jpg")
    _add_photos(room, "DD-2", "room.jpg", "door.jpg", "window.jpg")
    presenter.tick("AT-2", "limited")
    presenter.edit("remark", "Chưa mã hóa ổ D")
    presenter.edit("fix_by", "Kỹ thuật viên Mẫu")
    presenter.edit("fix_due", "15/12/2026")
    _add_photos(room, "AT-2", "drive.jpg", "label.jpg")
    return room


def sheet_photo() -> ShownRoom:
    """One photo is looked at, large."""
    room = _checked(Screen.READINESS_SHEET)
    room.desk.readiness_sheet.tick("DD-2", "pass")
    _add_photos(room, "DD-2", "room.jpg", "door.jpg")
    room.desk.readiness_sheet.open_photo(a_photo("room.jpg").sha256)
    room.deliver()
    return room


def _add_photos(room: ShownRoom, code: str, *names: str) -> None:
    room.desk.readiness_sheet.select(code)
    for number, name in enumerate(names):
        is_upright = number == 1
        room.fake.photos.images[a_photo(name).sha256] = _a_wall(is_upright=is_upright)
        room.desk.readiness_sheet.add_photo(Path(name))
        room.deliver()


def _a_wall(*, is_upright: bool) -> PageImage:
    """A room of this building: a wall, a floor, a notice board."""
    width, height = (900, 1200) if is_upright else (1200, 900)
    pixels = np.full((height, width, 3), (214, 206, 190), np.uint8)
    pixels[height * 3 // 4 :] = (120, 96, 72)
    pixels[height // 5 : height * 3 // 5, width // 4 : width * 3 // 4] = (36, 92, 70)
    pixels[height // 4 : height // 2, width // 3 : width * 2 // 3] = (246, 246, 240)
    return PageImage(width=width, height=height, rgb=pixels.tobytes())


def sheet_faulty() -> ShownRoom:
    """Sent too early."""
    room = _checked(Screen.READINESS_SHEET)
    room.desk.readiness_sheet.tick("DD-1", "fail")
    room.desk.readiness_sheet.edit("fix_due", "15/12")
    room.desk.readiness_sheet.send()
    return room


def sheets_of_city() -> ShownRoom:
    """Headquarters: one waits, one was received."""
    room = _room(Screen.READINESS_SHEET, is_headquarters=True)
    now = room.clock.now()
    first = a_sheet(COMMUNE)
    photos = (a_photo("1.jpg"), a_photo("2.jpg"))
    entries = (replace(first.entries[0], photos=photos), *first.entries[1:])
    room.fake.reports.file(replace(first, entries=entries, handed_in_at=now), ReportState.SENT)
    other = a_sheet("other", "other")
    unit = replace(other.unit, site_id=SiteId("other"), name="UBND phường Kiến An", code="11443")
    done = tuple(
        replace(entry, result=SheetResult.PASS, remark="", fix_by="", fix_due=None)
        for entry in other.entries
    )
    room.fake.reports.file(
        replace(other, unit=unit, entries=done, handed_in_at=now - timedelta(days=1)),
        ReportState.RECEIVED,
    )
    room.deliver()
    return room


def focal_points() -> ShownRoom:
    """Received, with one earlier version."""
    room = _room(Screen.FOCAL_POINTS)
    now = room.clock.now()
    first = replace(a_focal_point(COMMUNE, "focal-0"), handed_in_at=now - timedelta(days=60))
    second = replace(a_focal_point(COMMUNE), version=2, handed_in_at=now - timedelta(days=3))
    receipt = _receipt(room, EntityKind.FOCAL_POINT, second.id)
    room.fake.reports.file(first, ReportState.RECEIVED)
    room.fake.reports.file(second, ReportState.RECEIVED, receipt)
    room.deliver()
    return room


def focal_points_faulty() -> ShownRoom:
    """Sent with a name missing and a phone number of seven digits."""
    room = _room(Screen.FOCAL_POINTS)
    presenter = room.desk.focal_points
    for field, text in {
        FocalField.LEADER_NAME: "Lê Văn Mẫu",
        FocalField.LEADER_TITLE: "Phó Chủ tịch UBND xã",
        FocalField.LEADER_MOBILE: "0225 3",
        FocalField.OFFICER_TITLE: "Công chức Văn phòng",
        FocalField.EFFECTIVE_FROM: "tháng 11",
    }.items():
        presenter.edit(field, text)
    presenter.send()
    return room


def focal_units() -> ShownRoom:
    """Headquarters: two wait, one is stale, the others sent nothing."""
    room = _room(Screen.FOCAL_POINTS, is_headquarters=True)
    room.fake.agencies.learn(SCIENCE, INSPECTORATE, RECEPTION)
    by_name = {unit.name: unit for unit in room.facts.units}
    for number, name in enumerate(UNITS):
        unit = by_name.get(name) or room.facts.units[number]
        point = a_focal_point(f"site-{number}", f"focal-{number}")
        own = replace(point.unit, name=unit.full_name, code=unit.code)
        age = timedelta(days=120 if number == 2 else number)
        state = ReportState.SENT if number < 2 else ReportState.RECEIVED
        sent = replace(point, unit=own, handed_in_at=room.clock.now() - age)
        room.fake.reports.file(sent, state)
    room.deliver()
    return room


_FARMING = Agency(
    code="S01",
    name="Sở Nông nghiệp và Môi trường",
    kind=AgencyKind.DEPARTMENT,
    parent_name="Ủy ban nhân dân thành phố",
)


def _directory() -> ShownRoom:
    room = _room(Screen.AGENCIES, is_headquarters=True)
    office = replace(
        RECEPTION, code="VPUB", name="Văn phòng Ủy ban nhân dân thành phố", kind=AgencyKind.OFFICE,
        parent_name="Ủy ban nhân dân thành phố",
    )  # fmt: skip
    room.fake.agencies.learn(SCIENCE, INSPECTORATE, RECEPTION, CENTRAL, RETIRED, office)
    room.fake.agencies.learn(
        KnownAgency(agency=_FARMING, storage=RecordStorage.HERE, is_at_city=False)
    )
    room.deliver()
    return room


def agencies() -> ShownRoom:
    """A directory; one entry is open, one waits to be sent, one was retired."""
    room = _directory()
    room.desk.agencies.select("TTTP")
    return room


def agencies_faulty() -> ShownRoom:
    """A new entry without a name, its code taken."""
    room = _directory()
    room.desk.agencies.edit(AgencyField.CODE, "skhcn")
    room.desk.agencies.save()
    return room


def agencies_clash() -> ShownRoom:
    """Two PCs changed one entry."""
    room = _directory()
    ours = replace(_FARMING, name="Sở Nông nghiệp và Môi trường thành phố")
    room.fake.agencies.learn(KnownAgency(agency=_FARMING, other=ours))
    room.deliver()
    room.desk.agencies.select("S01")
    return room


def agencies_empty() -> ShownRoom:
    """The first day."""
    return _room(Screen.AGENCIES, is_headquarters=True)


def _file_difficulties(room: ShownRoom) -> None:
    now = room.clock.now()
    answered = "Đã chuyển Sở Khoa học và Công nghệ; đường 4G dự phòng cấp trong tháng 12."
    first = replace(a_difficulty(COMMUNE), noticed_at=now - timedelta(days=2))
    room.fake.reports.file(
        first, ReportState.ANSWERED, _receipt(room, EntityKind.DIFFICULTY, first.id, answered)
    )
    second = replace(
        a_difficulty(COMMUNE, "difficulty-2"),
        noticed_at=now - timedelta(days=1),
        category=DifficultyCategory.EQUIPMENT,
        impact=DifficultyImpact.DELAYED,
        frequency=1,
        description="Micro bàn công dân rè khi nói gần, phải đổi micro giữa buổi.",
        proposal="",
        session_code="TCDTT-31-11629-20261125-01",
    )
    room.fake.reports.file(second, ReportState.SENT)
    third = replace(
        second,
        id="difficulty-3",
        noticed_at=now - timedelta(hours=1),
        category=DifficultyCategory.LEGAL,
        impact=DifficultyImpact.MINOR,
        description="Chưa rõ mẫu biên bản dùng cho buổi tiếp có ba điểm cầu.",
        session_code="",
    )
    is_ours = room.own_site_id == COMMUNE  # headquarters knows only what was sent
    room.fake.reports.file(third, ReportState.HERE if is_ours else ReportState.SENT)
    room.deliver()


def difficulties() -> ShownRoom:
    """A unit's month; the answered one is open."""
    room = _room(Screen.DIFFICULTIES)
    _file_difficulties(room)
    room.desk.difficulties.edit(
        DifficultyField.DESCRIPTION, "Màn hình 2 tắt khi máy nghỉ, phải gọi kỹ thuật."
    )
    room.desk.difficulties.select("difficulty-1")
    return room


def difficulties_faulty() -> ShownRoom:
    """Nothing of the month, and too few words."""
    room = _room(Screen.DIFFICULTIES)
    room.desk.difficulties.edit(DifficultyField.DESCRIPTION, "Mạng yếu")
    room.desk.difficulties.edit(DifficultyField.FREQUENCY, "nhiều")
    room.desk.difficulties.send()
    return room


def difficulties_of_city() -> ShownRoom:
    """Headquarters answers one of two units."""
    room = _room(Screen.DIFFICULTIES, is_headquarters=True)
    _file_difficulties(room)
    other = a_difficulty("other", "difficulty-9")
    unit = replace(other.unit, site_id=SiteId("other"), name="UBND phường Kiến An", code="11443")
    room.fake.reports.file(replace(other, unit=unit, noticed_at=room.clock.now()), ReportState.SENT)
    room.deliver()
    room.desk.difficulties.select("difficulty-2")
    room.desk.difficulties.edit_answer("Đề nghị xã gửi số máy của micro để đổi.")
    return room


REPORTS: Mapping[str, Drive] = {
    "sheet": sheet,
    "sheet-photo": sheet_photo,
    "sheet-faulty": sheet_faulty,
    "sheet-city": sheets_of_city,
    "focal-points": focal_points,
    "focal-points-faulty": focal_points_faulty,
    "focal-points-city": focal_units,
    "agencies": agencies,
    "agencies-faulty": agencies_faulty,
    "agencies-clash": agencies_clash,
    "agencies-empty": agencies_empty,
    "difficulties": difficulties,
    "difficulties-faulty": difficulties_faulty,
    "difficulties-city": difficulties_of_city,
}
"""Pictures of these screens, by the name of the picture."""
