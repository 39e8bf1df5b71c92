from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.enums import GateKind
from desktop.domain.gate import Gate, GateState, gate_state
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

GATE = Gate(kind=GateKind.TRIAL, due_at=NOON, passed_at=None, evidence="")


def test_a_gate_is_ahead_until_its_very_instant_and_overdue_after_it() -> None:
    assert gate_state(GATE, NOON) is GateState.AHEAD
    assert gate_state(GATE, NOON + timedelta(microseconds=1)) is GateState.OVERDUE


def test_a_passed_gate_stays_passed() -> None:
    passed = replace(GATE, passed_at=NOON)
    assert gate_state(passed, NOON + timedelta(days=9)) is GateState.PASSED
