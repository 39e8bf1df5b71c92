"""Conduct of the session: verbs, steps and the floor, by rights and by the state machine."""

from collections.abc import Callable
from functools import partial

from desktop.domain.access.rights import Right
from desktop.domain.conduct.calls.agency_call import is_listening
from desktop.domain.conduct.speaking_queue import Hand
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import STEPS, can_go_to, can_move, endings_from, next_step
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.conduct.deeds.skipping import SkippingPresenter
from desktop.presenters.conduct.sheets import Sheets
from desktop.presenters.conduct.signing.signing import SigningPresenter
from desktop.presenters.conduct.speaking import SpeakingPresenter
from desktop.presenters.conduct.steps_state import StepPanel, StepRow, StepState
from desktop.presenters.conduct.two_press import TwoPress
from desktop.presenters.conduct.verb import Obstacle, Verb, VerbState
from desktop.presenters.live.session_entry import SessionEntry

_RIGHTS: dict[Verb, Right] = {
    Verb.OPEN: Right.OPEN_SESSION,
    Verb.STOP_OPENING: Right.PAUSE_SESSION,
    Verb.GIVE_FLOOR: Right.GIVE_FLOOR,
    Verb.END_TURN: Right.GIVE_FLOOR,
    Verb.ASK_FLOOR: Right.ASK_FLOOR,
    Verb.LOWER_HAND: Right.ASK_FLOOR,
    Verb.LOWER_ALL: Right.GIVE_FLOOR,
    Verb.CONSULT: Right.PAUSE_SESSION,
    Verb.END_CONSULT: Right.PAUSE_SESSION,
    Verb.PAUSE: Right.PAUSE_SESSION,
    Verb.PAUSE_FOR_SECRET: Right.PAUSE_SESSION,
    Verb.BREAK_NOW: Right.PAUSE_SESSION,
    Verb.RESUME: Right.PAUSE_SESSION,
    Verb.STOP_RESUMING: Right.PAUSE_SESSION,
    Verb.CONCLUDE: Right.SET_STEP,
    Verb.REOPEN: Right.SET_STEP,
    Verb.CLOSE: Right.CLOSE_SESSION,
    Verb.END: Right.CLOSE_SESSION,
    Verb.EXPORT: Right.EXPORT_MINUTES,
    Verb.NEXT_STEP: Right.SET_STEP,
    Verb.SKIP_STEP: Right.SET_STEP,
    Verb.LEAVE: Right.JOIN_SESSION,
    Verb.CALL_AGENCY: Right.CALL_AGENCY,
    Verb.JOIN_IN: Right.JOIN_SESSION,
}

TWO_PRESS_VERBS = frozenset(
    {Verb.CONCLUDE, Verb.REOPEN, Verb.CLOSE, Verb.NEXT_STEP, Verb.LEAVE, Verb.LOWER_ALL}
)
"""Verbs that cannot be taken back, and the one that stands in the place of such a verb."""


_BEGINNINGS = frozenset(
    {Verb.OPEN, Verb.STOP_OPENING, Verb.STOP_RESUMING, Verb.CALL_AGENCY, Verb.JOIN_IN}
)
"""Verbs that begin something, or stop it while it is counted for."""


