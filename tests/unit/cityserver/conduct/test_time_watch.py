"""The worker that has a session carries out what time brings, also after a restart."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from typing_extensions import override

from desktop.cityserver.store.database.database import Database
from desktop.contract.channel.conduct import OpenSession, ResumeSession
from desktop.contract.channel.pause import CountDown
from desktop.domain.conduct.countdown import COUNTED_S, LEAD
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import COMMUNE, HQ

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

ZERO_S = COUNTED_S + LEAD.total_seconds()


async def told(seat: Seated, status: str) -> dict[str, Any]:
    """The state, once it has this status."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await seat.state()
            if state["status"] == status:
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
        state = await told(hq, "in_session")
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
        assert (await told(hq, "in_session"))["countdown"] is None
    watch.cancel()


class HastyClock(FakeClock):
    """Ten seconds go by with every look at it."""

    @override
    def monotonic(self) -> float:
        self.advance(10.0)
        return super().monotonic()


async def test_a_session_whose_chair_stays_away_is_paused_and_goes_on_with_its_chair(
    city: Database,
) -> None:
    hub = new_hub(city, HastyClock())
    watch = asyncio.create_task(hub.watch())
    async with seated(hub, COMMUNE) as commune:
        async with seated(hub, HQ) as hq:
            await hub.carry_out(hq.connection, OpenSession())
        state = await told(commune, "paused")
        assert state["pause_reason"] == "technical"
        async with seated(hub, HQ) as hq:
            await hub.carry_out(hq.connection, ResumeSession())
            assert (await hq.state())["status"] == "in_session"
    watch.cancel()
