"""The one place that knows which database it is: opening, transactions, migrations."""

import logging
import math
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    DBAPIError,
    InternalError,
    InvalidatePoolError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from desktop.cityserver.secrets.audit_keys import AuditKeys
from desktop.cityserver.store.database.bulk import to_json
from desktop.domain.errors import ServerBusy
from desktop.domain.loopback import is_loopback

logger = logging.getLogger(__name__)

DatabaseSession: TypeAlias = Session
"""One transaction, as packages above the store name it; its rows may be read after its end."""
DATABASE_FAULTS = (SQLAlchemyError, CommandError)
"""What opening and every transaction may raise beside ServerBusy: this data cannot be used."""
MIGRATIONS = Path(__file__).parents[1] / "migrations"
AUDIT_KEYS = "audit_keys"
"""Where a session's `info` has the keys that seal the audit log."""

WRITE_TURN_S = 10.0
IDLE_WRITER_S = 20.0
"""A writer that says nothing for so long hangs, or its line is lost: it loses its turn."""
LOST_LINE_MS = 15_000
"""Until a line on which PostgreSQL confirms nothing counts as broken; by itself TCP takes hours."""
SQLITE_BUSY_MS = 5_000
BUSY_RETRY_S = 2.0
ASK_AFTER_S = 1.0
"""A connection that was in use a moment ago is there: to ask it cost a way there and back."""
_LEFT_AT_S = "city_left_at_s"
_WRITES = "city_writes"
_IDLE_LIMIT_S = "city_idle_limit_s"
_POSTGRESQL_TURN = 5_297_061_883
"""Any number, the same in every server of a city."""


class Database:
    """Transactions on the city's data. Thread: any.

    Writers take turns in all of the city, as every rule above this file expects: in this process
    by a lock, between processes by the write lock of SQLite's file or one lock of PostgreSQL.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._turn = threading.Lock()
        self._engine: Engine | None = None
        self._info = dict[Any, Any]()

    def open(self) -> None:
        """Connect and bring the schema up to date; idempotent."""
        if self._engine is not None:
            return
        if is_unchecked(self._url):
            logger.warning("the database on another machine is not checked: sslmode=verify-full")
        engine = create_engine(
            self._url, hide_parameters=True, json_serializer=to_json, **pool_options(self._url)
        )
        if engine.dialect.name == "sqlite":
            _speak_sqlite(engine)
        else:
            _speak_postgresql(engine)
            _ask_idle_connections(engine)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        self._engine = engine

    def seal_with(self, keys: AuditKeys) -> None:
        """Let transactions add entries to the audit log; before the first of them."""
        self._info[AUDIT_KEYS] = keys

    def close(self) -> None:
        """Let go of every connection; idempotent."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent snapshot.

        Raises:
            ServerBusy: the database does not answer or refuses.
        """
        engine = self._opened()
        if engine.dialect.name != "sqlite":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with _busy_told(engine), self._session(engine) as session, session.begin():
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that commits when the block ends well.

        Raises:
            ServerBusy: other writers hold the turn for more than WRITE_TURN_S, this one did
                nothing for IDLE_WRITER_S, or the database does not answer or refuses, for
                instance on a full disk or as a copy that is only read. Nothing was written.
        """
        engine = self._opened().execution_options(**{_WRITES: True, _IDLE_LIMIT_S: IDLE_WRITER_S})
        if not self._turn.acquire(timeout=WRITE_TURN_S):
            raise ServerBusy(BUSY_RETRY_S)
        try:
            with _busy_told(engine), self._session(engine) as session, session.begin():
                yield session
        finally:
            self._turn.release()

    def _session(self, engine: Engine) -> Session:
        return Session(engine, expire_on_commit=False, info=self._info)

    def _opened(self) -> Engine:
        if self._engine is None:
            raise RuntimeError("open() comes first")
        return self._engine


@contextmanager
def _busy_told(engine: Engine) -> Iterator[None]:
    # Of the driver itself too: rows that go by COPY are not wrapped.
    refusals = (OperationalError, InternalError, engine.dialect.loaded_dbapi.InternalError)
    try:
        yield
    except (*refusals, PoolTimeout) as error:
        raise _busy(error) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise _busy(error) from error
        raise


def _busy(error: Exception) -> ServerBusy:
    logger.error("database refused error=%s", error.__cause__ or type(error).__name__)
    return ServerBusy(BUSY_RETRY_S)


def is_unchecked(url: str) -> bool:
    """PostgreSQL on another machine, and nobody makes sure that it is the right one."""
    address = make_url(url)
    host = str(address.query.get("host", address.host or ""))
    if address.get_backend_name() == "sqlite" or not host or host.startswith("/"):
        return False
    return not is_loopback(host) and address.query.get("sslmode") != "verify-full"


def pool_options(url: str) -> dict[str, Any]:
    """Every pool is bounded; a request that finds no connection in time is told to wait."""
    if make_url(url).get_backend_name() == "sqlite":
        return {
            "pool_size": 8,
            "max_overflow": 40,
            "pool_timeout": 10,
            "connect_args": {"check_same_thread": False},
        }
    return {
        "pool_size": 8,
        "max_overflow": 40,
        "pool_timeout": 10,
        "connect_args": {
            "connect_timeout": 5,
            "tcp_user_timeout": LOST_LINE_MS,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
        },
    }


def _speak_sqlite(engine: Engine) -> None:
    """WAL and FULL (NORMAL loses in 79 % of power cuts); transactions begun by us."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own implicit BEGIN is deferred: a writer would then fail with "database is
        # locked" at its first write instead of waiting for its turn at the start.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={SQLITE_BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        is_writer = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _speak_postgresql(engine: Engine) -> None:
    """One writer at a time, from its first question to its commit.

    Under READ COMMITTED a writer sees whatever was committed before it got the turn. PostgreSQL
    takes the turn from a writer that stands still: its process hangs, or the line to it is lost.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: object) -> None:
        # The driver prepares what is asked often. A plan for any value, made while a table was
        # small, would go on reading the whole of it: 0.9 ms a note after 20,000 of them. And what
        # a push asks for was written a while ago: it is in memory, not on a disk that turns.
        cursor = connection.cursor()
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        cursor.execute("SET random_page_cost = 1.1")
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(_WRITES, False):
            idle_ms = 1000 * options.get(_IDLE_LIMIT_S, 0)  # 0: a migration may take its time
            connection.exec_driver_sql(  # in this order
                f"SELECT set_config('lock_timeout', '{1000 * WRITE_TURN_S:.0f}', true),"
                f" set_config('idle_in_transaction_session_timeout', '{idle_ms:.0f}', true),"
                f" pg_advisory_xact_lock({_POSTGRESQL_TURN})"
            )


def _ask_idle_connections(engine: Engine) -> None:
    """Whether the database still has a connection is asked of one that lay idle only."""

    @event.listens_for(engine, "checkin")
    def on_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_LEFT_AT_S] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def on_checkout(
        connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
    ) -> None:
        if time.monotonic() - record.info.get(_LEFT_AT_S, math.inf) < ASK_AFTER_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def _migrate(engine: Engine) -> None:
    with engine.execution_options(**{_WRITES: True}).connect() as connection, connection.begin():
        if MigrationContext.configure(connection).get_current_revision() == _newest_revision():
            return
        config = _migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _newest_revision() -> str | None:
    """To find it every migration is read: once in a process."""
    return ScriptDirectory.from_config(_migrations()).get_current_head()
