"""Dossiers of cases as this PC has them: entries, their page numbers, and where the bytes are."""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, DocumentId, SiteId
from desktop.domain.papers.dossier import (
    CasePaper,
    DossierPaper,
    PaperPlace,
    in_order,
    is_at_city,
)
from desktop.domain.papers.events import DossierChanged
from desktop.domain.papers.held import MAX_HELD_PAPERS, PapersHeld, held_key, holders
from desktop.domain.sync.operation import is_nowhere
from desktop.mapping.records import CASE_PAPER, PAPER_PLACE, PAPERS_HELD
from desktop.store.records.items import Items
from desktop.store.records.transfers import (
    NO_SESSION,
    Direction,
    Transfer,
    Transfers,
    TransferState,
    paper_transfer,
)
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook

Moves = dict[Direction, Transfer]


class DossierBook:
    """What DossierService (presenters/services/casework.py) needs of records. Thread: any.

    has_bytes: whether the bytes of a hash are on this PC, where they lie under that name only after
    all of them were hashed.
    """

    def __init__(
        self,
        *,
        items: Items,
        transfers: Transfers,
        has_bytes: Callable[[str], bool],
        clock: Clock,
        emit: EventSink,
        own_site_id: SiteId,
    ) -> None:
        self._clock = clock
        self._own_site_id = own_site_id
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
        self._held = RecordBook(kind=PAPERS_HELD, items=items, clock=clock, on_change=self._on_held)
        self._lock = threading.Lock()
        self._by_case: defaultdict[CaseId, set[str]] = defaultdict(set)
        self._moves: dict[str, Moves] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._papers.start()
        self._places.start()
        self._held.start()
        self._list(self._papers.known())
        self._transfers.watch(self._on_transfer)
        for transfer in (*self._transfers.waiting(), *self._transfers.put_aside()):
            self._note(transfer)
        for case_id in tuple(self._by_case):
            self._say_held(case_id)

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        """As they are leafed through."""
        with self._lock:
            paper_ids = tuple(self._by_case.get(case_id, ()))
        found = map(self._papers.find, paper_ids)
        held_by = holders(one.record for one in self._held_of(case_id))
        return in_order(self._known(one, held_by) for one in found if one is not None)

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

    def unsent(self) -> tuple[DossierPaper, ...]:
        """Entries of this site that the city has not whole, as they were taken in."""
        known = (self._known(one, {}) for one in self._papers.known())
        waiting = (
            one
            for one in known
            if one.paper.owner_site_id == self._own_site_id and not is_at_city(one)
        )
        return tuple(sorted(waiting, key=lambda one: (one.paper.added_at, one.paper.id)))

    def save(self, paper: CasePaper) -> None:
        """Keep it and queue it. Outcomes: as the Protocol says."""
        is_new = self._papers.find(paper.id) is None
        uploads = [_upload_of(paper)] if paper.sha256 and is_new else []
        self._papers.save_or_tell(paper.id, paper, self._notice, *uploads)

    # ---- inside ----------------------------------------------------------------------------

    def _held_of(self, case_id: CaseId) -> tuple[Known[PapersHeld], ...]:
        return tuple(one for one in self._held.known() if one.record.case_id == case_id)

    def _say_held(self, case_id: CaseId) -> None:
        """Let the city know when this PC has other papers whole than it said last."""
        with self._lock:
            paper_ids = tuple(self._by_case.get(case_id, ()))
        held = tuple(sorted(DocumentId(one) for one in paper_ids if self._is_held(one)))
        key = held_key(case_id, self._own_site_id)
        said = self._held.find(key)
        if held == (() if said is None else said.record.paper_ids):
            return
        record = PapersHeld(
            case_id=case_id,
            owner_site_id=self._own_site_id,
            site_id=self._own_site_id,
            paper_ids=held[:MAX_HELD_PAPERS],
            at=self._clock.now(),
        )
        self._held.save(key, record)

    def _is_held(self, paper_id: str) -> bool:
        """The city has numbered it, so it knows the paper."""
        known = self._papers.find(paper_id)
        if known is None or self._places.find(paper_id) is None:
            return False
        return bool(known.record.sha256) and self._has_bytes(known.record.sha256)

    def _known(
        self, known: Known[CasePaper], held_by: Mapping[DocumentId, frozenset[SiteId]]
    ) -> DossierPaper:
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
            held_by=held_by.get(paper.id, frozenset()),
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
        case_ids = frozenset(one.record.case_id for one in found if one is not None)
        for case_id in case_ids:
            self._say_held(case_id)
        self._tell(case_ids)

    def _on_held(self, keys: frozenset[str]) -> None:
        found = map(self._held.find, keys)
        self._tell(frozenset(one.record.case_id for one in found if one is not None))

    def _on_transfer(self, transfer: Transfer) -> None:
        paper = self._papers.find(transfer.document_id)
        if paper is not None:
            self._note(transfer)
            if transfer.state is TransferState.DONE:
                self._say_held(paper.record.case_id)
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
