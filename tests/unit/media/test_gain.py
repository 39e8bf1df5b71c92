"""The ceiling above the automatic gain."""

import numpy as np
import pytest

from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.sound.gain import MAX_GAIN_DB, GainLimit

pytestmark = pytest.mark.unit


def noise(dbfs: float, seed: int) -> np.ndarray:
    samples = np.random.default_rng(seed).standard_normal(480)
    return (samples * 32_767 * 10 ** (dbfs / 20)).astype(np.int16)


def gain_db(gain: float, level_dbfs: float) -> float:
    limit = GainLimit()
    outs = [
        limit.limit(noise(level_dbfs, seed), noise(level_dbfs + gain, seed)) for seed in range(100)
    ]
    return rms_dbfs(outs[-1]) - level_dbfs


def test_gain_up_to_the_ceiling_passes_as_it_is() -> None:
    limit = GainLimit()
    cleaned = noise(-25.0, 1)
    assert limit.limit(noise(-40.0, 1), cleaned) is cleaned
    assert gain_db(15.0, -40.0) == pytest.approx(15.0, abs=0.5)


def test_gain_beyond_the_ceiling_is_held_there() -> None:
    assert gain_db(35.0, -60.0) == pytest.approx(MAX_GAIN_DB, abs=1.0)


def test_silence_is_no_reason_to_divide_by_it() -> None:
    limit = GainLimit()
    silence = np.zeros(480, np.int16)
    assert not limit.limit(silence, silence).any()
    assert np.abs(limit.limit(silence, noise(-20.0, 1))).max() < 200


def test_the_end_of_a_word_that_comes_late_through_the_filters_is_not_cut() -> None:
    limit = GainLimit()
    for seed in range(50):
        limit.limit(noise(-20.0, seed), noise(-20.0, seed))
    tail = noise(-20.0, 99)
    assert limit.limit(noise(-80.0, 99), tail) is tail