class ConductPresenter:
    """Says which verbs can be done and does them.

    `on_leave` is called for Verb.LEAVE, `on_end` for Verb.END, `on_offline` for what was pressed
    while the city is not reached; `sheets` ask on, `speaking` knows the order of hands. Verb.EXPORT
    is done by the screen, which asks for the file first.
    """

    def __init__(
        self,
        *,
        entry: SessionEntry,
        on_leave: Callable[[], None],
        on_end: Callable[[], None],
        on_offline: Callable[[], None],
        sheets: Sheets,
    ) -> None:
        self._channel = entry.services.channel
        self._context = entry.context
        self._may = entry.may
        self._facts = entry.facts
        self._on_leave = on_leave
        self._on_end = on_end
        self._on_offline = on_offline
        self._ending = sheets.ending
        self._skipping = sheets.skipping
        self._pausing = sheets.pausing
        self._consulting = sheets.consulting
        self._calling = sheets.calling
        self._signing = sheets.signing
        self.speaking = SpeakingPresenter(entry=entry, on_offline=on_offline)
        self._two_press = TwoPress(clock=entry.clock)

    # ---- what the officer does -------------------------------------------------------------

    def press(self, verb: Verb) -> None:
        """A button or key of this verb; two-press verbs act on the second press."""
        if not self._can_do(self.state(verb)):
            return
        if verb in TWO_PRESS_VERBS:
            if not self._two_press.press(verb):
                return
        else:
            self._two_press.disarm()
        self._do(verb)

    def press_row(self, site_id: SiteId) -> None:
        """The one button of a queue row."""
        verb = self.row_verb(site_id)
        if verb is None or not self._can_do(verb):
            return
        if verb.verb is Verb.GIVE_FLOOR:
            self.speaking.call(site_id, None)
        else:
            self._do(verb.verb)

    def press_hand(self, hand: Hand) -> None:
        """The one button of a raised hand's row."""
        verb = self.hand_row_verb(hand)
        if verb is not None and self._can_do(verb):
            self.speaking.press_hand(hand.number)

    def press_floor_key(self) -> None:
        """F7: invite the next raised hand where one conducts, else ask for the floor."""
        if self._may(Right.GIVE_FLOOR) and self.speaking.next_called() is not None:
            self.press(Verb.GIVE_FLOOR)
        else:
            self.press(self.hand_verb())

    # ---- reading ---------------------------------------------------------------------------

    def verbs(self) -> tuple[VerbState, ...]:
        """The verbs of the middle column, always in the same places.

        What is signed is closed; before that the same place ends the session without signatures.
        Of a session that is over only what can still be done is left.
        """
        if self._facts.is_over:
            return (self.state(Verb.EXPORT), self.state(Verb.LEAVE))
        if self._facts.is_signed:
            return tuple(self.state(verb) for verb in (Verb.CLOSE, Verb.EXPORT, Verb.LEAVE))
        pause = self._resume_verb() if self._facts.is_paused else Verb.PAUSE
        conclude = Verb.REOPEN if self._facts.step is Step.CONCLUSION else Verb.CONCLUDE
        end_or_close = Verb.END if self._can_end() else Verb.CLOSE
        before_or_within = Verb.GIVE_FLOOR if self._facts.is_open else self._open_verb()
        if is_listening(self._facts.calls, self._context.own_site_id):
            return (self.state(Verb.JOIN_IN), self.state(Verb.LEAVE))
        calling = (Verb.CALL_AGENCY,) if self._calling.can_show() else ()
        return tuple(
            self.state(verb)
            for verb in (
                before_or_within,
                Verb.END_TURN,
                self.hand_verb(),
                *calling,
                self._consulting.verb,
                pause,
                conclude,
                end_or_close,
                Verb.LEAVE,
            )
        )

    def state(self, verb: Verb) -> VerbState:
        """Whether a verb can be done now."""
        return VerbState(
            verb=verb,
            obstacle=self._obstacle(verb),
            needs_two_presses=verb in TWO_PRESS_VERBS,
            is_armed=self._two_press.is_armed(verb),
            whom=self._whom(verb),
        )

    def hand_verb(self) -> Verb:
        """Xin nói, or hạ tay while the hand is up."""
        seat = self._facts.seat(self._context.own_site_id)
        return Verb.LOWER_HAND if seat is not None and seat.has_hand_up else Verb.ASK_FLOOR

    def row_verb(self, site_id: SiteId) -> VerbState | None:
        """The one button of a queue row; None when there is nothing to do with the row."""
        if self._facts.is_over:
            return None
        is_speaking = self._facts.speaking_site_id == site_id
        if self._may(Right.GIVE_FLOOR):
            if is_speaking:
                return self.state(Verb.END_TURN)
            if site_id == self._context.own_site_id == self._context.plan.central_site_id:
                return None  # the chair needs nobody's leave to speak
            return VerbState(verb=Verb.GIVE_FLOOR, obstacle=self._row_obstacle(site_id))
        if site_id == self._context.own_site_id and not is_speaking:
            return self.state(self.hand_verb())
        return None

    def hand_row_verb(self, hand: Hand) -> VerbState | None:
        """The one button of a raised hand's row; its own site lowers it, who conducts calls it."""
        if self._facts.is_over:
            return None
        is_own = hand.site_id == self._context.own_site_id
        is_own_chair = is_own and hand.site_id == self._context.plan.central_site_id
        if self._may(Right.GIVE_FLOOR) and not is_own_chair:
            return VerbState(verb=Verb.GIVE_FLOOR, obstacle=self._row_obstacle(hand.site_id))
        return self.state(Verb.LOWER_HAND) if is_own else None

    def steps(self) -> StepPanel:
        """The step list and the next step."""
        step = self._facts.step
        is_begun = self._facts.is_open or self._facts.is_over
        if step is Step.CONSULTATION:
            step = self._facts.step_before_consultation
        place = STEPS.index(step) if is_begun else -1
        return StepPanel(
            rows=tuple(
                StepRow(step=one, state=self._step_state(one, number, place))
                for number, one in enumerate(STEPS)
            ),
            next_step=self._next_step(),
            next_verb=self.state(Verb.NEXT_STEP),
            skipped_step=self._skipping.next_skipped(),
            skip_verb=self.state(Verb.SKIP_STEP),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _can_do(self, state: VerbState) -> bool:
        if state.obstacle is Obstacle.CITY_LOST:
            if state.verb is Verb.PAUSE_FOR_SECRET:
                self._pausing.pause_for_secret()  # this room's own media stop without the city
            else:
                self._on_offline()
        return state.is_enabled

    def _do(self, verb: Verb) -> None:
        next_one = self._next_step()
        actions: dict[Verb, Callable[[], None]] = {
            Verb.OPEN: partial(self._begin, self._channel.open_session),
            Verb.STOP_OPENING: partial(self._channel.count_down, is_on=False),
            Verb.GIVE_FLOOR: self.speaking.call_next,
            Verb.END_TURN: lambda: self._channel.give_floor(None),
            Verb.ASK_FLOOR: self.speaking.ask,
            Verb.LOWER_HAND: lambda: self._channel.ask_floor(has_hand_up=False),
            Verb.CONSULT: self._consulting.open,
            Verb.END_CONSULT: self._consulting.end,
            Verb.PAUSE: self._pausing.open,
            Verb.PAUSE_FOR_SECRET: self._pausing.pause_for_secret,
            Verb.BREAK_NOW: self._pausing.break_now,
            Verb.RESUME: partial(self._begin, self._channel.resume_session),
            Verb.STOP_RESUMING: partial(self._channel.count_down, is_on=False),
            **{verb: partial(self._channel.set_step, step) for verb, step in _STEPS_OF.items()},
            Verb.CLOSE: self._channel.close_session,
            Verb.END: self._on_end,
            Verb.LOWER_ALL: self.speaking.clear,
            Verb.LEAVE: self._on_leave,
            Verb.SKIP_STEP: self._skipping.open,
            Verb.EXPORT: _nothing,
            Verb.CALL_AGENCY: self._calling.toggle,
            Verb.JOIN_IN: self._channel.calls.join_in,
        }
        if next_one is not None:
            actions[Verb.NEXT_STEP] = lambda: self._channel.set_step(next_one)
        actions[verb]()

    def _begin(self, at_once: Callable[[], None]) -> None:
        """Counted at every site; a city that does not count is told to do it at once."""
        live = self._facts.live
        if live is None or live.pauses is None:
            at_once()
        else:
            self._channel.count_down(is_on=True)

    def _next_step(self) -> Step | None:
        if not self._facts.is_open:
            return None
        return next_step(self._facts.step, returns_to=self._facts.step_before_consultation)

    def _whom(self, verb: Verb) -> str:
        called = self.speaking.next_called() if verb is Verb.GIVE_FLOOR else None
        if called is None:
            return ""
        site_id, hand = called
        if hand is None or not hand.speaker:
            return self._context.site_name(site_id)
        return self.speaking.speaker_of(hand)

    def _obstacle(self, verb: Verb) -> Obstacle | None:
        if verb is Verb.LEAVE:
            return None
        if not self._may(_RIGHTS[verb]):
            return Obstacle.NO_RIGHT
        if verb is Verb.EXPORT:
            return None
        if not self._facts.is_connected:
            return Obstacle.CITY_LOST
        if self._facts.is_over:
            return Obstacle.CLOSED
        return self._obstacle_of_state(verb)

    def _obstacle_of_state(self, verb: Verb) -> Obstacle | None:
        if verb in _BEGINNINGS:
            return self._obstacle_to_begin(verb)
        if verb in (Verb.ASK_FLOOR, Verb.LOWER_HAND, Verb.LOWER_ALL):
            return None
        if not self._facts.is_open:
            return Obstacle.NOT_OPENED
        if verb in (Verb.RESUME, Verb.END, Verb.PAUSE_FOR_SECRET):
            return self._obstacle_in_any_state(verb)
        if self._facts.is_paused:
            return Obstacle.PAUSED
        return self._obstacle_in_session(verb, self._facts.status)

    def _obstacle_to_begin(self, verb: Verb) -> Obstacle | None:
        if verb is Verb.OPEN:
            return self._obstacle_to_open()
        if verb in (Verb.CALL_AGENCY, Verb.JOIN_IN):
            return self._calling.obstacle(verb)
        return None if self._facts.is_counting else Obstacle.NOT_IN_THIS_STATE

    def _obstacle_to_open(self) -> Obstacle | None:
        if self._facts.is_open:
            return Obstacle.ALREADY_OPEN
        if self._facts.status is SessionStatus.READY:
            return None
        seats = [self._facts.seat(site_id) for site_id in self._context.plan.site_ids]
        is_complete = all(seat is not None and seat.is_connected for seat in seats)
        return Obstacle.GATES_MISSING if is_complete else Obstacle.SITES_MISSING

    def _obstacle_in_any_state(self, verb: Verb) -> Obstacle | None:
        can_be_done = {
            Verb.RESUME: self._facts.is_paused,
            Verb.END: self._can_end(),
            Verb.PAUSE_FOR_SECRET: self._pausing.can_pause_for_secret(),
        }[verb]
        if not can_be_done:
            return Obstacle.NOT_IN_THIS_STATE
        return Obstacle.ENDING_ASKED if verb is Verb.END and self._is_ending() else None

    def _obstacle_in_session(self, verb: Verb, status: SessionStatus) -> Obstacle | None:
        own: dict[Verb, Callable[[], Obstacle | None]] = {
            Verb.CONSULT: partial(self._consulting.obstacle_of, verb),
            Verb.END_CONSULT: partial(self._consulting.obstacle_of, verb),
            Verb.GIVE_FLOOR: self.speaking.obstacle_to_call,
            Verb.SKIP_STEP: self._obstacle_to_skip,
        }
        if verb in own:
            return own[verb]()
        if verb is Verb.PAUSE and self._pausing.sheet() is not None:
            return Obstacle.PAUSING_ASKED
        if verb is Verb.NEXT_STEP and (held := _held(self._skipping, self._signing)) is not None:
            return held
        if verb is Verb.END_TURN:
            return None if self._facts.speaking_site_id else Obstacle.NOBODY_SPEAKS
        if verb in _TARGETS:
            is_allowed = can_move(status, _TARGETS[verb])
        elif verb is Verb.REOPEN and self._facts.step is not Step.CONCLUSION:
            is_allowed = False
        else:
            is_allowed = self._can_go_to(_STEPS_OF.get(verb) or self._next_step())
        return None if is_allowed else Obstacle.NOT_IN_THIS_STATE

    def _obstacle_to_skip(self) -> Obstacle | None:
        if self._skipping.next_skipped() is None:
            return Obstacle.NOT_IN_THIS_STATE
        if self._is_ending():
            return Obstacle.ENDING_ASKED
        return Obstacle.SKIPPING_ASKED if self._skipping.sheet() is not None else None

    def _is_ending(self) -> bool:
        return self._ending.sheet() is not None

    def _open_verb(self) -> Verb:
        return Verb.STOP_OPENING if self._facts.is_counting else Verb.OPEN

    def _resume_verb(self) -> Verb:
        return Verb.STOP_RESUMING if self._facts.is_counting else Verb.RESUME

    def _can_end(self) -> bool:
        return bool(endings_from(self._facts.status))

    def _can_go_to(self, target: Step | None) -> bool:
        return target is not None and can_go_to(
            target,
            status=self._facts.status,
            step=self._facts.step,
            returns_to=self._facts.step_before_consultation,
        )

    def _step_state(self, step: Step, number: int, place: int) -> StepState:
        if number == place:
            return StepState.CURRENT
        if number > place:
            return StepState.AHEAD
        live = self._facts.live
        left_out = {one.step for one in (live.skipped if live is not None else None) or ()}
        return StepState.SKIPPED if step in left_out else StepState.DONE

    def _row_obstacle(self, site_id: SiteId) -> Obstacle | None:
        general = self._obstacle(Verb.GIVE_FLOOR)
        if general is not None and general is not Obstacle.NOBODY_WAITS:
            return general
        seat = self._facts.seat(site_id)
        return None if seat is not None and seat.is_connected else Obstacle.ABSENT


_TARGETS: dict[Verb, SessionStatus] = {
    Verb.PAUSE: SessionStatus.PAUSED,
    Verb.BREAK_NOW: SessionStatus.PAUSED,
    Verb.CLOSE: SessionStatus.CLOSED,
}
_STEPS_OF: dict[Verb, Step] = {
    Verb.CONCLUDE: Step.CONCLUSION,
    Verb.REOPEN: Step.QUESTIONS,
}
"""Verbs that go to a step of their own."""


def _held(skipping: SkippingPresenter, signing: SigningPresenter) -> Obstacle | None:
    """What keeps the session at its step."""
    return Obstacle.ROLL_NOT_CALLED if skipping.is_held_at_roll() else signing.obstacle()


def _nothing() -> None:
    """The screen does it."""
