"""The store of one room on one PC: records, outbox, papers, transfers, memory."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.store.blobs import Blobs
from desktop.store.database import STOP_TIMEOUT_S, Database
from desktop.store.folder_lock import FolderLock
from desktop.store.item_rows import StoredItem
from desktop.store.items import Items
from desktop.store.keys import derive_keys
from desktop.store.memory import Memory
from desktop.store.outbox import Outbox
from desktop.store.pulled import Pulled
from desktop.store.reports import Reports
from desktop.store.reserve import RESERVE_BYTES, Reserve
from desktop.store.transfers import Transfers
from desktop.store.watchers import Watchers

BLOBS_FOLDER = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store; `close` it. Every part may be used from any thread."""

    items: Items
    outbox: Outbox
    pulled: Pulled
    blobs: Blobs
    transfers: Transfers
    memory: Memory
    reports: Reports
    database: Database
    lock: FolderLock

    @property
    def is_disk_full(self) -> bool:
        """Minutes go on in the reserve, papers are refused."""
        return self.database.is_disk_full

    def close(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Finish what is queued and let go of the folder; False when the writer was late."""
        was_in_time = self.database.close(timeout_s)
        self.lock.release()
        return was_in_time


def open_store(
    folder: Path, key: bytes, clock: Clock, *, reserve_bytes: int = RESERVE_BYTES, vfs: str = ""
) -> Store:
    """Open (or make) the store of a folder. Takes some milliseconds; reads and writes the disk.

    key: the room key, 32 bytes. reserve_bytes: disk space held back for minutes. vfs: name of
    an apsw VFS that tests put below the cipher.
    Raises StorageError, see store/codes.py: IN_USE, WRONG_KEY, NOT_ENCRYPTED, NEWER_SCHEMA,
    DAMAGED, DISK_FULL.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = derive_keys(key)
    lock = FolderLock(folder=folder)
    lock.acquire()
    reserve = Reserve(folder=folder, size_bytes=reserve_bytes)
    database = Database(folder=folder, key=keys.database, reserve=reserve, vfs=vfs)
    try:
        database.open()
    except BaseException:
        lock.release()
        raise
    watchers = Watchers[tuple[StoredItem, ...]]()
    store = Store(
        items=Items(database=database, watchers=watchers),
        outbox=Outbox(database=database, watchers=watchers),
        pulled=Pulled(database=database, watchers=watchers),
        blobs=Blobs(
            folder=folder / BLOBS_FOLDER,
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
    )
    try:
        store.blobs.prepare()
        store.memory.load()
    except BaseException:
        store.close()
        raise
    return store
