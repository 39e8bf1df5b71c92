"""Rooms that wait: told soon, of what they may know, and never kept waiting for ever."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from typing_extensions import override

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import begin_epoch, put_record
from desktop.cityserver.exchange import listeners as module
from desktop.cityserver.exchange.listeners import Listeners
from desktop.cityserver.exchange.pull import FIRST_READ, Changes, Looked
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import records_after
from desktop.domain.access.person import Role
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.city_people import pulled
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OTHER_CASE,
    case_body,
    session_body,
)

pytestmark = pytest.mark.unit

LONG_S = 600.0
SECRET_CASE = {**case_body(), "petition_type": "denunciation"}


def at(site_id: SiteId, role: Role = Role.ROOM_OFFICER, room: str = "") -> Person:
    return Person(
        user_id=UserId("u"),
        role=role,
        site_id=site_id,
        family_id="f",
        room_id=room or f"room-{site_id}",
    )


class WatchedChanges(Changes):
    """Says how far it has looked for whom."""

    def __init__(self, city: Database) -> None:
        super().__init__(database=city, clock=FakeClock())
        self._looked = defaultdict[str, asyncio.Queue[int]](asyncio.Queue)
        self._loop = asyncio.get_running_loop()

    @override
    def look(self, person: Person, cursor: str, after: int = 0) -> Looked:
        looked = super().look(person, cursor, after)
        room = self._looked[person.room_id]
        self._loop.call_soon_threadsafe(room.put_nowait, looked.revision)
        return looked

    async def has_looked(self, person: Person, revision: int = 0) -> None:
        """It has looked for this room, up to that revision at least."""
        async with asyncio.timeout(PATIENCE_S):
            while await self._looked[person.room_id].get() < revision:
                pass


class Waiting:
    """The listeners of a city whose rooms have pulled everything."""

    def __init__(self, city: Database) -> None:
        self.city = city
        self.changes = WatchedChanges(city)
        self.listeners = Listeners(database=city, changes=self.changes)

    def place(self, person: Person) -> str:
        """Where the person has pulled everything."""
        cursor = ""
        while True:
            answer = pulled(self.changes, person, cursor)
            cursor = answer.cursor
            if not answer.has_more:
                return cursor

    async def begin(
        self, person: Person, cursor: str | None = None, wait_s: float = LONG_S
    ) -> asyncio.Task[bool]:
        """Somebody waits, and has looked once."""
        place = self.place(person) if cursor is None else cursor
        task = asyncio.create_task(self.listeners.wait(person, place, wait_s))
        await self.changes.has_looked(person)
        return task

    def newest_of(self, person: Person) -> int:
        """The revision of what was written last for the site of the person."""
        with self.city.read() as session:
            return records_after(session, person.site_id, 0, 1_000)[-1].told_at

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.listeners.follow())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest_asyncio.fixture
async def waiting(city: Database, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.01)
    return Waiting(city)


async def answer_of(task: asyncio.Task[bool]) -> bool:
    async with asyncio.timeout(PATIENCE_S):
        return await task


def plan(waiting: Waiting, session_id: str = "planned", case_id: str = OTHER_CASE) -> None:
    body = session_body(COMMUNE, (AGENCY,), case_id=case_id)
    put_record(waiting.city, "session", session_id, body)


@pytest.mark.asyncio
async def test_everybody_whom_a_plan_concerns_is_told_and_nobody_else(waiting: Waiting) -> None:
    concerned = [await waiting.begin(at(one)) for one in (HQ, COMMUNE, AGENCY)]
    other = await waiting.begin(at(ELSEWHERE))
    async with waiting.followed():
        plan(waiting)
        assert [await answer_of(one) for one in concerned] == [True, True, True]
        assert not other.done()
        waiting.listeners.stop()
        assert await answer_of(other) is False


@pytest.mark.asyncio
async def test_what_was_not_pulled_yet_is_news_at_once(waiting: Waiting) -> None:
    cursor = waiting.place(at(COMMUNE))
    plan(waiting)
    assert await waiting.listeners.wait(at(COMMUNE), cursor, LONG_S) is True
    assert await waiting.listeners.wait(at(COMMUNE), "", LONG_S) is True


@pytest.mark.asyncio
async def test_a_wait_ends_when_nothing_comes(waiting: Waiting) -> None:
    cursor = waiting.place(at(COMMUNE))
    assert await waiting.listeners.wait(at(COMMUNE), cursor, 0) is False


@pytest.mark.asyncio
async def test_what_is_kept_from_the_person_ends_no_wait(waiting: Waiting) -> None:
    technician = await waiting.begin(at(COMMUNE, Role.TECHNICIAN))
    officer = await waiting.begin(at(AGENCY))
    async with waiting.followed():
        put_record(waiting.city, "case", "secret", SECRET_CASE)
        for number in range(FIRST_READ + 1):
            plan(waiting, f"planned-{number}", "secret")
        for person in (at(COMMUNE, Role.TECHNICIAN), at(AGENCY)):
            await waiting.changes.has_looked(person, waiting.newest_of(person))
        assert (technician.done(), officer.done()) == (False, False)
        plan(waiting, "open")
        assert await answer_of(officer) is True
        assert not technician.done()
        waiting.listeners.stop()
        assert await answer_of(technician) is False


@pytest.mark.asyncio
async def test_a_room_waits_once(waiting: Waiting) -> None:
    first = await waiting.begin(at(COMMUNE))
    second = await waiting.begin(at(COMMUNE))
    other = await waiting.begin(at(COMMUNE, room="room-next-door"))
    assert await answer_of(first) is False
    async with waiting.followed():
        plan(waiting)
        assert await answer_of(second) is True
        assert await answer_of(other) is True


@pytest.mark.asyncio
async def test_a_server_that_stops_answers_at_once(waiting: Waiting) -> None:
    before = await waiting.begin(at(COMMUNE))
    waiting.listeners.stop()
    assert await answer_of(before) is False
    assert await answer_of(await waiting.begin(at(COMMUNE))) is False


@pytest.mark.asyncio
async def test_of_a_place_that_is_lost_the_pull_tells_more(waiting: Waiting) -> None:
    cursor = waiting.place(at(COMMUNE))
    assert await waiting.listeners.wait(at(COMMUNE), "nonsense", LONG_S) is True
    begin_epoch(waiting.city)
    assert await waiting.listeners.wait(at(COMMUNE), cursor, LONG_S) is True


@pytest.mark.asyncio
async def test_a_place_ahead_of_the_city_is_told_by_the_pull(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    cursor = waiting.place(at(COMMUNE))
    monkeypatch.setattr("desktop.cityserver.exchange.pull.newest_revision", lambda _session: 0)
    assert await waiting.listeners.wait(at(COMMUNE), cursor, LONG_S) is True


@pytest.mark.asyncio
async def test_a_database_that_is_busy_or_broken_for_a_while_ends_no_watch(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Exception] = [ServerBusy(1.0), RuntimeError("x")]
    told_after = waiting.listeners._told_after

    def fail(site_ids: set[SiteId], revision: int) -> tuple[frozenset[SiteId], int]:
        if faults:
            raise faults.pop(0)
        return told_after(site_ids, revision)

    monkeypatch.setattr(waiting.listeners, "_told_after", fail)
    task = await waiting.begin(at(COMMUNE))
    async with waiting.followed():
        plan(waiting)
        assert await answer_of(task) is True
    assert "not looked for what is new" in caplog.text
