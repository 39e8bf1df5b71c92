from concurrent.futures import Future
from dataclasses import replace

import pytest

from desktop.contract.operations import AcceptedAfterOut, ChangeOut
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.record.events import MinutesChanged
from desktop.domain.record.minutes import LineVersion, MinuteLine, MinuteLineKind
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.records.items import StoredItem
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.records.minutes import MinutesBook
from desktop.sync.traffic.mapping import pulled_of
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.records import body_of
from tests.samples.store import ALL, LIMIT_S, TODAY, accepted

pytestmark = pytest.mark.unit

OWN = SiteId("site-a")
LINE = MinuteLine(
    id=MinuteLineId("line-1"),
    session_id=TODAY,
    owner_site_id=OWN,
    at=NOON,
    speaker="Công dân A",
    kind=MinuteLineKind.STATEMENT,
    text="Kính thưa",
)


@pytest.fixture
def book(store: Store, clock: FakeClock, events: EventRecorder) -> MinutesBook:
    made = MinutesBook(items=store.items, clock=clock, emit=events, own_site_id=OWN)
    made.start()
    return made


def _pull(store: Store, line: MinuteLine, revision: int) -> None:
    version = CityVersion(revision=revision, body=body_of(line))
    change = PulledChange(
        kind=EntityKind.MINUTE_LINE, entity_id=line.id, session_id=TODAY, version=version
    )
    store.pulled.apply([change], f"c{revision}", is_last=True).result(LIMIT_S)


def test_a_saved_line_is_told_after_it_is_kept(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    book.save_line(LINE)

    assert events.wait_for(MinutesChanged) == MinutesChanged(
        session_id=TODAY, line_ids=frozenset({LINE.id})
    )
    assert book.lines(TODAY) == (replace(LINE, saved_at=NOON),)
    assert book.lines(SessionId("other")) == ()
    assert store.outbox.counts().pending == 1


def test_lines_of_every_site_stand_in_reading_order(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    earlier = replace(
        LINE, id=MinuteLineId("line-0"), owner_site_id=SiteId("site-b"), at=NOON.replace(hour=4)
    )
    book.save_line(LINE)
    events.wait_for(MinutesChanged)
    _pull(store, earlier, 3)

    assert [line.id for line in book.lines(TODAY)] == ["line-0", "line-1"]
    assert [line.storage for line in book.lines(TODAY)] == [RecordStorage.CITY, RecordStorage.HERE]


def test_a_line_is_at_the_city_once_it_was_accepted(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    book.save_line(LINE)
    events.wait_for(MinutesChanged)
    batch = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(batch[0], 5)]).result(LIMIT_S)

    assert (book.lines(TODAY)[0].storage, book.lines(TODAY)[0].revision) == (RecordStorage.CITY, 5)
    assert len(events.of(MinutesChanged)) == 2


def test_lines_are_there_after_a_restart(
    book: MinutesBook, store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book.save_line(LINE)
    events.wait_for(MinutesChanged)
    again = MinutesBook(items=store.items, clock=clock, emit=events, own_site_id=OWN)
    again.start()

    assert again.lines(TODAY) == (replace(LINE, saved_at=NOON),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (replace(LINE, owner_site_id=SiteId("site-b")), "B-211"),
        (replace(LINE, text="x" * 8_001), "B-212"),
        (replace(LINE, text="a\x00b"), "B-214"),
        (replace(LINE, speaker="x" * 300), "B-214"),
    ],
)
def test_a_line_that_may_not_be_kept_is_refused_with_a_reason(
    book: MinutesBook, store: Store, events: EventRecorder, line: MinuteLine, code: str
) -> None:
    book.save_line(line)

    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("save_line", code)
    assert store.outbox.counts().pending == 0


def test_a_store_that_cannot_keep_a_line_says_so(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    store.close()
    book.save_line(LINE)

    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("save_line", "B-316")
    assert book.lines(TODAY) == ()


def test_an_unforeseen_failure_of_the_store_is_told_as_not_written(
    book: MinutesBook, store: Store, events: EventRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Future[StoredItem]()
    broken.set_exception(RuntimeError())
    monkeypatch.setattr(store.items, "record", lambda *_: broken)
    book.save_line(LINE)

    assert events.wait_for(ActionFailed).code == "B-315"


def test_a_person_settles_a_conflict(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    book.save_line(LINE)
    events.wait_for(MinutesChanged)
    _pull(store, replace(LINE, text="của máy kia"), 3)
    line = book.lines(TODAY)[0]
    assert (line.text, line.conflict) == ("của máy kia", LINE.version)

    both = LineVersion(speaker="Công dân B", kind=LINE.kind, text="cả hai")
    book.settle_conflict(LINE.id, both)

    events.wait_for(MinutesChanged, 3)
    line = book.lines(TODAY)[0]
    assert (line.version, line.conflict) == (both, None)


def test_only_known_lines_of_this_site_can_be_settled(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    _pull(store, replace(LINE, owner_site_id=SiteId("site-b")), 3)
    book.settle_conflict(MinuteLineId("unknown"), LINE.version)
    book.settle_conflict(LINE.id, LINE.version)
    _pull(store, replace(LINE, id=MinuteLineId("line-2")), 4)
    book.settle_conflict(MinuteLineId("line-2"), replace(LINE.version, text="x" * 8_001))

    assert [failed.code for failed in events.of(ActionFailed)] == ["B-213", "B-211", "B-212"]
    assert {failed.action for failed in events.of(ActionFailed)} == {"settle_conflict"}


def test_a_line_that_the_city_took_in_after_the_signing_says_so(
    book: MinutesBook, store: Store
) -> None:
    mark = AcceptedAfterOut(status="closed", at=NOON)
    told = ChangeOut(
        kind=EntityKind.MINUTE_LINE,
        entity_id=LINE.id,
        revision=1,
        body=body_of(LINE),
        accepted_after=mark,
    )
    store.pulled.apply([pulled_of(told)], "c1", is_last=True).result(LIMIT_S)
    (line,) = book.lines(TODAY)
    assert line.accepted_after == AcceptedAfter(status="closed", at=NOON)


def test_other_kinds_do_not_touch_the_minutes(
    book: MinutesBook, store: Store, events: EventRecorder
) -> None:
    version = CityVersion(revision=1, body={})
    change = PulledChange(kind="site", entity_id="s", session_id=None, version=version)
    store.pulled.apply([change], "c", is_last=True).result(LIMIT_S)

    assert events.events == ()
    assert book.lines(TODAY) == ()
