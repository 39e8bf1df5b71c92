"""Papers that nobody waits for wait for the hours of the city; everything else goes at once."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from desktop.domain.ids import CaseId, SessionId, SiteId, UserId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER
from desktop.store.records.items import StoredItem
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer, TransferState
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.access.access import Access
from desktop.sync.access.room_enrolment import Enrolment
from desktop.sync.traffic.loop import SyncLoop
from desktop.sync.traffic.status import StatusBoard
from desktop.sync.traffic.upload_window import PaperHours
from desktop.sync.traffic.uploads import Uploads
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.city.running_city_server import CASE, COMMUNE, HQ, session_body
from tests.rigs.desk.desk_sync import PIN_SECRET, wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.casework import CASE_PAPER as A_PAPER
from tests.samples.kdf_cost import CHEAPEST_KDF_COST
from tests.samples.store import LIMIT_S, TODAY, photo_upload, upload

pytestmark = pytest.mark.unit

EVENING = UploadWindow(time(21), time(5))
OPENING = datetime(2026, 11, 26, 14, tzinfo=UTC)
"""21 o'clock in Hai Phong."""
FAR = "2026-12-24T02:00:00Z"


@pytest.fixture
def hours(store: Store, clock: FakeClock) -> PaperHours:
    return PaperHours(hours=EVENING, items=store.items, memory=store.memory, clock=clock)


def pull_session(store: Store, **differing: Any) -> None:
    change = PulledChange(
        kind="session",
        entity_id=TODAY,
        session_id=TODAY,
        version=CityVersion(revision=1, body=session_body(HQ, (COMMUNE,)) | differing),
    )
    store.pulled.apply([change], "c1", is_last=True).result(LIMIT_S)


@pytest.mark.parametrize(
    ("differing", "held_until"),
    [
        ({}, None),
        ({"status": "closed"}, OPENING),
        ({"scheduled_start": FAR}, OPENING),
        ({"status": "of a later program"}, None),
    ],
)
def test_papers_of_a_session_that_is_over_or_far_ahead_wait(
    store: Store, hours: PaperHours, differing: dict[str, Any], held_until: datetime | None
) -> None:
    pull_session(store, **differing)
    assert hours.held_until(upload()) == held_until


@pytest.mark.parametrize(
    "change",
    [
        lambda hours, _: hours.follow(TODAY),
        lambda hours, _: hours.lift(),
        lambda _, clock: clock.advance((OPENING - NOON).total_seconds()),
    ],
    ids=["joined", "sent by hand", "in the evening"],
)
def test_what_is_wanted_now_goes_now(
    store: Store,
    hours: PaperHours,
    clock: FakeClock,
    change: Callable[[PaperHours, FakeClock], None],
) -> None:
    pull_session(store, status="closed")
    change(hours, clock)
    assert hours.held_until(upload()) is None


def test_photos_wait_and_what_is_fetched_or_of_an_unknown_session_does_not(
    hours: PaperHours, store: Store, clock: FakeClock
) -> None:
    assert hours.held_until(photo_upload()) == OPENING
    assert hours.held_until(upload()) is None
    pull_session(store, status="closed")
    assert hours.held_until(replace(upload(), direction=Direction.DOWN)) is None
    at_any_hour = PaperHours(hours=None, items=store.items, memory=store.memory, clock=clock)
    assert at_any_hour.held_until(upload()) is None


@pytest.mark.parametrize(
    ("differing", "held_until"),
    [
        ({"status": "closed"}, OPENING),
        ({"scheduled_start": FAR}, OPENING),
        ({"status": "closed", "case_ids": ["other"]}, OPENING),
        ({"case_ids": ["other"]}, OPENING),
        ({}, None),
    ],
)
def test_a_dossier_waits_until_a_session_of_its_case_is_near(
    store: Store, hours: PaperHours, differing: dict[str, Any], held_until: datetime | None
) -> None:
    pull_session(store, **differing)
    received = replace(A_PAPER, case_id=CaseId(CASE))
    paper = operation_of(CASE_PAPER, "paper-1", received, made_at=NOON)
    of_dossier = replace(upload(), session_id=NO_SESSION)
    assert hours.held_until(of_dossier) is None, "nothing is known of it"
    store.items.record(paper, None, of_dossier).result(LIMIT_S)
    assert hours.held_until(of_dossier) == held_until
    hours.follow(TODAY)
    hours.begin_pass()
    is_joined = CASE in {"case_ids": [CASE], **differing}["case_ids"]
    assert hours.held_until(of_dossier) == (None if is_joined else held_until)


def test_papers_that_missed_an_opening_go_by_day_until_all_was_sent(
    store: Store, hours: PaperHours, clock: FakeClock
) -> None:
    pull_session(store, status="closed")
    photo = photo_upload()
    assert hours.held_until(upload()) == OPENING
    clock.advance(20 * 3600.0)
    store.memory.keep("after", "x").result(LIMIT_S)
    store.memory.load()
    after_a_night_off = PaperHours(
        hours=EVENING, items=store.items, memory=store.memory, clock=clock
    )
    assert after_a_night_off.held_until(upload()) is None
    assert after_a_night_off.held_until(photo) is None

    after_a_night_off.restore()
    assert after_a_night_off.held_until(photo) == OPENING + timedelta(days=1)
    assert after_a_night_off.held_until(photo) == OPENING + timedelta(days=1)


