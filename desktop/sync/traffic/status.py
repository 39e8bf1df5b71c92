"""Sync status: counts what is not yet at the city, and emits changes."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity, RecordingOnWay, Refusal, SyncStatus
from desktop.store.records.transfers import Direction, Transfer
from desktop.store.store import Store
from desktop.sync.traffic.uploads import at_any_hour

_NOTHING = SyncStatus(
    connectivity=Connectivity.OFFLINE,
    pending_operations=0,
    pending_papers=0,
    pending_bytes=0,
    refused_operations=0,
    oldest_pending_at=None,
    confirmed_at=None,
    clock_offset_s=0.0,
)


class StatusBoard:
    """The status, and SyncChanged for each change. Written by sync; `status` from any thread.

    held_until: when a paper may be sent (aware UTC), None: now. recordings: of this PC, on their
    way.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        emit: EventSink,
        held_until: Callable[[Transfer], datetime | None] = at_any_hour,
        recordings: Callable[[], tuple[RecordingOnWay, ...]] = tuple,
    ) -> None:
        self._recordings = recordings
        self._store = store
        self._clock = clock
        self._emit = emit
        self._held_until = held_until
        self._lock = threading.Lock()
        self._status = _NOTHING
        self._next = _NOTHING

    def status(self) -> SyncStatus:
        """As last told."""
        with self._lock:
            return self._status

    def set_connectivity(self, connectivity: Connectivity) -> None:
        """Whether the city answers; told by the next `refresh`."""
        self._next = replace(self._next, connectivity=connectivity)

    def set_clock_offset(self, offset_s: float) -> None:
        """The city's clock minus ours; told by the next `refresh`."""
        self._next = replace(self._next, clock_offset_s=round(offset_s, 1))

    def confirm(self) -> None:
        """The city has answered just now."""
        self._next = replace(self._next, confirmed_at=self._clock.now())

    def refresh(self) -> None:
        """Count, and tell when something other than the hour of the confirmation changed."""
        counts = self._store.outbox.counts()
        uploads = [
            each for each in self._store.transfers.waiting() if each.direction is Direction.UP
        ]
        openings = [self._held_until(each) for each in uploads]
        held = [opening for opening in openings if opening is not None]
        refusals = self._refusals()
        is_all_held = len(held) == len(uploads) and not counts.pending
        self._next = replace(
            self._next,
            pending_operations=counts.pending,
            pending_papers=len(uploads),
            pending_bytes=counts.pending_bytes
            + sum(each.size_bytes - each.moved_bytes for each in uploads),
            refused_operations=len(refusals),
            refusals=refusals,
            oldest_pending_at=counts.oldest_made_at,
            pending_views=counts.views,
            held_until=min(held, default=None) if is_all_held else None,
            recordings=self._recordings(),
        )
        with self._lock:
            told, self._status = self._status, self._next
        if replace(told, confirmed_at=self._next.confirmed_at) != self._next:
            self._emit(SyncChanged(status=self._next))

    def _refusals(self) -> tuple[Refusal, ...]:
        """Operations, then the bytes of papers and photos."""
        operations = self._store.outbox.refused()
        uploads = self._store.transfers.put_aside()
        return (
            *(Refusal(entity_id=each.entity_id, reason=each.reason) for each in operations),
            *(Refusal(entity_id=each.document_id, reason=each.reason) for each in uploads),
        )
