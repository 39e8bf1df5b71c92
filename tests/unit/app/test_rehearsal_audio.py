import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.app.rehearsal_audio import (
    SAMPLE_RATE,
    first_sound_s,
    level_dbfs,
    speech_correlation,
)

pytestmark = pytest.mark.unit


def voice(seconds: float, seed: int = 1) -> NDArray[np.int16]:
    """Noise shaped like syllables."""
    count = int(seconds * SAMPLE_RATE)
    noise = np.random.default_rng(seed).normal(0, 4_000, count)
    envelope = np.abs(np.sin(np.arange(count) / SAMPLE_RATE * 2 * np.pi * 1.7))
    return (noise * envelope).astype(np.int16)


def test_the_same_voice_later_and_quieter_correlates_fully() -> None:
    reference = voice(4)
    heard = np.concatenate([np.zeros(7_777, np.int16), np.tile(reference, 2) // 3])
    assert speech_correlation(heard.astype(np.int16), reference) > 0.97


def test_another_voice_does_not_correlate() -> None:
    assert speech_correlation(voice(6, seed=2), voice(4)) < 0.2


def test_silence_is_zero_and_not_perfect() -> None:
    assert speech_correlation(np.zeros(6 * SAMPLE_RATE, np.int16), voice(4)) == 0.0


def test_one_lone_second_of_sound_is_not_enough() -> None:
    heard = np.zeros(6 * SAMPLE_RATE, np.int16)
    heard[:SAMPLE_RATE] = voice(1)
    assert speech_correlation(heard, voice(4)) == 0.0


def test_the_first_sound_is_found_to_a_hundredth_of_a_second() -> None:
    heard = np.concatenate([np.zeros(SAMPLE_RATE // 2, np.int16), voice(1)])
    assert first_sound_s(heard) == pytest.approx(0.5, abs=0.03)
    assert first_sound_s(np.zeros(SAMPLE_RATE, np.int16)) is None


def test_levels_are_relative_to_full_scale() -> None:
    assert level_dbfs(np.full(480, 32_767, np.int16)) == pytest.approx(0.0, abs=0.01)
    assert level_dbfs(np.zeros(480, np.int16)) == -96.0
