"""Records that are read page by page in the background, while the city sends newer ones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CitizenId
from desktop.mapping.records import CITIZEN
from desktop.store.store import Store, open_store
from desktop.sync.records.record_book import RecordBook
from tests.bench.intakes import fill
from tests.patience import PATIENCE_S, wait_until
from tests.samples.many_people import many_people
from tests.samples.store import KEY

pytestmark = pytest.mark.unit

PEOPLE = many_people(450)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "room", KEY, SystemClock(), copies_folder=tmp_path / "copies")
    try:
        fill(opened, PEOPLE)
        yield opened
    finally:
        opened.close()


def book_of(store: Store, told: list[frozenset[str]]) -> RecordBook[CitizenRecord]:
    return RecordBook(kind=CITIZEN, items=store.items, clock=SystemClock(), on_change=told.append)


def test_every_page_is_read_once_and_nobody_is_told(store: Store) -> None:
    told: list[frozenset[str]] = []
    book = book_of(store, told)
    pages = list(book.start_by_page())
    assert [len(page) for page in pages] == [200, 200, 50]
    assert frozenset[str]().union(*pages) == {one.id for one in PEOPLE}
    assert {known.record.id for known in book.known()} == {one.id for one in PEOPLE}
    assert told == []


def test_what_changes_between_two_pages_is_told_and_stays_the_newer_text(store: Store) -> None:
    told: list[frozenset[str]] = []
    more: list[frozenset[str]] = []
    book = book_of(store, told)
    book.follow(more.append)
    pages = book.start_by_page()
    first = next(pages)
    changed = [one for one in PEOPLE if one.id in first][:1] + [
        one for one in PEOPLE if one.id not in first
    ][-1:]
    for one in changed:
        book.save(one.id, replace(one, phone="0900000456")).result(PATIENCE_S)
    new = replace(PEOPLE[0], id=CitizenId("a-new-one"))
    book.save(new.id, new).result(PATIENCE_S)
    wait_until(lambda: len(told) == 3)
    list(pages)
    for one in changed:
        known = book.find(one.id)
        assert known is not None
        assert known.record.phone == "0900000456"
    assert book.find(new.id) is not None
    assert more == told


def test_without_records_there_is_no_page(tmp_path: Path) -> None:
    store = open_store(tmp_path / "no", KEY, SystemClock(), copies_folder=tmp_path / "none")
    try:
        assert list(book_of(store, []).start_by_page()) == []
    finally:
        store.close()
