"""What the screen "Kiểm tra phòng" draws."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import SessionId, TrackId
from desktop.domain.room.measurements import CheckItem, Overall
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReadiness:
    """What the last check of today found; overall None: there was none today.

    good, total: lines of it. checked_at: when; age_min: whole minutes since, by this PC's clock.
    """

    overall: Overall | None
    good: int
    total: int
    checked_at: datetime | None
    age_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The session that can be entered from here."""

    session_id: SessionId
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCheckViewState:
    """The room check (ux.md §4).

    items: empty before the first check. checked_at, took_s: of the last one. is_running: another
    is being made; the lines of the last one stay. is_at_city: the city has got the last one.
    preview_track_id: None while the camera is closed.
    message: P-001, P-002, or what is in the way of the best picture and sound.
    entry: the session of today whose room can be entered, once the check lets one.
    support_phone: empty when the settings name none.
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
    message: Message
    entry: NextSession | None
    support_phone: str
