"""Events of papers and their previews."""

from dataclasses import dataclass

from desktop.domain.ids import CaseId, DocumentId, SessionId
from desktop.domain.papers.paper import PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChanged:
    """Papers of this session, or where their bytes are, changed."""

    session_id: SessionId
    document_ids: frozenset[DocumentId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChanged:
    """Entries of the dossier of this case, their numbers, or where their bytes are, changed."""

    case_id: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewReady:
    """A page of a paper was rendered; image None: no preview can be made, the paper is safe."""

    document_id: DocumentId
    page: int
    page_count: int
    image: PageImage | None
