"""What the screen "Dữ liệu chưa gửi" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import Connectivity
from desktop.presenters.sync.unsent_recordings import RecordingsCell
from desktop.presenters.view.message import Message


class SendState(StrEnum):
    """chờ, thành phố hết chỗ, đang gửi, máy chủ đã xác nhận, bị từ chối, không có."""

    WAITING = "waiting"
    CITY_FULL = "city_full"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCell:
    """One kind of data of one session. waiting: items not yet confirmed.

    reason: the city's word for the first that it refused, machine-readable, empty without one.
    progress: share of bytes in [0, 1] while something is being sent, else None.
    """

    state: SendState
    items: int
    waiting: int
    refused: int
    progress: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentRow:
    """One session of this site."""

    session_id: SessionId
    code: str
    title: str
    starts_at: datetime
    minutes: SendCell
    papers: SendCell


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentViewState:
    """Unsent data (ux.md §10). message: S-000, S-110, S-112 or S-220, always one of them.

    reports: of this unit, they belong to no session; refused_reports: the kind of one that
    the city did not take, None: it took all. dossiers: entries of this unit in dossiers of cases;
    kept_entries: of these, how many wait for a person on the list of their denunciation.
    recordings: of this PC. items: what waits; refused: counted apart. oldest_s: age of the oldest
    item in seconds, None when all is sent.
    """

    connectivity: Connectivity
    reports: SendCell
    refused_reports: EntityKind | None
    dossiers: SendCell
    recordings: RecordingsCell
    kept_entries: int
    rows: tuple[UnsentRow, ...]
    items: int
    refused: int
    size_bytes: int
    oldest_s: int | None
    confirmed_at: datetime | None
    can_send_now: bool
    message: Message
