"""A sound card is judged by the blocks that go through, and by the voice in them."""

import math

import pytest

from desktop.devices.backends.portaudio import SoundStream
from desktop.media.engine.levels import SPEECH_PEAK
from desktop.media.engine.sound.card import SoundCard
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def test_without_a_card_nothing_is_missed_and_nobody_is_interrupted() -> None:
    clock = FakeClock()
    card = SoundCard(clock=clock)
    card.expect()
    clock.advance(9.0)
    assert (card.is_open, card.silent_s(), card.quiet_s()) == (False, 0.0, math.inf)


def test_an_open_card_has_time_until_its_first_block() -> None:
    clock = FakeClock()
    card = SoundCard(clock=clock)
    card.hold(SoundStream())
    assert card.expect() == clock.monotonic()
    clock.advance(0.5)
    assert (card.is_open, card.silent_s()) == (True, 0.5)
    card.note_block(clock.monotonic(), 0)
    assert card.silent_s() == 0.0


def test_a_voice_is_louder_than_the_room() -> None:
    clock = FakeClock()
    card = SoundCard(clock=clock)
    card.hold(SoundStream())
    card.note_block(clock.monotonic(), SPEECH_PEAK + 1)
    clock.advance(2.0)
    card.note_block(clock.monotonic(), SPEECH_PEAK)
    assert (card.silent_s(), card.quiet_s()) == (0.0, 2.0)


def test_a_stream_that_ended_is_silent_for_good() -> None:
    clock = FakeClock()
    card = SoundCard(clock=clock)
    stream = SoundStream()
    card.hold(stream)
    card.note_block(clock.monotonic(), 0)
    stream.mark_ended()
    assert card.silent_s() == math.inf
    card.close()
    card.close()
    assert (card.is_open, card.silent_s()) == (False, 0.0)


class Beat:
    """Counts how often it is ended."""

    def __init__(self) -> None:
        self.stops = 0

    def stop(self) -> None:
        self.stops += 1


def test_what_stands_in_is_ended_once_and_is_no_card() -> None:
    card, beat = SoundCard(clock=FakeClock()), Beat()
    card.stand_in(beat)
    assert not card.is_open
    card.close()
    card.close()
    assert beat.stops == 1
