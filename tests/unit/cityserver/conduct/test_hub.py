"""Live sessions: seats, takeover, relay, and a state that survives the process."""

import asyncio
import json

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.connection import GOING_AWAY, MAX_WAITING_MESSAGES
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.config.config import RelayPlan
from desktop.cityserver.http.limits import SIGNAL_BURST_BYTES, SIGNAL_BYTES_PER_S
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import EntityRow
from desktop.cityserver.workers.bus import SignalSent
from desktop.contract.channel.conduct import OpenSession, SetStep
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import MediaReady, Signal
from desktop.contract.channel.seat import CloseCode
from desktop.contract.channel.stage import PresentPage
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.hub_seats import ICE, TYPED, Seated, connection_of, hub_with, new_hub, seated
from tests.rigs.city.running_city_server import (
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
        (text,) = await asyncio.wait_for(hq.connection.next_texts(), PATIENCE_S)
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


async def test_what_a_room_did_is_noted_though_its_line_was_cut_meanwhile(
    city: Database, hub: Hub
) -> None:
    async with seated(hub, HQ) as hq:
        before = asyncio.all_tasks()
        doing = asyncio.create_task(hub.carry_out(hq.connection, OpenSession()))
        await asyncio.sleep(0)
        begun = asyncio.all_tasks() - before
        doing.cancel()
        await asyncio.wait(begun, timeout=PATIENCE_S)
        assert _noted(city) == [("open_session", "done")]
        assert (await hq.state())["status"] == "in_session"


async def test_steps_and_turns_are_noted_with_who_set_them(city: Database, hub: Hub) -> None:
    async with seated(hub, HQ) as hq:
        await hub.carry_out(hq.connection, OpenSession())
        await hub.carry_out(hq.connection, SetStep(step="roll_call"))
        await hub.carry_out(hq.connection, GiveFloor(site_id=HQ))
        with pytest.raises(NotDone):
            await hub.carry_out(hq.connection, SetStep(step="closing"))
        await hub.carry_out(hq.connection, AskFloor(has_hand_up=True))
    rows = _conduct(city)
    assert [(row.kind, row.outcome, row.site_id, row.subject_id) for row in rows] == [
        ("open_session", "done", HQ, SESSION),
        ("set_step", "roll_call", HQ, SESSION),
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


async def test_while_some_consult_no_signal_and_no_typed_line_of_theirs_reaches_who_waits(
    city: Database, hub: Hub
) -> None:
    async with (
        seated(hub, HQ) as hq,
        seated(hub, COMMUNE) as commune,
        seated(hub, AGENCY) as agency,
    ):
        await hub.carry_out(hq.connection, OpenSession())
        await hub.carry_out(hq.connection, SetStep(step="roll_call"))
        await hub.carry_out(hq.connection, SetStep(step="announcements"))
        await hub.carry_out(hq.connection, SetStep(step="presentation"))
        await hub.carry_out(hq.connection, BeginConsultation(site_ids=(HQ, AGENCY)))
        for one in (hq, commune, agency):
            await one.read()
        pairs = [(hq, COMMUNE), (commune, HQ), (commune, AGENCY), (agency, COMMUNE)]
        for sender, other in pairs:
            with pytest.raises(NotDone) as refused:
                hub.relay_signal(sender.connection, Signal(to_site_id=other, payload="v=0"))
            assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW
        late = SignalSent(
            session_id=SessionId(SESSION), from_site_id=HQ, to_site_id=COMMUNE, payload="v=0"
        )
        hub.take(late)  # of a worker that had not heard of it yet
        hub.relay_signal(hq.connection, Signal(to_site_id=AGENCY, payload="v=0"))
        hub.relay_line(hq.connection, TYPED)
        hub.relay_line(commune.connection, TYPED)
        got = {one.connection.site_id: await one.read() for one in (hq, commune, agency)}
        types = {site: [message["type"] for message in said] for site, said in got.items()}
        assert types == {
            HQ: ["line_typed"],
            COMMUNE: [],
            AGENCY: ["signal", "line_typed", "line_typed"],
        }
        await hub.carry_out(hq.connection, EndConsultation())
        hub.relay_signal(hq.connection, Signal(to_site_id=COMMUNE, payload="v=0"))
        assert [one["type"] for one in await commune.read()] == ["state", "signal"]
    rows = [(row.kind, row.outcome) for row in _conduct(city)]
    assert rows[-2:] == [("begin_consultation", "done"), ("end_consultation", "done")]


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


def flood(hub: Hub, sender: Seated, to_site_id: str, size: int, count: int) -> int:
    """How many of so many signals were taken."""
    refusals: list[str] = []
    for _ in range(count):
        try:
            hub.relay_signal(sender.connection, Signal(to_site_id=to_site_id, payload="x" * size))
        except NotDone as refused:
            refusals.append(refused.code)
    assert set(refusals) <= {ProblemCode.BUSY}
    return count - len(refusals)


async def test_no_seat_can_end_another_seats_channel_by_signals(hub: Hub, clock: FakeClock) -> None:
    """The receiver reads nothing for a while; a thin line does the same."""
    async with (
        seated(hub, HQ) as hq,
        seated(hub, COMMUNE) as commune,
        seated(hub, AGENCY) as agency,
    ):
        await hq.read()
        for _ in range(20):
            for hostile in (commune, agency):
                flood(hub, hostile, HQ, 90_000, 50)
                flood(hub, hostile, HQ, 1, 50)
            clock.advance(1.0)
        await hub.carry_out(commune.connection, AskFloor(has_hand_up=True))
        assert hq.connection.close_code is None
        assert (await hq.seats())[COMMUNE]["has_hand_up"]
        assert sum(len(str(one)) for one in hq.messages) < 1_300_000


async def test_no_seat_can_end_another_seats_channel_by_typing(hub: Hub) -> None:
    """The receiver reads nothing for a while; what it finds then is the newest text."""
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        await hq.read()
        for number in range(2 * MAX_WAITING_MESSAGES):
            hub.relay_line(commune.connection, TYPED.model_copy(update={"text": f"{number}"}))
        assert hq.connection.close_code is None
        read = len(hq.messages)
        await hq.read()
        (line,) = hq.messages[read:]
        assert (line["type"], line["text"]) == ("line_typed", f"{2 * MAX_WAITING_MESSAGES - 1}")


async def test_bytes_of_signals_a_second_are_bounded_and_a_new_channel_is_no_new_start(
    hub: Hub, clock: FakeClock
) -> None:
    async with seated(hub, HQ):
        async with seated(hub, COMMUNE) as commune:
            assert flood(hub, commune, HQ, 90_000, 60) == SIGNAL_BURST_BYTES // 90_000
        async with seated(hub, COMMUNE) as commune:
            assert flood(hub, commune, HQ, 90_000, 60) == 0
            clock.advance(10.0)
            assert flood(hub, commune, HQ, 90_000, 60) == SIGNAL_BURST_BYTES // 90_000
            taken = 0
            for _ in range(60):
                clock.advance(1.0)
                taken += flood(hub, commune, HQ, 90_000, 50)
            assert taken * 90_000 <= 61 * SIGNAL_BYTES_PER_S


async def test_the_offers_of_an_evening_of_outages_are_never_too_much(
    hub: Hub, clock: FakeClock
) -> None:
    """Three links, every four seconds, SDPs larger than any that was seen."""
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        for _ in range(900):
            assert flood(hub, commune, HQ, 20_000, 3) == 3
            clock.advance(4.0)
            await hq.read()


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


def _noted(city: Database) -> list[tuple[str, str]]:
    return [(row.kind, row.outcome) for row in _conduct(city)]


def _conduct(city: Database) -> list[AuditRow]:
    with city.read() as session:
        return session.query(AuditRow).filter_by(action="conduct").order_by(AuditRow.seq).all()
