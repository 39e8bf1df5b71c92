"""The city keeps the newest checks of every room, and shows all rooms to those who may see them."""

import pytest
from pydantic import ValidationError

from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import list_rooms
from desktop.cityserver.rooms import room_checks as module
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.rooms import rooms
from desktop.cityserver.store.tables.rooms import RoomReportRow, RoomRow
from desktop.contract.rooms import RoomReportIn
from desktop.sync.traffic.room_checks import body_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import COMMUNE, HQ
from tests.samples.checks import GOOD_ROOM, POOR_ROOM, a_report

pytestmark = pytest.mark.unit


@pytest.fixture
def reports(city: Database, clock: FakeClock) -> RoomReports:
    return RoomReports(database=city, clock=clock)


@pytest.fixture
def room(city: Database, clock: FakeClock) -> Room:
    with city.write() as session:
        return Room(
            room_id=rooms.add_room(session, COMMUNE, "hash-1", clock.now()), site_id=COMMUNE
        )


def good(clock: FakeClock) -> RoomReportIn:
    return body_of(a_report(GOOD_ROOM, clock.now()))


def test_a_room_that_never_checked_is_listed_too(reports: RoomReports, room: Room) -> None:
    (found,) = reports.rooms().rooms
    assert (found.room_id, found.site_id, found.newest) == (room.room_id, COMMUNE, None)
    assert found.site_name
    assert found.unit_code


def test_the_newest_counts_and_the_same_again_changes_nothing(
    reports: RoomReports, room: Room, clock: FakeClock, city: Database
) -> None:
    first, second = good(clock), body_of(a_report(POOR_ROOM, clock.now()))
    kept = reports.take(room, first)
    clock.advance(60)
    reports.take(room, second)
    clock.advance(60)
    assert reports.take(room, first) == kept
    (found,) = list_rooms(city).rooms
    assert found.newest is not None
    assert found.newest.report == second


def test_rooms_do_not_meet_even_under_one_id(
    reports: RoomReports, room: Room, clock: FakeClock, city: Database
) -> None:
    with city.write() as session:
        other = Room(room_id=rooms.add_room(session, HQ, "hash-2", clock.now()), site_id=HQ)
    report = good(clock)
    reports.take(room, report)
    reports.take(other, report)
    assert [found.newest is not None for found in reports.rooms().rooms] == [True, True]


def test_old_ones_give_way(
    reports: RoomReports,
    room: Room,
    clock: FakeClock,
    city: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "KEPT_PER_ROOM", 3)
    for _ in range(5):
        reports.take(room, good(clock))
    with city.read() as session:
        kept = [row.seq for row in session.query(RoomReportRow).order_by(RoomReportRow.seq)]
    assert kept == [3, 4, 5]


def test_a_revoked_pc_is_not_listed(
    reports: RoomReports, room: Room, city: Database, clock: FakeClock
) -> None:
    reports.take(room, good(clock))
    with city.write() as session:
        row = session.get(RoomRow, room.room_id)
        assert row is not None
        row.revoked_at = clock.now()
    assert reports.rooms().rooms == ()


def test_a_damaged_report_hides_no_room(
    reports: RoomReports, room: Room, city: Database, clock: FakeClock
) -> None:
    report = good(clock)
    reports.take(room, report)
    with city.write() as session:
        row = session.get(RoomReportRow, (room.room_id, report.id))
        assert row is not None
        row.body = {"of": "another version"}
    (found,) = reports.rooms().rooms
    assert found.newest is None


@pytest.mark.parametrize(
    "change",
    [
        {"items": []},
        {"took_s": -1.0},
        {"overall": "x" * 17},
        {"checked_at": "2026-11-26T08:00:00"},
        {"secret": 1},
    ],
)
def test_a_report_is_bounded(clock: FakeClock, change: dict[str, object]) -> None:
    body = good(clock).model_dump(mode="json")
    with pytest.raises(ValidationError):
        RoomReportIn.model_validate({**body, **change})
    RoomReportIn.model_validate(body)
