from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.reception.gate import (
    Gate,
    GateKind,
    GateState,
    gate_state,
    let_open,
    needs_leave,
)
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

GATE = Gate(kind=GateKind.TRIAL, due_at=NOON, passed_at=None, evidence="")


def test_a_gate_is_ahead_until_its_very_instant_and_overdue_after_it() -> None:
    assert gate_state(GATE, NOON) is GateState.AHEAD
    assert gate_state(GATE, NOON + timedelta(microseconds=1)) is GateState.OVERDUE


def test_a_passed_gate_stays_passed() -> None:
    passed = replace(GATE, passed_at=NOON)
    assert gate_state(passed, NOON + timedelta(days=9)) is GateState.PASSED


def test_a_gate_that_was_passed_after_its_hour_is_late_for_ever() -> None:
    late = replace(GATE, passed_at=NOON + timedelta(microseconds=1))
    assert gate_state(late, NOON + timedelta(days=9)) is GateState.LATE
    allowed = replace(late, override_by="leader", override_reason="Công dân ở đảo, tàu chậm")
    assert gate_state(allowed, NOON + timedelta(days=9)) is GateState.ALLOWED


def passed_in_time() -> list[Gate]:
    return [replace(GATE, kind=kind, passed_at=NOON) for kind in GateKind]


def test_all_three_gates_let_the_chair_open_and_no_fewer() -> None:
    notice, trial, connected = passed_in_time()
    assert let_open([notice, trial, connected])
    assert not let_open([])
    assert not let_open([notice, notice, connected])
    assert not let_open([notice, replace(trial, passed_at=None), connected])


@pytest.mark.parametrize(
    ("override_by", "override_reason", "counts"),
    [
        ("", "", False),
        ("leader", "", False),
        ("", "Công dân ở đảo, tàu chậm", False),
        ("leader", "   vì thế   ", False),
        ("leader", "Công dân ở đảo, tàu chậm", True),
    ],
)
def test_a_late_gate_counts_by_leave_of_somebody_who_says_why(
    override_by: str, override_reason: str, *, counts: bool
) -> None:
    notice, trial, connected = passed_in_time()
    late = replace(
        trial,
        passed_at=NOON + timedelta(hours=1),
        override_by=override_by,
        override_reason=override_reason,
    )
    assert let_open([notice, late, connected]) is counts


LEFT = replace(GATE, override_by="leader", override_reason="Đường truyền của đảo vừa nối lại")


def test_a_trial_that_was_never_made_counts_by_leave_and_no_other_gate_does() -> None:
    later = NOON + timedelta(days=1)
    assert gate_state(LEFT, later) is GateState.WAIVED
    notice, _, connected = passed_in_time()
    assert let_open([notice, LEFT, connected])
    assert not let_open([notice, replace(LEFT, override_reason="vì thế"), connected])
    for kind in (GateKind.NOTICE, GateKind.CONNECTED):
        other = replace(LEFT, kind=kind)
        assert gate_state(other, later) is GateState.OVERDUE
        assert not let_open([*passed_in_time()[: list(GateKind).index(kind)], other])


def test_a_trial_that_is_made_after_all_is_late_by_leave_or_in_time() -> None:
    assert gate_state(replace(LEFT, passed_at=NOON), NOON) is GateState.PASSED
    late = replace(LEFT, passed_at=NOON + timedelta(hours=1))
    assert gate_state(late, NOON + timedelta(hours=2)) is GateState.ALLOWED


@pytest.mark.parametrize("kind", GateKind)
def test_leave_is_needed_of_what_is_late_and_of_a_trial_that_is_overdue(kind: GateKind) -> None:
    gate = replace(GATE, kind=kind)
    after = NOON + timedelta(hours=1)
    assert not needs_leave(gate, NOON)
    assert needs_leave(gate, after) is (kind is GateKind.TRIAL)
    assert needs_leave(replace(gate, passed_at=after), after)
    assert not needs_leave(replace(gate, passed_at=NOON), after)
    allowed = replace(LEFT, kind=kind, passed_at=after)
    assert not needs_leave(allowed, after)
