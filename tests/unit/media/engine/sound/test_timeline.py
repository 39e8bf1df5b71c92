"""When a sample was, though stamps err and sound is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.sound.timeline import Timeline
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES

pytestmark = pytest.mark.unit

BEGAN_S = 50.0
BLOCKS = 400


def stamps(lost_s: float = 0.0, err_s: float = 0.0, seed: int = 1) -> list[float]:
    """Of a run that loses so much sound in its middle, with errors of up to err_s."""
    chance = np.random.default_rng(seed)
    late = [0.0 if number < BLOCKS // 2 else lost_s for number in range(BLOCKS)]
    return [
        BEGAN_S + number * BLOCK_S + late[number] + chance.uniform(-err_s, err_s)
        for number in range(BLOCKS)
    ]


@given(sample=st.integers(0, BLOCKS * BLOCK_SAMPLES - 1), seed=st.integers(0, 1_000))
def test_stamps_that_err_are_evened_out(sample: int, seed: int) -> None:
    timeline = Timeline(stamps(err_s=0.004, seed=seed))
    assert timeline.at_s(sample) == pytest.approx(BEGAN_S + sample / 48_000, abs=0.0035)


def test_sound_that_was_lost_moves_what_comes_after_it_and_nothing_before() -> None:
    timeline = Timeline(stamps(lost_s=0.150))
    assert timeline.at_s(48_000) == pytest.approx(BEGAN_S + 1.0)
    assert timeline.at_s(3 * 48_000) == pytest.approx(BEGAN_S + 3.150)


@given(sample=st.integers(0, BLOCKS * BLOCK_SAMPLES - 1))
def test_a_moment_and_its_sample_agree(sample: int) -> None:
    timeline = Timeline(stamps())
    assert timeline.sample_at(timeline.at_s(sample)) == sample


def test_moments_outside_the_run_lie_outside_it() -> None:
    timeline = Timeline(stamps())
    assert timeline.sample_at(BEGAN_S - 0.5) == -24_000
    assert timeline.sample_at(BEGAN_S + 5.0) == 240_000
    assert Timeline([BEGAN_S]).at_s(96_000) == pytest.approx(BEGAN_S + 2.0)
