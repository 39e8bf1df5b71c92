"""What a voice says: whole, once, over what else is played, and told as it was taken."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop.domain.record.events import SpeechTold
from desktop.domain.record.speech import SpeechFault, SpeechStage
from desktop.media.desk.speech_orders import SpeechOrders
from desktop.media.engine.playout.speech import MOST_UNRECORDED, STALLED_S, Speech
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ
from desktop.media.pipe.commands import Command, SpeakPiece, StopSpeaking
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)
STEP_S = 0.05
BLOCKS_A_STEP = 5


def tone(seconds: float, rate_hz: int, hz: int = 400, peak: int = 8_000) -> bytes:
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    return (peak * np.sin(2 * np.pi * hz * at)).astype("<i2").tobytes()


class Loudspeaker:
    """Takes 10 ms after 10 ms; the microphone of the same room comes along."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.told: list[SpeechTold] = []
        self.speech = Speech(clock=self.clock, tell=self.told.append)
        self.orders = SpeechOrders(send=self._take)
        self.played: list[NDArray[np.int16]] = []
        self.recorded: list[NDArray[np.int16]] = []

    def _take(self, command: Command) -> None:
        match command:
            case SpeakPiece():
                self.speech.add(command)
            case StopSpeaking(order=order):
                self.speech.stop(order)
            case _:
                pytest.fail("not of the voice")

    def play(self, seconds: float, under: NDArray[np.int16] = SILENCE) -> None:
        for _ in range(round(seconds / STEP_S)):
            for _ in range(BLOCKS_A_STEP):
                self.played.append(self.speech.mix(under))
                self.recorded.append(self.speech.recorded(SILENCE))
            self.wait()

    def wait(self) -> None:
        """The loudspeaker takes nothing."""
        self.clock.advance(STEP_S)
        self.speech.step()

    @property
    def stages(self) -> list[tuple[int, SpeechStage]]:
        return [(one.order, one.stage) for one in self.told]

    def level(self, blocks: list[NDArray[np.int16]]) -> float:
        return float(np.sqrt(np.mean(np.square(np.concatenate(blocks), dtype=np.float64))))


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_a_line_is_played_whole_and_told_twice(rate_hz: int) -> None:
    room = Loudspeaker()
    room.orders.speak(1, rate_hz, tone(11.0, rate_hz))
    assert room.told == []
    room.play(1.0)
    assert room.stages == [(1, SpeechStage.SPEAKING)]
    room.play(11.0)
    assert room.stages == [(1, SpeechStage.SPEAKING), (1, SpeechStage.ENDED)]
    heard = np.concatenate(room.played)
    loud = np.flatnonzero(np.abs(heard) > 1_000)
    assert (loud[-1] - loud[0]) / SAMPLE_RATE_HZ == pytest.approx(11.0, abs=0.01)
    spectrum = np.abs(np.fft.rfft(heard[loud[0] : loud[0] + SAMPLE_RATE_HZ]))
    assert int(np.argmax(spectrum)) == pytest.approx(400, abs=1)
    assert np.array_equal(heard, np.concatenate(room.recorded))


def test_what_else_is_played_goes_on_below_it() -> None:
    room = Loudspeaker()
    far = np.full(BLOCK_SAMPLES, 500, np.int16)
    room.orders.speak(1, 16_000, bytes(2 * 16_000))
    room.play(0.5, far)
    assert float(np.abs(np.concatenate(room.played) - 500).max()) <= 2  # the filter's dither
    room.orders.speak(2, 16_000, tone(0.5, 16_000, peak=32_000))
    room.play(0.25, np.full(BLOCK_SAMPLES, 20_000, np.int16))
    assert int(np.max(np.concatenate(room.played))) <= np.iinfo(np.int16).max
    assert int(np.min(np.concatenate(room.played[-20:]))) >= -20_000


def test_a_newer_line_takes_the_place_of_what_is_spoken() -> None:
    room = Loudspeaker()
    room.orders.speak(1, 16_000, tone(5.0, 16_000))
    room.play(0.5)
    room.orders.speak(2, 16_000, tone(0.2, 16_000))
    room.speech.add(SpeakPiece(order=1, rate_hz=16_000, samples=bytes(320), is_last=True))
    room.play(1.0)
    assert room.stages == [
        (1, SpeechStage.SPEAKING),
        (2, SpeechStage.SPEAKING),
        (2, SpeechStage.ENDED),
    ]


