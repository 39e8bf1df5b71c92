"""Channel messages of guests in a browser: one is rung, its link is told to who rang."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text


class RingGuest(Received):
    """Who conducts calls an agency that has no desk, by a link; answered by `guest_link`.

    call_id: fresh, of the room's own making. name: of the agency and whom it is to send.
    question: shown to whoever opens the link. A city that tells no `calls` does not know it.
    """

    type: Literal["ring_guest"] = "ring_guest"
    call_id: Identifier
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    question: Annotated[Text, Field(max_length=250)] = ""


class GuestLink(Answer):
    """To the seat that called, and to nobody else. path: after the city's address."""

    type: Literal["guest_link"] = "guest_link"
    call_id: Identifier
    path: Annotated[str, Field(max_length=256)]
    expires_at: datetime
