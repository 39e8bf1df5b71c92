"""A book of one kind: read once, followed, written; what cannot be read stays in the store."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import AGENCY, rules_of
from desktop.store.records.items import StoredItem
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.records.record_book import Known, RecordBook
from tests.fakes.fake_clock import NOON, FakeClock
from tests.samples.agencies import SCIENCE
from tests.samples.loan import CODEC, LENDING, LOAN, LentThing, Loan
from tests.samples.records import body_of
from tests.samples.store import ALL, LIMIT_S, TODAY, accepted, conflicting

pytestmark = pytest.mark.unit

A_LOAN = Loan(
    id="loan-1",
    session_id=TODAY,
    owner_site_id=SiteId("site-a"),
    things=frozenset({LentThing.GLASSES}),
    lent_at=NOON,
)


class Book:
    """A book of agencies, and the ids that it told of."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.told: list[frozenset[str]] = []
        self.store = store
        self.book = RecordBook(
            kind=AGENCY, items=store.items, clock=clock, on_change=self.told.append
        )
        self.book.start()

    def pull(self, revision: int, **changes: Any) -> None:
        change = PulledChange(
            kind="agency",
            entity_id=SCIENCE.code,
            session_id=None,
            version=CityVersion(revision=revision, body={**body_of(SCIENCE), **changes}),
        )
        self.store.pulled.apply([change], f"c{revision}", is_last=True).result(LIMIT_S)


@pytest.fixture
def book(store: Store, clock: FakeClock) -> Book:
    return Book(store, clock)


def test_what_is_saved_is_known_queued_and_told(book: Book, store: Store) -> None:
    book.book.save(SCIENCE.code, SCIENCE).result(LIMIT_S)
    here = Known(record=SCIENCE, storage=RecordStorage.HERE, is_at_city=False, other=None)
    assert book.book.find(SCIENCE.code) == here
    assert book.told == [{SCIENCE.code}]
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(operation, 7)]).result(LIMIT_S)
    assert book.book.known() == (replace(here, storage=RecordStorage.CITY, is_at_city=True),)


def test_a_clash_shows_both_texts_and_saving_settles_it(book: Book, store: Store) -> None:
    ours = replace(SCIENCE, name="Tên của máy này")
    book.pull(1)
    book.book.save(SCIENCE.code, ours).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 6)]).result(LIMIT_S)
    book.pull(6, name="Tên của máy khác")
    known = book.book.find(SCIENCE.code)
    assert known is not None
    assert (known.record.name, known.other) == ("Tên của máy khác", ours)
    book.book.save(SCIENCE.code, ours).result(LIMIT_S)
    settled = book.book.find(SCIENCE.code)
    assert settled is not None
    assert (settled.record, settled.other) == (ours, None)


def test_what_this_program_cannot_read_is_passed_over_and_kept_as_it_came(
    book: Book, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    book.pull(1)
    told = len(book.told)
    book.pull(2, kind="a newer word", weather={"is": "mưa"})
    assert len(book.told) == told
    known = book.book.find(SCIENCE.code)
    assert known is not None
    assert known.record == SCIENCE
    assert f"kind=agency id={SCIENCE.code}" in caplog.text
    assert SCIENCE.name not in caplog.text
    item = store.items.get("agency", SCIENCE.code)
    assert item is not None
    assert item.body == {**body_of(SCIENCE), "kind": "a newer word", "weather": {"is": "mưa"}}


def test_what_the_wire_does_not_allow_is_not_kept(book: Book, store: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        book.book.save(SCIENCE.code, replace(SCIENCE, name=" trước"))
    assert store.outbox.counts().pending == 0


def test_a_record_of_a_session_is_kept_with_it_and_other_kinds_are_not_read(
    book: Book, clock: FakeClock
) -> None:
    items = _Items()
    loans = RecordBook(kind=LOAN, items=items, clock=clock, on_change=lambda _ids: None)  # type: ignore[arg-type]
    loans.save(A_LOAN.id, A_LOAN)
    assert items.recorded == [("loan", TODAY)]
    assert rules_of(LENDING)["loan"].is_of_session
    assert book.book.known() == ()
    assert CODEC.write(A_LOAN)["session_id"] == TODAY


class _Items:
    """Notes what is recorded."""

    def __init__(self) -> None:
        self.recorded: list[tuple[str, SessionId | None]] = []

    def record(self, operation: Any, session_id: SessionId | None) -> Future[StoredItem]:
        self.recorded.append((operation.kind, session_id))
        return Future()
