"""What the desk says of what is not at the city."""

from dataclasses import replace

import pytest

from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.transfers import NOT_WANTED, Direction, Transfer
from desktop.store.store import Store
from desktop.sync.traffic.status import StatusBoard
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.store import LIMIT_S, line_operation, photo_upload, upload

pytestmark = pytest.mark.unit

PHOTO = photo_upload()


@pytest.mark.parametrize(
    ("paper", "reason", "refused"),
    [
        (upload(), "hash_mismatch", 1),
        (PHOTO, "paper_missing", 1),
        (PHOTO, "hash_mismatch", 1),
        (PHOTO, NOT_WANTED, 0),
    ],
)
def test_what_could_not_be_sent_is_not_said_to_be(
    store: Store,
    clock: FakeClock,
    events: EventRecorder,
    paper: Transfer,
    reason: str,
    refused: int,
) -> None:
    board = StatusBoard(store=store, clock=clock, emit=events)
    store.transfers.queue(paper).result(LIMIT_S)
    board.refresh()
    assert (board.status().pending_papers, board.status().refused_operations) == (1, 0)

    store.transfers.finish(paper, reason).result(LIMIT_S)
    board.refresh()
    assert (board.status().pending_papers, board.status().refused_operations) == (0, refused)
    assert board.status().is_all_sent is not bool(refused)
    told = [(one.entity_id, one.reason) for one in board.status().refusals]
    assert told == [(paper.document_id, reason)] * refused
    assert events.of(SyncChanged)[-1].status == board.status()


def test_a_paper_that_was_not_fetched_misses_nobody_at_the_city(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    board = StatusBoard(store=store, clock=clock, emit=events)
    fetched = replace(upload(), direction=Direction.DOWN)
    store.transfers.finish(fetched, "hash_mismatch").result(LIMIT_S)
    board.refresh()
    assert board.status().is_all_sent


def test_notes_of_who_looked_are_counted_apart_from_peoples_work(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    board = StatusBoard(store=store, clock=clock, emit=events)
    view = line_operation("seen", "view-1", EntityKind.VIEW)
    store.items.record(view, None).result(LIMIT_S)
    board.refresh()
    status = board.status()
    assert (status.pending_views, status.pending_operations, status.pending_bytes) == (1, 0, 0)
    assert status.is_all_sent
