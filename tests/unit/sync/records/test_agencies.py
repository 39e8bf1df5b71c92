"""The directory on the desk: pulled for reading, changed without a network, clashes kept."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.directory.agency import Agency
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.events import ActionFailed
from desktop.domain.sync.operation import RecordStorage
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.codes import ReportCode
from desktop.sync.records.agencies import AgencyBook
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.agencies import DIRECTORY, RETIRED, SCIENCE
from tests.samples.records import body_of
from tests.samples.store import ALL, LIMIT_S, accepted, conflicting, refused

pytestmark = pytest.mark.unit


def make_book(store: Store, clock: FakeClock, events: EventRecorder) -> AgencyBook:
    book = AgencyBook(items=store.items, clock=clock, emit=events)
    book.start()
    return book


@pytest.fixture
def book(store: Store, clock: FakeClock, events: EventRecorder) -> AgencyBook:
    return make_book(store, clock, events)


def pull(store: Store, agency: Agency, revision: int, **changes: Any) -> None:
    change = PulledChange(
        kind="agency",
        entity_id=agency.code,
        session_id=None,
        version=CityVersion(revision=revision, body={**body_of(agency), **changes}),
    )
    store.pulled.apply([change], f"c{revision}", is_last=True).result(LIMIT_S)


def written(store: Store) -> None:
    store.database.write(lambda _: None).result(LIMIT_S)


def test_what_the_city_has_is_listed_in_order(
    book: AgencyBook, store: Store, events: EventRecorder
) -> None:
    for revision, agency in enumerate(reversed(DIRECTORY), start=1):
        pull(store, agency, revision)
    assert book.agencies() == (DIRECTORY[0], *DIRECTORY[1:])
    assert book.known()[-1].agency == RETIRED
    assert events.wait_for(AgenciesChanged) == AgenciesChanged()


def test_an_entry_is_kept_queued_and_sent(
    book: AgencyBook, store: Store, events: EventRecorder
) -> None:
    book.save(SCIENCE)
    events.wait_for(AgenciesChanged)
    (known,) = book.known()
    assert (known.agency, known.storage, known.is_at_city) == (SCIENCE, RecordStorage.HERE, False)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.entity_id, operation.base_revision) == ("SKHCN", 0)
    store.outbox.settle([accepted(operation, 7)]).result(LIMIT_S)
    (known,) = book.known()
    assert (known.storage, known.is_at_city) == (RecordStorage.CITY, True)


def test_a_change_says_on_which_revision_it_was_made(book: AgencyBook, store: Store) -> None:
    pull(store, SCIENCE, 9)
    book.save(replace(SCIENCE, is_active=False))
    written(store)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.base_revision, operation.body["active"]) == (9, False)


def test_the_directory_is_there_again_after_a_restart(
    book: AgencyBook, store: Store, clock: FakeClock
) -> None:
    pull(store, SCIENCE, 1)
    assert make_book(store, clock, EventRecorder()).known() == book.known()


def test_a_clash_keeps_both_texts_until_one_is_saved(book: AgencyBook, store: Store) -> None:
    pull(store, SCIENCE, 1)
    ours = replace(SCIENCE, name="Tên của máy này")
    theirs = replace(SCIENCE, name="Tên của máy khác")
    book.save(ours)
    written(store)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 6)]).result(LIMIT_S)
    pull(store, theirs, 6)
    (known,) = book.known()
    assert (known.agency, known.other) == (theirs, ours)

    book.save(ours)
    written(store)
    (known,) = book.known()
    assert (known.agency, known.other) == (ours, None)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.base_revision, operation.body["name"]) == (6, "Tên của máy này")


def test_a_new_entry_that_the_city_would_not_have_is_in_no_directory(
    book: AgencyBook, store: Store
) -> None:
    book.save(SCIENCE)
    written(store)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(operation)]).result(LIMIT_S)
    (known,) = book.known()
    assert known.is_nowhere
    assert book.agencies() == ()


def test_an_entry_that_cannot_be_read_is_passed_over(
    book: AgencyBook, store: Store, events: EventRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    pull(store, SCIENCE, 1, kind="song")
    assert book.known() == ()
    assert events.of(AgenciesChanged) == []
    assert "passed over" in caplog.text


def test_what_cannot_travel_is_said_and_not_kept(
    book: AgencyBook, store: Store, events: EventRecorder
) -> None:
    book.save(replace(SCIENCE, name="a\x00b"))
    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("save_agency", ReportCode.NOT_SPEAKABLE)
    assert failed.data["agency"] == "SKHCN"
    assert store.outbox.counts().pending == 0


def test_a_store_that_cannot_write_is_said(
    book: AgencyBook, store: Store, events: EventRecorder
) -> None:
    store.close()
    book.save(SCIENCE)
    assert events.wait_for(ActionFailed).action == "save_agency"


def test_a_clash_whose_other_text_is_on_its_way_is_none_yet_and_loses_nothing(
    book: AgencyBook, store: Store
) -> None:
    pull(store, SCIENCE, 1)
    ours = replace(SCIENCE, name="Tên của máy này")
    theirs = replace(SCIENCE, name="Tên của máy khác")
    book.save(ours)
    written(store)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 6)]).result(LIMIT_S)
    (known,) = book.known()
    assert (known.agency, known.other, known.storage) == (ours, None, RecordStorage.HERE)

    book.save(ours)
    written(store)
    pull(store, theirs, 6)
    (known,) = book.known()
    assert (known.agency, known.other) == (theirs, ours)
