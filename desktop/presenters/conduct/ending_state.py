"""What the sheet "Dừng buổi tiếp" draws: how the session may be ended, and why it is."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.verb import Obstacle


class EndingFault(StrEnum):
    """What is missing, told after a press."""

    NOTHING_CHOSEN = "nothing_chosen"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingSheet:
    """endings: those the law allows in this state, always in the same order.

    chosen: None while nobody chose one. obstacle: why it cannot be done now. is_waiting: the city
    was asked and has not answered yet.
    """

    endings: tuple[SessionStatus, ...]
    chosen: SessionStatus | None
    reason: str
    fault: EndingFault | None
    obstacle: Obstacle | None
    is_waiting: bool

    @property
    def can_confirm(self) -> bool:
        """Whether a press does something."""
        return self.obstacle is None and not self.is_waiting
