"""A session becomes ready only when no site that is here lacks its take, or a leader allowed it."""

import asyncio
from datetime import datetime, timedelta

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import issue_enrol_code
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.conduct.site_takes import TAKE_LEAVE, SiteTakes
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.workers.bus import LocalBus
from desktop.contract.channel.conduct import OpenSession
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import TakeLeaveRequest, TakeRequest
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import (
    AGENCY,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    PIN,
    SESSION,
    STRANGER,
    STRICT_SESSION,
)
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

STRICT = SessionId(STRICT_SESSION)
REASON = "Loa của phòng hỏng từ sáng nay"


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


@pytest.fixture
def takes(city: Database, clock: FakeClock, hub: Hub, access: Access) -> SiteTakes:
    store = LiveStore(database=city, clock=clock, bus=LocalBus())
    return SiteTakes(store=store, hub=hub, access=access, clock=clock)


@pytest.fixture
def commune(city: Database, clock: FakeClock, access: Access) -> Person:
    """At a PC of the commune that is known to the city."""
    room = access.room_of(access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE))
    return at(COMMUNE, room.room_id)


def at(site_id: SiteId, room_id: str = "r") -> Person:
    return Person(
        user_id=CLERK, role=Role.HQ_CLERK, site_id=site_id, family_id="f", room_id=room_id
    )


def made(at: datetime | None) -> TakeRequest:
    return TakeRequest(made_at=at)


def leave(pin: str = PIN, leader: str = LEADER, reason: str = REASON) -> TakeLeaveRequest:
    return TakeLeaveRequest(leader=leader, pin=pin, reason=reason)


async def status(seat: Seated) -> str:
    return str((await seat.state())["status"])


async def told(seat: Seated) -> list[tuple[str, str, str]]:
    takes = (await seat.state()).get("takes", [])
    return [(one["site_id"], one["word"], one["by"]) for one in takes]


async def test_a_site_without_a_take_keeps_the_session_from_being_ready(
    hub: Hub, takes: SiteTakes, commune: Person, clock: FakeClock
) -> None:
    async with seated(hub, HQ, STRICT) as hq, seated(hub, COMMUNE, STRICT):
        assert await status(hq) == "ready"
        assert "takes" not in await hq.state()  # an older room is told nothing new
        await takes.tell(commune, STRICT, made(None))
        assert (await status(hq), await told(hq)) == ("connecting", [(COMMUNE, "lacking", "")])
        await takes.tell(commune, STRICT, made(clock.now() - timedelta(hours=5)))
        assert await status(hq) == "connecting"
        await takes.tell(commune, STRICT, made(clock.now() - timedelta(minutes=3)))
        assert (await status(hq), await told(hq)) == ("ready", [(COMMUNE, "good", "")])


async def test_what_was_told_at_the_door_counts_when_the_site_comes_in(
    hub: Hub, takes: SiteTakes, commune: Person
) -> None:
    async with seated(hub, HQ, STRICT) as hq:
        await takes.tell(commune, STRICT, made(None))
        assert await status(hq) == "ready"  # as the city had it; nobody is here who lacks a take
        async with seated(hub, COMMUNE, STRICT):
            assert await status(hq) == "connecting"


async def test_a_leaders_leave_lets_it_be_ready_and_everybody_is_told_who_allowed_it_and_why(
    city: Database, hub: Hub, takes: SiteTakes, commune: Person
) -> None:
    async with seated(hub, HQ, STRICT) as hq, seated(hub, COMMUNE, STRICT):
        await takes.tell(commune, STRICT, made(None))
        await takes.allow(commune, STRICT, leave())
        assert (await status(hq), await told(hq)) == ("ready", [(COMMUNE, "waived", LEADER)])
        assert (await hq.state())["takes"][0]["reason"] == REASON
        await takes.tell(commune, STRICT, made(None))  # it stands
        assert await told(hq) == [(COMMUNE, "waived", LEADER)]
    with city.read() as session:
        row = session.query(AuditRow).filter_by(kind=TAKE_LEAVE).one()
        assert (row.subject_id, row.outcome, row.site_id) == (STRICT, LEADER, COMMUNE)


async def test_nothing_is_allowed_without_the_leaders_pin_and_a_reason(
    hub: Hub, takes: SiteTakes, commune: Person
) -> None:
    async with seated(hub, HQ, STRICT) as hq, seated(hub, COMMUNE, STRICT):
        await takes.tell(commune, STRICT, made(None))
        for request, code in (
            (leave(pin="000000"), ProblemCode.WRONG_PIN),
            (leave(reason="          ."), ProblemCode.BAD_REQUEST),
            (leave(leader=CLERK), ProblemCode.WRONG_PIN),
        ):
            with pytest.raises(Rejected) as refused:
                await takes.allow(commune, STRICT, request)
            assert refused.value.code in {code, ProblemCode.FORBIDDEN}
        assert (await status(hq), await told(hq)) == ("connecting", [(COMMUNE, "lacking", "")])


async def test_a_good_take_needs_no_leave(
    hub: Hub, takes: SiteTakes, commune: Person, clock: FakeClock
) -> None:
    await takes.tell(commune, STRICT, made(clock.now()))
    with pytest.raises(Rejected) as refused:
        await takes.allow(commune, STRICT, leave())
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


async def test_once_it_is_open_nobody_asks_for_takes(
    hub: Hub, takes: SiteTakes, commune: Person
) -> None:
    async with seated(hub, HQ, STRICT, role=Role.LEADER) as hq, seated(hub, COMMUNE, STRICT):
        await hub.carry_out(hq.connection, OpenSession())
        await takes.tell(commune, STRICT, made(None))
        assert (await status(hq), await told(hq)) == ("in_session", [])
        with pytest.raises(Rejected) as refused:
            await takes.allow(commune, STRICT, leave())
        assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


async def test_practice_is_told_and_opens_all_the_same(hub: Hub, takes: SiteTakes) -> None:
    async with (
        seated(hub, HQ, SESSION) as hq,
        seated(hub, COMMUNE, SESSION),
        seated(hub, AGENCY, SESSION),
    ):
        await takes.tell(at(COMMUNE), SessionId(SESSION), made(None))
        assert (await status(hq), await told(hq)) == ("ready", [(COMMUNE, "lacking", "")])


@pytest.mark.parametrize("session_id", [STRICT_SESSION, "nowhere"])
async def test_a_site_that_has_no_seat_there_is_told_nothing(
    takes: SiteTakes, session_id: str
) -> None:
    stranger = Person(user_id=STRANGER, role=Role.ROOM_OFFICER, site_id=ELSEWHERE, family_id="f")
    for asked in (
        takes.tell(stranger, SessionId(session_id), made(None)),
        takes.allow(stranger, SessionId(session_id), leave()),
    ):
        with pytest.raises(Rejected) as refused:
            await asyncio.wait_for(asked, 10)
        assert refused.value.code is ProblemCode.NOT_FOUND
