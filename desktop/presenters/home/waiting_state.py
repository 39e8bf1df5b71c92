"""What the screen "Hàng chờ" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.conduct.calls.waiting_ticket import NotCalled
from desktop.domain.ids import SessionId
from desktop.domain.room.measurements import Overall
from desktop.presenters.view.message import Message


class WaitingState(StrEnum):
    """Where a session of the day stands. EXPECTED: nobody came for it yet. LEFT: and went again."""

    EXPECTED = "expected"
    LEFT = "left"
    WAITING = "waiting"
    WARNED = "warned"
    CALLED = "called"
    RECEIVED = "received"
    PAUSED = "paused"
    OVER = "over"


class WaitingVerb(StrEnum):
    """Mời vụ tiếp, Báo trước, Rút lại, Vào phòng, Mở hồ sơ."""

    CALL = "call"
    WARN = "warn"
    WITHDRAW = "withdraw"
    ENTER = "enter"
    OPEN_DOSSIER = "open_dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReadiness:
    """Facts of the room in which they wait.

    checked_at, overall: of its newest check today. lacking_papers: of the case's papers those that
    it has not whole, of `papers`.
    """

    is_here: bool
    checked_at: datetime | None
    overall: Overall | None
    papers: int
    lacking_papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A session of the day.

    number: of the ticket. citizen_label: empty when nobody is named, or may be. site_name: where
    they wait. waits_min: None while nobody does. at: when they were warned or called. verbs: the
    first is the one of Enter. fault: why Mời cannot be done now.
    """

    session_id: SessionId
    number: int | None
    title: str
    flags: frozenset[CaseFlag]
    group_size: int
    citizen_label: str
    site_name: str
    starts_at: datetime
    state: WaitingState
    at: datetime | None
    waits_min: int | None
    is_long: bool
    room: RoomReadiness | None
    verbs: tuple[WaitingVerb, ...]
    fault: NotCalled | None
    is_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingViewState:
    """The screen. may_undo: Ctrl+Z takes back what `message` says."""

    now: datetime
    chair_label: str
    rows: tuple[WaitingRow, ...]
    waiting: int
    over: int
    message: Message | None
    may_undo: bool
