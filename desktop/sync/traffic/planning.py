"""Plans of a clerk, taken to the city at once: it alone knows who is free."""

import logging
from datetime import datetime

from desktop.contract.scheduling import (
    CallOffRequest,
    CasePlan,
    LeaveRequest,
    NearLeaveBody,
    NearPlanRequest,
    NoticeRequest,
    PlanAnswer,
    PlanFaultOut,
    PlanRequest,
    SessionDraft,
    SessionRequest,
    TakeLeaveRequest,
    TakeRequest,
    WaitingRequest,
    WitnessRequest,
)
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import CallFault, TicketAct
from desktop.domain.conduct.events import TicketRefused, TicketTurned
from desktop.domain.errors import (
    ProtocolError,
    RetryableError,
    TimedOut,
    UserFacingError,
)
from desktop.domain.ids import SessionId
from desktop.domain.reception.events import GateNoted, PlanRefused, SessionPlanned
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.notice import Notice
from desktop.domain.reception.planning import (
    NearLeave,
    PlanFault,
    PlannedCase,
    PlanProblem,
    SessionWish,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import TakeNoted
from desktop.mapping.codec import Codec, Rules
from desktop.sync.codes import CallOffCode, GateCode, PlanCode, TakeCode, TicketCode
from desktop.sync.task_thread import TaskThread
from desktop.sync.traffic.with_token import PersonAtCity

logger = logging.getLogger(__name__)

_Codes = type[PlanCode] | type[CallOffCode] | type[GateCode] | type[TicketCode] | type[TakeCode]

_WISH = Codec(
    SessionWish,
    SessionDraft,
    Rules(
        local=frozenset({"id", "base_revision", "cases", "is_odd_time_meant"}),
        empty_as_null=frozenset({"platform"}),
    ),
)


_UNKNOWN = {"platform": PlanCode.NO_PLATFORM, "conference_address": PlanCode.NO_ADDRESS}
"""Fields that an older city may not know; a plan that says nothing there goes to every city."""


class SessionPlanner:
    """PlanningService (presenters/services/reception.py). Thread: any."""

    def __init__(self, *, city: PersonAtCity, clock: Clock) -> None:
        self._city = city
        self._clock = clock
        self._emit = city.emit
        self._tasks = TaskThread(name="planning", emit=city.emit)

    def start(self) -> None:
        """Start the thread."""
        self._tasks.start()

    def stop(self) -> bool:
        """End the thread; False when it was late."""
        return self._tasks.stop()

    def plan(self, wish: SessionWish) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("plan_session", lambda: self._plan(wish))

    def plan_near(self, wish: SessionWish, leave: NearLeave) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("plan_session", lambda: self._plan(wish, leave))

    def call_off(self, session_id: SessionId, status: SessionStatus, reason: str) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("call_off_session", lambda: self._call_off(session_id, status, reason))

    def note_notice(self, session_id: SessionId, notice: Notice) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("note_notice", lambda: self._note_notice(session_id, notice))

    def witness(self, session_id: SessionId, kind: GateKind, words: str) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("witness_gate", lambda: self._witness(session_id, kind, words))

    def turn_ticket(self, session_id: SessionId, act: TicketAct) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("turn_ticket", lambda: self._turn_ticket(session_id, act))

    def allow_late(self, session_id: SessionId, leave: Leave) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt("allow_late", lambda: self._allow_late(session_id, leave))

    def tell_take(self, session_id: SessionId, made_at: datetime | None) -> None:
        """Tell the city of it. Outcomes: as the Protocol says."""
        self._tasks.attempt("tell_take", lambda: self._tell_take(session_id, made_at))

    def allow_without_take(self, session_id: SessionId, leave: NearLeave) -> None:
        """Ask the city for it. Outcomes: as the Protocol says."""
        self._tasks.attempt(
            "allow_without_take", lambda: self._allow_without_take(session_id, leave)
        )

    # ---- thread `planning` -----------------------------------------------------------------

    def _plan(self, wish: SessionWish, leave: NearLeave | None = None) -> None:
        request: PlanRequest | NearPlanRequest
        try:
            request = _request(wish)
            if leave is not None:
                request = NearPlanRequest(plan=request, leave=_leave(leave))
        except ValueError:
            # without its cause: a validation error repeats what was typed, here perhaps a PIN
            raise UserFacingError(PlanCode.NOT_SPEAKABLE) from None
        answer = self._answer(wish.id, request, PlanCode)
        if answer.faults:
            problems = tuple(map(_problem, answer.faults))
            self._emit(PlanRefused(session_id=wish.id, problems=problems))
            return
        self._city.wake()
        self._emit(SessionPlanned(session_id=wish.id, code=answer.code))
        self._city.learn_lists()  # who plans the reception of a denunciation is on its list now

    def _call_off(self, session_id: SessionId, status: SessionStatus, reason: str) -> None:
        try:
            request = CallOffRequest(status=status.value, reason=reason)
        except ValueError as error:
            raise UserFacingError(CallOffCode.NOT_SPEAKABLE) from error
        answer = self._answer(session_id, request, CallOffCode)
        self._city.wake()
        self._emit(SessionPlanned(session_id=session_id, code=answer.code))

    def _note_notice(self, session_id: SessionId, notice: Notice) -> None:
        try:
            request = NoticeRequest(
                passed_at=notice.sent_at(self._clock.now()), evidence=notice.evidence
            )
        except ValueError as error:
            raise UserFacingError(GateCode.NOT_SPEAKABLE) from error
        self._note_gate(session_id, GateKind.NOTICE, request)

    def _witness(self, session_id: SessionId, kind: GateKind, words: str) -> None:
        try:
            request = WitnessRequest(kind=kind.value, words=words)
        except ValueError as error:
            raise UserFacingError(GateCode.NOT_SPEAKABLE) from error
        self._note_gate(session_id, kind, request)

    def _allow_late(self, session_id: SessionId, leave: Leave) -> None:
        try:
            request = LeaveRequest(
                kind=leave.kind.value, leader=leave.leader, pin=leave.pin, reason=leave.reason
            )
        except ValueError:
            # without its cause: a validation error repeats what was typed, here a PIN
            raise UserFacingError(GateCode.NOT_SPEAKABLE) from None
        self._note_gate(session_id, leave.kind, request)

    def _turn_ticket(self, session_id: SessionId, act: TicketAct) -> None:
        answer = self._answer(session_id, WaitingRequest(act=act.value), TicketCode)
        self._city.wake()
        if not answer.faults:
            self._emit(TicketTurned(session_id=session_id, act=act))
            return
        fault = answer.faults[0]
        is_known = fault.word in set(CallFault)
        self._emit(
            TicketRefused(
                session_id=session_id,
                fault=CallFault(fault.word) if is_known else CallFault.NOT_WAITING,
                number=int(fault.subject) if fault.subject.isdecimal() else None,
            )
        )

    def _tell_take(self, session_id: SessionId, made_at: datetime | None) -> None:
        self._answer(session_id, TakeRequest(made_at=made_at), TakeCode)
        self._emit(TakeNoted(session_id=session_id, made_at=made_at))

    def _allow_without_take(self, session_id: SessionId, leave: NearLeave) -> None:
        try:
            request = TakeLeaveRequest(leader=leave.leader, pin=leave.pin, reason=leave.reason)
        except ValueError:
            # without its cause: a validation error repeats what was typed, here a PIN
            raise UserFacingError(TakeCode.NOT_SPEAKABLE) from None
        self._answer(session_id, request, TakeCode)
        self._emit(TakeNoted(session_id=session_id, made_at=None, is_waived=True))

    def _note_gate(
        self,
        session_id: SessionId,
        kind: GateKind,
        request: NoticeRequest | WitnessRequest | LeaveRequest,
    ) -> None:
        answer = self._answer(session_id, request, GateCode)
        if answer.faults:
            problems = tuple(map(_problem, answer.faults))
            self._emit(PlanRefused(session_id=session_id, problems=problems))
            return
        self._city.wake()
        self._emit(GateNoted(session_id=session_id, kind=kind, code=answer.code))

    def _answer(self, session_id: SessionId, request: SessionRequest, codes: _Codes) -> PlanAnswer:
        """The city's word. Raises UserFacingError: without it nothing is changed."""
        try:
            return self._city.ask(
                lambda token: self._city.api.change_session(token, session_id, request)
            )
        except TimedOut as error:
            raise UserFacingError(codes.NOT_KNOWN) from error
        except RetryableError as error:
            raise UserFacingError(codes.NO_CITY) from error
        except ProtocolError as error:
            logger.warning("plan refused code=%s", error.code)
            if error.unmet:
                unmet = (PlanFaultOut(word=word, subject=of) for word, of in error.unmet)
                return PlanAnswer(revision=0, faults=tuple(unmet))
            raise UserFacingError(_older(error) or codes.NOT_TAKEN) from error


def _older(error: ProtocolError) -> PlanCode | None:
    """What of a plan the city is too old for."""
    return next((code for field, code in _UNKNOWN.items() if field in error.unknown), None)


def _request(wish: SessionWish) -> PlanRequest:
    """Raises ValueError for what does not fit the wire."""
    return PlanRequest(
        base_revision=wish.base_revision,
        session=_WISH.body(wish),
        cases=tuple(map(_case, wish.cases)),
        is_odd_time_meant=wish.is_odd_time_meant,
    )


def _leave(leave: NearLeave) -> NearLeaveBody:
    return NearLeaveBody(leader=leave.leader, pin=leave.pin, reason=leave.reason)


def _case(planned: PlannedCase) -> CasePlan:
    return CasePlan(id=planned.id, request_id=planned.request_id)


def _problem(fault: PlanFaultOut) -> PlanProblem:
    is_known = fault.word in set(PlanFault)
    return PlanProblem(
        fault=PlanFault(fault.word) if is_known else PlanFault.UNKNOWN,
        subject=fault.subject,
        at=fault.at,
    )
