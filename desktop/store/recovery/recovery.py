"""Making a lost or damaged database anew, from everything that is left of it.

Three sources, each for what the one before it lacks: the newest verified copy, the rows of the
damaged database that can still be read (they are newer), the journal of this PC's own writes since
that copy. The damaged files are set aside and never deleted. What the city has and this PC lost
comes back by the next pull, which begins where the copy's cursor stood.
"""

import contextlib
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from desktop.domain.access.kinds import KINDS, Kinds
from desktop.domain.clock import Clock
from desktop.domain.errors import StorageError
from desktop.domain.sync.recovery import Recovery
from desktop.files.durable import replace_when_free, sync_file, sync_folder
from desktop.store.codes import StorageCode
from desktop.store.database.connection import Row, open_connection, storage_error
from desktop.store.database.database import DATABASE_NAME, Database, check_whole
from desktop.store.database.keys import StoreKeys
from desktop.store.database.migrate import migrate
from desktop.store.database.numbered_files import number_of, numbered
from desktop.store.journal import journal, journal_rows
from desktop.store.journal.journal import START, JournalReading, Place, read_journal
from desktop.store.recovery import copies, rebuild
from desktop.store.recovery.copies import newest_whole
from desktop.store.recovery.rebuild import Sources
from desktop.store.recovery.salvage import TABLES, Salvaged, salvage, sessions_of_items

logger = logging.getLogger(__name__)

FRESH_NAME = f"{DATABASE_NAME}.fresh"
READY_NAME = f"{DATABASE_NAME}.ready"
"""Whole and on the disk: whoever finds it puts it in its place."""

