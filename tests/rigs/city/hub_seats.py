"""Seats of a hub that a test sits in, without a line between."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.connection import Connection
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.config.config import RelayPlan
from desktop.cityserver.reception.gates import SessionGates
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import Bus, LocalBus
from desktop.contract.channel.media import IceServer
from desktop.contract.channel.minutes import TypeLine
from desktop.domain.access.person import Role
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.ids import SessionId, SiteId, UserId
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.city.running_city_server import SESSION
from tests.samples.kdf_cost import CHEAP_PINS

ICE = IceServer(urls=("stun:turn.example:3478",))
TYPED = TypeLine(line_id="l", speaker="Công dân", text="Kính", at=NOON)


def new_hub(city: Database, clock: FakeClock) -> Hub:
    plan = RelayPlan(ice_urls=tuple(ICE.urls))
    tickets = RelayTickets(plan=plan, clock=clock)
    return hub_with(city, clock, tickets)


def hub_with(
    city: Database, clock: FakeClock, tickets: RelayTickets, bus: Bus | None = None
) -> Hub:
    bus = bus or LocalBus()
    store = LiveStore(database=city, clock=FakeClock(), bus=bus)
    access = Access(database=city, clock=clock, pins=CHEAP_PINS)
    gates = SessionGates(database=city, clock=clock, access=access)
    return Hub(store=store, clock=clock, tickets=tickets, bus=bus, gates=gates)


def connection_of(
    site_id: SiteId,
    session_id: str = SESSION,
    *,
    role: Role = Role.HQ_CLERK,
    family: str = "f",
    way: JoinWay = JoinWay.TAKE,
    room: str = "",
) -> Connection:
    person = Person(user_id=UserId("u"), role=role, site_id=site_id, family_id=family, room_id=room)
    return Connection(session_id=SessionId(session_id), person=person, way=way)


class Seated:
    """A seat that a test sits in; `messages` are all that were sent to it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.messages: list[dict[str, Any]] = []

    async def read(self) -> list[dict[str, Any]]:
        """What came since the last reading."""
        if not self.connection._waiting:
            return []
        fresh = [json.loads(text) for text in await self.connection.next_texts()]
        self.messages += fresh
        return fresh

    async def wait(self) -> None:
        """Until something more came."""
        self.messages += [json.loads(text) for text in await self.connection.next_texts()]

    async def state(self) -> dict[str, Any]:
        await self.read()
        states = [one.get("state", one) for one in self.messages if "seq" in one.get("state", one)]
        newest: dict[str, Any] = states[-1]
        return newest

    async def seats(self) -> dict[str, dict[str, Any]]:
        return {seat["site_id"]: seat for seat in (await self.state())["seats"]}


@asynccontextmanager
async def seated(
    hub: Hub,
    site_id: SiteId,
    session_id: str = SESSION,
    *,
    program: str = "",
    role: Role = Role.HQ_CLERK,
    family: str = "f",
) -> AsyncIterator[Seated]:
    connection = connection_of(site_id, session_id, role=role, family=family)
    async with connected(hub, connection, program or f"program-{site_id}") as seat:
        yield seat


@asynccontextmanager
async def connected(hub: Hub, connection: Connection, program: str) -> AsyncIterator[Seated]:
    """One PC of a site, in the way of its connection."""
    async with hub.seat(connection, program):
        yield Seated(connection)
