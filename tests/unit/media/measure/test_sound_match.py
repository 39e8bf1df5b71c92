"""Telling our voice from another, from silence, and from itself played back bent."""

import numpy as np
import pytest

from desktop.media.measure.sound_match import (
    RATE_HZ,
    compare_sound,
    first_sound_s,
    last_sound_s,
    speech_correlation,
)

pytestmark = pytest.mark.unit


def voice(seconds: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rough = rng.normal(0, 1, int(seconds * RATE_HZ))
    smooth = np.convolve(rough, np.ones(12) / 12, "same")
    swell = 1 + np.sin(np.arange(len(smooth)) / 9000)
    return np.asarray((6000 * smooth / smooth.std() * swell).clip(-32000, 32000), np.int16)


REFERENCE = voice(4.0, 1)


def test_the_same_sound_begun_elsewhere_is_found() -> None:
    heard = np.roll(REFERENCE, -30_000)[: 2 * RATE_HZ]
    match = compare_sound(heard, REFERENCE)
    assert match.correlation > 0.99
    assert match.offsets[0] == 30_000
    assert match.windows == len(match.starts) == 8


def test_another_sound_is_not_ours() -> None:
    assert compare_sound(voice(2.0, 2), REFERENCE).correlation < 0.3


def test_silence_says_nothing() -> None:
    match = compare_sound(np.zeros(RATE_HZ, np.int16), REFERENCE)
    assert (match.correlation, match.windows) == (0.0, 0)


def test_half_the_windows_silenced_does_not_change_the_judgement_of_the_rest() -> None:
    heard = REFERENCE.copy()
    heard[: len(heard) // 2] = 0
    match = compare_sound(heard, REFERENCE)
    assert match.correlation > 0.99
    assert match.windows == 8


def test_windows_over_the_end_of_the_loop_are_found() -> None:
    heard = np.roll(REFERENCE, 6_000)[:12_000]
    match = compare_sound(heard, REFERENCE)
    assert match.correlation > 0.99
    assert match.offsets == (len(REFERENCE) - 6_000,)


def test_the_same_voice_later_and_quieter_correlates_fully() -> None:
    heard = np.concatenate([np.zeros(7_777, np.int16), np.tile(REFERENCE, 2) // 3])
    assert speech_correlation(heard, REFERENCE) > 0.97


def test_one_lone_second_of_sound_is_not_enough() -> None:
    heard = np.zeros(6 * RATE_HZ, np.int16)
    heard[:RATE_HZ] = REFERENCE[:RATE_HZ]
    assert speech_correlation(heard, REFERENCE) == 0.0


def test_the_first_sound_is_found_to_a_hundredth_of_a_second() -> None:
    heard = np.concatenate([np.zeros(RATE_HZ // 2, np.int16), REFERENCE])
    assert first_sound_s(heard) == pytest.approx(0.5, abs=0.03)
    assert first_sound_s(np.zeros(RATE_HZ, np.int16)) is None


def test_the_last_sound_is_where_the_last_loud_hundredth_ends() -> None:
    silence = np.zeros(RATE_HZ, np.int16)
    heard = np.concatenate([silence, np.full(RATE_HZ // 2, 3_000, np.int16), silence])
    assert last_sound_s(heard) == pytest.approx(1.5)
    assert first_sound_s(heard) == pytest.approx(1.0)
    assert last_sound_s(silence) is None
