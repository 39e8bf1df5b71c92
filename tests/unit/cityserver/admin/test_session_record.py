"""What the city keeps of a session, read for whoever compares it with the desks."""

import pytest

from desktop.cityserver.admin.session_record import read_session_record
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.channel.conduct import OpenSession, SetStep
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.operations import OperationIn
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.hub_seats import new_hub, seated
from tests.rigs.city.running_city_server import (
    COMMUNE,
    HQ,
    LATER_SESSION,
    SESSION,
    incident_body,
    line_body,
    paper_body,
)

pytestmark = pytest.mark.unit


def test_of_a_session_that_nobody_joined_there_is_no_live_word(city: Database) -> None:
    kept = read_session_record(city, SessionId(SESSION))
    assert (kept.told, kept.steps, kept.lines, kept.papers) == (None, (), {}, {})


@pytest.mark.asyncio
async def test_steps_are_those_that_were_gone_and_the_floor_is_whose_it_is(
    city: Database, clock: FakeClock
) -> None:
    hub = new_hub(city, clock)
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        await hub.carry_out(hq.connection, OpenSession())
        await hub.carry_out(hq.connection, SetStep(step="roll_call"))
        with pytest.raises(NotDone):
            await hub.carry_out(hq.connection, SetStep(step="closing"))
        await hub.carry_out(hq.connection, GiveFloor(site_id=COMMUNE))
        await hub.carry_out(commune.connection, AskFloor(has_hand_up=True))
        kept = read_session_record(city, SessionId(SESSION))
    assert kept.steps == (Step.OPENING, Step.ROLL_CALL)
    assert kept.told is not None
    assert kept.told.status is SessionStatus.IN_SESSION
    assert kept.told.speaking_site_id == COMMUNE
    seat = kept.told.seat(SiteId(COMMUNE))
    assert seat is not None
    assert seat.has_hand_up


def test_lines_and_papers_are_those_of_the_session_alone(city: Database, clock: FakeClock) -> None:
    text = "Công dân trình bày."
    sent = (
        operation("minute_line", "line-1", line_body(SiteId(COMMUNE), text)),
        operation("paper", "paper-1", paper_body(SiteId(COMMUNE), "a" * 64, 1_000)),
        operation("incident", "incident-1", incident_body(SiteId(COMMUNE))),
    )
    operations = [OperationIn.model_validate(one) for one in sent]
    Operations(database=city, clock=clock).push(person_at(COMMUNE), operations)
    kept = read_session_record(city, SessionId(SESSION))
    assert {key: body["text"] for key, body in kept.lines.items()} == {"line-1": text}
    assert set(kept.papers) == {"paper-1"}
    assert kept.incidents["incident-1"]["kind"] == "sound"
    other = read_session_record(city, SessionId(LATER_SESSION))
    assert (other.lines, other.papers, other.incidents) == ({}, {}, {})
