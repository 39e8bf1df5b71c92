"""Actions of the officer in a session, passed to its presenter: verbs, own media, its sheets."""

from PySide6.QtCore import QObject

from desktop.domain.ids import SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.view.message import Message
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class SessionActions(QObject):
    """One named method per action; nothing happens while there is no session."""

    def __init__(
        self, *, desk: DeskPresenter, main: MainWindow, chair: ChairWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._main = main
        self._chair = chair

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.session
        screen.verb_pressed.connect(self.press_verb)
        screen.cover_pressed.connect(self._desk.chair_display.toggle_cover)
        screen.case.row_pressed.connect(self.press_row)
        screen.pictures.verbs.microphone_pressed.connect(self.toggle_microphone)
        screen.pictures.verbs.camera_pressed.connect(self.toggle_camera)
        screen.pictures.message_pressed.connect(self.act_on_message)
        screen.pictures.next_message_asked.connect(self.show_next_message)
        screen.pictures.display_opened.connect(self._chair.open_as_window)
        screen.ending.ending_chosen.connect(self.choose_ending)
        screen.ending.reason_edited.connect(self.edit_ending_reason)
        screen.ending.confirmed.connect(self.confirm_ending)
        screen.ending.closed.connect(self.close_ending)
        screen.skipping.reason_edited.connect(self.edit_skip_reason)
        screen.skipping.confirmed.connect(self.confirm_skip)
        screen.skipping.closed.connect(self.close_skipping)
        screen.pausing.reason_chosen.connect(self.choose_pause)
        screen.pausing.back_edited.connect(self.edit_back_at)
        screen.pausing.confirmed.connect(self.confirm_pause)
        screen.pausing.secret_pressed.connect(self.pause_for_secret)
        screen.pausing.closed.connect(self.close_pausing)

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
        """F4: own microphone on or off."""
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

    def show_next_message(self) -> None:
        """What else is to be said over the pictures, or the same once more."""
        if self._session is not None:
            self._session.show_next_banner()

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

    def edit_skip_reason(self, text: str) -> None:
        """A key in the field of the reason why a step is left out."""
        if self._session is not None:
            self._session.skipping.edit_reason(text)

    def confirm_skip(self) -> None:
        """The button that leaves the step out."""
        if self._session is not None:
            self._session.skipping.confirm()

    def close_skipping(self) -> None:
        """The sheet goes, no step is left out."""
        if self._session is not None:
            self._session.skipping.close()
            self._main.session.take_focus()

    def choose_pause(self, reason: str) -> None:
        """One of the reasons of a pause."""
        if self._session is not None:
            self._session.pausing.choose(PauseReason(reason))

    def edit_back_at(self, text: str) -> None:
        """A key in the field of the time at which the session goes on."""
        if self._session is not None:
            self._session.pausing.edit_back_at(text)

    def confirm_pause(self) -> None:
        """The button that pauses the session."""
        if self._session is not None:
            self._session.pausing.confirm()

    def close_pausing(self) -> None:
        """The sheet goes, the session goes on."""
        if self._session is not None:
            self._session.pausing.close()
            self._main.session.take_focus()

    def leave_part(self) -> None:
        """Esc: the sheet or panel in front goes, or else the papers."""
        session = self._main.session
        if session.ending.isVisible():
            self.close_ending()
        elif session.skipping.isVisible():
            self.close_skipping()
        elif session.pausing.isVisible():
            self.close_pausing()
        elif session.conflicts.isVisible():
            session.conflicts.shut()
            session.take_focus()
        else:
            session.show_papers(is_open=False)
            session.take_focus()

    # ---- keys ------------------------------------------------------------------------------

    def press_floor(self) -> None:
        """F7: invite the next raised hand, or ask for the floor."""
        if self._session is not None:
            self._session.press_floor_key()

    def pause_for_secret(self) -> None:
        """F10: what must not be heard; no question is asked."""
        self.press_verb(Verb.PAUSE_FOR_SECRET.value)

    def press_next_step(self) -> None:
        """F12: the next step."""
        self.press_verb(Verb.NEXT_STEP.value)
