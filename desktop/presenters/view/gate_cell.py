"""One gate of a session as screens draw it."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import Gate, GateKind, GateState, gate_state


def local_day(instant: datetime) -> date:
    """The day in Hai Phong of an aware instant."""
    return instant.astimezone(LOCAL_ZONE).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCell:
    """One gate. remaining_s: whole seconds to the deadline while it is ahead, else None.

    is_today: its deadline is on the city's day. is_stale: the city does not answer, and what was
    last heard of it may have changed since.
    """

    kind: GateKind
    state: GateState
    due_at: datetime
    passed_at: datetime | None
    is_today: bool
    is_stale: bool
    remaining_s: int | None
    is_practice: bool


def gate_cell(gate: Gate, now: datetime, *, is_offline: bool) -> GateCell:
    """One gate at `now`. That the sites are connected is known only while the city answers."""
    state = gate_state(gate, now)
    is_ahead = state is GateState.AHEAD
    return GateCell(
        kind=gate.kind,
        state=state,
        due_at=gate.due_at,
        passed_at=gate.passed_at,
        is_today=local_day(gate.due_at) == local_day(now),
        is_stale=is_offline and gate.kind is GateKind.CONNECTED,
        remaining_s=int((gate.due_at - now).total_seconds()) if is_ahead else None,
        is_practice=gate.is_practice,
    )
