"""Change listeners of the store, called after the commit."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Watchers(Generic[T]):
    """A list of callbacks; one that fails is logged and harms nobody else. Thread: any."""

    def __init__(self) -> None:
        self._watchers: tuple[Callable[[T], None], ...] = ()
        self._lock = threading.Lock()

    def add(self, watcher: Callable[[T], None]) -> None:
        """From now on `watcher` hears of every change."""
        with self._lock:
            self._watchers = (*self._watchers, watcher)

    def tell(self, change: T) -> None:
        """Call every watcher, in the order they came."""
        for watcher in self._watchers:
            try:
                watcher(change)
            except Exception:
                logger.exception("store watcher failed")
