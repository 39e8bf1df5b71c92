"""The store of one room on one PC: records, outbox, papers, transfers, memory."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.access.kinds import KINDS, Kinds
from desktop.domain.clock import Clock
from desktop.domain.errors import StorageError
from desktop.domain.sync.recovery import Recovery
from desktop.store.blobs.blobs import Blobs
from desktop.store.database.database import STOP_TIMEOUT_S, Database
from desktop.store.database.folder_lock import FolderLock
from desktop.store.database.keys import StoreKeys, derive_keys
from desktop.store.database.reserve import RESERVE_BYTES, Reserve
from desktop.store.journal import journal_rows
from desktop.store.journal.journal import Journal
from desktop.store.records.items import Items
from desktop.store.records.key_values import Memory
from desktop.store.records.outbox import Outbox
from desktop.store.records.pulled_changes import Pulled
from desktop.store.records.room_checks import Reports
from desktop.store.records.transfers import Transfers
from desktop.store.records.watchers import Watchers
from desktop.store.recovery.copies import Copies, next_number
from desktop.store.recovery.recovery import RecoveryPlace, catch_up, finish_recovery, recover
from desktop.store.rows.item_rows import StoredItem

BLOBS_FOLDER = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store; `close` it. Every part may be used from any thread.

    kinds: the rules of the records that are written here.
    journal, copies: None without a folder for them. recovery: what was done when the database was
    found lost or damaged at this start.
    """

    items: Items
    outbox: Outbox
    pulled: Pulled
    blobs: Blobs
    transfers: Transfers
    memory: Memory
    reports: Reports
    database: Database
    lock: FolderLock
    kinds: Kinds = KINDS
    journal: Journal | None = None
    copies: Copies | None = None
    recovery: Recovery | None = None

    @property
    def is_disk_full(self) -> bool:
        """Minutes go on in the reserve, papers are refused."""
        return self.database.is_disk_full

    def settle(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Wait until all that was given so far is on the disk; False when it was late or refused.

        The writer keeps the order, so the last write tells of all before it.
        """
        try:
            self.database.write(lambda _writer: None).result(timeout_s)
        except (StorageError, TimeoutError):
            return False
        return True

    def close(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Finish what is queued and let go of the folder; False when the writer was late."""
        was_in_time = self.database.close(timeout_s)
        if was_in_time and self.journal is not None:
            self.journal.close()
        self.lock.release()
        return was_in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """As `open_store` got it."""

    folder: Path
    copies_folder: Path | None
    reserve_bytes: int
    vfs: str
    kinds: Kinds


def open_store(  # noqa: PLR0913 - each but the first three has its value in the product
    folder: Path,
    key: bytes,
    clock: Clock,
    *,
    copies_folder: Path | None = None,
    reserve_bytes: int = RESERVE_BYTES,
    vfs: str = "",
    kinds: Kinds = KINDS,
) -> Store:
    """Open (or make) the store of a folder. Takes some milliseconds; reads and writes the disk.

    A database that is gone or damaged is made anew from its copies, the rows that can be read and
    the journal. key: the room key, 32 bytes. copies_folder: where copies and journal go, on another
    disk if there is one; None: without them. reserve_bytes: disk space held back for minutes. vfs:
    name of an apsw VFS that tests put below the cipher. kinds: the rules of what is written here.
    Raises StorageError, see store/codes.py: IN_USE, WRONG_KEY, NOT_ENCRYPTED, NEWER_SCHEMA,
    DAMAGED, DISK_FULL.
    """
    keys = derive_keys(key)
    place = _Place(
        folder=folder,
        # Another key has a folder of its own: it neither reads these copies nor lets them go.
        copies_folder=None if copies_folder is None else copies_folder / keys.label,
        reserve_bytes=reserve_bytes,
        vfs=vfs,
        kinds=kinds,
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FolderLock(folder=folder)
    lock.acquire()
    try:
        return _open_locked(place, keys, clock, lock)
    except BaseException:
        lock.release()
        raise


def _open_locked(place: _Place, keys: StoreKeys, clock: Clock, lock: FolderLock) -> Store:
    journal = _journal_of(place, keys)
    database = Database(
        folder=place.folder,
        key=keys.database,
        reserve=Reserve(folder=place.folder, size_bytes=place.reserve_bytes),
        vfs=place.vfs,
        on_rest=None if journal is None else journal.flush,
    )
    recovery = _open_or_recover(database, place, keys, clock)
    watchers = Watchers[tuple[StoredItem, ...]]()
    store = Store(
        items=Items(database=database, watchers=watchers, journal=journal, kinds=place.kinds),
        outbox=Outbox(database=database, watchers=watchers, kinds=place.kinds),
        pulled=Pulled(database=database, watchers=watchers),
        blobs=Blobs(
            folder=place.folder / BLOBS_FOLDER,
            blobs_key=keys.blobs,
            names_key=keys.names,
            clock=clock,
            is_disk_full=lambda: database.is_disk_full,
        ),
        transfers=Transfers(database=database),
        memory=Memory(database=database),
        reports=Reports(database=database),
        database=database,
        lock=lock,
        kinds=place.kinds,
        journal=journal,
        copies=_copies_of(place, keys, database, journal),
        recovery=recovery,
    )
    try:
        store.blobs.prepare()
        store.memory.load()
    except BaseException:
        store.close()
        raise
    return store


def _open_or_recover(
    database: Database, place: _Place, keys: StoreKeys, clock: Clock
) -> Recovery | None:
    if place.copies_folder is None:
        database.open()
        return None
    where = RecoveryPlace(
        folder=place.folder, copies_folder=place.copies_folder, keys=keys, kinds=place.kinds
    )
    recovery = finish_recovery(where, clock)
    if recovery is None and where.is_gone():
        recovery = recover(where, clock)
    try:
        database.open()
    except StorageError as error:
        if not where.is_damage(error):
            raise
        recovery = recover(where, clock)
        database.open()
    return recovery or catch_up(database, where)


def _journal_of(place: _Place, keys: StoreKeys) -> Journal | None:
    if place.copies_folder is None:
        return None
    return Journal(folder=place.copies_folder, key=keys.journal)


def _copies_of(
    place: _Place, keys: StoreKeys, database: Database, journal: Journal | None
) -> Copies | None:
    """Begins the journal too: what comes after the start stands in a file of its own."""
    if place.copies_folder is None or journal is None:
        return None
    journal.begin(next_number(place.copies_folder))
    database.write(lambda writer: journal_rows.note(writer, journal.place))
    return Copies(database=database, journal=journal, folder=place.copies_folder, key=keys.database)
