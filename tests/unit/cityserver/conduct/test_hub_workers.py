"""A session whose rooms are served by two workers."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from desktop.cityserver.conduct.connection import GOING_AWAY
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.live_states import Changed, LiveStore
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.conduct.session_connections import SessionConnections
from desktop.cityserver.conduct.worker_watch import WorkerWatch
from desktop.cityserver.config.config import RelayPlan
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import Exchange, LocalBus, Receiver
from desktop.contract.channel.conduct import OpenSession
from desktop.contract.channel.floor import AskFloor
from desktop.contract.channel.media import Signal
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.seat import CloseCode
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_in_loop
from tests.rigs.city.hub_seats import TYPED, Seated, connection_of, hub_with, seated
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, CONNECTING_SESSION, HQ, SESSION

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
        texts = await asyncio.wait_for(one.connection.next_texts(), PATIENCE_S)
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
        second.lamps.relay(commune.connection, TellLamp(word="recording"))
        second.announce([SessionId(SESSION)])
        second.announce([])
        with pytest.raises(NotDone):
            second.relay_signal(commune.connection, Signal(to_site_id=AGENCY, payload="v=0"))
        await heard()
        kinds = [message["type"] for message in await hq.read()]
    assert kinds == ["welcome", "state", "signal", "line_typed", "lamp_told", "changes_available"]


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
    monkeypatch.setattr("desktop.cityserver.conduct.worker_watch.WATCH_S", 0.01)
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
            texts = await asyncio.wait_for(hq.connection.next_texts(), PATIENCE_S)
            hq.messages += [json.loads(text) for text in texts]
        assert (await hq.seats())[COMMUNE]["has_hand_up"]
        assert hq.connection.close_code is None


async def test_who_hears_again_makes_a_complete_session_ready(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ, CONNECTING_SESSION) as hq:
        exchange = first._bus._exchange  # type: ignore[attr-defined]
        exchange.members.remove(first._bus)  # HQ counts as away when the other one sits down
        async with seated(second, COMMUNE, CONNECTING_SESSION) as commune:
            assert (await commune.state())["status"] == "connecting"
            exchange.members.append(first._bus)
            first.rejoin()
            await shown(commune, HQ, is_connected=True)
            assert (await commune.state())["status"] == "ready"
        assert hq.connection.close_code is None


async def test_a_seat_is_kept_under_a_new_number_of_its_worker(two_workers: Two) -> None:
    """PostgreSQL was away: this worker's number is another before this session was read again."""
    first, _ = two_workers
    async with seated(first, HQ) as hq:
        first._bus._worker += 1
        await first.carry_out(hq.connection, AskFloor(has_hand_up=True))
        seat = (await hq.seats())[HQ]
    assert (seat["is_connected"], seat["has_hand_up"]) == (True, True)


async def test_a_connection_without_a_seat_ends_when_the_session_is_read_again(
    two_workers: Two,
) -> None:
    first, second = two_workers
    async with seated(first, HQ, program="one") as former:
        exchange = first._bus._exchange  # type: ignore[attr-defined]
        exchange.members.remove(first._bus)
        async with seated(second, HQ, program="two") as again:
            await second.leave(again.connection)
        exchange.members.append(first._bus)
        first.rejoin()
        code = await asyncio.wait_for(former.connection.wait_for_end(0.0), PATIENCE_S)
    assert code == GOING_AWAY


