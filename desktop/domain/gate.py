"""The three legal gates of a session and their evidence (NĐ 154/2026 Đ23)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.enums import GateKind


class GateState(StrEnum):
    """How a gate stands at one instant."""

    PASSED = "passed"
    AHEAD = "ahead"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate. is_practice marks evidence made by practice mode, without legal value."""

    kind: GateKind
    due_at: datetime
    passed_at: datetime | None
    evidence: str
    is_practice: bool = False


def gate_state(gate: Gate, now: datetime) -> GateState:
    """How the gate stands at `now` (aware, UTC)."""
    if gate.passed_at is not None:
        return GateState.PASSED
    return GateState.OVERDUE if now > gate.due_at else GateState.AHEAD
