"""The escrow of a room: its key, sealed so that either of the city's two keys opens it.

Room and key are named twice, outside for people and inside under the seal: what stands outside
is never believed.
"""

import base64
import binascii
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.settings.sealing import (
    MAX_FILE_BYTES,
    EscrowFault,
    EscrowRefused,
    public_key_of,
    seal,
    unseal,
)

FILE_NAME: Final = "room.escrow"
KEYS_OF_CITY: Final = 2

_Label = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
_Site = Annotated[str, Field(min_length=1, max_length=64)]
_PublicKey = Annotated[str, Field(pattern=r"^age1[0-9a-z]{58}$")]


class Escrow(BaseModel):
    """One room's key under the city's seal: it may lie anywhere.

    label: of the key, as the store names it. keys: the public keys it was sealed with. sealed:
    armoured age.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    version: Literal[1] = 1
    site_id: _Site
    label: _Label
    keys: Annotated[tuple[_PublicKey, ...], Field(min_length=KEYS_OF_CITY, max_length=KEYS_OF_CITY)]
    sealed: Annotated[str, Field(max_length=4_096)]


class _Sealed(BaseModel):
    """What the seal keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    site_id: _Site
    label: _Label
    room_key: Annotated[str, Field(min_length=44, max_length=44)]


def make_escrow(room_key: bytes, *, site_id: str, label: str, keys: tuple[str, ...]) -> Escrow:
    """A new escrow. Raises EscrowRefused: NOT_A_PUBLIC_KEY."""
    inner = _Sealed(site_id=site_id, label=label, room_key=base64.b64encode(room_key).decode())
    sealed = seal(inner.model_dump_json().encode(), keys)
    return Escrow(site_id=site_id, label=label, keys=keys, sealed=sealed)


def escrow_text(escrow: Escrow) -> str:
    """As it lies in a file."""
    return escrow.model_dump_json(indent=1) + "\n"


def read_escrow(untrusted_text: str) -> Escrow:
    """An escrow of a file; nothing of it is proved yet. Raises EscrowRefused: DAMAGED."""
    if len(untrusted_text) > MAX_FILE_BYTES:
        raise EscrowRefused(EscrowFault.DAMAGED)
    try:
        return Escrow.model_validate_json(untrusted_text)
    except ValidationError as error:
        raise EscrowRefused(EscrowFault.DAMAGED) from error


def open_escrow(escrow: Escrow, private_key: str, *, site_id: str) -> bytes:
    """The key of the room, 32 bytes.

    Raises EscrowRefused: OTHER_KEY (sealed for others), DAMAGED, OTHER_ROOM (of another site, or
    one whose inside tells another story than its outside), NOT_A_KEY_FILE.
    """
    if public_key_of(private_key) not in escrow.keys:
        raise EscrowRefused(EscrowFault.OTHER_KEY)
    opened = unseal(escrow.sealed, private_key)
    try:
        inner = _Sealed.model_validate_json(opened)
        room_key = base64.b64decode(inner.room_key, validate=True)
    except (ValidationError, binascii.Error) as error:
        raise EscrowRefused(EscrowFault.DAMAGED) from error
    if (inner.site_id, inner.label) != (site_id, escrow.label):
        raise EscrowRefused(EscrowFault.OTHER_ROOM)
    return room_key
