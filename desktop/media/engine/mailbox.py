"""One slot between two threads: the newest thing wins."""

import threading
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """Thread: any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._item: Item | None = None

    def put(self, item: Item) -> bool:
        """Replace what lies there; True when the box was empty and its owner must be called."""
        with self._lock:
            was_empty = self._item is None
            self._item = item
        return was_empty

    def take(self) -> Item | None:
        """The newest thing, and leave the box empty."""
        with self._lock:
            item, self._item = self._item, None
        return item
