"""Bỏ qua một bước: the next step is left out, for a reason that the minutes print."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.roll_call import step_left_out
from desktop.domain.events import ActionFailed, Event
from desktop.domain.reception.ending import ReasonFault, plain_reason, reason_fault
from desktop.domain.reception.skipped_step import step_after
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.services.conduct import ChannelService


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipSheet:
    """step: the one that would be left out. obstacle: why it cannot be done now.

    is_waiting: the city was asked and has not answered yet.
    """

    step: Step
    reason: str
    fault: ReasonFault | None
    obstacle: Obstacle | None
    is_waiting: bool

    @property
    def can_confirm(self) -> bool:
        """Whether a press does something."""
        return self.obstacle is None and not self.is_waiting


class SkippingPresenter:
    """The sheet. What was typed stays while it is shut, until another step is the next."""

    def __init__(
        self,
        *,
        channel: ChannelService,
        facts: SessionFacts,
        is_roll_whole: Callable[[], bool],
        on_changed: Callable[[], None],
        on_offline: Callable[[], None],
    ) -> None:
        self._channel = channel
        self._facts = facts
        self._is_roll_whole = is_roll_whole
        self._on_changed = on_changed
        self._on_offline = on_offline
        self._is_open = False
        self._asked_at: Step | None = None
        self._step: Step | None = None
        self._reason = ""
        self._fault: ReasonFault | None = None
        self._is_waiting = False

    # ---- what the officer does -------------------------------------------------------------

    def open(self) -> None:
        """The verb was pressed; the session draws."""
        self._is_open = True
        self._fault = None
        self._follow()

    def close(self) -> None:
        """Trở lại: no step was left out."""
        self._is_open = False
        self._on_changed()

    def edit_reason(self, text: str) -> None:
        """A key in the field."""
        self._reason = text
        self._fault = None
        self._on_changed()

    def confirm(self) -> None:
        """Ask the city to leave the step out, or say what is missing."""
        sheet = self.sheet()
        if sheet is None:
            return
        if sheet.obstacle is Obstacle.CITY_LOST:
            self._on_offline()
        if sheet.can_confirm:
            self._fault = reason_fault(self._reason)
            if self._fault is None:
                self._is_waiting = True
                self._channel.set_step(step_after(sheet.step), plain_reason(self._reason))
        self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """The session went on, the city refused, or the line is gone; the session draws."""
        match event:
            case LiveSessionChanged():
                self._follow()
            case ActionFailed(action="set_step") | ChannelChanged():
                self._is_waiting = False
            case _:
                pass

    def next_skipped(self) -> Step | None:
        """The step that may be left out now; None: none, or this city lets none be left out."""
        live = self._facts.live
        if live is None or live.skipped is None:
            return None
        return step_left_out(
            status=live.status, step=live.step, is_roll_whole=self._is_roll_whole()
        )

    def is_held_at_roll(self) -> bool:
        """Somebody is not noted: the roll call can be left out, and not be passed."""
        return self._facts.step is Step.ROLL_CALL and self.next_skipped() is Step.ROLL_CALL

    def sheet(self) -> SkipSheet | None:
        """What is drawn; None while it is shut, or when there is nothing to be left out."""
        step = self.next_skipped()
        if not self._is_open or step is None:
            return None
        return SkipSheet(
            step=step,
            reason=self._reason,
            fault=self._fault,
            obstacle=None if self._facts.is_connected else Obstacle.CITY_LOST,
            is_waiting=self._is_waiting,
        )

    def _follow(self) -> None:
        """A reason is typed for one step at one step; with the next the sheet is shut and empty."""
        step, at = self.next_skipped(), self._facts.step
        if (step, at) == (self._step, self._asked_at):
            return
        if self._step is not None:
            self._is_open = False
            self._reason = ""
            self._fault = None
        self._step, self._asked_at = step, at
        self._is_waiting = False