async def test_hearing_the_others_twice_in_a_row_reads_every_session_to_its_end(
    two_workers: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two_workers
    reloaded: list[str] = []
    has_begun, may_go_on = asyncio.Event(), asyncio.Event()

    async def reload_slowly(_watch: WorkerWatch, hall: SessionConnections) -> None:
        has_begun.set()
        await may_go_on.wait()
        reloaded.append(hall.session_id)

    monkeypatch.setattr(WorkerWatch, "_reload_session", reload_slowly)
    async with seated(first, HQ), seated(first, HQ, CONNECTING_SESSION):
        first.rejoin()
        await has_begun.wait()
        first.rejoin()
        may_go_on.set()
        assert first._watch._reloading is not None
        await asyncio.wait_for(first._watch._reloading, PATIENCE_S)
    assert reloaded == [SESSION, CONNECTING_SESSION] * 2


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("fault", [NotLetIn(CloseCode.NO_SESSION), RuntimeError()])
async def test_a_session_that_cannot_be_changed_keeps_no_other_waiting(
    two_workers: Two, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    first, second = two_workers
    monkeypatch.setattr("desktop.cityserver.conduct.worker_watch.WATCH_S", 0.01)
    change = OpenSessions.change
    async with seated(first, HQ, CONNECTING_SESSION), seated(first, HQ) as hq:
        for session_id in (CONNECTING_SESSION, SESSION):
            lost = second.seat(connection_of(COMMUNE, session_id), "program")
            await lost.__aenter__()  # and never left
        await heard()

        async def change_or_fail(
            sessions: OpenSessions, hall: SessionConnections, move: Any
        ) -> Changed:
            if hall.session_id == CONNECTING_SESSION:
                raise fault
            return await change(sessions, hall, move)

        with monkeypatch.context() as broken:
            broken.setattr(OpenSessions, "change", change_or_fail)
            await second._bus.stop()
            watching = asyncio.create_task(first.watch())
            await shown(hq, COMMUNE, is_connected=False)
        watching.cancel()


@pytest.mark.usefixtures("caplog")
async def test_watching_goes_on_after_whatever_fault(
    two_workers: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_workers
    monkeypatch.setattr("desktop.cityserver.conduct.worker_watch.WATCH_S", 0.01)
    workers, faults = LiveStore.workers, [RuntimeError(), ServerBusy(1.0)]

    def fail_first(store: LiveStore) -> frozenset[int]:
        if faults:
            raise faults.pop(0)
        return workers(store)

    monkeypatch.setattr(LiveStore, "workers", fail_first)
    async with seated(first, HQ) as hq:
        lost = second.seat(connection_of(COMMUNE), "program")
        await lost.__aenter__()
        await heard()
        await second._bus.stop()
        watching = asyncio.create_task(first.watch())
        await shown(hq, COMMUNE, is_connected=False)
        watching.cancel()
    assert not faults


async def test_a_loss_that_could_not_be_written_is_written_later(
    two_workers: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_workers
    monkeypatch.setattr("desktop.cityserver.conduct.worker_watch.WATCH_S", 0.01)

    refused: list[object] = []

    def refuse(*given: object) -> None:
        refused.append(given)
        raise ServerBusy(1.0)

    async with seated(second, COMMUNE) as commune:
        watching = asyncio.create_task(first.watch())
        with monkeypatch.context() as broken:
            async with seated(first, HQ):
                broken.setattr(LiveStore, "change", refuse)
            await wait_in_loop(lambda: len(refused) > 2)  # as it left, and with later looks
            assert (await commune.seats())[HQ]["is_connected"]
        await shown(commune, HQ, is_connected=False)
        await wait_in_loop(lambda: not first._sessions.all())
        watching.cancel()


async def test_news_of_the_record_are_told_even_after_a_newer_state(two_workers: Two) -> None:
    first, second = two_workers
    async with seated(first, HQ) as hq, seated(second, COMMUNE) as commune:
        await heard()
        await second.carry_out(commune.connection, OpenSession())
        # Its notice waits in the loop while the next change of this worker is told.
        hall = first._sessions.of(SessionId(SESSION))
        assert hall.live is not None
        seq = hall.live.told.seq
        hall.live = replace(hall.live, told=replace(hall.live.told, seq=seq + 9))
        await heard()
        kinds = [message["type"] for message in await hq.read()]
    assert kinds[-1] == "changes_available"


async def test_looking_at_a_former_hall_leaves_the_new_one_of_the_session(two_workers: Two) -> None:
    first, _ = two_workers
    async with seated(first, HQ):
        former = first._sessions.of(SessionId(SESSION))
    async with seated(first, HQ) as hq:
        await first._watch._free_seats(former, frozenset({first._bus.worker}))
        await first.carry_out(hq.connection, AskFloor(has_hand_up=True))
        assert (await hq.seats())[HQ]["has_hand_up"]
