"""The city's planning in memory, with the same events."""

from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.reception.events import PlanRefused, SessionPlanned
from desktop.domain.reception.planning import PlanProblem, SessionWish
from desktop.domain.reception.status import SessionStatus


class FakePlanning:
    """Plans whatever is asked, unless a test says otherwise.

    problems: what stands against the next plans. fails_with: no answer comes, for this reason.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.planned: list[SessionWish] = []
        self.called_off: list[tuple[SessionId, SessionStatus, str]] = []
        self.problems: tuple[PlanProblem, ...] = ()
        self.fails_with: str | None = None

    def plan(self, wish: SessionWish) -> None:
        if self.fails_with is not None:
            self._emit(ActionFailed(action="plan_session", code=self.fails_with, data={}))
        elif self.problems:
            self._emit(PlanRefused(session_id=wish.id, problems=self.problems))
        else:
            self.planned.append(wish)
            self._emit(SessionPlanned(session_id=wish.id, code=code_of(len(self.planned))))

    def call_off(self, session_id: SessionId, status: SessionStatus, reason: str) -> None:
        if self.fails_with is not None:
            self._emit(ActionFailed(action="call_off_session", code=self.fails_with, data={}))
            return
        self.called_off.append((session_id, status, reason))
        self._emit(SessionPlanned(session_id=session_id, code=code_of(1)))


def code_of(number: int) -> str:
    """As the city numbers them."""
    return f"TCDTT-31-00000-20261215-{number:02d}"
