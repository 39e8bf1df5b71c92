"""The two buses keep one promise: told in order, to all others, with the commit and not before."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import (
    Bus,
    Exchange,
    LiveChanged,
    LocalBus,
    News,
    Receiver,
    SignInEnded,
)
from desktop.cityserver.workers.postgresql_bus import PostgresqlBus
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.system.running_postgresql import new_url_of

pytestmark = [pytest.mark.integration, pytest.mark.asyncio]

MANY = 300


class Heard:
    """A worker's ears."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.news: list[News] = []
        self.joined = 0
        self._changed = asyncio.Event()

    async def wait_for(self, is_wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not is_wanted():
                self._changed.clear()
                await self._changed.wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Heard"]:
        await self.bus.start(Receiver(on_news=self._on_news, on_joined=self._on_joined))
        try:
            yield self
        finally:
            await self.bus.stop()

    def _on_news(self, news: News) -> None:
        self.news.append(news)
        self._changed.set()

    def _on_joined(self) -> None:
        self.joined += 1
        self._changed.set()


Buses = tuple[Database, Callable[[], Bus]]


@pytest.fixture(params=["local", "postgresql"])
def buses(request: pytest.FixtureRequest, tmp_path: Path) -> Buses:
    """A database, and what makes a worker's bus."""
    if request.param == "local":
        exchange = Exchange()
        return Database(f"sqlite+pysqlite:///{tmp_path / 'city.db'}"), lambda: LocalBus(exchange)
    url = new_url_of(request)
    return Database(url), lambda: PostgresqlBus(url)


def ended(number: int, size: int = 1) -> SignInEnded:
    return SignInEnded(family_id=f"{number} " + "ạ\x00" * size)


async def test_every_other_worker_hears_everything_in_order(buses: Buses) -> None:
    _, new_bus = buses
    async with (
        Heard(new_bus()).listening() as one,
        Heard(new_bus()).listening() as two,
        Heard(new_bus()).listening() as three,
    ):
        said: list[News] = [
            ended(number, 9_000 if number % 50 == 0 else 1) for number in range(MANY)
        ]
        for news in said:
            one.bus.publish(news)
        for other in (two, three):
            await other.wait_for(lambda other=other: len(other.news) >= MANY)  # type: ignore[misc]
            assert other.news == said
        two.bus.publish(ended(-1))
        await one.wait_for(lambda: bool(one.news))
        assert one.news == [ended(-1)]


async def test_what_a_transaction_says_is_heard_with_its_commit_only(buses: Buses) -> None:
    database, new_bus = buses
    database.open()
    big = LiveChanged(session_id=SessionId("s"), document="ạ" * 20_000, is_news=False)
    async with Heard(new_bus()).listening() as one, Heard(new_bus()).listening() as two:

        def say(news: News, *, is_kept: bool) -> None:
            with database.write() as session:
                one.bus.publish_with(session, news)
                if not is_kept:
                    raise RuntimeError

        with pytest.raises(RuntimeError):
            await asyncio.to_thread(say, ended(1), is_kept=False)
        await asyncio.to_thread(say, big, is_kept=True)
        await two.wait_for(lambda: bool(two.news))
        assert two.news == [big]
        assert one.news == []
    database.close()


async def test_workers_are_those_that_listen(buses: Buses) -> None:
    database, new_bus = buses
    database.open()

    def workers(bus: Bus) -> frozenset[int]:
        with database.read() as session:
            return bus.workers(session)

    async with Heard(new_bus()).listening() as one:
        async with Heard(new_bus()).listening() as two:
            assert workers(one.bus) == {one.bus.worker, two.bus.worker}
            assert (one.joined, two.joined) == (1, 1)
            one.bus.check_joined()
        await asyncio.to_thread(
            wait_until, lambda: workers(one.bus) == {one.bus.worker}, "it lives on", PATIENCE_S
        )
    database.close()


async def test_a_database_that_stands_still_is_noticed_and_what_was_x(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PING_S", "PING_LIMIT_S", "TELL_LIMIT_S"):
        monkeypatch.setattr(f"desktop.cityserver.workers.postgresql_bus.{name}", 0.3)
    url = new_url_of(request)
    async with Heard(PostgresqlBus(url)).listening() as one, Heard(PostgresqlBus(url)).listening():
        frozen = backends_of(url)
        for process in frozen:
            process.suspend()
        try:
            one.bus.publish(ended(1))
            await asyncio.sleep(1.2)
            with pytest.raises(ServerBusy):
                one.bus.check_joined()
        finally:
            for process in frozen:
                process.resume()
        await one.wait_for(lambda: one.joined > 1)
        one.bus.check_joined()


def backends_of(url: str) -> list[psutil.Process]:
    """Those that serve this database now."""
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as admin:
        query = (
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [psutil.Process(pid) for (pid,) in admin.execute(query).fetchall()]
