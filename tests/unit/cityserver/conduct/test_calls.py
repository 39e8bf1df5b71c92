"""A desk is rung, answers without a seat, sits in the session, is let go; what is kept of it."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.calls.calls import CallAnswer
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.need_to_know import save_readers
from desktop.cityserver.store.rooms.rooms import add_room
from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.channel.agency_call import JoinIn, LetGo, RingAgency
from desktop.contract.channel.conduct import EndSession, OpenSession
from desktop.contract.channel.seat import CloseCode
from desktop.contract.operations import ChangesAnswer
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.ids import CallId, SessionId, SiteId
from tests.fakes.fake_clock import NOON, FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    SESSION,
    STRANGER,
    STRICT_SESSION,
    case_body,
)

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

RING = RingAgency(call_id="c1", site_id=ELSEWHERE)
DUTY = Person(user_id=STRANGER, role=Role.ROOM_OFFICER, site_id=ELSEWHERE, family_id="f")


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    with city.write() as session:
        for site_id in (AGENCY, ELSEWHERE):
            add_room(session, site_id, f"token-{site_id}", NOON)
    return new_hub(city, clock)


def yes(call_id: str = "c1") -> CallAnswer:
    return CallAnswer(call_id=CallId(call_id), accepts=True)


def no(reason: str = "Đang có cuộc họp khác") -> CallAnswer:
    return CallAnswer(call_id=CallId("c1"), accepts=False, reason=reason)


def body_of(city: Database, kind: str, entity_id: str) -> dict[str, Any]:
    with city.read() as session:
        row = session.get(EntityRow, (kind, entity_id))
        assert row is not None
        return dict(row.body)


def told(city: Database, person: Person, kind: str) -> dict[str, dict[str, Any]]:
    """What a person is told of a kind, from the beginning."""
    answer = ChangesAnswer.model_validate_json(
        Changes(database=city, clock=FakeClock()).pull(person, "")
    )
    return {one.entity_id: dict(one.body) for one in answer.changes if one.kind == kind}


def list_readers(city: Database, *user_ids: str) -> None:
    with city.write() as session:
        save_readers(session, CASE, user_ids)


async def rung(hub: Hub, hq: Seated) -> None:
    await hub.carry_out(hq.connection, OpenSession())
    await hub.carry_out(hq.connection, RING)


async def test_the_desk_that_is_rung_is_told_the_matter_and_nobodys_name(
    city: Database, hub: Hub
) -> None:
    citizen = {
        "full_name": "Công dân Mẫu",
        "label": "Công dân A",
        "title": "",
        "agency": "",
        "role": "citizen",
        "site_id": COMMUNE,
        "attended": True,
        "absent_reason": "",
    }
    body = body_of(city, "session", SESSION)
    put_record(city, "session", SESSION, {**body, "participants": [citizen]})
    put_record(city, "case", CASE, {**case_body(), "previous_result": "Đã trả lời"})
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        rings = told(city, DUTY, "ring")
    assert list(rings) == ["c1"]
    assert rings["c1"]["stage"] == "ringing"
    summary = rings["c1"]["summary"]
    assert "Công dân" not in str(summary.values())
    assert (summary["request"], summary["place"]) == (
        "Xem xét lại mức bồi thường",
        body_of(city, "site", COMMUNE)["name"],
    )
    assert summary["previous_result"] == "Đã trả lời"
    names = [body_of(city, "site", one)["name"] for one in (HQ, COMMUNE, AGENCY)]
    assert summary["site_names"] == names
    assert told(city, DUTY, "case").keys().isdisjoint({"case-1"})
    assert told(city, DUTY, "agency_calls") == {}


async def test_who_accepts_gets_a_place_in_the_session_and_its_record(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        assert await hub.answers.take(DUTY, SessionId(SESSION), yes()) is CallStage.LISTENING
        assert (await hq.state())["calls"][0]["stage"] == "listening"
        assert body_of(city, "session", SESSION)["component_site_ids"][-1] == ELSEWHERE
        assert told(city, DUTY, "ring")["c1"]["summary"] is None
        assert SESSION in told(city, DUTY, "session")
        assert told(city, DUTY, "agency_calls")[SESSION]["calls"][0]["stage"] == "listening"
        async with seated(hub, ELSEWHERE, role=Role.ROOM_OFFICER) as agency:
            await hub.carry_out(agency.connection, JoinIn())
            assert (await hq.state())["calls"][0]["stage"] == "joined"


async def test_who_is_let_go_has_no_seat_is_told_so_and_may_not_come_back(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        await hub.answers.take(DUTY, SessionId(SESSION), yes())
        async with seated(hub, ELSEWHERE, role=Role.ROOM_OFFICER) as agency:
            await hub.carry_out(hq.connection, LetGo(call_id="c1"))
            assert agency.connection.close_code == CloseCode.NO_SEAT
            assert (await agency.state())["calls"][0]["stage"] == "let_go"
        with pytest.raises(NotLetIn) as refused:
            async with seated(hub, ELSEWHERE, role=Role.ROOM_OFFICER):
                pass
        assert refused.value.close_code is CloseCode.NO_SEAT
        assert ELSEWHERE not in body_of(city, "session", SESSION)["component_site_ids"]
        assert told(city, DUTY, "session").keys().isdisjoint({SESSION})
        assert told(city, DUTY, "agency_calls") == {}
        await hub.carry_out(hq.connection, replace_call(RING, "c2"))
        assert (await hq.state())["calls"][1]["stage"] == "ringing"


async def test_a_desk_that_leaves_has_left_by_itself_and_is_rung_to_come_back(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        await hub.answers.take(DUTY, SessionId(SESSION), yes())
        async with seated(hub, ELSEWHERE, role=Role.ROOM_OFFICER) as agency:
            await hub.leave(agency.connection)
        (call,) = (await hq.state())["calls"]
        assert (call["stage"], call["left_itself"]) == ("let_go", True)
        (kept,) = body_of(city, "agency_calls", SESSION)["calls"]
        assert kept["left_itself"]
        assert body_of(city, "ring", "c1")["stage"] == "let_go"
        assert ELSEWHERE not in body_of(city, "session", SESSION)["component_site_ids"]
        await hub.carry_out(hq.connection, replace_call(RING, "c2"))
        assert (await hq.state())["calls"][1]["stage"] == "ringing"


def replace_call(ring: RingAgency, call_id: str) -> RingAgency:
    return ring.model_copy(update={"call_id": call_id})


async def test_a_refusal_is_kept_with_its_reason_and_nothing_of_the_matter_stays_there(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        assert await hub.answers.take(DUTY, SessionId(SESSION), no()) is CallStage.REFUSED
        (call,) = body_of(city, "agency_calls", SESSION)["calls"]
        assert (call["stage"], call["reason"]) == ("refused", "Đang có cuộc họp khác")
        assert body_of(city, "ring", "c1")["summary"] is None
        assert ELSEWHERE not in body_of(city, "session", SESSION)["component_site_ids"]
        with pytest.raises(Rejected) as second:
            await hub.answers.take(DUTY, SessionId(SESSION), yes())
        assert second.value.code is ProblemCode.NOT_ALLOWED_NOW


async def test_of_a_denunciation_only_who_needs_to_know_is_rung(city: Database, hub: Hub) -> None:
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    list_readers(city, "u")
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        assert told(city, DUTY, "ring") == {}
        with pytest.raises(Rejected) as refused:
            await hub.answers.take(DUTY, SessionId(SESSION), yes())
        assert refused.value.code is ProblemCode.NOT_FOUND
        list_readers(city, "u", STRANGER)
        assert list(told(city, DUTY, "ring")) == ["c1"]


async def test_nobody_but_the_desk_that_is_rung_answers(hub: Hub) -> None:
    strange = replace(DUTY, site_id=COMMUNE)
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        for person, call_id, session_id in (
            (strange, "c1", SESSION),
            (DUTY, "c9", SESSION),
            (DUTY, "c1", STRICT_SESSION),
            (DUTY, "c1", "session-of-nobody"),
        ):
            with pytest.raises(Rejected) as refused:
                await hub.answers.take(person, SessionId(session_id), yes(call_id))
            assert refused.value.code is ProblemCode.NOT_FOUND


async def test_who_sits_in_another_session_is_busy(hub: Hub) -> None:
    async with (
        seated(hub, ELSEWHERE, ELSEWHERE_SESSION, role=Role.ROOM_OFFICER),
        seated(hub, HQ) as hq,
    ):
        await rung(hub, hq)
        assert (await hq.state())["calls"][0]["stage"] == "busy"


async def test_a_site_without_a_desk_and_one_that_is_not_known_are_not_rung(
    city: Database, clock: FakeClock
) -> None:
    hub = new_hub(city, clock)
    async with seated(hub, HQ) as hq:
        await hub.carry_out(hq.connection, OpenSession())
        for site_id in (ELSEWHERE, SiteId("site-of-nobody")):
            with pytest.raises(NotDone) as refused:
                await hub.carry_out(hq.connection, RingAgency(call_id="c1", site_id=site_id))
            assert refused.value.code is ProblemCode.NOT_FOUND


async def test_nobody_answers_although_the_chair_is_away_meanwhile(
    city: Database, hub: Hub, clock: FakeClock
) -> None:
    watch = asyncio.create_task(hub.watch())
    async with seated(hub, COMMUNE) as commune:
        async with seated(hub, HQ) as hq:
            await rung(hub, hq)
        clock.advance(61.0)
        async with asyncio.timeout(PATIENCE_S):
            while (await commune.state())["calls"][0]["stage"] == "ringing":
                await commune.wait()
        (call,) = (await commune.state())["calls"]
    watch.cancel()
    assert (call["stage"], call["ended_at"]) == ("no_answer", "2026-11-26T05:01:00Z")
    assert body_of(city, "ring", "c1")["stage"] == "no_answer"


async def test_the_end_of_the_session_withdraws_the_ring(city: Database, hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        await rung(hub, hq)
        await hub.carry_out(
            hq.connection, EndSession(status="adjourned", reason="Công dân xin hoãn buổi tiếp")
        )
    assert body_of(city, "ring", "c1")["stage"] == "withdrawn"
    assert body_of(city, "session", SESSION)["status"] == "adjourned"
