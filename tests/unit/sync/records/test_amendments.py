"""What is kept at this desk of what was added to closed minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import AmendmentId, SessionId
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.events import AmendmentsChanged
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.store import Store
from desktop.sync.records.amendments import AmendmentBook
from tests.fakes.fake_clock import NOON, FakeClock
from tests.samples.receptions import COMMUNE, SESSION
from tests.samples.store import ALL, LIMIT_S

pytestmark = pytest.mark.unit

AMENDMENT = MinutesAmendment(
    id=AmendmentId("amendment"),
    session_id=SESSION,
    owner_site_id=COMMUNE,
    at=NOON,
    author="Thư ký Mẫu",
    line_id=None,
    text="Diện tích là 38 m².",
    reason="Đối chiếu lại với bản đo đạc",
)


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def book(store: Store, clock: FakeClock, told: list[Event]) -> AmendmentBook:
    made = AmendmentBook(items=store.items, clock=clock, emit=told.append)
    made.start()
    return made


def test_it_is_kept_queued_and_read_in_the_order_of_time(
    store: Store, book: AmendmentBook, told: list[Event]
) -> None:
    later = replace(AMENDMENT, id=AmendmentId("a"), at=NOON + timedelta(minutes=5))
    for one in (later, AMENDMENT):
        book.amend(one)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert book.of_session(SESSION) == (AMENDMENT, later)
    assert book.of_session(SESSION)[0].storage is RecordStorage.HERE
    assert book.of_session(SessionId("unknown")) == ()
    assert set(told) == {AmendmentsChanged()}
    operations = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert {one.kind for one in operations} == {EntityKind.MINUTES_AMENDMENT}


def test_what_does_not_fit_the_wire_is_told(
    store: Store, book: AmendmentBook, told: list[Event]
) -> None:
    book.amend(replace(AMENDMENT, reason="ngắn"))
    store.database.write(lambda _: None).result(LIMIT_S)
    (failed,) = told
    assert isinstance(failed, ActionFailed)
    assert (failed.action, failed.data["amendment_id"]) == ("amend", "amendment")
    assert book.of_session(SESSION) == ()
