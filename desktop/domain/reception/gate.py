"""The three legal gates of a session and their evidence (NĐ 154/2026 Đ23)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.ids import UserId


class GateKind(StrEnum):
    """The three legal gates before a session (NĐ 154 Đ23)."""

    NOTICE = "notice"
    TRIAL = "trial"
    CONNECTED = "connected"


class GateState(StrEnum):
    """How a gate stands at one instant.

    LATE: passed, but after its hour. ALLOWED: late too, and somebody lets it count. WAIVED: never
    passed, and somebody lets the session go on without it.
    """

    PASSED = "passed"
    LATE = "late"
    ALLOWED = "allowed"
    WAIVED = "waived"
    AHEAD = "ahead"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate. is_practice marks evidence made by practice mode, without legal value.

    override_by, override_label, override_reason: who lets it count (id, name), and why; empty when
    nobody does. override_at: when that was said, aware; None of what was said to an older city.
    """

    kind: GateKind
    due_at: datetime
    passed_at: datetime | None
    evidence: str
    is_practice: bool = False
    override_by: str = ""
    override_label: str = ""
    override_reason: str = ""
    override_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A leader lets a gate count that was passed late, or a trial that was never made.

    pin: shows that it is the leader.
    """

    kind: GateKind
    leader: UserId
    pin: str = field(repr=False)
    reason: str


def gate_state(gate: Gate, now: datetime) -> GateState:
    """How the gate stands at `now` (aware, UTC)."""
    if gate.passed_at is not None:
        if gate.passed_at <= gate.due_at:
            return GateState.PASSED
        return GateState.ALLOWED if counts(gate) else GateState.LATE
    if counts(gate):
        return GateState.WAIVED
    return GateState.OVERDUE if now > gate.due_at else GateState.AHEAD


def needs_leave(gate: Gate, now: datetime) -> bool:
    """Whether somebody's leave alone can make it count, and may be given now.

    A notice has to go out and the sites have to be connected, however late; a trial can be left.
    """
    state = gate_state(gate, now)
    return state is GateState.LATE or (state is GateState.OVERDUE and gate.kind is GateKind.TRIAL)


def let_open(gates: Iterable[Gate]) -> bool:
    """Whether the chair may open: each of the three was passed in time, or counts by leave."""
    return {gate.kind for gate in gates if counts(gate)} == set(GateKind)


def counts(gate: Gate) -> bool:
    """Whether the gate was passed in time, or somebody who said why lets it count.

    That is for one that was passed late, and for a trial that was not made.
    """
    if gate.passed_at is not None and gate.passed_at <= gate.due_at:
        return True
    has_reason = len(gate.override_reason.strip()) >= MIN_REASON_CHARACTERS
    is_allowed = bool(gate.override_by) and has_reason
    return is_allowed and (gate.passed_at is not None or gate.kind is GateKind.TRIAL)
