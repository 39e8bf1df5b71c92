"""Verified copies of the database in a second folder, the newest seven kept.

A copy is a whole encrypted database of its own, under the same key. It counts only after it was
opened again and checked from its first page to its last.
"""

import contextlib
import logging
import shutil
from pathlib import Path

import apsw

from desktop.domain.errors import StorageError
from desktop.files.durable import put_in_place, sync_file
from desktop.store.codes import StorageCode
from desktop.store.database.connection import open_connection, storage_error
from desktop.store.database.database import Database, check_whole
from desktop.store.database.numbered_files import number_of, numbered, path_of
from desktop.store.journal import journal, journal_rows
from desktop.store.journal.journal import Journal

logger = logging.getLogger(__name__)

PREFIX = "store"
SUFFIX = ".db"
KEPT_COPIES = 7
FREE_FACTOR = 3
"""A copy is made while the disk has so many times its size free: minutes come first."""

JOB_LIMIT_S = 30.0


class Copies:
    """Thread: one at a time, not the main thread: a copy takes up to some seconds."""

    def __init__(self, *, database: Database, journal: Journal, folder: Path, key: bytes) -> None:
        self._database = database
        self._journal = journal
        self._folder = folder
        self._key = key

    def make(self) -> Path:
        """Copy, check, publish, and let the oldest go.

        Raises StorageError: DISK_FULL when there is no room to spare, DAMAGED when the copy is not
        whole, CLOSED, NOT_WRITTEN. Then nothing has changed.
        """
        number = next_number(self._folder)
        # What is committed from here on stands in the new journal, what was before in the copy.
        self._database.write(lambda writer: self._begin_journal(writer, number)).result(JOB_LIMIT_S)
        part = path_of(self._folder, PREFIX, number, ".part")
        try:
            self._refuse_without_room()
            self._database.read(lambda reader: _copy(reader, part, self._key))
            _check(part, self._key)
            sync_file(part)
            path = path_of(self._folder, PREFIX, number, SUFFIX)
            put_in_place(part, path)
        except apsw.Error as error:
            raise storage_error(error) from error
        except OSError as error:
            raise StorageError(StorageCode.NOT_WRITTEN, {"error": type(error).__name__}) from error
        finally:
            _remove(part)
        self._prune()
        return path

    def _begin_journal(self, writer: apsw.Connection, number: int) -> None:
        self._journal.begin(number)
        journal_rows.note(writer, self._journal.place)

    def _refuse_without_room(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < FREE_FACTOR * self._database.size_bytes():
            raise StorageError(StorageCode.DISK_FULL)

    def _prune(self) -> None:
        copies = numbered(self._folder, PREFIX, SUFFIX)
        kept = copies[-KEPT_COPIES:]
        covered = number_of(kept[0])
        journals = numbered(self._folder, journal.PREFIX, journal.SUFFIX)
        for path in (
            *copies[:-KEPT_COPIES],
            *(one for one in journals if number_of(one) < covered),
        ):
            _remove(path)


def next_number(folder: Path) -> int:
    """Above that of every copy and journal of the folder."""
    found = (
        *numbered(folder, PREFIX, SUFFIX),
        *numbered(folder, journal.PREFIX, journal.SUFFIX),
    )
    return 1 + max((number_of(path) for path in found), default=0)


def newest_whole(folder: Path, key: bytes) -> Path | None:
    """The newest copy that opens with this key and is whole; older ones are looked at in turn."""
    for path in reversed(numbered(folder, PREFIX, SUFFIX)):
        try:
            _check(path, key)
        except (StorageError, apsw.Error):
            logger.warning("copy not whole number=%d", number_of(path))
        else:
            return path
    return None


def _copy(reader: apsw.Connection, part: Path, key: bytes) -> None:
    _remove(part)
    with contextlib.closing(open_connection(part, key)) as copy:
        with copy.backup("main", reader, "main") as backup:
            backup.step(-1)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()


def _check(path: Path, key: bytes) -> None:
    """Raises StorageError or apsw.Error when it is not a whole database under this key."""
    with contextlib.closing(open_connection(path, key, is_read_only=True)) as copy:
        check_whole(copy)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()
