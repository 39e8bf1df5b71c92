"""The journal: every operation written here, a second time, in another folder.

A database that is lost with its disk's sector costs nothing that was typed: the newest verified
copy and the journal after it make it anew (store/recovery/recovery.py). An entry is written after
the commit and without a flush of its own: it survives a kill at once and a power cut some seconds
later, and the database itself survives both.
"""

import contextlib
import errno
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from desktop.domain.access.kinds import KINDS, Kinds
from desktop.domain.ids import DocumentId, OperationId, SessionId
from desktop.domain.sync.operation import Operation
from desktop.store.database.numbered_files import number_of, numbered, path_of
from desktop.store.journal.journal_format import SALT_BYTES, JournalCipher, build_cipher, cipher_of
from desktop.store.rows.transfer_rows import NO_SESSION, Direction, Transfer

logger = logging.getLogger(__name__)

PREFIX = "journal"
SUFFIX = ".journal"
_WRITES_AT_ONCE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One write of this PC. uploads: bytes to send that were queued with it.

    is_settling: a person chose between two texts.
    """

    operation: Operation
    session_id: SessionId | None
    uploads: tuple[Transfer, ...] = ()
    is_settling: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the journal: so many entries of the file of this number."""

    number: int
    count: int

    def as_text(self) -> str:
        """As `place_from` reads it."""
        return f"{self.number}:{self.count}"


START = Place(0, 0)


def place_from(text: str) -> Place | None:
    """As `as_text` wrote it; None for anything else."""
    number, colon, count = text.partition(":")
    if colon and number.isdecimal() and count.isdecimal():
        return Place(int(number), int(count))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReading:
    """What stands after a place, oldest first. numbers: of the files that were looked at.

    unread: entries and files that cannot be read.
    """

    entries: tuple[JournalEntry, ...]
    numbers: tuple[int, ...]
    unread: int

    def is_whole_from(self, number: int) -> bool:
        """Nothing is missing since the file of this number began."""
        expected = tuple(range(number, number + len(self.numbers)))
        return bool(self.numbers) and self.numbers == expected and not self.unread


class Journal:
    """Appends to the newest file of a folder. Thread: store-writer, or before it begins.

    A folder that cannot be written costs a warning: the notes themselves are in the database.
    """

    def __init__(self, *, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._file: BinaryIO | None = None
        self._cipher: JournalCipher | None = None
        self._number = 0
        self._count = 0
        self._is_failing = False

    @property
    def place(self) -> Place:
        """Where the next entry will stand."""
        return Place(self._number, self._count)

    @property
    def place_after(self) -> Place:
        """Where the journal stands once the next entry is written."""
        return Place(self._number, self._count + (self._file is not None))

    def begin(self, number: int) -> None:
        """From now on a new file. number: greater than that of every file in the folder."""
        self.close()
        salt = os.urandom(SALT_BYTES)
        self._number, self._count = number, 0
        self._is_failing = False
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._cipher = build_cipher(self._key, salt)
            path = path_of(self._folder, PREFIX, number, SUFFIX)
            self._file = path.open("xb", buffering=_WRITES_AT_ONCE)
            _write_whole(self._file, self._cipher.header)
        except OSError as error:
            self._give_up(error)

    def append(self, entry: JournalEntry) -> None:
        """After the commit of this write."""
        if self._file is None or self._cipher is None:
            return
        sealed = self._cipher.seal(self._count, _as_bytes(entry))
        try:
            _write_whole(self._file, sealed)
        except OSError as error:
            self._give_up(error)
        else:
            self._count += 1

    def flush(self) -> None:
        """Onto the disk itself; when there is time."""
        if self._file is not None:
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                self._give_up(error)

    def close(self) -> None:
        """No more entries. Idempotent."""
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # of a disk that is gone
                file.close()

    def _give_up(self, error: OSError) -> None:
        if not self._is_failing:
            logger.warning("journal not written errno=%s", error.errno)
        self._is_failing = True
        self.close()


def read_journal(folder: Path, key: bytes, since: Place, kinds: Kinds = KINDS) -> JournalReading:
    """What was written after this place; damage is passed over and counted.

    kinds: those that are known; what a newer program wrote of another counts as unread.
    """
    entries: list[JournalEntry] = []
    numbers: list[int] = []
    unread = 0
    for path in numbered(folder, PREFIX, SUFFIX):
        number = number_of(path)
        if number < since.number:
            continue
        numbers.append(number)
        skipped = since.count if number == since.number else 0
        for entry in list(_read_file(path, key, kinds))[skipped:]:
            if entry is None:
                unread += 1
            else:
                entries.append(entry)
    if unread:
        logger.warning("journal damaged entries=%d", unread)
    return JournalReading(entries=tuple(entries), numbers=tuple(numbers), unread=unread)


def _read_file(path: Path, key: bytes, kinds: Kinds) -> Iterator[JournalEntry | None]:
    """None for each entry, or for a whole file, that cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        logger.warning("journal not read number=%d errno=%s", number_of(path), error.errno)
        yield None
        return
    cipher = cipher_of(key, content)
    if cipher is None:
        yield None
        return
    for data in cipher.entries(content):
        yield None if data is None else _from_bytes(data, kinds)


def _write_whole(file: BinaryIO, data: bytes) -> None:
    """A disk that is nearly full takes a part and says nothing."""
    if file.write(data) != len(data):
        raise OSError(errno.ENOSPC, "short write")


def _as_bytes(entry: JournalEntry) -> bytes:
    operation = entry.operation
    content: dict[str, Any] = {
        "id": operation.id,
        "kind": str(operation.kind),
        "entity": operation.entity_id,
        "base": operation.base_revision,
        "body": dict(operation.body),
        "made_at": operation.made_at.isoformat(),
        "session": entry.session_id,
    }
    if entry.is_settling:
        content["settles"] = True
    if entry.uploads:
        content["uploads"] = [
            {"document": upload.document_id, "sha256": upload.sha256, "size": upload.size_bytes}
            for upload in entry.uploads
        ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _from_bytes(data: bytes, kinds: Kinds) -> JournalEntry | None:
    """None for what a newer program wrote and this one does not know."""
    try:
        content = json.loads(data)
        if content["kind"] not in kinds:
            return None
        operation = Operation(
            id=OperationId(content["id"]),
            kind=content["kind"],
            entity_id=content["entity"],
            base_revision=content["base"],
            body=content["body"],
            made_at=datetime.fromisoformat(content["made_at"]),
        )
        session = content["session"]
        return JournalEntry(
            operation=operation,
            session_id=None if session is None else SessionId(session),
            uploads=tuple(_upload(upload, session) for upload in content.get("uploads", ())),
            is_settling=bool(content.get("settles")),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _upload(upload: dict[str, Any], session: str | None) -> Transfer:
    return Transfer(
        document_id=DocumentId(upload["document"]),
        session_id=NO_SESSION if session is None else SessionId(session),
        direction=Direction.UP,
        sha256=upload["sha256"],
        size_bytes=upload["size"],
    )
