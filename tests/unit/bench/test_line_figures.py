"""Figures of a call from what was noted."""

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.media.measure.picture_clock import clock_ms
from tests.bench.line.figures import (
    Figures,
    join_ms,
    newer_pictures,
    picture_figures,
    sync_figures,
)
from tests.bench.line.speech import BLOCK, RATE_HZ, Voice, found_windows, voice_figures

pytestmark = pytest.mark.unit


def pictures(times_s: list[float], age_s: float = 0.05) -> NDArray[np.float64]:
    return np.array([[at_s, clock_ms(at_s - age_s), 1280, 720] for at_s in times_s], np.float64)


def test_a_steady_picture_has_no_freeze() -> None:
    seen = pictures([100 + number / 30 for number in range(300)])
    figures = picture_figures(seen, 100.0, 110.0)
    assert figures["fps"] == 30.0
    assert figures["freeze_ratio"] == 0.0
    assert figures["latency_ms_p50"] == pytest.approx(50, abs=1)
    assert figures["sizes"] == {"1280x720": 300}
    assert join_ms(seen, 99.9) == 100


def test_a_hole_and_a_missing_end_are_freezes() -> None:
    times = [100 + number / 30 for number in range(300)]
    kept = [at_s for at_s in times if not 102 < at_s < 103 and at_s < 109]
    figures = picture_figures(pictures(kept), 100.0, 110.0)
    assert figures["freezes"] == 2
    assert figures["freeze_ratio"] == pytest.approx(0.2, abs=0.01)
    assert figures["longest_gap_ms"] == pytest.approx(1_000, abs=70)


def test_no_picture_at_all_is_one_freeze() -> None:
    figures = picture_figures(pictures([]).reshape(-1, 4), 100.0, 110.0)
    assert (figures["freeze_ratio"], figures["longest_gap_ms"]) == (1.0, 10_000)
    assert figures["latency_ms_p50"] is None


def test_a_picture_that_shows_nothing_new_does_not_count() -> None:
    seen = pictures([100.0, 100.1, 100.2])
    again = seen[[0, 1, 0, 1, 2]]
    again[:, 0] = np.arange(5) + 100
    assert newer_pictures(again)[:, 0].tolist() == [100, 101, 104]
    unread = again.copy()
    unread[:, 1] = -1
    assert len(newer_pictures(unread)) == 5


def spoken(seconds: float, seed: int = 3) -> NDArray[np.float64]:
    """Noise that comes and goes like speech."""
    noise = np.random.default_rng(seed).normal(0, 3_000, int(seconds * RATE_HZ))
    at_s = np.arange(len(noise)) / RATE_HZ
    return noise * (np.sin(2 * np.pi * at_s / 1.5) > -0.5)


def voice(delay_blocks: int, hole: slice | None = None) -> Voice:
    said = spoken(12.0)
    times = 50 + np.arange(len(said) // BLOCK) / 100
    heard = np.concatenate([np.zeros(delay_blocks * BLOCK), said])[: len(said)].copy()
    if hole is not None:
        heard[hole] = 0
    return Voice(said=said, said_at_s=times, heard=heard, heard_at_s=times)


def heard(one: Voice) -> Figures:
    return voice_figures(one, found_windows(one, 51.0, 61.0), 51.0, 61.0)


def test_the_picture_on_the_tile_is_held_against_the_voice() -> None:
    seen = pictures([100 + number / 10 for number in range(100)], age_s=0.05)
    voice_ages = [(102.01, 0.1), (103.01, 0.1), (103.06, 0.1), (99.0, 0.1)]
    figures = sync_figures(seen, voice_ages)
    # 50 ms old when decoded, then 10, 10 and 60 ms on the tile
    assert figures["av_offset_ms"] == pytest.approx(-40, abs=2)
    assert figures["av_apart_ms_p95"] == pytest.approx(40, abs=2)
    assert sync_figures(seen, [])["av_offset_ms"] is None


def test_the_age_of_a_voice_is_found() -> None:
    figures = heard(voice(12))
    assert figures["voice_ms_p50"] == pytest.approx(120, abs=1)
    assert (figures["audio_gap_ms_p99"], figures["audio_longest_gap_ms"]) == (10, 10)


def test_a_hole_in_the_voice_counts_whole() -> None:
    at = round(4.6 * RATE_HZ)
    figures = heard(voice(12, slice(at, at + 20 * BLOCK)))
    # 200 ms; a block at each border is heard in part
    assert 150 <= figures["audio_longest_gap_ms"] <= 210
    assert figures["audio_gap_ms_p99"] == 10


def test_silence_has_no_figures() -> None:
    figures = heard(voice(12, slice(0, None)))
    assert figures["voice_ms_p50"] is None
    assert figures["audio_gap_ms_p99"] is None
