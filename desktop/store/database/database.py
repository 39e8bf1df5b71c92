"""The encrypted database: one writer thread, a read connection per thread, numbered migrations."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import apsw

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode
from desktop.store.database.connection import open_connection, storage_error
from desktop.store.database.migrate import migrate
from desktop.store.database.reserve import Reserve
from desktop.store.database.wal_file import lengthen_log

logger = logging.getLogger(__name__)

T = TypeVar("T")

DATABASE_NAME = "store.db"
MAX_QUEUED_WRITES = 4_096
STOP_TIMEOUT_S = 5.0
IDLE_CHECKPOINT_S = 5.0
LOG_PAGES = 1_000
FULL_DISK_LOG_PAGES = 32
LOG_BYTES = (LOG_PAGES + 24) * (4_096 + 24)
"""So many pages, with those of the write that reaches the last, and the head of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    work: Callable[[apsw.Connection], Any]
    on_commit: Callable[[Any], None] | None
    future: Future[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """A thread's own connection; `turn` is held while it reads, so that it is closed between."""

    connection: apsw.Connection
    turn: threading.RLock


class Database:
    """Every write goes through the thread `store-writer`; a read sees the last commit.

    vfs: name of an apsw VFS below the cipher, empty for the system's own. on_rest: called on the
    writer thread when there was nothing to write for some seconds.
    """

    def __init__(
        self,
        *,
        folder: Path,
        key: bytes,
        reserve: Reserve,
        vfs: str = "",
        on_rest: Callable[[], None] | None = None,
    ) -> None:
        self._path = folder / DATABASE_NAME
        self._key = key
        self._reserve = reserve
        self._vfs = vfs
        self._on_rest = on_rest
        self._jobs: queue.Queue[_Job | None] = queue.Queue(MAX_QUEUED_WRITES)
        self._thread: threading.Thread | None = None
        self._readers: dict[int, _Reader] = {}
        self._lock = threading.Lock()
        self._is_disk_full = False

    @property
    def is_disk_full(self) -> bool:
        """Minutes go to the reserve and papers are refused. Thread: any."""
        return self._is_disk_full

    def size_bytes(self) -> int:
        """Of the database and what waits in its log. Thread: any."""
        paths = (self._path, self._path.with_name(f"{DATABASE_NAME}-wal"))
        return sum(path.stat().st_size for path in paths if path.exists())

    def open(self) -> None:
        """Open, check and migrate, then start the writer.

        Raises StorageError: WRONG_KEY, NOT_ENCRYPTED, NEWER_SCHEMA, DAMAGED, DISK_FULL (there is
        no reserve left to start from).
        """
        self._is_disk_full = not self._reserve.ensure()
        connection = self._open_or_use_reserve()
        if self._is_disk_full:
            _spare_room(connection)
        self._thread = threading.Thread(
            target=self._run, args=(connection,), name="store-writer", daemon=True
        )
        self._thread.start()

    def write(
        self,
        work: Callable[[apsw.Connection], T],
        on_commit: Callable[[T], None] | None = None,
    ) -> Future[T]:
        """Run `work` in one transaction on the writer thread. Thread: any; returns at once.

        The future completes after COMMIT, or with what `work` raised, or with StorageError; then
        nothing was written. `on_commit` runs on the writer thread, after the commit and before
        the future completes; it must be quick. `work` may be run twice (full disk).
        """
        future: Future[T] = Future()
        job = _Job(work=work, on_commit=on_commit, future=future)
        with self._lock:
            is_open = self._thread is not None
            try:
                if is_open:
                    self._jobs.put_nowait(job)
            except queue.Full:
                logger.error("write refused queued=%d", MAX_QUEUED_WRITES)  # noqa: TRY400 - no trace to show
                future.set_exception(StorageError(StorageCode.NOT_WRITTEN))
        if not is_open:
            future.set_exception(StorageError(StorageCode.CLOSED))
        return future

    def read(self, work: Callable[[apsw.Connection], T]) -> T:
        """Run `work` on this thread's own read connection, in one snapshot. Thread: any.

        Raises StorageError: CLOSED, DAMAGED.
        """
        reader = self._reader()
        with reader.turn:
            try:
                reader.connection.execute("BEGIN")
                try:
                    return work(reader.connection)
                finally:
                    reader.connection.execute("COMMIT")
            except apsw.Error as error:
                raise storage_error(error) from error

    def lengthen_log(self) -> None:
        """Soon, on the writer thread: notes that come then are written faster. Thread: any."""
        if not self._is_disk_full:
            log = self._path.with_name(f"{DATABASE_NAME}-wal")
            self.write(lambda _writer: lengthen_log(log, LOG_BYTES))

    def close(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Finish the queued writes, then close; returns False when the writer was late."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread is None:
                return True
            readers, self._readers = self._readers, {}
        self._jobs.put(None, timeout=timeout_s)
        thread.join(timeout_s)
        for reader in readers.values():
            _close_reader(reader, timeout_s)
        if thread.is_alive():
            logger.error("store writer late timeout_s=%.1f", timeout_s)
            return False
        return True

    def _open_or_use_reserve(self) -> apsw.Connection:
        """Opening takes room too, for the index of the log: a full disk must not lock us out."""
        try:
            return _open_writer(self._path, self._key, self._vfs)
        except StorageError as error:
            if error.code != StorageCode.DISK_FULL or not self._reserve.release():
                raise
        self._is_disk_full = True
        return _open_writer(self._path, self._key, self._vfs)

    def _reader(self) -> _Reader:
        ident = threading.get_ident()
        with self._lock:
            if self._thread is None:
                raise StorageError(StorageCode.CLOSED)
            reader = self._readers.get(ident)
            if reader is None:
                connection = open_connection(self._path, self._key, self._vfs, is_read_only=True)
                reader = _Reader(connection=connection, turn=threading.RLock())
                self._readers[ident] = reader
        return reader

    # ---- writer thread ---------------------------------------------------------------------

    def _run(self, writer: apsw.Connection) -> None:
        is_dirty = False
        while True:
            try:
                job = self._jobs.get(timeout=IDLE_CHECKPOINT_S)
            except queue.Empty:
                if is_dirty:
                    self._rest(writer)
                is_dirty = False
                continue
            if job is None:
                break
            self._carry_out(writer, job)
            is_dirty = True
        writer.close()

    def _carry_out(self, writer: apsw.Connection, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            result = self._commit_or_use_reserve(writer, job.work)
            if job.on_commit is not None:
                job.on_commit(result)
        except Exception as error:  # noqa: BLE001 - root of a job: the future carries it
            job.future.set_exception(error)
            return
        job.future.set_result(result)

    def _commit_or_use_reserve(
        self, writer: apsw.Connection, work: Callable[[apsw.Connection], T]
    ) -> T:
        try:
            return _commit(writer, work)
        except StorageError as error:
            if error.code != StorageCode.DISK_FULL:
                raise
            self._is_disk_full = True
            self._reserve.release()
        _spare_room(writer)
        return _commit(writer, work)

    def _rest(self, writer: apsw.Connection) -> None:
        """Nothing to write: shorten the log, and hold the reserve again if there is room."""
        _checkpoint(writer, "PASSIVE")
        if self._on_rest is not None:
            self._on_rest()
        if self._is_disk_full and self._reserve.ensure():
            self._is_disk_full = False
            writer.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}").fetchall()


def _open_writer(path: Path, key: bytes, vfs: str) -> apsw.Connection:
    connection = open_connection(path, key, vfs)
    try:
        check_whole(connection)
        migrate(connection)
    except apsw.Error as error:
        connection.close()
        raise storage_error(error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _spare_room(writer: apsw.Connection) -> None:
    # the log holds each page again and again: emptied and kept short, it spares most room
    _checkpoint(writer, "TRUNCATE")
    writer.execute(f"PRAGMA wal_autocheckpoint={FULL_DISK_LOG_PAGES}").fetchall()


def _close_reader(reader: _Reader, timeout_s: float) -> None:
    if not reader.turn.acquire(timeout=timeout_s):
        logger.error("store reader late timeout_s=%.1f", timeout_s)
        return
    try:
        reader.connection.close()
    finally:
        reader.turn.release()


def check_whole(connection: apsw.Connection) -> None:
    """Raises StorageError(DAMAGED) or apsw.Error when a page is not as it was written."""
    findings = connection.execute("PRAGMA quick_check(1)").fetchall()
    if findings != [("ok",)]:
        raise StorageError(StorageCode.DAMAGED)


def _commit(connection: apsw.Connection, work: Callable[[apsw.Connection], T]) -> T:
    try:
        connection.execute("BEGIN IMMEDIATE")
        result = work(connection)
        connection.execute("COMMIT")
    except apsw.Error as error:
        _roll_back(connection)
        raise storage_error(error) from error
    except BaseException:
        _roll_back(connection)
        raise
    return result


def _checkpoint(connection: apsw.Connection, mode: str) -> None:
    try:
        connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
    except apsw.Error as error:
        logger.warning("checkpoint failed error=%s", type(error).__name__)


def _roll_back(connection: apsw.Connection) -> None:
    # SQLite may have rolled back by itself (SQLITE_FULL, SQLITE_IOERR)
    if connection.in_transaction:
        connection.execute("ROLLBACK")
