from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.records.items import StoredItem
from desktop.store.records.pulled_changes import CityPosition
from desktop.store.records.transfers import NOT_WANTED, Direction, TransferState
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from tests.samples.store import (
    ALL,
    LIMIT_S,
    TODAY,
    accepted,
    change,
    line_operation,
    refused,
    upload,
)

pytestmark = pytest.mark.unit

LINE = EntityKind.MINUTE_LINE


def _write_and_send(store: Store, text: str, revision: int) -> None:
    store.items.record(line_operation(text), TODAY).result(LIMIT_S)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(batch[0], revision)]).result(LIMIT_S)


def _item(store: Store) -> StoredItem:
    item = store.items.get(LINE, "line-1")
    assert item is not None
    return item


def test_changes_and_cursor_are_kept_together_and_told(store: Store) -> None:
    told: list[tuple[StoredItem, ...]] = []
    store.items.watch(told.append)
    assert store.pulled.position() == CityPosition(epoch="", cursor="")

    changed = store.pulled.apply([change("a", 1)], "c1", is_last=True).result(LIMIT_S)

    assert store.pulled.position().cursor == "c1"
    assert told == [changed]
    assert _item(store).storage is RecordStorage.CITY


def test_what_is_known_already_is_not_told_again(store: Store) -> None:
    store.pulled.apply([change("a", 1)], "c1", is_last=True).result(LIMIT_S)

    assert store.pulled.apply([change("a", 1)], "c2", is_last=True).result(LIMIT_S) == ()


MARK = AcceptedAfter(status="closed", at=datetime(2026, 11, 26, 9, 30, tzinfo=UTC))


def test_the_mark_of_what_came_after_the_signing_is_kept(store: Store) -> None:
    marked = replace(change("a", 1), accepted_after=MARK)
    (told,) = store.pulled.apply([marked], "c1", is_last=True).result(LIMIT_S)
    assert (told.accepted_after, _item(store).accepted_after) == (MARK, MARK)
    assert store.pulled.apply([marked], "c2", is_last=True).result(LIMIT_S) == ()
    store.items.record(line_operation("b"), TODAY).result(LIMIT_S)
    assert _item(store).accepted_after == MARK, "an edit here takes no mark away"
    moved = replace(marked, session_id=None, version=CityVersion(revision=2, body={"text": "b"}))
    store.pulled.apply([moved], "c3", is_last=True).result(LIMIT_S)
    assert (_item(store).session_id, _item(store).accepted_after) == (None, MARK)


def test_our_own_late_text_is_marked_by_the_pull_that_follows_its_verdict(store: Store) -> None:
    _write_and_send(store, "a", 3)
    assert _item(store).accepted_after is None
    marked = replace(change("a", 3), accepted_after=MARK)
    (told,) = store.pulled.apply([marked], "c1", is_last=True).result(LIMIT_S)
    assert (told.body["text"], told.accepted_after) == ("a", MARK)


def test_a_mark_goes_when_the_city_says_so_no_more(store: Store) -> None:
    marked = replace(change("a", 1), accepted_after=MARK)
    store.pulled.apply([marked], "c1", is_last=True).result(LIMIT_S)
    store.pulled.apply([change("a", 2)], "c2", is_last=True).result(LIMIT_S)
    assert _item(store).accepted_after is None


def test_a_kind_only_a_newer_program_knows_is_kept_for_it(store: Store) -> None:
    store.pulled.apply([change("a", 1, kind="verdict_of_2030")], "c1", is_last=True).result(LIMIT_S)

    found = store.database.read(lambda reader: reader.execute("SELECT kind FROM item").fetchall())
    assert found == [("verdict_of_2030",)]


def test_the_first_epoch_resets_nothing(store: Store) -> None:
    store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    store.pulled.start_epoch("e1").result(LIMIT_S)

    assert store.pulled.position() == CityPosition(epoch="e1", cursor="")
    assert _item(store).revision == 0


def test_a_new_epoch_sends_again_what_the_city_had_accepted(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)
    store.items.record(line_operation("đơn", "paper-1", EntityKind.PAPER), TODAY, upload()).result(
        LIMIT_S
    )
    store.transfers.finish(upload()).result(LIMIT_S)

    store.pulled.start_epoch("e2").result(LIMIT_S)

    assert _item(store).storage is RecordStorage.HERE
    transfer = store.transfers.get(upload().document_id, Direction.UP)
    assert transfer is not None
    assert transfer.state is TransferState.WAITING
    again = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (0, {"text": "a"}) in [(one.base_revision, one.body) for one in again]


