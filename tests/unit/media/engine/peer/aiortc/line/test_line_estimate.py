"""The estimate against a line that is simulated packet by packet, without waiting."""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.line.line_estimate import LineEstimate
from desktop.media.engine.peer.aiortc.line.transport_feedback import (
    TICKS_PER_S,
    ArrivalLog,
    Feedback,
    split_feedback,
)

pytestmark = pytest.mark.unit

STEP_S = 0.001
PICTURE_STEPS = 33
FEEDBACK_STEPS = 60
LOOK_STEPS = 100
BEGIN_S = 1_000.0


@dataclass(slots=True, kw_only=True)
class Line:
    """One way with a rate, a queue that drops its tail, a delay, and loss by chance.

    stall_s: about five times a second the PC at its end looks away for as long as this.
    """

    kbps: float = 100_000.0
    delay_s: float = 0.02
    loss: float = 0.0
    jitter_s: float = 0.0
    queue_s: float = 0.3
    stall_s: float = 0.0
    free_at_s: float = 0.0
    is_cut: bool = False

    def arrival_s(self, size: int, now_s: float, chance: random.Random) -> float | None:
        if self.is_cut or chance.random() < self.loss:
            return None
        begin_s = max(now_s, self.free_at_s)
        if begin_s - now_s > self.queue_s:
            return None
        self.free_at_s = begin_s + size * 8 / 1000 / self.kbps
        return self.free_at_s + self.delay_s + self.jitter_s * chance.random()


@dataclass(slots=True)
class Look:
    at_s: float
    kbps: float
    sent_kbps: float
    queue_s: float


class Simulation:
    """A picture sender of the estimate's rate, never above what the picture needs."""

    def __init__(self, line: Line, *, start_kbps: float, needs_kbps: float) -> None:
        self.looks: list[Look] = []
        self._line = line
        self._needs_kbps = needs_kbps
        self._chance = random.Random(4)
        self._estimate = LineEstimate(start_kbps=start_kbps, floor_kbps=40, ceiling_kbps=3_500)
        self._log = ArrivalLog()
        self._coming: list[tuple[float, int]] = []
        self._answers: deque[tuple[float, bytes]] = deque()
        self._sent = 0
        self._stalled_until_s = 0.0

    def run(self, seconds: float, change: Callable[[float, Line], None]) -> list[Look]:
        for step in range(round(seconds / STEP_S)):
            now_s = step * STEP_S
            change(now_s, self._line)
            if step % PICTURE_STEPS == 0:
                self._send_picture(now_s)
            self._receive(now_s)
            if step % FEEDBACK_STEPS == 0:
                self._answer(now_s)
            while self._answers and self._answers[0][0] <= now_s:
                for feedback in split_feedback(self._answers.popleft()[1])[0]:
                    self._estimate.take_feedback(feedback, BEGIN_S + now_s)
            self._estimate.step(BEGIN_S + now_s)
            if step % LOOK_STEPS == 0:
                self._look(now_s)
        return self.looks

    def _send_picture(self, now_s: float) -> None:
        kbps = min(self._estimate.kbps, self._needs_kbps) * self._chance.uniform(0.8, 1.2)
        budget = kbps * 1000 / 8 * PICTURE_STEPS * STEP_S
        while budget > 0:
            size = int(min(1_240, max(budget, 100)))
            number = self._estimate.take_number()
            self._estimate.note_sent(size, BEGIN_S + now_s)
            self._sent += size
            arrival = self._line.arrival_s(size, now_s, self._chance)
            if arrival is not None:
                self._coming.append((arrival, number))
            budget -= size

    def _receive(self, now_s: float) -> None:
        if now_s < self._stalled_until_s:
            return
        if self._line.stall_s and self._chance.random() < STEP_S / 0.2:
            self._stalled_until_s = now_s + self._chance.uniform(0.5, 1.0) * self._line.stall_s
        for _, number in sorted(one for one in self._coming if one[0] <= now_s):
            self._log.add(number, 77.0 + now_s)
        self._coming = [one for one in self._coming if one[0] > now_s]

    def _answer(self, now_s: float) -> None:
        messages = self._log.take(ssrc=1, media_ssrc=2)
        if not self._line.is_cut:
            self._answers.extend((now_s + self._line.delay_s, message) for message in messages)

    def _look(self, now_s: float) -> None:
        queue_s = max(0.0, self._line.free_at_s - now_s)
        sent_kbps = self._sent * 8 / 1000 / (LOOK_STEPS * STEP_S)
        self.looks.append(Look(now_s, self._estimate.kbps, sent_kbps, queue_s))
        self._sent = 0


