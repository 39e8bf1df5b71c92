"""Which pictures pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.quality.frame_gate import FrameGate

pytestmark = pytest.mark.unit


@given(st.lists(st.floats(0.0, 0.05), min_size=200, max_size=200), st.sampled_from([15, 24, 30]))
def test_a_gate_keeps_its_rate_for_any_arrivals(gaps: list[float], fps: int) -> None:
    gate = FrameGate()
    now_s, passed = 0.0, 0
    for gap in gaps:
        now_s += gap
        passed += gate.lets_through(now_s, fps)
    assert passed <= now_s * fps + 2


def test_a_gate_lets_every_picture_of_a_jittering_camera_through() -> None:
    gate = FrameGate()
    times = [n / 30 + (0.004 if n % 2 else 0.0) for n in range(60)]
    assert sum(gate.lets_through(t, 30) for t in times) >= 59


def test_a_gate_thins_thirty_to_twenty_four() -> None:
    gate = FrameGate()
    assert sum(gate.lets_through(n / 30, 24) for n in range(300)) == pytest.approx(240, abs=6)


def test_a_gate_for_one_picture_a_second_is_not_early() -> None:
    gate = FrameGate()
    passed = [n for n in range(90) if gate.lets_through(7.0 + n / 30, 1)]
    assert passed == [0, 30, 60]


def test_a_gate_that_was_not_asked_for_a_while_does_not_make_up_for_it() -> None:
    gate = FrameGate()
    assert gate.lets_through(1.0, 10)
    assert gate.lets_through(5.0, 10)
    assert not gate.lets_through(5.04, 10)
