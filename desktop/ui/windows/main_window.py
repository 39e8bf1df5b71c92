"""The officer's window: side menu, one screen at a time, the status bar below everything."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.presenters.shell.shell_state import Screen, ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.ui.panels.desk.keys_panel import KeysPanel
from desktop.ui.panels.desk.line_panel import LinePanel
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.one_line_banner import OneLineBanner
from desktop.ui.widgets.layout import column, order_for_tab, row
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.status_bar import StatusBar
from desktop.ui.windows import screens
from desktop.ui.windows.exit_panel import ExitPanel
from desktop.ui.windows.navigation import Navigation
from desktop.ui.windows.screen_tabs import ScreenTabs
from desktop.ui.windows.screens import FocusTaker, ScreenSlot
from desktop.ui.windows.status_cells import CELLS, show_cells

if TYPE_CHECKING:  # loaded when this desk is first rung
    from desktop.presenters.conduct.calls.ringing import RingCard
    from desktop.presenters.printing.form_print_state import FormPrintSheet
    from desktop.ui.panels.conduct.calls.ring_panel import RingPanel
    from desktop.ui.panels.desk.print_panel import PrintPanel

_SMALLEST = (1024, 640)
_FIRST_SIZE = (1366, 768)
_MAX_BANNERS = 3
_RAIL_BELOW = 1100
"""Width of the design below which the side menu is a narrow rail."""

_WITHOUT_BANNERS = frozenset({Screen.SIGN_IN, Screen.PRE_JOIN, Screen.TRIAL, Screen.SESSION})


class MainWindow(QMainWindow):
    """Holds the screens; the status bar never hides.

    A screen is built when it is first asked for, and kept: `main.home`.

    close_asked: ×; nothing closes before the presenter says so. screen_built(str): a Screen that
    is there from now on, before it is shown. ring_built, print_built: `ring_panel`, `print_panel`
    is there.
    """

    close_asked = Signal()
    screen_built = Signal(str)
    ring_built = Signal()
    print_built = Signal()

    sign_in = ScreenSlot(Screen.SIGN_IN, screens.make_sign_in)
    home = ScreenSlot(Screen.HOME, screens.make_home)
    waiting = ScreenSlot(Screen.WAITING, screens.make_waiting)
    intake = ScreenSlot(Screen.INTAKE, screens.make_intake)
    requests = ScreenSlot(Screen.REQUESTS, screens.make_requests)
    schedule = ScreenSlot(Screen.SCHEDULE, screens.make_schedule)
    cases = ScreenSlot(Screen.CASES, screens.make_cases)
    case = ScreenSlot(Screen.CASE, screens.make_case)
    recordings = ScreenSlot(Screen.RECORDINGS, screens.make_recordings)
    recording = ScreenSlot(Screen.RECORDING, screens.make_recording)
    register = ScreenSlot(Screen.REGISTER, screens.make_register)
    conclusions = ScreenSlot(Screen.CONCLUSIONS, screens.make_conclusions)
    pre_join = ScreenSlot(Screen.PRE_JOIN, screens.make_pre_join)
    trial = ScreenSlot(Screen.TRIAL, screens.make_trial)
    session = ScreenSlot(Screen.SESSION, screens.make_session)
    room_check = ScreenSlot(Screen.ROOM_CHECK, screens.make_room_check)
    devices = ScreenSlot(Screen.DEVICES, screens.make_devices)
    readiness_sheet = ScreenSlot(Screen.READINESS_SHEET, screens.make_readiness_sheet)
    focal_points = ScreenSlot(Screen.FOCAL_POINTS, screens.make_focal_points)
    agencies = ScreenSlot(Screen.AGENCIES, screens.make_agencies)
    difficulties = ScreenSlot(Screen.DIFFICULTIES, screens.make_difficulties)
    calendar = ScreenSlot(Screen.CALENDAR, screens.make_calendar)
    unsent = ScreenSlot(Screen.UNSENT, screens.make_unsent)
    settings = ScreenSlot(Screen.SETTINGS, screens.make_settings)

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme = theme
        self._frames = frames
        self._may_close = False
        self.support_phone = ""
        self.has_meeting_keys = True
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
        theme = self._theme
        self.navigation = Navigation(theme)
        self._screens: dict[Screen, QWidget] = {}
        self._stack = QStackedWidget()
        self._banners = OneLineBanner(theme, "shellBanner", most=_MAX_BANNERS)
        self.tabs = ScreenTabs(theme)
        self.bar = StatusBar(theme, CELLS)
        self._body = QWidget()
        self._build()
        self.exit_panel = ExitPanel(theme, self._body)
        self.keys_panel = KeysPanel(theme, self._body)
        self.line_panel = LinePanel(theme, self._body)
        self._ring_panel: RingPanel | None = None
        self._print_panel: PrintPanel | None = None
        self._settle()

    @property
    def screen_shown(self) -> Screen | None:
        """Where the officer is."""
        return self._screen

    def built(self, screen: Screen) -> QWidget | None:
        """None before it was asked for."""
        return self._screens.get(screen)

    def build(self, screen: Screen, make: Callable[[Theme, FrameHub], QWidget]) -> QWidget:
        """Makes this screen and puts it among the others."""
        made = make(self._theme, self._frames)
        self._screens[screen] = made
        self._stack.addWidget(made)
        order_for_tab(self, self._regions())
        self.screen_built.emit(screen.value)
        return made

    def show_shell(self, state: ShellViewState) -> None:
        """Draws what lies around the screens."""
        self.has_meeting_keys = state.has_meeting_keys
        self.navigation.show_state(state)
        self.tabs.show_tabs(state.tabs)
        banners = () if state.screen in _WITHOUT_BANNERS else state.banners
        self._banners.show_messages(banners)
        self._banner_box.setVisible(bool(banners))
        if state.screen is not self._screen:
            self._screen = state.screen
            shown = SLOTS[state.screen].of(self)
            self._stack.setCurrentWidget(shown)
            self.keys_panel.shut()
            if isinstance(shown, FocusTaker):
                shown.take_focus()
        self.exit_panel.show_message(state.exit_prompt)
        if state.is_closing and not self._may_close:
            self._may_close = True
            self.close()

    @property
    def ring_panel(self) -> "RingPanel":
        """Built when this desk is first rung."""
        if self._ring_panel is None:
            from desktop.ui.panels.conduct.calls.ring_panel import (  # noqa: PLC0415 - as said
                RingPanel,
            )

            self._ring_panel = RingPanel(self._theme, self._body)
            self.ring_built.emit()
        return self._ring_panel

    def show_ring(self, card: "RingCard | None") -> None:
        """The desk is rung, or it is over."""
        if card is not None or self._ring_panel is not None:
            self.ring_panel.show_card(card)

    @property
    def print_panel(self) -> "PrintPanel":
        """Built when a form is first asked for."""
        if self._print_panel is None:
            from desktop.ui.panels.desk.print_panel import PrintPanel  # noqa: PLC0415 - as said

            self._print_panel = PrintPanel(self._theme, self._body)
            self.print_built.emit()
        return self._print_panel

    @property
    def is_printing_form(self) -> bool:
        """The sheet of a form lies over the screen."""
        return self._print_panel is not None and self._print_panel.isVisible()

    def show_form_print(self, sheet: "FormPrintSheet | None") -> None:
        """A form is asked for, or its sheet is put away."""
        if sheet is not None or self._print_panel is not None:
            self.print_panel.show_sheet(sheet)

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
        for late in (self._print_panel, self._ring_panel):
            if late is not None:
                late.place()

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
        middle.addWidget(self._stack, 1)
        line.addLayout(middle, 1)
        outer.addWidget(self._body, 1)
        outer.addWidget(self.bar)
        self.setCentralWidget(central)

    def _regions(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        around = (self.bar, self.exit_panel, self.keys_panel, self.line_panel)
        return (self.navigation, self._banner_box, self.tabs, self._stack, *around)

    def _settle(self) -> None:
        """Once everything is there."""
        self.keys_panel.closed.connect(self.keys_panel.shut)
        self._fit()


SLOTS: Mapping[Screen, ScreenSlot[QWidget]] = {
    slot.screen: slot for slot in vars(MainWindow).values() if isinstance(slot, ScreenSlot)
}
"""Every screen of the window."""
