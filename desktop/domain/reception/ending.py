"""How an open session ended without signatures: put off, broken off, refused (domain.md §5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.status import SessionStatus
from desktop.domain.text import plain_line

MAX_REASON_CHARACTERS = 500

ENDINGS: tuple[SessionStatus, ...] = (
    SessionStatus.ADJOURNED,
    SessionStatus.ABORTED_TECHNICAL,
    SessionStatus.REFUSED,
)
"""The statuses that an open session may end with before its minutes are signed."""


class ReasonFault(StrEnum):
    """What is wrong with a reason."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnding:
    """The end of a session, for its record and its minutes.

    status: one of ENDINGS, whatever the session became since. reason: plain, one line; empty for
    those who may not read it. at: aware, of the city's clock.
    """

    status: SessionStatus
    reason: str
    at: datetime


def plain_reason(text: str) -> str:
    """A reason as it is kept: NFC, one line, nothing that cannot be printed."""
    return plain_line(text)


def reason_fault(text: str) -> ReasonFault | None:
    """Whether a typed reason will do; None when it does."""
    length = len(plain_reason(text))
    if length < MIN_REASON_CHARACTERS:
        return ReasonFault.TOO_SHORT
    return ReasonFault.TOO_LONG if length > MAX_REASON_CHARACTERS else None
