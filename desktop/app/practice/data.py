"""Believable practice data: sites, people, cases and today's sessions. All of it is invented.

Names of units come from `resources/units/haiphong_units.csv`; people are "… Mẫu", identity
numbers are the test numbers of domain.md §6.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desktop.app.practice.names import AGENCY, AGENCY_2, COMMUNE, HQ
from desktop.app.units import load_units
from desktop.contract.records.casework import CaseBody, CitizenBody
from desktop.contract.records.directory import SiteBody
from desktop.contract.records.reception import GateBody, ParticipantBody, SessionBody
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.errors import SettingsError
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, CopyKind
from desktop.domain.papers.paper import PaperKind
from desktop.domain.reception.deadlines import LOCAL_ZONE, gate_due_times
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import ReceptionKind, SessionStatus

COMMUNE_UNIT_CODE = "11629"
FIRST_SESSION_HOURS = (time(8, 30), time(10, 0), time(14, 0))
SESSION_LENGTH = timedelta(minutes=90)
PRACTICE_EVIDENCE = "Minh chứng diễn tập, không có giá trị pháp lý"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeUser:
    """An account of practice mode; every one has PRACTICE_PIN."""

    user_id: str
    display_name: str
    role: Role
    site_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeData:
    """Everything the embedded city server is filled with, by entity id."""

    sites: dict[str, SiteBody]
    users: tuple[PracticeUser, ...]
    cases: dict[str, CaseBody]
    sessions: dict[str, SessionBody]
    dossiers: tuple[CasePaper, ...]


def build_practice_data(*, units_file: Path, now: datetime) -> PracticeData:
    """Practice data for the day of `now` (aware, UTC) in Hai Phong.

    The first and the last session are ready to be joined at once. The last one is of two sites, so
    an agency can be called in, and its plan names a deputy. The other one is later the same day.
    Raises: SettingsError when the table of units lacks the practice commune.
    """
    commune = _unit(units_file, COMMUNE_UNIT_CODE)
    today = now.astimezone(LOCAL_ZONE).date()
    return PracticeData(
        sites=_sites(commune),
        users=_users(),
        cases=_cases(),
        sessions=_sessions(today, now, commune),
        dossiers=tuple(_dossiers(now)),
    )


def _unit(units_file: Path, code: str) -> DirectoryUnit:
    for unit in load_units(units_file):
        if unit.code == code:
            return unit
    raise SettingsError("C-120", {"file": units_file.name, "unit": code})


def _sites(commune: DirectoryUnit) -> dict[str, SiteBody]:
    spoken = commune.spoken_name
    return {
        COMMUNE: SiteBody(
            name=commune.full_name,
            short_name=spoken[0].upper() + spoken[1:],
            kind=commune.kind,
            unit_code=COMMUNE_UNIT_CODE,
            address=f"Phòng tiếp công dân, trụ sở {commune.full_name}",
            fallback_phone="0000 000 001",
        ),
        HQ: SiteBody(
            name="Trụ sở Tiếp công dân thành phố",
            short_name="Trụ sở thành phố",
            kind=SiteKind.HEADQUARTERS,
            unit_code="31",
            address="Trụ sở Tiếp công dân thành phố Hải Phòng",
            fallback_phone="0000 000 002",
        ),
        AGENCY: SiteBody(
            name="Sở Nông nghiệp và Môi trường",
            short_name="Sở NN và MT",
            kind=SiteKind.AGENCY,
            unit_code="S01",
            address="Phòng họp trực tuyến của Sở",
            fallback_phone="0000 000 003",
        ),
        AGENCY_2: SiteBody(
            name="Sở Xây dựng",
            short_name="Sở Xây dựng",
            kind=SiteKind.AGENCY,
            unit_code="S02",
            address="Phòng họp trực tuyến của Sở",
            fallback_phone="0000 000 004",
        ),
    }


def _users() -> tuple[PracticeUser, ...]:
    rows = (
        ("officer", "Cán bộ tiếp dân Mẫu", Role.ROOM_OFFICER, COMMUNE),
        ("commune-secretary", "Thư ký xã Mẫu", Role.SECRETARY, COMMUNE),
        ("clerk", "Chuyên viên Ban Tiếp công dân Mẫu", Role.HQ_CLERK, HQ),
        ("leader", "Lãnh đạo thành phố Mẫu", Role.LEADER, HQ),
        ("observer", "Thanh tra thành phố Mẫu", Role.OBSERVER, HQ),
        ("admin", "Quản trị thành phố Mẫu", Role.CITY_ADMIN, HQ),
        ("agency-user", "Cán bộ Sở Nông nghiệp và Môi trường Mẫu", Role.AGENCY_USER, AGENCY),
        ("agency2-user", "Cán bộ Sở Xây dựng Mẫu", Role.AGENCY_USER, AGENCY_2),
        ("technician", "Kỹ thuật viên Mẫu", Role.TECHNICIAN, COMMUNE),
    )
    return tuple(
        PracticeUser(user_id=user_id, display_name=name, role=role, site_id=site_id)
        for user_id, name, role, site_id in rows
    )


def _cases() -> dict[str, CaseBody]:
    return {
        "practice-case-1": CaseBody(
            code="2026-0147",
            title="Bồi thường, hỗ trợ khi thu hồi đất",
            petition_type=PetitionType.COMPLAINT,
            flags=(CaseFlag.LARGE_GROUP,),
            request=(
                "Đề nghị xem lại diện tích và đơn giá bồi thường theo quyết định thu hồi đất."
            ),
            previous_result="Giao xã trả lời trước 10/11, đã trả lời.",
            group_size=7,
            citizens=(
                _citizen("Nguyễn Thị Mẫu", "031165000123", is_representative=True),
                _citizen("Trần Văn Mẫu", "030072004567", is_representative=False),
            ),
        ),
        "practice-case-2": CaseBody(
            code="2026-0152",
            title="Khiếu nại mức bồi thường lần hai",
            petition_type=PetitionType.COMPLAINT,
            flags=(CaseFlag.PROLONGED,),
            request="Không đồng ý với quyết định giải quyết lần đầu, đề nghị xem xét lại.",
            previous_result="Đã đối thoại ngày 12/10, chưa thống nhất về đơn giá cây trồng.",
            group_size=1,
            citizens=(_citizen("Lê Văn Mẫu", "031203009876", is_representative=False),),
        ),
        "practice-case-3": CaseBody(
            code="2026-0160",
            title="Kiến nghị về đường vào khu dân cư",
            petition_type=PetitionType.PROPOSAL,
            flags=(),
            request="Đề nghị mở rộng, thoát nước đoạn đường vào thôn trước mùa mưa.",
            previous_result="",
            group_size=3,
            citizens=(_citizen("Phạm Thị Mẫu", "031165000123", is_representative=True),),
        ),
    }


def _dossiers(now: datetime) -> Iterator[CasePaper]:
    """Of the flagged cases: what each site of their sessions has of it."""
    titles = {
        HQ: ("Báo cáo tóm tắt vụ việc", PaperKind.OTHER, 3),
        COMMUNE: ("Quyết định thu hồi đất", PaperKind.DECISION, 4),
        AGENCY: ("Biên bản kiểm đếm tài sản", PaperKind.OTHER, 8),
        AGENCY_2: ("Bản đồ quy hoạch", PaperKind.MAP, 1),
    }
    flagged = [case_id for case_id, body in _cases().items() if body.flags]
    for case_id in flagged:
        for number, (site_id, (title, kind, pages)) in enumerate(titles.items(), start=1):
            yield CasePaper(
                id=DocumentId(f"{case_id}-paper-{number}"),
                case_id=CaseId(case_id),
                owner_site_id=SiteId(site_id),
                site_id=SiteId(site_id),
                title=title,
                kind=kind,
                copy_kind=CopyKind.CERTIFIED,
                handed_in=None,
                mime="",
                size_bytes=0,
                sha256="",
                page_count=pages,
                added_at=now,
                added_by=UserId("clerk"),
            )


def _citizen(full_name: str, id_number: str, *, is_representative: bool) -> CitizenBody:
    return CitizenBody(
        full_name=full_name,
        id_number=id_number,
        id_issue_date="15/06/2022",
        id_issue_place="Cục Cảnh sát QLHC về TTXH",
        address="Thôn Mẫu, xã An Lão, thành phố Hải Phòng",
        is_representative=is_representative,
    )


def _sessions(today: date, now: datetime, commune: DirectoryUnit) -> dict[str, SessionBody]:
    titles = (
        ("practice-case-1", "Bồi thường, hỗ trợ khi thu hồi đất"),
        ("practice-case-2", "Khiếu nại mức bồi thường lần hai"),
        ("practice-case-3", "Kiến nghị về đường vào khu dân cư"),
    )
    sessions: dict[str, SessionBody] = {}
    for number, ((case_id, title), hour) in enumerate(
        zip(titles, FIRST_SESSION_HOURS, strict=True), start=1
    ):
        is_first, is_small = number == 1, number == len(titles)
        start = datetime.combine(today, hour, tzinfo=LOCAL_ZONE)
        if is_first:  # whatever the hour, one session is about to begin
            start = now.astimezone(LOCAL_ZONE).replace(second=0, microsecond=0)
        sessions[f"practice-{today:%Y%m%d}-{number}"] = SessionBody(
            code=f"TCDTT-31-{COMMUNE_UNIT_CODE}-{today:%Y%m%d}-{number:02}",
            title=title,
            reception_kind=ReceptionKind.PERIODIC,
            online_ground=1,
            scheduled_start=start,
            scheduled_end=start + SESSION_LENGTH,
            central_site_id=HQ,
            component_site_ids=(COMMUNE,) if is_small else (COMMUNE, AGENCY, AGENCY_2),
            chair_label="Người chủ trì",
            chair_title="Lãnh đạo UBND thành phố",
            secretary_label="Thư ký",
            case_ids=(case_id,),
            gates=_gates(start, number, now),
            participants=_two_sites(commune) if is_small else _participants(commune),
            status=SessionStatus.READY if is_first or is_small else SessionStatus.NOTIFIED,
            is_practice=True,
        )
    return sessions


def _gates(start: datetime, number: int, now: datetime) -> tuple[GateBody, ...]:
    """The second session still lacks the trial connection, the others passed all gates."""
    passed = {2: (GateKind.NOTICE,)}.get(number, tuple(GateKind))
    due = gate_due_times(start, holidays=frozenset())
    return tuple(
        GateBody(
            kind=kind,
            due_at=due[kind],
            passed_at=min(due[kind], now) if kind in passed else None,
            evidence=PRACTICE_EVIDENCE if kind in passed else "",
            is_practice=True,
        )
        for kind in GateKind
    )


def _two_sites(commune: DirectoryUnit) -> tuple[ParticipantBody, ...]:
    """Without the agencies; who leads the commune conducts while the chair has no line."""
    here = tuple(one for one in _participants(commune) if one.site_id in (HQ, COMMUNE))
    deputy = ParticipantBody(
        full_name="Chủ tịch xã Mẫu",
        label="Người đồng chủ trì",
        title="Chủ tịch UBND xã",
        agency=commune.full_name,
        role=ParticipantRole.CO_CHAIR,
        site_id=COMMUNE,
        attended=True,
        absent_reason="",
    )
    return (*here, deputy)


def _participants(commune: DirectoryUnit) -> tuple[ParticipantBody, ...]:
    rows = (
        ("Lãnh đạo thành phố Mẫu", "Người chủ trì", "Lãnh đạo UBND thành phố",
         "UBND thành phố", ParticipantRole.CHAIR, HQ),
        ("Chuyên viên Mẫu", "Thư ký", "Chuyên viên",
         "Ban Tiếp công dân thành phố", ParticipantRole.SECRETARY, HQ),
        ("Cán bộ tiếp dân Mẫu", "Cán bộ tiếp dân", "Công chức tiếp công dân",
         commune.full_name, ParticipantRole.ROOM_OFFICER, COMMUNE),
        ("Nguyễn Thị Mẫu", "Công dân A", "Người đại diện", "", ParticipantRole.
         CITIZEN_REPRESENTATIVE, COMMUNE),
        ("Trần Văn Mẫu", "Công dân B", "Công dân", "", ParticipantRole.CITIZEN, COMMUNE),
        ("Cán bộ Sở Mẫu", "Đại diện Sở", "Phó trưởng phòng",
         "Sở Nông nghiệp và Môi trường", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY),
        ("Cán bộ Sở Xây dựng Mẫu", "Đại diện Sở Xây dựng", "Chuyên viên",
         "Sở Xây dựng", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY_2),
    )  # fmt: skip
    return tuple(
        ParticipantBody(
            full_name=full_name,
            label=label,
            title=title,
            agency=agency,
            role=role,
            site_id=site_id,
            attended=True,
            absent_reason="",
        )
        for full_name, label, title, agency, role, site_id in rows
    )
