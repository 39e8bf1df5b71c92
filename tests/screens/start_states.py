"""Believable states of sign-in, home, pre-join and unsent data. All people are invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.access import Officer
from desktop.domain.call import EchoCancelling
from desktop.domain.device import Backend, Device, DeviceKind, DeviceRole
from desktop.domain.echo import EchoRule
from desktop.domain.ending import SessionEnding
from desktop.domain.enums import (
    CaseFlag,
    GateKind,
    ParticipantRole,
    PetitionType,
    Role,
    SessionStatus,
    SiteRole,
)
from desktop.domain.errors import SettingsError
from desktop.domain.gate import GateState
from desktop.domain.ids import DeviceId, SessionId, TrackId, UserId
from desktop.domain.readiness import CheckResult, Overall, RoomFacts
from desktop.domain.speaker_test import SpeakerTest, SpeakerVerdict
from desktop.domain.sync import Connectivity
from desktop.presenters.account_entry import AccountViewState
from desktop.presenters.devices_state import (
    DeviceMark,
    DeviceRow,
    DevicesViewState,
    DisplayMark,
    DisplayRow,
    EchoField,
    LevelField,
    LevelWord,
    RoleField,
    RoleNote,
    SpeakerField,
)
from desktop.presenters.home_state import (
    DossierPanel,
    DossierPerson,
    ExportOffer,
    GateCell,
    HitPlace,
    HomeHit,
    HomePeriod,
    HomeRow,
    HomeVerb,
    HomeViewState,
    UnsentSummary,
)
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.pre_join_state import (
    DeviceField,
    JoinStage,
    PreJoinPurpose,
    PreJoinViewState,
)
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.shell import ENTRIES, MENU
from desktop.presenters.shell_state import NavigationItem, Screen, ShellViewState
from desktop.presenters.sign_in_state import SignInViewState
from desktop.presenters.unsent_state import SendCell, SendState, UnsentRow, UnsentViewState
from tests.fakes.sample_checks import a_report

NOW = datetime(2026, 11, 26, 0, 37, tzinfo=UTC)  # 07:37 in Hai Phong
SITE = "UBND xã An Lão"
HQ = "Trụ sở Tiếp công dân thành phố"
PHONE = "0000 000 000"
PRACTICE = Message(code=MessageCode.PRACTICE, tone=Tone.INFO)
KEY_IN_FILE = Message(code=MessageCode.KEY_IN_FILE, tone=Tone.WARN)
BAD_ADDRESS = SettingsError(
    "C-111",
    {
        "file": r"HKLM\Software\Policies\HaiPhong\ReceptionRoom",
        "key": "server_url",
        "reason": "https_required",
    },
)
UNKNOWN_NAME = SettingsError(
    "C-112",
    {"file": r"C:\ProgramData\HaiPhong\ReceptionRoom\settings.toml", "key": "colour", "line": 3},
)
BROKEN_FILE = SettingsError(
    "C-110",
    {
        "file": r"C:\ProgramData\HaiPhong\ReceptionRoom\settings.toml",
        "reason": "not_toml",
        "line": 12,
    },
)


def shell(screen: Screen, *banners: Message, exit_prompt: Message | None = None) -> ShellViewState:
    entry = ENTRIES.get(screen, screen)
    items = tuple(
        NavigationItem(screen=one, is_current=one is entry, badge=3 if one is Screen.UNSENT else 0)
        for one in MENU
    )
    has_menu = entry in MENU
    return ShellViewState(
        screen=screen,
        navigation=items if has_menu else (),
        site_name=SITE,
        officer_name="Cán bộ tiếp dân Mẫu",
        is_practice=True,
        can_open_second_room=True,
        banners=banners,
        exit_prompt=exit_prompt,
        is_closing=False,
    )


def sign_in(
    *,
    connectivity: Connectivity = Connectivity.ONLINE,
    message: Message | None = None,
    can_submit: bool = True,
    practice_pin: str = "",
    account: AccountViewState | None = None,
) -> SignInViewState:
    officers = (
        Officer(id=UserId("officer"), display_name="Cán bộ tiếp dân Mẫu", role=Role.ROOM_OFFICER),
        Officer(id=UserId("secretary"), display_name="Thư ký xã Mẫu", role=Role.SECRETARY),
    )
    return SignInViewState(
        site_name=SITE,
        unit_code="11629",
        connectivity=connectivity,
        offline_until=datetime(2026, 11, 28, 2, 0, tzinfo=UTC),
        officers=officers,
        selected_user_id=officers[0].id,
        is_waiting=False,
        can_submit=can_submit,
        clears_pin=0,
        message=message,
        support_phone=PHONE,
        version="1.0.0",
        practice_pin=practice_pin,
        account=account,
    )


def account(
    *, can_submit: bool = False, wants_new_pin: bool = False, is_new_pin_odd: bool = False
) -> AccountViewState:
    return AccountViewState(
        can_submit=can_submit,
        clears_secrets=1,
        wants_new_pin=wants_new_pin,
        is_new_pin_odd=is_new_pin_odd,
    )


def _gates(*states: GateState, remaining_s: int | None = None) -> tuple[GateCell, ...]:
    return tuple(
        GateCell(
            kind=kind,
            state=state,
            due_at=NOW + timedelta(hours=1, minutes=53),
            remaining_s=remaining_s if kind is GateKind.CONNECTED else None,
            is_practice=True,
        )
        for kind, state in zip(GateKind, states, strict=True)
    )


def _row(**changes: object) -> HomeRow:
    values: dict[str, object] = {
        "session_id": SessionId("s1"),
        "starts_at": NOW + timedelta(minutes=53),
        "title": "Bồi thường, hỗ trợ khi thu hồi đất",
        "flags": frozenset({CaseFlag.LARGE_GROUP}),
        "group_size": 7,
        "citizen_label": "Công dân A",
        "chair_label": "Lãnh đạo thành phố Mẫu",
        "central_site_name": HQ,
        "own_role": SiteRole.COMPONENT,
        "status": SessionStatus.READY,
        "gates": _gates(GateState.PASSED, GateState.PASSED, GateState.PASSED),
        "verb": HomeVerb.ENTER,
        "is_practice": False,
    }
    return HomeRow(**{**values, **changes})  # type: ignore[arg-type]


def home(
    *,
    rows: tuple[HomeRow, ...] | None = None,
    message: Message | None = None,
    search: str = "",
    has_dossier: bool = False,
    hits: tuple[HomeHit, ...] = (),
    more_hits: int = 0,
) -> HomeViewState:
    all_rows = (
        _row(),
        _row(
            session_id=SessionId("s2"),
            starts_at=NOW + timedelta(hours=2, minutes=23),
            title="Khiếu nại mức bồi thường lần hai",
            flags=frozenset(),
            group_size=1,
            citizen_label="Công dân B",
            status=SessionStatus.NOTIFIED,
            gates=_gates(
                GateState.PASSED, GateState.OVERDUE, GateState.AHEAD, remaining_s=2 * 3600 + 1330
            ),
            verb=HomeVerb.TEST_NOW,
        ),
        _row(
            session_id=SessionId("s3"),
            starts_at=NOW + timedelta(hours=6, minutes=23),
            title="Kiến nghị về đường vào khu dân cư",
            flags=frozenset({CaseFlag.PROLONGED}),
            group_size=3,
            citizen_label="Công dân C",
            chair_label="Chủ tịch xã Mẫu",
            central_site_name=SITE,
            status=SessionStatus.TRIAL_PASSED,
            gates=_gates(GateState.LATE, GateState.ALLOWED, GateState.AHEAD),
            verb=HomeVerb.OPEN_DOSSIER,
        ),
    )
    shown = all_rows if rows is None else rows
    return HomeViewState(
        now=NOW,
        site_name=SITE,
        period=HomePeriod.TODAY,
        search=search,
        rows=shown,
        total_rows=len(all_rows),
        hits=hits,
        more_hits=more_hits,
        is_searching=False,
        schedule_at=NOW - timedelta(minutes=1),
        message=message,
        dossier=_dossier() if has_dossier else None,
        unsent=UnsentSummary(
            lines=1, papers=2, size_bytes=41_200_000, refused=0, oldest_s=2 * 3600
        ),
    )


def searched_home() -> HomeViewState:
    """The officer looks for a road; today has one row of it."""
    today = home().rows[2]
    return home(rows=(today,), search="duong vao", hits=HITS, more_hits=4)


HITS = (
    HomeHit(
        key="minute_line-l1-s9",
        session_id=SessionId("s9"),
        starts_at=NOW - timedelta(days=12),
        title="Kiến nghị về hạ tầng thôn Mẫu",
        place=HitPlace.MINUTES,
        excerpt="… đề nghị xã mở rộng đường vào khu dân cư, mùa mưa xe cứu thương không vào được, "
        "học sinh phải đi vòng hơn hai cây số …",
    ),
    HomeHit(
        key="paper-p1-s9",
        session_id=SessionId("s9"),
        starts_at=NOW - timedelta(days=12),
        title="Kiến nghị về hạ tầng thôn Mẫu",
        place=HitPlace.PAPER,
        excerpt="Đơn kiến nghị mở rộng đường vào khu dân cư thôn Mẫu",
    ),
    HomeHit(
        key="case-c4-s4",
        session_id=SessionId("s4"),
        starts_at=NOW - timedelta(days=40),
        title="Phản ánh đường vào trạm y tế bị lấn chiếm",
        place=HitPlace.CASE,
        excerpt="2026-0091 · Phản ánh đường vào trạm y tế bị lấn chiếm · Đề nghị giải tỏa phần "
        "mái che lấn ra đường …",
    ),
)


def home_with_an_ended_session() -> HomeViewState:
    """Its row and its dossier say how it ended."""
    state = home(has_dossier=True)
    assert state.dossier is not None
    ending = SessionEnding(
        status=SessionStatus.ABORTED_TECHNICAL,
        reason="Đường truyền của điểm cầu xã đứt hẳn, đã chờ 25 phút không nối lại được.",
        at=NOW,
    )
    rows = tuple(
        replace(row, status=ending.status, verb=HomeVerb.OPEN_DOSSIER) if place == 0 else row
        for place, row in enumerate(state.rows)
    )
    return replace(state, rows=rows, dossier=replace(state.dossier, ending=ending))


def _dossier() -> DossierPanel:
    return DossierPanel(
        session_id=SessionId("s3"),
        session_code="TCDTT-31-11629-20261126-03",
        starts_at=NOW + timedelta(hours=6, minutes=23),
        case_code="2026-0147",
        title="Kiến nghị về đường vào khu dân cư",
        petition_type=PetitionType.PROPOSAL,
        flags=frozenset({CaseFlag.PROLONGED}),
        request="Đề nghị mở rộng đường vào khu dân cư thôn Mẫu để xe cứu thương vào được.",
        previous_result="Ngày 10/10/2026 UBND xã đã khảo sát, đang chờ bố trí vốn.",
        ending=None,
        people=(
            DossierPerson(
                label="Chủ tịch xã Mẫu", title="Chủ tịch UBND xã", agency=SITE,
                role=ParticipantRole.CHAIR, site_name=SITE,
            ),
            DossierPerson(
                label="Cán bộ Sở Xây dựng Mẫu", title="Chuyên viên", agency="Sở Xây dựng",
                role=ParticipantRole.AGENCY_REPRESENTATIVE, site_name="Sở Xây dựng",
            ),
            DossierPerson(
                label="Công dân C", title="", agency="", role=ParticipantRole.CITIZEN,
                site_name=SITE,
            ),
        ),
        export=ExportOffer.READY,
        export_message=None,
    )  # fmt: skip


def _device(kind: DeviceKind, name: str, *, is_practice: bool = False) -> Device:
    return Device(
        id=DeviceId(f"{kind}:{name}"),
        kind=kind,
        name=name,
        backend=Backend.TEST if is_practice else Backend.PORTAUDIO,
        address=name,
        is_practice=is_practice,
    )


def pre_join(
    *,
    message: Message | None = None,
    purpose: PreJoinPurpose = PreJoinPurpose.JOIN,
    stage: JoinStage = JoinStage.IDLE,
    has_devices: bool = True,
) -> PreJoinViewState:
    camera = _device(DeviceKind.CAMERA, "Camera phòng họp 1080p")
    test_camera = _device(DeviceKind.CAMERA, "Người mẫu vẽ", is_practice=True)
    microphone = _device(DeviceKind.MICROPHONE, "Micro cổ ngỗng bàn 1")
    speaker = _device(DeviceKind.LOUDSPEAKER, "Loa trần phòng tiếp")
    present = {
        DeviceKind.CAMERA: (camera, test_camera),
        DeviceKind.MICROPHONE: (microphone,),
        DeviceKind.LOUDSPEAKER: (speaker,),
    }
    if not has_devices:
        present[DeviceKind.MICROPHONE] = ()
    return PreJoinViewState(
        purpose=purpose,
        session_id=SessionId("s1"),
        title="Bồi thường, hỗ trợ khi thu hồi đất",
        starts_at=NOW + timedelta(minutes=53),
        chair_label="Lãnh đạo thành phố Mẫu",
        central_site_name=HQ,
        is_engine_up=True,
        preview_track_id=TrackId("self"),
        is_camera_on=True,
        level_dbfs=-22.0 if has_devices else -96.0,
        is_voice_heard=has_devices,
        devices=tuple(
            DeviceField(kind=kind, choices=choices, in_use=next(iter(choices), None))
            for kind, choices in present.items()
        ),
        stage=stage,
        can_enter=stage is JoinStage.IDLE,
        message=message,
        support_phone=PHONE,
        is_practice=True,
    )


def _cell(
    state: SendState, *, waiting: int = 0, refused: int = 0, progress: float | None = None
) -> SendCell:
    return SendCell(state=state, items=12, waiting=waiting, refused=refused, progress=progress)


def room_check(
    facts: RoomFacts | None, *, is_running: bool = False, preview: TrackId | None = None
) -> RoomCheckViewState:
    """As the presenter would say it of such a room."""
    if facts is None:
        return RoomCheckViewState(
            items=(),
            good=0,
            limited=0,
            failed=0,
            checked_at=None,
            took_s=0.0,
            is_running=is_running,
            is_at_city=False,
            preview_track_id=preview,
            message=Message(code=MessageCode.ROOM_NOT_CHECKED, tone=Tone.INFO),
        )
    report = a_report(facts, NOW)
    results = [item.result for item in report.items]
    code, tone = {
        Overall.READY: (MessageCode.ROOM_READY, Tone.OK),
        Overall.LIMITED: (MessageCode.ROOM_LIMITED, Tone.WARN),
        Overall.NOT_USABLE: (MessageCode.ROOM_NOT_USABLE, Tone.DANGER),
    }[report.overall]
    return RoomCheckViewState(
        items=report.items,
        good=results.count(CheckResult.OK),
        limited=results.count(CheckResult.LIMITED),
        failed=results.count(CheckResult.FAILED),
        checked_at=report.checked_at,
        took_s=report.took_s,
        is_running=is_running,
        is_at_city=not is_running,
        preview_track_id=preview,
        message=Message(code=code, tone=tone),
    )


def _line(name: str, place: int = 0, mark: DeviceMark = DeviceMark.NONE, of: int = 1) -> DeviceRow:
    return DeviceRow(
        id=DeviceId(name),
        name=name,
        place=place,
        mark=mark,
        can_rise=place > 1,
        can_sink=0 < place < of,
    )


def devices() -> DevicesViewState:
    """A room where everything is there, and the loudspeaker was tried."""
    in_use = DeviceMark.IN_USE
    return DevicesViewState(
        roles=(
            RoleField(
                role=DeviceRole.CAMERA,
                note=RoleNote.GOOD,
                rows=(_line("Camera phòng họp 1080p", 1, in_use, 2), _line("Webcam HD", 2, of=2)),
                offered=(),
            ),
            RoleField(
                role=DeviceRole.DOCUMENT_CAMERA,
                note=RoleNote.GOOD,
                rows=(_line("Máy chụp tài liệu A4", 1, DeviceMark.READY),),
                offered=(),
            ),
            RoleField(
                role=DeviceRole.MICROPHONE,
                note=RoleNote.GOOD,
                rows=(_line("Micro cổ ngỗng bàn 1", 1, in_use),),
                offered=(
                    _line("Micro cổ ngỗng bàn cán bộ"),
                    _line("Micro trong máy (Realtek Audio)"),
                ),
            ),
            RoleField(
                role=DeviceRole.OFFICER_MICROPHONE,
                note=RoleNote.GOOD,
                rows=(_line("Micro cổ ngỗng bàn cán bộ", 1, in_use),),
                offered=(
                    _line("Micro cổ ngỗng bàn 1", mark=DeviceMark.CITIZENS),
                    _line("Micro trong máy (Realtek Audio)"),
                ),
            ),
            RoleField(
                role=DeviceRole.LOUDSPEAKER,
                note=RoleNote.FIRST_FOUND,
                rows=(),
                offered=(_line("Loa trần phòng tiếp", mark=in_use), _line("HDMI Samsung")),
            ),
        ),
        displays=(
            DisplayRow(
                key="a", name="LGD 0x05", width=1366, height=768,
                mark=DisplayMark.OFFICER, is_chosen=False,
            ),
            DisplayRow(
                key="b", name="Samsung S24", width=1920, height=1080,
                mark=DisplayMark.IN_USE, is_chosen=True,
            ),
        ),
        is_engine_up=True,
        preview_track_id=TrackId("self"),
        camera="Camera phòng họp 1080p",
        levels=(
            LevelField(role=DeviceRole.MICROPHONE, level_dbfs=-22.0, word=LevelWord.GOOD),
            LevelField(role=DeviceRole.OFFICER_MICROPHONE, level_dbfs=-34.0, word=LevelWord.FAINT),
        ),
        speaker=SpeakerField(
            is_running=False,
            test=SpeakerTest(verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-31.0),
        ),
        echo=EchoField(
            rule=EchoRule(
                does_device_cancel=False,
                microphone="Micro cổ ngỗng bàn 1",
                loudspeaker="Loa trần phòng tiếp",
                can_change=True,
                is_locked=False,
            ),
            state=EchoCancelling.ON,
        ),
        message=None,
    )  # fmt: skip


def devices_away() -> DevicesViewState:
    """The chosen camera is out, the chosen microphone too; the faint loudspeaker was tried."""
    away = DeviceMark.AWAY
    good = devices()
    papers = next(one for one in good.roles if one.role is DeviceRole.DOCUMENT_CAMERA)
    return replace(
        good,
        roles=(
            RoleField(
                role=DeviceRole.CAMERA,
                note=RoleNote.SECOND_CHOICE,
                rows=(
                    _line("Camera phòng họp 1080p", 1, away, 2),
                    _line("Webcam HD", 2, DeviceMark.IN_USE, 2),
                ),
                offered=(),
            ),
            replace(
                papers,
                note=RoleNote.ALL_AWAY,
                rows=(_line("Máy chụp tài liệu A4", 1, away),),
            ),
            RoleField(
                role=DeviceRole.MICROPHONE,
                note=RoleNote.ALL_AWAY,
                rows=(_line("Micro cổ ngỗng bàn 1", 1, away),),
                offered=(_line("Micro trong máy (Realtek Audio)"),),
            ),
            RoleField(
                role=DeviceRole.OFFICER_MICROPHONE,
                note=RoleNote.NOT_CHOSEN,
                rows=(),
                offered=(_line("Micro trong máy (Realtek Audio)"),),
            ),
            next(one for one in good.roles if one.role is DeviceRole.LOUDSPEAKER),
        ),
        displays=(
            good.displays[0],
            replace(good.displays[1], mark=DisplayMark.AWAY),
        ),
        camera="Webcam HD",
        levels=(LevelField(role=DeviceRole.MICROPHONE, level_dbfs=-96.0, word=LevelWord.NONE),),
        speaker=SpeakerField(
            is_running=False, test=SpeakerTest(verdict=SpeakerVerdict.NO_MICROPHONE)
        ),
        echo=EchoField(
            rule=replace(good.echo.rule, can_change=False, microphone=""),
            state=EchoCancelling.IDLE,
        ),
    )


def devices_nothing() -> DevicesViewState:
    """Nothing is plugged in."""
    good = devices()
    return replace(
        good,
        roles=tuple(
            RoleField(role=one.role, note=RoleNote.NOTHING, rows=(), offered=())
            for one in good.roles
        ),
        displays=good.displays[:1],
        preview_track_id=None,
        camera="",
        levels=(LevelField(role=DeviceRole.MICROPHONE, level_dbfs=-96.0, word=LevelWord.NONE),),
        speaker=SpeakerField(is_running=False, test=None),
        echo=EchoField(
            rule=replace(good.echo.rule, can_change=False, microphone="", loudspeaker=""),
            state=EchoCancelling.IDLE,
        ),
    )


def unsent(*, is_all_sent: bool = False) -> UnsentViewState:
    rows = (
        UnsentRow(
            session_id=SessionId("s1"),
            code="TCDTT-31-11629-20261126-01",
            title="Bồi thường, hỗ trợ khi thu hồi đất",
            starts_at=NOW + timedelta(minutes=53),
            minutes=_cell(SendState.WAITING, waiting=1),
            papers=_cell(SendState.SENDING, waiting=2, progress=0.64),
        ),
        UnsentRow(
            session_id=SessionId("s0"),
            code="TCDTT-31-11629-20261125-02",
            title="Khiếu nại quyết định hành chính về đất đai",
            starts_at=NOW - timedelta(hours=18),
            minutes=_cell(SendState.REFUSED, refused=1),
            papers=_cell(SendState.CONFIRMED),
        ),
        UnsentRow(
            session_id=SessionId("s9"),
            code="TCDTT-31-11629-20261125-01",
            title="Phản ánh về nước sinh hoạt",
            starts_at=NOW - timedelta(hours=23),
            minutes=_cell(SendState.CONFIRMED),
            papers=_cell(SendState.NOTHING),
        ),
    )
    if is_all_sent:
        message = Message(code=MessageCode.ALL_SENT, tone=Tone.OK, data={"at": NOW})
    else:
        message = Message(
            code=MessageCode.UNSENT, tone=Tone.WARN, data={"items": 3, "bytes": 41_200_000}
        )
    return UnsentViewState(
        reports=_cell(SendState.NOTHING if is_all_sent else SendState.WAITING, waiting=2),
        connectivity=Connectivity.ONLINE,
        rows=rows[2:] if is_all_sent else rows,
        lines=0 if is_all_sent else 1,
        papers=0 if is_all_sent else 2,
        size_bytes=0 if is_all_sent else 41_200_000,
        oldest_s=None if is_all_sent else 7200,
        confirmed_at=NOW,
        can_send_now=not is_all_sent,
        message=message,
    )
