"""Frames leave with their marker; a blocked head is given up for a keyframe."""

import pytest
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.line.video_buffer import (
    CAPACITY,
    MAX_LATE_IN_ROW,
    MarkerJitterBuffer,
    is_too_large,
)
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


def begun(clock: FakeClock | None = None, *, first: int = 0) -> MarkerJitterBuffer:
    """A buffer that let a keyframe go and now waits for this sequence number."""
    buffer = MarkerJitterBuffer(clock=clock or FakeClock())
    key = RtpPacket(payload_type=97, sequence_number=(first - 1) % 65536, timestamp=77, marker=1)
    key.payload = b"\x10"
    key._data = b"\x00key"  # type: ignore[attr-defined]
    assert buffer.add(key)[1] is not None
    return buffer


def frame_number(frame: JitterFrame) -> int:
    return frame.timestamp // 3000


def test_a_frame_leaves_with_its_last_packet() -> None:
    buffer = begun()
    assert buffer.add(packet(0)) == (False, None)
    assert buffer.add(packet(1)) == (False, None)
    needs_keyframe, frame = buffer.add(packet(2))
    assert not needs_keyframe
    assert frame is not None
    assert frame.data == bytes([1, 0, 0, 0xEE, 0, 1, 0xEE, 0, 2])


def test_without_markers_a_frame_leaves_with_the_next_one() -> None:
    buffer = begun()
    frames = [buffer.add(packet(n, uses_marker=False))[1] for n in range(4)]
    assert frames[:3] == [None, None, None]
    assert frames[3] is not None


@given(order=st.permutations(range(12)))
def test_any_order_within_a_few_frames_gives_frames_in_order(order: list[int]) -> None:
    buffer = begun()
    buffer.add(packet(0))
    frames = [buffer.add(packet(n))[1] for n in order if n != 0]
    frames += [buffer.add(packet(n))[1] for n in range(12, 24)]
    numbers = [frame_number(frame) for frame in frames if frame is not None]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) >= 4


def test_sequence_numbers_may_wrap() -> None:
    start = 65_536 - 4  # a multiple of three would end exactly at the wrap
    start -= start % PACKETS_PER_FRAME
    buffer = begun(first=start)
    frames = [buffer.add(packet(n))[1] for n in range(start, start + 12)]
    assert sum(frame is not None for frame in frames) == 4


def test_a_blocked_head_is_skipped_to_the_next_keyframe() -> None:
    clock = FakeClock()
    buffer = begun(clock)
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
    buffer = begun(clock)
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
    buffer = begun()
    buffer.add(packet(0))
    assert buffer.add(packet(3 * CAPACITY)) == (True, None)
    assert buffer.add(packet(3 * CAPACITY + 1)) == (True, None)
    for number in (3, 4):
        buffer.add(packet(3 * CAPACITY + number, is_key=True))
    _, frame = buffer.add(packet(3 * CAPACITY + 5, is_key=True))
    assert frame is not None


def test_a_jump_ahead_onto_a_keyframe_begins_there() -> None:
    buffer = begun()
    buffer.add(packet(0))
    buffer.add(packet(3 * CAPACITY, is_key=True))
    buffer.add(packet(3 * CAPACITY + 1))
    _, frame = buffer.add(packet(3 * CAPACITY + 2))
    assert frame is not None


def test_a_packet_from_the_past_is_dropped() -> None:
    buffer = begun(first=30)
    for number in range(30, 36):
        buffer.add(packet(number))
    assert buffer.add(packet(3)) == (False, None)


@given(st.lists(st.integers(0, 65_535), max_size=80))
def test_any_numbers_do_no_harm(numbers: list[int]) -> None:
    clock = FakeClock()
    buffer = begun(clock)
    for number in numbers:
        buffer.add(packet(number))
        clock.advance(0.1)
    assert len(buffer._packets) == CAPACITY


def test_a_false_jump_ahead_does_not_shut_the_true_packets_out_for_ever() -> None:
    buffer = begun()
    for number in range(6):
        buffer.add(packet(number))
    jump = packet(19_998, is_key=True)
    buffer.add(jump)
    asked = 0
    shown = []
    for number in range(6, 6 + 3 * MAX_LATE_IN_ROW):
        needs, frame = buffer.add(packet(number, is_key=asked > 0))
        asked += needs
        shown.append(frame)
    assert asked >= 1
    assert sum(frame is not None for frame in shown) > 15


def test_whole_frames_behind_a_filled_hole_leave_at_once() -> None:
    buffer = begun()
    for number in [n for n in range(15) if n != 4]:
        buffer.add(packet(number))
    assert buffer.take_more() is None
    _, first = buffer.add(packet(4))
    rest = [buffer.take_more() for _ in range(4)]
    frames = [frame for frame in (first, *rest) if frame is not None]
    assert [frame_number(frame) for frame in frames] == [1, 2, 3, 4]
    assert buffer.origin == 15


def test_a_blocked_head_is_given_up_though_nothing_comes_any_more() -> None:
    clock = FakeClock()
    buffer = begun(clock)
    buffer.patience_s = 0.2
    for number in (0, 1, 2, 4, 5):
        buffer.add(packet(number))
    assert not buffer.look()
    clock.advance(0.3)
    assert buffer.look()
    assert not buffer.look()


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(1280, 720, False), (3840, 2160, False), (16_383, 16_383, True), (1, 16_383, False)],
)
def test_a_keyframe_of_an_impossible_size_is_known_before_it_is_decoded(
    width: int, height: int, expected: bool
) -> None:
    sizes = width.to_bytes(2, "little") + (height | 0x4000).to_bytes(2, "little")
    assert is_too_large(b"\x10\x00\x00\x9d\x01\x2a" + sizes + b"rest") is expected


@pytest.mark.parametrize("data", [b"", b"\x10", b"\x11" + bytes(20), b"\x10" + bytes(20)])
def test_what_is_no_keyframe_has_no_size(data: bytes) -> None:
    assert not is_too_large(data)


def test_padding_is_no_frame() -> None:
    buffer = begun()
    for number in range(3):
        padding = RtpPacket(
            payload_type=97, sequence_number=number, timestamp=number * 3000, marker=1
        )
        padding._data = b""  # type: ignore[attr-defined]
        assert buffer.add(padding) == (False, None)
    assert buffer.origin == 3
    assert [buffer.add(packet(number))[1] is None for number in (3, 4, 5)] == [True, True, False]


def test_before_the_first_keyframe_one_is_asked_for_and_nothing_is_kept() -> None:
    buffer = MarkerJitterBuffer(clock=FakeClock())
    assert buffer.origin is None
    assert buffer.take_more() is None
    assert buffer.add(packet(4)) == (True, None)
    assert buffer.add(packet(5)) == (True, None)
    assert buffer.origin is None
    assert buffer.add(packet(6, is_key=True)) == (False, None)
    assert buffer.origin == 6
