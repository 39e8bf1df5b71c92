"""What is kept at this desk of an incident that was noted."""

import logging
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.domain.errors import UserFacingError
from desktop.domain.events import Event
from desktop.domain.ids import IncidentId, MinuteLineId, SessionId
from desktop.domain.record.events import IncidentsChanged
from desktop.domain.record.incident import Incident, IncidentKind
from desktop.domain.sync.operation import EntityKind
from desktop.store.codes import StorageCode
from desktop.store.store import Store
from desktop.sync.records.incidents import IncidentBook
from tests.fakes.fake_clock import NOON, FakeClock
from tests.samples.receptions import COMMUNE, SESSION
from tests.samples.store import ALL, LIMIT_S

pytestmark = pytest.mark.unit

INCIDENT = Incident(
    id=IncidentId("incident"),
    session_id=SESSION,
    owner_site_id=COMMUNE,
    kind=IncidentKind.SOUND,
    at=NOON,
    noted_by="Cán bộ tiếp dân",
    line_id=MinuteLineId("line"),
)


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def book(store: Store, clock: FakeClock, told: list[Event]) -> IncidentBook:
    made = IncidentBook(items=store.items, clock=clock, emit=told.append)
    made.start()
    return made


def test_it_is_kept_and_queued_with_its_kind_hour_person_and_line(
    store: Store, book: IncidentBook
) -> None:
    book.note(INCIDENT)
    store.database.write(lambda _: None).result(LIMIT_S)
    (item,) = store.items.list(EntityKind.INCIDENT, SESSION)
    at = item.body["at"]
    assert datetime.fromisoformat(at) == NOON
    assert item.body == {
        "session_id": SESSION,
        "owner_site_id": COMMUNE,
        "kind": "sound",
        "at": at,
        "noted_by": "Cán bộ tiếp dân",
        "line_id": "line",
    }
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.kind, operation.entity_id) == (EntityKind.INCIDENT, "incident")


def test_those_of_a_session_are_read_in_the_order_of_time_and_told(
    store: Store, book: IncidentBook, told: list[Event]
) -> None:
    later = replace(INCIDENT, id=IncidentId("a"), at=NOON + timedelta(minutes=5))
    other = replace(INCIDENT, id=IncidentId("other"), session_id=SessionId("another"))
    for one in (later, INCIDENT, other):
        book.note(one)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert book.of_session(SESSION) == (INCIDENT, later)
    assert book.of_session(SessionId("unknown")) == ()
    assert set(told) == {IncidentsChanged()}


def test_what_was_noted_before_the_start_is_read(
    store: Store, book: IncidentBook, clock: FakeClock
) -> None:
    book.note(INCIDENT)
    store.database.write(lambda _: None).result(LIMIT_S)
    anew = IncidentBook(items=store.items, clock=clock, emit=lambda _event: None)
    anew.start()
    assert anew.of_session(SESSION) == (INCIDENT,)


def test_what_does_not_fit_the_wire_is_logged_and_stops_nobody(
    store: Store, book: IncidentBook, caplog: pytest.LogCaptureFixture
) -> None:
    book.note(replace(INCIDENT, noted_by="x" * 10_000))
    store.database.write(lambda _: None).result(LIMIT_S)
    assert store.items.list(EntityKind.INCIDENT, SESSION) == ()
    assert [one.levelno for one in caplog.records] == [logging.ERROR]


def test_a_full_disk_is_logged_and_stops_nobody(
    store: Store,
    book: IncidentBook,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_args: Any) -> Future[Any]:
        failed: Future[Any] = Future()
        failed.set_exception(UserFacingError(StorageCode.NOT_WRITTEN))
        return failed

    monkeypatch.setattr(store.items, "record", full)
    book.note(INCIDENT)
    assert "incident not kept" in caplog.text
