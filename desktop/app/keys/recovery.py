"""Taking over a lost PC's room: its key from the escrow, its records from what is left.

Everything is put together and opened in a folder of its own first. Only when the records have been
read is the key bound to this PC and everything moved into place; whatever fails before that
leaves this PC as it was.
"""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.app.keys.rescue_sources import Remains, find_remains, has_copies, has_records
from desktop.app.room.folders import RoomFolders
from desktop.domain.access.kinds import paper_kinds
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError
from desktop.domain.sync.operation import EntityKind
from desktop.files.durable import sync_file, sync_folder
from desktop.store.database.database import DATABASE_NAME
from desktop.store.database.keys import derive_keys
from desktop.store.store import BLOBS_FOLDER, Store, open_store
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_identity import RoomIdentity

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 5.0
STAGE_SUFFIX = ".recovering"


class RecoveryFault(StrEnum):
    """Why nothing was taken over."""

    NOTHING_FOUND = "nothing_found"
    RECORDS_HERE = "records_here"


class RecoveryRefused(ReceptionError):
    """This PC is as it was."""

    def __init__(self, fault: RecoveryFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryTask:
    """What is to be taken over.

    target: of this PC. sources: where the lost PC's records or copies lie; empty: they are in
    their place on this PC and only the key is missing. bind: puts the key into the keyring.
    """

    site_id: str
    room_key: bytes = field(repr=False)
    target: RoomFolders
    sources: tuple[Path, ...]
    bind: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What was read. missing_papers: their bytes are not here; the city may have them."""

    lines: int
    papers: int
    missing_papers: int
    unsent: int
    was_rebuilt: bool
    lost: int


def recover_room(task: RecoveryTask, clock: Clock) -> Recovered:
    """Take the room over. Takes as long as copying its papers takes.

    Raises RecoveryRefused; StorageError (of another key, damaged, no room on the disk; or what
    `bind` raises); OSError.
    """
    label = derive_keys(task.room_key).label
    if not task.sources:
        return _recover_in_place(task, label, clock)
    if has_records(task.target.records):
        raise RecoveryRefused(RecoveryFault.RECORDS_HERE)
    remains = find_remains(task.sources, task.site_id, label)
    if remains.is_nothing:
        raise RecoveryRefused(RecoveryFault.NOTHING_FOUND)
    stage = _Stage(task, label)
    try:
        stage.gather(remains)
        recovered = stage.read(task, clock)
        task.bind()
        stage.move()
    finally:
        stage.clear()
    logger.info("room recovered lines=%d papers=%d", recovered.lines, recovered.papers)
    return recovered


def _recover_in_place(task: RecoveryTask, label: str, clock: Clock) -> Recovered:
    """The keyring was lost, not the disk."""
    target = task.target
    if not (has_records(target.records) or has_copies(target.copies / label)):
        raise RecoveryRefused(RecoveryFault.NOTHING_FOUND)
    store = open_store(target.records, task.room_key, clock, copies_folder=target.copies)
    try:
        recovered = _count(store)
    finally:
        store.close()
    task.bind()
    return recovered


class _Stage:
    """Folders beside the final ones, on the same disks; the program never opens them."""

    def __init__(self, task: RecoveryTask, label: str) -> None:
        self._target = task.target
        self._label = label
        self._records = _beside(task.target.records)
        self._copies = _beside(task.target.copies)

    def gather(self, remains: Remains) -> None:
        """Copy everything; the lost PC's own files are only read."""
        self.clear()
        self._records.mkdir(mode=0o700, parents=True)
        if remains.records is not None:
            for path in remains.records.glob(f"{DATABASE_NAME}*"):
                shutil.copyfile(path, self._records / path.name)
            if (remains.records / BLOBS_FOLDER).is_dir():
                _copy_folder(remains.records / BLOBS_FOLDER, self._records / BLOBS_FOLDER)
        if remains.copies is not None:
            self._copies.mkdir(mode=0o700, parents=True)
            _copy_folder(remains.copies, self._copies / self._label)

    def read(self, task: RecoveryTask, clock: Clock) -> Recovered:
        """Open the records with the key, made anew from copies where that is needed."""
        has_staged_copies = (self._copies / self._label).exists()
        store = open_store(
            self._records,
            task.room_key,
            clock,
            copies_folder=self._copies if has_staged_copies else None,
        )
        try:
            recovered = _count(store)
            _forget_the_other_pc(store)
        finally:
            store.close()
        return recovered

    def move(self) -> None:
        """Into place: papers, copies, and the database last. Nothing is overwritten."""
        target = self._target
        for folder in (self._records / BLOBS_FOLDER, target.records / BLOBS_FOLDER):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _move_missing(self._records / BLOBS_FOLDER, target.records / BLOBS_FOLDER)
        staged = self._copies / self._label
        if staged.exists():
            (target.copies / self._label).mkdir(mode=0o700, parents=True, exist_ok=True)
            _move_missing(staged, target.copies / self._label)
        # what an attempt that was killed here left belongs to no database
        for name in (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"):
            (target.records / name).unlink(missing_ok=True)
        for path in sorted(self._records.glob(f"{DATABASE_NAME}*"), reverse=True):
            sync_file(path)
            path.rename(target.records / path.name)
        sync_folder(target.records)

    def clear(self) -> None:
        """What an earlier attempt left, too."""
        for folder in (self._records, self._copies):
            shutil.rmtree(folder, ignore_errors=True)


def _beside(folder: Path) -> Path:
    return folder.with_name(folder.name + STAGE_SUFFIX)


def _copy_folder(source: Path, target: Path) -> None:
    """Bytes and names: what was rescued onto a medium for reading must be writable here."""
    shutil.copytree(source, target, copy_function=shutil.copyfile)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(0o700)


def _move_missing(source: Path, target: Path) -> None:
    for path in source.iterdir():
        if path.is_file() and not (target / path.name).exists():
            sync_file(path)
            path.rename(target / path.name)
    sync_folder(target)


def _forget_the_other_pc(store: Store) -> None:
    """Its token may be in a thief's hands, and nobody is signed in here."""
    memory = AccessMemory(memory=store.memory)
    memory.remember_grant(None)
    memory.keep_room_token(None)
    RoomIdentity(memory=store.memory).forget()


def _count(store: Store) -> Recovered:
    papers = [one for kind in paper_kinds() for one in store.items.list(kind)]
    hashes = {str(each.body.get("sha256", "")) for each in papers} - {""}
    counts = store.outbox.counts()
    recovery = store.recovery
    return Recovered(
        lines=len(store.items.list(EntityKind.MINUTE_LINE)),
        papers=len(papers),
        missing_papers=sum(not store.blobs.has(one) for one in hashes),
        unsent=counts.pending + counts.refused,
        was_rebuilt=recovery is not None,
        lost=len(recovery.lost) if recovery is not None else 0,
    )