JOB_LIMIT_S = 30.0
_PARTS = ("", "-wal", "-shm")
"""A scanner may hold a file that was just written, for a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPlace:
    """Where a store and its copies are, and their keys. kinds: the rules of what it holds."""

    folder: Path
    copies_folder: Path
    keys: StoreKeys
    kinds: Kinds = KINDS

    @property
    def path(self) -> Path:
        """Of the database."""
        return self.folder / DATABASE_NAME

    def is_gone(self) -> bool:
        """There is no database, or an empty file, but copies or journals of one."""
        has_past = bool(numbered(self.copies_folder, copies.PREFIX, copies.SUFFIX)) or bool(
            numbered(self.copies_folder, journal.PREFIX, journal.SUFFIX)
        )
        return has_past and not (self.path.exists() and self.path.stat().st_size)

    def is_damage(self, error: StorageError) -> bool:
        """Whether the refusal to open means damage.

        A key that opens nothing at all is none: then somebody has the wrong key, and nothing is
        touched. A damaged first page looks like a wrong key, but then the key opens the copies.
        """
        if error.code == StorageCode.WRONG_KEY:
            return newest_whole(self.copies_folder, self.keys.database) is not None
        return error.code == StorageCode.DAMAGED


def finish_recovery(place: RecoveryPlace, clock: Clock) -> Recovery | None:
    """Put in its place what an earlier start made and could not; None: there was nothing.

    Raises StorageError(NOT_WRITTEN).
    """
    if not (place.folder / READY_NAME).exists():
        return None
    _swap(place, clock)
    return Recovery(copy_made_at=None, salvaged=0, replayed=0, is_certain=False)


def recover(place: RecoveryPlace, clock: Clock) -> Recovery:
    """Build the database anew beside the damaged one, then put it in its place.

    Call it with the folder's lock held. Raises StorageError: DISK_FULL, NOT_WRITTEN; then the next
    start goes on where this one stopped.
    """
    logger.warning("store is made anew")
    copy = newest_whole(place.copies_folder, place.keys.database)
    since = START if copy is None else Place(number_of(copy), 0)
    reading = read_journal(place.copies_folder, place.keys.journal, since, place.kinds)
    tables, sessions = _salvage(place)
    sources = Sources(tables=tables, sessions=sessions, entries=reading.entries, kinds=place.kinds)
    fresh = place.folder / FRESH_NAME
    try:
        _copy_base(copy, fresh)
        replayed, lost = _build(fresh, sources, place.keys.database, clock.now())
        sync_file(fresh)
        replace_when_free(fresh, place.folder / READY_NAME)
        sync_folder(place.folder)
    except apsw.Error as error:
        raise storage_error(error) from error
    except OSError as error:
        raise StorageError(StorageCode.NOT_WRITTEN, {"error": type(error).__name__}) from error
    _swap(place, clock)
    recovery = Recovery(
        copy_made_at=None if copy is None else _made_at(copy),
        salvaged=sum(len(table.rows) for table in tables.values()),
        replayed=replayed,
        lost=lost,
        is_certain=_is_certain(sources, reading, since),
    )
    logger.warning(
        "store made anew has_copy=%s salvaged=%d replayed=%d lost=%d is_certain=%s",
        copy is not None,
        recovery.salvaged,
        recovery.replayed,
        len(lost),
        recovery.is_certain,
    )
    return recovery


def catch_up(database: Database, place: RecoveryPlace) -> Recovery | None:
    """Writes that the journal has and the open database lost with its log; None: it has all.

    SQLite drops what stands behind a bad place of its log without a word.
    """
    since = database.read(journal_rows.load)
    if since is None:
        return None
    reading = read_journal(place.copies_folder, place.keys.journal, since, place.kinds)
    if not reading.entries:
        return None

    def work(writer: apsw.Connection) -> int:
        return sum(rebuild.replay(writer, entry) for entry in reading.entries)

    replayed = database.write(work).result(JOB_LIMIT_S)
    logger.warning("writes taken from the journal entries=%d", replayed)
    if not replayed:
        return None
    return Recovery(copy_made_at=None, salvaged=0, replayed=replayed, is_certain=not reading.unread)


def _is_certain(sources: Sources, reading: JournalReading, since: Place) -> bool:
    """Nothing that was kept here can be missing without being named."""
    has_all_rows = sources.is_whole("item") and sources.is_whole("outbox")
    return has_all_rows or (since != START and reading.is_whole_from(since.number))


def _salvage(
    place: RecoveryPlace,
) -> tuple[Mapping[str, Salvaged], Mapping[Row, str | None]]:
    if not place.path.exists():
        return {}, {}
    try:
        with contextlib.closing(
            open_connection(place.path, place.keys.database, is_read_only=True)
        ) as damaged:
            tables = {table.name: salvage(damaged, table) for table in TABLES}
            return tables, sessions_of_items(damaged)
    except (apsw.Error, StorageError) as error:
        logger.warning("nothing salvaged reason=%s", type(error).__name__)
        return {}, {}


def _copy_base(copy: Path | None, fresh: Path) -> None:
    for part in _PARTS:
        fresh.with_name(fresh.name + part).unlink(missing_ok=True)
    if copy is not None:
        shutil.copyfile(copy, fresh)


def _build(
    fresh: Path, sources: Sources, key: bytes, now: datetime
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The new database as one file; what came from the journal, and what nothing holds."""
    with contextlib.closing(open_connection(fresh, key)) as connection:
        migrate(connection)
        with connection:
            replayed = rebuild.rebuild(connection, sources, now)
            lost = rebuild.lost_of(connection, sources)
        check_whole(connection)
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    return replayed, lost


def _swap(place: RecoveryPlace, clock: Clock) -> None:
    """The damaged files aside, the new one in their place; begun again it goes on."""
    found = [place.folder / (DATABASE_NAME + part) for part in _PARTS]
    found = [path for path in found if path.exists()]
    try:
        if found:
            aside = place.folder / f"damaged-{clock.now():%Y%m%dT%H%M%S%f}"
            aside.mkdir(mode=0o700, exist_ok=True)
            for path in found:
                replace_when_free(path, aside / path.name)
        replace_when_free(place.folder / READY_NAME, place.path)
        sync_folder(place.folder)
    except OSError as error:
        raise StorageError(StorageCode.NOT_WRITTEN, {"error": type(error).__name__}) from error


def _made_at(copy: Path) -> datetime:
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)
