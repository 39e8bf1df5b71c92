"""The worker that has a session carries out its countdown at zero, also after a restart."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from desktop.cityserver.store.database.database import Database
from desktop.contract.channel.pause import CountDown
from desktop.domain.conduct.countdown import COUNTED_S, LEAD
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import HQ

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

ZERO_S = COUNTED_S + LEAD.total_seconds()


async def opened(seat: Seated) -> dict[str, Any]:
    """The state, once the session is open."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await seat.state()
            if state["status"] == "in_session":
                return state
            await seat.wait()


async def test_a_session_opens_at_zero_as_of_the_moment_that_was_named(
    city: Database, clock: FakeClock
) -> None:
    hub = new_hub(city, clock)
    watch = asyncio.create_task(hub.watch())
    async with seated(hub, HQ) as hq:
        named = clock.now() + timedelta(seconds=ZERO_S)
        await hub.carry_out(hq.connection, CountDown(is_on=True))
        counted = await hq.state()
        assert (counted["status"], counted["countdown"] is None) == ("ready", False)
        clock.advance(ZERO_S)
        state = await opened(hq)
    watch.cancel()
    assert state["opened_at"] == named.isoformat().replace("+00:00", "Z")
    assert state["countdown"] is None


async def test_a_city_that_was_restarted_meanwhile_opens_when_a_room_is_there_again(
    city: Database, clock: FakeClock
) -> None:
    first = new_hub(city, clock)
    async with seated(first, HQ) as hq:
        await first.carry_out(hq.connection, CountDown(is_on=True))
    clock.advance(60.0)
    second = new_hub(city, clock)
    watch = asyncio.create_task(second.watch())
    async with seated(second, HQ) as hq:
        assert (await opened(hq))["countdown"] is None
    watch.cancel()
