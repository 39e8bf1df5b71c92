"""How loud the loudspeaker is at the microphone, against a talker there."""

import numpy as np
import pytest

from desktop.domain.call import SILENCE_DBFS
from desktop.media.engine.sound.double_talk import talk_margin

pytestmark = pytest.mark.unit


def speech(dbfs: float, seconds: float = 4.0, talks: float = 0.5) -> np.ndarray:
    """Noise that is on for `talks` of each second."""
    count = int(48_000 * seconds)
    on = (np.arange(count) % 48_000) < talks * 48_000
    samples = np.random.default_rng(3).standard_normal(count) * on
    return (samples * 32_767 * 10 ** (dbfs / 20)).astype(np.int16)


def test_pauses_do_not_make_speech_quieter() -> None:
    margin = talk_margin(echo=speech(-35.0), talker=speech(-25.0, talks=0.2), noise=speech(-90.0))
    assert margin.echo_dbfs == pytest.approx(-35.0, abs=0.3)
    assert margin.talker_dbfs == pytest.approx(-25.0, abs=0.3)
    assert margin.margin_db == pytest.approx(10.0, abs=0.3)


@pytest.mark.parametrize(
    ("echo_dbfs", "is_comfortable", "can_interrupt"),
    [(-40.0, True, True), (-28.0, False, True), (-18.0, False, False)],
)
def test_the_margin_says_what_two_rooms_may_expect(
    echo_dbfs: float, is_comfortable: bool, can_interrupt: bool
) -> None:
    margin = talk_margin(echo=speech(echo_dbfs), talker=speech(-25.0), noise=speech(-90.0))
    assert (margin.is_comfortable, margin.can_interrupt) == (is_comfortable, can_interrupt)


def test_a_loudspeaker_below_the_noise_is_no_echo_at_all() -> None:
    noise = speech(-50.0, talks=1.0)
    margin = talk_margin(echo=noise, talker=speech(-25.0), noise=noise)
    assert margin.echo_dbfs == SILENCE_DBFS
    assert margin.is_comfortable


def test_noise_is_not_counted_as_a_talker() -> None:
    noise = speech(-30.0, talks=1.0)
    mixed = noise + np.roll(speech(-30.0, talks=1.0), 77)
    margin = talk_margin(echo=speech(-90.0), talker=mixed, noise=noise)
    assert margin.talker_dbfs == pytest.approx(-30.0, abs=0.5)
