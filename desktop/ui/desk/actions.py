"""Actions of the officer, passed to presenters: what lies around the screens, and the keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.presenters.shell.menu import ENTRIES
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar_state import DisplayPlace
from desktop.ui.desk.call_actions import CallActions
from desktop.ui.desk.desk_parts import DeskParts
from desktop.ui.desk.device_actions import DeviceActions
from desktop.ui.desk.joins.print_actions import connect_form_print
from desktop.ui.desk.joins.screen_joins import joins_of_screens
from desktop.ui.desk.joins.start_actions import call_next
from desktop.ui.desk.minutes_actions import MinutesActions
from desktop.ui.desk.papers_actions import PapersActions
from desktop.ui.desk.pre_join_actions import PreJoinActions
from desktop.ui.desk.regions import move_region
from desktop.ui.desk.session_actions import SessionActions
from desktop.ui.desk.shortcuts import MEETING, Shortcuts
from desktop.ui.desk.trial_actions import TrialActions
from desktop.ui.windows.main_window import SLOTS
from desktop.ui.windows.screens import search_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_PHRASE = "phrase_"
"""Before the number of a standard sentence, in the name of its key."""


class DeskActions(QObject):
    """One named method per action; a screen is joined when it is built."""

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
        self._calls = CallActions(desk=parts.desk, main=parts.main, parent=self)
        self._devices = DeviceActions(parts, parent=self)
        self._pre_join = PreJoinActions(desk=parts.desk, main=parts.main, parent=self)
        self._trial = TrialActions(
            desk=parts.desk, main=parts.main, second=parts.chair.view, parent=self
        )
        self._shortcuts = Shortcuts(parts.main)
        self._connect_shell()
        self._joins: Mapping[Screen, Callable[[], None]] = {
            **joins_of_screens(parts.desk, parts.main),
            Screen.PRE_JOIN: self._pre_join.join,
            Screen.TRIAL: self._trial.join,
            Screen.SESSION: self._join_session,
            Screen.DEVICES: self._devices.join,
        }
        for screen in Screen:
            if parts.main.built(screen) is not None:
                self.join(screen)

    def let_go(self) -> None:
        """The window was filled anew, and others act for what it holds now."""
        self._main.close_asked.disconnect(self._desk.ask_to_exit)
        self._main.ring_built.disconnect(self._calls.join_ring)
        self._main.print_built.disconnect(self._join_print)
        self._shortcuts.let_go()
        self.deleteLater()

    def join(self, screen: Screen) -> None:
        """This screen of the window was built."""
        self._joins[screen]()

    # ---- connecting ------------------------------------------------------------------------

    def _connect_shell(self) -> None:
        main = self._main
        main.close_asked.connect(self._desk.ask_to_exit)
        main.ring_built.connect(self._calls.join_ring)
        main.print_built.connect(self._join_print)
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

    def _join_print(self) -> None:
        connect_form_print(self._desk, self._main)

    def _join_session(self) -> None:
        for actions in (self._in_session, self._minutes, self._papers, self._calls):
            actions.join()

    # ---- shell -----------------------------------------------------------------------------

    def navigate(self, screen: str) -> None:
        """An entry of the side menu."""
        self._desk.navigate(Screen(screen))

    def show_help(self) -> None:
        """F1: the keys of the screen that is shown."""
        screen = self._main.screen_shown
        if screen is not None:
            session = self._desk.session
            phrases = () if session is None else session.context.phrases
            self._main.keys_panel.show_screen(screen, self._main.support_phone, phrases)

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
                self._desk.navigate(Screen.UNSENT)
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
            "hold": in_session.speaking.hold,
            "call_help": in_session.speaking.hold_for_help,
            "cover": self._desk.chair_display.toggle_cover,
            "next_step": in_session.press_next_step,
            "pause_for_secret": in_session.pause_for_secret,
            "pad_hand": in_session.press_hand,
            "pad_break": in_session.break_now,
            "mark": in_session.mark_moment,
            "incident": in_session.open_incident,
            "call_roll": in_session.roll.toggle,
            "call_agency": self._calls.toggle,
            "back": self._go_out,
            "insert_time": self._minutes.insert_time,
            "conclude": self._minutes.conclude,
            "page_on": self._page_on,
            "page_back": self._page_back,
            "to_page": self._ask_page,
            "receive_papers": self._receive_papers,
            "read_aloud": self._minutes.read_aloud,
            "part_on": self._papers.part_on,
            "part_back": self._papers.part_back,
            "take_in": self._desk.take_in,
            "call_next": lambda: call_next(self._desk),
            "print": self._print,
            "exit": self._desk.ask_to_exit,
            "meeting_microphone": self._toggle_microphone,
            "meeting_camera": in_session.toggle_camera,
            "meeting_hand": in_session.press_hand,
            "meeting_show": self._papers.show_or_take_down,
        }
        if name.startswith(_PHRASE):
            self._minutes.insert_phrase(int(name.removeprefix(_PHRASE)))
        elif self._main.has_meeting_keys or not name.startswith(MEETING):
            actions[name]()

    def _print(self) -> None:
        """What is printed on this screen: the minutes, or the index of a dossier."""
        if self._main.screen_shown is Screen.SESSION:
            self._in_session.signing.print_minutes()
        elif self._main.screen_shown is Screen.CASE:
            self._main.case.dossier.print_index()

    def _toggle_microphone(self) -> None:
        self._trial.toggle_microphone()
        self._in_session.toggle_microphone()

    def _search(self) -> None:
        screen = self._main.screen_shown
        if screen is not None:
            search_on(SLOTS[screen].of(self._main))

    def _retry(self) -> None:
        desk = self._desk
        again = {
            Screen.SIGN_IN: desk.sign_in.retry,
            Screen.HOME: desk.home.refresh,
            Screen.WAITING: desk.waiting.refresh,
            Screen.INTAKE: desk.intake.refresh,
            Screen.REQUESTS: desk.requests.refresh,
            Screen.SCHEDULE: desk.schedule.refresh,
            Screen.CASES: desk.cases.refresh,
            Screen.CASE: desk.case_page.refresh,
            Screen.RECORDINGS: desk.recordings.refresh,
            Screen.RECORDING: desk.recording.refresh,
            Screen.REGISTER: desk.register.refresh,
            Screen.CONCLUSIONS: desk.conclusions.refresh,
            Screen.PRE_JOIN: self._pre_join.retry,
            Screen.TRIAL: self._trial.measure_again,
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
        if self._minutes.read_on(1):
            return
        self._papers.page_on()
        self._turn_case_page(1)

    def _page_back(self) -> None:
        if self._minutes.read_on(-1):
            return
        self._papers.page_back()
        self._turn_case_page(-1)

    def _turn_case_page(self, steps: int) -> None:
        if self._main.screen_shown is Screen.CASE:
            self._desk.case_page.turn_page(steps)

    def _ask_page(self) -> None:
        match self._main.screen_shown:
            case Screen.SESSION:
                self._main.session.ask_page()
            case Screen.CASE:
                self._main.case.paper.turner.ask()
            case _:
                pass

    def _receive_papers(self) -> None:
        screen = self._main.screen_shown
        if screen is Screen.CONCLUSIONS and self._main.conclusions.panel.isVisible():
            self._main.conclusions.panel.ask_files()
        elif screen is Screen.CASE:
            self._main.case.dossier.ask()
        elif screen is Screen.INTAKE:
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
        elif main.is_printing_form:
            self._desk.form_print.close()
        elif main.line_panel.isVisible():
            self._desk.line_report.close()
        else:
            self._leave_screen()

    def _leave_register(self) -> None:
        if self._main.register.panel.isVisible():
            self._desk.register.writing.close()
        else:
            self._desk.navigate(Screen.HOME)

    def _leave_recording(self) -> None:
        self._main.recording.back_pressed.emit()

    def _leave_screen(self) -> None:
        main, screen = self._main, self._main.screen_shown
        ways: dict[Screen, Callable[[], None]] = {
            Screen.SESSION: self._in_session.leave_part,
            Screen.REGISTER: self._leave_register,
            Screen.RECORDING: self._leave_recording,
            Screen.PRE_JOIN: self._pre_join.back,
            Screen.TRIAL: self._trial.leave,
            Screen.SIGN_IN: self._desk.sign_in.leave_form,
            Screen.HOME: self._desk.home.close_dossier,
            Screen.CONCLUSIONS: self._desk.conclusions.writing.close,
        }
        if screen is Screen.INTAKE and main.intake.card.isVisible():
            main.intake.card.closed.emit()
        elif screen is Screen.CASE and main.case.amend.isVisible():
            self._desk.case_page.amending.close()
        elif screen is Screen.CASE and main.case.archive.isVisible():
            self._desk.case_page.archiving.close()
        elif screen is Screen.CASE and main.case.paper.isVisible():
            self._desk.case_page.close_paper()
        elif screen is not None and screen in ways:
            ways[screen]()
        elif screen is not None and screen in ENTRIES:
            self._desk.navigate(ENTRIES[screen])
