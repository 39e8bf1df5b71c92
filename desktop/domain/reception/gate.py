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

    LATE: passed, but after its hour. ALLOWED: late too, and somebody lets it count.
    """

    PASSED = "passed"
    LATE = "late"
    ALLOWED = "allowed"
    AHEAD = "ahead"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate. is_practice marks evidence made by practice mode, without legal value.

    override_by, override_label, override_reason: who lets a late gate count (id, name), and why;
    empty when nobody does.
    """

    kind: GateKind
    due_at: datetime
    passed_at: datetime | None
    evidence: str
    is_practice: bool = False
    override_by: str = ""
    override_label: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A leader lets a gate count that was passed late. pin: shows that it is the leader."""

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
    return GateState.OVERDUE if now > gate.due_at else GateState.AHEAD


def let_open(gates: Iterable[Gate]) -> bool:
    """Whether the chair may open: all three were passed in time, or late by leave of somebody."""
    return {gate.kind for gate in gates if counts(gate)} == set(GateKind)


def counts(gate: Gate) -> bool:
    """Whether the gate was passed in time, or late by leave of somebody who said why."""
    if gate.passed_at is None:
        return False
    has_reason = len(gate.override_reason.strip()) >= MIN_REASON_CHARACTERS
    return gate.passed_at <= gate.due_at or (bool(gate.override_by) and has_reason)
