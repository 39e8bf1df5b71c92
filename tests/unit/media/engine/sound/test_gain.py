"""Limits of the automatic gain: its ceiling, and what it does with an echo."""

import numpy as np
import pytest

from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.sound.gain import (
    ECHO_LASTS_BLOCKS,
    LEARNING_BLOCKS,
    MAX_GAIN_DB,
    EchoGate,
    GainLimit,
)

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


# ---- echo or talker -----------------------------------------------------------------------------

SILENCE = np.zeros(480, np.int16)
FAR = noise(-20.0, 7)


def factor_db(
    gate: EchoGate, *, heard_dbfs: float, cleaned_dbfs: float, played: np.ndarray = FAR
) -> float:
    """What becomes of the last of fifty such blocks."""
    cleaned = noise(cleaned_dbfs, 1)
    passed = [
        gate.pass_on(played=played, heard=noise(heard_dbfs, 1), cleaned=cleaned) for _ in range(50)
    ]
    return rms_dbfs(passed[-1]) - rms_dbfs(cleaned)


def learnt_gate() -> EchoGate:
    gate = EchoGate()
    for _ in range(LEARNING_BLOCKS):
        gate.pass_on(played=FAR, heard=SILENCE, cleaned=SILENCE)
    return gate


def test_what_is_left_of_an_echo_is_turned_down_and_gets_no_gain() -> None:
    gate = learnt_gate()
    assert factor_db(gate, heard_dbfs=-30.0, cleaned_dbfs=-50.0) == pytest.approx(-6.0, abs=0.3)
    assert gate.is_echo


def test_a_room_that_is_not_known_yet_is_turned_down_more() -> None:
    gate = EchoGate()
    assert factor_db(gate, heard_dbfs=-30.0, cleaned_dbfs=-40.0) == pytest.approx(-14.0, abs=0.3)
    assert not EchoGate().is_echo


@pytest.mark.parametrize(("taken_db", "given_back_db"), [(0.0, 0.0), (4.0, 3.5), (9.0, 6.0)])
def test_a_talker_who_was_cut_while_both_talk_is_given_back(
    taken_db: float, given_back_db: float
) -> None:
    gate = learnt_gate()
    factor = factor_db(gate, heard_dbfs=-25.0, cleaned_dbfs=-25.0 - taken_db)
    assert factor == pytest.approx(given_back_db, abs=0.3)
    assert not gate.is_echo


def test_nothing_is_done_while_the_loudspeaker_is_silent() -> None:
    gate = learnt_gate()
    for _ in range(ECHO_LASTS_BLOCKS):
        gate.pass_on(played=SILENCE, heard=SILENCE, cleaned=SILENCE)
    cleaned = noise(-50.0, 1)
    # Steady noise that was suppressed looks like an echo, but there is none.
    heard = noise(-30.0, 2)
    assert gate.pass_on(played=SILENCE, heard=heard, cleaned=cleaned) is cleaned
    assert not gate.is_echo


def test_the_end_of_an_echo_is_still_an_echo() -> None:
    gate = learnt_gate()
    factor_db(gate, heard_dbfs=-30.0, cleaned_dbfs=-50.0)
    factor = factor_db(gate, heard_dbfs=-40.0, cleaned_dbfs=-60.0, played=SILENCE)
    assert factor == pytest.approx(-6.0, abs=0.3)


def test_the_factor_changes_without_a_step() -> None:
    gate = learnt_gate()
    loud = np.full(480, 8_000, np.int16)
    factor_db(gate, heard_dbfs=-20.0, cleaned_dbfs=-60.0)
    passed = [gate.pass_on(played=FAR, heard=loud, cleaned=loud) for _ in range(20)]
    steps = np.abs(np.diff(np.concatenate(passed).astype(np.int32)))
    assert steps.max() <= 40
    assert passed[-1][-1] == 8_000