@pytest.mark.parametrize("kept", ["nonsense", "2027-11-26T14:00:00+00:00"])
def test_a_clock_that_ran_ahead_holds_nothing_for_longer(
    store: Store, hours: PaperHours, kept: str
) -> None:
    store.memory.remember("sync.papers_held_until", kept)
    assert hours.held_until(photo_upload()) == OPENING
    assert store.memory.recall("sync.papers_held_until") == OPENING.isoformat()


def test_a_session_is_read_once_in_a_pass(
    store: Store, hours: PaperHours, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull_session(store, status="closed")
    read = list[str]()
    get = store.items.get

    def seen(kind: EntityKind, entity_id: str) -> StoredItem | None:
        read.append(entity_id)
        return get(kind, entity_id)

    monkeypatch.setattr(store.items, "get", seen)
    for _ in range(3):
        assert hours.held_until(upload()) == OPENING
    assert read == [TODAY]
    hours.begin_pass()
    assert hours.held_until(upload()) == OPENING
    assert read == [TODAY, TODAY]


def test_sending_by_hand_tries_once_more_what_was_put_aside_whatever_the_hour(
    store: Store, clock: FakeClock, city: FakeCity, api: FakeCityApi, events: EventRecorder
) -> None:
    city.put("session", TODAY, session_body(HQ, (COMMUNE,)) | {"status": "closed"})
    sha256 = queue_paper(store, city, "paper-1", b"a page")
    (paper,) = store.transfers.waiting()
    store.transfers.finish(paper, "forbidden").result(LIMIT_S)
    with sending_in_the_evening(store, clock, api, events) as loop:
        wait_until(lambda: store.pulled.position().cursor != "")
        assert sha256 not in city.blobs

        loop.send_now()
        wait_until(lambda: sha256 in city.blobs)


def test_sending_by_hand_holds_until_all_was_sent(
    store: Store, clock: FakeClock, city: FakeCity, api: FakeCityApi, events: EventRecorder
) -> None:
    city.put("session", TODAY, session_body(HQ, (COMMUNE,)) | {"status": "closed"})
    with sending_in_the_evening(store, clock, api, events) as loop:
        wait_until(lambda: store.pulled.position().cursor != "")
        first = queue_paper(store, city, "paper-1", b"a page")
        wait_until(lambda: loop.status().held_until == OPENING)
        assert first not in city.blobs

        loop.send_now()
        wait_until(lambda: loop.status().is_all_sent and first in city.blobs)
        second = queue_paper(store, city, "paper-2", b"another page")
        wait_until(lambda: loop.status().held_until == OPENING)
        assert second not in city.blobs


@contextmanager
def sending_in_the_evening(
    store: Store, clock: FakeClock, api: FakeCityApi, events: EventRecorder
) -> Iterator[SyncLoop]:
    enrolment = Enrolment(
        site_id=SiteId("site-a"),
        pin_secret=PIN_SECRET,
        pin_cost=CHEAPEST_KDF_COST,
        enrol_code="CODE",
    )
    access = Access(api=api, memory=store.memory, clock=clock, emit=events, enrolment=enrolment)
    loop = SyncLoop(api=api, store=store, access=access, clock=clock, emit=events, hours=EVENING)
    access.start()
    loop.start()
    try:
        access.sign_in(UserId("officer"), "246813")
        yield loop
    finally:
        assert (loop.stop(), access.stop()) == (True, True)


def queue_paper(store: Store, city: FakeCity, document_id: str, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    store.blobs.put(io.BytesIO(data), 1 << 20)
    city.put("paper", document_id, {"sha256": sha256, "size_bytes": len(data)})
    paper = replace(upload(document_id, len(data)), sha256=sha256)
    store.transfers.queue(paper).result(LIMIT_S)
    return sha256


def test_a_held_paper_is_not_moved_and_the_desk_says_until_when(
    store: Store,
    hours: PaperHours,
    clock: FakeClock,
    city: FakeCity,
    api: FakeCityApi,
    events: EventRecorder,
) -> None:
    pull_session(store, status="closed")
    data = b"a page"
    sha256 = hashlib.sha256(data).hexdigest()
    store.blobs.put(io.BytesIO(data), 1 << 20)
    city.put("paper", "paper-1", {"sha256": sha256, "size_bytes": len(data)})
    paper = Transfer(
        document_id=upload().document_id,
        session_id=SessionId(TODAY),
        direction=Direction.UP,
        sha256=sha256,
        size_bytes=len(data),
    )
    store.transfers.queue(paper).result(LIMIT_S)
    uploads = Uploads(
        api=api,
        blobs=store.blobs,
        transfers=store.transfers,
        clock=clock,
        emit=events,
        held_until=hours.held_until,
    )
    board = StatusBoard(store=store, clock=clock, emit=events, held_until=hours.held_until)
    board.refresh()
    assert (board.status().pending_papers, board.status().held_until) == (1, OPENING)
    uploads.move("token", is_calling=False)
    assert api.calls == []
    wait_s = (OPENING - NOON).total_seconds()
    assert uploads.due_at_s() == pytest.approx(clock.monotonic() + wait_s)

    clock.advance(wait_s)
    uploads.move("token", is_calling=False)
    found = store.transfers.get(paper.document_id, Direction.UP)
    assert found is not None
    assert found.state is TransferState.DONE
    board.refresh()
    assert board.status().held_until is None
