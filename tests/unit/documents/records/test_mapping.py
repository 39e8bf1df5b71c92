from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.contract.records.papers import PaperBody
from desktop.documents.records.mapping import build_operation, paper_from
from desktop.domain.ids import CaseId, DocumentId, SessionId, SiteId
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import CITY_FULL, Direction, Transfer, TransferState
from tests.fakes.fake_clock import FakeClock
from tests.samples.records import body_of

pytestmark = pytest.mark.unit

PAPER = Paper(
    id=DocumentId("paper-1"),
    session_id=SessionId("session-1"),
    case_id=CaseId("case-1"),
    owner_site_id=SiteId("commune"),
    title="Đơn khiếu nại",
    kind=PaperKind.PETITION,
    mime="application/pdf",
    size_bytes=1_000,
    sha256="ab" * 32,
    page_count=4,
    added_at=datetime(2026, 11, 26, 1, 30, tzinfo=UTC),
    is_local=True,
    transfer=PaperTransfer.HERE,
    cleared_for_display=True,
)


def item_of(paper: Paper) -> StoredItem:
    return StoredItem(
        kind=EntityKind.PAPER,
        entity_id=paper.id,
        session_id=paper.session_id,
        revision=0,
        body=body_of(paper),
        storage=RecordStorage.HERE,
    )


def test_a_paper_that_came_after_the_signing_says_so() -> None:
    mark = AcceptedAfter(status="signed", at=PAPER.added_at)
    item = replace(item_of(PAPER), accepted_after=mark)
    assert paper_from(item, {}, is_local=True).accepted_after == mark


def moving(direction: Direction, state: TransferState, moved_bytes: int = 0) -> Transfer:
    return Transfer(
        document_id=PAPER.id,
        session_id=PAPER.session_id,
        direction=direction,
        sha256=PAPER.sha256,
        size_bytes=PAPER.size_bytes,
        moved_bytes=moved_bytes,
        state=state,
    )


def full(transfer: Transfer) -> Transfer:
    return replace(transfer, reason=CITY_FULL)


@pytest.mark.parametrize("case_id", [CaseId("case-1"), None])
def test_a_paper_survives_the_store(case_id: CaseId | None) -> None:
    paper = replace(PAPER, case_id=case_id, transfer=PaperTransfer.CITY)
    assert paper_from(item_of(paper), {}, is_local=True) == paper


def test_the_body_is_what_the_contract_asks_for() -> None:
    body = PaperBody.model_validate(body_of(PAPER))
    assert body.added_at == PAPER.added_at
    assert body.title == PAPER.title


@pytest.mark.parametrize(
    ("transfer", "seen", "sent_bytes"),
    [
        (moving(Direction.UP, TransferState.WAITING), PaperTransfer.HERE, 0),
        (moving(Direction.UP, TransferState.WAITING, 300), PaperTransfer.SENDING, 300),
        (full(moving(Direction.UP, TransferState.WAITING)), PaperTransfer.CITY_FULL, 0),
        (full(moving(Direction.UP, TransferState.WAITING, 300)), PaperTransfer.CITY_FULL, 300),
        (moving(Direction.UP, TransferState.DONE, 1_000), PaperTransfer.CITY, 1_000),
        (moving(Direction.UP, TransferState.REFUSED, 300), PaperTransfer.REFUSED, 300),
        (moving(Direction.DOWN, TransferState.WAITING, 300), PaperTransfer.FETCHING, 0),
        (moving(Direction.DOWN, TransferState.DONE, 1_000), PaperTransfer.CITY, 0),
    ],
)
def test_where_the_bytes_are_is_told_by_their_transfers(
    transfer: Transfer, seen: PaperTransfer, sent_bytes: int
) -> None:
    paper = paper_from(item_of(PAPER), {transfer.direction: transfer}, is_local=False)
    assert (paper.transfer, paper.sent_bytes) == (seen, sent_bytes)


def test_an_operation_carries_the_whole_paper() -> None:
    clock = FakeClock()
    operation = build_operation(PAPER, clock)
    assert operation.kind == EntityKind.PAPER
    assert operation.entity_id == PAPER.id
    assert operation.body == body_of(PAPER)
    assert operation.made_at == clock.now()


def test_a_record_that_is_no_paper_is_an_error() -> None:
    item = replace(item_of(PAPER), body={"title": "x"})
    with pytest.raises(ValueError, match="PaperBody"):
        paper_from(item, {}, is_local=False)
