"""One believable city for pictures of the screens. Every person, case and number is invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import CaseId, DeviceId, DocumentId, MinuteLineId, SessionId, SiteId, UserId
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import ReceptionKind, SessionStatus
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.record.search import SearchHit
from desktop.domain.sync.operation import EntityKind, RecordStorage

NOW = datetime(2026, 11, 26, 0, 37, tzinfo=UTC)  # 07:37 in Hai Phong
STARTS_AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)  # 08:30
OPENED_AT = STARTS_AT - timedelta(seconds=13)
PHONE = "0000 000 000"
COMMUNE, HQ, AGENCY, AGENCY_2 = (SiteId(one) for one in ("commune", "hq", "agency", "agency2"))
TODAY, SECOND, THIRD = SessionId("s1"), SessionId("s2"), SessionId("s3")
YESTERDAY, YESTERDAY_FIRST = SessionId("s0"), SessionId("s9")
LONG_AGO = SessionId("s4")


def _site(site_id: SiteId, kind: SiteKind, name: str, short_name: str) -> Site:
    return Site(
        id=site_id, name=name, short_name=short_name, kind=kind,
        unit_code="11629" if site_id == COMMUNE else "", address="Trụ sở",
        fallback_phone="0000 000 002",
    )  # fmt: skip


SITES = (
    _site(COMMUNE, SiteKind.XA, "UBND xã An Lão", "Xã An Lão"),
    _site(HQ, SiteKind.HEADQUARTERS, "Trụ sở Tiếp công dân thành phố", "Trụ sở thành phố"),
    _site(AGENCY, SiteKind.AGENCY, "Sở Nông nghiệp và Môi trường", "Sở NN và MT"),
    _site(AGENCY_2, SiteKind.AGENCY, "Sở Xây dựng", "Sở Xây dựng"),
)

LEADER = Officer(id=UserId("leader"), display_name="Lãnh đạo thành phố Mẫu", role=Role.HQ_CLERK)
OFFICERS = (
    Officer(id=UserId("officer"), display_name="Cán bộ tiếp dân Mẫu", role=Role.ROOM_OFFICER),
    Officer(id=UserId("secretary"), display_name="Thư ký xã Mẫu", role=Role.SECRETARY),
)


def _person(
    label: str, role: ParticipantRole, site_id: SiteId, title: str = "", agency: str = ""
) -> Participant:
    return Participant(
        full_name=label, label=label, title=title, agency=agency, role=role, site_id=site_id
    )


CHAIR = _person(
    "Lãnh đạo thành phố Mẫu", ParticipantRole.CHAIR, HQ, "Phó Chủ tịch UBND thành phố",
    "UBND thành phố",
)  # fmt: skip
ROOM_OFFICER = _person(
    "Cán bộ tiếp dân Mẫu", ParticipantRole.ROOM_OFFICER, COMMUNE, "Công chức Văn phòng",
    "UBND xã An Lão",
)  # fmt: skip
CITIZEN = _person("Công dân A", ParticipantRole.CITIZEN_REPRESENTATIVE, COMMUNE)
PEOPLE = (
    CHAIR,
    _person("Thư ký thành phố Mẫu", ParticipantRole.SECRETARY, HQ, "Chuyên viên"),
    ROOM_OFFICER,
    CITIZEN,
    _person("Công dân B", ParticipantRole.CITIZEN_REPRESENTATIVE, COMMUNE),
    _person("Cán bộ Sở NN và MT Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY, "Chuyên viên"),
    _person(
        "Cán bộ Sở Xây dựng Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY_2, "Chuyên viên"
    ),
)


def _case(number: int, title: str, kind: PetitionType, group_size: int = 1) -> Case:
    return Case(
        id=CaseId(f"c{number}"), code=f"2026-{number:04}", title=title, petition_type=kind,
        flags=frozenset(), request="", previous_result="", group_size=group_size, citizens=(),
    )  # fmt: skip


LAND = replace(
    _case(147, "Bồi thường, hỗ trợ khi thu hồi đất", PetitionType.COMPLAINT, 7),
    flags=frozenset({CaseFlag.LARGE_GROUP}),
    request="Đề nghị xem lại diện tích và đơn giá bồi thường theo quyết định thu hồi đất.",
    previous_result="giao phường trả lời trước 10/11, đã trả lời.",
)
SECOND_TIME = _case(151, "Khiếu nại mức bồi thường lần hai", PetitionType.COMPLAINT)
ROAD = replace(
    _case(139, "Kiến nghị về đường vào khu dân cư", PetitionType.PROPOSAL, 3),
    flags=frozenset({CaseFlag.PROLONGED}),
    request="Đề nghị mở rộng đường vào khu dân cư thôn Mẫu để xe cứu thương vào được.",
    previous_result="Ngày 10/10/2026 UBND xã đã khảo sát, đang chờ bố trí vốn.",
)
VILLAGE = _case(122, "Kiến nghị về hạ tầng thôn Mẫu", PetitionType.PROPOSAL)
CLINIC = replace(
    _case(91, "Phản ánh đường vào trạm y tế bị lấn chiếm", PetitionType.FEEDBACK),
    request="Đề nghị giải tỏa phần mái che lấn ra đường vào trạm y tế.",
)
DECISION = _case(130, "Khiếu nại quyết định hành chính về đất đai", PetitionType.COMPLAINT)
WATER = _case(131, "Phản ánh về nước sinh hoạt", PetitionType.FEEDBACK)
CASES = (LAND, SECOND_TIME, ROAD, VILLAGE, CLINIC, DECISION, WATER)


def passed_gates(starts_at: datetime) -> tuple[Gate, ...]:
    """All three in time."""
    due = {
        GateKind.NOTICE: starts_at - timedelta(days=7),
        GateKind.TRIAL: starts_at - timedelta(days=1),
        GateKind.CONNECTED: starts_at - timedelta(minutes=30),
    }
    early = {
        GateKind.NOTICE: timedelta(days=2),
        GateKind.TRIAL: timedelta(hours=1),
        GateKind.CONNECTED: timedelta(minutes=30),
    }
    return tuple(
        Gate(kind=kind, due_at=due[kind], passed_at=due[kind] - early[kind], evidence="biên nhận")
        for kind in GateKind
    )


def plan(
    session_id: SessionId, case: Case, starts_at: datetime, status: SessionStatus, number: int = 1
) -> SessionPlan:
    """A session of headquarters with the commune and two agencies; every gate was passed."""
    return SessionPlan(
        id=session_id,
        code=f"TCDTT-31-11629-{starts_at:%Y%m%d}-{number:02}",
        title=case.title,
        reception_kind=ReceptionKind.PERIODIC,
        online_ground=1,
        scheduled_start=starts_at,
        scheduled_end=starts_at + timedelta(minutes=90),
        central_site_id=HQ,
        component_site_ids=(COMMUNE, AGENCY, AGENCY_2),
        chair_label=CHAIR.label,
        chair_title=CHAIR.title,
        secretary_label="Thư ký thành phố Mẫu",
        case_ids=(case.id,),
        gates=passed_gates(starts_at),
        participants=PEOPLE,
        status=status,
        is_practice=False,
    )


def _citizen_alone(one: SessionPlan, label: str) -> SessionPlan:
    citizen = _person(label, ParticipantRole.CITIZEN, COMMUNE)
    others = tuple(
        person
        for person in one.participants
        if person.role is not ParticipantRole.CITIZEN_REPRESENTATIVE
    )
    return replace(one, participants=(*others, citizen))


def _second_of_today() -> SessionPlan:
    """Its trial is overdue."""
    starts_at = STARTS_AT + timedelta(minutes=90)
    made = _citizen_alone(
        plan(SECOND, SECOND_TIME, starts_at, SessionStatus.NOTIFIED, 2), "Công dân B"
    )
    notice, trial, connected = made.gates
    return replace(
        made, gates=(notice, replace(trial, passed_at=None), replace(connected, passed_at=None))
    )


def _third_of_today() -> SessionPlan:
    """Of the commune alone; one gate was late, another one was let count."""
    starts_at = STARTS_AT + timedelta(minutes=330)
    made = plan(THIRD, ROAD, starts_at, SessionStatus.TRIAL_PASSED, 3)
    notice, trial, connected = made.gates
    late = timedelta(hours=3)
    head = _person(
        "Chủ tịch xã Mẫu", ParticipantRole.CHAIR, COMMUNE, "Chủ tịch UBND xã", "UBND xã An Lão"
    )
    expert = _person(
        "Cán bộ Sở Xây dựng Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY_2, "Chuyên viên",
        "Sở Xây dựng",
    )  # fmt: skip
    return replace(
        made,
        central_site_id=COMMUNE,
        component_site_ids=(AGENCY_2,),
        chair_label=head.label,
        chair_title=head.title,
        participants=(head, expert, _person("Công dân C", ParticipantRole.CITIZEN, COMMUNE)),
        gates=(
            replace(notice, passed_at=notice.due_at + late),
            replace(
                trial, passed_at=trial.due_at + late, override_by="leader",
                override_label=head.label, override_reason="Công dân đề nghị giữ ngày hẹn.",
            ),
            replace(connected, passed_at=None),
        ),
    )  # fmt: skip


PLAN_OF_TODAY = plan(TODAY, LAND, STARTS_AT, SessionStatus.READY)
PLANS_OF_TODAY = (PLAN_OF_TODAY, _second_of_today(), _third_of_today())
PLANS_BEFORE = (
    plan(YESTERDAY, DECISION, NOW - timedelta(hours=18), SessionStatus.CLOSED, 2),
    plan(YESTERDAY_FIRST, WATER, NOW - timedelta(hours=23), SessionStatus.CLOSED, 1),
)
FOUND_PLANS = (
    plan(SessionId("s8"), VILLAGE, STARTS_AT - timedelta(days=12), SessionStatus.CLOSED),
    plan(LONG_AGO, CLINIC, STARTS_AT - timedelta(days=40), SessionStatus.CLOSED),
)
BROKEN_OFF = SessionEnding(
    status=SessionStatus.ABORTED_TECHNICAL,
    reason="Đường truyền của điểm cầu xã đứt hẳn, đã chờ 25 phút không nối lại được.",
    at=NOW - timedelta(minutes=5),
)
PUT_OFF_REASON = (
    "Công dân đề nghị xuất trình thêm giấy tờ gốc, các bên thống nhất tiếp tục ngày khác"
)
CUT_OFF_REASON = (
    "Đường truyền của điểm cầu xã đứt hẳn, đã chờ 25 phút và gọi điện không nối lại được."
)

HITS = (
    SearchHit(
        kind=EntityKind.MINUTE_LINE, entity_id="l1", session_id=SessionId("s8"),
        text="Công dân đề nghị xã mở rộng đường vào khu dân cư, mùa mưa xe cứu thương không vào "
        "được, học sinh phải đi vòng hơn hai cây số.",
    ),
    SearchHit(
        kind=EntityKind.PAPER, entity_id="p1", session_id=SessionId("s8"),
        text="Đơn kiến nghị mở rộng đường vào khu dân cư thôn Mẫu",
    ),
    SearchHit(
        kind=EntityKind.CASE, entity_id=CLINIC.id, session_id=None,
        text=f"{CLINIC.code} · {CLINIC.title} · {CLINIC.request}",
    ),
)  # fmt: skip

Said = tuple[int, SiteId, str, MinuteLineKind, str]
SAID: tuple[Said, ...] = (
    (31, HQ, CHAIR.label, MinuteLineKind.STATEMENT,
     "Mở buổi tiếp, giới thiệu thành phần và thông báo việc ghi âm, ghi hình."),
    (33, COMMUNE, ROOM_OFFICER.label, MinuteLineKind.STATEMENT,
     ("Kiểm tra thành phần: đủ bốn điểm cầu; đoàn 7\u00a0người cử hai người đại diện là Công dân A "
     "và Công dân B.")),
    (36, COMMUNE, ROOM_OFFICER.label, MinuteLineKind.STATEMENT,
     "Công bố nội dung: đơn ngày 02/11, quyết định thu hồi đất và biên bản kiểm đếm."),
    (38, HQ, CHAIR.label, MinuteLineKind.QUESTION,
     "Diện tích trong biên bản kiểm đếm khác đơn ở điểm nào?"),
    (40, COMMUNE, CITIZEN.label, MinuteLineKind.ANSWER,
     ("Diện tích trong biên bản kiểm đếm thiếu phần sân phơi 38\u00a0m². Gia đình đã gửi đơn hai "
     "lần, chưa có văn bản trả lời về phần này.")),
    (41, AGENCY, "Cán bộ Sở NN và MT Mẫu", MinuteLineKind.STATEMENT,
     "Đề nghị chiếu bản đo đạc cũ."),
    (41, HQ, CHAIR.label, MinuteLineKind.DIRECTIVE,
     "Yêu cầu xã mang bản đo đạc năm 2019 để đối chiếu ngay tại buổi tiếp."),
)  # fmt: skip
"""Minute after eight, by whom, in which sense, which words."""

BEING_TYPED = "Đề nghị đo lại thực địa, có mặt hộ liền kề và cán bộ địa chính"
OTHER_VERSION = SAID[4][4].replace("hai lần", "ba lần")
TYPED_THERE = OpenLine(
    line_id=MinuteLineId("there"), site_id=HQ, speaker=CHAIR.label, at=STARTS_AT,
    text="Đề nghị sở cho biết đơn giá áp dụng tại thời điểm",
)  # fmt: skip


def line(said: Said, number: int, session_id: SessionId = TODAY) -> MinuteLine:
    """A line of another site as the city delivers it."""
    minute, site_id, speaker, kind, text = said
    at = STARTS_AT.replace(minute=minute, second=number)
    return MinuteLine(
        id=MinuteLineId(f"l{number}"), session_id=session_id, owner_site_id=site_id, at=at,
        speaker=speaker, kind=kind, text=text, revision=1, storage=RecordStorage.CITY,
    )  # fmt: skip


LED = DocumentId("d2")


def _paper(
    number: int, title: str, kind: PaperKind, pages: int, size_bytes: int, site_id: SiteId
) -> Paper:
    return Paper(
        id=DocumentId(f"d{number}"), session_id=TODAY, case_id=LAND.id, owner_site_id=site_id,
        title=title, kind=kind, mime="application/pdf", size_bytes=size_bytes,
        sha256=f"{number}" * 64, page_count=pages,
        added_at=NOW + timedelta(minutes=number), is_local=True, transfer=PaperTransfer.CITY,
        cleared_for_display=True,
    )  # fmt: skip


PAPERS = (
    _paper(1, "Đơn của Công dân A", PaperKind.PETITION, 4, 1_200_000, COMMUNE),
    _paper(2, "Quyết định thu hồi đất", PaperKind.DECISION, 8, 3_400_000, COMMUNE),
    replace(
        _paper(3, "Ảnh hiện trạng sân phơi", PaperKind.PHOTO, 8, 21_000_000, COMMUNE),
        transfer=PaperTransfer.SENDING,
        sent_bytes=13_440_000,
        cleared_for_display=False,
    ),
    _paper(4, "Biên bản kiểm đếm", PaperKind.OTHER, 26, 9_800_000, HQ),
    replace(
        _paper(5, "Bản đo đạc năm 2019", PaperKind.MAP, 34, 41_000_000, AGENCY),
        is_local=False,
        transfer=PaperTransfer.FETCHING,
    ),
)


def device(kind: DeviceKind, name: str, *, is_practice: bool = False) -> Device:
    """Known by its kind and name."""
    return Device(
        id=DeviceId(f"{kind}:{name}"), kind=kind, name=name,
        backend=Backend.TEST if is_practice else Backend.PORTAUDIO, address=name,
        is_practice=is_practice,
    )  # fmt: skip


CAMERA = device(DeviceKind.CAMERA, "Camera phòng họp 1080p")
WEBCAM = device(DeviceKind.CAMERA, "Webcam HD")
PAPER_CAMERA = device(DeviceKind.CAMERA, "Máy chụp tài liệu A4")
DRAWN_PERSON = device(DeviceKind.CAMERA, "Người mẫu vẽ", is_practice=True)
MICROPHONE = device(DeviceKind.MICROPHONE, "Micro cổ ngỗng bàn 1")
OFFICER_MICROPHONE = device(DeviceKind.MICROPHONE, "Micro cổ ngỗng bàn cán bộ")
BUILT_IN = device(DeviceKind.MICROPHONE, "Micro trong máy (Realtek Audio)")
LOUDSPEAKER = device(DeviceKind.LOUDSPEAKER, "Loa trần phòng tiếp")
SCREEN_SPEAKER = device(DeviceKind.LOUDSPEAKER, "HDMI Samsung")
CAPTURE_CARD = device(DeviceKind.CAMERA, "USB3 HDMI Capture")
LINE_INPUT = device(DeviceKind.MICROPHONE, "Line In (USB Audio)")
PLUGGED_IN = (CAMERA, DRAWN_PERSON, MICROPHONE, LOUDSPEAKER)
