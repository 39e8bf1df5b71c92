"""The worker that has a session carries out what time brings, also after a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from typing_extensions import override

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.store.database.database import Database
from desktop.contract.channel.conduct import OpenSession, ResumeSession, SetStep
from desktop.contract.channel.pause import CountDown
from desktop.domain.access.person import Role
from desktop.domain.conduct.countdown import COUNTED_S, LEAD
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import Seated, connected, connection_of, new_hub, seated
from tests.rigs.city.running_city_server import COMMUNE, HQ, session_body

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


def with_deputy() -> dict[str, Any]:
    """A session of which the plan names a co-chair in the commune."""
    person = {
        "full_name": "Nguyễn Văn Mẫu",
        "label": "Phó Chủ tịch xã",
        "title": "Phó Chủ tịch",
        "agency": "UBND xã",
        "role": "co_chair",
        "site_id": COMMUNE,
        "attended": True,
        "absent_reason": "",
    }
    return {**session_body(HQ, (COMMUNE,), is_practice=False), "participants": [person]}


@asynccontextmanager
async def at(hub: Hub, site_id: SiteId, role: Role, *, can_depute: bool) -> AsyncIterator[Seated]:
    """In the session with a deputy, by a program that can conduct in the chair's place."""
    connection = connection_of(site_id, "session-deputy", role=role)
    connection.can_depute = can_depute
    async with connected(hub, connection, f"program-{site_id}") as one:
        yield one


async def passed_to(seat: Seated, site_id: str | None) -> dict[str, Any]:
    """The state, once this site conducts in the place of the chair."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await seat.state()
            if (state["deputy"] or {}).get("site_id") == site_id:
                return state
            await seat.wait()


async def test_the_right_to_conduct_passes_to_the_deputy_and_goes_back_with_the_chair(
    city: Database,
) -> None:
    put_record(city, "session", "session-deputy", with_deputy())
    hub = new_hub(city, HastyClock())
    watch = asyncio.create_task(hub.watch())
    async with at(hub, COMMUNE, Role.AGENCY_USER, can_depute=True) as commune:
        async with at(hub, HQ, Role.HQ_CLERK, can_depute=True) as hq:
            await hub.carry_out(hq.connection, OpenSession())
            with pytest.raises(NotDone):
                await hub.carry_out(commune.connection, SetStep(step="roll_call"))
        state = await passed_to(commune, COMMUNE)
        assert state["status"] == "in_session"
        assert COMMUNE in state["queue"]["heard"], "who conducts is heard without the floor"
        await hub.carry_out(commune.connection, SetStep(step="roll_call"))
        async with at(hub, HQ, Role.HQ_CLERK, can_depute=True):
            state = await passed_to(commune, None)
            assert COMMUNE not in state["queue"]["heard"]
            with pytest.raises(NotDone):
                await hub.carry_out(commune.connection, SetStep(step="announcements"))
    watch.cancel()


async def test_a_desk_of_an_older_version_is_no_deputy_and_the_session_is_paused(
    city: Database,
) -> None:
    put_record(city, "session", "session-deputy", with_deputy())
    hub = new_hub(city, HastyClock())
    watch = asyncio.create_task(hub.watch())
    async with at(hub, COMMUNE, Role.ROOM_OFFICER, can_depute=False) as commune:
        async with at(hub, HQ, Role.HQ_CLERK, can_depute=True) as hq:
            await hub.carry_out(hq.connection, OpenSession())
        state = await told(commune, "paused")
        assert state["deputy"] is None
    watch.cancel()
