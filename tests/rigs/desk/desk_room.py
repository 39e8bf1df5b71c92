"""A room in memory: fakes of all services, the real presenters, a view that only remembers."""

from dataclasses import replace
from typing import Any

from desktop.domain.access.person import Role
from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.media.call import SELF_VIEW, VideoTrack
from desktop.domain.media.events import EngineStateChanged, LevelsChanged, StatsChanged, TrackAdded
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.part import SiteLoss, added
from desktop.domain.reports.readiness_sheet import SheetLine
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.casework.cases.cases_state import CasesViewState, CaseViewState
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionsViewState
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.casework.register.register_state import RegisterViewState
from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.home.home_state import HomeViewState
from desktop.presenters.home.waiting_state import WaitingViewState
from desktop.presenters.printing.form_print_state import FormPrintSheet
from desktop.presenters.reception.calendar.calendar_state import CalendarViewState
from desktop.presenters.reception.schedule_state import ScheduleViewState
from desktop.presenters.recording.playback_state import RecordingViewState
from desktop.presenters.recording.shelf_state import ShelfViewState
from desktop.presenters.reports.agencies_state import AgenciesViewState
from desktop.presenters.reports.difficulties_state import DifficultiesViewState
from desktop.presenters.reports.focal_points_state import FocalPointsViewState
from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room.devices_state import DevicesViewState
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.session.pre_join import PreJoinPresenter
from desktop.presenters.session.pre_join_state import PreJoinViewState
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.session.trial_state import TrialViewState
from desktop.presenters.settings.settings_state import Look, SettingsViewState
from desktop.presenters.shell.line_report_state import LineReportViewState
from desktop.presenters.shell.shell_state import ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.presenters.sync.unsent_state import UnsentViewState
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeDesk, build_fake_desk
from tests.samples.figures import GOOD_LINE
from tests.samples.receptions import COMMUNE, SESSION, signed_in
from tests.samples.roll import everybody_there

TICK_S = 0.25

FACTS = DeskContext(
    version="1.0.0",
    support_phone="0000 000 000",
    is_practice=True,
    is_key_in_file=False,
    can_open_second_room=True,
    sheet_lines=(
        SheetLine(code="DD-1", label="Có bảng nội quy", is_required=True, group="I. ĐỊA ĐIỂM"),
        SheetLine(code="MT-1", label="Máy nén được 720p", is_required=True, group="II. MÁY TÍNH"),
        SheetLine(code="DK-1", label="Bộ lưu điện", is_required=False, group="VI. KHÁC"),
        SheetLine(code="DM-1", label="Đầu mối đã gửi", is_required=True, group="VII. ĐẦU MỐI"),
    ),
    units=(
        DirectoryUnit(code="10525", name="Hải Dương", kind=SiteKind.PHUONG),
        DirectoryUnit(code="11629", name="An Lão", kind=SiteKind.XA),
    ),
)


class _RecordedRings:
    """Keeps what was drawn of rings."""

    def __init__(self, rings: list[RingCard | None]) -> None:
        self._rings = rings

    def render_ring(self, card: RingCard | None) -> None:
        self._rings.append(card)


