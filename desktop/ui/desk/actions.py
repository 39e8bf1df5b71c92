"""What the officer does, told to the presenters: window, screens before a session, keys."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.domain.device import DeviceKind
from desktop.domain.ids import DeviceId, SessionId, UserId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.home_state import HomePeriod
from desktop.presenters.shell_state import Screen
from desktop.presenters.status_bar_state import DisplayPlace
from desktop.ui.device_actions import DeviceActions
from desktop.ui.regions import move_region
from desktop.ui.session_actions import SessionActions
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class DeskActions(QObject):
    """One named method per action; pre-join exists only while the officer is there."""

    def __init__(
        self,
        *,
        desk: DeskPresenter,
        main: MainWindow,
        chair: ChairWindow,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._main = main
        self._chair = chair
        self._in_session = SessionActions(
            desk=desk, main=main, chair=chair, clock=clock, parent=self
        )
        self._devices = DeviceActions(desk=desk, main=main, chair=chair, clock=clock, parent=self)
        self._shortcuts = Shortcuts(main)
        self._connect_shell()
        self._connect_start()

    # ---- connecting ------------------------------------------------------------------------

    def _connect_shell(self) -> None:
        main = self._main
        main.close_asked.connect(self._desk.ask_to_exit)
        main.navigation.screen_chosen.connect(self.navigate)
        main.navigation.locked.connect(self._desk.sign_out)
        main.navigation.help_asked.connect(self.show_help)
        main.exit_panel.closed.connect(self._desk.shell.stay)
        main.exit_panel.leaving_chosen.connect(self._desk.shell.exit_now)
        main.line_panel.closed.connect(self._desk.line_report.close)
        main.bar.cell_pressed.connect(self.press_cell)
        self._chair.place_changed.connect(self.place_display)
        self._shortcuts.pressed.connect(self.press_key)

    def _connect_start(self) -> None:
        sign_in, home, pre_join = self._main.sign_in, self._main.home, self._main.pre_join
        sign_in.officer_chosen.connect(self.select_officer)
        sign_in.pin_edited.connect(self._desk.sign_in.edit_pin)
        sign_in.submitted.connect(self._desk.sign_in.submit)
        sign_in.account_asked.connect(self._desk.sign_in.open_account)
        sign_in.account.edited.connect(self._desk.sign_in.edit_account)
        sign_in.account.submitted.connect(self._desk.sign_in.submit_account)
        sign_in.account.new_pin_toggled.connect(self._desk.sign_in.toggle_new_pin)
        sign_in.account.left.connect(self._desk.sign_in.close_account)
        sign_in.issuer_asked.connect(self._desk.sign_in.open_issuer)
        sign_in.browser.cancelled.connect(self._desk.sign_in.cancel_issuer)
        home.period_chosen.connect(self.choose_period)
        home.searched.connect(self._desk.home.search)
        home.session_pressed.connect(self.activate_session)
        home.dossier_opened.connect(self.open_dossier)
        home.dossier_closed.connect(self._desk.home.close_dossier)
        home.export_chosen.connect(self.export_minutes)
        home.refreshed.connect(self._desk.home.refresh)
        home.unsent_opened.connect(self.open_unsent)
        pre_join.device_chosen.connect(self.select_device)
        pre_join.camera_toggled.connect(self.toggle_preview)
        pre_join.retried.connect(self.retry_pre_join)
        pre_join.message_pressed.connect(self.retry_pre_join)
        pre_join.entered.connect(self.enter)
        pre_join.back_pressed.connect(self.go_back)
        self._main.room_check.check_pressed.connect(self._desk.room_check.check)
        self._main.room_check.sheet_opened.connect(self.open_sheet)
        self._main.unsent.send_now_pressed.connect(self._desk.unsent.send_now)
        self._main.settings.chosen.connect(self._desk.settings.choose)

    # ---- shell, sign-in, home --------------------------------------------------------------

    def navigate(self, screen: str) -> None:
        """An entry of the side menu."""
        self._desk.navigate(Screen(screen))

    def show_help(self) -> None:
        """F1."""
        screen = self._main.screen_shown
        if screen is not None:
            self._main.keys_panel.show_screen(screen, self._main.support_phone)

    def press_cell(self, name: str) -> None:
        """A cell of the status bar leads to what it speaks of."""
        match name:
            case "microphoneCell":
                self._in_session.toggle_microphone()
            case "cameraCell":
                self._in_session.toggle_camera()
            case "lineCell":
                self._desk.line_report.toggle()
            case "unsentCell":
                self.open_unsent()
            case "displayCell":
                self._chair.open_as_window()
            case _:
                pass

    def place_display(self, place: str) -> None:
        """Display 2 moved, opened or was closed."""
        self._desk.status_bar.set_display_place(DisplayPlace(place))

    def follow_screens(self) -> None:
        """The windows were shown."""
        self._devices.follow_screens()

    def select_officer(self, user_id: str) -> None:
        """The sign-in list."""
        self._desk.sign_in.select_officer(UserId(user_id))

    def choose_period(self, period: str) -> None:
        """Hôm nay or Tuần."""
        self._desk.home.choose_period(HomePeriod(period))

    def activate_session(self, session_id: str) -> None:
        """The button of a row."""
        self._desk.home.activate(SessionId(session_id))

    def open_dossier(self, session_id: str) -> None:
        """Enter on a row."""
        self._desk.home.open_dossier(SessionId(session_id))

    def export_minutes(self, session_id: str, path: str) -> None:
        """Where the DOCX of a dossier's minutes goes."""
        self._desk.home.export(SessionId(session_id), Path(path))

    def open_unsent(self) -> None:
        """The card, or the cell of the status bar."""
        self._desk.navigate(Screen.UNSENT)

    def open_sheet(self) -> None:
        """From the room check."""
        self._desk.navigate(Screen.READINESS_SHEET)

    # ---- pre-join --------------------------------------------------------------------------

    def select_device(self, kind: str, device_id: str) -> None:
        """A device was chosen."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.select_device(DeviceKind(kind), DeviceId(device_id))

    def toggle_preview(self) -> None:
        """Camera of the preview."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.toggle_camera()

    def retry_pre_join(self) -> None:
        """F5."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.retry()

    def enter(self) -> None:
        """Enter."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.enter()

    def go_back(self) -> None:
        """Back to the list."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.back()

    # ---- keys ------------------------------------------------------------------------------

    def press_key(self, name: str) -> None:
        """A key of ux.md 1.3."""
        in_session = self._in_session
        actions = {
            "help": self.show_help,
            "search": self._search,
            "microphone": in_session.toggle_microphone,
            "retry": self._retry,
            "next_region": self._next_region,
            "previous_region": self._previous_region,
            "floor": in_session.press_floor,
            "cover": self._desk.chair_display.toggle_cover,
            "next_step": in_session.press_next_step,
            "back": self._go_out,
            "insert_time": in_session.insert_time,
            "page_on": in_session.page_on,
            "page_back": in_session.page_back,
            "exit": self._desk.ask_to_exit,
        }
        actions[name]()

    def _search(self) -> None:
        match self._main.screen_shown:
            case Screen.HOME:
                self._main.home.focus_search()
            case Screen.FOCAL_POINTS:
                self._main.focal_points.focus_search()
            case Screen.AGENCIES:
                self._main.agencies.take_focus()
            case _:
                pass

    def _retry(self) -> None:
        desk = self._desk
        again = {
            Screen.SIGN_IN: desk.sign_in.retry,
            Screen.HOME: desk.home.refresh,
            Screen.PRE_JOIN: self.retry_pre_join,
            Screen.ROOM_CHECK: desk.room_check.check,
            Screen.DEVICES: self._devices.look_again,
            Screen.READINESS_SHEET: desk.readiness_sheet.refresh,
            Screen.FOCAL_POINTS: desk.focal_points.refresh,
            Screen.AGENCIES: desk.agencies.refresh,
            Screen.DIFFICULTIES: desk.difficulties.refresh,
            Screen.UNSENT: desk.unsent.send_now,
        }
        screen = self._main.screen_shown
        if screen in again:
            again[screen]()

    def _next_region(self) -> None:
        move_region(self._main, 1)

    def _previous_region(self) -> None:
        move_region(self._main, -1)

    def _go_out(self) -> None:
        main = self._main
        if main.exit_panel.isVisible():
            self._desk.shell.stay()
        elif main.keys_panel.isVisible():
            main.keys_panel.shut()
        elif main.line_panel.isVisible():
            self._desk.line_report.close()
        else:
            self._leave_screen()

    def _leave_screen(self) -> None:
        main = self._main
        match main.screen_shown:
            case Screen.SESSION if main.session.ending.isVisible():
                self._in_session.close_ending()
            case Screen.SESSION:
                main.session.show_papers(is_open=False)
                main.session.take_focus()
            case Screen.PRE_JOIN:
                self.go_back()
            case Screen.SIGN_IN:
                self._desk.sign_in.leave_form()
            case Screen.HOME:
                self._desk.home.close_dossier()
            case Screen.AGENCIES:
                self._desk.navigate(Screen.FOCAL_POINTS)
            case _:
                pass
