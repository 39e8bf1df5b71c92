"""Voices together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.media.engine.playout.mixer import LIMIT_FROM, Mixer, limited

pytestmark = pytest.mark.unit

A, B = SiteId("a"), SiteId("b")


def steady(value: int) -> np.ndarray:
    return np.full(480, value, np.int16)


def test_nobody_is_silence() -> None:
    assert not Mixer().mix().any()


def test_two_quiet_voices_are_added_and_measured() -> None:
    mixer = Mixer()
    mixer.set_voices({A: lambda: steady(1_000), B: lambda: steady(2_000)})
    assert (mixer.mix() == 3_000).all()
    levels = mixer.take_levels()
    assert levels[B] == pytest.approx(levels[A] + 6.02, abs=0.1)
    assert mixer.take_levels() == {A: -96.0, B: -96.0}
    assert mixer.sites() == {A, B}


def test_a_voice_that_left_is_not_heard() -> None:
    mixer = Mixer()
    mixer.set_voices({A: lambda: steady(1_000)})
    mixer.set_voices({})
    assert not mixer.mix().any()
    assert mixer.take_levels() == {}


def test_a_microphone_without_the_floor_is_taken_off_its_buffer_and_never_played() -> None:
    mixer, pulled = Mixer(), list[SiteId]()

    def loud(site_id: SiteId) -> np.ndarray:
        pulled.append(site_id)
        return steady(20_000)

    voices = {A: lambda: loud(A), B: lambda: loud(B)}
    mixer.set_voices(voices, heard=())
    assert not mixer.mix().any()
    assert (pulled, mixer.take_levels()) == ([A, B], {A: -96.0, B: -96.0})
    mixer.set_voices(voices, heard=(B,))
    assert (mixer.mix() == 20_000).all()
    assert mixer.take_levels()[A] == -96.0
    assert mixer.sites() == {A, B}


@given(st.lists(st.floats(-131_072, 131_072, width=32), min_size=1, max_size=40))
def test_the_limiter_never_wraps_and_keeps_signs(values: list[float]) -> None:
    total = np.array(values, np.float32)
    out = limited(total.copy())
    assert (np.sign(out) * np.sign(total) >= 0).all()
    assert (np.abs(out.astype(int)) <= 32_767).all()
    quiet = np.abs(total) <= LIMIT_FROM
    assert (out[quiet] == total[quiet].astype(np.int16)).all()
