"""Believable states of the unit's reports, said by the real presenters. All people are invented."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from desktop.app.units import load_units
from desktop.domain.agency import Agency, AgencyKind, KnownAgency
from desktop.domain.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.enums import Role
from desktop.domain.ids import SiteId
from desktop.domain.minutes import LineStorage
from desktop.domain.paper import PageImage
from desktop.domain.readiness_sheet import SheetResult
from desktop.domain.sync import EntityKind
from desktop.domain.unit_report import Receipt, ReportState
from desktop.forms.readiness_entries import measured_entries, sheet_lines
from desktop.presenters.agencies_state import AgenciesViewState, AgencyField
from desktop.presenters.difficulties_state import DifficultiesViewState, DifficultyField
from desktop.presenters.focal_points_state import FocalField, FocalPointsViewState
from desktop.presenters.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.shell_state import Screen
from desktop.ui.resources import resource_path
from tests.fakes.agency_samples import CENTRAL, INSPECTORATE, RECEPTION, RETIRED, SCIENCE
from tests.fakes.desk_room import FACTS, Room
from tests.fakes.fake_photos import a_photo
from tests.fakes.reception_samples import COMMUNE, HQ
from tests.fakes.sample_checks import POOR_ROOM, a_report
from tests.fakes.unit_report_samples import a_difficulty, a_focal_point, a_sheet

_SHEET = resource_path("forms", "readiness-v1.json")
UNITS = ("An Lão", "Kiến An", "Đồ Sơn", "Thủy Nguyên", "Bạch Long Vĩ")


def _room(screen: Screen, *, is_headquarters: bool = False) -> Room:
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK) if is_headquarters else Room()
    room.facts = replace(
        FACTS,
        units=load_units(resource_path("units", "haiphong_units.csv")),
        sheet_lines=sheet_lines(_SHEET),
    )
    room.restart()
    room.desk.navigate(screen)
    room.deliver()
    return room


def _receipt(room: Room, kind: EntityKind, report_id: str, answer: str = "") -> Receipt:
    return Receipt(
        kind=kind,
        report_id=report_id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now() - timedelta(hours=2),
        received_by="Chuyên viên Mẫu",
        answer=answer,
    )


def _checked(screen: Screen) -> Room:
    room = _room(screen)
    report = a_report(POOR_ROOM, room.clock.now() - timedelta(minutes=4))
    room.fake.reports.of_check = measured_entries(report, template_path=_SHEET)
    room.fake.reports.file(
        replace(a_focal_point(COMMUNE), handed_in_at=room.clock.now() - timedelta(days=3)),
        ReportState.RECEIVED,
    )
    room.deliver()
    return room


def sheet() -> ReadinessSheetViewState:
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
    return room.view.readiness_sheet[-1]


def sheet_photo() -> ReadinessSheetViewState:
    """One photo is looked at, large."""
    room = _checked(Screen.READINESS_SHEET)
    room.desk.readiness_sheet.tick("DD-2", "pass")
    _add_photos(room, "DD-2", "room.jpg", "door.jpg")
    room.desk.readiness_sheet.open_photo(a_photo("room.jpg").sha256)
    room.deliver()
    return room.view.readiness_sheet[-1]


def _add_photos(room: Room, code: str, *names: str) -> None:
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


def sheet_faulty() -> ReadinessSheetViewState:
    """Sent too early."""
    room = _checked(Screen.READINESS_SHEET)
    room.desk.readiness_sheet.tick("DD-1", "fail")
    room.desk.readiness_sheet.edit("fix_due", "15/12")
    room.desk.readiness_sheet.send()
    return room.view.readiness_sheet[-1]


def sheets_of_city() -> ReadinessSheetViewState:
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
    return room.view.readiness_sheet[-1]


def focal_points() -> FocalPointsViewState:
    """Received, with one earlier version."""
    room = _room(Screen.FOCAL_POINTS)
    now = room.clock.now()
    first = replace(a_focal_point(COMMUNE, "focal-0"), handed_in_at=now - timedelta(days=60))
    second = replace(a_focal_point(COMMUNE), version=2, handed_in_at=now - timedelta(days=3))
    receipt = _receipt(room, EntityKind.FOCAL_POINT, second.id)
    room.fake.reports.file(first, ReportState.RECEIVED)
    room.fake.reports.file(second, ReportState.RECEIVED, receipt)
    room.deliver()
    return room.view.focal_points[-1]


def focal_points_faulty() -> FocalPointsViewState:
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
    return room.view.focal_points[-1]


def focal_units() -> FocalPointsViewState:
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
    return room.view.focal_points[-1]


_FARMING = Agency(
    code="S01",
    name="Sở Nông nghiệp và Môi trường",
    kind=AgencyKind.DEPARTMENT,
    parent_name="Ủy ban nhân dân thành phố",
)


def _directory() -> Room:
    room = _room(Screen.AGENCIES, is_headquarters=True)
    office = replace(
        RECEPTION, code="VPUB", name="Văn phòng Ủy ban nhân dân thành phố", kind=AgencyKind.OFFICE,
        parent_name="Ủy ban nhân dân thành phố",
    )  # fmt: skip
    room.fake.agencies.learn(SCIENCE, INSPECTORATE, RECEPTION, CENTRAL, RETIRED, office)
    room.fake.agencies.learn(
        KnownAgency(agency=_FARMING, storage=LineStorage.HERE, is_at_city=False)
    )
    room.deliver()
    return room


def agencies() -> AgenciesViewState:
    """A directory; one entry is open, one waits to be sent, one was retired."""
    room = _directory()
    room.desk.agencies.select("TTTP")
    return room.view.agencies[-1]


def agencies_faulty() -> AgenciesViewState:
    """A new entry without a name, its code taken."""
    room = _directory()
    room.desk.agencies.edit(AgencyField.CODE, "skhcn")
    room.desk.agencies.save()
    return room.view.agencies[-1]


def agencies_clash() -> AgenciesViewState:
    """Two PCs changed one entry."""
    room = _directory()
    ours = replace(_FARMING, name="Sở Nông nghiệp và Môi trường thành phố")
    room.fake.agencies.learn(KnownAgency(agency=_FARMING, other=ours))
    room.deliver()
    room.desk.agencies.select("S01")
    return room.view.agencies[-1]


def agencies_empty() -> AgenciesViewState:
    """The first day."""
    return _room(Screen.AGENCIES, is_headquarters=True).view.agencies[-1]


def _file_difficulties(room: Room) -> None:
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
    room.fake.reports.file(third, ReportState.HERE)
    room.deliver()


def difficulties() -> DifficultiesViewState:
    """A unit's month; the answered one is open."""
    room = _room(Screen.DIFFICULTIES)
    _file_difficulties(room)
    room.desk.difficulties.edit(
        DifficultyField.DESCRIPTION, "Màn hình 2 tắt khi máy nghỉ, phải gọi kỹ thuật."
    )
    room.desk.difficulties.select("difficulty-1")
    return room.view.difficulties[-1]


def difficulties_faulty() -> DifficultiesViewState:
    """Nothing of the month, and too few words."""
    room = _room(Screen.DIFFICULTIES)
    room.desk.difficulties.edit(DifficultyField.DESCRIPTION, "Mạng yếu")
    room.desk.difficulties.edit(DifficultyField.FREQUENCY, "nhiều")
    room.desk.difficulties.send()
    return room.view.difficulties[-1]


def difficulties_of_city() -> DifficultiesViewState:
    """Headquarters answers one of two units."""
    room = _room(Screen.DIFFICULTIES, is_headquarters=True)
    _file_difficulties(room)
    other = a_difficulty("other", "difficulty-9")
    unit = replace(other.unit, site_id=SiteId("other"), name="UBND phường Kiến An", code="11443")
    room.fake.reports.file(replace(other, unit=unit, noticed_at=room.clock.now()), ReportState.SENT)
    room.deliver()
    room.desk.difficulties.select("difficulty-2")
    room.desk.difficulties.edit_answer("Đề nghị xã gửi số máy của micro để đổi.")
    return room.view.difficulties[-1]
