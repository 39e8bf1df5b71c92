"""The desk's DossierService: records of dossiers, and the intake of their files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter
from desktop.documents.papers import Papers
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, DossierPaper
from desktop.domain.papers.events import IndexWritten, PaperCopied
from desktop.forms.papers.dossier_index import DossierIndex, write_index
from desktop.sync.records.dossier import DossierBook


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePrinting:
    """What the index of a case is printed with. index: its wording."""

    index: Path
    site: Callable[[SiteId], Site | None]
    own_site_id: SiteId
    clock: Clock
    is_practice: bool


class DeskDossier:
    """DossierService (presenters/services/casework.py). Thread: any."""

    def __init__(
        self, *, book: DossierBook, papers: Papers, exporter: Exporter, printing: CasePrinting
    ) -> None:
        self._book = book
        self._papers = papers
        self._exporter = exporter
        self._printing = printing

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        """As they are leafed through."""
        return self._book.papers(case_id)

    def unsent(self) -> tuple[DossierPaper, ...]:
        """Entries of this site that the city has not whole."""
        return self._book.unsent()

    def sites_with_dossier(self, case_id: CaseId) -> frozenset[SiteId]:
        """Sites of which at least one entry is there."""
        return self._book.sites_with_dossier(case_id)

    def add(self, case_id: CaseId, untrusted_path: Path, added_by: UserId) -> None:
        """Take a file in. Outcomes: as the Protocol says."""
        self._papers.add_to_dossier(case_id, untrusted_path, added_by)

    def keep_file(self, untrusted_path: Path, taken_for: str) -> None:
        """Keep a file's bytes. Outcomes: as the Protocol says."""
        self._papers.keep_file(untrusted_path, taken_for)

    def save(self, paper: CasePaper) -> None:
        """Keep an entry. Outcomes: as the Protocol says."""
        self._book.save(paper)

    def export_index(self, case: Case, path: Path) -> None:
        """Write the index. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="export_index",
                path=path,
                write=partial(
                    write_index, self._index(case), path, template_path=self._printing.index
                ),
                done=IndexWritten(case_id=case.id, path=path),
            )
        )

    def _index(self, case: Case) -> DossierIndex:
        printing, papers = self._printing, self._book.papers(case.id)
        found = {one.paper.site_id: printing.site(one.paper.site_id) for one in papers}
        return DossierIndex(
            code=case.code,
            title=case.title,
            papers=papers,
            sites={key: one.short_name for key, one in found.items() if one is not None},
            issuer=printing.site(printing.own_site_id),
            made_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )

    def save_copy(self, document_id: DocumentId, path: Path) -> None:
        """Write a copy. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="save_copy",
                path=path,
                write=partial(self._papers.save_copy, document_id, path),
                done=PaperCopied(document_id=document_id, path=path),
            )
        )
