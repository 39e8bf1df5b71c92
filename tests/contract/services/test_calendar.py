"""The city's table of days at a desk: kept at once, queued, and one text for one day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.events import CalendarChanged
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.services.reception import CalendarService
from desktop.store.store import open_store
from desktop.sync.codes import ReportCode
from desktop.sync.records.calendar import CalendarBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_calendar import FakeCalendar
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.contract

NEW_YEAR = CalendarDay(day=date(2027, 1, 1), kind=DayKind.HOLIDAY, name="Tết Dương lịch")
SWAPPED = CalendarDay(day=date(2026, 12, 26), kind=DayKind.WORKDAY, name="Làm bù ngày 28/12")


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture(params=["fake", "store"])
def calendar(
    request: pytest.FixtureRequest, tmp_path: Path, events: EventRecorder
) -> Iterator[CalendarService]:
    if request.param == "fake":
        yield FakeCalendar(emit=events)
        return
    store = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    book = CalendarBook(items=store.items, clock=SystemClock(), emit=events)
    book.start()
    try:
        yield book
    finally:
        store.close()


def save(calendar: CalendarService, events: EventRecorder, *days: CalendarDay) -> None:
    for day in days:
        before = len(events.of(CalendarChanged))
        calendar.save(day)
        events.wait_for(CalendarChanged, count=before + 1)


def test_days_are_kept_by_date_and_wait_for_the_city(
    calendar: CalendarService, events: EventRecorder
) -> None:
    save(calendar, events, NEW_YEAR, SWAPPED)
    assert calendar.days() == (SWAPPED, NEW_YEAR)
    assert [one.storage for one in calendar.known()] == [RecordStorage.HERE] * 2
    assert not any(one.is_at_city or one.is_nowhere for one in calendar.known())


def test_a_day_that_is_saved_again_says_the_new_thing(
    calendar: CalendarService, events: EventRecorder
) -> None:
    save(calendar, events, NEW_YEAR)
    taken_back = CalendarDay(day=NEW_YEAR.day, kind=DayKind.ORDINARY)
    save(calendar, events, taken_back)
    assert calendar.days() == (taken_back,)


def test_what_cannot_be_kept_is_told_with_its_day(tmp_path: Path, events: EventRecorder) -> None:
    store = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    book = CalendarBook(items=store.items, clock=SystemClock(), emit=events)
    book.start()
    book.save(CalendarDay(day=NEW_YEAR.day, kind=DayKind.HOLIDAY, name="a\x00b"))
    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("save_day", ReportCode.NOT_SPEAKABLE)
    assert failed.data["day"] == "2027-01-01"
    store.close()
    book.save(NEW_YEAR)
    events.wait_for(ActionFailed, count=2)
    assert book.known() == ()
