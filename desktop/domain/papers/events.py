"""Events of papers and their previews."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import CaseId, DocumentId, PersonId, SessionId
from desktop.domain.papers.dossier import KeptFile
from desktop.domain.papers.paper import PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChanged:
    """Papers of this session, or where their bytes are, changed."""

    session_id: SessionId
    document_ids: frozenset[DocumentId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTaken:
    """A scan of what was signed was read; its record follows, or ActionFailed("add_scan")."""

    session_id: SessionId
    document_id: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSigned:
    """Frozen minutes were signed digitally here for this signer; ScanTaken follows."""

    session_id: SessionId
    signer_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChanged:
    """Entries of the dossier of this case, their numbers, or where their bytes are, changed."""

    case_id: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCopied:
    """The bytes of a paper lie in a file of the officer's, too."""

    document_id: DocumentId
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept:
    """The bytes of a file are on this PC. taken_for: what `keep_file` was asked with."""

    taken_for: str
    file: KeptFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewReady:
    """A page of a paper was rendered; image None: no preview can be made, the paper is safe.

    is_text: the words of a DOCX or XLSX on pages of ours, without its look; not for display 2.
    """

    document_id: DocumentId
    page: int
    page_count: int
    image: PageImage | None
    is_text: bool = False
