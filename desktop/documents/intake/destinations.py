"""Where a paper is taken in: into a session, or into the dossier of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from desktop.documents.context import PapersContext
from desktop.documents.inspection.file_kind import Probed
from desktop.documents.records.mapping import build_operation
from desktop.domain.access.kinds import CASE_FIELD, OWNER_FIELD
from desktop.domain.ids import CaseId, DocumentId, SessionId, UserId, new_id
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.dossier import CasePaper, CopyKind, KeptFile
from desktop.domain.papers.events import FileKept, ScanTaken
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file whose bytes are kept.

    sha256: of them. page_count: 0 when it cannot be counted. printed_pages: where codes were read;
    digital_signatures: where they were looked for.
    """

    probed: Probed
    sha256: str
    page_count: int
    printed_pages: tuple[PrintedPage, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()


class Destination(Protocol):
    """What a file is taken in for."""

    @property
    def action(self) -> str:
        """What a failure is told of."""
        ...

    @property
    def session_id(self) -> SessionId | None:
        """The session of the record."""
        ...

    @property
    def reads_codes(self) -> bool:
        """Whether the codes on its sheets, and its digital signatures, are wanted."""
        ...

    def papers(self, desk: PapersContext) -> Iterable[StoredItem]:
        """What is there already. Reads the disk."""
        ...

    def operation(self, desk: PapersContext, file: TakenFile) -> Operation | None:
        """The record of a new paper; None: it is none yet, and whoever asked was told."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPapers:
    """Papers of a session. reads_codes: it is a scan of what was printed and signed."""

    session_id: SessionId
    action: str = "add_paper"
    reads_codes: bool = False

    def papers(self, desk: PapersContext) -> Iterable[StoredItem]:
        """Of every site of the session."""
        return desk.store.items.list(EntityKind.PAPER, self.session_id)

    def operation(self, desk: PapersContext, file: TakenFile) -> Operation:
        """Not cleared for display. A scan is told of before it is kept."""
        paper = Paper(
            id=DocumentId(new_id()),
            session_id=self.session_id,
            case_id=self._case(desk),
            owner_site_id=desk.own_site_id,
            title=file.probed.title,
            kind=PaperKind.OTHER,
            mime=str(file.probed.kind),
            size_bytes=file.probed.size_bytes,
            sha256=file.sha256,
            page_count=file.page_count,
            added_at=desk.clock.now(),
            is_local=True,
            transfer=PaperTransfer.HERE,
            printed_pages=file.printed_pages,
            digital_signatures=file.digital_signatures,
        )
        if self.reads_codes:
            desk.emit(ScanTaken(session_id=self.session_id, document_id=paper.id))
        return build_operation(paper, desk.clock)

    def _case(self, desk: PapersContext) -> CaseId | None:
        """The case of a session that has only one; which of several is for a person to say."""
        plan = desk.store.items.get(EntityKind.SESSION, self.session_id)
        case_ids = [] if plan is None else list(plan.body.get("case_ids", ()))
        return CaseId(case_ids[0]) if len(case_ids) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDossier:
    """This unit's dossier of a case. added_by: who adds to it."""

    case_id: CaseId
    added_by: UserId
    action: str = "add_to_dossier"
    reads_codes: bool = False
    session_id: None = None

    def papers(self, desk: PapersContext) -> Iterable[StoredItem]:
        """Of this unit: the same paper of another one is theirs."""
        papers = desk.store.items.list(EntityKind.CASE_PAPER)
        mine = (self.case_id, desk.own_site_id)
        return (one for one in papers if (one.body[CASE_FIELD], one.body[OWNER_FIELD]) == mine)

    def operation(self, desk: PapersContext, file: TakenFile) -> Operation:
        """A copy of what the officer has; what else is so of it is said afterwards."""
        paper = CasePaper(
            id=DocumentId(new_id()),
            case_id=self.case_id,
            owner_site_id=desk.own_site_id,
            site_id=desk.own_site_id,
            title=file.probed.title,
            kind=PaperKind.OTHER,
            copy_kind=CopyKind.PHOTOCOPY,
            handed_in=None,
            mime=str(file.probed.kind),
            size_bytes=file.probed.size_bytes,
            sha256=file.sha256,
            page_count=file.page_count,
            added_at=desk.clock.now(),
            added_by=self.added_by,
        )
        return operation_of(CASE_PAPER, paper.id, paper, made_at=paper.added_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCaseYet:
    """Bytes alone, of something that is still being typed. taken_for: told with them."""

    taken_for: str
    action: str = "keep_file"
    reads_codes: bool = False
    session_id: None = None

    def papers(self, _desk: PapersContext) -> Iterable[StoredItem]:
        """Nobody knows of what case it will be."""
        return ()

    def operation(self, desk: PapersContext, file: TakenFile) -> None:
        """There is none: the file is told of."""
        kept = KeptFile(
            title=file.probed.title,
            mime=str(file.probed.kind),
            size_bytes=file.probed.size_bytes,
            sha256=file.sha256,
            page_count=file.page_count,
        )
        desk.emit(FileKept(taken_for=self.taken_for, file=kept))


def upload_of(operation: Operation, destination: Destination) -> Transfer:
    """The bytes of a new paper, to be sent beside its record."""
    return Transfer(
        document_id=DocumentId(operation.entity_id),
        session_id=destination.session_id or NO_SESSION,
        direction=Direction.UP,
        sha256=operation.body["sha256"],
        size_bytes=operation.body["size_bytes"],
    )
