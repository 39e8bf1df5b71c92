"""The file format of the journal: one sealed entry after another, readable around damage.

    magic (8) | salt (16) | entry | entry | ...
    entry: length (4) | number (4) | AES-256-GCM ciphertext and tag

Every file has a key of its own, from its salt by HKDF; the nonce is the entry's number, the header
is associated data. An entry that was cut or changed is skipped, what stands after it is read.
Source: RFC 5869 (HKDF), NIST SP 800-38D (GCM).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"RRJOURN1"
SALT_BYTES = 16
MAX_ENTRY_BYTES = 4 * 1024 * 1024
_HEAD = struct.Struct(">II")
_KEY_BYTES = 32
_NONCE_BYTES = 12
_INFO = b"reception-room journal v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalCipher:
    """Seals and opens the entries of one file."""

    header: bytes
    aead: AESGCM

    def seal(self, number: int, data: bytes) -> bytes:
        """An entry as it stands in the file. number: never the same twice in one file."""
        sealed = self.aead.encrypt(number.to_bytes(_NONCE_BYTES), data, self.header)
        return _HEAD.pack(len(sealed), number) + sealed

    def entries(self, content: bytes) -> Iterator[bytes | None]:
        """What each entry of a file holds; None for one that cannot be read.

        content: the whole file. Ends where the file does, or where lengths make no sense.
        """
        at = len(self.header)
        while at + _HEAD.size <= len(content):
            length, number = _HEAD.unpack_from(content, at)
            start, at = at + _HEAD.size, at + _HEAD.size + length
            if length > MAX_ENTRY_BYTES or at > len(content):
                yield None
                return
            yield self._open(number, content[start:at])

    def _open(self, number: int, sealed: bytes) -> bytes | None:
        try:
            return self.aead.decrypt(number.to_bytes(_NONCE_BYTES), sealed, self.header)
        except (InvalidTag, ValueError):
            return None


def build_cipher(journal_key: bytes, salt: bytes) -> JournalCipher:
    """Of the file with this salt (16 random bytes)."""
    key = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=_INFO).derive(journal_key)
    return JournalCipher(header=MAGIC + salt, aead=AESGCM(key))


def cipher_of(journal_key: bytes, content: bytes) -> JournalCipher | None:
    """Of a file that was read; None when it is no journal."""
    header = content[: len(MAGIC) + SALT_BYTES]
    if len(header) < len(MAGIC) + SALT_BYTES or not header.startswith(MAGIC):
        return None
    return build_cipher(journal_key, header[len(MAGIC) :])
