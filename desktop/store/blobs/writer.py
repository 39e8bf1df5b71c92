"""Writing one encrypted paper, chunk by chunk, so that no plain byte touches the disk."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from desktop.store.blobs.format import (
    CHUNK_BYTES,
    HEADER,
    MAGIC,
    SALT_BYTES,
    TAG_BYTES,
    ChunkCipher,
    build_cipher,
)


class BlobWriter:
    """A paper on its way into the store. Thread: one at a time.

    size_bytes: plain bytes so far, those that wait for a whole chunk included.
    """

    def __init__(self, *, path: Path, file: BinaryIO, cipher: ChunkCipher) -> None:
        self.path = path
        self._file = file
        self._cipher = cipher
        self._number = 0
        self._rest = bytearray()
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes) -> None:
        """Append plain bytes. Raises OSError (ENOSPC: the disk is full)."""
        self._hash.update(data)
        self._rest += data
        self.size_bytes += len(data)
        # a chunk is sealed only when more follows: the last one is sealed by `seal`
        while len(self._rest) > CHUNK_BYTES:
            self._file.write(self._cipher.encrypt(self._number, bytes(self._rest[:CHUNK_BYTES])))
            self._number += 1
            del self._rest[:CHUNK_BYTES]

    @property
    def sha256(self) -> str:
        """Hash of the plain bytes so far."""
        return self._hash.hexdigest()

    def seal(self) -> None:
        """Write the last chunk and bring everything to the disk. Raises OSError."""
        self._file.write(self._cipher.encrypt(self._number, bytes(self._rest), self._hash.digest()))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def pause(self) -> None:
        """Close; what was written in whole chunks can be continued."""
        self._file.close()

    def abort(self) -> None:
        """Close and let the bytes go."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def restore(self, sealed: bytes) -> bool:
        """Take back one chunk written before an interruption; False when it is not whole."""
        try:
            data = self._cipher.decrypt(self._number, sealed)
        except InvalidTag:
            return False
        self._number += 1
        self._hash.update(data)
        self.size_bytes += len(data)
        return True


def begin_blob(path: Path, blobs_key: bytes) -> BlobWriter:
    """Start a new file. Raises OSError."""
    cipher = build_cipher(blobs_key, os.urandom(SALT_BYTES))
    file = path.open("wb")
    try:
        file.write(cipher.header)
    except OSError:
        file.close()
        raise
    return BlobWriter(path=path, file=file, cipher=cipher)


def continue_blob(path: Path, blobs_key: bytes) -> BlobWriter:
    """Go on with a file that was interrupted; its broken end is cut off. Raises OSError."""
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        return begin_blob(path, blobs_key)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size or header[: len(MAGIC)] != MAGIC:
        file.close()
        return begin_blob(path, blobs_key)
    cipher = build_cipher(blobs_key, HEADER.unpack(header)[1])
    writer = BlobWriter(path=path, file=file, cipher=cipher)
    end = file.tell()
    while writer.restore(file.read(CHUNK_BYTES + TAG_BYTES)):
        end = file.tell()
    file.seek(end)
    file.truncate()
    return writer
