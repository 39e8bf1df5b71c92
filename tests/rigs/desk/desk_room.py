"""A room in memory: fakes of all services, the real presenters, a view that only remembers."""

from typing import Any

from desktop.domain.call import SELF_VIEW, PeerStats, VideoTrack
from desktop.domain.enums import Role, SiteKind
from desktop.domain.events import (
    EngineStateChanged,
    Event,
    LevelsChanged,
    StatsChanged,
    TrackAdded,
)
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.readiness_sheet import SheetLine
from desktop.domain.units import DirectoryUnit
from desktop.presenters.agencies_state import AgenciesViewState
from desktop.presenters.chair_display_state import ChairScene
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.devices_state import DevicesViewState
from desktop.presenters.difficulties_state import DifficultiesViewState
from desktop.presenters.facts import DeskFacts
from desktop.presenters.focal_points_state import FocalPointsViewState
from desktop.presenters.home_state import HomeViewState
from desktop.presenters.line_report_state import LineReportViewState
from desktop.presenters.pre_join import PreJoinPresenter
from desktop.presenters.pre_join_state import PreJoinPurpose, PreJoinViewState
from desktop.presenters.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.session import SessionPresenter
from desktop.presenters.session_state import SessionViewState
from desktop.presenters.settings_state import SettingsViewState
from desktop.presenters.shell_state import ShellViewState
from desktop.presenters.sign_in_state import SignInViewState
from desktop.presenters.status_bar_state import StatusBarViewState
from desktop.presenters.unsent_state import UnsentViewState
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeDesk, build_fake_desk
from tests.fakes.reception_samples import COMMUNE, SESSION, signed_in

TICK_S = 0.25

FACTS = DeskFacts(
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


class RecordingView:
    """Keeps every state that was drawn."""

    def __init__(self) -> None:
        self.shell: list[ShellViewState] = []
        self.sign_in: list[SignInViewState] = []
        self.home: list[HomeViewState] = []
        self.pre_join: list[PreJoinViewState] = []
        self.session: list[SessionViewState] = []
        self.room_check: list[RoomCheckViewState] = []
        self.devices: list[DevicesViewState] = []
        self.readiness_sheet: list[ReadinessSheetViewState] = []
        self.focal_points: list[FocalPointsViewState] = []
        self.agencies: list[AgenciesViewState] = []
        self.difficulties: list[DifficultiesViewState] = []
        self.unsent: list[UnsentViewState] = []
        self.settings: list[SettingsViewState] = []
        self.status_bar: list[StatusBarViewState] = []
        self.line_report: list[LineReportViewState] = []
        self.chair_display: list[ChairScene] = []
        self.pages: list[str] = []
        self.has_browser = True

    def render_shell(self, state: ShellViewState) -> None:
        self.shell.append(state)

    def render_sign_in(self, state: SignInViewState) -> None:
        self.sign_in.append(state)

    def render_home(self, state: HomeViewState) -> None:
        self.home.append(state)

    def render_pre_join(self, state: PreJoinViewState) -> None:
        self.pre_join.append(state)

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

    def render_agencies(self, state: AgenciesViewState) -> None:
        self.agencies.append(state)

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        self.difficulties.append(state)

    def render_unsent(self, state: UnsentViewState) -> None:
        self.unsent.append(state)

    def render_settings(self, state: SettingsViewState) -> None:
        self.settings.append(state)

    def render_status_bar(self, state: StatusBarViewState) -> None:
        self.status_bar.append(state)

    def render_line_report(self, state: LineReportViewState) -> None:
        self.line_report.append(state)

    def open_page(self, address: str) -> bool:
        self.pages.append(address)
        return self.has_browser

    def render_chair_display(self, scene: ChairScene) -> None:
        self.chair_display.append(scene)


class Room:
    """One desk. `restart` is what follows a kill: the memory and the store stay."""

    def __init__(self, *, own_site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER) -> None:
        self.clock = FakeClock()
        self.fake: FakeDesk = build_fake_desk(clock=self.clock, own_site_id=own_site_id)
        self.fake.access.person = signed_in(role, own_site_id)
        self.facts = FACTS
        self.view = RecordingView()
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
            self.desk.on_tick()
            self.deliver()

    def enter(self, session_id: SessionId = SESSION) -> SessionPresenter:
        """From home through the door of a session, engine up and own picture there."""
        self.desk.start()
        self.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
        self.desk.open_pre_join(session_id, PreJoinPurpose.JOIN)
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
            PeerStats(
                site_id=site_id,
                engine="fake",
                codec="VP8",
                width=1280,
                height=720,
                video_fps=fps,
                received_kbps=1_000.0,
                sent_kbps=1_000.0,
                loss=loss,
                round_trip_s=0.02,
                jitter_s=0.001,
                silent_s=silent_s,
                path="host",
                **more,
            )
            for site_id in site_ids
        )
    )
