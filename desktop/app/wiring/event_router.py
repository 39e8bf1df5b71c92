"""Hands every event of the services to all listeners, in the order in which they were added."""

import logging
import threading
from collections.abc import Callable

from desktop.domain.events import Event, EventSink

logger = logging.getLogger(__name__)


class EventRouter:
    """Takes events on any thread and hands each to every listener on that same thread.

    Listeners are told of by `add`; one that raises is logged and does not hinder the others.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[EventSink, ...] = ()
        self._last: tuple[EventSink, ...] = ()

    def add(self, listener: EventSink, *, is_last: bool = False) -> Callable[[], None]:
        """Listen from now on; call the answer to stop listening.

        is_last: after all others, also those that come later: it works on what it is told of, and
        no screen waits for that.
        """
        with self._lock:
            if is_last:
                self._last = (*self._last, listener)
            else:
                self._listeners = (*self._listeners, listener)

        def remove() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)
                self._last = tuple(one for one in self._last if one is not listener)

        return remove

    def emit(self, event: Event) -> None:
        """Tell everybody. Thread: any."""
        for listener in (*self._listeners, *self._last):
            try:
                listener(event)
            except Exception:
                logger.exception("listener failed event=%s", type(event).__name__)
