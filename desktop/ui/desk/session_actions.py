"""Actions of the officer in a session, passed to its presenter: verbs, own media, hands, sheets."""

from PySide6.QtCore import QObject, Qt

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.record.incident import IncidentKind
from desktop.presenters.conduct.roll.roll_call import RollPresenter
from desktop.presenters.conduct.speaking_state import RowAction
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.view.message import Message
from desktop.ui.desk.consulting_actions import ConsultingActions
from desktop.ui.desk.desk_actions import DeskActions
from desktop.ui.desk.held_key import HeldKey, LongPress
from desktop.ui.desk.joins.signing_actions import SigningActions
from desktop.ui.screens.session.session import SessionScreen
from desktop.ui.widgets.side_panel import SidePanel
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
        self.speaking = SpeakingActions(desk=desk, main=main, parent=self)
        self.roll = RollActions(desk=desk, main=main, parent=self)
        self.consulting = ConsultingActions(desk=desk, main=main, parent=self)
        self.signing = SigningActions(desk=desk, main=main, parent=self)

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.session
        screen.verb_pressed.connect(self.press_verb)
        screen.cover_pressed.connect(self._desk.chair_display.toggle_cover)
        screen.case.row_pressed.connect(self.press_row)
        self.speaking.join()
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
        screen.incident.kind_chosen.connect(self.note_incident)
        screen.incident.closed.connect(self.close_incident)
        self.roll.join()
        self.consulting.join()
        self.signing.join()

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

    def note_incident(self, kind: str) -> None:
        """What happened: it is written, and the keyboard goes back to the minutes."""
        if self._session is not None:
            self._session.incident.choose(IncidentKind(kind))
            self._main.session.take_focus()

    def close_incident(self) -> None:
        """The card goes, nothing happened."""
        if self._session is not None:
            self._session.incident.close()
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
        elif session.consulting.isVisible():
            self.consulting.close()
        elif (panel := _open_panel(session)) is not None:
            panel.closed.emit()
        elif session.roll.isVisible() or session.signing.isVisible():
            (self.roll if session.roll.isVisible() else self.signing).back()
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

    def open_incident(self) -> None:
        """Ctrl+I: the card of incidents."""
        if self._session is not None:
            self._session.incident.open()

    def mark_moment(self) -> None:
        """F2: this moment is to be found again in the recording."""
        if self._session is not None:
            self._session.incident.mark()

    def pause_for_secret(self) -> None:
        """F10: what must not be heard; no question is asked."""
        self.press_verb(Verb.PAUSE_FOR_SECRET.value)

    def press_hand(self) -> None:
        """F13, Xin nói of the leader's pad: the hand of this site, up or down."""
        if self._session is not None:
            self.press_verb(self._session.conduct.hand_verb().value)

    def break_now(self) -> None:
        """F14, Tạm dừng of the leader's pad."""
        self.press_verb(Verb.BREAK_NOW.value)

    def press_next_step(self) -> None:
        """F12: the next step."""
        self.press_verb(Verb.NEXT_STEP.value)


HELP_HOLD_MS = 1_000
"""F11 (ux.md §1.3)."""


class SpeakingActions(DeskActions):
    """One named method per action; nothing happens while there is no session."""

    def __init__(self, *, desk: DeskPresenter, main: MainWindow, parent: QObject) -> None:
        super().__init__(desk=desk, main=main, parent=parent)
        self._talk_key = HeldKey(Qt.Key.Key_F9, on_up=self._hush, parent=self)
        self._help_key = LongPress(
            Qt.Key.Key_F11, HELP_HOLD_MS, on_held=self._call_help, parent=self
        )

    def join(self) -> None:
        """The screen was built."""
        queue = self._main.session.case.queue
        queue.hand_pressed.connect(self.press_hand)
        queue.action_chosen.connect(self.act)
        queue.hand_placed.connect(self.place)
        queue.tools.clear_pressed.connect(self.clear)
        queue.asking.asked.connect(self.ask_for)
        queue.asking.withdrawn.connect(self.withdraw)

    @property
    def _session(self) -> SessionPresenter | None:
        return self._desk.session

    def press_hand(self, number: int) -> None:
        """The button of a raised hand's row."""
        if self._session is not None:
            self._session.press_hand(number)

    def act(self, action: str, site_id: str, number: int) -> None:
        """A button below the queue, or a key on a row; number 0: the row has no hand."""
        if self._session is not None:
            hand = number or None
            self._session.conduct.speaking.act(RowAction(action), SiteId(site_id), hand)

    def place(self, number: int, place: int) -> None:
        """A hand was dragged, or sent to a place by its number."""
        if self._session is not None:
            self._session.conduct.speaking.place(number, place)

    def clear(self) -> None:
        """Every hand comes down, by a second press."""
        if self._session is not None:
            self._session.press(Verb.LOWER_ALL)

    def ask_for(self, label: str, reason: str) -> None:
        """Somebody of this room asks, or says why."""
        if self._session is not None:
            self._session.conduct.speaking.ask_for(label, reason)

    def withdraw(self, label: str) -> None:
        """Somebody of this room asks no more."""
        if self._session is not None:
            self._session.conduct.speaking.withdraw(label)

    # ---- keys that are held ----------------------------------------------------------------

    def hold(self) -> None:
        """F9 went down: speak until it is let go, here or anywhere."""
        if self._session is not None:
            self._talk_key.press()
            self._session.hold_microphone(is_held=True)

    def hold_for_help(self) -> None:
        """F11 went down: nothing, unless it is held."""
        if self._session is not None:
            self._help_key.press()

    def _hush(self) -> None:
        if self._session is not None:
            self._session.hold_microphone(is_held=False)

    def _call_help(self) -> None:
        if self._session is not None:
            self._session.calling.help.call()


