"""Who listens to recordings at this PC: notes for the city's audit log, kept before a sound."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from desktop.domain.ids import new_id
from desktop.domain.recording.playback import Listening
from desktop.mapping.operations import operation_of
from desktop.mapping.records import LISTENING
from desktop.store.records.items import Items, StoredItem

logger = logging.getLogger(__name__)

Outcome = Callable[[BaseException | None], None]
"""None: it is on the disk. Called on `store-writer`, or at once on the caller's thread."""


class ListeningBook:
    """Thread: any."""

    def __init__(self, *, items: Items) -> None:
        self._items = items

    def note(self, listening: Listening, outcome: Outcome) -> None:
        """Queue a note for the city, whether it is reached or not."""
        try:
            operation = operation_of(LISTENING, new_id(), listening, made_at=listening.at)
        except ValueError as error:
            outcome(error)
            return
        future = self._items.record(operation, listening.session_id)
        future.add_done_callback(partial(_on_written, listening, outcome))


def _on_written(listening: Listening, outcome: Outcome, future: Future[StoredItem]) -> None:
    error = future.exception()
    if error is not None:
        logger.error(
            "listening not kept session=%s error=%s", listening.session_id, type(error).__name__
        )
    outcome(error)
