"""Keys of one store, all derived from the room key, one per purpose."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoreKeys:
    """database: raw key of the cipher. blobs, journal: of each file's key. names: HMAC key.

    label: tells one key from another and says nothing about it; eight hexadecimal digits.
    """

    database: bytes
    blobs: bytes
    names: bytes
    journal: bytes
    label: str


def derive_keys(room_key: bytes) -> StoreKeys:
    """The keys of a store.

    room_key: 32 random bytes; losing it loses the store.
    Raises ValueError when it has another length. Source: RFC 5869.
    """
    if len(room_key) != KEY_BYTES:
        msg = f"a room key has {KEY_BYTES} bytes"
        raise ValueError(msg)
    return StoreKeys(
        database=_derive(room_key, b"reception-room database v1"),
        blobs=_derive(room_key, b"reception-room blobs v1"),
        names=_derive(room_key, b"reception-room blob names v1"),
        journal=_derive(room_key, b"reception-room journal v1"),
        label=_derive(room_key, b"reception-room label v1")[:4].hex(),
    )


def _derive(room_key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(room_key)
