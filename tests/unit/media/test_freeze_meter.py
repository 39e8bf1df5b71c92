"""Freezes by the rule of the W3C, counted in the second in which they happen."""

import pytest

from desktop.media.engine.peer.aiortc.statistics import FreezeMeter

pytestmark = pytest.mark.unit


def steady(meter: FreezeMeter, begin_s: float, seconds: float, fps: float = 30.0) -> float:
    at_s = begin_s
    for _ in range(round(seconds * fps)):
        meter.note_picture(at_s)
        at_s += 1 / fps
    return at_s


def test_a_steady_picture_never_freezes() -> None:
    meter = FreezeMeter(now_s=0.0)
    end_s = steady(meter, 0.0, 2.0)
    assert meter.take(end_s) == 0.0


def test_a_gap_counts_whole_once_it_is_over() -> None:
    meter = FreezeMeter(now_s=0.0)
    end_s = steady(meter, 0.0, 1.0)
    steady(meter, end_s + 0.5, 0.2)
    assert meter.take(end_s + 0.7) == pytest.approx(0.5, abs=0.05)


def test_a_long_freeze_is_told_second_by_second() -> None:
    meter = FreezeMeter(now_s=0.0)
    end_s = steady(meter, 0.0, 1.0)
    taken = [meter.take(end_s + second) for second in (0.0, 1.0, 2.0)]
    meter.note_picture(end_s + 2.5)
    taken.append(meter.take(end_s + 2.6))
    assert taken[0] == 0.0
    assert sum(taken) == pytest.approx(2.5, abs=0.1)
    assert max(taken) <= 1.05


def test_a_still_picture_once_a_second_is_no_freeze_once_it_is_usual() -> None:
    meter = FreezeMeter(now_s=0.0)
    end_s = steady(meter, 0.0, 20.0, fps=1.0)
    meter.take(end_s)
    end_s = steady(meter, end_s, 20.0, fps=1.0)
    assert meter.take(end_s) == 0.0


def test_a_camera_that_is_off_is_no_freeze() -> None:
    meter = FreezeMeter(now_s=0.0)
    assert meter.take(1.0) == 0.0
    end_s = steady(meter, 1.0, 1.0)
    assert meter.take(end_s + 60.0) == 0.0
