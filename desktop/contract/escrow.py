"""A room's key under the city's seal: sent by the room, read by the city's key holders alone."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, Received, Text

KeyLabel = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
PublicKey = Annotated[str, Field(pattern=r"^age1[0-9a-z]{58}$")]


class EscrowIn(Received):
    """PUT /v1/rooms/escrow (room token). The room's earlier escrow of the same key gives way.

    label: tells one key of the room from another. keys: the public keys it was sealed with.
    sealed: armoured age; the city server cannot open it.
    """

    label: KeyLabel
    keys: Annotated[tuple[PublicKey, ...], Field(min_length=2, max_length=2)]
    sealed: Annotated[Text, Field(min_length=1, max_length=4_096)]


class EscrowKept(Answer):
    """The city has it; the same again gets the same answer."""

    label: str
    received_at: datetime
