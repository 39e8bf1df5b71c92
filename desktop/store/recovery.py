"""Making a lost or damaged database anew, from everything that is left of it.

Three sources, each for what the one before it lacks: the newest verified copy, the rows of the
damaged database that can still be read (they are newer), the journal of this PC's own writes since
that copy. The damaged files are set aside and never deleted. What the city has and this PC lost
comes back by the next pull, since the copy's cursor is older.
"""

import contextlib
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from desktop.domain.clock import Clock
from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId
from desktop.domain.recovery import Recovery
from desktop.store import copies, item_rows, journal, outbox_rows, transfer_rows
from desktop.store.codes import StorageCode
from desktop.store.connection import Row, open_connection, row, storage_error
from desktop.store.copies import newest_whole
from desktop.store.database import DATABASE_NAME, check_whole
from desktop.store.durable import sync_file, sync_folder
from desktop.store.journal import JournalEntry, read_journal
from desktop.store.keys import StoreKeys
from desktop.store.merge import Record, is_same_body
from desktop.store.migrate import migrate
from desktop.store.numbered import number_of, numbered
from desktop.store.salvage import TABLES, Salvaged, salvage, sessions_of_items

logger = logging.getLogger(__name__)

_PARTS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    copy: Path | None
    tables: tuple[Salvaged, ...]
    sessions: Mapping[Row, str | None]
    entries: tuple[JournalEntry, ...]


def is_gone(folder: Path, copies_folder: Path) -> bool:
    """There is no database, but copies or journals of one."""
    has_past = bool(numbered(copies_folder, copies.PREFIX, copies.SUFFIX)) or bool(
        numbered(copies_folder, journal.PREFIX, journal.SUFFIX)
    )
    return has_past and not (folder / DATABASE_NAME).exists()


def is_damage(error: StorageError, copies_folder: Path, keys: StoreKeys) -> bool:
    """Whether the refusal to open means damage.

    A key that opens nothing at all is none: then somebody has the wrong key, and nothing is
    touched. A damaged first page looks like a wrong key, but then the key still opens the copies.
    """
    if error.code == StorageCode.WRONG_KEY:
        return newest_whole(copies_folder, keys.database) is not None
    return error.code == StorageCode.DAMAGED


def recover(folder: Path, copies_folder: Path, keys: StoreKeys, clock: Clock) -> Recovery:
    """Build the database anew beside the damaged one, then put it in its place.

    Call it with the folder's lock held. Raises StorageError: DISK_FULL, NOT_WRITTEN; then the
    damaged files are where they were.
    """
    logger.warning("store is made anew")
    path = folder / DATABASE_NAME
    sources = _gather(path, copies_folder, keys)
    fresh = folder / f"{DATABASE_NAME}.fresh"
    try:
        replayed = _build(fresh, sources, keys.database)
        sync_file(fresh)
        _set_aside(folder, clock)
        fresh.rename(path)
        sync_folder(folder)
    except apsw.Error as error:
        raise storage_error(error) from error
    except OSError as error:
        raise StorageError(StorageCode.NOT_WRITTEN, {"error": type(error).__name__}) from error
    recovery = Recovery(
        copy_made_at=None if sources.copy is None else _made_at(sources.copy),
        salvaged=sum(len(table.rows) for table in sources.tables),
        replayed=replayed,
        lost=_lost(path, sources.tables, keys.database),
    )
    logger.warning(
        "store made anew has_copy=%s salvaged=%d replayed=%d lost=%d",
        recovery.copy_made_at is not None,
        recovery.salvaged,
        recovery.replayed,
        len(recovery.lost),
    )
    return recovery


def _gather(path: Path, copies_folder: Path, keys: StoreKeys) -> _Sources:
    copy = newest_whole(copies_folder, keys.database)
    since = 0 if copy is None else number_of(copy)
    tables, sessions = _salvage(path, keys.database)
    return _Sources(
        copy=copy,
        tables=tables,
        sessions=sessions,
        entries=tuple(read_journal(copies_folder, keys.journal, since)),
    )


