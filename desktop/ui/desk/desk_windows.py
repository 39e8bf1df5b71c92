"""Both windows as the presenters see them: draws their states (`DeskView`)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.clock import Clock
from desktop.domain.devices.display import SecondDisplay
from desktop.presenters.display.chair_display_state import ChairScene, CrestScene
from desktop.presenters.shell.shell_state import Screen, ShellViewState
from desktop.ui.desk.casework_screens import CaseworkScreens
from desktop.ui.desk.drawn_states import DrawnStates
from desktop.ui.desk.ring_screen import RingScreen
from desktop.ui.platform.activity import ActivityWatch
from desktop.ui.theme.apply import apply_theme, choose_tokens
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.widgets.pictures.frames import FrameHub, FrameSource
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow

if TYPE_CHECKING:  # loaded after the first window stands
    from desktop.presenters.access.sign_in_state import SignInViewState
    from desktop.presenters.desk import DeskPresenter
    from desktop.presenters.home.home_state import HomeViewState
    from desktop.presenters.reception.calendar.calendar_state import CalendarViewState
    from desktop.presenters.reception.schedule_state import ScheduleViewState
    from desktop.presenters.reports.agencies_state import AgenciesViewState
    from desktop.presenters.reports.difficulties_state import DifficultiesViewState
    from desktop.presenters.reports.focal_points_state import FocalPointsViewState
    from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState
    from desktop.presenters.room.devices_state import DevicesViewState
    from desktop.presenters.room.room_check_state import RoomCheckViewState
    from desktop.presenters.session.pre_join_state import PreJoinViewState
    from desktop.presenters.session.session_state import SessionViewState
    from desktop.presenters.session.trial_state import TrialViewState
    from desktop.presenters.settings.settings_state import Look, SettingsViewState
    from desktop.presenters.shell.line_report_state import LineReportViewState
    from desktop.presenters.shell.status_bar_state import StatusBarViewState
    from desktop.presenters.sync.unsent_state import UnsentViewState
    from desktop.ui.desk.actions import DeskActions


class DeskWindows(QObject):
    """The whole interface of one desk; fulfils `DeskView`.

    Wiring: make it, give it to `DeskPresenter(view=...)`, then `bind(desk)`, `desk.start()` and
    `show()`. `frames.on_frame_ready(track_id)` is called for every FrameReady.

    second_display: when display 2 opens.

    second_room_asked: the button "Mở phòng thứ hai" of practice mode; closed: the officer left;
    restart_asked: the program is to end and to start again.
    """

    second_room_asked = Signal()
    closed = Signal()
    restart_asked = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        read_frame: FrameSource,
        clock: Clock,
        second_display: SecondDisplay = SecondDisplay.AUTO,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._clock = clock
        self._desk: DeskPresenter | None = None
        self._look: Look | None = None
        self._actions: DeskActions | None = None
        self._activity: ActivityWatch | None = None
        self.frames = FrameHub(read_frame)
        self.main = MainWindow(theme, self.frames)
        self._drawn = DrawnStates(self.main)
        self.casework = CaseworkScreens(self._drawn)
        self.ringing = RingScreen(self._drawn)
        self.chair = ChairWindow(theme, self.frames, opens=second_display)
        self.main.screen_built.connect(self._on_screen_built)

    def bind(self, desk: "DeskPresenter") -> None:
        """Joins what the officer does with the presenters; once."""
        self._desk = desk
        self._activity = ActivityWatch(clock=self._clock, on_activity=desk.touch, parent=self)
        self.chair.view.page_width_changed.connect(desk.chair_display.set_page_width)
        self._bind_main(desk).follow_screens()

    def show(self) -> None:
        """Opens the windows: display 2 as its setting says."""
        self.main.show()
        if self._actions is None:
            self.chair.follow_screens(self.main.screen())
        else:
            self._actions.follow_screens()

    def close(self) -> None:
        """Lets both windows go. Idempotent."""
        self.chair.close()
        self.main.hide()

    # ---- DeskView --------------------------------------------------------------------------

    def render_shell(self, state: ShellViewState) -> None:
        """The window around the screens; what was copied does not wait for the next person."""
        if self._activity is not None:  # a screen that is built tells itself ten thousand things
            self._activity.set_watching(is_watching=False)
        self._drawn.draw("shell", lambda main: main.show_shell(state))
        if self._activity is not None:
            self._activity.set_watching(is_watching=state.screen is not Screen.SESSION)
        if state.screen is Screen.SIGN_IN and QGuiApplication.clipboard().ownsClipboard():
            QGuiApplication.clipboard().clear()
        if state.is_closing:
            self.closed.emit()

    def render_sign_in(self, state: "SignInViewState") -> None:
        """The sign-in screen."""

        def keep_phone(main: MainWindow) -> None:
            main.support_phone = state.support_phone

        self._drawn.draw("support_phone", keep_phone)
        self._drawn.draw_on(Screen.SIGN_IN, lambda main: main.sign_in.show_state(state))

    def render_home(self, state: "HomeViewState") -> None:
        """The home screen."""
        self._drawn.draw_on(Screen.HOME, lambda main: main.home.show_state(state))

    def render_pre_join(self, state: "PreJoinViewState") -> None:
        """The screen before a session."""
        self._drawn.draw_on(Screen.PRE_JOIN, lambda main: main.pre_join.show_state(state))

    def render_trial(self, state: "TrialViewState") -> None:
        """The trial connection."""
        self._drawn.draw_on(Screen.TRIAL, lambda main: main.trial.show_state(state))

    def render_session(self, state: "SessionViewState") -> None:
        """The session screen."""
        self._drawn.draw_on(Screen.SESSION, lambda main: main.session.show_state(state))

    def render_room_check(self, state: "RoomCheckViewState") -> None:
        """The room check."""
        self._drawn.draw_on(Screen.ROOM_CHECK, lambda main: main.room_check.show_state(state))

    def render_devices(self, state: "DevicesViewState") -> None:
        """The screen "Thiết bị"."""
        self._drawn.draw_on(Screen.DEVICES, lambda main: main.devices.show_state(state))

    def render_readiness_sheet(self, state: "ReadinessSheetViewState") -> None:
        """The circular's list."""
        self._drawn.draw_on(
            Screen.READINESS_SHEET, lambda main: main.readiness_sheet.show_state(state)
        )

    def render_focal_points(self, state: "FocalPointsViewState") -> None:
        """Who answers for the unit."""
        self._drawn.draw_on(Screen.FOCAL_POINTS, lambda main: main.focal_points.show_state(state))

    def render_schedule(self, state: "ScheduleViewState") -> None:
        """Planning of sessions."""
        self._drawn.draw_on(Screen.SCHEDULE, lambda main: main.schedule.show_state(state))

    def render_agencies(self, state: "AgenciesViewState") -> None:
        """The directory of agencies."""
        self._drawn.draw_on(Screen.AGENCIES, lambda main: main.agencies.show_state(state))

    def render_difficulties(self, state: "DifficultiesViewState") -> None:
        """What hinders the unit."""
        self._drawn.draw_on(Screen.DIFFICULTIES, lambda main: main.difficulties.show_state(state))

    def render_calendar(self, state: "CalendarViewState") -> None:
        """The table of working days."""
        self._drawn.draw_on(Screen.CALENDAR, lambda main: main.calendar.show_state(state))

    def render_unsent(self, state: "UnsentViewState") -> None:
        """The screen of unsent data."""
        self._drawn.draw_on(Screen.UNSENT, lambda main: main.unsent.show_state(state))

    def render_settings(self, state: "SettingsViewState") -> None:
        """The screen "Cài đặt"."""
        self._drawn.draw_on(Screen.SETTINGS, lambda main: main.settings.show_state(state))

    def render_status_bar(self, state: "StatusBarViewState") -> None:
        """The status bar."""
        self._drawn.draw("status_bar", lambda main: main.show_status_bar(state))
        self._drawn.draw_on(
            Screen.SESSION,
            lambda main: main.session.pictures.show_display_place(state.display),
            "display_place",
        )

    def render_line_report(self, state: "LineReportViewState") -> None:
        """The panel of technical figures."""
        self._drawn.draw("line_report", lambda main: main.line_panel.show_state(state))

    def apply_look(self, look: "Look") -> None:
        """All sizes and colours anew, as soon as what is pressed now has been dealt with."""
        self._look = look
        QTimer.singleShot(0, self, self._renew)

    def start_again(self) -> None:
        """Whoever runs the windows does it."""
        self.restart_asked.emit()

    def open_page(self, address: str) -> bool:
        """In the system's browser."""
        return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

    def render_chair_display(self, scene: ChairScene) -> None:
        """Display 2 and its miniature."""
        self.chair.show_scene(scene)
        is_covered = isinstance(scene, CrestScene)
        self._drawn.draw_on(
            Screen.SESSION,
            lambda main: main.session.show_scene(scene, is_covered=is_covered),
            "scene",
        )

    # ---- inside ----------------------------------------------------------------------------

    def _on_screen_built(self, name: str) -> None:
        screen = Screen(name)
        if self._actions is not None:
            self._actions.join(screen)
        self._drawn.draw_screen_again(screen)

    def _bind_main(self, desk: "DeskPresenter") -> "DeskActions":
        # With them come all presenters: not before the window
        from desktop.ui.desk.actions import DeskActions  # noqa: PLC0415 - as said
        from desktop.ui.desk.desk_parts import DeskParts  # noqa: PLC0415 - as said

        parts = DeskParts(desk=desk, main=self.main, chair=self.chair, clock=self._clock)
        self._actions = DeskActions(parts, parent=self)
        self.main.navigation.second_room_asked.connect(self.second_room_asked)
        return self._actions

    def _renew(self) -> None:
        """Widgets take most of their measures when they are made: all of them are made again.

        The former ones go first, or the new style sheet would be put on each of them for nothing.
        """
        application, look = QApplication.instance(), self._look
        self._look = None
        if look is None or not isinstance(application, QApplication):
            return
        focus: QWidget | None = self.main.focusWidget()
        name = "" if focus is None else focus.objectName()
        if self._actions is not None:
            self._actions.let_go()
        former = self.main.empty()
        if former is not None:
            self.frames.let_go(former)
            former.deleteLater()
            QCoreApplication.sendPostedEvents(former, QEvent.Type.DeferredDelete.value)
        tokens = choose_tokens(is_high_contrast=look.is_high_contrast)
        apply_theme(application, self._theme, tokens, look.text_scale)
        self.main.fill()
        if self._desk is not None:
            self._bind_main(self._desk)
        self._drawn.draw_all_again()
        _focus(self.main, name)
        if self._actions is not None:
            self._actions.follow_screens()


def _focus(main: MainWindow, name: str) -> None:
    """The keyboard stays where it was."""
    found = main.findChild(QWidget, name) if name else None
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(found)
