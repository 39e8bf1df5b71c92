"""Actions of the officer, passed to presenters: window, screens before a session, keys."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.ids import SessionId, UserId
from desktop.presenters.home.home_state import HomePeriod
from desktop.presenters.shell.menu import ENTRIES
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar_state import DisplayPlace
from desktop.ui.desk.desk_parts import DeskParts
from desktop.ui.desk.device_actions import DeviceActions
from desktop.ui.desk.minutes_actions import MinutesActions
from desktop.ui.desk.papers_actions import PapersActions
from desktop.ui.desk.pre_join_actions import PreJoinActions
from desktop.ui.desk.regions import move_region
from desktop.ui.desk.session_actions import SessionActions
from desktop.ui.desk.shortcuts import Shortcuts
from desktop.ui.desk.trial_actions import TrialActions


class DeskActions(QObject):
    """One named method per action."""

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = parts.desk
        self._main = parts.main
        self._chair = parts.chair
        self._in_session = SessionActions(
            desk=parts.desk, main=parts.main, chair=parts.chair, parent=self
        )
        self._minutes = MinutesActions(
            desk=parts.desk, main=parts.main, clock=parts.clock, parent=self
        )
        self._papers = PapersActions(desk=parts.desk, main=parts.main, parent=self)
        self._devices = DeviceActions(parts, parent=self)
        self._pre_join = PreJoinActions(desk=parts.desk, screen=parts.main.pre_join, parent=self)
        self._trial = TrialActions(
            desk=parts.desk, screen=parts.main.trial, second=parts.chair.view, parent=self
        )
        self._shortcuts = Shortcuts(parts.main)
        self._connect_shell()
        self._connect_start()

    def let_go(self) -> None:
        """The window was filled anew, and others act for what it holds now."""
        self._main.close_asked.disconnect(self._desk.ask_to_exit)
        self._shortcuts.let_go()
        self.deleteLater()

    # ---- connecting ------------------------------------------------------------------------

    def _connect_shell(self) -> None:
        main = self._main
        main.close_asked.connect(self._desk.ask_to_exit)
        main.navigation.screen_chosen.connect(self.navigate)
        main.tabs.screen_chosen.connect(self.navigate)
        main.navigation.locked.connect(self._desk.sign_out)
        main.navigation.help_asked.connect(self.show_help)
        main.exit_panel.closed.connect(self._desk.shell.stay)
        main.exit_panel.leaving_chosen.connect(self._desk.shell.exit_now)
        main.line_panel.closed.connect(self._desk.line_report.close)
        main.bar.cell_pressed.connect(self.press_cell)
        self._chair.place_changed.connect(self.place_display)
        self._shortcuts.pressed.connect(self.press_key)

    def _connect_start(self) -> None:
        sign_in, home = self._main.sign_in, self._main.home
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
        sign_in.browser.reopened.connect(self._desk.sign_in.reopen_page)
        home.period_chosen.connect(self.choose_period)
        home.searched.connect(self._desk.home.search)
        home.session_pressed.connect(self.activate_session)
        home.dossier_opened.connect(self.open_dossier)
        home.dossier_closed.connect(self._desk.home.close_dossier)
        home.export_chosen.connect(self.export_minutes)
        home.refreshed.connect(self._desk.home.refresh)
        home.unsent_opened.connect(self.open_unsent)
        home.due_pressed.connect(self._desk.home.open_due)
        home.all_due_asked.connect(lambda is_whole: self._desk.home.show_all_due(is_whole=is_whole))
        home.room_opened.connect(self.open_room_check)
        self._main.room_check.check_pressed.connect(self._desk.room_check.check)
        self._main.room_check.sheet_opened.connect(self.open_sheet)
        self._main.room_check.entered.connect(self._desk.room_check.enter)
        self._main.unsent.send_now_pressed.connect(self._desk.unsent.send_now)
        self._main.unsent.session_opened.connect(self.show_dossier)
        self._main.unsent.report_opened.connect(self.navigate)
        self._main.settings.chosen.connect(self._desk.settings.choose)
        self._main.settings.restart_pressed.connect(self._desk.restart)

    # ---- shell, sign-in, home --------------------------------------------------------------

    def navigate(self, screen: str) -> None:
        """An entry of the side menu."""
        self._desk.navigate(Screen(screen))

    def show_help(self) -> None:
        """F1: the keys of the screen that is shown."""
        screen = self._main.screen_shown
        if screen is not None:
            self._main.keys_panel.show_screen(screen, self._main.support_phone)

    def press_cell(self, name: str) -> None:
        """A cell of the status bar leads to what it speaks of."""
        match name:
            case "microphoneCell" | "cameraCell" if not self._desk.is_in_session:
                self._desk.navigate(Screen.DEVICES)
            case "microphoneCell":
                self._toggle_microphone()
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

    def open_room_check(self) -> None:
        """The light of the room on home."""
        self._desk.navigate(Screen.ROOM_CHECK)

    def show_dossier(self, session_id: str) -> None:
        """A session that waits, or was refused: its dossier on home."""
        self._desk.open_dossier(SessionId(session_id))

    def open_sheet(self) -> None:
        """From the room check."""
        self._desk.navigate(Screen.READINESS_SHEET)

    # ---- keys ------------------------------------------------------------------------------

    def press_key(self, name: str) -> None:
        """A key of ux.md 1.3."""
        in_session = self._in_session
        actions = {
            "help": self.show_help,
            "search": self._search,
            "microphone": self._toggle_microphone,
            "retry": self._retry,
            "next_region": self._next_region,
            "previous_region": self._previous_region,
            "floor": in_session.press_floor,
            "cover": self._desk.chair_display.toggle_cover,
            "next_step": in_session.press_next_step,
            "back": self._go_out,
            "insert_time": self._minutes.insert_time,
            "page_on": self._page_on,
            "page_back": self._page_back,
            "receive_papers": self._receive_papers,
            "part_on": self._papers.part_on,
            "part_back": self._papers.part_back,
            "take_in": self._desk.take_in,
            "exit": self._desk.ask_to_exit,
        }
        actions[name]()

    def _toggle_microphone(self) -> None:
        self._trial.toggle_microphone()
        self._in_session.toggle_microphone()

    def _search(self) -> None:
        match self._main.screen_shown:
            case Screen.HOME:
                self._main.home.focus_search()
            case Screen.CASES:
                self._main.cases.focus_search()
            case Screen.FOCAL_POINTS:
                self._main.focal_points.focus_search()
            case Screen.READINESS_SHEET:
                self._main.readiness_sheet.focus_search()
            case Screen.AGENCIES:
                self._main.agencies.take_focus()
            case _:
                pass

    def _retry(self) -> None:
        desk = self._desk
        again = {
            Screen.SIGN_IN: desk.sign_in.retry,
            Screen.HOME: desk.home.refresh,
            Screen.INTAKE: desk.intake.refresh,
            Screen.REQUESTS: desk.requests.refresh,
            Screen.SCHEDULE: desk.schedule.refresh,
            Screen.CASES: desk.cases.refresh,
            Screen.CASE: desk.case_page.refresh,
            Screen.PRE_JOIN: self._pre_join.retry,
            Screen.ROOM_CHECK: desk.room_check.check,
            Screen.DEVICES: self._devices.look_again,
            Screen.READINESS_SHEET: desk.readiness_sheet.refresh,
            Screen.FOCAL_POINTS: desk.focal_points.refresh,
            Screen.AGENCIES: desk.agencies.refresh,
            Screen.DIFFICULTIES: desk.difficulties.refresh,
            Screen.CALENDAR: desk.calendar.refresh,
            Screen.UNSENT: desk.unsent.send_now,
        }
        screen = self._main.screen_shown
        if screen in again:
            again[screen]()

    def _page_on(self) -> None:
        self._papers.page_on()
        self._turn_case_page(1)

    def _page_back(self) -> None:
        self._papers.page_back()
        self._turn_case_page(-1)

    def _turn_case_page(self, steps: int) -> None:
        if self._main.screen_shown is Screen.CASE:
            self._desk.case_page.turn_page(steps)

    def _receive_papers(self) -> None:
        if self._main.screen_shown is Screen.CASE:
            self._main.case.dossier.ask()
        elif self._main.screen_shown is Screen.INTAKE:
            self._main.intake.papers.ask()

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
            case Screen.SESSION:
                self._in_session.leave_part()
            case Screen.CASE if main.case.paper.isVisible():
                self._desk.case_page.close_paper()
            case screen if screen in ENTRIES:
                self._desk.navigate(ENTRIES[screen])
            case screen if screen is not None:
                ways = {
                    Screen.PRE_JOIN: self._pre_join.back,
                    Screen.TRIAL: self._trial.leave,
                    Screen.SIGN_IN: self._desk.sign_in.leave_form,
                    Screen.HOME: self._desk.home.close_dossier,
                }
                if screen in ways:
                    ways[screen]()
