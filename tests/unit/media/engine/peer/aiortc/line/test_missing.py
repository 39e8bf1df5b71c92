"""What is missing is asked for again, not for ever and not too often."""

import pytest
from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.line.missing import (
    MAX_ASKED_AT_ONCE,
    MAX_ASKS,
    MAX_MISSING,
    SAY_AGAIN_S,
    MissingPackets,
)
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def packet(number: int) -> RtpPacket:
    return RtpPacket(payload_type=97, sequence_number=number % 65_536, ssrc=5)


def test_a_hole_is_asked_for_at_once_and_then_every_round_trip() -> None:
    clock = FakeClock()
    missing = MissingPackets(clock=clock)
    for number in (10, 12):
        assert not missing.add(packet(number))
    assert missing.due() == [11]
    assert missing.due() == []
    clock.advance(missing.round_trip_s * 1.1 + 0.01)
    assert missing.due() == [11]


def test_each_is_asked_for_so_many_times_and_no_more() -> None:
    clock = FakeClock()
    missing = MissingPackets(clock=clock)
    missing.add(packet(1))
    missing.add(packet(3))
    asks = 0
    for _ in range(100):
        asks += len(missing.due())
        clock.advance(1.1)
    assert asks == MAX_ASKS


def test_a_question_is_said_twice() -> None:
    clock = FakeClock()
    missing = MissingPackets(clock=clock)
    missing.add(packet(1))
    missing.add(packet(3))
    asks = []
    for _ in range(6):
        asks.append(missing.due())
        clock.advance(SAY_AGAIN_S + 0.001)
    assert asks == [[2], [2], [], [], [], []]


def test_what_comes_is_not_asked_for_and_teaches_the_round_trip() -> None:
    clock = FakeClock()
    missing = MissingPackets(clock=clock)
    missing.add(packet(0))
    for number in range(2, 60, 2):
        missing.add(packet(number))
        missing.due()
        clock.advance(0.04)
        missing.add(packet(number - 1))
        assert missing.due() == []
    assert missing.round_trip_s == pytest.approx(0.04, abs=0.01)


def test_what_the_buffer_gave_up_is_forgotten() -> None:
    missing = MissingPackets(clock=FakeClock())
    missing.forget_before(7)
    missing.add(packet(65_534))
    missing.add(packet(65_536 + 4))
    missing.forget_before(1)
    assert missing.due() == [1, 2, 3]


def test_a_jump_far_ahead_is_a_new_beginning() -> None:
    missing = MissingPackets(clock=FakeClock())
    missing.add(packet(1))
    missing.add(packet(3))
    missing.add(packet(3 + MAX_MISSING + 2))
    assert missing.due() == []


@given(st.lists(st.integers(0, 65_535), max_size=100))
def test_any_numbers_are_bounded(numbers: list[int]) -> None:
    clock = FakeClock()
    missing = MissingPackets(clock=clock)
    for number in numbers:
        missing.add(packet(number))
        due = missing.due()
        assert due == sorted(due)
        assert len(due) <= MAX_ASKED_AT_ONCE
        assert len(missing._holes) <= MAX_MISSING
        clock.advance(0.03)


def test_a_false_jump_ahead_does_not_end_asking() -> None:
    missing = MissingPackets(clock=FakeClock())
    missing.add(packet(10))
    missing.add(packet(20_000))
    for number in (11, 12, 14):
        missing.add(packet(number))
    assert missing.due() == [13]
