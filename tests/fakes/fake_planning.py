"""The city's planning in memory, with the same events."""

from datetime import datetime

from desktop.domain.conduct.calls.waiting_ticket import NotCalled, TicketAct
from desktop.domain.conduct.events import TicketRefused, TicketTurned
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.reception.events import GateNoted, PlanRefused, SessionPlanned
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.notice import Notice
from desktop.domain.reception.planning import NearLeave, PlanProblem, SessionWish
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import TakeNoted


class FakePlanning:
    """Plans whatever is asked, unless a test says otherwise.

    problems: what stands against the next plans. not_called: why nobody is called.
    fails_with: no answer comes, for this reason.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.planned: list[SessionWish] = []
        self.called_off: list[tuple[SessionId, SessionStatus, str]] = []
        self.notices: list[tuple[SessionId, Notice]] = []
        self.near: list[tuple[SessionId, NearLeave]] = []
        self.witnessed: list[tuple[SessionId, GateKind, str]] = []
        self.leaves: list[tuple[SessionId, Leave]] = []
        self.takes: list[tuple[SessionId, datetime | None]] = []
        self.without_take: list[tuple[SessionId, NearLeave]] = []
        self.turned: list[tuple[SessionId, TicketAct]] = []
        self.not_called: NotCalled | None = None
        self.problems: tuple[PlanProblem, ...] = ()
        self.fails_with: str | None = None

    def plan(self, wish: SessionWish) -> None:
        if not self._answers("plan_session"):
            return
        if self.problems:
            self._emit(PlanRefused(session_id=wish.id, problems=self.problems))
        else:
            self.planned.append(wish)
            self._emit(SessionPlanned(session_id=wish.id, code=code_of(len(self.planned))))

    def plan_near(self, wish: SessionWish, leave: NearLeave) -> None:
        self.near.append((wish.id, leave))
        self.plan(wish)

    def call_off(self, session_id: SessionId, status: SessionStatus, reason: str) -> None:
        if not self._answers("call_off_session"):
            return
        self.called_off.append((session_id, status, reason))
        self._emit(SessionPlanned(session_id=session_id, code=code_of(1)))

    def note_notice(self, session_id: SessionId, notice: Notice) -> None:
        if not self._answers("note_notice"):
            return
        if self.problems:
            self._emit(PlanRefused(session_id=session_id, problems=self.problems))
        else:
            self.notices.append((session_id, notice))
            self._emit(GateNoted(session_id=session_id, kind=GateKind.NOTICE, code=code_of(1)))

    def witness(self, session_id: SessionId, kind: GateKind, words: str) -> None:
        if self._answers("witness_gate"):
            self.witnessed.append((session_id, kind, words))
            self._emit(GateNoted(session_id=session_id, kind=kind, code=code_of(1)))

    def allow_late(self, session_id: SessionId, leave: Leave) -> None:
        if self._answers("allow_late"):
            self.leaves.append((session_id, leave))
            self._emit(GateNoted(session_id=session_id, kind=leave.kind, code=code_of(1)))

    def turn_ticket(self, session_id: SessionId, act: TicketAct) -> None:
        if not self._answers("turn_ticket"):
            return
        fault = self.not_called
        if fault is not None:
            told = TicketRefused(session_id=session_id, fault=fault.fault, number=fault.number)
            self._emit(told)
        else:
            self.turned.append((session_id, act))
            self._emit(TicketTurned(session_id=session_id, act=act))

    def tell_take(self, session_id: SessionId, made_at: datetime | None) -> None:
        self.takes.append((session_id, made_at))
        if self._answers("tell_take"):
            self._emit(TakeNoted(session_id=session_id, made_at=made_at))

    def allow_without_take(self, session_id: SessionId, leave: NearLeave) -> None:
        if self._answers("allow_without_take"):
            self.without_take.append((session_id, leave))
            self._emit(TakeNoted(session_id=session_id, made_at=None, is_waived=True))

    def _answers(self, action: str) -> bool:
        if self.fails_with is not None:
            self._emit(ActionFailed(action=action, code=self.fails_with, data={}))
        return self.fails_with is None


def code_of(number: int) -> str:
    """As the city numbers them."""
    return f"TCDTT-31-00000-20261215-{number:02d}"
