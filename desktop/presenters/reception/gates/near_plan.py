"""A leader's leave for a plan whose notice will be late: who, why, and the PIN, kept nowhere."""

from collections.abc import Callable

from desktop.domain.access.person import Officer
from desktop.domain.clock import Clock
from desktop.domain.ids import UserId
from desktop.domain.reception.planning import NearLeave
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.leave import LEAVE_FORM, LeaveField, leaders_of
from desktop.presenters.reception.schedule_state import NearView
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class NearPlan:
    """Thread: MainThread. changed: something is to be drawn anew."""

    def __init__(self, *, services: Services, clock: Clock, changed: Callable[[], None]) -> None:
        self._services = services
        self._changed = changed
        self._draft = Draft(memory=services.memory, clock=clock, name="schedule_near_draft")
        self._form = FormPresenter(
            spec=LEAVE_FORM,
            draft=self._draft,
            outcomes=Outcomes(hand_in="allow_near"),
            watch=FaultWatch(MessageCode.LEAVE_LACKING, MessageCode.LEAVE_LACKING),
            offered={LeaveField.LEADER: lambda: {one.id for one in self._leaders()}},
        )

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: a LeaveField."""
        self._form.edit(key, text)
        self._changed()

    def leave(self, pin: str) -> NearLeave | None:
        """What the city is to be told; None: something of it is missing, which is said."""
        if not self._form.may_go(self._form.faults()):
            return None
        if not pin:
            self._form.told = Message(code=MessageCode.NEAR_WITHOUT_PIN, tone=Tone.WARN)
            return None
        return NearLeave(
            leader=UserId(self._form.text(LeaveField.LEADER)),
            pin=pin,
            reason=self._form.words(LeaveField.REASON),
        )

    def forget(self) -> None:
        """It was planned, or something else is written: a leave is for one plan alone."""
        self._draft.drop()
        self._form.begin_anew()

    def keep(self) -> None:
        """Another screen is shown, or the program ends: what is typed is kept."""
        self._form.leave()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self._form.on_tick()

    def view(self, *, can_press: bool) -> NearView:
        """What the screen draws where the notice alone stands in the way."""
        faults = self._form.faults()
        return NearView(
            form=self._form.state(faults),
            leaders=self._leaders(),
            can_press=can_press,
            message=self._form.message(faults),
        )

    def _leaders(self) -> tuple[Officer, ...]:
        return leaders_of(self._services.access.officers())
