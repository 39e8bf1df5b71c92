"""What the screen "Kiểm tra phòng" draws."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import TrackId
from desktop.domain.readiness import CheckItem
from desktop.presenters.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCheckViewState:
    """The room check (ux.md §4).

    items: empty before the first check. checked_at, took_s: of the last one. is_running: another
    is being made; the lines of the last one stay. is_at_city: the city has got the last one.
    preview_track_id: None while the camera is closed.
    message: P-001, or what is in the way of the best picture and sound.
    """

    items: tuple[CheckItem, ...]
    good: int
    limited: int
    failed: int
    checked_at: datetime | None
    took_s: float
    is_running: bool
    is_at_city: bool
    preview_track_id: TrackId | None
    message: Message | None
