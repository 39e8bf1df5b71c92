"""Events of the planned receptions, and of the days they are counted by."""

from dataclasses import dataclass

from desktop.domain.ids import SessionId
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import PlanProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChanged:
    """Sessions, cases or sites were pulled from the city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged:
    """The city's table of holidays and swapped days, or how far a change of it came, changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned:
    """The city has planned, moved or called off a session. code: of the session."""

    session_id: SessionId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateNoted:
    """The city has noted a gate, or that a late one counts. code: of the session."""

    session_id: SessionId
    kind: GateKind
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRefused:
    """The city has planned nothing, for all of these reasons."""

    session_id: SessionId
    problems: tuple[PlanProblem, ...]
