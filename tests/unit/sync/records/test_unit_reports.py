"""Reports of units on the desk: kept at once, followed to the city and to its answer."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.mapping.records import kind_of
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import CITY_FULL, NO_SESSION, Direction
from desktop.store.rows.item_rows import StoredItem
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.codes import ReportCode
from desktop.sync.records.mapping import receipt_of, record_of
from desktop.sync.records.unit_reports import UnitBook, UnitReport
from tests.fakes.fake_clock import NOON, FakeClock
from tests.fakes.fake_photos import a_photo
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.records import body_of, word_of
from tests.samples.store import ALL, LIMIT_S, accepted, conflicting, refused
from tests.samples.unit_reports import HANDED_IN, a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.unit

OWN = SiteId("commune")
HQ = SiteId("hq")
PHOTO = a_photo()
REPORTS = (a_focal_point(), a_difficulty(), a_sheet(), with_photos(a_sheet(), PHOTO))
RECEIPT = Receipt(
    kind=EntityKind.DIFFICULTY,
    report_id="difficulty-1",
    unit_site_id=OWN,
    received_at=NOON,
    received_by="Chuyên viên Mẫu",
)


def make_book(store: Store, clock: FakeClock, events: EventRecorder, site_id: SiteId) -> UnitBook:
    book = UnitBook(
        items=store.items,
        transfers=store.transfers,
        clock=clock,
        emit=events,
        own_site_id=site_id,
        signer=lambda: "Chuyên viên Mẫu",
    )
    book.start()
    return book


@pytest.fixture
def book(store: Store, clock: FakeClock, events: EventRecorder) -> UnitBook:
    return make_book(store, clock, events, OWN)


def pull(store: Store, kind: str, entity_id: str, body: Any, revision: int = 5) -> None:
    change = PulledChange(
        kind=kind,
        entity_id=entity_id,
        session_id=None,
        version=CityVersion(revision=revision, body=body),
    )
    store.pulled.apply([change], f"c{revision}", is_last=True).result(LIMIT_S)


def wait_for(events: EventRecorder, kind: EntityKind) -> None:
    assert events.wait_for(UnitReportsChanged) == UnitReportsChanged(kinds=frozenset({kind}))


def as_item(kind: str, entity_id: str, body: Any) -> StoredItem:
    return StoredItem(
        kind=kind,
        entity_id=entity_id,
        session_id=None,
        revision=1,
        body=body,
        storage=RecordStorage.CITY,
    )


@pytest.mark.parametrize("report", REPORTS, ids=word_of)
def test_a_report_comes_back_as_it_went(report: UnitReport) -> None:
    item = as_item(word_of(report), report.id, body_of(report))
    assert record_of(kind_of(report), item) == report


def test_a_receipt_comes_back_as_it_went() -> None:
    item = as_item("receipt", RECEIPT.report_id, body_of(RECEIPT, owner_site_id=HQ))
    assert receipt_of(item) == RECEIPT


def test_a_report_is_kept_queued_and_sent(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    book.hand_in(a_focal_point())
    wait_for(events, EntityKind.FOCAL_POINT)
    (filed,) = book.focal_points()
    assert (filed.report, filed.state) == (a_focal_point(), ReportState.HERE)

    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(operation, 7)]).result(LIMIT_S)
    assert book.focal_points()[0].state is ReportState.SENT


def test_a_report_the_city_refused_is_said_to_be_so(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    book.hand_in(a_sheet())
    wait_for(events, EntityKind.READINESS_SHEET)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(operation)]).result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.REFUSED


def test_the_citys_word_is_seen_at_the_unit(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    pull(store, "receipt", "difficulty-1", body_of(RECEIPT, owner_site_id=HQ), revision=6)
    (filed,) = book.difficulties()
    assert (filed.state, filed.receipt) == (ReportState.RECEIVED, RECEIPT)
    answered = replace(RECEIPT, answer="Đã cấp đường 4G.")
    pull(store, "receipt", "difficulty-1", body_of(answered, owner_site_id=HQ), revision=7)
    assert book.difficulties()[0].state is ReportState.ANSWERED


def test_headquarters_receives_and_answers(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book = make_book(store, clock, events, HQ)
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Đã chuyển Sở.")
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert operation.kind == EntityKind.RECEIPT
    assert operation.body["owner_site_id"] == HQ
    assert operation.body["unit_site_id"] == OWN
    assert operation.body["received_by"] == "Chuyên viên Mẫu"
    assert book.difficulties()[0].state is ReportState.ANSWERED


def test_newest_reports_stand_first(book: UnitBook, store: Store) -> None:
    old = replace(a_focal_point(report_id="focal-0"), version=1)
    new = replace(a_focal_point(), version=2)
    for number, report in enumerate((new, old), start=1):
        pull(store, "focal_point", report.id, body_of(report), revision=number)
    late = replace(a_difficulty(report_id="late"), noticed_at=HANDED_IN + timedelta(hours=1))
    for number, one in enumerate((a_difficulty(), late), start=3):
        pull(store, "difficulty", one.id, body_of(one), revision=number)
    sheet = replace(a_sheet(report_id="late"), handed_in_at=HANDED_IN + timedelta(hours=1))
    for number, each in enumerate((sheet, a_sheet()), start=5):
        pull(store, "readiness_sheet", each.id, body_of(each), revision=number)
    assert [one.report.version for one in book.focal_points()] == [2, 1]
    assert [one.report.id for one in book.difficulties()] == ["late", "difficulty-1"]
    assert [one.report.id for one in book.sheets()] == ["late", "sheet-1"]


def test_reports_are_there_again_after_a_restart(
    book: UnitBook, store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book.hand_in(a_difficulty())
    wait_for(events, EntityKind.DIFFICULTY)
    again = make_book(store, clock, EventRecorder(), OWN)
    assert again.difficulties() == book.difficulties()


def test_what_cannot_travel_is_said_and_not_kept(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    book.hand_in(replace(a_focal_point(), effective_from=None))
    book.hand_in(replace(a_difficulty(), description="a\x00b" * 4))
    book.receive(EntityKind.DIFFICULTY, "unknown", "")
    assert [(one.action, one.code) for one in events.of(ActionFailed)] == [
        ("hand_in", ReportCode.NOT_SPEAKABLE),
        ("hand_in", ReportCode.NOT_SPEAKABLE),
        ("receive_report", ReportCode.UNKNOWN_REPORT),
    ]
    assert store.outbox.counts().pending == 0


def test_an_answer_that_cannot_travel_is_said(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "x" * 4_001)
    assert events.wait_for(ActionFailed).code == ReportCode.NOT_SPEAKABLE


def test_a_report_that_cannot_be_read_is_passed_over(
    book: UnitBook, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    body = {**body_of(a_difficulty()), "category": "song"}
    pull(store, "difficulty", "difficulty-1", body)
    pull(store, "receipt", "difficulty-1", {"owner_site_id": "hq"}, revision=6)
    assert book.difficulties() == ()
    assert "passed over" in caplog.text


def test_a_store_that_cannot_write_is_said(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    store.close()
    book.hand_in(a_difficulty())
    assert events.wait_for(ActionFailed).action == "hand_in"


def test_a_clash_of_two_answers_is_settled_by_saying_one_again(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book = make_book(store, clock, events, HQ)
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Sở B.")
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 6)]).result(LIMIT_S)
    first = replace(RECEIPT, answer="Sở A.")
    pull(store, "receipt", "difficulty-1", body_of(first, owner_site_id=HQ), revision=6)
    receipt = book.difficulties()[0].receipt
    assert receipt is not None
    assert (receipt.answer, receipt.other_answer) == ("Sở A.", "Sở B.")

    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Sở A, sau đó Sở B.")
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert operation.body["answer"] == "Sở A, sau đó Sở B."
    receipt = book.difficulties()[0].receipt
    assert receipt is not None
    assert receipt.other_answer is None


def test_a_receipt_that_was_refused_is_none_and_goes_again_with_its_report(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    """After a restore the city met the receipt before the report."""
    book = make_book(store, clock, events, HQ)
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Đã cấp.")
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(operation, "unknown_report")]).result(LIMIT_S)
    filed = book.difficulties()[0]
    assert (filed.state, filed.receipt) == (ReportState.SENT, None)

    clock.advance(60.0)
    pull(store, "difficulty", "difficulty-1", {**body_of(a_difficulty()), "frequency": 3}, 9)
    store.database.write(lambda _: None).result(LIMIT_S)
    (again,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (again.kind, again.body["answer"]) == (EntityKind.RECEIPT, "Đã cấp.")
    assert again.id != operation.id


def test_photos_of_a_sheet_wait_to_be_sent_with_it_each_once(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    sheet = with_photos(a_sheet(), PHOTO, a_photo("b.jpg"))
    twice = replace(sheet.entries[1], photos=(PHOTO,))
    book.hand_in(replace(sheet, entries=(sheet.entries[0], twice, sheet.entries[2])))
    wait_for(events, EntityKind.READINESS_SHEET)
    waiting = {(one.sha256, one.direction, one.session_id) for one in store.transfers.waiting()}
    assert waiting == {
        (photo.sha256, Direction.UP, NO_SESSION) for photo in (PHOTO, a_photo("b.jpg"))
    }
    assert book.sheets()[0].report.entries[1].photos == (PHOTO,)


def test_photos_of_a_sheet_the_city_refused_wait_no_more(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    shared, alone = PHOTO, a_photo("b.jpg")
    book.hand_in(with_photos(a_sheet(), shared, alone))
    wait_for(events, EntityKind.READINESS_SHEET)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    book.hand_in(with_photos(a_sheet(report_id="sheet-2"), shared))
    events.wait_for(UnitReportsChanged, 2)
    store.outbox.settle([refused(operation)]).result(LIMIT_S)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert [one.sha256 for one in store.transfers.waiting()] == [shared.sha256]

    book.hand_in(with_photos(a_sheet(report_id="sheet-3"), alone))
    store.database.write(lambda _: None).result(LIMIT_S)
    assert len(store.transfers.waiting()) == 2


def test_an_answer_whose_clash_has_not_come_yet_is_not_thrown_away(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book = make_book(store, clock, events, HQ)
    pull(store, "difficulty", "difficulty-1", body_of(a_difficulty()))
    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Sở B.")
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([conflicting(operation, 6)]).result(LIMIT_S)
    receipt = book.difficulties()[0].receipt
    assert receipt is not None
    assert (receipt.answer, receipt.other_answer) == ("Sở B.", None)

    book.receive(EntityKind.DIFFICULTY, "difficulty-1", "Sở B.")
    store.database.write(lambda _: None).result(LIMIT_S)
    first = replace(RECEIPT, answer="Sở A.")
    pull(store, "receipt", "difficulty-1", body_of(first, owner_site_id=HQ), revision=6)
    receipt = book.difficulties()[0].receipt
    assert receipt is not None
    assert (receipt.answer, receipt.other_answer) == ("Sở A.", "Sở B.")


def _refuse(store: Store) -> None:
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([refused(operation)]).result(LIMIT_S)


def test_photos_of_a_sheet_that_was_refused_before_a_kill_wait_no_more(
    store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    killed = UnitBook(
        items=store.items,
        transfers=store.transfers,
        clock=clock,
        emit=EventRecorder(),
        own_site_id=OWN,
        signer=lambda: "Chuyên viên Mẫu",
    )
    killed.hand_in(with_photos(a_sheet(), PHOTO))
    store.database.write(lambda _: None).result(LIMIT_S)
    _refuse(store)
    assert len(store.transfers.waiting()) == 1

    make_book(store, clock, events, OWN)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert store.transfers.waiting() == ()
    assert store.transfers.put_aside() == (), "nobody misses them"


def test_a_corrected_sheet_that_comes_while_the_first_is_refused_keeps_its_photos(
    book: UnitBook, store: Store
) -> None:
    book.hand_in(with_photos(a_sheet(), PHOTO))
    store.database.write(lambda _: None).result(LIMIT_S)
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    may_go_on = threading.Event()
    store.database.write(lambda _: may_go_on.wait(LIMIT_S))
    store.outbox.settle([refused(operation)])
    book.hand_in(with_photos(a_sheet(report_id="sheet-2"), PHOTO))
    may_go_on.set()
    for _ in range(2):
        store.database.write(lambda _: None).result(LIMIT_S)
    assert [one.sha256 for one in store.transfers.waiting()] == [PHOTO.sha256]


def _accept(store: Store, revision: int) -> None:
    (operation,) = store.outbox.take(ALL, ALL).result(LIMIT_S)
    store.outbox.settle([accepted(operation, revision)]).result(LIMIT_S)


def test_a_sheet_is_sent_when_its_photos_are(
    book: UnitBook, store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book.hand_in(with_photos(a_sheet(), PHOTO))
    wait_for(events, EntityKind.READINESS_SHEET)
    _accept(store, 7)
    assert book.sheets()[0].state is ReportState.HERE
    again = make_book(store, clock, EventRecorder(), OWN)
    assert again.sheets()[0].state is ReportState.HERE

    told = len(events.of(UnitReportsChanged))
    (upload,) = store.transfers.waiting()
    store.transfers.note_progress(upload, 10)
    assert len(events.of(UnitReportsChanged)) == told
    store.transfers.finish(upload).result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.SENT
    assert again.sheets()[0].state is ReportState.SENT
    assert len(events.of(UnitReportsChanged)) == told + 1


def test_a_sheet_whose_photos_wait_for_room_at_the_city_says_so(
    book: UnitBook, store: Store, events: EventRecorder
) -> None:
    book.hand_in(with_photos(a_sheet(), PHOTO))
    wait_for(events, EntityKind.READINESS_SHEET)
    _accept(store, 7)
    (upload,) = store.transfers.waiting()
    told = len(events.of(UnitReportsChanged))
    for _ in range(2):
        upload = store.transfers.note_wait(upload, CITY_FULL)
    assert book.sheets()[0].state is ReportState.CITY_FULL
    assert len(events.of(UnitReportsChanged)) == told + 1
    upload = store.transfers.note_wait(upload, "")
    assert book.sheets()[0].state is ReportState.HERE
    assert len(events.of(UnitReportsChanged)) == told + 2
    store.transfers.note_wait(upload, CITY_FULL)
    store.transfers.finish(upload).result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.SENT


def test_a_sheet_with_a_lost_photo_is_refused_until_a_newer_one_stands_for_the_room(
    book: UnitBook, store: Store, clock: FakeClock, events: EventRecorder
) -> None:
    book.hand_in(with_photos(a_sheet(), PHOTO))
    wait_for(events, EntityKind.READINESS_SHEET)
    _accept(store, 7)
    (upload,) = store.transfers.waiting()
    store.transfers.finish(upload, "paper_missing").result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.REFUSED
    assert make_book(store, clock, EventRecorder(), OWN).sheets()[0].state is ReportState.REFUSED
    assert store.transfers.put_aside() != ()

    store.transfers.send_refused_again().result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.HERE, "tried once more"
    store.transfers.finish(upload, "paper_missing").result(LIMIT_S)
    assert book.sheets()[0].state is ReportState.REFUSED

    newer = replace(a_sheet(report_id="sheet-2"), handed_in_at=HANDED_IN + timedelta(hours=1))
    book.hand_in(newer)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert store.transfers.put_aside() != (), "the city does not have the newer one yet"
    _accept(store, 8)
    store.database.write(lambda _: None).result(LIMIT_S)
    assert store.transfers.put_aside() == ()
    assert [one.state for one in book.sheets()] == [ReportState.SENT, ReportState.SENT]
