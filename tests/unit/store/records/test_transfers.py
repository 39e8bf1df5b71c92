from dataclasses import replace

import pytest

from desktop.domain.ids import DocumentId
from desktop.store.records.transfers import (
    NOT_WANTED,
    Direction,
    Transfer,
    TransferState,
)
from desktop.store.store import Store
from tests.samples.store import LIMIT_S, TODAY, photo_upload, upload

pytestmark = pytest.mark.unit


def test_what_was_queued_waits_small_before_large(store: Store) -> None:
    store.transfers.queue(upload("large", 9_000)).result(LIMIT_S)
    store.transfers.queue(upload("small", 10)).result(LIMIT_S)

    assert [one.document_id for one in store.transfers.waiting()] == ["small", "large"]
    assert {one.document_id for one in store.transfers.of_session(TODAY)} == {"small", "large"}
    assert store.transfers.get(DocumentId("small"), Direction.DOWN) is None


def test_photos_of_a_sheet_wait_for_the_papers_of_a_reception(store: Store) -> None:
    photo = photo_upload(size_bytes=10)
    store.transfers.queue(photo).result(LIMIT_S)
    store.transfers.queue(upload("paper", 9_000)).result(LIMIT_S)

    assert [one.document_id for one in store.transfers.waiting()] == ["paper", photo.sha256]


def test_progress_is_told_and_seen_without_a_commit(store: Store) -> None:
    told: list[Transfer] = []
    store.transfers.queue(upload()).result(LIMIT_S)
    store.transfers.watch(told.append)

    store.transfers.note_progress(upload(), 400)

    assert told == [replace(upload(), moved_bytes=400)]
    assert store.transfers.waiting() == (replace(upload(), moved_bytes=400),)


def test_a_finished_transfer_waits_no_more(store: Store) -> None:
    store.transfers.queue(upload()).result(LIMIT_S)
    store.transfers.note_progress(upload(), 400)
    done = store.transfers.finish(upload()).result(LIMIT_S)

    assert store.transfers.waiting() == ()
    assert (done.state, done.moved_bytes) == (TransferState.DONE, 1_000)
    assert store.transfers.get(upload().document_id, Direction.UP) == done


def test_a_refused_transfer_keeps_its_reason(store: Store) -> None:
    store.transfers.queue(upload()).result(LIMIT_S)
    refused = store.transfers.finish(replace(upload(), moved_bytes=3), "forbidden")

    assert refused.result(LIMIT_S).state is TransferState.REFUSED
    found = store.transfers.get(upload().document_id, Direction.UP)
    assert found is not None
    assert (found.reason, found.moved_bytes) == ("forbidden", 3)


def test_what_was_put_aside_waits_again_when_somebody_asks_for_it(store: Store) -> None:
    moving = upload("moving", 9_000)
    fetched = replace(upload("fetched"), direction=Direction.DOWN)
    unwanted = photo_upload("cd")
    photo = photo_upload()
    store.transfers.queue(moving).result(LIMIT_S)
    for ended, reason in [(upload("paper"), "tls"), (photo, "forbidden"), (fetched, "gone")]:
        store.transfers.finish(ended, reason).result(LIMIT_S)
    store.transfers.finish(unwanted, NOT_WANTED).result(LIMIT_S)
    store.transfers.finish(upload("done")).result(LIMIT_S)
    told: list[Transfer] = []
    store.transfers.watch(told.append)

    again = store.transfers.send_refused_again().result(LIMIT_S)

    assert set(again) == {upload("paper"), photo}
    assert set(told) == set(again)
    assert store.transfers.waiting() == (upload("paper"), moving, photo)
