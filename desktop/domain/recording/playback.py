"""A recording that is played: how far it is, and why it stopped. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.faults import is_reason
from desktop.domain.ids import SessionId, UserId
from desktop.domain.text import plain_line

MAX_REASON: Final = 500
"""Characters of the reason why somebody listens."""
JUMP_MS: Final = 10_000
FAR_JUMP_MS: Final = 60_000


class PlaybackStage(StrEnum):
    """How far it is. ENDED: what was ordered was played to its end."""

    OPENING = "opening"
    PLAYING = "playing"
    ENDED = "ended"
    FAILED = "failed"


class PlaybackFault(StrEnum):
    """Why it failed.

    CHAIN: a piece is not what was written, or was written with another key. DISK: the file cannot
    be read. DECODER: it is no picture and sound. LOUDSPEAKER: it takes no sound. IN_CALL: a call
    has picture and sound of this PC.
    """

    CHAIN = "chain"
    DISK = "disk"
    DECODER = "decoder"
    LOUDSPEAKER = "loudspeaker"
    IN_CALL = "in_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Somebody listens to a recording: for the audit log, told to nobody.

    from_at: the moment from which it plays, by the city's clock. at: when, by the clock of the PC.
    """

    session_id: SessionId
    user_id: UserId
    reason: str
    from_at: datetime
    at: datetime


def listening_reason(typed: str) -> str | None:
    """As it is kept; None: it is too short to be one."""
    reason = plain_line(typed)[:MAX_REASON]
    return reason if is_reason(reason) else None
