"""Believable states of the unit's reports, said by the real presenters. All people are invented."""

from dataclasses import replace
from datetime import timedelta

from desktop.app.units import load_units
from desktop.domain.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.enums import Role
from desktop.domain.ids import SiteId
from desktop.domain.sync import EntityKind
from desktop.domain.unit_report import Receipt, ReportState
from desktop.presenters.difficulties_state import DifficultiesViewState, DifficultyField
from desktop.presenters.focal_points_state import FocalField, FocalPointsViewState
from desktop.presenters.shell_state import Screen
from desktop.ui.resources import resource_path
from tests.fakes.desk_room import FACTS, Room
from tests.fakes.reception_samples import COMMUNE, HQ
from tests.fakes.unit_report_samples import a_difficulty, a_focal_point

UNITS = ("An Lão", "Kiến An", "Đồ Sơn", "Thủy Nguyên", "Bạch Long Vĩ")


def _room(screen: Screen, *, is_headquarters: bool = False) -> Room:
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK) if is_headquarters else Room()
    room.facts = replace(FACTS, units=load_units(resource_path("units", "haiphong_units.csv")))
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
