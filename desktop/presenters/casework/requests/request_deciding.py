"""The right half of "Yêu cầu tiếp công dân": what waits, and what is decided of it."""

from collections.abc import Mapping
from datetime import date, datetime

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.reception_request import (
    DecidedRequest,
    Decision,
    KnownRequest,
    OnlineGround,
    RefusalGround,
    RequestDecision,
    gate_of_request,
    waiting_requests,
    waits_long,
)
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.casework.rules.field_rules import decision_faults
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import RequestId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.regime import rules_on
from desktop.domain.reception.scheduling import earliest_lawful_day
from desktop.domain.record.printing import AppointmentToPrint, RefusalToPrint
from desktop.presenters.casework.requests.decided_rows import DecidedRows
from desktop.presenters.casework.requests.refusal_noting import RefusalNoting
from desktop.presenters.casework.requests.request_forms import DECISION_FORM, DecisionField
from desktop.presenters.casework.requests.requests_state import (
    DecidingView,
    RefusedRow,
    RequestRow,
)
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_SELECTED = "selected"


class RequestDeciding(OwnsForm):
    """Lives as long as the desk. noting: that a refusal's notice went out. Thread: MainThread."""

    def __init__(self, *, services: Services, clock: Clock, days: WorkingDaysSource) -> None:
        self._services = services
        self._clock = clock
        self._days = days
        self._draft = Draft(memory=services.memory, clock=clock, name="decision_draft")
        self._form = FormPresenter(
            spec=DECISION_FORM,
            draft=self._draft,
            outcomes=Outcomes(hand_in="decide_request"),
        )
        self._decided = DecidedRows(services=services, clock=clock, days=days)
        self.noting = RefusalNoting(services=services, clock=clock, rows=self._decided)
        self._latest: RequestDecision | None = None
        self._shown = RequestId("")

    @property
    def may_decide(self) -> bool:
        """Whether the person decides requests."""
        return person_may(self._services.access, Right.DECIDE_REQUEST)

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._form.start()
        self._forget_what_waits_no_more()
        self._show_first()

    def select(self, request_id: RequestId) -> None:
        """A row; what was chosen for another one is not carried over."""
        self.noting.is_latest = False
        if request_id == self._draft.text(_SELECTED):
            return
        if request_id in {one.request.id for one in self._waiting()}:
            self._begin(request_id)

    def edit(self, key: str, text: str) -> None:
        """A choice or a key, for the one that is selected, unless that waits no more."""
        self.noting.is_latest = False
        selected = self._selected()
        if selected is None or self._wanted() != selected.request.id:
            return
        self._draft.edit(_SELECTED, selected.request.id)
        self._form.edit(key, text)

    def decide(self) -> None:
        """Quyết định: with its ground, or it stays here."""
        self.noting.is_latest = False
        selected = self._selected()
        if selected is None or not self.may_decide or self._form.is_under_way:
            return
        decision = self._decision(selected)
        if decision is None:
            self._form.told = Message(code=MessageCode.NO_DECISION, tone=Tone.WARN)
            return
        if self._form.submit(decision, self._faults(selected, decision)):
            self._latest = decision
            self._services.requests.decide(decision)

    def print_refusal(self, request_id: RequestId) -> None:
        """In thông báo từ chối: of a row that has one to be told in writing."""
        known = self._services.requests.find(request_id)
        if known is not None and self._decided.notice_due(known) is not None:
            self._services.printing.offer(RefusalToPrint(request_id=request_id))

    def print_appointment(self, request_id: RequestId) -> None:
        """In phiếu hẹn: of a row that led to a session to come."""
        known = self._services.requests.find(request_id)
        if known is not None and self._decided.appointment(known) is not None:
            self._services.printing.offer(AppointmentToPrint(request_id=request_id))

    # ---- what happens ----------------------------------------------------------------------

    def take_changes(self) -> bool:
        """What was decided is kept; of a request that somebody else decided that is told.

        True: something is told.
        """
        is_told = self._take_decisions()
        self.noting.take_changes()
        self._show_first()
        return is_told

    def take_event(self, event: Event) -> bool:
        """An outcome; False: it is none of this form's."""
        return self._form.take(event) or self.noting.take_event(event)

    @override
    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        super().on_tick()
        self.noting.on_tick()

    @override
    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        super().leave()
        self.noting.leave()

    # ---- what is drawn ---------------------------------------------------------------------

    def message(self) -> Message | None:
        """What is told of this half: of what was used last, if anything is."""
        if self.noting.is_latest:
            return self.noting.message() or self._message()
        return self._message() or self.noting.message()

    def view(self) -> DecidingView:
        """The right half as it is drawn now."""
        now, selected = self._clock.now(), self._selected()
        reasons = {one.entity_id: one.reason for one in self._services.sync.status().refusals}
        rows = tuple(self._row(one, now, reasons) for one in self._waiting())
        decision = self._decision(selected) if selected is not None else None
        faults = () if selected is None or decision is None else self._faults(selected, decision)
        choice = decision.decision if decision is not None else None
        return DecidingView(
            refused=self._refused(reasons),
            rows=rows,
            decided=self._decided.rows(),
            oldest_days=max((one.waited_days for one in rows), default=None),
            selected=next((one for one in rows if one.is_selected), None),
            received_at=selected.request.created_at if selected is not None else None,
            wants_online=selected is not None and selected.request.wants_online,
            first_day=self._first_day(now) if choice is Decision.ONLINE else None,
            choice=choice,
            is_flagged=selected is not None and bool(selected.request.flags),
            form=self._form.state(faults, hidden=_hidden(choice)),
            can_press=selected is not None and choice is not None and not self._form.is_under_way,
            decides=self._name(),
            may_decide=self.may_decide,
            to_schedule=self._to_schedule(),
            noting=self.noting.view(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _message(self) -> Message | None:
        selected = self._selected()
        decision = self._decision(selected) if selected is not None else None
        if selected is None or decision is None:
            return self._form.told
        return self._form.message(self._faults(selected, decision))

    def _take_decisions(self) -> bool:
        known = self._services.requests.requests()
        if self._form.is_kept(one.decision for one in known if one.decision is not None):
            self._forget_what_waits_no_more()
            self._form.told = Message(code=MessageCode.REQUEST_DECIDED, tone=Tone.OK)
            return True
        done = self._forget_what_waits_no_more()
        if done is None or done.standing_decision is None:
            return False
        self._form.told = _decided_already(done.standing_decision)
        return True

    def _waiting(self) -> tuple[KnownRequest, ...]:
        return waiting_requests(self._services.requests.requests())

    def _begin(self, request_id: RequestId) -> None:
        """Another one is decided from now on."""
        self._form.begin_anew()
        self._draft.drop()
        self._draft.edit(_SELECTED, request_id)

    def _forget_what_waits_no_more(self) -> KnownRequest | None:
        """What was chosen is of one request alone; the one that was let go."""
        selected_id = RequestId(self._draft.text(_SELECTED))
        if not selected_id or selected_id in {one.request.id for one in self._waiting()}:
            return None
        self._draft.drop()
        self._form.begin_anew()
        return self._services.requests.find(selected_id)

    def _wanted(self) -> str:
        """The one that is chosen or, until one is, that was the first when it was shown."""
        return self._draft.text(_SELECTED) or self._shown

    def _show_first(self) -> None:
        """What comes in front of it later does not take its place under the hands of a person."""
        selected = self._selected()
        self._shown = selected.request.id if selected is not None else RequestId("")

    def _selected(self) -> KnownRequest | None:
        """The chosen one, else the first that waits."""
        waiting, wanted = self._waiting(), self._wanted()
        chosen = (one for one in waiting if one.request.id == wanted)
        return next(chosen, waiting[0] if waiting else None)

    def _decision(self, known: KnownRequest) -> RequestDecision | None:
        """What is chosen as the record that would be kept; None: nothing is chosen."""
        choice = self._form.text(DecisionField.DECISION)
        signed_in = self._services.access.signed_in()
        is_of_it = self._draft.text(_SELECTED) == known.request.id
        if not (choice and is_of_it) or signed_in is None:
            return None
        decision = Decision(choice)
        online = self._form.text(DecisionField.ONLINE_GROUND)
        refusal = self._form.text(DecisionField.REFUSAL_GROUND)
        is_online, is_rejected = decision is Decision.ONLINE, decision is Decision.REJECTED
        return RequestDecision(
            request_id=known.request.id,
            owner_site_id=self._services.schedule.own_site().id,
            unit_site_id=known.request.owner_site_id,
            decision=decision,
            decided_by=signed_in.officer.id,
            decided_by_name=signed_in.officer.display_name,
            decided_at=self._clock.now(),
            online_ground=OnlineGround(int(online)) if is_online and online else None,
            refusal_ground=RefusalGround(refusal) if is_rejected and refusal else None,
        )

    def _faults(self, known: KnownRequest, decision: RequestDecision) -> tuple[FieldFault, ...]:
        now = self._clock.now()
        today = now.astimezone(LOCAL_ZONE).date()
        at = Circumstances(today=today, now=now, is_decree_154=rules_on(today).is_decree_154)
        decided = DecidedRequest(request=known.request, decision=decision)
        return self._form.faults(decision_faults(decided, at), hidden=_hidden(decision.decision))

    def _to_schedule(self) -> RequestId | None:
        """While it is told that a request was decided "online", for who plans sessions."""
        told, decided = self._form.told, self._latest
        if told is None or told.code != MessageCode.REQUEST_DECIDED or decided is None:
            return None
        if not person_may(self._services.access, Right.SCHEDULE_SESSION):
            return None
        return decided.request_id if decided.decision is Decision.ONLINE else None

    def _first_day(self, now: datetime) -> date:
        return earliest_lawful_day(now, self._days.table())

    def _row(self, known: KnownRequest, now: datetime, reasons: Mapping[str, str]) -> RequestRow:
        request, refused, selected = known.request, known.refused_decision, self._selected()
        return RequestRow(
            id=request.id,
            waited_days=max(0, (now - request.created_at).days),
            is_late=waits_long(request, now),
            name=request.requester_name,
            group_size=request.group_size,
            content=request.content,
            unit_name=self._decided.unit_name(request),
            flags=request.flags,
            gate=gate_of_request(request),
            is_selected=selected is not None and selected.request.id == request.id,
            refused=refused.decision if refused is not None else None,
            reason=reasons.get(request.id, "") if refused is not None else "",
        )

    def _refused(self, reasons: Mapping[str, str]) -> tuple[RefusedRow, ...]:
        return tuple(
            RefusedRow(
                id=one.request.id,
                name=one.request.requester_name,
                content=one.request.content,
                taken_at=one.request.created_at,
                reason=reasons.get(one.request.id, ""),
            )
            for one in self._services.requests.requests()
            if one.is_refused
        )

    def _name(self) -> str:
        signed_in = self._services.access.signed_in()
        return signed_in.officer.display_name if signed_in is not None else ""


def _hidden(choice: Decision | None) -> frozenset[str]:
    """The ground of what was not chosen."""
    hidden = {DecisionField.ONLINE_GROUND.value, DecisionField.REFUSAL_GROUND.value}
    if choice is Decision.ONLINE:
        hidden.discard(DecisionField.ONLINE_GROUND.value)
    if choice is Decision.REJECTED:
        hidden.discard(DecisionField.REFUSAL_GROUND.value)
    return frozenset(hidden)


def _decided_already(decision: RequestDecision) -> Message:
    return Message(
        code=MessageCode.DECIDED_ALREADY,
        tone=Tone.INFO,
        data={"person": decision.decided_by_name, "at": decision.decided_at},
    )
