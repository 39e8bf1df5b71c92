"""What the sheet "Dừng buổi tiếp" draws: how the session may be ended, and why it is."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.deeds.asked_deed import DeedSheet


class EndingFault(StrEnum):
    """What is missing, told after a press."""

    NOTHING_CHOSEN = "nothing_chosen"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingSheet(DeedSheet):
    """endings: those the law allows in this state, always in the same order.

    chosen: None while nobody chose one.
    """

    endings: tuple[SessionStatus, ...]
    chosen: SessionStatus | None
    reason: str
    fault: EndingFault | None
