from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.ids import CaseId, DocumentId, OperationId, SessionId
from desktop.domain.sync.operation import EntityKind, RecordStorage, Verdict
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER as CASE_PAPER_KIND
from desktop.store.records.items import StoredItem
from desktop.store.records.outbox import RefusedOperation
from desktop.store.rows.merge import Judged
from desktop.store.store import Store
from tests.fakes.fake_clock import NOON
from tests.samples.casework import CASE_PAPER
from tests.samples.store import (
    ALL,
    LIMIT_S,
    TODAY,
    accepted,
    change,
    conflicting,
    line_operation,
    refused,
)

pytestmark = pytest.mark.unit

LINE = EntityKind.MINUTE_LINE


def _write(store: Store, text: str, line_id: str = "line-1") -> None:
    store.items.record(line_operation(text, line_id), TODAY).result(LIMIT_S)


def _item(store: Store, line_id: str = "line-1") -> StoredItem:
    item = store.items.get(LINE, line_id)
    assert item is not None
    return item


def test_operations_are_taken_in_the_order_they_were_made(store: Store) -> None:
    for number in range(5):
        _write(store, "a", f"line-{number}")

    first = store.outbox.take(3, ALL).result(LIMIT_S)
    assert [one.entity_id for one in first] == ["line-0", "line-1", "line-2"]


def test_only_the_kinds_asked_for_are_taken_and_the_rest_waits(store: Store) -> None:
    papers = frozenset({EntityKind.PAPER})
    _write(store, "a")
    assert not store.outbox.has_unsent(papers)
    assert store.outbox.has_unsent()
    assert store.outbox.take(ALL, ALL, papers).result(LIMIT_S) == ()

    taken = store.outbox.take(ALL, ALL, frozenset({LINE})).result(LIMIT_S)
    assert [one.entity_id for one in taken] == ["line-1"]
    assert store.outbox.take(ALL, ALL, papers).result(LIMIT_S) == ()
    assert not store.outbox.has_unsent(papers)
    assert store.outbox.counts().pending == 1


def test_what_is_written_into_a_withheld_session_waits_and_nothing_else(store: Store) -> None:
    secret, withheld = "session-secret", frozenset({SessionId("session-secret")})
    bodies: list[tuple[EntityKind, str, dict[str, Any]]] = [
        (LINE, "line-1", {"session_id": secret}),
        (EntityKind.DIFFICULTY, "difficulty-1", {"about_session_id": secret}),
        (EntityKind.VIEW, "view-1", {"session_id": secret}),
        (LINE, "line-2", {"session_id": TODAY}),
        (EntityKind.DIFFICULTY, "difficulty-2", {"about_session_id": None}),
    ]
    for kind, entity_id, body in bodies:
        operation = replace(line_operation("", entity_id, kind), body=body)
        store.items.record(operation, TODAY).result(LIMIT_S)
    assert store.outbox.has_unsent(None, withheld)
    sent = store.outbox.take(ALL, ALL, None, withheld).result(LIMIT_S)
    # a view is no word in the session: the city's audit log has to hear of it
    assert [one.entity_id for one in sent] == ["view-1", "line-2", "difficulty-2"]
    store.outbox.settle([accepted(one, 1) for one in sent]).result(LIMIT_S)
    assert not store.outbox.has_unsent(None, withheld)

    held = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert [one.entity_id for one in held] == ["line-1", "difficulty-1"]
    # also when they are perhaps at the city: its answer would be a refusal
    assert store.outbox.take(ALL, ALL, None, withheld).result(LIMIT_S) == ()
    assert not store.outbox.has_unsent(None, withheld)
    assert store.outbox.counts().pending == 2


def test_what_was_taken_is_taken_again_unchanged_until_it_is_judged(store: Store) -> None:
    _write(store, "a")
    first = store.outbox.take(ALL, ALL).result(LIMIT_S)
    _write(store, "ab")
    _write(store, "c", "line-2")
    again = store.outbox.take(ALL, ALL).result(LIMIT_S)

    assert again[0] == first[0]
    assert [one.entity_id for one in again] == ["line-1", "line-2"]
    assert store.outbox.counts().pending == 3


