"""Incidents of sessions: noted here beside lines of the minutes, read on the page of a case."""

import logging
from concurrent.futures import Future
from functools import partial

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import IncidentId, SessionId
from desktop.domain.record.events import IncidentsChanged
from desktop.domain.record.incident import Incident
from desktop.mapping.operations import operation_of
from desktop.mapping.records import INCIDENT
from desktop.store.records.items import Items, StoredItem
from desktop.sync.records.record_book import RecordBook

logger = logging.getLogger(__name__)


class IncidentBook:
    """IncidentsService (presenters/services/record.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._items = items
        self._clock = clock
        self._emit = emit
        self._book = RecordBook(kind=INCIDENT, items=items, clock=clock, on_change=self._on_change)

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def note(self, incident: Incident) -> None:
        """Keep it and queue it for the city; it is logged when that cannot be done."""
        try:
            operation = operation_of(INCIDENT, incident.id, incident, made_at=self._clock.now())
        except ValueError:
            logger.exception("incident not noted incident=%s", incident.id)
            return
        kept = self._items.record(operation, incident.session_id)
        kept.add_done_callback(partial(_on_written, incident.id))

    def of_session(self, session_id: SessionId) -> tuple[Incident, ...]:
        """From memory, in the order of time."""
        known = (one.record for one in self._book.known())
        found = (one for one in known if one.session_id == session_id)
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def _on_change(self, _changed: frozenset[str]) -> None:
        """Thread: store-writer."""
        self._emit(IncidentsChanged())


def _on_written(incident_id: IncidentId, kept: Future[StoredItem]) -> None:
    """Thread: store-writer."""
    error = kept.exception()
    if error is not None:
        logger.error("incident not kept incident=%s error=%s", incident_id, type(error).__name__)
