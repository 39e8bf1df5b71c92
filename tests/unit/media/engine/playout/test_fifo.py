"""The queue between the engine's clock and the card's: what goes in comes out, soon and whole."""

from collections import deque

import numpy as np
import pytest

from desktop.media.engine.playout.fifo import (
    KEEP_MS,
    MAX_HELD_MS,
    MAX_MARGIN_MS,
    START_MS,
    VoiceFifo,
    resampled,
)
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

pytestmark = pytest.mark.unit

LOUD = 8_000


class Line:
    """What was decoded and waits; a tone whose place tells how much was taken out."""

    def __init__(self) -> None:
        self.waiting: deque[Block] = deque()
        self.written = 0
        self.fifo = VoiceFifo(read=lambda: self.waiting.popleft() if self.waiting else None)

    def write(self, peak: int = LOUD, blocks: int = 1) -> None:
        for _ in range(blocks):
            at = np.arange(self.written, self.written + BLOCK_SAMPLES)
            self.waiting.append((peak * np.sin(at * 2 * np.pi / 96)).astype(np.int16))
            self.written += BLOCK_SAMPLES

    def pull(self, blocks: int = 1) -> list[Block]:
        return [self.fifo.pull() for _ in range(blocks)]


def is_silent(block: Block) -> bool:
    return not block.any()


def test_a_voice_begins_when_two_blocks_are_there_and_is_whole() -> None:
    line = Line()
    assert is_silent(line.pull()[0])
    line.write()
    assert is_silent(line.pull()[0])
    heard = []
    for _ in range(50):
        line.write()
        heard += line.pull()
    sent = (LOUD * np.sin(np.arange(len(heard) * BLOCK_SAMPLES) * 2 * np.pi / 96)).astype(np.int16)
    assert np.array_equal(np.concatenate(heard), sent)
    assert line.fifo.held_ms == START_MS - 10.0


def test_what_waited_before_the_voice_began_does_not_delay_it() -> None:
    line = Line()
    line.write(blocks=9)
    line.pull()
    assert line.fifo.held_ms == START_MS - 10.0


def test_a_dry_queue_is_silence_and_begins_again_deeper() -> None:
    line = Line()
    line.write(blocks=2)
    line.pull()
    assert is_silent(line.pull(2)[1])
    assert line.fifo.counters.starved == 1
    line.write(blocks=2)
    assert is_silent(line.pull()[0])  # it waits for three now
    line.write()
    assert not is_silent(line.pull()[0])


def test_the_margin_has_an_end_and_is_given_back() -> None:
    line = Line()
    for _ in range(40):
        line.write(blocks=9)
        line.pull(11)
    line.write(blocks=9)
    line.pull()
    assert line.fifo.held_ms <= START_MS + MAX_MARGIN_MS
    for _ in range(20_000):
        line.write()
        line.pull()
    assert line.fifo.held_ms <= KEEP_MS + 10.0


def test_a_queue_that_nobody_pulled_keeps_the_newest() -> None:
    line = Line()
    line.write(blocks=2)
    line.pull()
    line.write(blocks=60)
    line.pull()
    assert line.fifo.held_ms <= MAX_HELD_MS
    assert line.fifo.held_ms == START_MS - 10.0
    assert line.fifo.counters.dropped > 0


@pytest.mark.parametrize("drift", [0.0003, -0.0003])
def test_drift_of_the_two_clocks_is_bent_away_without_a_gap(drift: float) -> None:
    line = Line()
    line.write(blocks=3)
    owed = 0.0
    deepest = 0.0
    for _ in range(20_000):  # in three minutes they are further apart than START_MS
        owed += 1 + drift
        while owed >= 1:
            line.write()
            owed -= 1
        assert not is_silent(line.pull()[0])
        deepest = max(deepest, line.fifo.held_ms)
    assert line.fifo.counters.starved == 0
    assert deepest <= 60.0
    assert line.fifo.counters.bent > 0


def test_too_much_sound_goes_in_a_pause_and_not_in_speech() -> None:
    line = Line()
    line.write(blocks=2)
    line.pull()
    line.write(blocks=5)  # a burst that stays
    for _ in range(150):
        line.write()
        line.pull()
    in_speech = line.fifo.counters.dropped
    assert in_speech == 0
    for _ in range(60):
        line.write(peak=0)
        line.pull()
    assert line.fifo.counters.dropped > in_speech
    assert line.fifo.held_ms <= KEEP_MS + 20.0


def test_bending_keeps_the_shape_of_a_tone() -> None:
    pcm = (LOUD * np.sin(np.arange(600) * 2 * np.pi / 96)).astype(np.float32)
    for count in (478, 482, 471, 489):
        bent = resampled(pcm, count)
        wanted = LOUD * np.sin(np.arange(480) * count / 480 * 2 * np.pi / 96)
        assert np.abs(bent - wanted).max() < LOUD * 0.002
