"""Conclusions at a desk: kept, sent, told by the city, clashing; the fake says the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, item_key, with_result
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import ConclusionItemId, MinuteLineId, SessionId
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import CONCLUSION_ITEM
from desktop.presenters.services.casework import ConclusionsService
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.codes import ReportCode
from desktop.sync.records.conclusions import ConclusionBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_conclusions import FakeConclusions
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.conclusions import DRAFT, LINE, an_item

pytestmark = pytest.mark.contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """No item is known. take_in: the city has an item."""

    service: ConclusionsService
    events: EventRecorder
    take_in: Callable[[ConclusionItem], object]

    def kept(self, item: ConclusionItem) -> KnownItem:
        self.service.save(item)

        def is_there() -> bool:
            known = self.service.find(item.id)
            return known is not None and known.item == item

        wait_until(is_there)
        known = self.service.find(item.id)
        assert known is not None
        return known


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


def book_of(store: Store, events: EventRecorder) -> ConclusionBook:
    made = ConclusionBook(items=store.items, clock=SystemClock(), emit=events)
    made.start()
    return made


def pull(store: Store, item: ConclusionItem, revision: int = 1) -> None:
    body = CONCLUSION_ITEM.codec.write(item)
    change = PulledChange(
        kind="conclusion_item",
        entity_id=item.id,
        session_id=item.session_id,
        version=CityVersion(revision=revision, body=body),
    )
    store.pulled.apply([change], f"cursor-{revision}", is_last=True).result(PATIENCE_S)


@pytest.fixture(params=["fake", "store"])
def bench(request: pytest.FixtureRequest, store: Store) -> Bench:
    events = EventRecorder()
    if request.param == "fake":
        fake = FakeConclusions(emit=events)
        return Bench(
            service=fake, events=events, take_in=lambda one: fake.learn(KnownItem(item=one))
        )
    return Bench(
        service=book_of(store, events), events=events, take_in=lambda one: pull(store, one)
    )


def test_a_line_becomes_an_item_that_waits_for_the_city(bench: Bench) -> None:
    assert bench.service.items() == ()
    known = bench.kept(DRAFT)
    bench.events.wait_for(ConclusionsChanged)
    assert (known.storage, known.is_at_city) == (RecordStorage.HERE, False)
    assert bench.service.of_line(LINE) == known
    assert bench.service.of_line(MinuteLineId("another")) is None
    assert bench.service.unsent() == bench.service.items() == (known,)


def test_items_are_told_by_session(bench: Bench) -> None:
    other = replace(an_item(DRAFT.status, "other"), session_id=SessionId("other"))
    bench.kept(DRAFT)
    bench.kept(other)
    assert [one.item.id for one in bench.service.of_session(other.session_id)] == [other.id]
    assert bench.service.of_session(SessionId("none")) == ()


def test_what_the_city_tells_is_known_and_written_on(bench: Bench) -> None:
    told = an_item(DRAFT.status.ISSUED)
    bench.take_in(told)
    known = bench.service.find(told.id)
    assert known is not None
    assert (known.item, known.storage, known.is_at_city) == (told, RecordStorage.CITY, True)
    assert bench.service.unsent() == ()
    noted = bench.kept(with_result(told, "Đã họp thôn", ()))
    assert (noted.storage, noted.is_at_city) == (RecordStorage.HERE, True)


def test_what_the_wire_does_not_take_is_told(store: Store) -> None:
    events = EventRecorder()
    book_of(store, events).save(replace(DRAFT, task="A" * 9_000))
    told = events.wait_for(ActionFailed)
    assert (told.action, told.code, told.data["item"]) == (
        "keep_conclusion",
        ReportCode.NOT_SPEAKABLE,
        DRAFT.id,
    )


def test_everything_is_there_after_a_restart(store: Store) -> None:
    events = EventRecorder()
    book = book_of(store, events)
    book.save(DRAFT)
    wait_until(lambda: book.find(DRAFT.id) is not None)
    again = book_of(store, EventRecorder())
    assert [one.item for one in again.items()] == [DRAFT]
    assert again.find(ConclusionItemId(item_key("nothing"))) is None
