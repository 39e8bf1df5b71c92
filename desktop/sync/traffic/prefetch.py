"""Papers of the session that is joined are fetched before anybody asks for them."""

import threading
from typing import Any

from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.sync import EntityKind
from desktop.store.items import StoredItem
from desktop.store.store import Store
from desktop.store.transfers import Direction, Transfer


class Prefetch:
    """Queues downloads. Thread: any; `follow` reads the disk."""

    def __init__(self, *, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._session_id: SessionId | None = None

    def start(self) -> None:
        """Hear of papers as they are pulled."""
        self._store.items.watch(self._on_items)

    def follow(self, session_id: SessionId | None) -> None:
        """Fetch what this session's papers lack, and what comes while it is joined."""
        with self._lock:
            self._session_id = session_id
        if session_id is not None:
            self._on_items(self._store.items.list(EntityKind.PAPER, session_id))

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        with self._lock:
            session_id = self._session_id
        if session_id is None:
            return
        for item in items:
            if item.kind == EntityKind.PAPER and item.session_id == session_id:
                self._want(session_id, item)

    def _want(self, session_id: SessionId, item: StoredItem) -> None:
        sha256: Any = item.body.get("sha256")
        size_bytes: Any = item.body.get("size_bytes")
        if not isinstance(sha256, str) or not isinstance(size_bytes, int):
            return
        if self._store.blobs.has(sha256):
            return
        self._store.transfers.queue(
            Transfer(
                document_id=DocumentId(item.entity_id),
                session_id=session_id,
                direction=Direction.DOWN,
                sha256=sha256,
                size_bytes=size_bytes,
            )
        )
