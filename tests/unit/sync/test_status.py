"""What the desk says of what is not at the city."""

from dataclasses import replace

import pytest

from desktop.domain.events import SyncChanged
from desktop.store.store import Store
from desktop.store.transfers import NO_SESSION, NOT_WANTED
from desktop.sync.status import StatusBoard
from tests.fakes.event_recorder import EventRecorder
from tests.fakes.fake_clock import FakeClock
from tests.fakes.store_samples import LIMIT_S, upload

pytestmark = pytest.mark.unit

PHOTO = replace(upload(), session_id=NO_SESSION)


@pytest.mark.parametrize(
    ("reason", "refused"), [("paper_missing", 1), ("hash_mismatch", 1), (NOT_WANTED, 0)]
)
def test_a_photo_that_could_not_be_sent_is_not_said_to_be(
    store: Store, clock: FakeClock, events: EventRecorder, reason: str, refused: int
) -> None:
    board = StatusBoard(store=store, clock=clock, emit=events)
    store.transfers.queue(PHOTO).result(LIMIT_S)
    board.refresh()
    assert (board.status().pending_papers, board.status().refused_operations) == (1, 0)

    store.transfers.finish(PHOTO, reason).result(LIMIT_S)
    board.refresh()
    assert (board.status().pending_papers, board.status().refused_operations) == (0, refused)
    assert board.status().is_all_sent is not bool(refused)
    assert events.of(SyncChanged)[-1].status == board.status()
