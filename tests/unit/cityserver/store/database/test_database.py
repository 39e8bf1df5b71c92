"""Transactions and migrations."""

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.access import people
from desktop.cityserver.store.database import database as module
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import newest_revision, records_after
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.tables.base import Base
from desktop.cityserver.store.tables.people import (
    AccountRow,
    IssuerAttemptRow,
    IssuerLinkRow,
    UserRow,
)
from desktop.cityserver.store.tables.records import MetaRow
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId
from tests.rigs.city.older_city import (
    OWN_FEED,
    city_of_revision,
    fill_session_of_others,
    fill_strange_feed,
    fill_two_sites,
    told_in,
    withdrawn_in,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("sqlite:////srv/city.db", False),
        ("postgresql+psycopg:///city", False),
        ("postgresql+psycopg://city@localhost/city", False),
        ("postgresql+psycopg://city@127.0.0.1/city", False),
        ("postgresql+psycopg://city@/city?host=/run/postgresql", False),
        ("postgresql+psycopg://city@db.example/city", True),
        ("postgresql+psycopg://city@192.0.2.9/city?sslmode=require", True),
        ("postgresql+psycopg://city@/city?host=db.example", True),
        ("postgresql+psycopg://city@db.example/city?sslmode=verify-full", False),
    ],
)
def test_a_database_elsewhere_is_to_be_checked(address: str, is_so: bool) -> None:
    assert module.is_unchecked(address) is is_so


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", ["the database on another machine is not checked: sslmode=verify-full"]),
        ("?sslmode=verify-full", []),
    ],
)
def test_one_that_is_not_checked_is_told_in_the_log_before_it_is_asked_for_anything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, query: str, told: list[str]
) -> None:
    def connect_to_nobody(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(module, "create_engine", connect_to_nobody)
    with pytest.raises(ConnectionRefusedError):
        Database(f"postgresql+psycopg://city@db.example/city{query}").open()
    assert caplog.messages == told


def test_the_migrations_make_exactly_the_tables_of_the_code(city: Database) -> None:
    with city.read() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []


def test_a_city_of_a_program_without_accounts_keeps_its_people_and_their_pins(
    tmp_path: Path,
) -> None:
    """A database of revision 0008, opened by this program."""
    path = tmp_path / "city.db"
    config = Config()
    config.set_main_option("script_location", str(module.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite+pysqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        connection.execute(
            text("INSERT INTO user_account VALUES ('an', 'An', 'leader', 'hash', 3, NULL)")
        )
        connection.execute(text("INSERT INTO user_site VALUES ('an', 'site-1')"))
    engine.dispose()
    database = Database(f"sqlite+pysqlite:///{path}")
    database.open()
    with database.read() as session:
        kept = session.get_one(UserRow, "an")
        assert (kept.display_name, kept.pin_hash, kept.failed_attempts) == ("An", "hash", 3)
        assert people.may_sign_in(session, "an", "site-1")
        assert session.query(AccountRow).count() == 0
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_rooms_of_an_older_city_stay_and_have_no_certificate_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _head: upgrade(config, "0008"))
    city = Database(CityServerConfig(folder=tmp_path).url)
    city.open()
    with city.write() as session:
        session.execute(
            text(
                "INSERT INTO room VALUES ('room-1', 'site-1', 'hash', '2026-11-01 02:00:00', NULL)"
            )
        )
    city.close()
    monkeypatch.undo()
    city.open()
    with city.read() as session:
        room = session.get_one(RoomRow, "room-1")
        assert (room.site_id, room.token_hash, room.revoked_at) == ("site-1", "hash", None)
        assert (room.key_hash, room.certificate_until, room.certificate_used_at) == (None,) * 3
    city.close()


def test_a_city_from_before_there_were_issuers_keeps_its_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _head: upgrade(config, "0010"))
    city = Database(CityServerConfig(folder=tmp_path).url)
    city.open()
    with city.write() as session:
        session.execute(text("INSERT INTO account VALUES ('an', 'an.nv', 'hash', 'sealed', 7)"))
    city.close()
    monkeypatch.undo()
    city.open()
    with city.read() as session:
        kept = session.get_one(AccountRow, "an")
        assert (kept.login_name, kept.password_hash, kept.totp_step) == ("an.nv", "hash", 7)
        assert session.query(IssuerLinkRow).count() == 0
        assert session.query(IssuerAttemptRow).count() == 0
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []
    city.close()


def test_headquarters_of_an_older_city_is_told_of_every_site(tmp_path: Path) -> None:
    url = CityServerConfig(folder=tmp_path).url
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


def test_headquarters_of_an_older_city_is_told_of_every_session(tmp_path: Path) -> None:
    url = CityServerConfig(folder=tmp_path).url
    city_of_revision(url, "0016", fill_session_of_others)
    city = Database(url)
    city.open()
    assert told_in(city) == {
        ("headquarters", "session", "own"),
        ("headquarters", "session", "others"),
        ("xa", "session", "own"),
        ("xa", "session", "others"),
    }
    with city.read() as session:
        assert newest_revision(session) == 6
        (told,) = records_after(session, SiteId("headquarters"), 5, 9)
        assert (told.told_at, told.entity_id, told.revision) == (6, "others", 4)
    city.close()


def test_an_older_city_tells_no_more_of_cases_that_no_session_brings(tmp_path: Path) -> None:
    url = CityServerConfig(folder=tmp_path).url
    city_of_revision(url, "0012", fill_strange_feed)
    city = Database(url)
    city.open()
    assert told_in(city) == OWN_FEED
    assert withdrawn_in(city) == {("strange", "case-1"), ("commune", "case-2")}
    city.close()


def test_sqlite_is_told_to_be_durable(city: Database) -> None:
    with city.read() as session:
        told = [
            session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert told == ["wal", 2, 1]


def test_a_failed_block_writes_nothing(city: Database) -> None:
    def write_and_fail() -> None:
        with city.write() as session:
            session.add(MetaRow(name="x", value="y"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with city.read() as session:
        assert session.get(MetaRow, "x") is None


def test_opening_and_closing_twice_is_harmless(city: Database) -> None:
    city.open()
    city.close()
    city.close()
    with pytest.raises(RuntimeError), city.read():
        pass


def test_writers_that_wait_too_long_are_told_to_come_back(
    city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRITE_TURN_S", 0.01)
    with city.write(), pytest.raises(ServerBusy), city.write():
        pass


@pytest.mark.usefixtures("caplog")
def test_a_database_that_refuses_is_busy_and_nothing_is_written(
    city: Database, config: CityServerConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SQLITE_BUSY_MS", 1)
    other = Database(config.url)
    other.open()
    with city.write() as writer:
        writer.connection()
        with pytest.raises(ServerBusy), other.write() as session:
            session.connection()
    other.close()


def test_a_file_that_is_no_database_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "city.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseError):
        Database(CityServerConfig(folder=tmp_path).url).open()


def test_revisions_of_writers_side_by_side_never_repeat(city: Database) -> None:
    taken: list[int] = []
    record = Record(kind="case", entity_id="case-x", body={})

    def write() -> None:
        for _ in range(20):
            with city.write() as session:
                taken.append(RecordWriter(session).save(record))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken == sorted(set(taken))
    with city.read() as session:
        assert newest_revision(session) == taken[-1]


def test_other_databases_get_other_settings() -> None:
    """What can be known of PostgreSQL without one: nothing of SQLite is said to it."""
    options = module.pool_options("postgresql+psycopg://city@localhost/city")
    assert "check_same_thread" not in options["connect_args"]
    assert options["connect_args"]["tcp_user_timeout"] == module.LOST_LINE_MS
