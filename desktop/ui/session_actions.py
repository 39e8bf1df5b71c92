"""What the officer does in a session, told to its presenters: verbs, minutes, papers."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.domain.enums import MinuteLineKind, SessionStatus
from desktop.domain.ids import DocumentId, MinuteLineId, SiteId
from desktop.domain.minutes import LineVersion
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.message import Message
from desktop.presenters.session import SessionPresenter
from desktop.presenters.verb import Verb
from desktop.ui import formats
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class SessionActions(QObject):
    """One named method per action; nothing happens while there is no session."""

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
        self._connect_session()
        self._connect_minutes_and_papers()

    # ---- connecting ------------------------------------------------------------------------

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
        screen.ending.ending_chosen.connect(self.choose_ending)
        screen.ending.reason_edited.connect(self.edit_ending_reason)
        screen.ending.confirmed.connect(self.confirm_ending)
        screen.ending.closed.connect(self.close_ending)

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
        elif self._desk.pre_join is not None:
            self._desk.pre_join.toggle_camera()

    def act_on_message(self, message: Message) -> None:
        """The button of a banner."""
        if self._session is not None:
            self._session.act_on_message(message)

    def choose_ending(self, ending: str) -> None:
        """One of the ways to end the session."""
        if self._session is not None:
            self._session.ending.choose(SessionStatus(ending))

    def edit_ending_reason(self, text: str) -> None:
        """A key in the field of the reason."""
        if self._session is not None:
            self._session.ending.edit_reason(text)

    def confirm_ending(self) -> None:
        """The button that ends the session."""
        if self._session is not None:
            self._session.ending.confirm()

    def close_ending(self) -> None:
        """The sheet goes, the session goes on."""
        if self._session is not None:
            self._session.ending.close()
            self._main.session.take_focus()

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

    def settle_conflict(self, line_id: str, version: LineVersion) -> None:
        """One of two versions was chosen."""
        if self._session is not None:
            self._session.minutes.settle_conflict(MinuteLineId(line_id), version)

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

    def press_floor(self) -> None:
        """F7."""
        if self._session is not None:
            self._session.press_floor_key()

    def press_next_step(self) -> None:
        """F12."""
        self.press_verb(Verb.NEXT_STEP.value)

    def insert_time(self) -> None:
        """Ctrl+T."""
        if self._session is not None:
            self._main.session.minutes.insert_time(f"{formats.hour(self._clock.now())} ")

    def page_on(self) -> None:
        """Ctrl+PgDn."""
        self.turn_page(1)

    def page_back(self) -> None:
        """Ctrl+PgUp."""
        self.turn_page(-1)
