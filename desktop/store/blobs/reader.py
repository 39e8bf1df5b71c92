"""Reading one encrypted paper, from any place, as a file of plain bytes."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from typing_extensions import override

from desktop.domain.errors import StorageError
from desktop.store.blobs.format import (
    CHUNK_BYTES,
    HEADER,
    MAGIC,
    TAG_BYTES,
    ChunkCipher,
    build_cipher,
    count_chunks,
    plain_size,
)
from desktop.store.codes import StorageCode

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


OnDamaged = Callable[[os.stat_result], None]
"""Hears of a damaged file, by what the system says of it; the file is closed by then."""


class _ChunkedFile(io.RawIOBase):
    """Plain bytes of a paper; a chunk is decrypted when it is needed. Thread: one at a time."""

    def __init__(
        self,
        *,
        file: BinaryIO,
        cipher: ChunkCipher,
        size: int,
        sha256: bytes,
        on_damaged: OnDamaged,
    ) -> None:
        super().__init__()
        self._file = file
        self._on_damaged = on_damaged
        self._cipher = cipher
        self._size = size
        self._sha256 = sha256
        self._position = 0
        self._number = -1
        self._chunk = b""

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    @override
    def tell(self) -> int:
        return self._position

    @override
    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer up to the end of a chunk. Raises StorageError(PAPER_DAMAGED)."""
        if self._position >= self._size:
            return 0
        number, start = divmod(self._position, CHUNK_BYTES)
        self.load(number)
        target = memoryview(buffer).cast("B")
        part = self._chunk[start : start + len(target)]
        target[: len(part)] = part
        self._position += len(part)
        return len(part)

    def load(self, number: int) -> None:
        """Decrypt a chunk. Raises StorageError(PAPER_DAMAGED)."""
        if number == self._number:
            return
        if self._file.closed:
            raise StorageError(StorageCode.PAPER_DAMAGED)
        is_last = number == count_chunks(self._size) - 1
        self._file.seek(HEADER.size + number * (CHUNK_BYTES + TAG_BYTES))
        sealed = self._file.read(CHUNK_BYTES + TAG_BYTES)
        try:
            self._chunk = self._cipher.decrypt(number, sealed, self._sha256 if is_last else b"")
        except InvalidTag as error:
            _tell_damaged(self._file, self._on_damaged)
            raise StorageError(StorageCode.PAPER_DAMAGED) from error
        self._number = number

    @override
    def close(self) -> None:
        self._file.close()
        super().close()


def open_blob(path: Path, blobs_key: bytes, sha256: str, on_damaged: OnDamaged) -> BinaryIO:
    """A seekable file of the plain bytes.

    The header, the length and the last chunk are proven at once (a file cut short or swapped is
    noticed here), every other chunk when it is read. on_damaged: before PAPER_DAMAGED is raised,
    here or while reading.
    Raises StorageError: PAPER_DAMAGED, PAPER_MISSING.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise StorageError(StorageCode.PAPER_MISSING) from error
    header = file.read(HEADER.size)
    size = plain_size(file.seek(0, os.SEEK_END))
    if size is None or not header.startswith(MAGIC):
        _tell_damaged(file, on_damaged)
        raise StorageError(StorageCode.PAPER_DAMAGED)
    cipher = build_cipher(blobs_key, HEADER.unpack(header)[1])
    if header != cipher.header:
        _tell_damaged(file, on_damaged)
        raise StorageError(StorageCode.PAPER_DAMAGED)
    raw = _ChunkedFile(
        file=file, cipher=cipher, size=size, sha256=bytes.fromhex(sha256), on_damaged=on_damaged
    )
    try:
        raw.load(count_chunks(size) - 1)
    except StorageError:
        raw.close()
        raise
    return io.BufferedReader(raw, CHUNK_BYTES)


def _tell_damaged(file: BinaryIO, on_damaged: OnDamaged) -> None:
    found = os.fstat(file.fileno())
    file.close()  # Windows renames no open file
    on_damaged(found)
