"""What was last measured of rooms is kept with their session when it is opened, and stays."""

from datetime import timedelta

import pytest

from desktop.cityserver.access.callers import Room
from desktop.cityserver.rooms.conditions import keep_condition
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.rooms import rooms
from desktop.cityserver.store.tables.rooms import RoomReportRow, RoomRow
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.room.condition import LastCheck, RoomCondition
from desktop.domain.room.measurements import CheckCode, Overall, RoomFacts
from desktop.mapping.records import ROOM_CONDITION
from desktop.sync.traffic.room_checks import body_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import COMMUNE, ELSEWHERE, HQ, SESSION
from tests.samples.checks import GOOD_ROOM, POOR_ROOM, a_report
from tests.samples.conditions import a_last_check

pytestmark = pytest.mark.unit

SESSION_ID = SessionId(SESSION)


@pytest.fixture
def reports(city: Database, clock: FakeClock) -> RoomReports:
    return RoomReports(database=city, clock=clock)


def a_room(city: Database, clock: FakeClock, site_id: SiteId, name: str) -> Room:
    with city.write() as session:
        room_id = rooms.add_room(session, site_id, f"hash-{name}", clock.now())
    return Room(room_id=room_id, site_id=site_id)


def send(reports: RoomReports, room: Room, facts: RoomFacts, clock: FakeClock) -> str:
    report = body_of(a_report(facts, clock.now()))
    reports.take(room, report)
    return report.id


def kept(city: Database, clock: FakeClock) -> RoomCondition:
    with city.write() as session:
        keep_condition(session, SESSION_ID, (HQ, COMMUNE), clock.now())
    with city.read() as session:
        row = find_record(session, "room_condition", SESSION)
    assert row is not None
    assert row.session_id == SESSION
    read: RoomCondition = ROOM_CONDITION.codec.read(row.body)
    return read


def check_of(condition: RoomCondition, site_id: SiteId) -> LastCheck | None:
    return next(one.check for one in condition.sites if one.site_id == site_id)


def test_of_each_site_the_newest_is_kept_with_every_item(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    elsewhere = a_room(city, clock, ELSEWHERE, "2")
    send(reports, commune, POOR_ROOM, clock)
    clock.advance(60)
    at = clock.now()
    send(reports, commune, GOOD_ROOM, clock)
    send(reports, elsewhere, POOR_ROOM, clock)
    clock.advance(60)
    condition = kept(city, clock)
    assert [one.site_id for one in condition.sites] == [HQ, COMMUNE]
    assert condition.opened_at == clock.now()
    assert check_of(condition, HQ) is None
    assert check_of(condition, COMMUNE) == a_last_check(GOOD_ROOM, at)


def test_what_comes_after_the_opening_changes_nothing(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    send(reports, commune, GOOD_ROOM, clock)
    first = kept(city, clock)
    clock.advance(60)
    send(reports, commune, POOR_ROOM, clock)
    assert kept(city, clock) == first


def test_of_two_pcs_of_a_site_the_later_check_counts_whichever_was_enrolled_first(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    old, new = a_room(city, clock, COMMUNE, "1"), a_room(city, clock, COMMUNE, "2")
    send(reports, new, POOR_ROOM, clock)
    clock.advance(60)
    at = clock.now()
    send(reports, old, GOOD_ROOM, clock)
    assert check_of(kept(city, clock), COMMUNE) == a_last_check(GOOD_ROOM, at)


def test_a_pc_that_may_not_speak_any_more_says_nothing_of_the_room(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    send(reports, commune, GOOD_ROOM, clock)
    with city.write() as session:
        row = session.get(RoomRow, commune.room_id)
        assert row is not None
        row.revoked_at = clock.now()
    assert check_of(kept(city, clock), COMMUNE) is None


def test_a_clock_that_runs_ahead_makes_no_check_later_than_it_came(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    ahead = body_of(a_report(GOOD_ROOM, clock.now() + timedelta(days=3)))
    reports.take(commune, ahead)
    check = check_of(kept(city, clock), COMMUNE)
    assert check is not None
    assert check.checked_at == clock.now()


def test_a_check_that_waited_for_the_line_keeps_its_own_hour(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    at = clock.now() - timedelta(days=3)
    reports.take(commune, body_of(a_report(GOOD_ROOM, at)))
    assert check_of(kept(city, clock), COMMUNE) == a_last_check(GOOD_ROOM, at)


@pytest.mark.parametrize(
    "change", [{"of": "another version"}, {"overall": "splendid"}], ids=["shape", "word"]
)
def test_what_this_server_does_not_understand_is_no_check(
    city: Database, reports: RoomReports, clock: FakeClock, change: dict[str, str]
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    report_id = send(reports, commune, GOOD_ROOM, clock)
    with city.write() as session:
        row = session.get(RoomReportRow, (commune.room_id, report_id))
        assert row is not None
        row.body = {**row.body, **change}
    assert check_of(kept(city, clock), COMMUNE) is None


def test_of_a_newer_room_the_items_that_are_known_are_kept(
    city: Database, reports: RoomReports, clock: FakeClock
) -> None:
    commune = a_room(city, clock, COMMUNE, "1")
    body = body_of(a_report(GOOD_ROOM, clock.now()))
    newer = body.items[0].model_copy(update={"code": "smoke_detector"})
    reports.take(commune, body.model_copy(update={"items": (newer, *body.items)}))
    check = check_of(kept(city, clock), COMMUNE)
    assert check is not None
    assert check.overall is Overall.READY
    assert {one.code for one in check.items} == set(CheckCode)
