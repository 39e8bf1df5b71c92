"""Garbage in the middle of a call: it goes on, and nothing grows."""

import asyncio
import logging

import pytest

from tests.rigs.line.fuzzed_call import FuzzedCall, answer_bent_offers
from tests.rigs.line.media_pair import FACTORIES

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("seed", [1, 2])
def test_a_call_outlives_bent_packets(seed: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "aiortc")

    async def story() -> tuple[int, int]:
        call = FuzzedCall()
        await call.run(seed=seed, count=1_500)
        transport = call.right._audio.receiver.transport
        return len(transport._rtp_router.ssrc_table), len(call.right._send_line.estimate._sent)

    sources, in_flight = asyncio.run(story())
    assert sources <= 4
    assert in_flight <= 4_000
    assert sum("packet refused" in record.message for record in caplog.records) <= 3


@pytest.mark.parametrize("engine", sorted(FACTORIES))
def test_bent_offers_are_answered_or_refused(engine: str) -> None:
    async def story() -> int:
        return await answer_bent_offers(FACTORIES[engine], seed=4, count=60)

    answered = asyncio.run(story())
    assert 5 < answered < 60
