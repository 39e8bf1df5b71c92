"""A session whose rooms are served by two workers."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from desktop.cityserver.bus import Exchange, LocalBus, Receiver
from desktop.cityserver.hub import Hub
from desktop.cityserver.live import NotDone
from desktop.cityserver.relay_plan import RelayPlan
from desktop.cityserver.relay_tickets import RelayTickets
from desktop.cityserver.store.database import Database
from desktop.contract.channel import (
    AskFloor,
    CloseCode,
    OpenSession,
    Signal,
)
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.fakes.hub_seats import TYPED, Seated, connection_of, hub_with, seated
from tests.fakes.running_city_server import (
    AGENCY,
    COMMUNE,
    HQ,
    SESSION,
)

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]


@pytest_asyncio.fixture
async def two_workers(city: Database, clock: FakeClock) -> AsyncIterator[tuple[Hub, Hub]]:
    """As two processes on one database, but for the bus."""
    tickets = RelayTickets(plan=RelayPlan(), clock=clock)
    exchange = Exchange()
    buses = LocalBus(exchange), LocalBus(exchange)
    first, second = (hub_with(city, clock, tickets, bus) for bus in buses)
    for hub, bus in zip((first, second), buses, strict=True):
        await bus.start(Receiver(on_news=hub.take, on_joined=hub.rejoin))
    yield first, second
    for bus in buses:
        await bus.stop()


Two = tuple[Hub, Hub]


async def heard() -> None:
    """What was said between workers has arrived."""
    for _ in range(3):
        await asyncio.sleep(0)


async def shown(one: Seated, site_id: SiteId, *, is_connected: bool) -> None:
    """Wait until a seat is shown so."""
    while (await one.seats())[site_id]["is_connected"] is not is_connected:
        texts = await asyncio.wait_for(one.connection.next_texts(), 5.0)
        one.messages += [json.loads(text) for text in texts]


async def test_a_change_at_one_worker_is_told_at_the_other(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ) as hq, seated(second, COMMUNE) as commune:
        await second.carry_out(commune.connection, AskFloor(has_hand_up=True))
        await first.carry_out(hq.connection, OpenSession())
        await heard()
        here, there = await hq.state(), await commune.state()
        kinds = [message["type"] for message in commune.messages]
    assert here == there
    assert here["status"] == "in_session"
    assert kinds[-2:] == ["state", "changes_available"]


async def test_a_program_at_another_worker_takes_the_seat(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ, program="one") as former:
        async with seated(second, HQ, program="two"):
            await heard()
            assert former.connection.close_code == CloseCode.SEAT_TAKEN
            with pytest.raises(NotDone):
                await first.carry_out(former.connection, AskFloor(has_hand_up=True))
            async with seated(first, HQ, program="two") as third:
                await heard()
                assert (await third.seats())[HQ]["is_connected"]
        assert (await third.seats())[HQ]["is_connected"]


async def test_signals_and_lines_go_between_workers(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ) as hq, seated(second, COMMUNE) as commune:
        await heard()
        second.relay_signal(commune.connection, Signal(to_site_id=HQ, payload="v=0"))
        second.relay_line(commune.connection, TYPED)
        second.announce([SessionId(SESSION)])
        second.announce([])
        with pytest.raises(NotDone):
            second.relay_signal(commune.connection, Signal(to_site_id=AGENCY, payload="v=0"))
        await heard()
        kinds = [message["type"] for message in await hq.read()]
    assert kinds == ["welcome", "state", "signal", "line_typed", "changes_available"]


async def test_signing_out_at_one_worker_ends_channels_at_the_other(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ, family="one") as hq:
        second.end_sign_in("one")
        await heard()
        assert hq.connection.close_code == CloseCode.NOT_SIGNED_IN


async def test_seats_of_a_worker_that_is_gone_are_freed_by_the_others(
    two_workers: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_workers
    monkeypatch.setattr("desktop.cityserver.hub.WATCH_S", 0.01)
    async with seated(first, HQ) as hq:
        lost = second.seat(connection_of(COMMUNE), "program")
        await lost.__aenter__()  # and never left
        await heard()
        assert (await hq.seats())[COMMUNE]["is_connected"]
        await second._bus.stop()
        watching = asyncio.create_task(first.watch())
        await shown(hq, COMMUNE, is_connected=False)
        watching.cancel()


async def test_a_worker_that_hears_the_others_again_keeps_its_seats_and_is_told(
    two_workers: Two,
) -> None:
    first, second = two_workers
    async with seated(first, HQ) as hq, seated(second, COMMUNE) as commune:
        await heard()
        exchange = first._bus._exchange  # type: ignore[attr-defined]
        exchange.members.remove(first._bus)
        await second.carry_out(commune.connection, AskFloor(has_hand_up=True))  # frees HQ too
        await heard()
        assert not (await commune.seats())[HQ]["is_connected"]
        exchange.members.append(first._bus)
        first.rejoin()
        await shown(commune, HQ, is_connected=True)
        while await hq.state() != await commune.state():
            texts = await asyncio.wait_for(hq.connection.next_texts(), 5.0)
            hq.messages += [json.loads(text) for text in texts]
        assert (await hq.seats())[COMMUNE]["has_hand_up"]
        assert hq.connection.close_code is None
