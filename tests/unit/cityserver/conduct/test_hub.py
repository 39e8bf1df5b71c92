"""Live sessions: seats, takeover, relay, and a state that survives the process."""

import asyncio
import json

import pytest

from desktop.cityserver.admin import put_record
from desktop.cityserver.connection import GOING_AWAY
from desktop.cityserver.hub import Hub
from desktop.cityserver.live import NotDone
from desktop.cityserver.live_store import LiveStore
from desktop.cityserver.relay_plan import RelayPlan
from desktop.cityserver.relay_tickets import RelayTickets
from desktop.cityserver.seating import NotLetIn
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.tables import AuditRow, EntityRow
from desktop.contract.channel import (
    AskFloor,
    CloseCode,
    GiveFloor,
    MediaReady,
    OpenSession,
    PresentPage,
    SetStep,
    Signal,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.enums import Role
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.fakes.hub_seats import ICE, TYPED, Seated, connection_of, hub_with, new_hub, seated
from tests.fakes.running_city_server import (
    AGENCY,
    COMMUNE,
    CONNECTING_SESSION,
    ELSEWHERE,
    HQ,
    LATER_SESSION,
    SESSION,
    paper_body,
    session_body,
)

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


async def test_a_welcome_tells_the_whole_state_the_hour_and_the_relay(hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        (welcome,) = await hq.read()
    assert welcome["type"] == "welcome"
    assert welcome["site_id"] == HQ
    assert welcome["server_time"] == "2026-11-26T05:00:00Z"
    assert welcome["ice_servers"][0]["urls"] == list(ICE.urls)
    assert welcome["state"]["status"] == "ready"
    assert [seat["site_id"] for seat in welcome["state"]["seats"]] == [HQ]


async def test_a_room_that_stays_gets_new_tickets_before_the_old_ones_end(
    city: Database, clock: FakeClock
) -> None:
    plan = RelayPlan(turn_urls=("turn:relay.example",), secret="s3cret", ttl_s=1)
    tickets = RelayTickets(plan=plan, clock=clock)
    hub = hub_with(city, clock, tickets)
    async with seated(hub, HQ) as hq:
        (welcome,) = await hq.read()
        clock.advance(100)
        renewing = asyncio.create_task(hub.renew_tickets(hq.connection))
        (text,) = await asyncio.wait_for(hq.connection.next_texts(), 5.0)
        renewing.cancel()
    renewed = json.loads(text)
    assert renewed["type"] == "ice_servers"
    former = welcome["ice_servers"][0]["username"]
    later = renewed["ice_servers"][0]["username"]
    assert int(later.split(":")[0]) == int(former.split(":")[0]) + 100
    assert later.endswith(f":{HQ}")


async def test_every_change_is_told_to_everybody_with_a_greater_number(hub: Hub) -> None:
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        before = (await hq.state())["seq"]
        await hub.carry_out(commune.connection, AskFloor(has_hand_up=True))
        here, there = await hq.state(), await commune.state()
    assert here == there
    assert here["seq"] == before + 1
    assert {seat["site_id"]: seat["has_hand_up"] for seat in here["seats"]}[COMMUNE]


async def test_steps_and_turns_are_noted_with_who_set_them(city: Database, hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        await hub.carry_out(hq.connection, OpenSession())
        await hub.carry_out(hq.connection, SetStep(step="questions"))
        await hub.carry_out(hq.connection, GiveFloor(site_id=HQ))
        with pytest.raises(NotDone):
            await hub.carry_out(hq.connection, SetStep(step="closing"))
        await hub.carry_out(hq.connection, AskFloor(has_hand_up=True))
    with city.read() as session:
        rows = session.query(AuditRow).filter_by(action="conduct").order_by(AuditRow.seq).all()
    assert [(row.kind, row.outcome, row.site_id, row.subject_id) for row in rows] == [
        ("open_session", "done", HQ, SESSION),
        ("set_step", "questions", HQ, SESSION),
        ("give_floor", "done", HQ, SESSION),
    ]


async def test_a_message_that_changes_nothing_is_not_told(hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        before = (await hq.state())["seq"]
        await hub.carry_out(hq.connection, AskFloor(has_hand_up=False))
        await hub.carry_out(hq.connection, AskFloor(has_hand_up=True))
        assert (await hq.state())["seq"] == before + 1


async def test_a_second_program_takes_the_seat_and_the_first_is_told(hub: Hub) -> None:
    async with seated(hub, HQ, program="one") as first, seated(hub, COMMUNE) as commune:
        await hub.carry_out(first.connection, MediaReady())
        async with seated(hub, HQ, program="two") as second:
            assert first.connection.close_code == CloseCode.SEAT_TAKEN
            with pytest.raises(NotDone):
                await hub.carry_out(first.connection, AskFloor(has_hand_up=True))
            assert (await second.seats())[HQ]["media_number"] == 0
            assert (await commune.seats())[HQ]["is_connected"]


async def test_the_first_program_going_away_does_not_disconnect_the_second(hub: Hub) -> None:
    first = connection_of(HQ)
    async with seated(hub, COMMUNE) as commune:
        async with hub.seat(first, "one"):
            second = hub.seat(connection_of(HQ), "two")
            await second.__aenter__()
        assert (await commune.seats())[HQ]["is_connected"]
        await second.__aexit__(None, None, None)
        assert not (await commune.seats())[HQ]["is_connected"]


async def test_the_same_program_dialling_again_keeps_its_media_and_is_not_told_off(
    hub: Hub,
) -> None:
    async with seated(hub, HQ, program="one") as first:
        await hub.carry_out(first.connection, MediaReady())
        async with seated(hub, HQ, program="one") as again:
            assert first.connection.close_code == GOING_AWAY
            assert (await again.seats())[HQ]["media_number"] == 1


async def test_a_broken_line_keeps_the_seat_and_a_leave_gives_it_back(hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        async with seated(hub, COMMUNE):
            pass
        assert not (await hq.seats())[COMMUNE]["is_connected"]
        async with seated(hub, COMMUNE) as commune:
            await hub.leave(commune.connection)
        assert COMMUNE not in await hq.seats()


async def test_a_restarted_server_goes_on_where_the_killed_one_was(
    city: Database, hub: Hub, clock: FakeClock
) -> None:
    other = connection_of(COMMUNE)
    killed = (hub.seat(connection_of(HQ), "program"), hub.seat(other, "other"))
    for seat in killed:
        await seat.__aenter__()  # and never left: the process was killed
    await hub.carry_out(other, MediaReady())
    await hub.carry_out(other, OpenSession())
    before = Seated(other)
    told = await before.state()

    fresh = new_hub(city, clock)
    async with seated(fresh, HQ, program="program") as hq:
        state = await hq.state()
        seats = await hq.seats()
    assert state["seq"] == told["seq"] + 1
    assert (state["status"], state["opened_at"]) == ("in_session", told["opened_at"])
    assert (seats[COMMUNE]["is_connected"], seats[COMMUNE]["media_number"]) == (False, 1)


async def test_a_new_status_reaches_the_session_record_and_is_announced(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        await hub.carry_out(hq.connection, OpenSession())
        kinds = [message["type"] for message in await hq.read()]
    assert kinds == ["welcome", "state", "changes_available"]
    with city.read() as session:
        body = session.get_one(EntityRow, ("session", SESSION)).body
    assert body["status"] == "in_session"


async def test_a_postponement_by_the_city_is_told_and_not_undone(city: Database, hub: Hub) -> None:
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        before = (await hq.state())["seq"]
        put_record(city, "session", SESSION, session_body(HQ, (COMMUNE,), status="postponed"))
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(hq.connection, OpenSession())
        assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW
        await hub.carry_out(commune.connection, AskFloor(has_hand_up=False))
        state = await hq.state()
        assert (state["status"], state["seq"]) == ("postponed", before + 1)
        with pytest.raises(NotLetIn):
            async with seated(hub, AGENCY):
                pass
    with city.read() as session:
        assert session.get_one(EntityRow, ("session", SESSION)).body["status"] == "postponed"
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE,), status="connecting"))
    async with seated(hub, HQ) as hq:
        assert (await hq.state())["status"] == "connecting"


async def test_an_open_session_is_not_postponed_by_the_city(city: Database, hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        await hub.carry_out(hq.connection, OpenSession())
        put_record(city, "session", SESSION, session_body(HQ, (COMMUNE,), status="postponed"))
        await hub.carry_out(hq.connection, AskFloor(has_hand_up=True))
        assert (await hq.state())["status"] == "in_session"


async def test_connecting_becomes_ready_when_the_last_site_arrives(hub: Hub) -> None:
    async with seated(hub, HQ, CONNECTING_SESSION) as hq:
        assert (await hq.state())["status"] == "connecting"
        async with seated(hub, COMMUNE, CONNECTING_SESSION):
            assert (await hq.state())["status"] == "ready"


async def test_the_chair_does_not_open_while_a_room_is_gone(city: Database, hub: Hub) -> None:
    body = session_body(HQ, (COMMUNE,), status="connecting", is_practice=False)
    put_record(city, "session", CONNECTING_SESSION, body)
    async with seated(hub, HQ, CONNECTING_SESSION) as hq:
        async with seated(hub, COMMUNE, CONNECTING_SESSION):
            assert (await hq.state())["status"] == "ready"
        assert (await hq.state())["status"] == "connecting"
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(hq.connection, OpenSession())
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize("kept", [0, 2])
async def test_a_session_without_all_its_gates_does_not_become_ready(
    city: Database, hub: Hub, kept: int
) -> None:
    body = session_body(HQ, (COMMUNE,), status="connecting")
    body["gates"] = body["gates"][:kept]
    put_record(city, "session", CONNECTING_SESSION, body)
    async with (
        seated(hub, HQ, CONNECTING_SESSION),
        seated(hub, COMMUNE, CONNECTING_SESSION) as commune,
    ):
        assert (await commune.state())["status"] == "connecting"


@pytest.mark.parametrize(
    ("override", "status"),
    [
        ({}, "connecting"),
        ({"override_by": "user-leader", "override_reason": "Công dân ở đảo xa"}, "ready"),
    ],
)
async def test_a_late_gate_needs_somebody_who_lets_it_count(
    city: Database, hub: Hub, override: dict[str, str], status: str
) -> None:
    body = session_body(HQ, (COMMUNE,), status="connecting")
    body["gates"][1] |= {"passed_at": "2026-11-26T02:00:01Z", **override}
    put_record(city, "session", CONNECTING_SESSION, body)
    async with (
        seated(hub, HQ, CONNECTING_SESSION),
        seated(hub, COMMUNE, CONNECTING_SESSION) as commune,
    ):
        assert (await commune.state())["status"] == status


async def test_signals_and_open_lines_reach_the_other_seats_only(hub: Hub) -> None:
    async with (
        seated(hub, HQ) as hq,
        seated(hub, COMMUNE) as commune,
        seated(hub, AGENCY) as agency,
    ):
        for one in (hq, commune, agency):
            await one.read()
        hub.relay_signal(commune.connection, Signal(to_site_id=HQ, payload="v=0"))
        hub.relay_line(commune.connection, TYPED)
        hub.announce([SessionId(SESSION), SessionId("nobody-there")])
        got = {one.connection.site_id: await one.read() for one in (hq, commune, agency)}
    types = {site: [message["type"] for message in messages] for site, messages in got.items()}
    assert types == {
        HQ: ["signal", "line_typed", "changes_available"],
        COMMUNE: ["changes_available"],
        AGENCY: ["line_typed", "changes_available"],
    }
    assert (got[HQ][0]["from_site_id"], got[HQ][0]["payload"]) == (COMMUNE, "v=0")


async def test_a_signal_to_nobody_or_to_oneself_is_refused(hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        for site_id in (COMMUNE, HQ):
            with pytest.raises(NotDone) as refused:
                hub.relay_signal(hq.connection, Signal(to_site_id=site_id, payload="x"))
            assert refused.value.code is ProblemCode.NOT_FOUND


async def test_who_writes_no_minutes_shows_no_open_line(hub: Hub) -> None:
    async with seated(hub, HQ, role=Role.LEADER) as leader:
        with pytest.raises(NotDone) as refused:
            hub.relay_line(leader.connection, TYPED)
    assert refused.value.code is ProblemCode.FORBIDDEN


@pytest.mark.parametrize(
    ("site_id", "session_id", "role", "code"),
    [
        (HQ, "no-such", Role.HQ_CLERK, CloseCode.NO_SESSION),
        (ELSEWHERE, SESSION, Role.HQ_CLERK, CloseCode.NO_SEAT),
        (HQ, SESSION, Role.OBSERVER, CloseCode.NO_SEAT),
        (HQ, LATER_SESSION, Role.HQ_CLERK, CloseCode.NO_SEAT),
    ],
)
async def test_who_has_no_place_is_not_let_in(
    hub: Hub, site_id: SiteId, session_id: str, role: Role, code: CloseCode
) -> None:
    with pytest.raises(NotLetIn) as refused:
        async with seated(hub, site_id, session_id, role=role):
            pass
    assert refused.value.close_code is code


async def test_only_cleared_papers_of_the_session_are_presented(city: Database, hub: Hub) -> None:
    hidden = paper_body(COMMUNE, "a" * 64, 10)
    shown = paper_body(COMMUNE, "b" * 64, 10, cleared_for_display=True)
    with city.write() as session:
        for entity_id, body in (("hidden", hidden), ("shown", shown)):
            row = EntityRow(kind="paper", entity_id=entity_id, revision=1, body=body)
            row.session_id = SESSION
            session.add(row)
    async with seated(hub, COMMUNE) as commune:
        for document_id, code in (
            ("hidden", ProblemCode.NOT_ALLOWED_NOW),
            ("no-such", ProblemCode.NOT_FOUND),
        ):
            with pytest.raises(NotDone) as refused:
                await hub.carry_out(commune.connection, page_of(document_id))
            assert refused.value.code is code
        await hub.carry_out(commune.connection, page_of("shown"))
        assert (await commune.state())["stage"]["document_id"] == "shown"
        await hub.carry_out(commune.connection, page_of(None))
        assert (await commune.state())["stage"] is None


async def test_signing_out_ends_the_channels_of_that_sign_in(hub: Hub) -> None:
    async with seated(hub, HQ, family="one") as hq, seated(hub, COMMUNE, family="two") as commune:
        hub.end_sign_in("one")
        assert hq.connection.close_code == CloseCode.NOT_SIGNED_IN
        assert commune.connection.close_code is None


async def test_a_change_that_cannot_be_kept_is_told_to_nobody(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(hub, HQ) as hq:
        before = await hq.state()
        with monkeypatch.context() as broken:
            broken.setattr(LiveStore, "change", refuse)
            with pytest.raises(ServerBusy):
                await hub.carry_out(hq.connection, AskFloor(has_hand_up=True))
        await hub.carry_out(hq.connection, MediaReady())
        after = await hq.state()
    assert after["seq"] == before["seq"] + 1
    assert not after["seats"][0]["has_hand_up"]


async def test_a_room_that_vanishes_in_the_middle_does_not_halve_its_change(hub: Hub) -> None:
    async with seated(hub, COMMUNE) as commune, seated(hub, HQ) as hq:
        change = asyncio.create_task(hub.carry_out(hq.connection, AskFloor(has_hand_up=True)))
        await asyncio.sleep(0)
        change.cancel()
        with pytest.raises(asyncio.CancelledError):
            await change
        await hub.carry_out(commune.connection, AskFloor(has_hand_up=True))
        hands = [seat["has_hand_up"] for seat in (await hq.seats()).values()]
    assert hands == [True, True]


def page_of(document_id: str | None) -> PresentPage:
    return PresentPage(document_id=document_id, page=1, page_count=1, title="Bản đồ")


def refuse(*_: object) -> bool:
    raise ServerBusy(1.0)
