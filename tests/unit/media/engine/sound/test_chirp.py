"""The chirp finds the room's echo: when it came and how loud, through noise and walls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop.media.engine.sound.chirp import (
    Echo,
    chirp_starts,
    dbfs,
    find_echo,
    floor_dbfs,
    make_chirp,
    make_signal,
)
from desktop.media.engine.sound.timeline import Timeline
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES, SAMPLE_RATE_HZ

pytestmark = pytest.mark.unit

PLAYED_AT = 4_000
BEGAN_S = 1_000.0
CHIRP_DBFS = dbfs(float(np.sqrt(np.mean(make_chirp().astype(np.float64) ** 2))))


def room(
    delay_ms: float, gain_db: float, noise_dbfs: float = -70.0, seed: int = 1
) -> NDArray[np.int16]:
    """What the microphone hears of the signal."""
    chance = np.random.default_rng(seed)
    signal = make_signal().astype(np.float64)
    heard = np.zeros(PLAYED_AT + len(signal) + SAMPLE_RATE_HZ)
    at = PLAYED_AT + round(delay_ms * SAMPLE_RATE_HZ / 1000)
    heard[at : at + len(signal)] += signal * 10 ** (gain_db / 20)
    heard += chance.normal(0.0, 32_768 * 10 ** (noise_dbfs / 20), len(heard))
    return np.clip(np.rint(heard), -32_768, 32_767).astype(np.int16)


def echo_of(heard: NDArray[np.int16], stamps_err_s: float = 0.0) -> Echo | None:
    """What is found when both clocks tell the truth; stamps_err_s: the loudspeaker's are late."""
    blocks = max(1, len(heard) // BLOCK_SAMPLES)
    heard_at = Timeline([BEGAN_S + number * BLOCK_S for number in range(blocks)])
    played_s = BEGAN_S + PLAYED_AT / SAMPLE_RATE_HZ + stamps_err_s
    return find_echo(heard, heard_at, [played_s + at / SAMPLE_RATE_HZ for at in chirp_starts()])


@pytest.mark.parametrize("delay_ms", [0.0, 40.0, 120.0, 200.0, 450.0])
@pytest.mark.parametrize("gain_db", [0.0, -12.0, -30.0])
def test_delay_and_level_are_found(delay_ms: float, gain_db: float) -> None:
    echo = echo_of(room(delay_ms, gain_db))
    assert echo is not None
    assert echo.delay_ms == pytest.approx(delay_ms, abs=0.2)
    assert echo.dbfs == pytest.approx(CHIRP_DBFS + gain_db, abs=0.5)


def test_a_noisy_room_hides_neither() -> None:
    echo = echo_of(room(80.0, -20.0, noise_dbfs=-32.0))
    assert echo is not None
    assert echo.delay_ms == pytest.approx(80.0, abs=0.5)
    assert echo.dbfs == pytest.approx(CHIRP_DBFS - 20.0, abs=2.0)


@given(seed=st.integers(0, 10_000))
def test_noise_alone_is_no_echo(seed: int) -> None:
    assert echo_of(room(50.0, -200.0, noise_dbfs=-30.0, seed=seed)) is None


def test_the_first_arrival_counts_and_not_a_louder_wall() -> None:
    direct, wall = room(20.0, -14.0), room(55.0, -11.0, noise_dbfs=-200.0)
    echo = echo_of(direct + wall)
    assert echo is not None
    assert echo.delay_ms == pytest.approx(20.0, abs=0.2)


def test_a_stamp_that_errs_makes_the_delay_negative_and_not_wrong() -> None:
    echo = echo_of(room(10.0, -10.0), stamps_err_s=0.025)
    assert echo is not None
    assert echo.delay_ms == pytest.approx(-15.0, abs=0.2)


def test_one_chirp_alone_is_not_believed() -> None:
    heard = room(30.0, -10.0)
    heard[PLAYED_AT + SAMPLE_RATE_HZ :] = 0
    assert echo_of(heard) is None


@pytest.mark.parametrize("heard", [np.zeros(0, np.int16), np.zeros(96_000, np.int16)])
def test_silence_and_nothing_are_no_echo(heard: NDArray[np.int16]) -> None:
    assert echo_of(heard) is None
    assert floor_dbfs(heard, 0) == -96.0


def test_the_floor_is_the_rooms_own_noise() -> None:
    assert floor_dbfs(
        room(30.0, 0.0, noise_dbfs=-50.0), PLAYED_AT + chirp_starts()[0]
    ) == pytest.approx(-50.0, abs=0.3)


def test_the_signal_is_whole_blocks_and_never_clips() -> None:
    signal = make_signal()
    assert len(signal) % BLOCK_SAMPLES == 0
    assert 8_000 < int(np.abs(signal).max()) < 16_000
