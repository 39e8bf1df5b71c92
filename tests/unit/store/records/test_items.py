from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.codes import StorageCode
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Direction
from desktop.store.store import Store
from tests.samples.store import (
    ALL,
    LIMIT_S,
    TODAY,
    accepted,
    change,
    conflicting,
    line_operation,
    refused,
    upload,
)

pytestmark = pytest.mark.unit

LINE = EntityKind.MINUTE_LINE
LOG_PAGE_BYTES = 4_096 + 24


def test_a_record_and_its_operation_are_kept_together_and_told(store: Store) -> None:
    told = list[tuple[StoredItem, ...]]()
    store.items.watch(told.append)
    operation = line_operation("Kính thưa")

    item = store.items.record(operation, TODAY).result(LIMIT_S)

    assert item == store.items.get(LINE, "line-1")
    assert (item.body, item.session_id, item.storage) == (
        {"text": "Kính thưa"},
        TODAY,
        RecordStorage.HERE,
    )
    assert told == [(item,)]
    assert store.outbox.counts().pending == 1
    assert store.outbox.counts().oldest_made_at == operation.made_at
    assert store.outbox.take(ALL, ALL).result(LIMIT_S)[0] == operation


@pytest.mark.parametrize("kind", [EntityKind.SESSION, "hologram"])
def test_a_desk_queues_only_what_rooms_write(store: Store, kind: str) -> None:
    operation = replace(line_operation("a"), kind=kind)
    with pytest.raises(ValueError, match=kind):
        store.items.record(operation, TODAY)
    with pytest.raises(ValueError, match=kind):
        store.items.settle(operation)
    assert not store.outbox.has_unsent()


def test_records_are_listed_by_kind_and_session(store: Store) -> None:
    store.items.record(line_operation("a", "line-1"), TODAY).result(LIMIT_S)
    store.items.record(line_operation("b", "line-2"), None).result(LIMIT_S)
    store.items.record(line_operation("c", "paper-1", EntityKind.PAPER), TODAY).result(LIMIT_S)

    assert {item.entity_id for item in store.items.list(LINE)} == {"line-1", "line-2"}
    assert [item.entity_id for item in store.items.list(LINE, TODAY)] == ["line-1"]
    assert store.items.get(LINE, "unknown") is None


def test_the_same_text_again_writes_nothing_and_is_told_all_the_same(store: Store) -> None:
    told = list[tuple[StoredItem, ...]]()
    store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(batch[0], 4)]).result(LIMIT_S)
    store.items.watch(told.append)

    item = store.items.record(line_operation("a"), TODAY).result(LIMIT_S)

    assert item.storage is RecordStorage.CITY
    assert told == [(item,)]
    assert store.outbox.counts().pending == 0


def test_a_later_text_replaces_the_operation_that_was_never_sent(store: Store) -> None:
    store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    store.items.record(line_operation("ab"), TODAY).result(LIMIT_S)

    assert [one.body for one in store.outbox.take(ALL, ALL).result(LIMIT_S)] == [{"text": "ab"}]


def test_a_line_that_is_typed_on_is_written_over_where_it_stands(
    store: Store, folder: Path
) -> None:
    log = folder / "store.db-wal"
    for number in range(60):
        store.items.record(line_operation("Kính thưa. " * 40, f"line-{number:02}"), TODAY)
    store.settle()
    before = log.stat().st_size
    for number in range(10):
        store.items.record(line_operation(f"{number} " + "Kính thưa. " * 40, "line-59"), TODAY)
    store.settle()

    assert (log.stat().st_size - before) / LOG_PAGE_BYTES <= 10 * 5


def test_a_record_that_is_saved_in_another_session_moves_there(store: Store) -> None:
    other = SessionId("another")
    for session_id in (TODAY, other, None, TODAY, TODAY):
        body = f"of {session_id}"
        store.items.record(line_operation(body), session_id).result(LIMIT_S)
        item = store.items.get(LINE, "line-1")
        assert item is not None
        assert (item.session_id, item.body) == (session_id, {"text": body})
        for one in (TODAY, other):
            assert len(store.items.list(LINE, one)) == (one == session_id)


def test_a_later_text_goes_after_what_was_written_between(store: Store) -> None:
    for text, line_id in (("a", "line-1"), ("b", "line-2"), ("bb", "line-2"), ("aa", "line-1")):
        store.items.record(line_operation(text, line_id), TODAY)
    last = line_operation("aaa", "line-1")
    store.items.record(last, TODAY)

    sent = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [one.body["text"] for one in sent] == ["bb", "aaa"]
    assert sent[-1] == last


def test_a_paper_and_its_upload_are_queued_in_one_transaction(store: Store) -> None:
    operation = line_operation("đơn", "paper-1", EntityKind.PAPER)
    store.items.record(operation, TODAY, upload()).result(LIMIT_S)

    assert store.transfers.get(upload().document_id, Direction.UP) == upload()


def test_on_a_full_disk_papers_are_refused_and_lines_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.database, "_is_disk_full", True)
    assert store.is_disk_full
    paper = store.items.record(line_operation("đơn", "paper-1", EntityKind.PAPER), TODAY)

    assert isinstance(paper.exception(LIMIT_S), StorageError)
    assert store.items.get(EntityKind.PAPER, "paper-1") is None
    assert store.items.record(line_operation("a"), TODAY).result(LIMIT_S).body == {"text": "a"}


