"""Requests for a reception at a desk: kept at once, queued, and what is decided of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.casework.events import RequestsChanged
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CitizenId, RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.services.casework import RequestsService
from desktop.store.store import Store, open_store
from desktop.sync.codes import ReportCode
from desktop.sync.records.intakes import IntakeBook
from desktop.sync.records.requests import RequestBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_requests import FakeRequests
from tests.patience import wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.casework import CITIZEN, ONLINE, REQUEST, TOLD

pytestmark = pytest.mark.contract


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


def request_book(store: Store, events: EventRecorder) -> RequestBook:
    """Of a desk that knows nobody yet."""
    intakes = IntakeBook(items=store.items, clock=SystemClock(), emit=events, place=str)
    book = RequestBook(
        items=store.items, clock=SystemClock(), emit=events, citizens=intakes.citizens
    )
    book.start()
    intakes.citizens.start()
    return book


@pytest.fixture(params=["fake", "store"])
def requests(
    request: pytest.FixtureRequest, store: Store, events: EventRecorder
) -> RequestsService:
    if request.param == "fake":
        return FakeRequests(emit=events)
    return request_book(store, events)


def test_who_asks_and_what_for_are_kept_and_wait_for_the_city(
    requests: RequestsService, events: EventRecorder
) -> None:
    requests.take(REQUEST, CITIZEN)
    wait_until(lambda: len(requests.requests()) == 1)
    events.wait_for(RequestsChanged)
    (known,) = requests.requests()
    assert (known.request, known.storage, known.is_waiting) == (REQUEST, RecordStorage.HERE, True)
    wait_until(lambda: requests.citizen(CITIZEN.id) == CITIZEN)
    assert requests.find(REQUEST.id) == known


def test_what_is_not_known_is_none(requests: RequestsService) -> None:
    assert requests.find(RequestId("no")) is None
    assert requests.citizen(CitizenId("no")) is None
    assert requests.requests() == ()


def test_the_oldest_comes_first_and_a_change_keeps_its_place(requests: RequestsService) -> None:
    older = replace(
        REQUEST, id=RequestId("older"), created_at=REQUEST.created_at.replace(year=2025)
    )
    requests.take(REQUEST, CITIZEN)
    requests.take(older, CITIZEN)
    wait_until(lambda: len(requests.requests()) == 2)
    assert [one.request.id for one in requests.requests()] == ["older", REQUEST.id]
    requests.take(replace(older, content="Nội dung sửa lại"), CITIZEN)
    wait_until(lambda: requests.requests()[0].request.content == "Nội dung sửa lại")


def test_what_is_decided_stands_beside_its_request(requests: RequestsService) -> None:
    requests.take(REQUEST, CITIZEN)
    wait_until(lambda: len(requests.requests()) == 1)
    requests.decide(replace(ONLINE, request_id=REQUEST.id))
    wait_until(lambda: not requests.requests()[0].is_waiting)
    (known,) = requests.requests()
    assert (known.decision, known.decision_storage) == (ONLINE, RecordStorage.HERE)


def test_that_a_refusal_was_told_in_writing_stays_with_its_request(
    requests: RequestsService,
) -> None:
    requests.take(REQUEST, CITIZEN)
    wait_until(lambda: len(requests.requests()) == 1)
    requests.note_refusal(RequestId("no"), TOLD)
    requests.note_refusal(REQUEST.id, TOLD)
    wait_until(lambda: requests.requests()[0].request.refusal_notice == TOLD)
    requests.note_refusal(REQUEST.id, None)
    wait_until(lambda: requests.requests()[0].request == REQUEST)
    assert len(requests.requests()) == 1


def test_what_cannot_travel_is_told_with_its_request(store: Store, events: EventRecorder) -> None:
    book = request_book(store, events)
    book.take(replace(REQUEST, content="a\x00b"), CITIZEN)
    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("take_request", ReportCode.NOT_SPEAKABLE)
    assert failed.data["request"] == REQUEST.id
    store.close()
    book.decide(ONLINE)
    assert events.wait_for(ActionFailed, count=2).action in {"take_request", "decide_request"}
