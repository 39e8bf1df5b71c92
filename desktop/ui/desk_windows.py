"""Both windows as the presenters see them: draws their states (`DeskView`)."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.domain.clock import Clock
from desktop.domain.display import SecondDisplay
from desktop.presenters.agencies_state import AgenciesViewState
from desktop.presenters.chair_display_state import ChairScene, CrestScene
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.devices_state import DevicesViewState
from desktop.presenters.difficulties_state import DifficultiesViewState
from desktop.presenters.focal_points_state import FocalPointsViewState
from desktop.presenters.home_state import HomeViewState
from desktop.presenters.line_report_state import LineReportViewState
from desktop.presenters.pre_join_state import PreJoinViewState
from desktop.presenters.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.session_state import SessionViewState
from desktop.presenters.settings_state import SettingsViewState
from desktop.presenters.shell_state import Screen, ShellViewState
from desktop.presenters.sign_in_state import SignInViewState
from desktop.presenters.status_bar_state import StatusBarViewState
from desktop.presenters.unsent_state import UnsentViewState
from desktop.ui.actions import DeskActions
from desktop.ui.activity import ActivityWatch
from desktop.ui.frames import FrameHub, FrameSource
from desktop.ui.report_actions import connect_reports
from desktop.ui.theme.theme import Theme
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class DeskWindows(QObject):
    """The whole interface of one desk; fulfils `DeskView`.

    Wiring: make it, give it to `DeskPresenter(view=...)`, then `bind(desk)`, `desk.start()` and
    `show()`. `frames.on_frame_ready(track_id)` is called for every FrameReady.

    second_display: when display 2 opens.

    second_room_asked: the button "Mở phòng thứ hai" of practice mode; closed: the officer left.
    """

    second_room_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        read_frame: FrameSource,
        clock: Clock,
        second_display: SecondDisplay = SecondDisplay.AUTO,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._actions: DeskActions | None = None
        self._activity: ActivityWatch | None = None
        self.frames = FrameHub(read_frame)
        self.main = MainWindow(theme, self.frames)
        self.chair = ChairWindow(theme, self.frames, opens=second_display)

    def bind(self, desk: DeskPresenter) -> None:
        """Joins what the officer does with the presenters; once."""
        self._actions = DeskActions(
            desk=desk, main=self.main, chair=self.chair, clock=self._clock, parent=self
        )
        connect_reports(desk, self.main)
        self._activity = ActivityWatch(clock=self._clock, on_activity=desk.touch, parent=self)
        self.main.navigation.second_room_asked.connect(self.second_room_asked)
        self._actions.follow_screens()

    def show(self) -> None:
        """Opens the windows: display 2 as its setting says."""
        self.main.show()
        if self._actions is None:
            self.chair.follow_screens(self.main.screen())
        else:
            self._actions.follow_screens()

    def come_to_front(self) -> None:
        """Another start of this room's program asked for it."""
        if self.main.isMinimized():
            self.main.showNormal()
        self.main.raise_()
        self.main.activateWindow()

    def close(self) -> None:
        """Lets both windows go. Idempotent."""
        self.chair.close()
        self.main.hide()

    # ---- DeskView --------------------------------------------------------------------------

    def render_shell(self, state: ShellViewState) -> None:
        """The window around the screens; what was copied does not wait for the next person."""
        self.main.show_shell(state)
        if self._activity is not None:
            self._activity.set_watching(is_watching=state.screen is not Screen.SESSION)
        if state.screen is Screen.SIGN_IN and QGuiApplication.clipboard().ownsClipboard():
            QGuiApplication.clipboard().clear()
        if state.is_closing:
            self.closed.emit()

    def render_sign_in(self, state: SignInViewState) -> None:
        """The sign-in screen."""
        self.main.support_phone = state.support_phone
        self.main.sign_in.show_state(state)

    def render_home(self, state: HomeViewState) -> None:
        """The home screen."""
        self.main.home.show_state(state)

    def render_pre_join(self, state: PreJoinViewState) -> None:
        """The screen before a session."""
        self.main.pre_join.show_state(state)

    def render_session(self, state: SessionViewState) -> None:
        """The session screen."""
        self.main.session.show_state(state)

    def render_room_check(self, state: RoomCheckViewState) -> None:
        """The room check."""
        self.main.room_check.show_state(state)

    def render_devices(self, state: DevicesViewState) -> None:
        """The devices."""
        self.main.devices.show_state(state)

    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        """The circular's list."""
        self.main.readiness_sheet.show_state(state)

    def render_focal_points(self, state: FocalPointsViewState) -> None:
        """Who answers for the unit."""
        self.main.focal_points.show_state(state)

    def render_agencies(self, state: AgenciesViewState) -> None:
        """The directory of agencies."""
        self.main.agencies.show_state(state)

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        """What hinders the unit."""
        self.main.difficulties.show_state(state)

    def render_unsent(self, state: UnsentViewState) -> None:
        """The screen of unsent data."""
        self.main.unsent.show_state(state)

    def render_settings(self, state: SettingsViewState) -> None:
        """The settings."""
        self.main.settings.show_state(state)

    def render_status_bar(self, state: StatusBarViewState) -> None:
        """The status bar."""
        self.main.show_status_bar(state)

    def render_line_report(self, state: LineReportViewState) -> None:
        """The panel of technical figures."""
        self.main.line_panel.show_state(state)

    def open_page(self, address: str) -> bool:
        """In the system's browser."""
        return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

    def render_chair_display(self, scene: ChairScene) -> None:
        """Display 2 and its miniature."""
        self.chair.show_scene(scene)
        self.main.session.show_scene(scene, is_covered=isinstance(scene, CrestScene))