@pytest.mark.parametrize(
    ("reason", "state"),
    [("hash_mismatch", TransferState.WAITING), (NOT_WANTED, TransferState.REFUSED)],
)
def test_a_new_epoch_is_offered_the_papers_that_the_former_one_refused(
    store: Store, reason: str, state: TransferState
) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    store.transfers.finish(replace(upload(), moved_bytes=7), reason).result(LIMIT_S)
    store.pulled.start_epoch("e2").result(LIMIT_S)

    transfer = store.transfers.get(upload().document_id, Direction.UP)
    assert transfer is not None
    assert transfer.state is state


def test_what_a_restored_city_still_has_is_not_sent_twice(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)
    store.pulled.start_epoch("e2").result(LIMIT_S)
    store.pulled.apply([change("a", 4)], "c1", is_last=True).result(LIMIT_S)

    assert store.outbox.counts().pending == 0
    assert (_item(store).revision, _item(store).storage) == (4, RecordStorage.CITY)


def test_an_older_text_in_a_restored_city_is_overwritten_by_ours_without_a_clash(
    store: Store,
) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "mới", 9)
    store.pulled.start_epoch("e2").result(LIMIT_S)
    store.pulled.apply([change("cũ", 4)], "c1", is_last=True).result(LIMIT_S)

    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [(one.base_revision, one.body) for one in batch] == [(4, {"text": "mới"})]
    assert _item(store).conflict_body is None


def test_a_restored_city_gets_what_the_room_last_knew_whoever_wrote_it(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "ours", 9)
    store.pulled.apply([change("theirs", 12)], "c1", is_last=True).result(LIMIT_S)
    store.pulled.start_epoch("e2").result(LIMIT_S)
    store.pulled.apply([change("ours", 9)], "c2", is_last=True).result(LIMIT_S)

    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [(one.base_revision, one.body) for one in batch] == [(9, {"text": "theirs"})]


def test_a_record_that_the_city_sends_no_more_stays(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    store.pulled.apply([change("theirs", 9)], "c1", is_last=True).result(LIMIT_S)
    store.pulled.start_epoch("e2").result(LIMIT_S)
    store.pulled.apply([], "c2", is_last=True).result(LIMIT_S)

    assert _item(store).body == {"text": "theirs"}


def test_an_operation_on_its_way_keeps_its_id_over_an_epoch(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)
    store.items.record(line_operation("ab"), TODAY).result(LIMIT_S)
    taken = store.outbox.take(ALL, ALL).result(LIMIT_S)

    store.pulled.start_epoch("e2").result(LIMIT_S)

    assert store.outbox.take(ALL, ALL).result(LIMIT_S) == taken


def test_a_refused_text_is_offered_again_to_a_new_epoch_that_lost_the_accepted_one(
    store: Store,
) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)
    store.items.record(line_operation("ab"), TODAY).result(LIMIT_S)
    taken = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(taken[0])]).result(LIMIT_S)

    store.pulled.start_epoch("e2").result(LIMIT_S)

    again = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [one.body for one in again] == [{"text": "ab"}]


def test_a_record_in_conflict_waits_for_a_person_over_an_epoch(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 2)
    store.items.record(line_operation("ta"), TODAY).result(LIMIT_S)
    store.pulled.apply([change("tp", 5)], "c1", is_last=True).result(LIMIT_S)

    store.pulled.start_epoch("e2").result(LIMIT_S)

    assert store.outbox.counts().pending == 0
    assert _item(store).conflict_body == {"text": "ta"}


def test_only_what_stands_on_a_safe_revision_is_let_go(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)

    assert store.outbox.forget_safe(8).result(LIMIT_S) == 0
    assert store.outbox.forget_safe(9).result(LIMIT_S) == 1
    store.pulled.start_epoch("e2").result(LIMIT_S)
    assert store.outbox.counts().pending == 0


def test_what_the_city_has_not_accepted_is_never_let_go(store: Store) -> None:
    store.pulled.start_epoch("e1").result(LIMIT_S)
    _write_and_send(store, "a", 9)
    store.items.record(line_operation("ab"), TODAY).result(LIMIT_S)

    store.outbox.forget_safe(99).result(LIMIT_S)

    assert [one.body for one in store.outbox.take(ALL, ALL).result(LIMIT_S)] == [{"text": "ab"}]
