"""What the officer does, told to the presenters: buttons, keys, files."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.domain.clock import Clock
from desktop.domain.device import DeviceKind
from desktop.domain.enums import MinuteLineKind
from desktop.domain.ids import DeviceId, DocumentId, MinuteLineId, SessionId, SiteId, UserId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.home_state import HomePeriod
from desktop.presenters.message import Message
from desktop.presenters.session import SessionPresenter
from desktop.presenters.shell_state import Screen
from desktop.presenters.status_bar_state import DisplayPlace
from desktop.presenters.verb import Verb
from desktop.ui import formats
from desktop.ui.regions import move_region
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class DeskActions(QObject):
    """One named method per action; pre-join and session exist only while the officer is there."""

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
        self._clock = clock
        self._shortcuts = Shortcuts(main)
        self._connect_shell()
        self._connect_start()
        self._connect_session()
        self._connect_minutes_and_papers()

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
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.follow_screens)
            application.screenRemoved.connect(self.follow_screens)

    def _connect_start(self) -> None:
        sign_in, home, pre_join = self._main.sign_in, self._main.home, self._main.pre_join
        sign_in.officer_chosen.connect(self.select_officer)
        sign_in.pin_edited.connect(self._desk.sign_in.edit_pin)
        sign_in.submitted.connect(self._desk.sign_in.submit)
        home.period_chosen.connect(self.choose_period)
        home.searched.connect(self._desk.home.search)
        home.session_pressed.connect(self.activate_session)
        home.dossier_opened.connect(self.open_dossier)
        home.dossier_closed.connect(self._desk.home.close_dossier)
        home.refreshed.connect(self._desk.home.refresh)
        home.unsent_opened.connect(self.open_unsent)
        pre_join.device_chosen.connect(self.select_device)
        pre_join.camera_toggled.connect(self.toggle_preview)
        pre_join.retried.connect(self.retry_pre_join)
        pre_join.message_pressed.connect(self.retry_pre_join)
        pre_join.entered.connect(self.enter)
        pre_join.back_pressed.connect(self.go_back)
        self._main.room_check.check_pressed.connect(self._desk.room_check.check)
        export_sheet = self._desk.room_check.export
        self._main.room_check.export_chosen.connect(lambda path: export_sheet(Path(path)))
        self._main.unsent.send_now_pressed.connect(self._desk.unsent.send_now)

    def _connect_session(self) -> None:
        screen = self._main.session
        screen.verb_pressed.connect(self.press_verb)
        screen.cover_pressed.connect(self._desk.chair_display.toggle_cover)
        screen.case.row_pressed.connect(self.press_row)
        screen.pictures.verbs.microphone_pressed.connect(self.toggle_microphone)
        screen.pictures.verbs.camera_pressed.connect(self.toggle_camera)
        screen.pictures.message_pressed.connect(self.act_on_message)
        screen.pictures.page_turned.connect(self.turn_page)
        screen.pictures.take_down_asked.connect(self.take_down)
        screen.pictures.display_opened.connect(self._chair.open_as_window)

    def _connect_minutes_and_papers(self) -> None:
        minutes, papers = self._main.session.minutes, self._main.session.papers
        minutes.text_edited.connect(self.edit_text)
        minutes.line_finished.connect(self.finish_line)
        minutes.speaker_stepped.connect(self.step_speaker)
        minutes.speaker_chosen.connect(self.choose_speaker)
        minutes.kind_chosen.connect(self.choose_kind)
        minutes.correction_asked.connect(self.correct_line)
        minutes.conflict_settled.connect(self.settle_conflict)
        minutes.dismissed.connect(self.dismiss)
        self._main.session.export_chosen.connect(self.export)
        papers.paper_added.connect(self.add_paper)
        papers.paper_chosen.connect(self.choose_paper)
        papers.page_turned.connect(self.turn_page)
        papers.page_width_settled.connect(self.set_preview_width)
        papers.clearing_asked.connect(self.clear_for_display)
        papers.present_asked.connect(self.present)
        papers.take_down_asked.connect(self.take_down)
        papers.message_pressed.connect(self.act_on_message)

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
                self.toggle_microphone()
            case "cameraCell":
                self.toggle_camera()
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
        """A screen was plugged in or out."""
        self._chair.follow_screens(self._main.screen())

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

    def open_unsent(self) -> None:
        """The card, or the cell of the status bar."""
        self._desk.navigate(Screen.UNSENT)

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

    # ---- session ---------------------------------------------------------------------------

    @property
    def _session(self) -> SessionPresenter | None:
        return self._desk.session

    def press_verb(self, verb: str) -> None:
        """A verb's button."""
        if self._session is not None:
            self._session.press(Verb(verb))

    def press_row(self, site_id: str) -> None:
        """The button of a queue row."""
        if self._session is not None:
            self._session.press_row(SiteId(site_id))

    def toggle_microphone(self) -> None:
        """F4."""
        if self._session is not None:
            self._session.toggle_microphone()

    def toggle_camera(self) -> None:
        """Camera on or off, in the session or before it."""
        if self._session is not None:
            self._session.toggle_camera()
        else:
            self.toggle_preview()

    def act_on_message(self, message: Message) -> None:
        """The button of a banner."""
        if self._session is not None:
            self._session.act_on_message(message)

    def edit_text(self, text: str) -> None:
        """A key in the editor."""
        if self._session is not None:
            self._session.minutes.edit_text(text)

    def finish_line(self) -> None:
        """Enter in the editor."""
        if self._session is not None:
            self._session.minutes.new_line()

    def step_speaker(self, steps: int) -> None:
        """Tab in the editor."""
        if self._session is not None:
            self._session.minutes.change_speaker(steps=steps)

    def choose_speaker(self, speaker: str) -> None:
        """The list of speakers."""
        if self._session is not None:
            self._session.minutes.choose_speaker(speaker)

    def choose_kind(self, kind: str) -> None:
        """The list of kinds."""
        if self._session is not None:
            self._session.minutes.choose_kind(MinuteLineKind(kind))

    def correct_line(self, line_id: str) -> None:
        """The pencil of a line."""
        if self._session is not None:
            self._session.minutes.correct_line(MinuteLineId(line_id))
            self._main.session.minutes.focus_editor()

    def settle_conflict(self, line_id: str, text: str) -> None:
        """One of two texts was chosen."""
        if self._session is not None:
            self._session.minutes.settle_conflict(MinuteLineId(line_id), text)

    def dismiss(self, code: str) -> None:
        """A message of the minutes was read."""
        if self._session is not None:
            self._session.minutes.dismiss(code)

    def export(self, path: str) -> None:
        """Where the DOCX goes."""
        if self._session is not None:
            self._session.minutes.export(Path(path))

    # ---- papers ----------------------------------------------------------------------------

    def add_paper(self, path: str) -> None:
        """A file chosen or dropped."""
        if self._session is not None:
            self._session.papers.add_paper(Path(path))

    def choose_paper(self, document_id: str) -> None:
        """A row of the list."""
        if self._session is not None:
            self._session.papers.select(DocumentId(document_id))

    def turn_page(self, steps: int) -> None:
        """A page on or back."""
        if self._session is not None:
            self._session.papers.turn_page(steps)

    def set_preview_width(self, width: int) -> None:
        """The room for a page changed."""
        if self._session is not None:
            self._session.papers.set_preview_width(width)

    def clear_for_display(self, is_cleared: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Cho trình chiếu."""
        if self._session is not None:
            self._session.papers.clear_for_display(is_cleared=is_cleared)

    def present(self) -> None:
        """Trình chiếu."""
        if self._session is not None:
            self._session.papers.present()

    def take_down(self) -> None:
        """Dừng chiếu."""
        if self._session is not None:
            self._session.papers.take_down()

    # ---- keys ------------------------------------------------------------------------------

    def press_key(self, name: str) -> None:
        """A key of ux.md 1.3."""
        actions = {
            "help": self.show_help,
            "search": self._search,
            "microphone": self.toggle_microphone,
            "retry": self._retry,
            "next_region": self._next_region,
            "previous_region": self._previous_region,
            "floor": self._press_floor,
            "cover": self._desk.chair_display.toggle_cover,
            "next_step": self._press_next_step,
            "back": self._go_out,
            "insert_time": self._insert_time,
            "page_on": self._page_on,
            "page_back": self._page_back,
            "exit": self._desk.ask_to_exit,
        }
        actions[name]()

    def _search(self) -> None:
        if self._main.screen_shown is Screen.HOME:
            self._main.home.focus_search()

    def _retry(self) -> None:
        match self._main.screen_shown:
            case Screen.SIGN_IN:
                self._desk.sign_in.retry()
            case Screen.HOME:
                self._desk.home.refresh()
            case Screen.PRE_JOIN:
                self.retry_pre_join()
            case Screen.ROOM_CHECK:
                self._desk.room_check.check()
            case Screen.UNSENT:
                self._desk.unsent.send_now()
            case _:
                pass

    def _next_region(self) -> None:
        move_region(self._main, 1)

    def _previous_region(self) -> None:
        move_region(self._main, -1)

    def _press_floor(self) -> None:
        if self._session is not None:
            self._session.press_floor_key()

    def _press_next_step(self) -> None:
        self.press_verb(Verb.NEXT_STEP.value)

    def _go_out(self) -> None:
        main = self._main
        if main.exit_panel.isVisible():
            self._desk.shell.stay()
        elif main.keys_panel.isVisible():
            main.keys_panel.shut()
        elif main.line_panel.isVisible():
            self._desk.line_report.close()
        elif main.screen_shown is Screen.SESSION:
            main.session.show_papers(is_open=False)
            main.session.take_focus()
        elif main.screen_shown is Screen.PRE_JOIN:
            self.go_back()
        elif main.screen_shown is Screen.HOME:
            self._desk.home.close_dossier()

    def _insert_time(self) -> None:
        if self._session is not None:
            self._main.session.minutes.insert_time(f"{formats.hour(self._clock.now())} ")

    def _page_on(self) -> None:
        self.turn_page(1)

    def _page_back(self) -> None:
        self.turn_page(-1)
