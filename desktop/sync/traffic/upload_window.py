"""Holds papers back until the upload window that the city chose, to keep the line free by day."""

from datetime import datetime

from desktop.domain.access.kinds import CASE_FIELD
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.domain.papers.upload_window import UploadWindow, can_wait
from desktop.domain.reception.session import SessionPlan
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.items import Items
from desktop.store.records.key_values import Memory
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer
from desktop.sync.one_opening import OneOpening
from desktop.sync.records.mapping import read_item, readable, session_of

_HELD_UNTIL = "sync.papers_held_until"


class PaperHours(OneOpening):
    """Thread: sync, but for `lift`. hours: None: at any hour.

    Papers wait for one opening (sync/one_opening.py).
    """

    def __init__(
        self, *, hours: UploadWindow | None, items: Items, memory: Memory, clock: Clock
    ) -> None:
        super().__init__(hours=hours, memory=memory, clock=clock, key=_HELD_UNTIL)
        self._items = items
        self._sessions: dict[SessionId, SessionPlan | None] = {}
        self._every: tuple[SessionPlan, ...] | None = None
        self._live: SessionId | None = None

    def follow(self, session_id: SessionId | None) -> None:
        """This session was joined (None: left): its papers are sent at once."""
        self._live = session_id

    def begin_pass(self) -> None:
        """Sessions are read anew from here on; until then once each, however many papers wait."""
        self._sessions.clear()
        self._every = None

    def held_until(self, transfer: Transfer) -> datetime | None:
        """When this may be sent (aware UTC), None: now. Reads the disk."""
        opening = self.next() if transfer.direction is Direction.UP else None
        if opening is None or transfer.session_id == self._live:
            return None
        if transfer.session_id != NO_SESSION:
            session = self._session(transfer.session_id)
            if session is None or not can_wait(session, opening):
                return None
        elif not transfer.is_photo and self._is_dossier_needed(transfer, opening):
            return None
        return self.wait_for(opening)

    def _is_dossier_needed(self, transfer: Transfer, opening: datetime) -> bool:
        """Whether a session receives its case that is joined, or that is near."""
        item = self._items.get(EntityKind.CASE_PAPER, transfer.document_id)
        if item is None:
            return True
        if self._every is None:
            self._every = readable(self._items.list(EntityKind.SESSION), session_of)
        case_id = item.body[CASE_FIELD]
        receiving = (one for one in self._every if case_id in one.case_ids)
        return any(one.id == self._live or not can_wait(one, opening) for one in receiving)

    def _session(self, session_id: SessionId) -> SessionPlan | None:
        if session_id not in self._sessions:
            item = self._items.get(EntityKind.SESSION, session_id)
            self._sessions[session_id] = None if item is None else read_item(item, session_of)
        return self._sessions[session_id]