class RecordingView:
    """Keeps every state that was drawn."""

    def __init__(self) -> None:
        self.shell: list[ShellViewState] = []
        self.sign_in: list[SignInViewState] = []
        self.home: list[HomeViewState] = []
        self.waiting: list[WaitingViewState] = []
        self.pre_join: list[PreJoinViewState] = []
        self.trial: list[TrialViewState] = []
        self.session: list[SessionViewState] = []
        self.room_check: list[RoomCheckViewState] = []
        self.devices: list[DevicesViewState] = []
        self.readiness_sheet: list[ReadinessSheetViewState] = []
        self.focal_points: list[FocalPointsViewState] = []
        self.agencies: list[AgenciesViewState] = []
        self.intake: list[IntakeViewState] = []
        self.requests: list[RequestsViewState] = []
        self.schedule: list[ScheduleViewState] = []
        self.cases: list[CasesViewState] = []
        self.case: list[CaseViewState] = []
        self.recordings: list[ShelfViewState] = []
        self.recording: list[RecordingViewState] = []
        self.register: list[RegisterViewState] = []
        self.conclusions: list[ConclusionsViewState] = []
        self.difficulties: list[DifficultiesViewState] = []
        self.calendar: list[CalendarViewState] = []
        self.unsent: list[UnsentViewState] = []
        self.settings: list[SettingsViewState] = []
        self.status_bar: list[StatusBarViewState] = []
        self.rings: list[RingCard | None] = []
        self.ringing = _RecordedRings(self.rings)
        self.form_print: list[FormPrintSheet | None] = []
        self.line_report: list[LineReportViewState] = []
        self.chair_display: list[ChairScene] = []
        self.looks: list[Look] = []
        self.starts = 0
        self.pages: list[str] = []
        self.has_browser = True

    @property
    def casework(self) -> "RecordingView":
        return self

    def render_shell(self, state: ShellViewState) -> None:
        self.shell.append(state)

    def render_sign_in(self, state: SignInViewState) -> None:
        self.sign_in.append(state)

    def render_home(self, state: HomeViewState) -> None:
        self.home.append(state)

    def render_waiting(self, state: WaitingViewState) -> None:
        self.waiting.append(state)

    def render_pre_join(self, state: PreJoinViewState) -> None:
        self.pre_join.append(state)

    def render_trial(self, state: TrialViewState) -> None:
        self.trial.append(state)

    def render_session(self, state: SessionViewState) -> None:
        self.session.append(state)

    def render_room_check(self, state: RoomCheckViewState) -> None:
        self.room_check.append(state)

    def render_devices(self, state: DevicesViewState) -> None:
        self.devices.append(state)

    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        self.readiness_sheet.append(state)

    def render_focal_points(self, state: FocalPointsViewState) -> None:
        self.focal_points.append(state)

    def render_intake(self, state: IntakeViewState) -> None:
        self.intake.append(state)

    def render_requests(self, state: RequestsViewState) -> None:
        self.requests.append(state)

    def render_schedule(self, state: ScheduleViewState) -> None:
        self.schedule.append(state)

    def render_agencies(self, state: AgenciesViewState) -> None:
        self.agencies.append(state)

    def render_cases(self, state: CasesViewState) -> None:
        self.cases.append(state)

    def render_case(self, state: CaseViewState) -> None:
        self.case.append(state)

    def render_recordings(self, state: ShelfViewState) -> None:
        self.recordings.append(state)

    def render_recording(self, state: RecordingViewState) -> None:
        self.recording.append(state)

    def render_conclusions(self, state: ConclusionsViewState) -> None:
        self.conclusions.append(state)

    def render_register(self, state: RegisterViewState) -> None:
        self.register.append(state)

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        self.difficulties.append(state)

    def render_calendar(self, state: CalendarViewState) -> None:
        self.calendar.append(state)

    def render_unsent(self, state: UnsentViewState) -> None:
        self.unsent.append(state)

    def render_settings(self, state: SettingsViewState) -> None:
        self.settings.append(state)

    def render_status_bar(self, state: StatusBarViewState) -> None:
        self.status_bar.append(state)

    def render_form_print(self, sheet: FormPrintSheet | None) -> None:
        self.form_print.append(sheet)

    def render_line_report(self, state: LineReportViewState) -> None:
        self.line_report.append(state)

    def apply_look(self, look: Look) -> None:
        self.looks.append(look)

    def start_again(self) -> None:
        self.starts += 1

    def open_page(self, address: str) -> bool:
        self.pages.append(address)
        return self.has_browser

    def render_chair_display(self, scene: ChairScene) -> None:
        self.chair_display.append(scene)


