"""Feedback survives the wire, in any pattern of loss, order and time."""

import pytest
from aiortc.rtp import RtcpPacket, RtcpReceiverInfo, RtcpRrPacket
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.line.transport_feedback import (
    CLOCK_TICKS,
    MAX_STATUSES,
    TICKS_PER_S,
    ArrivalLog,
    Feedback,
    build_feedback,
    split_feedback,
)

pytestmark = pytest.mark.unit

STEPS = st.lists(st.one_of(st.none(), st.integers(-900, 40_000)), min_size=1, max_size=300)


def told(messages: list[bytes]) -> dict[int, int | None]:
    result: dict[int, int | None] = {}
    for message in messages:
        feedback, rest = split_feedback(message)
        assert rest == b""
        for offset, arrival in enumerate(feedback[0].arrivals):
            result[(feedback[0].base + offset) % 65_536] = arrival
    return result


@given(base=st.integers(0, 65_535), begin=st.integers(0, 1 << 40), steps=STEPS)
def test_what_is_built_is_what_is_read(base: int, begin: int, steps: list[int | None]) -> None:
    clock = begin
    arrivals: list[int | None] = []
    for step in steps:
        clock += step or 0
        arrivals.append(None if step is None else max(clock, 0))
    if not any(arrival is not None for arrival in arrivals):
        arrivals.append(begin)
    feedback = Feedback(base=base, number=7, arrivals=tuple(arrivals))
    message, count = build_feedback(feedback, ssrc=1, media_ssrc=2)
    (read,), rest = split_feedback(message)
    assert rest == b""
    assert len(message) % 4 == 0
    assert (read.base, read.number, len(read.arrivals)) == (base, 7, count)
    expected = [None if a is None else a % CLOCK_TICKS for a in arrivals[:count]]
    assert list(read.arrivals) == expected
    first = next(n for n, arrival in enumerate(arrivals) if arrival is not None)
    assert count > first


def test_the_bytes_of_the_draft() -> None:
    # Seven packets, the third missing: one run would not do, one vector of one bit each does.
    arrivals = (256, 258, None, 260, 261, 262, 263)
    message, count = build_feedback(
        Feedback(base=10, number=3, arrivals=arrivals), ssrc=0x01020304, media_ssrc=0x0A0B0C0D
    )
    assert count == 7
    vector = f"{0b10_1101_1110_0000_00:04x}"
    assert message == bytes.fromhex(
        f"8fcd0006 01020304 0a0b0c0d 000a 0007 000001 03 {vector} 00 02 02 01 01 01"
    )


def test_other_rtcp_beside_it_is_handed_on() -> None:
    report = RtcpRrPacket(
        ssrc=9,
        reports=[
            RtcpReceiverInfo(
                ssrc=1, fraction_lost=0, packets_lost=0, highest_sequence=1, jitter=0, lsr=0, dlsr=0
            )
        ],
    )
    message, _ = build_feedback(Feedback(base=1, number=0, arrivals=(5,)), ssrc=1, media_ssrc=2)
    feedback, rest = split_feedback(bytes(report) + message)
    assert len(feedback) == 1
    assert RtcpPacket.parse(rest) == [report]


def test_losses_between_two_messages_are_told() -> None:
    log = ArrivalLog()
    log.add(65_534, 1.0)
    assert set(told(log.take(ssrc=1, media_ssrc=2))) == {65_534}
    log.add(1, 1.1)
    log.add(3, 1.2)
    assert told(log.take(ssrc=1, media_ssrc=2)) == {
        65_535: None,
        0: None,
        1: int(1.1 * TICKS_PER_S),
        2: None,
        3: int(1.2 * TICKS_PER_S),
    }
    assert log.take(ssrc=1, media_ssrc=2) == []


def test_a_packet_out_of_order_is_told_later_and_for_itself() -> None:
    log = ArrivalLog()
    log.add(10, 1.0)
    log.add(12, 1.0)
    log.take(ssrc=1, media_ssrc=2)
    log.add(11, 1.01)
    log.add(13, 1.02)
    assert set(told(log.take(ssrc=1, media_ssrc=2))) == {11, 13}


def test_a_silence_of_a_minute_needs_two_messages() -> None:
    log = ArrivalLog()
    log.add(1, 1.0)
    log.add(2, 61.0)
    messages = log.take(ssrc=1, media_ssrc=2)
    assert len(messages) == 2
    assert set(told(messages)) == {1, 2}


@given(st.lists(st.tuples(st.integers(0, 20_000), st.floats(0, 1e6)), max_size=20))
def test_any_numbers_at_any_time_are_bounded_and_readable(
    packets: list[tuple[int, float]],
) -> None:
    log = ArrivalLog()
    for number, at_s in packets:
        log.add(number, at_s)
    messages = log.take(ssrc=1, media_ssrc=2)
    assert len(messages) <= 2 * len(packets)
    assert all(len(message) < 4 * MAX_STATUSES for message in messages)
    assert {n for n, arrival in told(messages).items() if arrival is not None} == {
        number for number, _ in packets
    }


@given(st.binary(max_size=200))
def test_garbage_is_read_or_refused(data: bytes) -> None:
    for untrusted in (data, b"\x8f\xcd" + len(data).to_bytes(2, "big") + data):
        try:
            feedback, rest = split_feedback(untrusted)
        except ValueError:
            continue
        assert len(rest) <= len(untrusted)
        assert all(len(one.arrivals) <= 32_768 for one in feedback)
