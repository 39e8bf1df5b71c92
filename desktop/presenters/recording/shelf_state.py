"""What the screen "Bản ghi của máy này" draws."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import ShelfWord
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfRow:
    """One session's recording on this PC.

    starts_at: of the session, None of one that the person may not know of, or that this PC forgot:
    it can not be opened. touched_at: when it was written last, None where no part lies here any
    more. percent: sent so far. faults: what is wrong with it at the city. received_at: when the
    city had it whole. purge_at: from when on this PC may let go of it, None: it keeps it.
    purged_at: when two people decided that the city destroys it. missing: numbers of parts that do
    not lie here.
    """

    session_id: SessionId
    starts_at: datetime | None
    title: str
    word: ShelfWord
    parts: int
    size_bytes: int
    touched_at: datetime | None
    percent: int
    faults: tuple[ReceiptFault, ...]
    received_at: datetime | None
    purge_at: datetime | None
    purged_at: datetime | None
    missing: tuple[int, ...]
    has_key: bool

    @property
    def can_open(self) -> bool:
        """Somebody may know which session it is."""
        return self.starts_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfViewState:
    """rows: the newest first; more: found, and not among them. total, size_bytes: of all here.

    not_sent: how many of all the city does not have. message: G-058 while there is none.
    """

    search: str
    rows: tuple[ShelfRow, ...]
    more: int
    total: int
    size_bytes: int
    not_sent: int
    message: Message | None
