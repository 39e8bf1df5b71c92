"""Papers of the session that is joined, and of the dossiers of its cases, are fetched unasked."""

import threading
from typing import Any, Final

from desktop.domain.access.kinds import CASE_FIELD
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer
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
        self._case_ids: frozenset[str] = frozenset()
        self._wanted: dict[str, int] = {}

    def start(self) -> None:
        """Hear of papers as they are pulled."""
        self._store.items.watch(self._on_items)

    def follow(self, session_id: SessionId | None) -> None:
        """Fetch what this session's papers lack, and what comes while it is joined."""
        plan = None if session_id is None else self._store.items.get(EntityKind.SESSION, session_id)
        with self._lock:
            self._session_id = session_id
            self._case_ids = frozenset(() if plan is None else plan.body.get("case_ids", ()))
            self._wanted.clear()
        if session_id is not None:
            self._on_items(self._store.items.list(EntityKind.PAPER, session_id))
            self._on_items(self._store.items.list(EntityKind.CASE_PAPER))

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
            session_id, case_ids = self._session_id, self._case_ids
        if session_id is None:
            return
        for item in items:
            is_paper = item.kind == EntityKind.PAPER and item.session_id == session_id
            is_entry = item.kind == EntityKind.CASE_PAPER and item.body.get(CASE_FIELD) in case_ids
            if is_paper or is_entry:
                self._want(item)

    def _want(self, item: StoredItem) -> None:
        sha256: Any = item.body.get("sha256")
        size_bytes: Any = item.body.get("size_bytes")
        if not isinstance(sha256, str) or not isinstance(size_bytes, int) or not sha256:
            return
        if self._store.blobs.has(sha256) or not self._has_room(item.entity_id, size_bytes):
            return
        self._store.transfers.queue(
            Transfer(
                document_id=DocumentId(item.entity_id),
                session_id=item.session_id or NO_SESSION,
                direction=Direction.DOWN,
                sha256=sha256,
                size_bytes=size_bytes,
            )
        )
