"""Incidents noted at this PC: kept and queued beside their lines of the minutes, read by nobody."""

import logging
from concurrent.futures import Future
from functools import partial

from desktop.domain.clock import Clock
from desktop.domain.ids import IncidentId
from desktop.domain.record.incident import Incident
from desktop.mapping.operations import operation_of
from desktop.mapping.records import INCIDENT
from desktop.store.records.items import Items, StoredItem

logger = logging.getLogger(__name__)


class IncidentBook:
    """IncidentsService (presenters/services/record.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock) -> None:
        self._items = items
        self._clock = clock

    def note(self, incident: Incident) -> None:
        """Keep it and queue it for the city; it is logged when that cannot be done."""
        try:
            operation = operation_of(INCIDENT, incident.id, incident, made_at=self._clock.now())
        except ValueError:
            logger.exception("incident not noted incident=%s", incident.id)
            return
        kept = self._items.record(operation, incident.session_id)
        kept.add_done_callback(partial(_on_written, incident.id))


def _on_written(incident_id: IncidentId, kept: Future[StoredItem]) -> None:
    """Thread: store-writer."""
    error = kept.exception()
    if error is not None:
        logger.error("incident not kept incident=%s error=%s", incident_id, type(error).__name__)
