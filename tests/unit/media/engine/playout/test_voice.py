"""The voice buffer over a simulated network: it repairs, follows drift and never grows for ever."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop.media.engine.playout.voice import BLOCK, MAX_PACKETS, PACKET, VoiceBuffer
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


class TellingDecoder:
    """Sound that says where it came from: a packet's number, -1 recovered, -2 concealed."""

    def decode(self, untrusted_packet: bytes) -> NDArray[np.int16]:
        return np.full(PACKET, int(untrusted_packet), np.int16)

    def recover(self, untrusted_next_packet: bytes) -> NDArray[np.int16]:
        return np.full(PACKET, -int(untrusted_next_packet), np.int16)

    def conceal(self) -> NDArray[np.int16]:
        return np.full(PACKET, -30_000, np.int16)


class Scene:
    """A sender, a network and a sound card in simulated time."""

    def __init__(self, first_number: int = 0) -> None:
        self.clock = FakeClock()
        self.buffer = VoiceBuffer(clock=self.clock, decoder=TellingDecoder())
        self.first_number = first_number
        self.out: list[NDArray[np.float32]] = []

    def run(
        self, arrivals: list[tuple[float, int]], seconds: float, drift_ppm: float = 0.0
    ) -> None:
        """arrivals: (seconds, packet index), any order; pulls a block every 10 ms."""
        due = sorted(arrivals)
        start_s, elapsed_s, at = self.clock.monotonic(), 0.0, 0
        while elapsed_s < seconds:
            while at < len(due) and due[at][0] <= elapsed_s:
                index = due[at][1]
                self.buffer.push(
                    (self.first_number + index) % 65536, str(index % 20_000 + 1).encode()
                )
                at += 1
            self.out.append(self.buffer.pull())
            step_s = 0.01 * (1 + drift_ppm * 1e-6)
            self.clock.advance(step_s)
            elapsed_s = self.clock.monotonic() - start_s

    def played(self) -> NDArray[np.float32]:
        return np.concatenate(self.out)


def steady(
    count: int, jitter_s: float = 0.0, loss: float = 0.0, seed: int = 1
) -> list[tuple[float, int]]:
    rng = random.Random(seed)
    return [
        (index * 0.02 + rng.uniform(0, jitter_s), index)
        for index in range(count)
        if rng.random() >= loss
    ]


def test_before_the_first_packet_there_is_silence() -> None:
    scene = Scene()
    assert not scene.buffer.pull().any()
    assert scene.buffer.first_decoded_at_s is None


def test_packets_come_out_in_order_once_each() -> None:
    scene = Scene()
    scene.run(steady(200), 4.0)
    sound = scene.played()
    values = sound[sound > 0]
    assert (np.diff(values) >= 0).all()
    assert set(np.unique(values)) >= set(range(1, 190))
    assert scene.buffer.counters.concealed == scene.buffer.counters.recovered == 0
    assert scene.buffer.first_decoded_at_s is not None


def test_the_sequence_number_may_wrap() -> None:
    scene = Scene(first_number=65_500)
    scene.run(steady(200), 4.0)
    assert scene.buffer.counters.played >= 190
    assert scene.buffer.counters.late == scene.buffer.counters.dropped == 0


def test_a_lost_packet_is_recovered_from_the_next() -> None:
    scene = Scene()
    scene.run([a for a in steady(100) if a[1] != 50], 2.0)
    sound = scene.played()
    assert scene.buffer.counters.recovered == 1
    assert (sound == -52).sum() >= PACKET - 20  # packet 51 carries 50, named index + 1


def test_three_lost_packets_are_concealed_and_then_recovered() -> None:
    scene = Scene()
    scene.run([a for a in steady(100) if a[1] not in {50, 51, 52}], 2.0)
    assert scene.buffer.counters.recovered == 1
    assert scene.buffer.counters.concealed == 2


