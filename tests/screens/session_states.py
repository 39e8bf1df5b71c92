"""Believable states of the session, its papers, the status bar and display 2."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.call import LineQuality
from desktop.domain.ending import ENDINGS
from desktop.domain.enums import (
    CaseFlag,
    MinuteLineKind,
    PaperKind,
    ParticipantRole,
    PauseReason,
    PetitionType,
    Quality,
    QualityCause,
    SessionStatus,
    SiteRole,
    Step,
)
from desktop.domain.floor import TurnClock
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId, TrackId
from desktop.domain.minutes import LineStorage, LineVersion
from desktop.domain.paper import PageImage, PaperTransfer
from desktop.domain.session import STEPS
from desktop.presenters.chair_display_state import (
    ChairScene,
    CrestScene,
    DialogueScene,
    DocumentScene,
    EndedScene,
    PausedScene,
    PublicHeader,
    PublicPerson,
    PublicPicture,
    PublicSite,
    PublicText,
    PublicTurn,
    SceneKind,
    WaitingScene,
)
from desktop.presenters.ending_state import EndingSheet
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.minutes_state import (
    ConflictRow,
    Editor,
    Kept,
    LiveRow,
    MinuteRow,
    MinutesPanel,
    SiteCount,
)
from desktop.presenters.papers_state import (
    PaperRow,
    PapersPanel,
    Preview,
    PreviewStage,
    StageCell,
)
from desktop.presenters.recording import RecordingWord
from desktop.presenters.roster_state import (
    MicrophoneWord,
    Presence,
    RosterPanel,
    RosterRow,
    Tile,
    Veil,
    VeilKind,
)
from desktop.presenters.session_state import (
    CasePanel,
    SessionViewState,
    StepPanel,
    StepRow,
    StepState,
)
from desktop.presenters.status_bar_state import (
    CameraWord,
    DisplayCell,
    DisplayPlace,
    SpeakingCell,
    StatusBarViewState,
    StepCell,
    UnsentCell,
)
from desktop.presenters.verb import Obstacle, Verb, VerbState

NOW = datetime(2026, 11, 26, 1, 43, 7, tzinfo=UTC)  # 08:43:07 in Hai Phong
OWN, CITY, AGENCY, AGENCY_2 = (SiteId(one) for one in ("commune", "hq", "agency", "agency2"))
NAMES = {
    OWN: "Xã An Lão",
    CITY: "Trụ sở thành phố",
    AGENCY: "Sở Nông nghiệp và Môi trường",
    AGENCY_2: "Sở Xây dựng",
}
LABELS = {
    OWN: "Công dân A",
    CITY: "Lãnh đạo thành phố Mẫu",
    AGENCY: "Cán bộ Sở NN và MT Mẫu",
    AGENCY_2: "Cán bộ Sở Xây dựng Mẫu",
}
GOOD = LineQuality(quality=Quality.GOOD, cause=QualityCause.NONE)
FAIR = LineQuality(quality=Quality.FAIR, cause=QualityCause.THEIR_LINE)
WEAK = LineQuality(quality=Quality.WEAK, cause=QualityCause.OUR_LINE)
LOST = LineQuality(quality=Quality.LOST, cause=QualityCause.OUR_LINE)
FLOOR = TurnClock(elapsed_s=50, remaining_s=250, is_last_minute=False)


def roster(
    *, sites: tuple[SiteId, ...] = (CITY, OWN, AGENCY, AGENCY_2), is_lost: bool = False,
    is_chair: bool = False, is_weak: bool = False,
) -> RosterPanel:  # fmt: skip
    rows = []
    tiles = []
    for number, site in enumerate(sites, start=1):
        is_own = site == (CITY if is_chair else OWN)
        is_speaking = site == OWN
        quality = None if is_own else (LOST if is_lost else FAIR if site == AGENCY_2 else GOOD)
        if is_weak and not is_own:
            quality = WEAK
        is_open = is_speaking or site == CITY
        microphone = MicrophoneWord.OPEN if is_open else MicrophoneWord.OFF
        has_hand = site == AGENCY
        verb = None
        if is_chair and not is_speaking:
            verb = VerbState(verb=Verb.GIVE_FLOOR)
        elif is_chair:
            verb = VerbState(verb=Verb.END_TURN)
        rows.append(
            RosterRow(
                site_id=site, number=number, label=LABELS[site], site_name=NAMES[site],
                role=SiteRole.CENTRAL if site == CITY else SiteRole.COMPONENT, is_own=is_own,
                presence=Presence.AWAY if is_lost and not is_own else Presence.HERE,
                microphone=microphone, level_dbfs=-20.0 if is_open else -96.0, quality=quality,
                has_hand_up=has_hand, is_speaking=is_speaking,
                floor=FLOOR if is_speaking else None, verb=verb,
            )
        )  # fmt: skip
        veil = None
        if is_lost and not is_own:
            veil = Veil(kind=VeilKind.RECONNECTING, seconds=41, attempt=3)
        elif is_weak and site == AGENCY_2:
            veil = Veil(kind=VeilKind.SOUND_ONLY, seconds=41, attempt=0)
        main = OWN if is_chair else CITY
        tiles.append(
            Tile(
                site_id=site, track_id=TrackId(site), label=LABELS[site], site_name=NAMES[site],
                is_own=is_own, is_main=site == main, microphone=microphone,
                level_dbfs=-20.0 if is_open else -96.0, quality=quality,
                is_speaking=is_speaking, veil=veil,
            )
        )  # fmt: skip
    return RosterPanel(rows=tuple(rows), tiles=tuple(tiles))


def case_panel() -> CasePanel:
    return CasePanel(
        code="2026-0147",
        title="Bồi thường, hỗ trợ khi thu hồi đất",
        petition_type=PetitionType.COMPLAINT,
        flags=frozenset({CaseFlag.LARGE_GROUP}),
        request="Đề nghị xem lại diện tích và đơn giá bồi thường theo quyết định thu hồi đất.",
        previous_result="giao phường trả lời trước 10/11, đã trả lời.",
        group_size=7,
        officials_here=4,
        citizens_here=7,
        sites_here=4,
    )


def step_panel(step: Step | None = Step.PRESENTATION, *, is_chair: bool = False) -> StepPanel:
    place = -1 if step is None else STEPS.index(step)
    rows = tuple(
        StepRow(
            step=one,
            state=StepState.DONE
            if number < place
            else StepState.CURRENT
            if number == place
            else StepState.AHEAD,
        )
        for number, one in enumerate(STEPS)
    )
    obstacle = None if is_chair else Obstacle.NO_RIGHT
    return StepPanel(
        rows=rows,
        next_step=None if step is None else STEPS[place + 1],
        next_verb=VerbState(verb=Verb.NEXT_STEP, obstacle=obstacle, needs_two_presses=True),
    )


_LINES = (
    (31, CITY, "Lãnh đạo thành phố Mẫu", MinuteLineKind.STATEMENT,
     "Mở buổi tiếp, giới thiệu thành phần và thông báo việc ghi âm, ghi hình."),
    (33, OWN, "Cán bộ tiếp dân Mẫu", MinuteLineKind.STATEMENT,
     "Kiểm tra thành phần: đủ bốn điểm cầu, công dân có mặt 7\u00a0người, đại diện là Công dân A."),
    (36, OWN, "Cán bộ tiếp dân Mẫu", MinuteLineKind.STATEMENT,
     "Công bố nội dung: đơn ngày 02/11, quyết định thu hồi đất và biên bản kiểm đếm."),
    (38, CITY, "Lãnh đạo thành phố Mẫu", MinuteLineKind.QUESTION,
     "Diện tích trong biên bản kiểm đếm khác đơn ở điểm nào?"),
    (41, OWN, "Công dân A", MinuteLineKind.ANSWER,
     ("Diện tích trong biên bản kiểm đếm thiếu phần sân phơi 38\u00a0m². Gia đình đã gửi đơn hai "
     "lần, chưa có văn bản trả lời về phần này.")),
    (42, AGENCY, "Cán bộ Sở NN và MT Mẫu", MinuteLineKind.STATEMENT,
     "Đề nghị chiếu bản đo đạc cũ."),
    (42, CITY, "Lãnh đạo thành phố Mẫu", MinuteLineKind.DIRECTIVE,
     "Yêu cầu xã mang bản đo đạc năm 2019 để đối chiếu ngay tại buổi tiếp."),
)  # fmt: skip


def minutes(
    *,
    kept: Kept = Kept.CITY,
    message: Message | None = None,
    waiting: int = 0,
    has_lines: bool = True,
    has_conflict: bool = False,
) -> MinutesPanel:
    rows = tuple(
        MinuteRow(
            line_id=MinuteLineId(f"l{number}"), number=number,
            at=datetime(2026, 11, 26, 1, minute, tzinfo=UTC), speaker=speaker, kind=kind,
            text=text, site_name=NAMES[site], is_own=site == OWN, is_open=False,
            can_edit=site == OWN,
            storage=LineStorage.HERE
            if waiting and site == OWN and number > len(_LINES) - 2 - waiting
            else LineStorage.CITY,
            has_conflict=has_conflict and number == 5,
        )
        for number, (minute, site, speaker, kind, text) in enumerate(_LINES, start=1)
    )  # fmt: skip
    live = LiveRow(
        line_id=MinuteLineId("live"), at=NOW, speaker="Lãnh đạo thành phố Mẫu",
        site_name="Trụ sở thành phố", text="Đề nghị sở cho biết đơn giá áp dụng tại thời điểm",
    )  # fmt: skip
    conflict = ConflictRow(
        line_id=MinuteLineId("l5"), number=5, at=NOW, site_name="Xã An Lão",
        present=_clash("Công dân A", "Gia đình đã gửi đơn hai lần, chưa có văn bản trả lời."),
        other=_clash("Công dân B", "Gia đình đã gửi đơn ba lần, chưa có văn bản trả lời."),
        can_settle=True,
    )  # fmt: skip
    return MinutesPanel(
        rows=rows if has_lines else (),
        live_rows=(live,) if has_lines and kept is Kept.CITY else (),
        editor=Editor(
            load_number=1,
            line_id=MinuteLineId("open"),
            text="Đề nghị đo lại thực địa, có mặt hộ liền kề và cán bộ địa chính"
            if has_lines
            else "",
            at=NOW if has_lines else None,
            speaker="Công dân A",
            kind=MinuteLineKind.STATEMENT,
            is_correction=False,
        ),
        speakers=("Công dân A", "Cán bộ tiếp dân Mẫu", "Lãnh đạo thành phố Mẫu"),
        kept=kept if has_lines else Kept.NOTHING,
        saved_at=NOW,
        counts=(
            SiteCount(site_id=OWN, site_name="Xã An Lão", is_own=True, lines=9),
            SiteCount(site_id=CITY, site_name="Trụ sở thành phố", is_own=False, lines=4),
        )
        if has_lines
        else (),
        waiting_lines=waiting,
        refused_lines=0,
        conflicts=(conflict,) if has_conflict else (),
        can_write=True,
        can_export=has_lines,
        is_exporting=False,
        exported_path=Path("bien-ban.docx") if has_lines else None,
        message=message if has_lines else Message(code=MessageCode.MINUTES_EMPTY, tone=Tone.INFO),
    )


def _clash(speaker: str, text: str) -> LineVersion:
    return LineVersion(speaker=speaker, kind=MinuteLineKind.STATEMENT, text=text)


def papers(
    *, page: PageImage | None = None, has_papers: bool = True, is_on_stage: bool = False,
    message: Message | None = None,
) -> PapersPanel:  # fmt: skip
    if not has_papers:
        return PapersPanel(
            rows=(), preview=None, stage=None, can_add=True, can_clear=False, can_present=False,
            message=Message(code=MessageCode.PAPERS_EMPTY, tone=Tone.INFO),
        )  # fmt: skip
    table = (
        ("Đơn của Công dân A", PaperKind.PETITION, 4, 1_200_000, OWN, PaperTransfer.CITY, True),
        ("Quyết định thu hồi đất", PaperKind.DECISION, 8, 3_400_000, OWN, PaperTransfer.CITY, True),
        ("Ảnh hiện trạng sân phơi", PaperKind.PHOTO, 8, 21_000_000, OWN, PaperTransfer.SENDING,
         False),
        ("Biên bản kiểm đếm", PaperKind.OTHER, 26, 9_800_000, CITY, PaperTransfer.CITY, True),
        ("Bản đo đạc năm 2019", PaperKind.MAP, 34, 41_000_000, AGENCY, PaperTransfer.FETCHING,
         True),
    )  # fmt: skip
    rows = tuple(
        PaperRow(
            document_id=DocumentId(f"d{number}"), number=number, title=title, kind=kind,
            page_count=pages, size_bytes=size, site_name=NAMES[site], is_own=site == OWN,
            is_local=transfer is not PaperTransfer.FETCHING, transfer=transfer,
            progress=0.64 if transfer is PaperTransfer.SENDING else None, is_cleared=cleared,
            is_on_stage=is_on_stage and number == 2, is_selected=number == 2,
        )
        for number, (title, kind, pages, size, site, transfer, cleared) in enumerate(
            table, start=1
        )
    )  # fmt: skip
    stage = StageCell(
        document_id=DocumentId("d2"), number=2, title="Quyết định thu hồi đất", page=3,
        page_count=8, can_lead=True,
    )  # fmt: skip
    return PapersPanel(
        rows=rows,
        preview=Preview(
            document_id=DocumentId("d2"), number=2, title="Quyết định thu hồi đất", page=3,
            page_count=8, stage=PreviewStage.READY if page else PreviewStage.LOADING, image=page,
            can_turn_back=True, can_turn_on=True,
        ),
        stage=stage if is_on_stage else None,
        can_add=True,
        can_clear=True,
        can_present=True,
        message=message,
    )  # fmt: skip


def verbs(*, is_chair: bool = False, is_open: bool = True, is_lost: bool = False,
          is_signed: bool = False, is_over: bool = False,
          armed: Verb | None = None) -> tuple[VerbState, ...]:  # fmt: skip
    order = (
        Verb.GIVE_FLOOR if is_open else Verb.OPEN, Verb.END_TURN, Verb.ASK_FLOOR, Verb.CONSULT,
        Verb.PAUSE, Verb.CONCLUDE, Verb.END if is_open and not is_signed else Verb.CLOSE,
        Verb.LEAVE,
    )  # fmt: skip
    result = []
    for verb in order:
        obstacle = None
        if not is_chair and verb not in (Verb.ASK_FLOOR, Verb.LEAVE):
            obstacle = Obstacle.NO_RIGHT
        elif is_over and verb is not Verb.LEAVE:
            obstacle = Obstacle.CLOSED
        elif is_lost and verb is not Verb.LEAVE:
            obstacle = Obstacle.CITY_LOST
        elif not is_open and verb not in (Verb.OPEN, Verb.LEAVE):
            obstacle = Obstacle.NOT_OPENED
        result.append(
            VerbState(
                verb=verb, obstacle=obstacle, is_armed=verb is armed,
                needs_two_presses=verb in (Verb.CLOSE, Verb.LEAVE, Verb.CONCLUDE),
            )
        )  # fmt: skip
    return tuple(result)


def lost_banner() -> Message:
    return Message(
        code=MessageCode.CITY_LOST, tone=Tone.WARN,
        data={"attempt": 3, "seconds": 41, "phone": "0000 000 002"},
    )  # fmt: skip


def weak_banner() -> Message:
    return Message(code=MessageCode.PICTURE_OFF, tone=Tone.WARN)


def held_there_banner() -> Message:
    data = {"site": NAMES[AGENCY]}
    return Message(code=MessageCode.PICTURE_HELD_THERE, tone=Tone.WARN, data=data)


def muted_banner() -> Message:
    return Message(
        code=MessageCode.SPEAKING_MUTED, tone=Tone.WARN, action=MessageAction.OPEN_MICROPHONE
    )


def session(**changes: object) -> SessionViewState:
    values: dict[str, object] = {
        "session_id": SessionId("s1"),
        "session_code": "TCDTT-31-11629-20261126-01",
        "title": "Bồi thường, hỗ trợ khi thu hồi đất",
        "starts_at": NOW - timedelta(minutes=13),
        "is_practice": True,
        "status": SessionStatus.IN_SESSION,
        "pause_reason": None,
        "clock_s": 800,
        "is_connected": True,
        "is_out": False,
        "case": case_panel(),
        "steps": step_panel(),
        "roster": roster(),
        "minutes": minutes(),
        "papers": papers(),
        "verbs": verbs(),
        "ending": None,
        "is_microphone_on": True,
        "is_camera_on": True,
        "banners": (),
    }
    return SessionViewState(**{**values, **changes})  # type: ignore[arg-type]


def ending(**changes: object) -> EndingSheet:
    values: dict[str, object] = {
        "endings": ENDINGS,
        "chosen": None,
        "reason": "",
        "fault": None,
        "obstacle": None,
        "is_waiting": False,
    }
    return EndingSheet(**{**values, **changes})  # type: ignore[arg-type]


def ended_banner() -> Message:
    reason = "Công dân đề nghị xuất trình thêm giấy tờ gốc, các bên thống nhất tiếp tục ngày khác"
    return Message(code=MessageCode.ADJOURNED, tone=Tone.WARN, data={"at": NOW, "reason": reason})


def status_bar(**changes: object) -> StatusBarViewState:
    values: dict[str, object] = {
        "microphone": MicrophoneWord.OPEN,
        "camera": CameraWord.ON,
        "recording": RecordingWord.OFF,
        "line": GOOD,
        "unsent": UnsentCell(lines=0, papers=0, size_bytes=0, refused=0, is_offline=False),
        "step": StepCell(status=SessionStatus.IN_SESSION, step=Step.PRESENTATION),
        "clock_s": 800,
        "speaking": SpeakingCell(label="Công dân A", clock=FLOOR),
        "display": DisplayCell(
            place=DisplayPlace.SCREEN, scene=SceneKind.DIALOGUE, is_line_lost=False,
            document_number=None, page=None,
        ),
    }  # fmt: skip
    return StatusBarViewState(**{**values, **changes})  # type: ignore[arg-type]


def idle_bar() -> StatusBarViewState:
    return status_bar(
        microphone=MicrophoneWord.OFF, camera=CameraWord.OFF, line=None,
        unsent=UnsentCell(lines=1, papers=2, size_bytes=41_200_000, refused=0, is_offline=False),
        step=StepCell(status=None, step=None), clock_s=0,
        speaking=SpeakingCell(label=None, clock=None),
        display=DisplayCell(
            place=DisplayPlace.SCREEN, scene=SceneKind.CREST, is_line_lost=False,
            document_number=None, page=None,
        ),
    )  # fmt: skip


# ---- display 2 ---------------------------------------------------------------------------------


def _text(text: str) -> PublicText:
    return PublicText(text)


def _person(role: ParticipantRole, label: str | None) -> PublicPerson:
    return PublicPerson(
        role=role, label=None if label is None else _text(label), is_protected=False
    )


def public_header(*, recording: RecordingWord = RecordingWord.OFF) -> PublicHeader:
    return PublicHeader(
        room_name=_text("UBND xã An Lão"),
        case_title=_text("Bồi thường, hỗ trợ khi thu hồi đất"),
        now=NOW,
        recording=recording,
    )


def public_sites(*, are_here: bool = True) -> tuple[PublicSite, ...]:
    return (
        PublicSite(
            name=_text("Trụ sở Tiếp công dân thành phố"), is_own=False, is_here=are_here,
            people=(
                _person(ParticipantRole.CHAIR, "Lãnh đạo thành phố Mẫu"),
                _person(ParticipantRole.SECRETARY, None),
            ),
        ),
        PublicSite(
            name=_text("Sở Nông nghiệp và Môi trường"), is_own=False, is_here=are_here,
            people=(_person(ParticipantRole.AGENCY_REPRESENTATIVE, None),),
        ),
        PublicSite(
            name=_text("UBND xã An Lão"), is_own=True, is_here=True,
            people=(
                _person(ParticipantRole.ROOM_OFFICER, None),
                _person(ParticipantRole.CITIZEN, "Công dân A"),
            ),
        ),
    )  # fmt: skip


def public_picture(site: SiteId, *, is_lost: bool = False) -> PublicPicture:
    role = ParticipantRole.CHAIR if site == CITY else ParticipantRole.CITIZEN
    return PublicPicture(
        track_id=TrackId(site), site_name=_text(NAMES[site]),
        person=_person(role, LABELS[site]), is_speaking=site == OWN, is_lost=is_lost,
        is_off=False,
    )  # fmt: skip


def public_turn() -> PublicTurn:
    return PublicTurn(
        site_name=_text(NAMES[OWN]), person=_person(ParticipantRole.CITIZEN, "Công dân A"),
        clock=FLOOR,
    )  # fmt: skip


def dialogue(*, is_lost: bool = False, recording: RecordingWord = RecordingWord.RECORDING,
             has_turn: bool = True) -> DialogueScene:  # fmt: skip
    return DialogueScene(
        header=public_header(recording=recording),
        main=public_picture(CITY, is_lost=is_lost),
        own=public_picture(OWN),
        sites=public_sites(),
        turn=public_turn() if has_turn else None,
        elapsed_s=800,
        is_line_lost=is_lost,
    )


def document(header: PublicHeader, page: PageImage | None) -> DocumentScene:
    return DocumentScene(
        header=header, document_number=2, page=3, page_count=8, page_image=page,
        is_undrawable=False, main=public_picture(CITY), turn=public_turn(), elapsed_s=800,
    )  # fmt: skip


def scenes(page: PageImage | None) -> dict[str, ChairScene]:
    header = public_header(recording=RecordingWord.RECORDING)
    return {
        "crest": CrestScene(),
        "waiting": WaitingScene(
            header=public_header(), starts_at=NOW + timedelta(minutes=47),
            sites=public_sites(are_here=False),
        ),
        "dialogue": dialogue(),
        "dialogue-no-turn": dialogue(has_turn=False, recording=RecordingWord.OFF),
        "reconnecting": dialogue(is_lost=True),
        "sound-only": replace(
            dialogue(), main=replace(public_picture(CITY), is_sound_only=True)
        ),
        "document": document(header, page),
        "document-undrawable": replace(document(header, None), is_undrawable=True),
        "consultation": PausedScene(
            header=public_header(), reason=PauseReason.CONSULTATION, paused_s=205
        ),
        "paused": PausedScene(header=header, reason=PauseReason.BREAK, paused_s=65),
        "ended": EndedScene(header=public_header(), ended_at=NOW + timedelta(minutes=79)),
        "adjourned": EndedScene(
            header=public_header(), ended_at=NOW, ending=SessionStatus.ADJOURNED
        ),
        "broken-off": EndedScene(
            header=public_header(), ended_at=NOW, ending=SessionStatus.ABORTED_TECHNICAL
        ),
    }  # fmt: skip
