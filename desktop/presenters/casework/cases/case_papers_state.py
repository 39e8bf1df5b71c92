"""What the papers of a case look like on its page."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import DocumentId
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.view.message import Message
from desktop.presenters.view.preview import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper. label: its page numbers, "" until the city has said them.

    session_at: of the session that it was handed in to; then it has no numbers of the dossier, no
    copy_kind and nothing that was handed in. has_bytes: there is more than an entry. held_at,
    lacking_at: sites of the session that said that they have its bytes whole, and that did not;
    both are empty when there is no session.
    """

    document_id: DocumentId
    label: str
    session_at: datetime | None
    title: str
    kind: PaperKind
    copy_kind: CopyKind | None
    handed_in: HandedIn | None
    page_count: int
    site_name: str
    is_own: bool
    mime: str
    has_bytes: bool
    is_local: bool
    transfer: PaperTransfer
    storage: RecordStorage
    held_at: tuple[str, ...]
    lacking_at: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOffer:
    """What a copy of it may be called. ending: without its dot."""

    name: str
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPaper:
    """The paper beside the page. preview: None of an entry without bytes.

    can_mark: what is said of it may be changed here. copy: None while its bytes are not here.
    """

    line: PaperLine
    preview: Preview | None
    can_mark: bool
    copy: CopyOffer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePapersView:
    """pages: of the dossier. message: what became of the last press.

    can_print: its index has a row.
    """

    lines: tuple[PaperLine, ...]
    pages: int
    can_add: bool
    can_print: bool
    open: OpenPaper | None
    message: Message | None
