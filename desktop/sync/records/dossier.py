"""Dossiers of cases as this PC has them: entries, their page numbers, and where the bytes are."""

import threading
from collections import defaultdict
from collections.abc import Callable

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, DocumentId, SiteId
from desktop.domain.papers.dossier import CasePaper, DossierPaper, PaperPlace, in_order
from desktop.domain.papers.events import DossierChanged
from desktop.domain.sync.operation import is_nowhere
from desktop.mapping.records import CASE_PAPER, PAPER_PLACE
from desktop.store.records.items import Items
from desktop.store.records.transfers import (
    NO_SESSION,
    Direction,
    Transfer,
    Transfers,
    paper_transfer,
)
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook

Moves = dict[Direction, Transfer]


class DossierBook:
    """What DossierService (presenters/services/casework.py) needs of records. Thread: any.

    has_bytes: whether the bytes of a hash are on this PC.
    """

    def __init__(
        self,
        *,
        items: Items,
        transfers: Transfers,
        has_bytes: Callable[[str], bool],
        clock: Clock,
        emit: EventSink,
    ) -> None:
        self._transfers = transfers
        self._has_bytes = has_bytes
        self._emit = emit
        self._notice = FailureNotice(emit=emit, action="save_in_dossier", subject="paper")
        self._papers = RecordBook(
            kind=CASE_PAPER, items=items, clock=clock, on_change=self._on_papers
        )
        self._places = RecordBook(
            kind=PAPER_PLACE, items=items, clock=clock, on_change=self._on_places
        )
        self._lock = threading.Lock()
        self._by_case: defaultdict[CaseId, set[str]] = defaultdict(set)
        self._moves: dict[str, Moves] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._papers.start()
        self._places.start()
        self._list(self._papers.known())
        self._transfers.watch(self._on_transfer)
        for transfer in (*self._transfers.waiting(), *self._transfers.put_aside()):
            self._note(transfer)

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        """As they are leafed through."""
        with self._lock:
            paper_ids = tuple(self._by_case.get(case_id, ()))
        found = map(self._papers.find, paper_ids)
        return in_order(self._known(one) for one in found if one is not None)

    def sites_with_dossier(self, case_id: CaseId) -> frozenset[SiteId]:
        """Of entries that the city has, or may still take."""
        with self._lock:
            paper_ids = tuple(self._by_case.get(case_id, ()))
        found = map(self._papers.find, paper_ids)
        return frozenset(
            one.record.site_id
            for one in found
            if one is not None and not is_nowhere(one.storage, is_at_city=one.is_at_city)
        )

    def save(self, paper: CasePaper) -> None:
        """Keep it and queue it. Outcomes: as the Protocol says."""
        is_new = self._papers.find(paper.id) is None
        uploads = [_upload_of(paper)] if paper.sha256 and is_new else []
        self._papers.save_or_tell(paper.id, paper, self._notice, *uploads)

    # ---- inside ----------------------------------------------------------------------------

    def _known(self, known: Known[CasePaper]) -> DossierPaper:
        paper = known.record
        place: Known[PaperPlace] | None = self._places.find(paper.id)
        with self._lock:
            moves = self._moves.get(paper.id, {})
        return DossierPaper(
            paper=paper,
            place=None if place is None else place.record,
            storage=known.storage,
            is_local=bool(paper.sha256) and self._has_bytes(paper.sha256),
            transfer=paper_transfer(moves),
        )

    def _list(self, papers: tuple[Known[CasePaper], ...]) -> frozenset[CaseId]:
        """They are known by their case. Returns these cases."""
        with self._lock:
            for known in papers:
                self._by_case[known.record.case_id].add(known.record.id)
        return frozenset(known.record.case_id for known in papers)

    def _on_papers(self, paper_ids: frozenset[str]) -> None:
        for paper_id in paper_ids:  # an upload queued with its record is told by the record alone
            moves = self._transfers.of_paper(DocumentId(paper_id))
            with self._lock:
                self._moves[paper_id] = moves
        found = map(self._papers.find, paper_ids)
        self._tell(self._list(tuple(one for one in found if one is not None)))

    def _on_places(self, paper_ids: frozenset[str]) -> None:
        found = map(self._places.find, paper_ids)
        self._tell(frozenset(one.record.case_id for one in found if one is not None))

    def _on_transfer(self, transfer: Transfer) -> None:
        paper = self._papers.find(transfer.document_id)
        if paper is not None:
            self._note(transfer)
            self._tell(frozenset({paper.record.case_id}))

    def _note(self, transfer: Transfer) -> None:
        with self._lock:
            self._moves.setdefault(transfer.document_id, {})[transfer.direction] = transfer

    def _tell(self, case_ids: frozenset[CaseId]) -> None:
        for case_id in sorted(case_ids):
            self._emit(DossierChanged(case_id=case_id))


def _upload_of(paper: CasePaper) -> Transfer:
    """The bytes of a new entry."""
    return Transfer(
        document_id=paper.id,
        session_id=NO_SESSION,
        direction=Direction.UP,
        sha256=paper.sha256,
        size_bytes=paper.size_bytes,
    )
