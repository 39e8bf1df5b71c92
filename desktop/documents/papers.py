"""Papers of a session: the desk's PapersService (desktop/presenters/services.py)."""

import logging
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from desktop.documents.codes import PaperCode
from desktop.documents.intake import Intake, IntakeLimits
from desktop.documents.mapping import build_operation
from desktop.documents.paper_desk import PaperDesk
from desktop.documents.previews import FetchBlob, Previews
from desktop.documents.shelf import Shelf
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, PapersChanged
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.paper import Paper
from desktop.store.items import StoredItem
from desktop.store.transfers import Transfer

_CLEAR = "clear_for_display"

logger = logging.getLogger(__name__)


class Papers:
    """Implements PapersService. Methods return at once; thread: any.

    fetch_blob: brings a paper's bytes from the city.
    """

    def __init__(
        self, *, desk: PaperDesk, fetch_blob: FetchBlob, limits: IntakeLimits | None = None
    ) -> None:
        self._desk = desk
        self._shelf = Shelf(store=desk.store)
        self._intake = Intake(desk=desk, limits=limits or IntakeLimits())
        self._previews = Previews(desk=desk, find_paper=self._shelf.paper, fetch_blob=fetch_blob)

    def start(self) -> None:
        """Listen to the store, start the threads `intake` and `preview`. Call once."""
        self._desk.store.items.watch(self._on_items)
        self._desk.store.transfers.watch(self._on_transfer)
        self._intake.start()
        self._previews.start()

    def stop(self) -> None:
        """End both threads, each within 5 s; before the store is closed."""
        self._intake.stop()
        self._previews.stop()

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        """All papers of a session, in the order they were taken in."""
        return self._shelf.papers(session_id)

    def add_paper(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Take in a file. Outcomes: PapersChanged, ActionFailed("add_paper") with codes.py."""
        self._intake.add(session_id, untrusted_path)

    def request_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        """Render a page (from 1) `width` pixels wide. Outcome: PreviewReady, always."""
        self._previews.request(document_id, page, width)

    def clear_for_display(self, document_id: DocumentId, *, is_cleared: bool) -> None:
        """Allow one of our papers on display 2, or take that back.

        Outcomes: PapersChanged, ActionFailed("clear_for_display") with T-202, T-203 or a code
        of the store.
        """
        paper = self._shelf.paper(document_id)
        if paper is None:
            self._fail(PaperCode.UNKNOWN_PAPER)
            return
        if paper.owner_site_id != self._desk.own_site_id:
            self._fail(PaperCode.NOT_OURS)
            return
        cleared = replace(paper, cleared_for_display=is_cleared)
        operation = build_operation(cleared, self._desk.clock)
        written = self._desk.store.items.record(operation, paper.session_id)
        written.add_done_callback(self._on_cleared)

    def _on_cleared(self, written: Future[StoredItem]) -> None:
        error = written.exception()
        if error is None:
            self._desk.wake_sync()
        elif isinstance(error, UserFacingError):
            self._fail(error.code)
        else:
            logger.error("clearance not kept", exc_info=error)
            self._fail(PaperCode.NOT_KEPT)

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        for session_id, document_ids in self._shelf.on_items(items).items():
            self._desk.emit(PapersChanged(session_id=session_id, document_ids=document_ids))

    def _on_transfer(self, transfer: Transfer) -> None:
        self._shelf.on_transfer(transfer)
        changed = frozenset({transfer.document_id})
        self._desk.emit(PapersChanged(session_id=transfer.session_id, document_ids=changed))

    def _fail(self, code: str) -> None:
        self._desk.emit(ActionFailed(action=_CLEAR, code=code, data={}))
