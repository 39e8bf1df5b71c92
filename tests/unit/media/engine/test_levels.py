"""Levels in dBFS."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.levels import LevelMeter, rms_dbfs

pytestmark = pytest.mark.unit


def sine(peak: float) -> np.ndarray:
    return (peak * np.sin(np.arange(4800) * 2 * np.pi / 48)).astype(np.int16)


def test_known_sounds_have_their_known_levels() -> None:
    assert rms_dbfs(np.zeros(480, np.int16)) == -96.0
    assert rms_dbfs(np.full(480, 32_767, np.int16)) == 0.0
    assert rms_dbfs(sine(32_767)) == pytest.approx(-3.01, abs=0.05)
    assert rms_dbfs(sine(3_276.7)) == pytest.approx(-23.0, abs=0.1)
    assert rms_dbfs(np.full(480, -32_768, np.int16)) == 0.0


@given(st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=50))
def test_every_level_is_in_range(samples: list[int]) -> None:
    assert -96.0 <= rms_dbfs(np.array(samples, np.int16)) <= 0.0


def test_a_meter_keeps_the_loudest_until_it_is_looked_at() -> None:
    meter = LevelMeter()
    meter.add(sine(10_000))
    meter.add(np.zeros(480, np.int16))
    assert meter.take() == pytest.approx(-13.3, abs=0.2)
    assert meter.take() == -96.0
