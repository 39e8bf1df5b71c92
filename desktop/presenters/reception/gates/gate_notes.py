"""The gates of a planned session, noted from its plan: the notice, and a leader's leave.

The trial and the connection are noted by what is measured; only of a session on a platform of
somebody else a person writes them down here.
"""

from collections.abc import Callable
from datetime import date

from desktop.domain.access.person import Officer
from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import GateNoted, PlanRefused
from desktop.domain.reception.gate import Gate, GateKind, Leave, needs_leave
from desktop.domain.reception.notice import Delivery, Notice, notice_faults
from desktop.domain.reception.planning import PlanProblem
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan
from desktop.domain.record.printing import InvitationToPrint
from desktop.domain.text import plain_line
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.leave import LEAVE_FORM, LeaveField, leaders_of
from desktop.presenters.form.spec import FormSpec
from desktop.presenters.form.values import read_date
from desktop.presenters.reception.gates.gate_forms import (
    NOTICE_FORM,
    WITNESS_FORM,
    NoticeField,
    WitnessField,
)
from desktop.presenters.reception.gates.notice_lacks import known_lacks, lack_message
from desktop.presenters.reception.schedule_state import GateNotesView
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class GateNotes:
    """Of the session that is selected. Thread: MainThread.

    changed: something is to be drawn anew. What is typed is kept for each session of its own.
    """

    def __init__(self, *, services: Services, clock: Clock, changed: Callable[[], None]) -> None:
        self._services = services
        self._clock = clock
        self._changed = changed
        self._session_id: SessionId | None = None
        self._told: Message | None = None
        self._refused = tuple[PlanProblem, ...]()
        self._is_under_way = False
        self._notice = self._form(NOTICE_FORM, "notice", "note_notice")
        self._leave = self._form(LEAVE_FORM, "leave", "allow_late")
        self._witness = self._form(WITNESS_FORM, "witness", "witness_gate")

    # ---- what the clerk does ---------------------------------------------------------------

    def begin(self, session_id: SessionId | None) -> None:
        """Another session is looked at, or none; what was typed of the former one is kept."""
        if session_id == self._session_id:
            return
        self.leave()
        self._session_id = session_id
        self._told, self._refused = None, ()
        self._is_under_way = False
        self._notice = self._form(NOTICE_FORM, "notice", "note_notice")
        self._leave = self._form(LEAVE_FORM, "leave", "allow_late")
        self._witness = self._form(WITNESS_FORM, "witness", "witness_gate")

    def edit_notice(self, key: str, text: str) -> None:
        """A key or a choice; key: a NoticeField."""
        self._told, self._refused = None, ()
        self._notice.edit(key, text)
        self._changed()

    def edit_leave(self, key: str, text: str) -> None:
        """A key or a choice; key: a LeaveField."""
        self._told = None
        self._leave.edit(key, text)
        self._changed()

    def edit_witness(self, key: str, text: str) -> None:
        """A key; key: a WitnessField."""
        self._told = None
        self._witness.edit(key, text)
        self._changed()

    def witness(self) -> None:
        """Ghi mốc của buổi họp trên nền tảng khác, bằng lời của người ghi."""
        plan = self._plan()
        kind = None if plan is None else _witnessed(plan)
        if plan is None or kind is None or not self._may_ask():
            return
        self._told = None
        if self._witness.may_go(self._witness.faults()):
            words = plain_line(self._witness.words(WitnessField.WORDS))
            self._witness.hand_in(plan.id)
            self._is_under_way = True
            self._services.planning.witness(plan.id, kind, words)
        self._changed()

    def note_notice(self) -> None:
        """Ghi thông báo."""
        plan = self._plan()
        if plan is None or not _may_note(plan) or not self._may_ask():
            return
        if known_lacks(plan, self._services):
            return
        self._told, self._refused = None, ()
        day = read_date(self._notice.text(NoticeField.DAY))
        if self._notice.may_go(self._notice_faults()) and day is not None:
            notice = Notice(
                number=plain_line(self._notice.text(NoticeField.NUMBER)),
                day=day,
                delivery=Delivery(self._notice.text(NoticeField.DELIVERY)),
                posted=read_date(self._notice.text(NoticeField.POSTED)),
            )
            self._notice.hand_in(plan.id)
            self._is_under_way = True
            self._services.planning.note_notice(plan.id, notice)
        self._changed()

    def print_invitation(self) -> None:
        """In giấy mời, to everybody of the plan."""
        plan = self._plan()
        if plan is not None and self._can_invite(plan):
            self._services.printing.offer(InvitationToPrint(session_id=plan.id))

    def allow_late(self, pin: str) -> None:
        """Cho phép; pin: the leader's, kept nowhere."""
        plan = self._plan()
        late = None if plan is None else self._late(plan)
        if plan is None or late is None or not self._may_ask():
            return
        self._told = None
        if not self._leave.may_go(self._leave.faults()):
            pass
        elif not pin:
            self._told = Message(code=MessageCode.LEAVE_WITHOUT_PIN, tone=Tone.WARN)
        else:
            leave = Leave(
                kind=late.kind,
                leader=UserId(self._leave.text(LeaveField.LEADER)),
                pin=pin,
                reason=self._leave.words(LeaveField.REASON),
            )
            self._leave.hand_in(plan.id)
            self._is_under_way = True
            self._services.planning.allow_late(plan.id, leave)
        self._changed()

    def leave(self) -> None:
        """Another screen is shown, or the program ends: what is typed is kept."""
        self._notice.leave()
        self._leave.leave()
        self._witness.leave()

    # ---- what happens ----------------------------------------------------------------------

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self._notice.on_tick()
        self._leave.on_tick()
        self._witness.on_tick()

    def on_event(self, event: Event) -> bool:
        """Take in an outcome; False: it is none of these forms'."""
        if isinstance(event, GateNoted):
            return self._take_noted(event)
        if isinstance(event, PlanRefused):
            return self._take_refusal(event)
        if any(one.take(event) for one in (self._notice, self._leave, self._witness)):
            self._is_under_way = False
            return True
        return False

    # ---- what is drawn ---------------------------------------------------------------------

    def view(self, plan: SessionPlan | None) -> GateNotesView | None:
        """What the screen draws beside the gates of this session, None where nothing is noted."""
        if plan is None or plan.id != self._session_id or not _may_note(plan):
            return None
        late, witnessed = self._late(plan), _witnessed(plan)
        lacks = known_lacks(plan, self._services)
        find = self._services.schedule.site
        return GateNotesView(
            is_notice_noted=_gate(plan, GateKind.NOTICE).passed_at is not None,
            lacks=tuple(lack_message(one, find) for one in dict.fromkeys((*lacks, *self._refused))),
            can_note=self._may_ask() and not lacks,
            notice=self._notice.state(self._notice_faults()),
            late=late.kind if late is not None else None,
            is_never_made=late is not None and late.passed_at is None,
            leave=self._leave.state(self._leave.faults()) if late is not None else None,
            leaders=self._leaders(),
            can_press=self._may_ask(),
            invitation_of=plan.code if self._can_invite(plan) else "",
            message=self._message(),
            witnessed=witnessed,
            witness=(
                self._witness.state(self._witness.faults()) if witnessed is not None else None
            ),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _form(self, spec: FormSpec, name: str, action: str) -> FormPresenter:
        draft = Draft(
            memory=self._services.memory,
            clock=self._clock,
            name=f"gate_{name}_{self._session_id or ''}",
        )
        return FormPresenter(
            spec=spec,
            draft=draft,
            outcomes=Outcomes(hand_in=action),
            watch=FaultWatch(MessageCode.GATE_LACKING, MessageCode.GATE_LACKING),
            offered={LeaveField.LEADER: lambda: {one.id for one in self._leaders()}},
        )

    def _plan(self) -> SessionPlan | None:
        plans = self._services.schedule.every_session()
        return next((one for one in plans if one.id == self._session_id), None)

    def _may_ask(self) -> bool:
        may = person_may(self._services.access, Right.SCHEDULE_SESSION)
        return may and not self._is_under_way

    def _leaders(self) -> tuple[Officer, ...]:
        return leaders_of(self._services.access.officers())

    def _late(self, plan: SessionPlan) -> Gate | None:
        """The first gate that needs somebody's leave."""
        now = self._clock.now()
        return next((one for one in plan.gates if needs_leave(one, now)), None)

    def _notice_faults(self) -> tuple[FieldFault, ...]:
        form = self._notice
        judged = notice_faults(
            read_date(form.text(NoticeField.DAY)),
            read_date(form.text(NoticeField.POSTED)),
            today=self._today(),
        )
        return form.faults(judged)

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()

    def _can_invite(self, plan: SessionPlan) -> bool:
        may = person_may(self._services.access, Right.SCHEDULE_SESSION)
        return may and bool(plan.participants)

    def _take_noted(self, event: GateNoted) -> bool:
        if event.session_id != self._session_id or not self._is_under_way:
            return False
        self._is_under_way = False
        is_notice = self._notice.is_kept([event.session_id])
        is_witnessed = self._witness.is_kept([event.session_id])
        self._leave.is_kept([event.session_id])
        said = MessageCode.NOTICE_NOTED if is_notice else MessageCode.LEAVE_GIVEN
        said = MessageCode.GATE_WITNESSED if is_witnessed else said
        self._told = Message(code=said, tone=Tone.OK, data={"code": event.code})
        return True

    def _take_refusal(self, event: PlanRefused) -> bool:
        if event.session_id != self._session_id or not self._is_under_way:
            return False
        self._is_under_way = False
        self._notice.has_arrived([event.session_id])
        self._leave.has_arrived([event.session_id])
        self._witness.has_arrived([event.session_id])
        self._refused = event.problems
        return True

    def _message(self) -> Message | None:
        notice = self._notice.message(self._notice_faults())
        leave = self._leave.message(self._leave.faults())
        return self._told or notice or leave or self._witness.message(self._witness.faults())


def _may_note(plan: SessionPlan) -> bool:
    return plan.status in AHEAD_STATUSES and any(one.kind is GateKind.NOTICE for one in plan.gates)


def _witnessed(plan: SessionPlan) -> GateKind | None:
    """Of a session elsewhere the trial; that its sites are connected is noted in the session."""
    lacking = {one.kind for one in plan.gates if one.passed_at is None}
    is_due = bool(plan.platform) and GateKind.TRIAL in lacking
    return GateKind.TRIAL if is_due else None


def _gate(plan: SessionPlan, kind: GateKind) -> Gate:
    return next(one for one in plan.gates if one.kind is kind)
