"""What a city on PostgreSQL bears: writers that hang, and a database that can only be read."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import select, text

from desktop.cityserver.store.database import database as module
from desktop.cityserver.store.database.bulk import insert_rows, is_one_of
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import newest_revision, records_after
from desktop.cityserver.store.tables.records import MetaRow
from desktop.cityserver.store.tables.sessions import CaseReaderRow
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId
from tests.patience import PATIENCE_S
from tests.rigs.city.older_city import (
    OWN_FEED,
    city_of_revision,
    fill_session_of_others,
    fill_strange_feed,
    fill_two_sites,
    told_in,
    withdrawn_in,
)
from tests.rigs.system.running_postgresql import RunningPostgresql

pytestmark = [
    pytest.mark.integration,
    pytest.mark.usefixtures("caplog"),  # each refusal is logged as an error
]

IDLE_S = 0.5


@pytest.fixture
def url(postgresql: RunningPostgresql) -> str:
    return postgresql.new_url()


@pytest.fixture
def two_processes(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Database, Database]]:
    """As in two processes: what is locked within one is not known to the other."""
    monkeypatch.setattr(module, "IDLE_WRITER_S", IDLE_S)
    databases = Database(url), Database(url)
    for database in databases:
        database.open()
    yield databases
    for database in databases:
        database.close()


def kept(database: Database) -> list[str]:
    with database.read() as session:
        return [row.value for row in session.query(MetaRow).order_by(MetaRow.value)]


def write(database: Database, value: str) -> None:
    with database.write() as session:
        session.add(MetaRow(name=value, value=value))


def test_a_writer_that_hangs_loses_its_turn_and_what_it_wrote(
    two_processes: tuple[Database, Database],
) -> None:
    hanging, other = two_processes
    before = kept(other)
    has_turn, may_go_on = threading.Event(), threading.Event()
    refused: list[BaseException] = []

    def hang() -> None:
        with hanging.write() as session:
            session.add(MetaRow(name="lost", value="lost"))
            session.flush()
            has_turn.set()
            may_go_on.wait(PATIENCE_S)

    def run() -> None:
        try:
            hang()
        except ServerBusy as error:
            refused.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert has_turn.wait(PATIENCE_S)
    began_s = time.monotonic()
    write(other, "kept")
    waited_s = time.monotonic() - began_s
    may_go_on.set()
    thread.join(PATIENCE_S)
    assert IDLE_S / 2 < waited_s < PATIENCE_S / 2
    assert len(refused) == 1
    assert kept(other) == sorted([*before, "kept"])
    write(hanging, "again")  # with a fresh connection
    assert kept(other) == sorted([*before, "again", "kept"])


def test_a_writer_that_works_for_long_keeps_its_turn(
    two_processes: tuple[Database, Database],
) -> None:
    with two_processes[0].write() as session:
        session.execute(text("SELECT pg_sleep(:s)"), {"s": 2 * IDLE_S})
        session.add(MetaRow(name="slow", value="slow"))
    assert "slow" in kept(two_processes[1])


def add_row(database: Database) -> None:
    write(database, "x")


def copy_rows(database: Database) -> None:
    with database.write() as session:
        insert_rows(session, MetaRow, [("x", "x")])


@pytest.mark.parametrize("work", [add_row, copy_rows])
def test_a_database_that_is_only_read_is_busy_for_writers(
    url: str, work: Callable[[Database], None]
) -> None:
    database = Database(url)
    database.open()
    with database.write() as session:
        name = session.execute(text("SELECT current_database()")).scalar_one()
        session.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    database.close()
    readers = Database(url)
    readers.open()
    with pytest.raises(ServerBusy):
        work(readers)
    assert "x" not in kept(readers)
    readers.close()


def blocks(database: Database) -> tuple[AbstractContextManager[object], ...]:
    return database.read(), database.write()


def test_a_connection_that_is_ended_by_the_database_is_busy(url: str) -> None:
    database = Database(url)
    database.open()
    for block in blocks(database):
        with pytest.raises(ServerBusy), block as session:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))  # type: ignore[attr-defined]
    database.close()


def test_idle_connections_that_the_database_has_ended_are_noticed_by_nobody(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ASK_AFTER_S", 0.0)
    database, other = Database(url), Database(url)
    database.open()
    other.open()
    write(database, "first")
    with other.write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.close()
    write(database, "second")
    assert {"first", "second"} <= set(kept(database))
    database.close()


def test_rows_are_looked_up_as_rows_and_not_column_by_column(url: str) -> None:
    wanted = [("case-1", "user-1"), ("case-2", "user-2")]
    columns = (CaseReaderRow.case_id, CaseReaderRow.user_id)
    database = Database(url)
    database.open()
    with database.write() as session:
        insert_rows(session, CaseReaderRow, [*wanted, ("case-1", "user-2"), ("case-2", "user-1")])
    with database.read() as session:
        found = session.execute(select(*columns).where(is_one_of(session, columns, wanted)))
        assert sorted(map(tuple, found)) == wanted
    database.close()


def test_headquarters_of_an_older_city_is_told_of_every_site(url: str) -> None:
    city_of_revision(url, "0015", fill_two_sites)
    city = Database(url)
    city.open()
    assert told_in(city) == {
        ("headquarters", "site", "headquarters"),
        ("headquarters", "site", "xa"),
        ("xa", "site", "xa"),
    }
    with city.read() as session:
        assert newest_revision(session) == 3
        (told,) = records_after(session, SiteId("headquarters"), 2, 9)
        assert (told.told_at, told.entity_id) == (3, "xa")
    city.close()


def test_headquarters_of_an_older_city_is_told_of_every_session(url: str) -> None:
    city_of_revision(url, "0016", fill_session_of_others)
    city = Database(url)
    city.open()
    assert ("headquarters", "session", "others") in told_in(city)
    with city.read() as session:
        (told,) = records_after(session, SiteId("headquarters"), 5, 9)
        assert (told.told_at, told.entity_id) == (6, "others")
    city.close()


def test_an_older_city_tells_no_more_of_cases_that_no_session_brings(url: str) -> None:
    city_of_revision(url, "0012", fill_strange_feed)
    city = Database(url)
    city.open()
    assert told_in(city) == OWN_FEED
    assert withdrawn_in(city) == {("strange", "case-1"), ("commune", "case-2")}
    city.close()