def test_a_stop_silences_at_once_what_was_ready_too() -> None:
    room = Loudspeaker()
    room.orders.speak(1, 16_000, tone(5.0, 16_000))
    room.play(0.5)
    before = len(room.played)
    room.orders.stop(1)
    room.play(0.5)
    assert room.level(room.played[before:]) == 0
    assert room.level(room.recorded[before + 1 :]) == 0
    assert room.stages == [(1, SpeechStage.SPEAKING), (1, SpeechStage.STOPPED)]


def test_a_stop_that_overtakes_its_line_wins() -> None:
    room = Loudspeaker()
    room.orders.stop(3)
    room.orders.speak(3, 16_000, tone(0.5, 16_000))
    room.play(0.5)
    assert room.level(room.played) == 0
    assert room.stages == [(3, SpeechStage.STOPPED)]
    room.orders.speak(4, 16_000, tone(0.5, 16_000))
    room.orders.stop(3)
    room.play(0.5)
    assert (4, SpeechStage.SPEAKING) in room.stages


def test_a_loudspeaker_that_stands_still_is_said_so() -> None:
    room = Loudspeaker()
    room.orders.speak(1, 16_000, tone(5.0, 16_000))
    room.play(0.5)
    for _ in range(round(STALLED_S / STEP_S) - 1):
        room.wait()
    assert room.stages == [(1, SpeechStage.SPEAKING)]
    room.wait()
    room.wait()
    last = SpeechTold(order=1, stage=SpeechStage.FAILED, fault=SpeechFault.LOUDSPEAKER)
    assert room.told[1:] == [last]


def test_a_pc_that_slept_is_no_loudspeaker_that_stands_still() -> None:
    room = Loudspeaker()
    room.orders.speak(1, 16_000, tone(5.0, 16_000))
    room.play(0.5)
    room.clock.advance(3_600)
    room.speech.step()
    room.play(5.0)
    assert room.stages == [(1, SpeechStage.SPEAKING), (1, SpeechStage.ENDED)]


@pytest.mark.parametrize(("rate_hz", "samples"), [(7_999, bytes(320)), (16_000, bytes(321))])
def test_sound_that_is_none_is_refused_and_ends_what_is_spoken(
    rate_hz: int, samples: bytes
) -> None:
    room = Loudspeaker()
    room.orders.speak(1, 16_000, tone(1.0, 16_000))
    room.speech.add(SpeakPiece(order=2, rate_hz=rate_hz, samples=samples, is_last=True))
    room.play(0.5)
    assert room.told == [SpeechTold(order=2, stage=SpeechStage.FAILED, fault=SpeechFault.VOICE)]
    assert room.level(room.played) == 0


def test_a_piece_of_another_rate_is_not_of_this_line() -> None:
    room = Loudspeaker()
    first = SpeakPiece(order=1, rate_hz=16_000, samples=tone(0.1, 16_000), is_last=False)
    room.speech.add(first)
    room.speech.add(SpeakPiece(order=1, rate_hz=8_000, samples=bytes(320), is_last=True))
    room.play(1.0)
    assert room.stages == [(1, SpeechStage.SPEAKING)]
    room.speech.add(SpeakPiece(order=1, rate_hz=16_000, samples=bytes(320), is_last=True))
    room.play(1.0)
    assert room.stages[-1] == (1, SpeechStage.ENDED)


def test_the_recording_has_no_old_voice_when_the_microphone_comes_back() -> None:
    room = Loudspeaker()
    room.orders.speak(1, 48_000, tone(5.0, 48_000))
    for _ in range(200):
        room.speech.mix(SILENCE)
        room.speech.step()
    late = 0
    while np.any(room.speech.recorded(SILENCE)):
        late += 1
    assert late <= MOST_UNRECORDED


@given(
    st.sampled_from([8_000, 16_000, 22_050, 48_000]),
    st.integers(min_value=1, max_value=60_000),
    st.lists(st.integers(min_value=1, max_value=20_000), max_size=4),
)
def test_every_line_ends_however_it_is_cut(rate_hz: int, count: int, cuts: list[int]) -> None:
    room = Loudspeaker()
    samples = bytes(2 * count)
    edges = sorted({0, count, *(cut % count for cut in cuts)})
    for start, end in itertools.pairwise(edges):
        piece = samples[2 * start : 2 * end]
        is_last = end == count
        room.speech.add(SpeakPiece(order=1, rate_hz=rate_hz, samples=piece, is_last=is_last))
    room.play(count / rate_hz + 1.0)
    assert room.stages == [(1, SpeechStage.SPEAKING), (1, SpeechStage.ENDED)]
