"""The desk's DossierService: records of dossiers, and the intake of their files."""

from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter
from desktop.documents.papers import Papers
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, DossierPaper
from desktop.domain.papers.events import PaperCopied
from desktop.sync.records.dossier import DossierBook


class DeskDossier:
    """DossierService (presenters/services/casework.py). Thread: any."""

    def __init__(self, *, book: DossierBook, papers: Papers, exporter: Exporter) -> None:
        self._book = book
        self._papers = papers
        self._exporter = exporter

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
