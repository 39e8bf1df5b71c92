"""Between a stored record of kind `paper` and the domain's Paper."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.domain.clock import Clock
from desktop.domain.enums import PaperKind
from desktop.domain.ids import CaseId, DocumentId, OperationId, SessionId, SiteId, new_id
from desktop.domain.paper import Paper, PaperTransfer
from desktop.domain.sync import EntityKind, Operation
from desktop.store.items import StoredItem
from desktop.store.transfers import Direction, Transfer, TransferState

Transfers = Mapping[Direction, Transfer]


def paper_from(item: StoredItem, transfers: Transfers, *, is_local: bool) -> Paper:
    """A paper as it stands now. Raises: KeyError, ValueError when the record is not one."""
    body = item.body
    case_id = body["case_id"]
    upload = transfers.get(Direction.UP)
    return Paper(
        id=DocumentId(item.entity_id),
        session_id=SessionId(body["session_id"]),
        case_id=None if case_id is None else CaseId(case_id),
        owner_site_id=SiteId(body["owner_site_id"]),
        title=body["title"],
        kind=PaperKind(body["kind"]),
        mime=body["mime"],
        size_bytes=body["size_bytes"],
        sha256=body["sha256"],
        page_count=body["page_count"],
        added_at=datetime.fromisoformat(body["added_at"]),
        is_local=is_local,
        transfer=_transfer(transfers),
        sent_bytes=0 if upload is None else upload.moved_bytes,
        cleared_for_display=body["cleared_for_display"],
    )


def body_of(paper: Paper) -> dict[str, Any]:
    """The record's body: what the city may know of a paper."""
    return {
        "session_id": paper.session_id,
        "case_id": paper.case_id,
        "owner_site_id": paper.owner_site_id,
        "title": paper.title,
        "kind": str(paper.kind),
        "mime": paper.mime,
        "size_bytes": paper.size_bytes,
        "sha256": paper.sha256,
        "page_count": paper.page_count,
        "added_at": paper.added_at.isoformat(),
        "cleared_for_display": paper.cleared_for_display,
    }


def build_operation(paper: Paper, clock: Clock) -> Operation:
    """The operation that makes the city know this state of a paper."""
    return Operation(
        id=OperationId(new_id()),
        kind=EntityKind.PAPER,
        entity_id=paper.id,
        base_revision=0,  # set by the store when the operation is sent
        body=body_of(paper),
        made_at=clock.now(),
    )


def _transfer(transfers: Transfers) -> PaperTransfer:
    upload, download = transfers.get(Direction.UP), transfers.get(Direction.DOWN)
    if upload is not None:
        return _of_upload(upload)
    is_fetching = download is not None and download.state is TransferState.WAITING
    return PaperTransfer.FETCHING if is_fetching else PaperTransfer.CITY


def _of_upload(upload: Transfer) -> PaperTransfer:
    match upload.state:
        case TransferState.WAITING:
            return PaperTransfer.SENDING if upload.moved_bytes else PaperTransfer.HERE
        case TransferState.DONE:
            return PaperTransfer.CITY
        case TransferState.REFUSED:
            return PaperTransfer.REFUSED
