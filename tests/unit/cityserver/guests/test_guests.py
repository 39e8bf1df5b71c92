"""The link of a guest by the clock of the city: opened in time, too late, answered too late."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.guests.guests import Guests
from desktop.cityserver.guests.stage_pages import StagePages
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import LocalBus
from desktop.contract.channel.conduct import OpenSession
from desktop.contract.channel.guests import RingGuest
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.guest import ANSWER_S, LINK_S
from desktop.domain.ids import SessionId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import COMMUNE, HQ, SESSION

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

RING = RingGuest(call_id="c1", name="Ban Tiếp công dân Trung ương", question="")


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


@pytest.fixture
def guests(city: Database, clock: FakeClock, hub: Hub, tmp_path: Path) -> Guests:
    store = LiveStore(database=city, clock=clock, bus=LocalBus())
    return Guests(database=city, store=store, hub=hub, pages=StagePages(tmp_path), clock=clock)


async def token_of(hub: Hub, chair: Seated) -> str:
    """The chair opens the session and makes a link."""
    await hub.carry_out(chair.connection, OpenSession())
    await hub.carry_out(chair.connection, RING)
    await chair.read()
    link = next(one for one in chair.messages if one["type"] == "guest_link")
    return str(link["path"]).partition("#")[2].partition(".")[2]


async def stage(seat: Seated, wanted: str) -> dict[str, Any]:
    """The call, once the sites are told that it has come so far."""
    async with asyncio.timeout(PATIENCE_S):
        while (await seat.state())["calls"][0]["stage"] != wanted:
            await seat.wait()
    return dict((await seat.state())["calls"][0])


async def refusal(opening: Any) -> ProblemCode:
    with pytest.raises(Rejected) as refused:
        await opening
    return refused.value.code


async def test_a_link_that_nobody_opens_rings_for_a_quarter_of_an_hour(
    hub: Hub, guests: Guests, clock: FakeClock
) -> None:
    watch = asyncio.create_task(hub.watch())
    async with seated(hub, HQ) as chair, seated(hub, COMMUNE) as commune:
        token = await token_of(hub, chair)
        clock.advance(LINK_S - 1.0)
        assert (await chair.state())["calls"][0]["stage"] == "ringing"
        clock.advance(1.0)
        for seat in (chair, commune):
            call = await stage(seat, "no_answer")
            assert call["ring_s"] == LINK_S == 900
        assert await refusal(guests.open(SessionId(SESSION), token)) is ProblemCode.GONE
    watch.cancel()


async def test_whoever_opens_it_in_the_last_minute_has_time_to_answer_and_no_more(
    hub: Hub, guests: Guests, clock: FakeClock
) -> None:
    watch = asyncio.create_task(hub.watch())
    async with seated(hub, HQ) as chair:
        token = await token_of(hub, chair)
        clock.advance(LINK_S - 1.0)
        cookie = await guests.open(SessionId(SESSION), token)
        clock.advance(ANSWER_S - 1.0)
        assert (await chair.state())["calls"][0]["stage"] == "ringing"
        clock.advance(1.0)
        await stage(chair, "no_answer")
        known = await guests.known(cookie)
        late = guests.answer(known, accepts=True, reason="")
        assert await refusal(late) is ProblemCode.NOT_ALLOWED_NOW
        assert (await guests.call(known)).stage == "no_answer"
    watch.cancel()
