"""Papers of a session: the desk's PapersService (desktop/presenters/services/papers.py)."""

import logging
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from desktop.documents.codes import PaperCode
from desktop.documents.context import PapersContext
from desktop.documents.copies import save_copy
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.intake.destinations import CaseDossier, NoCaseYet, SessionPapers
from desktop.documents.intake.intake import Intake, IntakeLimits, MadePdf
from desktop.documents.previews import FetchBlob, Previews, kind_to_draw
from desktop.documents.records.mapping import build_operation
from desktop.documents.records.paper_cache import PaperCache
from desktop.domain.errors import StorageError, UserFacingError
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, DocumentId, SessionId, UserId
from desktop.domain.papers.events import PapersChanged
from desktop.domain.papers.paper import Paper
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Transfer

_CLEAR = "clear_for_display"

logger = logging.getLogger(__name__)


class Papers:
    """Implements PapersService. Methods return at once; thread: any.

    fetch_blob: brings a paper's bytes from the city.
    """

    def __init__(
        self, *, desk: PapersContext, fetch_blob: FetchBlob, limits: IntakeLimits | None = None
    ) -> None:
        self._desk = desk
        self._shelf = PaperCache(store=desk.store)
        self._intake = Intake(desk=desk, limits=limits or IntakeLimits())
        self._attended: SessionId | None = None
        self._looked_at: tuple[str, ...] = ()
        self._previews = Previews(
            desk=desk,
            find_bytes=self._shelf.bytes_of,
            fetch_blob=fetch_blob,
            expected=self._expected,
        )

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
        self._intake.add(SessionPapers(session_id=session_id), untrusted_path)

    def add_scan(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Take in a scan of what was printed and signed, and read the codes on its sheets.

        Outcomes: ScanTaken and PapersChanged, ActionFailed("add_scan") with codes.py.
        """
        scan = SessionPapers(session_id=session_id, action="add_scan", reads_codes=True)
        self._intake.add(scan, untrusted_path)

    def add_signed(self, session_id: SessionId, title: str, pdf: bytes) -> None:
        """Take in minutes that were signed digitally here, as a scan of them. As `add_scan`."""
        scan = SessionPapers(session_id=session_id, action="add_scan", reads_codes=True)
        self._intake.add(scan, MadePdf(title=title, data=pdf))

    def add_to_dossier(self, case_id: CaseId, untrusted_path: Path, added_by: UserId) -> None:
        """Take in a file for a case. Outcomes: ActionFailed("add_to_dossier"), or its record."""
        dossier = CaseDossier(case_id=case_id, added_by=added_by)
        self._intake.add(dossier, untrusted_path)

    def keep_file(self, untrusted_path: Path, taken_for: str) -> None:
        """Keep the bytes of a file. Outcomes: FileKept, ActionFailed("keep_file")."""
        self._intake.add(NoCaseYet(taken_for=taken_for), untrusted_path)

    def request_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        """Render a page (from 1) `width` pixels wide. Outcome: PreviewReady, always."""
        self._previews.request(document_id, page, width)

    def save_copy(self, document_id: DocumentId, path: Path) -> None:
        """Write a paper's bytes to a new file; takes up to some seconds. Raises: StorageError."""
        paper = self._shelf.bytes_of(document_id)
        if paper is None:
            raise StorageError(PaperCode.UNKNOWN_PAPER)
        save_copy(self._desk.store.blobs, paper, path)

    def attend(self, session_id: SessionId | None) -> None:
        """Be ready to draw its papers at once; None: of none any more."""
        self._attended = session_id
        self._look_ahead()

    def expect(self, mimes: tuple[str, ...]) -> None:
        """Be ready to draw papers of these kinds at once, beside those that are attended."""
        self._looked_at = mimes
        self._look_ahead()

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

    def _look_ahead(self) -> None:
        self._previews.look_ahead()
        if self._attended is None and not self._looked_at:
            self._previews.forget()

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
            if session_id == self._attended:
                self._previews.look_ahead()

    def _expected(self) -> tuple[FileKind, ...]:
        """Kinds of papers that may be led soon: of the cleared ones, then of the others.

        Others too, because a paper is often led in the second in which it is cleared.
        """
        attended = () if self._attended is None else self._shelf.papers(self._attended)
        papers = sorted(attended, key=lambda one: not one.cleared_for_display)
        kinds = (kind_to_draw(one) for one in (*(one.mime for one in papers), *self._looked_at))
        return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))

    def _on_transfer(self, transfer: Transfer) -> None:
        self._shelf.on_transfer(transfer)
        changed = frozenset({transfer.document_id})
        self._desk.emit(PapersChanged(session_id=transfer.session_id, document_ids=changed))

    def _fail(self, code: str) -> None:
        self._desk.emit(ActionFailed(action=_CLEAR, code=code, data={}))
