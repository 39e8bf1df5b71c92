"""The file format of an encrypted paper: AES-256-GCM STREAM in chunks of 256 KiB.

    magic (8) | salt (16) | chunk size (4) | chunk 0 | chunk 1 | ... | last chunk

Each chunk is its ciphertext and a tag of 16 bytes. The file's key and nonce prefix come from the
salt by HKDF. Nonce: prefix (7) | counter (4) | is last (1). The header is associated data of
every chunk, and the SHA-256 of the plain bytes of the last one, so that a file cut short, swapped
for another, or changed in any bit is noticed.
Source: Hoang, Reyhanitabar, Rogaway, Vizár 2015 (STREAM); RFC 5869.
"""

import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"RRPAPER1"
SALT_BYTES = 16
CHUNK_BYTES = 256 * 1024
TAG_BYTES = 16
HEADER = struct.Struct(">8s16sI")
_NONCE = struct.Struct(">7sIB")
_PREFIX_BYTES = 7
_KEY_BYTES = 32
_INFO = b"reception-room paper v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkCipher:
    """Encrypts and decrypts the chunks of one file."""

    header: bytes
    prefix: bytes
    aead: AESGCM

    def encrypt(self, number: int, data: bytes, last_sha256: bytes = b"") -> bytes:
        """One chunk; last_sha256: hash of all plain bytes, for the last chunk only."""
        nonce = self._nonce(number, is_last=bool(last_sha256))
        return self.aead.encrypt(nonce, data, self.header + last_sha256)

    def decrypt(self, number: int, data: bytes, last_sha256: bytes = b"") -> bytes:
        """One chunk. Raises cryptography's InvalidTag when it is not what was written."""
        nonce = self._nonce(number, is_last=bool(last_sha256))
        return self.aead.decrypt(nonce, data, self.header + last_sha256)

    def _nonce(self, number: int, *, is_last: bool) -> bytes:
        return _NONCE.pack(self.prefix, number, is_last)


def build_cipher(blobs_key: bytes, salt: bytes) -> ChunkCipher:
    """The cipher of a file with this salt (16 random bytes)."""
    material = HKDF(
        algorithm=SHA256(), length=_KEY_BYTES + _PREFIX_BYTES, salt=salt, info=_INFO
    ).derive(blobs_key)
    return ChunkCipher(
        header=HEADER.pack(MAGIC, salt, CHUNK_BYTES),
        prefix=material[_KEY_BYTES:],
        aead=AESGCM(material[:_KEY_BYTES]),
    )


def plain_size(file_size: int) -> int | None:
    """Bytes of the paper in a whole file of this size, None when no whole file has it."""
    sealed = file_size - HEADER.size
    if sealed < TAG_BYTES:
        return None
    full, rest = divmod(sealed, CHUNK_BYTES + TAG_BYTES)
    if rest == 0:
        return full * CHUNK_BYTES
    if rest < TAG_BYTES:
        return None
    return full * CHUNK_BYTES + rest - TAG_BYTES


def count_chunks(size: int) -> int:
    """Chunks of a paper of `size` bytes; an empty paper has one, empty."""
    return max(1, -(-size // CHUNK_BYTES))