def _salvage(path: Path, key: bytes) -> tuple[tuple[Salvaged, ...], Mapping[Row, str | None]]:
    if not path.exists():
        return (), {}
    try:
        with contextlib.closing(open_connection(path, key, is_read_only=True)) as damaged:
            tables = tuple(salvage(damaged, table) for table in TABLES)
            return tables, sessions_of_items(damaged)
    except (apsw.Error, StorageError) as error:
        logger.warning("nothing salvaged reason=%s", type(error).__name__)
        return (), {}


def _build(fresh: Path, sources: _Sources, key: bytes) -> int:
    """The new database as one file; returns how many writes came from the journal."""
    for part in _PARTS:
        fresh.with_name(fresh.name + part).unlink(missing_ok=True)
    if sources.copy is not None:
        shutil.copyfile(sources.copy, fresh)
    with contextlib.closing(open_connection(fresh, key)) as connection:
        migrate(connection)
        with connection:
            for table in sources.tables:
                _put_back(connection, table)
            for entry in _from_outbox(connection, sources):
                _replay(connection, entry)
            replayed = sum(_replay(connection, entry) for entry in _newest(sources))
        check_whole(connection)
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    return replayed


def _put_back(connection: apsw.Connection, found: Salvaged) -> None:
    """Rows of the damaged database are newer than the copy's."""
    known = {
        str(column[1]) for column in connection.execute(f"PRAGMA table_info({found.table.name})")
    }
    columns = [name for name in found.columns if name in known]
    if not columns:
        return
    name = found.table.name
    if found.is_whole:
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - constants
    at = [found.columns.index(column) for column in columns]
    places = ", ".join("?" for _ in columns)
    connection.executemany(
        f"INSERT OR REPLACE INTO {name} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 - constants
        [tuple(row[place] for place in at) for row in found.rows.values()],
    )


def _newest(sources: _Sources) -> Sequence[JournalEntry]:
    """The last write of each record that the damaged database could not tell itself."""
    live = {key for table in sources.tables if table.table.name == "item" for key in table.rows}
    by_record = {(str(one.operation.kind), one.operation.entity_id): one for one in sources.entries}
    return [entry for record, entry in by_record.items() if record not in live]


def _from_outbox(connection: apsw.Connection, sources: _Sources) -> Iterator[JournalEntry]:
    """Records that cannot be read, in the words of their last operation that can."""
    for record in _lost_items(sources.tables):
        operation = outbox_rows.find_newest(connection, *record)
        if operation is not None:
            session = sources.sessions.get(record)
            yield JournalEntry(
                operation=operation, session_id=None if session is None else SessionId(session)
            )


def _replay(connection: apsw.Connection, entry: JournalEntry) -> bool:
    """As `Items.record` wrote it; False when it is known already."""
    operation = entry.operation
    known = item_rows.load(connection, operation.kind, operation.entity_id)
    if known is not None and is_same_body(known.record.body, operation.body):
        return False
    revision = 0 if known is None else known.record.revision
    record = Record(revision=revision, body=operation.body)
    key = (str(operation.kind), operation.entity_id)
    item_rows.save(connection, key, entry.session_id, record)
    if outbox_rows.load(connection, operation.id) is None:
        outbox_rows.add(connection, operation)
    for upload in entry.uploads:
        transfer_rows.queue(connection, upload)
    return True


def _lost(path: Path, tables: Iterable[Salvaged], key: bytes) -> tuple[tuple[str, str], ...]:
    """Records that the damaged database had, and neither copy nor journal."""
    wanted = _lost_items(tables)
    sql = "SELECT 1 FROM item WHERE kind = ? AND entity_id = ?"
    with contextlib.closing(open_connection(path, key, is_read_only=True)) as connection:
        return tuple(one for one in wanted if row(connection, sql, one) is None)


def _lost_items(tables: Iterable[Salvaged]) -> list[tuple[str, str]]:
    return sorted(
        (str(one[0]), str(one[1]))
        for found in tables
        if found.table.name == "item"
        for one in found.lost
    )


def _set_aside(folder: Path, clock: Clock) -> None:
    found = [folder / (DATABASE_NAME + part) for part in _PARTS]
    found = [path for path in found if path.exists()]
    if not found:
        return
    aside = folder / f"damaged-{clock.now():%Y%m%dT%H%M%S%f}"
    aside.mkdir(mode=0o700)
    for path in reversed(found):  # the database itself last: until then it counts as damaged
        path.rename(aside / path.name)


def _made_at(copy: Path) -> datetime:
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)
