"""Papers of the sessions on the screen, cached in memory, so that the screen never waits."""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop.documents.records.mapping import paper_from
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.papers.paper import Paper
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import CASE_PAPER
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Direction, Transfer
from desktop.store.store import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBytes:
    """What is to be known of bytes to draw their pages."""

    sha256: str
    size_bytes: int
    mime: str
    page_count: int


@dataclass(slots=True, kw_only=True)
class _Session:
    """What is known of one session."""

    papers: dict[DocumentId, Paper] = field(default_factory=dict)
    items: dict[DocumentId, StoredItem] = field(default_factory=dict)
    transfers: dict[DocumentId, dict[Direction, Transfer]] = field(default_factory=dict)


class PaperCache:
    """Papers by session; a session is read from the disk once, then kept true. Thread: any."""

    def __init__(self, *, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._sessions: dict[SessionId, _Session] = {}

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        """In the order they were taken in. Reads the disk the first time."""
        with self._lock:
            known = self._sessions.get(session_id)
            if known is None:
                known = self._sessions[session_id] = self._load(session_id)
            found = list(known.papers.values())
        return tuple(sorted(found, key=lambda paper: (paper.added_at, paper.id)))

    def paper(self, document_id: DocumentId) -> Paper | None:
        """One paper as it stands now. Reads the disk when its session was never looked at."""
        with self._lock:
            for known in self._sessions.values():
                if document_id in known.papers:
                    return known.papers[document_id]
        item = self._store.items.get(EntityKind.PAPER, document_id)
        if item is None:
            return None
        return self._build(item, self._store.transfers.of_paper(document_id))

    def bytes_of(self, document_id: DocumentId) -> PaperBytes | None:
        """Of a paper of a session, or of a dossier; None: there are none."""
        paper = self.paper(document_id)
        if paper is not None:
            return _bytes_of(paper)
        item = self._store.items.get(EntityKind.CASE_PAPER, document_id)
        return None if item is None else _bytes_of_entry(item)

    def on_items(self, items: Iterable[StoredItem]) -> dict[SessionId, frozenset[DocumentId]]:
        """Records changed; which papers of which sessions that touches."""
        touched: dict[SessionId, frozenset[DocumentId]] = {}
        for item in items:
            if item.kind != EntityKind.PAPER or item.session_id is None:
                continue
            document_id = DocumentId(item.entity_id)
            with self._lock:
                known = self._sessions.get(item.session_id)
                if known is not None:
                    known.items[document_id] = item
                    # An upload queued together with its record is announced by the record alone.
                    if document_id not in known.transfers:
                        known.transfers[document_id] = self._store.transfers.of_paper(document_id)
                    self._refresh(known, document_id)
            touched[item.session_id] = touched.get(item.session_id, frozenset()) | {document_id}
        return touched

    def on_transfer(self, transfer: Transfer) -> None:
        """A paper's bytes moved on."""
        with self._lock:
            known = self._sessions.get(transfer.session_id)
            if known is not None:
                moves = known.transfers.setdefault(transfer.document_id, {})
                moves[transfer.direction] = transfer
                self._refresh(known, transfer.document_id)

    def _load(self, session_id: SessionId) -> _Session:
        known = _Session()
        for transfer in self._store.transfers.of_session(session_id):
            moves = known.transfers.setdefault(transfer.document_id, {})
            moves[transfer.direction] = transfer
        for item in self._store.items.list(EntityKind.PAPER, session_id):
            document_id = DocumentId(item.entity_id)
            known.items[document_id] = item
            self._refresh(known, document_id)
        return known

    def _refresh(self, known: _Session, document_id: DocumentId) -> None:
        item = known.items.get(document_id)
        if item is None:
            return
        paper = self._build(item, known.transfers.get(document_id, {}))
        if paper is not None:
            known.papers[document_id] = paper

    def _build(self, item: StoredItem, transfers: dict[Direction, Transfer]) -> Paper | None:
        try:
            paper = paper_from(item, transfers, is_local=False)
            return replace(paper, is_local=self._store.blobs.has(paper.sha256))
        except ValueError:
            logger.warning("record is no paper id=%s", item.entity_id)
            return None


def _bytes_of_entry(item: StoredItem) -> PaperBytes | None:
    try:
        return _bytes_of(CASE_PAPER.codec.read(item.body, id=item.entity_id))
    except ValueError:
        logger.warning("record is no paper id=%s", item.entity_id)
        return None


def _bytes_of(paper: Paper | CasePaper) -> PaperBytes:
    return PaperBytes(
        sha256=paper.sha256,
        size_bytes=paper.size_bytes,
        mime=paper.mime,
        page_count=paper.page_count,
    )
