"""Bổ sung sau khi đóng: what is said of closed minutes, beside the words that were signed. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.ids import AmendmentId, MinuteLineId, SessionId, SiteId
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.text import normalised, plain_line

MAX_AMENDMENT_CHARACTERS = 2_000
MAX_AMENDMENT_REASON_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAmendment:
    """One amendment; it never changes, and nothing that was signed does.

    owner_site_id, author: where and by whom it was written. at: aware, of that PC's clock. line_id:
    of the line that it is about; None: of the minutes as a whole. storage: where it is known to be.
    """

    id: AmendmentId
    session_id: SessionId
    owner_site_id: SiteId
    at: datetime
    author: str
    line_id: MinuteLineId | None
    text: str
    reason: str
    storage: RecordStorage = RecordStorage.HERE


class AmendmentFault(StrEnum):
    """Why it cannot be kept."""

    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    REASON = "reason"


def amendment_fault(text: str, reason: str) -> AmendmentFault | None:
    """What is missing of an amendment; None: nothing. Each has a reason."""
    words, why = normalised(text), plain_line(reason)
    if not words:
        return AmendmentFault.NO_TEXT
    is_long = len(words) > MAX_AMENDMENT_CHARACTERS or len(why) > MAX_AMENDMENT_REASON_CHARACTERS
    if is_long:
        return AmendmentFault.TOO_LONG
    return AmendmentFault.REASON if len(why) < MIN_REASON_CHARACTERS else None


def in_time_order(amendments: Iterable[MinutesAmendment]) -> tuple[MinutesAmendment, ...]:
    """As they are read: the oldest first, the same everywhere."""
    return tuple(sorted(amendments, key=lambda one: (one.at, one.id)))