def drive(
    line: Line,
    *,
    seconds: float,
    start_kbps: float = 1_200,
    needs_kbps: float = 100_000,
    change: Callable[[float, Line], None] = lambda _now, _line: None,
) -> list[Look]:
    return Simulation(line, start_kbps=start_kbps, needs_kbps=needs_kbps).run(seconds, change)


def mean_kbps(looks: list[Look], begin_s: float, end_s: float) -> float:
    rates = [look.kbps for look in looks if begin_s <= look.at_s < end_s]
    return sum(rates) / len(rates)


def test_a_wide_line_is_used_within_seconds() -> None:
    looks = drive(Line(), seconds=6)
    assert looks[-1].kbps > 2_500
    assert mean_kbps(looks, 2, 3) > 1_800


def test_a_narrow_line_is_filled_but_not_flooded() -> None:
    looks = drive(Line(kbps=500), seconds=20, start_kbps=300)
    assert 350 < mean_kbps(looks, 5, 20) < 520
    queues = sorted(look.queue_s for look in looks if look.at_s > 3)
    assert queues[len(queues) // 2] < 0.06
    assert queues[int(len(queues) * 0.95)] < 0.2


def test_a_line_that_narrows_is_noticed_within_half_a_second() -> None:
    def narrow(now_s: float, line: Line) -> None:
        line.kbps = 2_600 if now_s < 6 else 500

    looks = drive(Line(), seconds=16, change=narrow)
    assert max(look.kbps for look in looks if 6.5 < look.at_s < 16) < 700
    assert mean_kbps(looks, 8, 16) > 300
    assert max(look.queue_s for look in looks if 7.5 < look.at_s < 16) < 0.25


def test_a_line_that_widens_again_is_used_again() -> None:
    def widen(now_s: float, line: Line) -> None:
        line.kbps = 400 if now_s < 8 else 5_000

    looks = drive(Line(), seconds=20, change=widen)
    assert mean_kbps(looks, 18, 20) > 1_500


@pytest.mark.parametrize("loss", [0.01, 0.05, 0.10])
def test_loss_by_chance_does_not_starve_the_picture(loss: float) -> None:
    looks = drive(Line(loss=loss, delay_s=0.02), seconds=15)
    assert mean_kbps(looks, 10, 15) > 900


def test_much_loss_slows_down() -> None:
    looks = drive(Line(loss=0.35), seconds=10)
    assert looks[-1].kbps < 500


def test_jitter_alone_does_not_starve_the_picture() -> None:
    looks = drive(Line(kbps=5_000, delay_s=0.06, jitter_s=0.02), seconds=15)
    assert mean_kbps(looks, 8, 15) > 1_500


def test_a_busy_pc_is_no_full_line() -> None:
    looks = drive(Line(kbps=5_000, stall_s=0.08), seconds=15)
    assert mean_kbps(looks, 8, 15) > 1_500
    looks = drive(Line(kbps=500, stall_s=0.08), seconds=20, start_kbps=300)
    assert mean_kbps(looks, 8, 20) > 300


def test_a_long_line_is_no_full_line() -> None:
    looks = drive(Line(delay_s=0.3, loss=0.01), seconds=15)
    assert mean_kbps(looks, 10, 15) > 1_500


def test_a_picture_that_needs_little_does_not_raise_the_estimate_without_end() -> None:
    looks = drive(Line(), seconds=15, start_kbps=300, needs_kbps=60)
    assert looks[-1].kbps < 500


def test_a_cut_slows_down_and_what_comes_after_it_is_used_soon() -> None:
    def cut(now_s: float, line: Line) -> None:
        line.is_cut = 5 <= now_s < 13

    looks = drive(Line(kbps=5_000), seconds=20, change=cut)
    assert min(look.kbps for look in looks if 8 < look.at_s < 13) < 300
    assert mean_kbps(looks, 18, 20) > 1_000


@given(
    st.lists(
        st.builds(
            Feedback,
            base=st.integers(0, 65_535),
            number=st.integers(0, 255),
            arrivals=st.lists(
                st.one_of(st.none(), st.integers(0, (1 << 32) - 1)), min_size=1, max_size=40
            ).map(tuple),
        ),
        max_size=20,
    )
)
def test_feedback_that_lies_keeps_the_estimate_within_bounds(stories: list[Feedback]) -> None:
    estimate = LineEstimate(start_kbps=500, floor_kbps=40, ceiling_kbps=3_500)
    now_s = 10.0
    for story in stories:
        for _ in range(20):
            estimate.take_number()
            estimate.note_sent(1_000, now_s)
            now_s += 0.01
        estimate.take_feedback(story, now_s)
        assert 40 <= estimate.kbps <= 3_500
        assert 0.0 <= estimate.loss <= 1.0


def test_the_round_trip_is_the_least_that_was_seen() -> None:
    estimate = LineEstimate(start_kbps=500, floor_kbps=40, ceiling_kbps=3_500)
    assert estimate.least_round_trip_s is None
    for number, answer_s in enumerate((0.2, 0.1, 0.3)):
        estimate.take_number()
        estimate.note_sent(1_000, 10.0 + number)
        estimate.take_feedback(
            Feedback(base=number, number=number, arrivals=(number * TICKS_PER_S,)),
            10.0 + number + answer_s,
        )
    assert estimate.least_round_trip_s == pytest.approx(0.1)
    assert estimate.recent_round_trip_s == pytest.approx(0.3)


def test_the_first_few_packets_say_nothing_of_the_rate() -> None:
    estimate = LineEstimate(start_kbps=700, floor_kbps=40, ceiling_kbps=3_500)
    for number in range(60):
        estimate.take_number()
        estimate.note_sent(200, 10.0 + number * 0.01)
    late = tuple(number * 200 for number in range(60))  # each 40 ms later than the one before
    estimate.take_feedback(Feedback(base=0, number=0, arrivals=late[:4]), 10.7)
    assert estimate.kbps == 700
    estimate.take_feedback(Feedback(base=4, number=1, arrivals=late[4:]), 10.8)
    assert estimate.kbps < 700


def test_who_sends_nothing_is_not_told_that_the_line_is_dead() -> None:
    estimate = LineEstimate(start_kbps=500, floor_kbps=40, ceiling_kbps=3_500)
    for number in range(50):
        estimate.take_number()
        estimate.note_sent(1_000, 10.0 + number * 0.01)
    heard = tuple(None if number % 10 == 3 else number * 40 for number in range(50))
    estimate.take_feedback(Feedback(base=0, number=0, arrivals=heard), 10.6)
    before = estimate.kbps
    for second in range(20):
        estimate.step(11.0 + second)
    assert estimate.kbps == before


def test_a_line_that_becomes_longer_is_not_starved_for_long() -> None:
    def lengthen(now_s: float, line: Line) -> None:
        line.delay_s = 0.02 if now_s < 5 else 0.25

    looks = drive(Line(kbps=5_000), seconds=16, change=lengthen)
    assert mean_kbps(looks, 13, 16) > 1_200
