"""A believable session and its lines, for tests of the printed minutes. All names are invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import CaseId, DocumentId, MinuteLineId, SiteId
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import ReceptionKind, SessionStatus, Step
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.forms.record.minutes_sources import MinutesSources
from tests.samples import receptions

SESSION = receptions.SESSION
HQ, COMMUNE, AGENCY = receptions.HQ, receptions.COMMUNE, receptions.AGENCY
OPENED_AT = datetime(2026, 11, 26, 1, 31, tzinfo=UTC)
"""08:31 in Hai Phong."""

LINES: tuple[tuple[str, MinuteLineKind, str, SiteId], ...] = (
    ("Người chủ trì", MinuteLineKind.STATEMENT,
     "Mở buổi tiếp, giới thiệu thành phần và thông báo việc ghi âm, ghi hình.", HQ),
    ("Công dân A", MinuteLineKind.STATEMENT,
     "Diện tích trong biên bản kiểm đếm thiếu phần sân phơi 38 m². Gia đình đã gửi đơn hai lần.",
     COMMUNE),
    ("Người chủ trì", MinuteLineKind.QUESTION,
     "Gia đình có giấy tờ gì về phần sân phơi không?", HQ),
    ("Công dân A", MinuteLineKind.ANSWER,
     "Có bản đồ đo đạc năm 2019 và giấy xác nhận của thôn.", COMMUNE),
    ("Cán bộ tiếp dân", MinuteLineKind.STATEMENT,
     "Đối chiếu bản đồ năm 2019 có sân phơi, biên bản kiểm đếm không ghi.", COMMUNE),
    ("Đại diện Sở", MinuteLineKind.STATEMENT,
     "Đơn giá áp dụng theo loại đất tại thời điểm thu hồi; sẽ rà soát phần sân phơi.", AGENCY),
    ("Người chủ trì", MinuteLineKind.AGREEMENT,
     "Đo lại thực địa, đối chiếu bản đồ năm 2019.", HQ),
    ("Công dân A", MinuteLineKind.DISPUTE, "Đơn giá phần sân phơi.", COMMUNE),
    ("Người chủ trì", MinuteLineKind.DIRECTIVE,
     "Giao UBND xã đo lại thực địa trước ngày 10/12/2026, mời hộ liền kề chứng kiến.", HQ),
    ("Người chủ trì", MinuteLineKind.DIRECTIVE,
     "Sở chuyên môn trả lời bằng văn bản về đơn giá trước ngày 15/12/2026.", HQ),
    ("Hệ thống", MinuteLineKind.TECHNICAL, "Mất tiếng từ điểm cầu Sở 14 giây.", HQ),
)  # fmt: skip


def sources(*, is_practice: bool = False) -> MinutesSources:
    """The session of LINES, with two papers."""
    return MinutesSources(
        plan=plan(is_practice=is_practice),
        cases=(case(),),
        sites=sites(),
        lines=lines(),
        papers=papers(),
        course=course(),
        now=OPENED_AT + timedelta(hours=2),
    )


def empty_sources() -> MinutesSources:
    """A session of which nothing was written: no case, no person, no line."""
    bare = sources()
    return MinutesSources(
        plan=SessionPlan(
            id=SESSION,
            code=bare.plan.code,
            title=bare.plan.title,
            reception_kind=ReceptionKind.REGULAR,
            online_ground=9,
            scheduled_start=OPENED_AT,
            scheduled_end=OPENED_AT + timedelta(minutes=90),
            central_site_id=SiteId("nowhere"),
            component_site_ids=(),
            chair_label="",
            chair_title="",
            secretary_label="",
            case_ids=(CaseId("case-1"),),
            gates=(),
            participants=(),
            status=SessionStatus.READY,
            is_practice=False,
        ),
        cases=(),
        sites=(),
        lines=(),
        papers=(),
        course=None,
        now=OPENED_AT,
    )


def many_lines(count: int) -> tuple[MinuteLine, ...]:
    """Long minutes: the lines of LINES again and again, each with its number."""
    return tuple(
        _line(number, *LINES[number % len(LINES)], prefix=f"(dòng {number + 1}) ")
        for number in range(count)
    )


def lines() -> tuple[MinuteLine, ...]:
    return tuple(_line(number, *values) for number, values in enumerate(LINES))


def plan(*, is_practice: bool = False) -> SessionPlan:
    return replace(
        receptions.a_plan(SESSION),
        title="Bồi thường, hỗ trợ khi thu hồi đất",
        scheduled_start=OPENED_AT,
        scheduled_end=OPENED_AT + timedelta(minutes=90),
        gates=(),
        participants=participants(),
        status=SessionStatus.MINUTES_REVIEW,
        is_practice=is_practice,
    )


def participants() -> tuple[Participant, ...]:
    rows = (
        ("Lãnh đạo Mẫu", "Người chủ trì", "Phó Chủ tịch", "UBND thành phố Hải Phòng",
         ParticipantRole.CHAIR, HQ),
        ("Chuyên viên Mẫu", "Thư ký", "Chuyên viên", "Ban Tiếp công dân thành phố",
         ParticipantRole.SECRETARY, HQ),
        ("Tham mưu Mẫu", "Bộ phận tham mưu", "Trưởng phòng", "Văn phòng UBND thành phố",
         ParticipantRole.ADVISING, HQ),
        ("Cán bộ Mẫu", "Cán bộ tiếp dân", "Công chức tiếp công dân", "UBND xã An Lão",
         ParticipantRole.ROOM_OFFICER, COMMUNE),
        ("Nguyễn Thị Mẫu", "Công dân A", "Người đại diện", "",
         ParticipantRole.CITIZEN_REPRESENTATIVE, COMMUNE),
        ("Cán bộ Sở Mẫu", "Đại diện Sở", "Phó trưởng phòng", "Sở Nông nghiệp và Môi trường",
         ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY),
    )  # fmt: skip
    there = tuple(
        Participant(
            full_name=name, label=label, title=title, agency=agency, role=role, site_id=site_id
        )
        for name, label, title, agency, role, site_id in rows
    )
    away = Participant(
        full_name="Mặt trận Mẫu",
        label="Mặt trận",
        title="Phó Chủ tịch",
        agency="Ủy ban MTTQ xã An Lão",
        role=ParticipantRole.OBSERVER,
        site_id=COMMUNE,
        attended=False,
        absent_reason="đi công tác",
    )
    return (*there, away)


def sites() -> tuple[Site, ...]:
    return (
        _site(HQ, "Trụ sở Tiếp công dân thành phố", SiteKind.HEADQUARTERS),
        _site(COMMUNE, "UBND xã An Lão", SiteKind.XA),
        _site(AGENCY, "Sở Nông nghiệp và Môi trường", SiteKind.AGENCY),
    )


def case() -> Case:
    return Case(
        id=CaseId("case-1"),
        code="2026-0147",
        title="Bồi thường, hỗ trợ khi thu hồi đất",
        petition_type=PetitionType.COMPLAINT,
        flags=frozenset({CaseFlag.LARGE_GROUP}),
        request="Đề nghị xem lại diện tích và đơn giá bồi thường theo quyết định thu hồi đất.",
        previous_result="Giao xã trả lời trước 10/11, đã trả lời.",
        group_size=7,
        citizens=(
            _citizen("Nguyễn Thị Mẫu", "031165000123", is_representative=True),
            _citizen("Trần Văn Mẫu", "030072004567", is_representative=False),
        ),
    )


def papers() -> tuple[Paper, ...]:
    rows = (
        ("Đơn khiếu nại ngày 02/11/2026", PaperKind.PETITION, 4, "ab"),
        ("Bản đồ đo đạc năm 2019, thửa 103", PaperKind.MAP, 0, "cd"),
    )
    return tuple(
        Paper(
            id=DocumentId(f"paper-{number}"),
            session_id=SESSION,
            case_id=CaseId("case-1"),
            owner_site_id=COMMUNE,
            title=title,
            kind=kind,
            mime="application/pdf",
            size_bytes=1_000,
            sha256=digits * 32,
            page_count=page_count,
            added_at=OPENED_AT + timedelta(minutes=number),
            is_local=True,
            transfer=PaperTransfer.CITY,
        )
        for number, (title, kind, page_count, digits) in enumerate(rows)
    )


def course() -> SessionTimeline:
    return SessionTimeline(
        opened_at=OPENED_AT, step=Step.READ_BACK, seated=frozenset({HQ, COMMUNE, AGENCY})
    )


def _line(
    number: int,
    speaker: str,
    kind: MinuteLineKind,
    text: str,
    owner: SiteId,
    *,
    prefix: str = "",
) -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(f"line-{number:04}"),
        session_id=SESSION,
        owner_site_id=owner,
        at=OPENED_AT + timedelta(seconds=25 * number),
        speaker=speaker,
        kind=kind,
        text=prefix + text,
    )


def _site(site_id: SiteId, name: str, kind: SiteKind) -> Site:
    return Site(
        id=site_id,
        name=name,
        short_name=name[:24],
        kind=kind,
        unit_code="11629",
        address="",
        fallback_phone="",
    )


def _citizen(name: str, number: str, *, is_representative: bool) -> Citizen:
    return Citizen(
        full_name=name,
        id_number=number,
        id_issue_date="15/06/2022",
        id_issue_place="Cục Cảnh sát QLHC về TTXH",
        address="Thôn Mẫu, xã An Lão, thành phố Hải Phòng",
        is_representative=is_representative,
    )