class Room:
    """One desk. `restart` is what follows a kill: the memory and the store stay.

    losing: of each second that is recorded, by site.
    """

    def __init__(self, *, own_site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER) -> None:
        self.clock = FakeClock()
        self.fake: FakeDesk = build_fake_desk(clock=self.clock, own_site_id=own_site_id)
        self.fake.access.person = signed_in(role, own_site_id)
        self.facts = FACTS
        self.view = RecordingView()
        self.is_recorder_hanging = False
        self.written = 0
        self.losing: tuple[SiteLoss, ...] = ()
        self.lost: tuple[SiteLoss, ...] = ()
        self.desk = self._new_desk()

    def _new_desk(self) -> DeskPresenter:
        return DeskPresenter(
            services=self.fake.services, clock=self.clock, facts=self.facts, view=self.view
        )

    def restart(self) -> None:
        """kill -9 and a new program: the channel knows nothing, drafts are as stored."""
        self.fake.queue.deliver_to(lambda _event: None)
        self.fake.channel.leave()
        self.fake.queue.deliver_to(lambda _event: None)
        self.view = RecordingView()
        self.written, self.lost = 0, ()  # its engine ended with it
        self.desk = self._new_desk()
        self.desk.start()
        self.deliver()

    def tell(self, *events: Event) -> None:
        """Facts of services that the fakes do not make themselves."""
        for event in events:
            self.fake.queue(event)
        self.deliver()

    def deliver(self) -> None:
        """Everything that waits reaches the presenters."""
        self.fake.queue.deliver_to(self.desk.on_event)

    def pass_time(self, seconds: float) -> None:
        """Turn the clock in ticks, delivering events between them."""
        left = seconds
        while left > 1e-9:
            step = min(TICK_S, left)
            self.clock.advance(step)
            left -= step
            self.record()
            self.desk.on_tick()
            self.deliver()

    def record(self) -> None:
        """A second comes onto the disk, unless there is no session or its recorder hangs."""
        if self.is_recorder_hanging or self.desk.session is None:
            return
        self.written += 1
        self.lost = added(self.lost, self.losing)
        self.desk.on_event(self.recorded())  # before what else has come meanwhile

    def recorded(self) -> RecordingTold:
        """What the recorder would tell now."""
        return RecordingTold(
            session_id=self.session.context.session_id,
            part=1,
            written_bytes=self.written * 100_000,
            recorded_s=float(self.written),
            has_picture=True,
            lost_picture_s=sum(one.picture_ms for one in self.lost) / 1_000,
            lost_sound_s=sum(one.sound_ms for one in self.lost) / 1_000,
            is_failing=False,
            free_bytes=500 * 1024**3,
            lost=self.lost,
        )

    def enter(self, session_id: SessionId = SESSION) -> SessionPresenter:
        """From home through the door of a session, engine up and own picture there."""
        self.desk.start()
        self.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
        self.desk.open_pre_join(session_id)
        self.deliver()
        self.pre_join.enter()
        self.deliver()
        return self.session

    def open(self) -> SessionPresenter:
        """Enter, and the chair opens the session."""
        session = self.enter()
        self.fake.channel.open_session()
        self.deliver()
        return session

    def call_roll(self) -> None:
        """Everybody of the plan is noted as there."""
        people = self.session.context.plan.participants
        now, by = self.clock.now(), self.session.context.own_site_id
        roll = everybody_there(people, by=by, at=now)
        self.fake.channel.change(lambda live: replace(live, roll=roll))
        self.deliver()

    @property
    def pre_join(self) -> PreJoinPresenter:
        assert self.desk.pre_join is not None
        return self.desk.pre_join

    @property
    def session(self) -> SessionPresenter:
        assert self.desk.session is not None
        return self.desk.session

    @property
    def state(self) -> SessionViewState:
        """What the session screen shows."""
        return self.view.session[-1]

    def banner_codes(self) -> list[str]:
        """Codes over the middle column, the gravest first."""
        return [message.code for message in self.state.banners]


def own_picture() -> TrackAdded:
    """Our camera shows something."""
    return TrackAdded(track=VideoTrack(id=SELF_VIEW, site_id=None, ring_name="self"))


def picture_of(site_id: SiteId) -> TrackAdded:
    """Another site's picture arrives."""
    return TrackAdded(
        track=VideoTrack(id=TrackId(f"track-{site_id}"), site_id=site_id, ring_name=site_id)
    )


def speech(level_dbfs: float, site_id: SiteId | None = None) -> LevelsChanged:
    """A level, our own by default."""
    return LevelsChanged(levels=((site_id, level_dbfs),))


def statistics(
    *site_ids: SiteId, loss: float = 0.0, fps: float = 30.0, silent_s: float = 0.0, **more: Any
) -> StatsChanged:
    """One second of statistics, the same for every site. more: further fields of PeerStats."""
    return StatsChanged(
        stats=tuple(
            replace(
                GOOD_LINE,
                site_id=site_id,
                engine="fake",
                video_fps=fps,
                received_kbps=1_000.0,
                sent_kbps=1_000.0,
                loss=loss,
                silent_s=silent_s,
                **more,
            )
            for site_id in site_ids
        )
    )
