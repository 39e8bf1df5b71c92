"""Keeps the events that a service emits, so that a test can wait for one."""

import threading
import time
from typing import TypeVar

from desktop.domain.events import Event
from tests.patience import PATIENCE_S

E = TypeVar("E")


class EventRecorder:
    """An EventSink. Thread: any."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    @property
    def events(self) -> tuple[Event, ...]:
        with self._changed:
            return tuple(self._events)

    def of(self, kind: type[E]) -> list[E]:
        """Events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, kind: type[E], count: int = 1, limit_s: float = PATIENCE_S) -> E:
        """The `count`th event of this kind, waiting for it if need be."""
        deadline = time.monotonic() + limit_s
        with self._changed:
            while True:
                found = [event for event in self._events if isinstance(event, kind)]
                if len(found) >= count:
                    return found[count - 1]
                remaining_s = deadline - time.monotonic()
                assert remaining_s > 0, f"no {kind.__name__} no. {count}; saw {self._events}"
                self._changed.wait(remaining_s)

    def clear(self) -> None:
        with self._changed:
            self._events.clear()