def test_in_a_conflict_only_our_side_is_written_until_a_person_chooses(store: Store) -> None:
    store.items.record(line_operation("ta"), TODAY).result(LIMIT_S)
    store.pulled.apply([change("tp", 5)], "c1", is_last=True).result(LIMIT_S)

    typed = store.items.record(line_operation("ta nữa"), TODAY).result(LIMIT_S)
    assert (typed.body, typed.conflict_body) == ({"text": "tp"}, {"text": "ta nữa"})
    assert store.outbox.counts().pending == 0

    chosen = store.items.settle(line_operation("cả hai")).result(LIMIT_S)
    assert (chosen.body, chosen.conflict_body) == ({"text": "cả hai"}, None)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [(one.base_revision, one.body) for one in batch] == [(5, {"text": "cả hai"})]


def test_choosing_the_city_s_text_sends_nothing(store: Store) -> None:
    store.items.record(line_operation("ta"), TODAY).result(LIMIT_S)
    store.pulled.apply([change("tp", 5)], "c1", is_last=True).result(LIMIT_S)

    chosen = store.items.settle(line_operation("tp")).result(LIMIT_S)

    assert (chosen.body, chosen.conflict_body) == ({"text": "tp"}, None)
    assert chosen.storage is RecordStorage.CITY
    assert store.outbox.counts().pending == 0


def test_a_record_nobody_knows_cannot_be_settled(store: Store) -> None:
    with pytest.raises(KeyError):
        store.items.settle(line_operation("x", "unknown")).result(LIMIT_S)


def test_a_refused_text_says_so_until_a_later_one_is_accepted(store: Store) -> None:
    store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(batch[0])]).result(LIMIT_S)
    item = store.items.get(LINE, "line-1")
    assert item is not None
    assert item.storage is RecordStorage.REFUSED

    store.items.record(line_operation("b"), TODAY).result(LIMIT_S)
    later = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(later[0], 8)]).result(LIMIT_S)

    item = store.items.get(LINE, "line-1")
    assert item is not None
    assert (item.storage, item.revision) == (RecordStorage.CITY, 8)
    assert store.outbox.refused() == ()


def test_an_operation_whose_record_is_gone_tells_of_damage(store: Store) -> None:
    operation = line_operation("a")
    store.items.record(operation, TODAY).result(LIMIT_S)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.database.write(lambda writer: writer.execute("DELETE FROM item").fetchall()).result(
        LIMIT_S
    )

    with pytest.raises(StorageError) as damaged:
        store.outbox.settle([accepted(batch[0], 1)]).result(LIMIT_S)
    assert damaged.value.code == StorageCode.DAMAGED


def test_until_the_city_s_text_has_come_a_clash_cannot_be_settled_away(store: Store) -> None:
    store.items.record(line_operation("ta"), TODAY).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 5)]).result(LIMIT_S)

    chosen = store.items.settle(line_operation("ta")).result(LIMIT_S)
    assert (chosen.conflict_body, chosen.other_body) == ({"text": "ta"}, None)
    assert chosen.storage is RecordStorage.HERE
    typed = store.items.record(line_operation("ta nữa"), TODAY).result(LIMIT_S)
    assert (typed.body, typed.other_body) == ({"text": "ta nữa"}, None)
    assert store.outbox.counts().pending == 0

    store.pulled.apply([change("tp", 5)], "c1", is_last=True).result(LIMIT_S)
    item = store.items.get(LINE, "line-1")
    assert item is not None
    assert (item.body, item.other_body) == ({"text": "tp"}, {"text": "ta nữa"})


def test_writing_what_the_city_says_ends_a_clash_and_what_follows_is_sent(store: Store) -> None:
    store.items.record(line_operation("ta"), TODAY).result(LIMIT_S)
    store.pulled.apply([change("tp", 5)], "c1", is_last=True).result(LIMIT_S)

    assert store.items.record(line_operation("tp"), TODAY).result(LIMIT_S).conflict_body is None
    store.items.record(line_operation("tp nữa"), TODAY).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.base_revision, operation.body) == (5, {"text": "tp nữa"})


def test_a_refused_text_is_sent_again_when_it_is_saved_again(store: Store) -> None:
    store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    (first,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(first)]).result(LIMIT_S)

    item = store.items.record(line_operation("a"), TODAY).result(LIMIT_S)
    assert item.storage is RecordStorage.HERE
    counts = store.outbox.counts()
    assert (counts.pending, counts.refused) == (1, 0)
    (again,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert again.id != first.id
    (sent,) = store.outbox.settle([accepted(again, 8)]).result(LIMIT_S)
    assert (sent.storage, sent.revision) == (RecordStorage.CITY, 8)


def test_when_a_text_was_written_here_is_known_until_the_city_keeps_it_for_good(
    store: Store,
) -> None:
    pulled = store.pulled.apply([change("theirs", 1, "line-9")], "c1", is_last=True)
    pulled.result(LIMIT_S)
    first = line_operation("a")
    store.items.record(first, TODAY).result(LIMIT_S)
    made_at = first.made_at + timedelta(seconds=4.5)
    told = list[StoredItem]()
    store.items.watch(told.extend)
    store.items.record(replace(line_operation("ab"), made_at=made_at), TODAY).result(LIMIT_S)
    assert [one.made_at for one in told] == [made_at]
    (sent,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(sent, 7)]).result(LIMIT_S)
    found = {one.entity_id: one.made_at for one in store.items.list(LINE)}
    assert found == {"line-1": made_at, "line-9": None}
    store.outbox.forget_safe(7).result(LIMIT_S)
    assert {one.made_at for one in store.items.list(LINE)} == {None}
