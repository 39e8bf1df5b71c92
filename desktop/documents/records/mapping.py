"""Between a stored record of kind `paper` and the domain's Paper."""

from collections.abc import Mapping

from desktop.domain.clock import Clock
from desktop.domain.papers.paper import Paper
from desktop.domain.sync.operation import Operation
from desktop.mapping.operations import operation_of
from desktop.mapping.records import PAPER
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Direction, Transfer, paper_transfer

Transfers = Mapping[Direction, Transfer]


def paper_from(item: StoredItem, transfers: Transfers, *, is_local: bool) -> Paper:
    """A paper as it stands now. Raises ValueError when the record is not one."""
    upload = transfers.get(Direction.UP)
    return PAPER.codec.read(
        item.body,
        id=item.entity_id,
        is_local=is_local,
        transfer=paper_transfer(transfers),
        sent_bytes=0 if upload is None else upload.moved_bytes,
        accepted_after=item.accepted_after,
    )


def build_operation(paper: Paper, clock: Clock) -> Operation:
    """The operation that makes the city know this state of a paper."""
    return operation_of(PAPER, paper.id, paper, made_at=clock.now())