def test_the_next_operation_of_a_record_stands_on_the_revision_of_the_one_before(
    store: Store,
) -> None:
    _write(store, "a")
    first = store.outbox.take(ALL, ALL).result(LIMIT_S)
    _write(store, "ab")
    store.outbox.settle([accepted(first[0], 9)]).result(LIMIT_S)
    second = store.outbox.take(ALL, ALL).result(LIMIT_S)

    assert [(one.base_revision, one.body) for one in second] == [(9, {"text": "ab"})]
    assert _item(store).storage is RecordStorage.HERE


def test_a_batch_holds_no_more_bytes_than_allowed_but_always_one_operation(store: Store) -> None:
    for number in range(4):
        _write(store, "x" * 100, f"line-{number}")

    assert len(store.outbox.take(ALL, 250).result(LIMIT_S)) == 2
    assert len(store.outbox.take(ALL, 1).result(LIMIT_S)) == 1
    assert store.outbox.counts().pending_bytes == 4 * len('{"text":""}') + 400


def test_after_a_conflict_both_texts_are_there_and_nothing_overwrites_the_city(
    store: Store,
) -> None:
    _write(store, "ta")
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    _write(store, "ta nữa")
    store.outbox.settle([conflicting(batch[0], 7)]).result(LIMIT_S)
    store.pulled.apply([change("tp", 7)], "c1", is_last=True).result(LIMIT_S)

    item = _item(store)
    assert (item.body, item.conflict_body) == ({"text": "tp"}, {"text": "ta nữa"})
    assert store.outbox.take(ALL, ALL).result(LIMIT_S) == ()


def test_a_refused_operation_is_put_aside_and_blocks_nothing(store: Store) -> None:
    _write(store, "a", "line-1")
    _write(store, "b", "line-2")
    first, second = store.outbox.take(ALL, ALL).result(LIMIT_S)
    changed = store.outbox.settle([refused(first, "not_owner"), accepted(second, 3)])

    assert {item.entity_id for item in changed.result(LIMIT_S)} == {"line-1", "line-2"}
    assert store.outbox.refused() == (
        RefusedOperation(id=first.id, kind="minute_line", entity_id="line-1", reason="not_owner"),
    )
    counts = store.outbox.counts()
    assert (counts.pending, counts.refused, counts.oldest_made_at) == (0, 1, None)


def test_a_record_that_is_refused_again_waits_once_for_a_person(store: Store) -> None:
    for text in ("ta", "ta sửa"):
        _write(store, text)
        batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
        store.outbox.settle([refused(batch[0], text)]).result(LIMIT_S)

    assert [one.reason for one in store.outbox.refused()] == ["ta sửa"]
    assert store.outbox.counts().refused == 1


def test_a_refused_text_is_not_overwritten_by_the_city_s(store: Store) -> None:
    _write(store, "ta")
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(batch[0])]).result(LIMIT_S)
    store.pulled.apply([change("tp", 7)], "c1", is_last=True).result(LIMIT_S)

    assert _item(store).conflict_body == {"text": "ta"}


def test_a_refused_text_that_comes_from_the_city_after_all_is_no_longer_refused(
    store: Store,
) -> None:
    _write(store, "ta")
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(batch[0])]).result(LIMIT_S)
    store.pulled.apply([change("ta", 7)], "c1", is_last=True).result(LIMIT_S)

    assert _item(store).storage is RecordStorage.CITY


def test_a_verdict_on_something_unknown_or_judged_before_is_passed_over(store: Store) -> None:
    _write(store, "a")
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(batch[0], 2)]).result(LIMIT_S)
    unknown = Judged(operation_id=OperationId("x"), verdict=Verdict.ACCEPTED, revision=1)

    assert store.outbox.settle([unknown, conflicting(batch[0], 5)]).result(LIMIT_S) == ()
    assert _item(store).revision == 2


def test_papers_of_a_withheld_case_wait_for_who_may_send_them(store: Store) -> None:
    for case_id in ("secret", "open"):
        paper = replace(CASE_PAPER, id=DocumentId(f"paper-{case_id}"), case_id=CaseId(case_id))
        operation = operation_of(CASE_PAPER_KIND, paper.id, paper, made_at=NOON)
        store.items.record(operation, None).result(LIMIT_S)
    withheld = frozenset({"secret"})
    sent = store.outbox.take(ALL, ALL, None, withheld).result(LIMIT_S)
    assert [one.entity_id for one in sent] == ["paper-open"]
    assert store.outbox.counts().pending == 2
    sent = store.outbox.take(ALL, ALL, None).result(LIMIT_S)
    assert {one.entity_id for one in sent} == {"paper-open", "paper-secret"}
