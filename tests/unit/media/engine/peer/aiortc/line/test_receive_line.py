"""Feedback goes out often enough for the sender and seldom enough for a narrow line."""

import asyncio

import pytest

from desktop.media.engine.peer.aiortc.line.receive_line import (
    LONGEST_GAP_S,
    SHORTEST_GAP_S,
    ReceiveLine,
)
from desktop.media.engine.peer.aiortc.line.transport_feedback import split_feedback
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def messages_per_second(*, kbps: float) -> tuple[float, list[bytes]]:
    clock = FakeClock()
    sent: list[bytes] = []

    async def send(message: bytes) -> None:
        sent.append(message)

    async def story() -> None:
        line = ReceiveLine(clock=clock, send=send)
        line.own_ssrc = 3
        await line.step()
        for number in range(1_000):
            line.note(untrusted_number=number, ssrc=9, size_bytes=int(kbps * 1000 / 8 * 0.01))
            await line.step()
            clock.advance(0.01)

    asyncio.run(story())
    return len(sent) / 10, sent


def test_a_good_picture_is_told_about_twenty_times_a_second() -> None:
    rate, sent = messages_per_second(kbps=2_000)
    assert rate == pytest.approx(1 / SHORTEST_GAP_S, rel=0.25)
    told = [len(split_feedback(message)[0][0].arrivals) for message in sent]
    assert sum(told) > 950


def test_a_voice_alone_is_told_about_seldom() -> None:
    rate, _ = messages_per_second(kbps=40)
    assert rate == pytest.approx(1 / LONGEST_GAP_S, rel=0.3)


def test_nothing_is_said_to_who_does_not_number_his_packets() -> None:
    async def story() -> list[bytes]:
        sent: list[bytes] = []

        async def send(message: bytes) -> None:
            sent.append(message)

        clock = FakeClock()
        line = ReceiveLine(clock=clock, send=send)
        for _ in range(100):
            clock.advance(0.1)
            await line.step()
        return sent

    assert asyncio.run(story()) == []
