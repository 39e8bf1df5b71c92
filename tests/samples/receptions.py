"""Invented sites, cases, people and one session, for tests of the desk."""

from datetime import datetime, timedelta

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.person import Officer, Role, SignedIn
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import CaseId, DocumentId, MinuteLineId, SessionId, SiteId, UserId
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import ReceptionKind, SessionStatus
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from tests.fakes.fake_clock import NOON

COMMUNE = SiteId("commune")
HQ = SiteId("hq")
AGENCY = SiteId("agency")
SESSION = SessionId("session-1")
CASE = CaseId("case-1")
OFFICER = UserId("officer")
PIN = "246810"
ACCOUNT = AccountCredentials(login_name="can-bo", password="hoa phượng đỏ 1955", code="123456")
"""Of OFFICER."""


def a_site(site_id: SiteId, name: str, kind: SiteKind) -> Site:
    return Site(
        id=site_id,
        name=name,
        short_name=name[:24],
        kind=kind,
        unit_code="11629",
        address="Trụ sở",
        fallback_phone="0000 000 002",
    )


SITES = (
    a_site(COMMUNE, "UBND xã An Lão", SiteKind.XA),
    a_site(HQ, "Trụ sở thành phố", SiteKind.HEADQUARTERS),
    a_site(AGENCY, "Sở chuyên môn", SiteKind.AGENCY),
)


def a_person(label: str, role: ParticipantRole, site_id: SiteId) -> Participant:
    return Participant(
        full_name=f"Mẫu {label}",
        label=label,
        title="Chức vụ",
        agency="Cơ quan",
        role=role,
        site_id=site_id,
    )


PARTICIPANTS = (
    a_person("Người chủ trì", ParticipantRole.CHAIR, HQ),
    a_person("Thư ký", ParticipantRole.SECRETARY, HQ),
    a_person("Cán bộ tiếp dân", ParticipantRole.ROOM_OFFICER, COMMUNE),
    a_person("Công dân A", ParticipantRole.CITIZEN_REPRESENTATIVE, COMMUNE),
    a_person("Đại diện Sở", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY),
)


def a_case() -> Case:
    return Case(
        id=CASE,
        code="2026-0147",
        title="Bồi thường khi thu hồi đất",
        petition_type=PetitionType.COMPLAINT,
        flags=frozenset({CaseFlag.LARGE_GROUP}),
        request="Đề nghị xem lại diện tích.",
        previous_result="Giao xã trả lời.",
        group_size=7,
        citizens=(
            Citizen(
                full_name="Nguyễn Thị Mẫu",
                id_number="031165000123",
                id_issue_date="15/06/2022",
                id_issue_place="Cục Cảnh sát",
                address="Thôn Mẫu",
                is_representative=True,
            ),
        ),
    )


def gates(start: datetime, *passed: GateKind) -> tuple[Gate, ...]:
    due = {
        GateKind.NOTICE: start - timedelta(days=7),
        GateKind.TRIAL: start - timedelta(days=1),
        GateKind.CONNECTED: start - timedelta(hours=1),
    }
    return tuple(
        Gate(
            kind=kind,
            due_at=due[kind],
            passed_at=due[kind] if kind in passed else None,
            evidence="diễn tập" if kind in passed else "",
            is_practice=True,
        )
        for kind in GateKind
    )


def a_plan(session_id: SessionId = SESSION) -> SessionPlan:
    start = NOON + timedelta(minutes=5)
    return SessionPlan(
        id=session_id,
        code="TCDTT-31-11629-20261126-01",
        title="Bồi thường khi thu hồi đất",
        reception_kind=ReceptionKind.PERIODIC,
        online_ground=1,
        scheduled_start=start,
        scheduled_end=start + timedelta(minutes=90),
        central_site_id=HQ,
        component_site_ids=(COMMUNE, AGENCY),
        chair_label="Người chủ trì",
        chair_title="Lãnh đạo UBND thành phố",
        secretary_label="Thư ký",
        case_ids=(CASE,),
        gates=gates(start, *GateKind),
        participants=PARTICIPANTS,
        status=SessionStatus.READY,
        is_practice=True,
    )


def an_officer(role: Role = Role.ROOM_OFFICER) -> Officer:
    return Officer(id=OFFICER, display_name="Cán bộ tiếp dân Mẫu", role=role)


def signed_in(role: Role = Role.ROOM_OFFICER, site_id: SiteId = COMMUNE) -> SignedIn:
    return SignedIn(officer=an_officer(role), site_id=site_id, is_offline=False, offline_until=None)


def a_line(text: str = "Mở buổi tiếp.") -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId("line-1"),
        session_id=SESSION,
        owner_site_id=COMMUNE,
        at=NOON,
        speaker="Người chủ trì",
        kind=MinuteLineKind.STATEMENT,
        text=text,
    )


def a_paper(document_id: str = "paper-1") -> Paper:
    return Paper(
        id=DocumentId(document_id),
        session_id=SESSION,
        case_id=CASE,
        owner_site_id=COMMUNE,
        title="Quyết định thu hồi đất",
        kind=PaperKind.DECISION,
        mime="application/pdf",
        size_bytes=1_000,
        sha256="0" * 64,
        page_count=12,
        added_at=NOON,
        is_local=True,
        transfer=PaperTransfer.CITY,
        cleared_for_display=True,
    )
