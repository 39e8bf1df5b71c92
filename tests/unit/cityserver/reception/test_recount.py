"""A day of the table changes: due times of gates that were not passed follow at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations, Pushed
from desktop.cityserver.reception.recount import begin_recount
from desktop.cityserver.reception.scheduling import Scheduling
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.contract.operations import OperationIn
from desktop.contract.scheduling import PlanRequest
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import CASE, COMMUNE, ELSEWHERE, HQ
from tests.unit.cityserver.reception.test_scheduling import people

pytestmark = pytest.mark.unit

PLANNED = SessionId("planned")
START = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
"""08:30 of a Tuesday in Hai Phong."""
BY_WEEKDAYS = {"notice": "2026-12-08", "trial": "2026-12-14", "connected": "2026-12-15"}
MONDAY_OFF = {"notice": "2026-12-07", "trial": "2026-12-11", "connected": "2026-12-15"}
"""14 December is a day off."""


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock, recount=begin_recount)


@pytest.fixture(autouse=True)
def planned(city: Database, clock: FakeClock) -> None:
    request = PlanRequest.model_validate(
        {
            "session": {
                "title": "Bồi thường khi thu hồi đất",
                "reception_kind": "periodic",
                "online_ground": 1,
                "scheduled_start": START.isoformat(),
                "scheduled_end": START.replace(hour=3).isoformat(),
                "central_site_id": HQ,
                "component_site_ids": [COMMUNE],
                "chair_label": "Lãnh đạo Mẫu",
                "chair_title": "Phó Chủ tịch",
                "secretary_label": "Thư ký Mẫu",
                "participants": people("Lãnh đạo Mẫu", HQ, COMMUNE),
            },
            "cases": ({"id": CASE},),
            "base_revision": 0,
        }
    )
    scheduling = Scheduling(database=city, clock=clock, is_practice=False)
    answer = scheduling.plan(admin(), PLANNED, request).answer
    assert answer.faults == ()


def admin(site_id: SiteId = HQ, role: Role = Role.CITY_ADMIN) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")


def a_day(day: str, kind: str = "holiday", *, revision: int = 0) -> OperationIn:
    body = {"day": day, "kind": kind, "name": "Nghỉ theo quyết định"}
    raw = operation("calendar_day", day, body) | {"base_revision": revision}
    return OperationIn.model_validate(raw)


def body_of(city: Database, session_id: str = PLANNED) -> dict[str, Any]:
    with city.read() as session:
        row = find_record(session, "session", session_id)
        assert row is not None
        return dict(row.body)


def due(city: Database, session_id: str = PLANNED) -> dict[str, str]:
    return {one["kind"]: one["due_at"][:10] for one in body_of(city, session_id)["gates"]}


def entries(city: Database) -> list[tuple[str, str]]:
    with city.read() as session:
        rows = session.query(AuditRow).order_by(AuditRow.seq)
        return [(row.subject_id, row.outcome) for row in rows if row.outcome == "recounted"]


def verdicts(pushed: Pushed) -> list[str]:
    return [one.verdict for one in pushed.answer.verdicts]


def test_gates_follow_a_day_off_and_its_sites_are_told(
    operations: Operations, city: Database, clock: FakeClock
) -> None:
    changes = Changes(database=city, clock=clock)
    cursor = {one: pulled(changes, person_at(one), "").cursor for one in (COMMUNE, ELSEWHERE)}
    assert due(city) == BY_WEEKDAYS
    pushed = operations.push(admin(), [a_day("2026-12-14")])
    assert verdicts(pushed) == ["accepted"]
    assert pushed.touched == {PLANNED}
    assert due(city) == MONDAY_OFF
    assert body_of(city)["status"] == "scheduled"
    told = {
        site: {one.entity_id for one in pulled(changes, person_at(site), cursor[site]).changes}
        for site in (COMMUNE, ELSEWHERE)
    }
    assert told == {COMMUNE: {PLANNED, "2026-12-14"}, ELSEWHERE: {"2026-12-14"}}
    assert entries(city) == [(PLANNED, "recounted")]


def test_taking_the_day_back_brings_the_hours_back(operations: Operations, city: Database) -> None:
    (verdict,) = operations.push(admin(), [a_day("2026-12-14")]).answer.verdicts
    back = a_day("2026-12-14", "ordinary", revision=verdict.revision)
    assert operations.push(admin(), [back]).touched == {PLANNED}
    assert due(city) == BY_WEEKDAYS


def test_two_days_of_one_push_move_a_session_once(operations: Operations, city: Database) -> None:
    pushed = operations.push(admin(), [a_day("2026-12-14"), a_day("2026-12-11")])
    assert verdicts(pushed) == ["accepted", "accepted"]
    assert due(city) == {"notice": "2026-12-04", "trial": "2026-12-10", "connected": "2026-12-15"}
    assert entries(city) == [(PLANNED, "recounted")]


@pytest.mark.parametrize(
    ("by", "day"),
    [
        (admin(COMMUNE), "2026-12-14"),
        (admin(role=Role.HQ_CLERK), "2026-12-14"),
        (admin(), "2026-12-12"),
        (admin(), "2027-03-01"),
    ],
)
def test_what_is_refused_or_moves_no_hour_writes_no_session(
    operations: Operations, city: Database, by: Person, day: str
) -> None:
    before = body_of(city)
    assert operations.push(by, [a_day(day)]).touched == frozenset()
    assert body_of(city) == before
    assert entries(city) == []


def test_a_clash_moves_nothing(operations: Operations, city: Database) -> None:
    operations.push(admin(), [a_day("2026-12-14", "ordinary")])
    pushed = operations.push(admin(), [a_day("2026-12-14")])
    assert verdicts(pushed) == ["conflict"]
    assert pushed.touched == frozenset()
    assert due(city) == BY_WEEKDAYS


def test_a_gate_that_was_passed_stays_and_so_does_one_with_an_hour_of_its_own(
    operations: Operations, city: Database
) -> None:
    body = body_of(city)
    notice, trial, connected = body["gates"]
    passed = notice | {"passed_at": "2026-12-01T02:00:00Z", "evidence": "Công văn 12"}
    own_hour = trial | {"due_at": "2026-12-10T10:00:00Z"}
    put_record(city, "session", PLANNED, body | {"gates": [passed, own_hour, connected]})
    assert operations.push(admin(), [a_day("2026-12-14")]).touched == frozenset()
    assert due(city) == BY_WEEKDAYS | {"trial": "2026-12-10"}


@pytest.mark.parametrize("status", list(SessionStatus))
def test_only_a_session_to_which_nobody_was_called_is_counted_anew(
    operations: Operations, city: Database, status: SessionStatus
) -> None:
    put_record(city, "session", PLANNED, body_of(city) | {"status": status.value})
    operations.push(admin(), [a_day("2026-12-14")])
    is_planned = status in {
        SessionStatus.SCHEDULED,
        SessionStatus.NOTIFIED,
        SessionStatus.TRIAL_PASSED,
        SessionStatus.POSTPONED,
    }
    assert due(city) == (MONDAY_OFF if is_planned else BY_WEEKDAYS)
    assert body_of(city)["status"] == status


def test_other_records_count_nothing_anew(city: Database, clock: FakeClock) -> None:
    asked: list[DatabaseSession] = []

    def recount(session: DatabaseSession) -> Callable[[RecordWriter], frozenset[SessionId]]:
        asked.append(session)
        return begin_recount(session)

    operations = Operations(database=city, clock=clock, recount=recount)
    body = {
        "code": "SXD",
        "name": "Sở Mẫu",
        "kind": "department",
        "parent_name": "",
        "active": True,
    }
    agency = OperationIn.model_validate(operation("agency", "SXD", body))
    assert verdicts(operations.push(admin(), [agency])) == ["accepted"]
    assert asked == []
    operations.push(admin(), [a_day("2026-12-14")])
    assert len(asked) == 1
