"""Brings bytes of papers and photos to this PC when somebody wants to see them now."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

from desktop.domain.access.kinds import paper_kinds
from desktop.domain.errors import PaperRefused
from desktop.domain.ids import DocumentId
from desktop.domain.reports.readiness_sheet import SheetPhoto
from desktop.store.codes import StorageCode
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer, TransferState
from desktop.store.store import Store


class BlobFetcher:
    """Queues a download and tells when it has arrived. Thread: any.

    fetch_now: lets sync look at once, whatever holds this paper back.
    """

    def __init__(self, *, store: Store, fetch_now: Callable[[DocumentId], None]) -> None:
        self._store = store
        self._fetch_now = fetch_now
        self._lock = threading.Lock()
        self._waiting: dict[DocumentId, Future[None]] = {}

    def start(self) -> None:
        """Hear how downloads end. Call once."""
        self._store.transfers.watch(self._on_transfer)

    def fetch(self, document_id: DocumentId) -> Future[None]:
        """Done when the bytes are here; fails with PaperRefused when they cannot be had."""
        found = (self._store.items.get(kind, document_id) for kind in paper_kinds())
        item = next((one for one in found if one is not None and one.body["sha256"]), None)
        if item is None:
            return _failed(PaperRefused(StorageCode.PAPER_MISSING))
        return self._bring(
            Transfer(
                document_id=document_id,
                session_id=item.session_id or NO_SESSION,
                direction=Direction.DOWN,
                sha256=str(item.body["sha256"]),
                size_bytes=int(item.body["size_bytes"]),
            )
        )

    def fetch_photo(self, photo: SheetPhoto) -> Future[None]:
        """As `fetch`, of a photo of a readiness sheet."""
        return self._bring(
            Transfer(
                document_id=DocumentId(photo.sha256),
                session_id=NO_SESSION,
                direction=Direction.DOWN,
                sha256=photo.sha256,
                size_bytes=photo.size_bytes,
            )
        )

    def _bring(self, wanted: Transfer) -> Future[None]:
        document_id = wanted.document_id
        if self._store.blobs.has(wanted.sha256):
            return _done()
        with self._lock:
            waiting = self._waiting.get(document_id)
            if waiting is not None:
                return waiting
            future = self._waiting[document_id] = Future()
        running = self._store.transfers.get(document_id, Direction.DOWN)
        if running is None or running.state is not TransferState.WAITING:
            self._store.transfers.queue(wanted)
        elif self._store.blobs.has(wanted.sha256):  # it came between the two looks
            self._settle(document_id, None)
        self._fetch_now(document_id)
        return future

    def _on_transfer(self, transfer: Transfer) -> None:
        if transfer.direction is not Direction.DOWN:
            return
        match transfer.state:
            case TransferState.DONE:
                self._settle(transfer.document_id, None)
            case TransferState.REFUSED:
                refused = PaperRefused(StorageCode.PAPER_MISSING, {"reason": transfer.reason})
                self._settle(transfer.document_id, refused)
            case TransferState.WAITING:
                pass

    def _settle(self, document_id: DocumentId, error: PaperRefused | None) -> None:
        with self._lock:
            future = self._waiting.pop(document_id, None)
        if future is None:
            return
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)


def _done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future


def _failed(error: PaperRefused) -> Future[None]:
    future: Future[None] = Future()
    future.set_exception(error)
    return future
