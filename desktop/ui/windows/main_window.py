"""The officer's window: side menu, one screen at a time, the status bar below everything."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.presenters.shell.shell_state import Screen, ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.ui.panels.desk.keys_panel import KeysPanel
from desktop.ui.panels.desk.line_panel import LinePanel
from desktop.ui.screens.access.sign_in import SignInScreen
from desktop.ui.screens.casework.case import CaseScreen
from desktop.ui.screens.casework.cases import CasesScreen
from desktop.ui.screens.casework.intake import IntakeScreen
from desktop.ui.screens.casework.requests import RequestsScreen
from desktop.ui.screens.desk.settings import SettingsScreen
from desktop.ui.screens.desk.unsent import UnsentScreen
from desktop.ui.screens.home.home import HomeScreen
from desktop.ui.screens.reception.calendar import CalendarScreen
from desktop.ui.screens.reception.schedule import ScheduleScreen
from desktop.ui.screens.reports.agencies import AgenciesScreen
from desktop.ui.screens.reports.difficulties import DifficultiesScreen
from desktop.ui.screens.reports.focal_points import FocalPointsScreen
from desktop.ui.screens.reports.readiness_sheet import ReadinessSheetScreen
from desktop.ui.screens.room.devices import DevicesScreen
from desktop.ui.screens.room.room_check import RoomCheckScreen
from desktop.ui.screens.session.pre_join import PreJoinScreen
from desktop.ui.screens.session.session import SessionScreen
from desktop.ui.screens.session.trial import TrialScreen
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.one_line_banner import OneLineBanner
from desktop.ui.widgets.frames import FrameHub
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.status_bar import StatusBar
from desktop.ui.windows.exit_panel import ExitPanel
from desktop.ui.windows.navigation import Navigation
from desktop.ui.windows.screen_tabs import ScreenTabs
from desktop.ui.windows.status_cells import CELLS, show_cells

_SMALLEST = (1024, 640)
_FIRST_SIZE = (1366, 768)
_MAX_BANNERS = 3
_RAIL_BELOW = 1100
"""Width of the design below which the side menu is a narrow rail."""

_WITHOUT_BANNERS = frozenset({Screen.SIGN_IN, Screen.PRE_JOIN, Screen.TRIAL, Screen.SESSION})


class MainWindow(QMainWindow):
    """Holds the screens; the status bar never hides.

    close_asked: ×; nothing closes before the presenter says so.
    """

    close_asked = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme = theme
        self._frames = frames
        self._may_close = False
        self.support_phone = ""
        self._screen: Screen | None = None
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.fill()

    def empty(self) -> QWidget | None:
        """Takes out all that the window holds, for `fill` to make it anew; returns it."""
        self._screen = None
        return self.takeCentralWidget()

    def fill(self) -> None:
        """Makes all that the window holds, in the measures of the theme as it is now."""
        theme, frames = self._theme, self._frames
        self.navigation = Navigation(theme)
        self.sign_in = SignInScreen(theme)
        self.home = HomeScreen(theme)
        self.intake = IntakeScreen(theme)
        self.requests = RequestsScreen(theme)
        self.schedule = ScheduleScreen(theme)
        self.cases = CasesScreen(theme)
        self.case = CaseScreen(theme)
        self.pre_join = PreJoinScreen(theme, frames)
        self.trial = TrialScreen(theme, frames)
        self.session = SessionScreen(theme, frames)
        self.room_check = RoomCheckScreen(theme, frames)
        self.devices = DevicesScreen(theme, frames)
        self.readiness_sheet = ReadinessSheetScreen(theme)
        self.focal_points = FocalPointsScreen(theme)
        self.agencies = AgenciesScreen(theme)
        self.difficulties = DifficultiesScreen(theme)
        self.calendar = CalendarScreen(theme)
        self.unsent = UnsentScreen(theme)
        self.settings = SettingsScreen(theme)
        self._screens: dict[Screen, QWidget] = {
            Screen.SIGN_IN: self.sign_in,
            Screen.HOME: self.home,
            Screen.INTAKE: self.intake,
            Screen.REQUESTS: self.requests,
            Screen.SCHEDULE: self.schedule,
            Screen.CASES: self.cases,
            Screen.CASE: self.case,
            Screen.PRE_JOIN: self.pre_join,
            Screen.TRIAL: self.trial,
            Screen.SESSION: self.session,
            Screen.ROOM_CHECK: self.room_check,
            Screen.DEVICES: self.devices,
            Screen.READINESS_SHEET: self.readiness_sheet,
            Screen.FOCAL_POINTS: self.focal_points,
            Screen.AGENCIES: self.agencies,
            Screen.DIFFICULTIES: self.difficulties,
            Screen.CALENDAR: self.calendar,
            Screen.UNSENT: self.unsent,
            Screen.SETTINGS: self.settings,
        }
        self._focus_takers = {
            Screen.SIGN_IN: self.sign_in.take_focus,
            Screen.HOME: self.home.take_focus,
            Screen.INTAKE: self.intake.take_focus,
            Screen.REQUESTS: self.requests.take_focus,
            Screen.SCHEDULE: self.schedule.take_focus,
            Screen.CASES: self.cases.take_focus,
            Screen.CASE: self.case.take_focus,
            Screen.PRE_JOIN: self.pre_join.take_focus,
            Screen.TRIAL: self.trial.take_focus,
            Screen.SESSION: self.session.take_focus,
            Screen.READINESS_SHEET: self.readiness_sheet.take_focus,
            Screen.FOCAL_POINTS: self.focal_points.take_focus,
            Screen.AGENCIES: self.agencies.take_focus,
            Screen.DIFFICULTIES: self.difficulties.take_focus,
            Screen.CALENDAR: self.calendar.take_focus,
            Screen.SETTINGS: self.settings.take_focus,
        }
        self._stack = QStackedWidget()
        self._banners = OneLineBanner(theme, "shellBanner", most=_MAX_BANNERS)
        self.tabs = ScreenTabs(theme)
        self.bar = StatusBar(theme, CELLS)
        self._body = QWidget()
        self._build()
        self.exit_panel = ExitPanel(theme, self._body)
        self.keys_panel = KeysPanel(theme, self._body)
        self.line_panel = LinePanel(theme, self._body)
        self._settle()

    @property
    def screen_shown(self) -> Screen | None:
        """Where the officer is."""
        return self._screen

    def show_shell(self, state: ShellViewState) -> None:
        """Draws what lies around the screens."""
        self.navigation.show_state(state)
        self.tabs.show_tabs(state.tabs)
        banners = () if state.screen in _WITHOUT_BANNERS else state.banners
        self._banners.show_messages(banners)
        self._banner_box.setVisible(bool(banners))
        if state.screen is not self._screen:
            self._screen = state.screen
            self._stack.setCurrentWidget(self._screens[state.screen])
            self.keys_panel.shut()
            self._take_focus()
        self.exit_panel.show_message(state.exit_prompt)
        if state.is_closing and not self._may_close:
            self._may_close = True
            self.close()

    def show_status_bar(self, state: StatusBarViewState) -> None:
        """Draws the nine cells."""
        show_cells(self.bar, state)

    def come_to_front(self) -> None:
        """Another start of this room's program asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self.close_asked.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < self._theme.px(_RAIL_BELOW)
        self.navigation.show_as_rail(is_rail=is_narrow)
        for side in (self.exit_panel, self.keys_panel, self.line_panel):
            side.place()

    def _build(self) -> None:
        self.setWindowTitle(translate("Shell", "Tiếp công dân trực tuyến"))
        central = QWidget()
        outer = column(self._theme, central)
        line = row(self._theme, self._body)
        line.addWidget(self.navigation)
        middle: QVBoxLayout = column(self._theme)
        self._banner_box = QWidget()
        banners = column(self._theme, self._banner_box, margins=(24, 12, 24, 0))
        banners.addWidget(self._banners)
        middle.addWidget(self._banner_box)
        middle.addWidget(self.tabs)
        for screen in self._screens.values():
            self._stack.addWidget(screen)
        middle.addWidget(self._stack, 1)
        line.addLayout(middle, 1)
        outer.addWidget(self._body, 1)
        outer.addWidget(self.bar)
        self.setCentralWidget(central)

    def _settle(self) -> None:
        """Once everything is there."""
        self.keys_panel.closed.connect(self.keys_panel.shut)
        self._fit()

    def _take_focus(self) -> None:
        take = self._focus_takers.get(self._screen) if self._screen is not None else None
        if take is not None:
            take()
