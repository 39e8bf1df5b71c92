"""A session comes to its last step: the room that waits for the next one is told by itself."""

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.channel.conduct import OpenSession, SetStep
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import Step
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import WAITING_TICKET
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.city.hub_seats import new_hub, seated
from tests.rigs.city.running_city_server import (
    COMMUNE,
    CONNECTING_SESSION,
    HQ,
    SESSION,
    session_body,
)
from tests.samples.conditions import a_ticket
from tests.samples.steps import steps_to

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

NEXT = SessionId(CONNECTING_SESSION)


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    put_record(city, "session", SESSION, {**session_body(HQ, (COMMUNE,)), "participants": []})
    body = {**session_body(HQ, (COMMUNE,)), "status": "ready", "scheduled_start": NOON.isoformat()}
    put_record(city, "session", NEXT, body)
    ticket = a_ticket(NEXT, COMMUNE, NOON)
    with city.write() as session:
        written = WAITING_TICKET.codec.write(ticket)
        RecordWriter(session).save(
            Record(kind="waiting_ticket", entity_id=NEXT, session_id=NEXT, body=written)
        )
    return new_hub(city, clock)


async def test_with_the_last_step_the_next_room_is_warned_and_told_that_there_is_news(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE, NEXT) as waiting:
        await hub.carry_out(hq.connection, OpenSession())
        for step in steps_to(Step.SIGNING):
            await hub.carry_out(hq.connection, SetStep(step=step))
        await waiting.read()
        assert ticket_of(city).warned_at is None
        await hub.carry_out(hq.connection, SetStep(step=Step.CLOSING))
        assert [one["type"] for one in await waiting.read()] == ["changes_available"]
        assert ticket_of(city).warned_at is not None


def ticket_of(city: Database) -> WaitingTicket:
    with city.read() as session:
        row = RecordWriter(session).find(EntityKind.WAITING_TICKET, NEXT)
        assert row is not None
        ticket: WaitingTicket = WAITING_TICKET.codec.read(row.body)
        return ticket
