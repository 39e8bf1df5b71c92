"""Dossiers of cases in memory, with the same events."""

import hashlib
from dataclasses import replace
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import (
    CasePaper,
    CopyKind,
    DossierPaper,
    KeptFile,
    PaperPlace,
    in_order,
    is_at_city,
    place_for,
)
from desktop.domain.papers.events import (
    DossierChanged,
    FileKept,
    PaperCopied,
)
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.sync.operation import RecordStorage


class FakeDossier:
    """Entries; what is kept waits for the city until `number` says otherwise.

    `fails_with` refuses everything.
    """

    def __init__(self, *, emit: EventSink, clock: Clock, own_site_id: SiteId) -> None:
        self._emit = emit
        self._clock = clock
        self._own_site_id = own_site_id
        self._known: dict[DocumentId, DossierPaper] = {}
        self.fails_with: str | None = None
        self._data: dict[DocumentId, bytes] = {}

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        return in_order(one for one in self._known.values() if one.paper.case_id == case_id)

    def unsent(self) -> tuple[DossierPaper, ...]:
        own = (one for one in self._known.values() if one.paper.owner_site_id == self._own_site_id)
        waiting = (one for one in own if not is_at_city(one))
        return tuple(sorted(waiting, key=lambda one: (one.paper.added_at, one.paper.id)))

    def sites_with_dossier(self, case_id: CaseId) -> frozenset[SiteId]:
        papers = self.papers(case_id)
        return frozenset(
            one.paper.site_id
            for one in papers
            if one.storage is not RecordStorage.REFUSED or one.place is not None
        )

    def add(self, case_id: CaseId, untrusted_path: Path, added_by: UserId) -> None:
        name = untrusted_path.name
        if self.fails_with is not None or not untrusted_path.exists():
            self._fail("add_to_dossier", self.fails_with or "T-404", {"name": name})
            return
        data = untrusted_path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        same = [one for one in self.papers(case_id) if one.paper.sha256 == sha256]
        if same:
            found: dict[str, str | int] = {"name": name, "title": same[0].paper.title}
            self._fail("add_to_dossier", "T-414", {**found, "document_id": same[0].paper.id})
            return
        paper = CasePaper(
            id=DocumentId(f"paper-{len(self._known) + 1}"),
            case_id=case_id,
            owner_site_id=self._own_site_id,
            site_id=self._own_site_id,
            title=untrusted_path.stem,
            kind=PaperKind.OTHER,
            copy_kind=CopyKind.PHOTOCOPY,
            handed_in=None,
            mime="application/pdf",
            size_bytes=len(data),
            sha256=sha256,
            page_count=1,
            added_at=self._clock.now(),
            added_by=added_by,
        )
        self._data[paper.id] = data
        self.learn(paper, is_local=True, transfer=PaperTransfer.HERE)

    def keep_file(self, untrusted_path: Path, taken_for: str) -> None:
        name = untrusted_path.name
        if self.fails_with is not None or not untrusted_path.exists():
            self._fail("keep_file", self.fails_with or "T-404", {"name": name})
            return
        data = untrusted_path.read_bytes()
        file = KeptFile(
            title=untrusted_path.stem,
            mime="application/pdf",
            size_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            page_count=1,
        )
        self._emit(FileKept(taken_for=taken_for, file=file))

    def save(self, paper: CasePaper) -> None:
        if self.fails_with is not None:
            self._fail("save_in_dossier", self.fails_with, {"paper": paper.id})
            return
        known = self._known.get(paper.id)
        if known is None:
            has_bytes = bool(paper.sha256)
            transfer = PaperTransfer.HERE if has_bytes else PaperTransfer.CITY
            self.learn(paper, is_local=has_bytes, transfer=transfer)
        else:
            self._keep(replace(known, paper=paper, storage=RecordStorage.HERE))

    def save_copy(self, document_id: DocumentId, path: Path) -> None:
        if self.fails_with is not None:
            self._fail("save_copy", self.fails_with, {"name": path.name})
            return
        if path.exists():
            self._fail("save_copy", "T-431", {"name": path.name})
            return
        path.write_bytes(self._data.get(document_id, b""))
        self._emit(PaperCopied(document_id=document_id, path=path))

    def learn(
        self,
        paper: CasePaper,
        *,
        is_local: bool = False,
        transfer: PaperTransfer = PaperTransfer.CITY,
        storage: RecordStorage = RecordStorage.HERE,
    ) -> None:
        """An entry is known here."""
        self._keep(
            DossierPaper(
                paper=paper, place=None, storage=storage, is_local=is_local, transfer=transfer
            )
        )

    def number(self, paper_id: DocumentId) -> PaperPlace:
        """The city has taken an entry in."""
        known = self._known[paper_id]
        beside = self.papers(known.paper.case_id)
        place = place_for(known.paper, [one.place for one in beside if one.place is not None])
        self._keep(replace(known, place=place, storage=RecordStorage.CITY))
        return place

    def hold(self, paper_id: DocumentId, *site_ids: SiteId) -> None:
        """These sites said that they have it whole."""
        self._keep(replace(self._known[paper_id], held_by=frozenset(site_ids)))

    def _keep(self, known: DossierPaper) -> None:
        self._known[known.paper.id] = known
        self._emit(DossierChanged(case_id=known.paper.case_id))

    def _fail(self, action: str, code: str, data: dict[str, str | int]) -> None:
        self._emit(ActionFailed(action=action, code=code, data=data))