class RollActions(DeskActions):
    """The roll call and what is announced; nothing happens while there is no session."""

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.session
        screen.case.roll_pressed.connect(self.toggle)
        panel = screen.roll
        panel.mark_pressed.connect(self.press)
        panel.dropped.connect(self.drop)
        panel.announced.connect(self.announce)
        panel.adding_asked.connect(self.start_adding)
        panel.closed.connect(self.close)
        panel.backed.connect(self.back)
        panel.ask.edited.connect(self.edit_ask)
        panel.ask.confirmed.connect(self.confirm_ask)
        panel.ask.backed.connect(self.back)
        panel.adding.name_edited.connect(self.edit_name)
        panel.adding.role_chosen.connect(self.choose_role)
        panel.adding.site_chosen.connect(self.choose_site)
        panel.adding.confirmed.connect(self.confirm_adding)
        panel.adding.backed.connect(self.back)

    @property
    def _roll(self) -> RollPresenter | None:
        return None if self._desk.session is None else self._desk.session.roll

    def toggle(self) -> None:
        """Ctrl+R: the sheet opens, or goes."""
        if self._roll is not None:
            self._roll.toggle()
            self._main.session.take_focus()

    def close(self) -> None:
        """The sheet goes."""
        if self._roll is not None:
            self._roll.close()
            self._main.session.take_focus()

    def back(self) -> None:
        """Esc: what is being typed goes, or else the sheet."""
        if self._roll is not None:
            self._roll.back()
            self._main.session.take_focus()

    def press(self, person_id: str, mark: str) -> None:
        """A mark of a person."""
        if self._roll is not None:
            self._roll.press(PersonId(person_id), RollMark(mark))

    def drop(self, person_id: str) -> None:
        """Somebody was added by mistake."""
        if self._roll is not None:
            self._roll.drop(PersonId(person_id))

    def announce(self, what: str) -> None:
        """It was read out, or that was noted by mistake."""
        if self._roll is not None:
            self._roll.announce(Announcement(what))

    def edit_ask(self, text: str) -> None:
        """A key in the field of the reason or of the hour."""
        if self._roll is not None:
            self._roll.edit_ask(text)

    def confirm_ask(self) -> None:
        """It is noted."""
        if self._roll is not None:
            self._roll.confirm_ask()

    def start_adding(self, full_name: str) -> None:
        """Somebody came who was not invited."""
        if self._roll is not None:
            self._roll.start_adding(full_name)

    def edit_name(self, text: str) -> None:
        """A key in the field of the name."""
        if self._roll is not None:
            self._roll.edit_name(text)

    def choose_role(self, role: str) -> None:
        """What they are here."""
        if self._roll is not None:
            self._roll.choose_role(ParticipantRole(role))

    def choose_site(self, site_id: str) -> None:
        """Where they sit."""
        if self._roll is not None:
            self._roll.choose_site(SiteId(site_id))

    def confirm_adding(self) -> None:
        """They are added."""
        if self._roll is not None:
            self._roll.confirm_adding()


def _open_panel(session: SessionScreen) -> SidePanel | None:
    """What lies over the session and is shut by its own ×."""
    panels = (session.concluding, session.incident, session.calling)
    return next((one for one in panels if one.isVisible()), None)
