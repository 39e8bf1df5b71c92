"""Which papers wait for the hours that the city chose, so that the office keeps its line by day."""

from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.domain.send_hours import SendHours, can_wait
from desktop.domain.session import SessionPlan
from desktop.domain.sync import EntityKind
from desktop.store.items import Items
from desktop.store.transfers import NO_SESSION, Direction, Transfer
from desktop.sync.mapping import read_item, session_of


class PaperHours:
    """Thread: sync, but for `lift`. hours: None: at any hour."""

    def __init__(self, *, hours: SendHours | None, items: Items, clock: Clock) -> None:
        self._hours = hours
        self._items = items
        self._clock = clock
        self._is_lifted = False
        self._live: SessionId | None = None

    def follow(self, session_id: SessionId | None) -> None:
        """This session was joined (None: left): its papers are sent at once."""
        self._live = session_id

    def lift(self) -> None:
        """Somebody wants all that waits to be sent now. Thread: any."""
        self._is_lifted = True

    def restore(self) -> None:
        """All was sent: the hours hold again."""
        self._is_lifted = False

    def held_until(self, transfer: Transfer) -> datetime | None:
        """When this may be sent (aware UTC), None: now. Reads the disk."""
        if self._hours is None or self._is_lifted or transfer.direction is not Direction.UP:
            return None
        opening = self._hours.next_opening(self._clock.now())
        if opening is None or transfer.session_id == self._live:
            return None
        if transfer.session_id == NO_SESSION:
            return opening
        session = self._session(transfer.session_id)
        return opening if session is not None and can_wait(session, opening) else None

    def _session(self, session_id: SessionId) -> SessionPlan | None:
        item = self._items.get(EntityKind.SESSION, session_id)
        return None if item is None else read_item(item, session_of)
