"""Planned too near: by a leader's PIN and reason alone, and only where nothing else is wrong."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import issue_enrol_code
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.gates import SessionGates
from desktop.cityserver.reception.near_plans import NearPlans
from desktop.cityserver.reception.scheduling import Planned, Scheduling
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import NearPlanRequest, NoticeRequest, PlanRequest
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import CLERK, COMMUNE, ELSEWHERE, HQ, LEADER, PIN
from tests.samples.kdf_cost import CHEAP_PINS
from tests.unit.cityserver.reception.test_scheduling import (
    HOUR,
    NEW,
    START,
    body_of,
    faults,
    kept,
    request,
)

pytestmark = pytest.mark.unit

REASON = "Công dân ở đảo, tàu chậm một ngày"
NEAR = datetime(2026, 12, 10, 2, tzinfo=UTC)
"""Three working days before START."""


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def scheduling(city: Database, clock: FakeClock) -> Scheduling:
    return Scheduling(database=city, clock=clock, is_practice=False)


@pytest.fixture
def plans(scheduling: Scheduling, access: Access, clock: FakeClock) -> NearPlans:
    clock.advance((NEAR - clock.now()).total_seconds())
    return NearPlans(scheduling=scheduling, access=access, clock=clock)


@pytest.fixture
def clerk(plans: NearPlans, access: Access, city: Database, clock: FakeClock) -> Person:
    """At a PC of headquarters that is known to the city, on the day of NEAR."""
    return person(access, city, clock, HQ)


def person(access: Access, city: Database, clock: FakeClock, site_id: SiteId) -> Person:
    room = access.room_of(access.enrol(issue_enrol_code(city, site_id, clock=clock), site_id))
    return Person(
        user_id=CLERK, role=Role.HQ_CLERK, site_id=site_id, family_id="f", room_id=room.room_id
    )


def near(
    plan: PlanRequest | None = None,
    *,
    leader: UserId = LEADER,
    pin: str = PIN,
    reason: str = REASON,
) -> NearPlanRequest:
    leave = {"leader": leader, "pin": pin, "reason": reason}
    return NearPlanRequest.model_validate({"plan": plan or request(), "leave": leave})


def refused(code: ProblemCode) -> pytest.RaisesExc[Rejected]:
    return pytest.RaisesExc(Rejected, check=lambda error: error.code is code)


def notice(city: Database) -> dict[str, Any]:
    return next(one for one in kept(city)["gates"] if one["kind"] == "notice")


def too_near(planned: Planned) -> bool:
    return [word for word, _ in faults(planned)] == ["too_near"]


def test_in_practice_too_a_new_plan_needs_its_leave_which_is_kept(
    access: Access, city: Database, clock: FakeClock, clerk: Person
) -> None:
    practice = Scheduling(database=city, clock=clock, is_practice=True)
    assert too_near(practice.plan(clerk, NEW, request()))
    plans = NearPlans(scheduling=practice, access=access, clock=clock)
    with refused(ProblemCode.WRONG_PIN):
        plans.plan(clerk, NEW, near(pin="000000"))
    planned = plans.plan(clerk, NEW, near())
    assert faults(planned) == []
    assert notice(city)["override_by"] == LEADER
    revision = planned.answer.revision
    later = START + HOUR
    moved = request(
        revision=revision,
        scheduled_start=later.isoformat(),
        scheduled_end=(later + HOUR).isoformat(),
    )
    assert faults(practice.plan(clerk, NEW, moved)) == []


def test_a_leader_lets_it_be_planned_and_the_record_says_who_when_and_why(
    plans: NearPlans, scheduling: Scheduling, clerk: Person, city: Database, clock: FakeClock
) -> None:
    assert too_near(scheduling.plan(clerk, NEW, request()))
    planned = plans.plan(clerk, NEW, near())
    assert faults(planned) == []
    assert planned.touched == {NEW}
    gate = notice(city)
    assert (gate["override_by"], gate["override_reason"]) == (LEADER, REASON)
    assert gate["override_label"]
    assert datetime.fromisoformat(gate["override_at"]) == clock.now()
    assert (gate["passed_at"], kept(city)["status"]) == (None, "scheduled")
    with city.read() as session:
        newest = session.query(AuditRow).order_by(AuditRow.seq.desc()).first()
    assert newest is not None
    assert (newest.subject_id, newest.outcome) == (NEW, "too_near")
    again = plans.plan(clerk, NEW, near())
    assert (again.answer, again.touched) == (planned.answer, frozenset())


def test_five_wrong_pins_lock_the_leader_and_nothing_is_planned(
    plans: NearPlans, clerk: Person, city: Database
) -> None:
    for _ in range(MAX_PIN_ATTEMPTS):
        with refused(ProblemCode.WRONG_PIN):
            plans.plan(clerk, NEW, near(pin="000000"))
    with refused(ProblemCode.TOO_MANY_ATTEMPTS):
        plans.plan(clerk, NEW, near())
    assert body_of(city) is None


def test_a_clerks_own_pin_and_an_empty_reason_are_no_leave(
    plans: NearPlans, clerk: Person, city: Database
) -> None:
    with refused(ProblemCode.FORBIDDEN):
        plans.plan(clerk, NEW, near(leader=CLERK))
    with refused(ProblemCode.BAD_REQUEST):
        plans.plan(clerk, NEW, near(reason=" " * 12))
    assert body_of(city) is None


def test_where_something_else_is_wrong_no_pin_is_asked_and_all_of_it_is_told(
    plans: NearPlans, scheduling: Scheduling, clerk: Person, city: Database
) -> None:
    odd = request(component_site_ids=[COMMUNE, "nowhere"])
    told = plans.plan(clerk, NEW, near(odd, pin="000000"))
    assert {word for word, _ in faults(told)} > {"too_near", "unknown_site"}
    assert faults(told) == faults(scheduling.plan(clerk, NEW, odd))
    assert body_of(city) is None


def test_a_unit_that_may_not_plan_there_is_told_so_without_a_pin(
    plans: NearPlans, access: Access, city: Database, clock: FakeClock
) -> None:
    stranger = person(access, city, clock, ELSEWHERE)
    told = plans.plan(stranger, NEW, near(pin="000000"))
    assert faults(told) == [("foreign_centre", HQ)]


def test_a_plan_in_time_needs_nobody_and_keeps_no_leave(
    plans: NearPlans, clerk: Person, city: Database
) -> None:
    later = START + timedelta(days=14)
    far = request(scheduled_start=later.isoformat(), scheduled_end=(later + HOUR).isoformat())
    assert faults(plans.plan(clerk, NEW, near(far, pin="000000"))) == []
    assert notice(city)["override_by"] is None


def test_the_leave_is_for_its_hour_alone(
    plans: NearPlans, scheduling: Scheduling, clerk: Person, city: Database
) -> None:
    first = plans.plan(clerk, NEW, near())
    other_title = request(revision=first.answer.revision, title="Bồi thường đất, lần hai")
    changed = scheduling.plan(clerk, NEW, other_title)
    assert faults(changed) == []
    assert notice(city)["override_by"] == LEADER
    later = START + HOUR
    moved = request(
        revision=changed.answer.revision,
        scheduled_start=later.isoformat(),
        scheduled_end=(later + HOUR).isoformat(),
    )
    assert too_near(scheduling.plan(clerk, NEW, moved))
    assert notice(city)["override_by"] == LEADER
    assert faults(plans.plan(clerk, NEW, near(moved))) == []


def test_the_late_notice_counts_by_the_leave_that_was_given_with_the_plan(
    plans: NearPlans, access: Access, clerk: Person, city: Database, clock: FakeClock
) -> None:
    plans.plan(clerk, NEW, near())
    gates = SessionGates(database=city, clock=clock, access=access)
    for number in (15, 16):
        clock.advance(3_600)
        sent = NoticeRequest(passed_at=clock.now(), evidence=f"Giấy mời số {number}")
        gates.note_notice(clerk, NEW, sent)
        assert (kept(city)["status"], notice(city)["override_by"]) == ("notified", LEADER)
    assert notice(city)["evidence"] == "Giấy mời số 16"


def test_the_same_hour_of_a_busy_site_is_refused_all_the_same(
    plans: NearPlans, clerk: Person, city: Database
) -> None:
    plans.plan(clerk, NEW, near())
    other = type(NEW)("other")
    told = plans.plan(clerk, other, near(request(chair_label="Lãnh đạo khác"), pin="000000"))
    assert "site_busy" in {word for word, _ in faults(told)}
    assert body_of(city, other) is None
