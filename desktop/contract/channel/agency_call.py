"""Channel messages of a call: an agency is rung, joins in, is let go."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text

MIN_RING_S = 15
MAX_RING_S = 300
DEFAULT_RING_S = 60
MAX_QUESTION_CHARACTERS = 250


class RingAgency(Received):
    """Who conducts rings the duty desk of a site that is not in the session.

    call_id: fresh, of the room's own making. ring_s: how long it rings. question: what the chair
    wants to know, shown to who is rung.
    """

    type: Literal["ring_agency"] = "ring_agency"
    call_id: Identifier
    site_id: Identifier
    ring_s: Annotated[int, Field(ge=MIN_RING_S, le=MAX_RING_S)] = DEFAULT_RING_S
    question: Annotated[Text, Field(max_length=MAX_QUESTION_CHARACTERS)] = ""


class WithdrawRing(Received):
    """Who conducts calls no longer; nobody has answered yet."""

    type: Literal["withdraw_ring"] = "withdraw_ring"
    call_id: Identifier


class LetGo(Received):
    """Who conducts lets go whom a call brought in; its seat is free again."""

    type: Literal["let_go"] = "let_go"
    call_id: Identifier


class JoinIn(Received):
    """Who was called, and listens, joins with picture and sound: the second press."""

    type: Literal["join_in"] = "join_in"


class CallState(Answer):
    """One call, see desktop/domain/conduct/calls/agency_call.py.

    left_itself: of stage let_go; an older city does not tell it.
    """

    id: Identifier
    target: str
    site_id: Identifier
    name: str
    rung_at: datetime
    ring_s: int
    stage: str
    question: str = ""
    answered_at: datetime | None = None
    joined_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    left_itself: bool = False
