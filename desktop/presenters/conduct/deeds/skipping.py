"""Bỏ qua một bước: the next step is left out, for a reason that the minutes print."""

from collections.abc import Callable
from dataclasses import dataclass

from typing_extensions import override

from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.roll_call import step_left_out
from desktop.domain.events import Event
from desktop.domain.reception.ending import ReasonFault, plain_reason, reason_fault
from desktop.domain.reception.skipped_step import step_after
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.deeds.asked_deed import DeedSheet, ReasonedDeed
from desktop.presenters.conduct.live_sheet import SheetParts


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipSheet(DeedSheet):
    """step: the one that would be left out."""

    step: Step
    reason: str
    fault: ReasonFault | None


class SkippingPresenter(ReasonedDeed[SkipSheet, ReasonFault]):
    """The sheet. What was typed stays while it is shut, until another step is the next."""

    action = "set_step"

    def __init__(self, parts: SheetParts, *, is_roll_whole: Callable[[], bool]) -> None:
        super().__init__(parts)
        self._is_roll_whole = is_roll_whole
        self._asked_at: Step | None = None
        self._step: Step | None = None

    @override
    def open(self) -> None:
        super().open()
        self._follow()

    @override
    def on_event(self, event: Event) -> None:
        """The session went on, the city refused, or the line is gone; the session draws."""
        super().on_event(event)
        if isinstance(event, LiveSessionChanged):
            self._follow()

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

    @override
    def sheet(self) -> SkipSheet | None:
        step = self.next_skipped()
        if not self._is_open or step is None:
            return None
        return SkipSheet(
            step=step,
            reason=self._reason,
            fault=self._fault,
            obstacle=self._obstacle(),
            is_waiting=self._is_waiting,
        )

    @override
    def _ask(self, sheet: SkipSheet) -> None:
        self._fault = reason_fault(self._reason)
        if self._fault is None:
            self._is_waiting = True
            self._channel.set_step(step_after(sheet.step), plain_reason(self._reason))

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
