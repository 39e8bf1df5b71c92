"""A file that grows by sealed pieces, each chained to all that stands before it.

Nothing plain ever lies on the disk. Every piece is on the disk when `put` returns, and a kill or a
power cut takes at most the piece that was being written.

Layout: MAGIC, length and bytes of a readable head, then pieces: length of the mark, length of the
sealed bytes, mark, sealed bytes, chain value of 32 bytes. All lengths are 4 bytes, big endian. The
first chain value is SHA-256 of all up to the end of the head; the next ones are SHA-256 of the
value before, the mark and the sealed bytes, lengths included. Sealed by AES-256-GCM; the nonce is
8 random bytes of the head and the piece's number, and the chain value before it is authenticated.
"""

import hashlib
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.files.durable import sync_folder

MAGIC: Final = b"RRCHAIN1"
KEY_BYTES: Final = 32
MAX_HEAD_BYTES: Final = 65_536
MAX_MARK_BYTES: Final = 4_096
MAX_SEALED_BYTES: Final = 32 * 1024 * 1024

_SALT_BYTES: Final = 8
_HASH_BYTES: Final = 32
_LENGTH = struct.Struct(">I")
_LENGTHS = struct.Struct(">II")
_OWNER_ONLY: Final = 0o600


class ChainBroken(Exception):
    """What stands there is not what was written. piece: its number, from 0; -1: the head."""

    def __init__(self, piece: int) -> None:
        super().__init__(piece)
        self.piece = piece


class ChainTorn(Exception):
    """The file ends within a piece: its writer was killed. piece: the number of that piece."""

    def __init__(self, piece: int) -> None:
        super().__init__(piece)
        self.piece = piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """number: from 0. plain: None where no key was given. chain: its chain value."""

    number: int
    mark: bytes
    plain: bytes | None
    chain: bytes


class ChainWriter:
    """One file that is being written. Thread: one at a time. What it raises: OSError."""

    def __init__(self, path: Path, *, key: bytes, head: bytes) -> None:
        """Make the file, which must not be there, and put its head onto the disk.

        Where that fails no file is left, if the disk lets go of it: without its head it is none.
        """
        salt = secrets.token_bytes(_SALT_BYTES)
        start = MAGIC + _LENGTH.pack(len(head)) + head + salt
        self.chain = hashlib.sha256(start).digest()
        self.written_bytes = len(start)
        self.pieces = 0
        self._salt = salt
        self._aead = AESGCM(key)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        self._file = os.fdopen(descriptor, "wb")
        try:
            self._file.write(start)
            self._sync()
            sync_folder(path.parent)
        except BaseException:
            self.close()
            with suppress(OSError):
                path.unlink()
            raise

    def put(self, mark: bytes, plain: bytes) -> None:
        """Seal, chain and write one piece; on the disk when this returns."""
        sealed = self._aead.encrypt(_nonce(self._salt, self.pieces), plain, self.chain + mark)
        lengths = _LENGTHS.pack(len(mark), len(sealed))
        chain = hashlib.sha256(self.chain + lengths + mark + sealed).digest()
        self._file.write(lengths + mark + sealed + chain)
        self._sync()
        self.chain = chain
        self.pieces += 1
        self.written_bytes += len(lengths) + len(mark) + len(sealed) + len(chain)

    def close(self) -> None:
        """Let go of the file; raises nothing. Idempotent.

        What a full disk refused waits in the buffer and would be refused again: `put` has said so.
        """
        with suppress(OSError):
            self._file.close()

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())


def read_head(file: BinaryIO) -> bytes:
    """The head; the file stands at its first piece afterwards. Raises: ChainBroken, OSError."""
    return _read_start(file)[0]


def read_pieces(path: Path, *, key: bytes | None = None) -> Iterator[Piece]:
    """Every piece in order, checked against the chain, and opened where a key is given.

    Raises: ChainBroken at the first piece that is not what was written; ChainTorn at the end of a
    file whose writer was killed; OSError.
    """
    aead = None if key is None else AESGCM(key)
    with path.open("rb") as file:
        head, salt, chain = _read_start(file)
        del head
        number = 0
        while lengths := file.read(_LENGTHS.size):
            mark, sealed, told = _read_piece(file, lengths, number)
            after = hashlib.sha256(chain + lengths + mark + sealed).digest()
            if after != told:
                raise ChainBroken(number)
            plain = None
            if aead is not None:
                try:
                    plain = aead.decrypt(_nonce(salt, number), sealed, chain + mark)
                except InvalidTag as error:
                    raise ChainBroken(number) from error
            chain = after
            yield Piece(number=number, mark=mark, plain=plain, chain=chain)
            number += 1


def _read_start(file: BinaryIO) -> tuple[bytes, bytes, bytes]:
    """Head, salt and first chain value."""
    start = file.read(len(MAGIC) + _LENGTH.size)
    if len(start) < len(MAGIC) + _LENGTH.size or not start.startswith(MAGIC):
        raise ChainBroken(-1)
    (length,) = _LENGTH.unpack(start[len(MAGIC) :])
    if length > MAX_HEAD_BYTES:
        raise ChainBroken(-1)
    rest = file.read(length + _SALT_BYTES)
    if len(rest) < length + _SALT_BYTES:
        raise ChainBroken(-1)
    return rest[:length], rest[length:], hashlib.sha256(start + rest).digest()


def _read_piece(file: BinaryIO, lengths: bytes, number: int) -> tuple[bytes, bytes, bytes]:
    if len(lengths) < _LENGTHS.size:
        raise ChainTorn(number)
    mark_length, sealed_length = _LENGTHS.unpack(lengths)
    if mark_length > MAX_MARK_BYTES or sealed_length > MAX_SEALED_BYTES:
        raise ChainBroken(number)
    body = file.read(mark_length + sealed_length + _HASH_BYTES)
    if len(body) < mark_length + sealed_length + _HASH_BYTES:
        raise ChainTorn(number)
    return body[:mark_length], body[mark_length:-_HASH_BYTES], body[-_HASH_BYTES:]


def _nonce(salt: bytes, number: int) -> bytes:
    return salt + _LENGTH.pack(number)
