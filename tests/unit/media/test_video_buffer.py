"""Frames leave with their marker; a blocked head is given up for a keyframe."""

import pytest
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.video_buffer import CAPACITY, MarkerJitterBuffer
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

PACKETS_PER_FRAME = 3


def packet(number: int, *, is_key: bool = False, uses_marker: bool = True) -> RtpPacket:
    frame, part = divmod(number, PACKETS_PER_FRAME)
    is_last = uses_marker and part == PACKETS_PER_FRAME - 1
    made = RtpPacket(
        payload_type=97,
        sequence_number=number % 65536,
        timestamp=frame * 3000,
        marker=int(is_last),
    )
    made.payload = bytes([0x10 if part == 0 else 0x00])
    first = 0 if is_key else 1
    made._data = bytes([first if part == 0 else 0xEE, frame % 251, part])  # type: ignore[attr-defined]
    return made


def frame_number(frame: JitterFrame) -> int:
    return frame.timestamp // 3000


def test_a_frame_leaves_with_its_last_packet() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    assert buffer.add(packet(0)) == (False, None)
    assert buffer.add(packet(1)) == (False, None)
    needs_keyframe, frame = buffer.add(packet(2))
    assert not needs_keyframe
    assert frame is not None
    assert frame.data == bytes([1, 0, 0, 0xEE, 0, 1, 0xEE, 0, 2])


def test_without_markers_a_frame_leaves_with_the_next_one() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    frames = [buffer.add(packet(n, uses_marker=False))[1] for n in range(4)]
    assert frames[:3] == [None, None, None]
    assert frames[3] is not None


@given(order=st.permutations(range(12)))
def test_any_order_within_a_few_frames_gives_frames_in_order(order: list[int]) -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    buffer.add(packet(0))
    frames = [buffer.add(packet(n))[1] for n in order if n != 0]
    frames += [buffer.add(packet(n))[1] for n in range(12, 24)]
    numbers = [frame_number(frame) for frame in frames if frame is not None]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) >= 4


def test_sequence_numbers_may_wrap() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    start = 65_536 - 4  # a multiple of three would end exactly at the wrap
    start -= start % PACKETS_PER_FRAME
    frames = [buffer.add(packet(n))[1] for n in range(start, start + 12)]
    assert sum(frame is not None for frame in frames) == 4


def test_a_blocked_head_is_skipped_to_the_next_keyframe() -> None:
    clock = FakeClock()
    buffer = MarkerJitterBuffer(clock=clock)
    asked = 0
    shown: list[int] = []
    for number in range(3 * 40):
        if number == 16:
            continue  # lost for ever
        frame_now = number // PACKETS_PER_FRAME
        needs, frame = buffer.add(packet(number, is_key=frame_now == 30))
        asked += needs
        if frame is not None:
            shown.append(frame_number(frame))
        clock.advance(0.011)
    assert asked >= 1
    assert shown[:5] == [0, 1, 2, 3, 4]
    assert shown[5] == 30


def test_a_hole_that_is_filled_in_time_loses_nothing() -> None:
    clock = FakeClock()
    buffer = MarkerJitterBuffer(clock=clock)
    shown = []
    order = [n for n in range(60) if n != 16]
    order.insert(40, 16)
    for number in order:
        needs, frame = buffer.add(packet(number))
        assert not needs
        if frame is not None:
            shown.append(frame_number(frame))
        clock.advance(0.005)
    assert shown == list(range(len(shown)))
    assert len(shown) >= 13


def test_a_jump_ahead_begins_anew_and_asks_for_a_keyframe() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    buffer.add(packet(0))
    needs, _ = buffer.add(packet(3 * CAPACITY))
    assert needs
    buffer.add(packet(3 * CAPACITY + 1))
    _, frame = buffer.add(packet(3 * CAPACITY + 2))
    assert frame is not None


def test_a_packet_from_the_past_is_dropped() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    for number in range(30, 36):
        buffer.add(packet(number))
    assert buffer.add(packet(3)) == (False, None)


@given(st.lists(st.integers(0, 65_535), max_size=80))
def test_any_numbers_do_no_harm(numbers: list[int]) -> None:
    clock = FakeClock()
    buffer = MarkerJitterBuffer(clock=clock)
    for number in numbers:
        buffer.add(packet(number))
        clock.advance(0.1)
    assert len(buffer._packets) == CAPACITY
