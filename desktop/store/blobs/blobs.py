"""Bytes of papers: encrypted files named by a keyed hash, written once, never changed."""

import errno
import hashlib
import hmac
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from desktop.domain.clock import Clock
from desktop.domain.errors import PaperRefused, StorageError
from desktop.domain.ids import new_id
from desktop.files.durable import put_in_place, sync_folder
from desktop.store.blobs.format import CHUNK_BYTES, plain_size
from desktop.store.blobs.reader import open_blob
from desktop.store.blobs.writer import BlobWriter, begin_blob, continue_blob
from desktop.store.codes import StorageCode

logger = logging.getLogger(__name__)

PART_SUFFIX = ".part"
DAMAGED_SUFFIX = ".damaged"
ORPHAN_AGE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobInfo:
    """What was kept. sha256: lower-case hex of the plain bytes."""

    sha256: str
    size_bytes: int


class Blobs:
    """Papers by the SHA-256 of their plain bytes. Thread: any; one file per call.

    blobs_key, names_key: 32 bytes each, see store/database/keys.py. is_disk_full: what room is
    left is for minutes, papers are refused.
    """

    def __init__(
        self,
        *,
        folder: Path,
        blobs_key: bytes,
        names_key: bytes,
        clock: Clock,
        is_disk_full: Callable[[], bool],
    ) -> None:
        self._folder = folder
        self._blobs_key = blobs_key
        self._names_key = names_key
        self._clock = clock
        self._is_disk_full = is_disk_full

    def prepare(self) -> None:
        """Make the folder, and let go of parts that nobody has touched for ORPHAN_AGE."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        oldest = (self._clock.now() - ORPHAN_AGE).timestamp()
        for part in self._folder.glob("*" + PART_SUFFIX):
            if part.stat().st_mtime < oldest:
                part.unlink()
                logger.info("orphan part removed")

    def put(self, stream: BinaryIO, max_bytes: int) -> BlobInfo:
        """Read the stream to its end and keep it; the same bytes twice are one file.

        Durable when it returns. Raises PaperRefused(PAPER_TOO_LARGE) beyond max_bytes and
        StorageError(DISK_FULL); then nothing is left behind.
        """
        self._refuse_when_full()
        path = self._folder / (new_id() + PART_SUFFIX)
        try:
            writer = begin_blob(path, self._blobs_key)
            try:
                _pour(stream, writer, max_bytes)
                return self.finish(writer)
            except BaseException:
                writer.abort()
                raise
        except OSError as error:
            raise _storage_error(error) from error

    def continue_download(self, sha256: str) -> BlobWriter:
        """A writer for bytes from the city; it goes on where an interrupted one was paused.

        Raises StorageError(DISK_FULL).
        """
        self._refuse_when_full()
        path = self._folder / (self._name(sha256) + PART_SUFFIX)
        try:
            return continue_blob(path, self._blobs_key)
        except OSError as error:
            raise _storage_error(error) from error

    def append(self, writer: BlobWriter, data: bytes) -> None:
        """Write plain bytes to a download. Raises StorageError(DISK_FULL)."""
        try:
            writer.write(data)
        except OSError as error:
            raise _storage_error(error) from error

    def finish(self, writer: BlobWriter, expected_sha256: str = "") -> BlobInfo:
        """Seal a writer and make its bytes a paper: part, fsync, rename, fsync of the folder.

        What is here already stays when every byte of it can still be read; else it is put aside.
        Raises StorageError: PAPER_DAMAGED when the bytes are not the expected ones (they are let
        go), DISK_FULL.
        """
        info = BlobInfo(sha256=writer.sha256, size_bytes=writer.size_bytes)
        if expected_sha256 and info.sha256 != expected_sha256:
            writer.abort()
            raise StorageError(StorageCode.PAPER_DAMAGED)
        try:
            if self._is_sound(info.sha256):
                writer.abort()
                return info
            writer.seal()
            put_in_place(writer.path, self._path(info.sha256))
        except OSError as error:
            writer.abort()
            raise _storage_error(error) from error
        return info

    def open(self, sha256: str) -> BinaryIO:
        """A seekable file of the plain bytes; close it.

        A damaged one is put aside as DAMAGED_SUFFIX, so that it can come again from the city.
        Raises StorageError: PAPER_MISSING, PAPER_DAMAGED (here, or while reading).
        """
        path = self._path(sha256)

        def on_damaged(found: os.stat_result) -> None:
            _put_aside(path, found)

        return open_blob(path, self._blobs_key, sha256, on_damaged)

    def has(self, sha256: str) -> bool:
        """Whether the bytes are on this PC, as far as the file's length tells."""
        return self.size(sha256) is not None

    def size(self, sha256: str) -> int | None:
        """Plain bytes of a paper, None when it is not on this PC (or cut short)."""
        try:
            return plain_size(self._path(sha256).stat().st_size)
        except FileNotFoundError:
            return None

    def _is_sound(self, sha256: str) -> bool:
        """Whether the bytes are here and can be read to the last one; damaged ones go aside."""
        try:
            with self.open(sha256) as file:
                while file.read(CHUNK_BYTES):
                    pass
        except StorageError:
            return False
        except OSError:  # a bad sector, and better bytes are at hand
            path = self._path(sha256)
            _put_aside(path, path.stat())
            return False
        return True

    def _refuse_when_full(self) -> None:
        if self._is_disk_full():
            raise StorageError(StorageCode.DISK_FULL)

    def _path(self, sha256: str) -> Path:
        return self._folder / self._name(sha256)

    def _name(self, sha256: str) -> str:
        # keyed: the name of a file does not tell which paper it is
        return hmac.new(self._names_key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()


def _pour(stream: BinaryIO, writer: BlobWriter, max_bytes: int) -> None:
    while data := stream.read(CHUNK_BYTES):
        if writer.size_bytes + len(data) > max_bytes:
            raise PaperRefused(StorageCode.PAPER_TOO_LARGE, {"max_bytes": max_bytes})
        writer.write(data)


def _put_aside(path: Path, found: os.stat_result) -> None:
    """Rename a damaged file; it is kept. found: of the file whose bytes were read."""
    try:
        # a whole one may have taken its place since it was opened
        if not os.path.samestat(path.stat(), found):
            return
        aside = path.with_suffix(DAMAGED_SUFFIX)
        if aside.exists():
            aside = path.with_suffix(f".{new_id()}{DAMAGED_SUFFIX}")
        path.rename(aside)
        sync_folder(path.parent)
    except OSError as error:
        logger.warning("damaged paper stays in its place error=%s", type(error).__name__)
    else:
        logger.warning("damaged paper put aside file=%s", aside.name)


def _storage_error(error: OSError) -> StorageError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageError(StorageCode.DISK_FULL)
    return StorageError(
        StorageCode.NOT_WRITTEN, {"error": errno.errorcode.get(error.errno or 0, "")}
    )
