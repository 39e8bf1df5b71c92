"""Opening encrypted connections, and the one translation of the driver's errors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode

Row = tuple[Any, ...]
Bindings = tuple[Any, ...] | Mapping[str, Any]
"""By place, or by name."""

BUSY_TIMEOUT_MS = 5_000
PLAIN_HEADER = b"SQLite format 3\x00"
_CIPHER_VFS = "multipleciphers-"


def open_connection(
    path: Path, key: bytes, vfs: str = "", *, is_read_only: bool = False
) -> apsw.Connection:
    """A connection that has proven its key by reading.

    key: 32 raw bytes. Raises StorageError: WRONG_KEY, NOT_ENCRYPTED, DAMAGED, DISK_FULL.
    """
    _refuse_plain_file(path)
    try:
        connection = _connect(path, vfs, is_read_only=is_read_only)
    except apsw.Error as error:
        raise storage_error(error) from error
    try:
        _unlock(connection, key)
        if is_read_only:
            connection.execute("PRAGMA query_only=1")
        else:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
    except apsw.NotADBError as error:
        connection.close()
        raise StorageError(StorageCode.WRONG_KEY) from error
    except apsw.Error as error:
        connection.close()
        raise storage_error(error) from error
    _refuse_plain_file(path, connection)
    return connection


def storage_error(error: apsw.Error) -> StorageError:
    """What a driver error means to us."""
    match error:
        case apsw.FullError():
            return StorageError(StorageCode.DISK_FULL)
        case apsw.IOError() if _extended(error) == apsw.SQLITE_IOERR_SHMSIZE:
            # the index of the log finds no room: only a full disk says this
            return StorageError(StorageCode.DISK_FULL)
        case apsw.CorruptError() | apsw.NotADBError():
            return StorageError(StorageCode.DAMAGED)
        case apsw.ConnectionClosedError():
            return StorageError(StorageCode.CLOSED)
        case _:
            return StorageError(StorageCode.NOT_WRITTEN, {"error": type(error).__name__})


def _extended(error: apsw.Error) -> int:
    result: int = getattr(error, "extendedresult", 0)  # the driver's stubs do not know it
    return result


def rows(connection: apsw.Connection, sql: str, bindings: Bindings = ()) -> list[Row]:
    """All rows of a statement."""
    return [tuple(row) for row in connection.execute(sql, bindings)]


def row(connection: apsw.Connection, sql: str, bindings: Bindings = ()) -> Row | None:
    """The first row of a statement, None when there is none."""
    return next(iter(rows(connection, sql, bindings)), None)


def _connect(path: Path, vfs: str, *, is_read_only: bool) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE
    if not is_read_only:
        flags |= apsw.SQLITE_OPEN_CREATE
    if not vfs:
        return apsw.Connection(str(path), flags=flags)
    return apsw.Connection(str(path), flags=flags, vfs=_CIPHER_VFS + vfs)


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    connection.execute("PRAGMA cipher='chacha20'").fetchall()
    # raw: no key derivation at each open (.8 ms instead of 18)
    connection.execute(f"PRAGMA key='raw:{key.hex()}'").fetchall()
    # PRAGMA key says ok to a wrong key: only a read tells
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _refuse_plain_file(path: Path, connection: apsw.Connection | None = None) -> None:
    # Signal-Desktop #5097: a store silently created in clear
    try:
        with path.open("rb") as file:
            is_plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    except FileNotFoundError:
        return
    if not is_plain:
        return
    if connection is not None:
        connection.close()
    raise StorageError(StorageCode.NOT_ENCRYPTED)
