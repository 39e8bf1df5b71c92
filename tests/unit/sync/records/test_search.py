"""Searching the store: what stood there at the first search, and what came after it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from desktop.domain.record.events import SearchAnswered
from desktop.domain.record.search import SearchHit
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.records import search as search_book
from desktop.sync.records.search import SearchBook
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.minutes import lines
from tests.samples.records import body_of
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

LINE = lines()[0]


@pytest.fixture
def book(store: Store, events: EventRecorder) -> Iterator[SearchBook]:
    book = SearchBook(items=store.items, emit=events)
    book.start()
    yield book
    book.stop()


def pull(store: Store, kind: str, entity_id: str, body: Mapping[str, Any]) -> None:
    change = PulledChange(
        kind=kind,
        entity_id=entity_id,
        session_id=LINE.session_id,
        version=CityVersion(revision=1, body=body),
    )
    store.pulled.apply([change], f"c-{entity_id}", is_last=True).result(LIMIT_S)


def pull_line(store: Store, entity_id: str, text: str) -> None:
    pull(store, "minute_line", entity_id, {**body_of(LINE), "text": text})


def found(book: SearchBook, events: EventRecorder, search: str) -> tuple[SearchHit, ...]:
    before = len(events.of(SearchAnswered))
    book.find(search)
    answer = events.wait_for(SearchAnswered, count=before + 1)
    assert answer.search == search
    return answer.hits


def test_what_is_kept_is_found_and_what_comes_later_too(
    book: SearchBook, store: Store, events: EventRecorder
) -> None:
    pull_line(store, "l1", "Đường vào thôn Hoà Bình hẹp")
    (hit,) = found(book, events, "hoa binh")
    assert (hit.kind, hit.entity_id, hit.session_id) == ("minute_line", "l1", LINE.session_id)
    pull_line(store, "l2", "Cầu Hòa Bình gãy")
    assert {one.entity_id for one in found(book, events, "hoa binh")} == {"l1", "l2"}
    pull(store, "agency", "a1", {"name": "Hòa Bình"})
    pull(store, "of-a-newer-program", "n1", {"name": "Hòa Bình"})
    pull(store, "minute_line", "broken", {"text": "Hòa Bình"})
    assert len(found(book, events, "hoa binh")) == 2


def test_too_few_letters_find_nothing(book: SearchBook, events: EventRecorder) -> None:
    assert found(book, events, "h") == ()


def test_only_the_newest_search_is_answered(
    book: SearchBook, store: Store, events: EventRecorder
) -> None:
    pull_line(store, "l1", "đường")
    book._newest = "duong vao"  # as if it had been typed while the first waited
    book._due.put("duong")
    assert found(book, events, "duong vao") == ()
    assert [one.search for one in events.of(SearchAnswered)] == ["duong vao"]


def test_a_search_that_fails_is_not_the_last_one(
    book: SearchBook,
    events: EventRecorder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(search_book, "WordIndex", fail)
        book.find("duong")
        while "search failed" not in caplog.text:
            pass
    assert found(book, events, "duong") == ()
