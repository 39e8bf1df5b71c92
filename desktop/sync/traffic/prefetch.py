"""Papers of the session that is joined are fetched before anybody asks for them."""

import threading
from typing import Any, Final

from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Direction, Transfer
from desktop.store.store import Store

MAX_PAPERS: Final = 400
MAX_BYTES: Final = 2 * 1024 * 1024 * 1024
"""Of one session, before anybody asks for them."""


class Prefetch:
    """Queues downloads. Thread: any; `follow` reads the disk."""

    def __init__(self, *, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._session_id: SessionId | None = None
        self._wanted: dict[str, int] = {}

    def start(self) -> None:
        """Hear of papers as they are pulled."""
        self._store.items.watch(self._on_items)

    def follow(self, session_id: SessionId | None) -> None:
        """Fetch what this session's papers lack, and what comes while it is joined."""
        with self._lock:
            self._session_id = session_id
            self._wanted.clear()
        if session_id is not None:
            self._on_items(self._store.items.list(EntityKind.PAPER, session_id))

    def _has_room(self, paper_id: str, size_bytes: int) -> bool:
        """What goes beyond it comes when somebody opens it: a unit alone cannot fill this disk."""
        with self._lock:
            self._wanted[paper_id] = size_bytes
            wanted = self._wanted
            is_within = len(wanted) <= MAX_PAPERS and sum(wanted.values()) <= MAX_BYTES
            if not is_within:
                del wanted[paper_id]
            return is_within

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
        if self._store.blobs.has(sha256) or not self._has_room(item.entity_id, size_bytes):
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