def test_a_line_that_falls_silent_fades_and_comes_back() -> None:
    scene = Scene()
    arrivals = [a for a in steady(300) if not 100 <= a[1] < 200]
    scene.run(arrivals, 6.0)
    sound = scene.played()
    assert not sound[int(3.0 * 48_000) : int(3.9 * 48_000)].any()
    assert np.max(sound[int(5.0 * 48_000) :]) > 200


def test_a_packet_that_is_too_late_is_not_played() -> None:
    scene = Scene()
    arrivals = [(t + 0.5 if index == 50 else t, index) for t, index in steady(100)]
    scene.run(arrivals, 2.0)
    assert scene.buffer.counters.late == 1
    assert not (scene.played() == 51).any()


@pytest.mark.parametrize("drift_ppm", [-500.0, -50.0, 0.0, 50.0, 500.0])
def test_the_depth_stays_bounded_with_two_different_clocks(drift_ppm: float) -> None:
    scene = Scene()
    scene.run(steady(3000, jitter_s=0.01), 60.0, drift_ppm)
    assert len(scene.buffer._packets) <= 8
    assert scene.buffer.counters.played >= 2900


def test_the_delay_goes_back_after_a_burst_of_jitter() -> None:
    scene = Scene()
    early = steady(500, jitter_s=0.15)
    late = [(t, index) for t, index in steady(2000) if index >= 500]
    scene.run(early, 10.0)
    worst = scene.buffer.target_ms
    scene.run([(t - 10.0, index) for t, index in late], 30.0)
    assert worst > 100.0
    assert scene.buffer.target_ms == pytest.approx(40.0, abs=5.0)
    assert len(scene.buffer._packets) <= 5


def test_a_voice_that_nobody_pulls_keeps_a_second_at_most() -> None:
    buffer = VoiceBuffer(clock=FakeClock(), decoder=TellingDecoder())
    for number in range(5_000):
        buffer.push(number, b"1")
        assert len(buffer._packets) <= MAX_PACKETS
    assert buffer.counters.dropped > 4_000


@given(
    jitter_s=st.floats(0.0, 0.2),
    loss=st.floats(0.0, 0.6),
    seed=st.integers(0, 1000),
)
def test_any_network_gives_whole_blocks_and_bounded_memory(
    jitter_s: float, loss: float, seed: int
) -> None:
    scene = Scene()
    scene.run(steady(100, jitter_s, loss, seed), 2.5)
    assert all(block.shape == (BLOCK,) for block in scene.out)
    assert all(np.isfinite(block).all() for block in scene.out)
    assert len(scene.buffer._packets) <= MAX_PACKETS


@given(st.lists(st.integers(0, 65_535), max_size=200))
def test_any_sequence_numbers_do_no_harm(numbers: list[int]) -> None:
    scene = Scene()
    for number in numbers:
        scene.buffer.push(number, b"7")
        scene.clock.advance(0.005)
        assert scene.buffer.pull().shape == (BLOCK,)
    assert len(scene.buffer._packets) <= MAX_PACKETS


def test_a_pc_that_pulls_in_bursts_gets_a_deeper_buffer_and_then_no_more_holes() -> None:
    scene = Scene()
    arrivals = steady(1500)
    at, starved = 0, []
    for step in range(2900):
        while at < len(arrivals) and arrivals[at][0] <= step * 0.01:
            scene.buffer.push(at, b"1")
            at += 1
        scene.clock.advance(0.01)
        if step % 9 == 8:  # eight beats missed, then nine at once
            for _ in range(9):
                assert scene.buffer.pull().shape == (BLOCK,)
            starved.append(scene.buffer.counters.starved)
    assert starved[100] > 0
    assert starved[-1] == starved[200]
    assert scene.buffer.target_ms <= 200.0


def test_a_false_jump_ahead_does_not_silence_the_voice_for_ever() -> None:
    scene = Scene()
    scene.run([(index * 0.02, index) for index in range(50)], 1.0)
    scene.buffer.push(30_000, b"7")
    scene.out.clear()
    scene.run([(index * 0.02, index + 51) for index in range(200)], 4.0)
    last_second = np.concatenate(scene.out[-100:])
    assert np.count_nonzero(last_second > 51) > 0.95 * len(last_second)
