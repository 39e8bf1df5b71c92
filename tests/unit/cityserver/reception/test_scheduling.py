"""What a clerk asks to plan: written whole, or refused with everything that stands against it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.scheduling import Planned, Scheduling
from desktop.cityserver.reception.sessions import Passed, pass_gate
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record, sessions
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.contract.operations import OperationIn
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import CallOffRequest, PlanRequest
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.gate import GateKind
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    HQ,
    SESSION,
    case_body,
    session_body,
)

pytestmark = pytest.mark.unit

NEW = SessionId("planned")
START = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
"""08:30 of a Tuesday in Hai Phong."""
HOUR = timedelta(hours=1)
REASON = "Công dân xin đổi ngày vì ốm"


@pytest.fixture
def scheduling(city: Database, clock: FakeClock) -> Scheduling:
    return Scheduling(database=city, clock=clock)


def clerk(site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f", room_id="r")


def request(
    *, cases: tuple[dict[str, Any], ...] = ({"id": CASE},), revision: int = 0,
    is_odd_time_meant: bool = False, **changes: Any,
) -> PlanRequest:  # fmt: skip
    draft = {
        "title": "Bồi thường khi thu hồi đất",
        "reception_kind": "periodic",
        "online_ground": 1,
        "scheduled_start": START.isoformat(),
        "scheduled_end": (START + HOUR).isoformat(),
        "central_site_id": HQ,
        "component_site_ids": [COMMUNE],
        "chair_label": "Lãnh đạo Mẫu",
        "chair_title": "Phó Chủ tịch",
        "secretary_label": "Thư ký Mẫu",
        "participants": [],
    }
    return PlanRequest.model_validate(
        {
            "session": draft | changes,
            "cases": cases,
            "base_revision": revision,
            "is_odd_time_meant": is_odd_time_meant,
        }
    )


def faults(planned: Planned) -> list[tuple[str, str]]:
    assert (planned.answer.revision == 0) == bool(planned.answer.faults)
    return [(one.word, one.subject) for one in planned.answer.faults]


def body_of(city: Database, session_id: str = NEW) -> dict[str, Any] | None:
    with city.read() as session:
        row = find_record(session, "session", session_id)
        return None if row is None else dict(row.body)


def kept(city: Database, session_id: str = NEW) -> dict[str, Any]:
    body = body_of(city, session_id)
    assert body is not None
    return body


def test_a_session_is_planned_with_its_gates_and_told_to_its_sites(
    scheduling: Scheduling, city: Database
) -> None:
    planned = scheduling.plan(clerk(), NEW, request())
    assert faults(planned) == []
    assert planned.touched == {NEW}
    body = kept(city)
    assert (body["status"], body["code"]) == ("scheduled", planned.answer.code)
    assert planned.answer.code.startswith("TCDTT-31-")
    assert planned.answer.code.endswith("-20261215-01")
    assert [(one["kind"], one["due_at"][:10]) for one in body["gates"]] == [
        ("notice", "2026-12-08"),
        ("trial", "2026-12-14"),
        ("connected", "2026-12-15"),
    ]
    told = pulled(Changes(database=city, clock=FakeClock()), person_at(COMMUNE), "")
    assert NEW in {one.entity_id for one in told.changes}
    other = pulled(Changes(database=city, clock=FakeClock()), person_at(ELSEWHERE), "")
    assert NEW not in {one.entity_id for one in other.changes}


def test_the_same_request_again_changes_nothing(scheduling: Scheduling) -> None:
    first = scheduling.plan(clerk(), NEW, request())
    again = scheduling.plan(clerk(), NEW, request())
    assert again.answer == first.answer
    assert again.touched == frozenset()


def test_days_off_move_the_hours_of_the_gates(
    scheduling: Scheduling, city: Database, clock: FakeClock
) -> None:
    day = {"day": "2026-12-14", "kind": "holiday", "name": "Nghỉ theo quyết định"}
    operations = Operations(database=city, clock=clock)
    one = OperationIn.model_validate(operation("calendar_day", day["day"], day))
    operations.push(clerk(role=Role.CITY_ADMIN), [one])
    scheduling.plan(clerk(), NEW, request())
    due = {one["kind"]: one["due_at"][:10] for one in kept(city)["gates"]}
    assert (due["notice"], due["trial"]) == ("2026-12-07", "2026-12-11")


@pytest.mark.parametrize(
    ("later", "status"), [(timedelta(), "notified"), (timedelta(hours=1), "scheduled")]
)
def test_a_notice_that_went_out_counts_while_the_hour_stays(
    scheduling: Scheduling, city: Database, clock: FakeClock, later: timedelta, status: str
) -> None:
    scheduling.plan(clerk(), NEW, request())
    passed = Passed(kind=GateKind.NOTICE, at=clock.now(), evidence="Số 12/TB")
    entry = pass_gate(city, NEW, passed, now=clock.now())
    assert entry.body.status == "notified"
    day = {"day": "2026-12-14", "kind": "holiday", "name": "Nghỉ theo quyết định"}
    one = OperationIn.model_validate(operation("calendar_day", day["day"], day))
    Operations(database=city, clock=clock).push(clerk(role=Role.CITY_ADMIN), [one])
    with city.read() as session:
        row = find_record(session, "session", NEW)
        assert row is not None
        revision = row.revision
    moved = request(
        revision=revision,
        title="Tên khác",
        scheduled_start=(START + later).isoformat(),
        scheduled_end=(START + later + HOUR).isoformat(),
    )
    assert faults(scheduling.plan(clerk(), NEW, moved)) == []
    body = kept(city)
    notice, trial, _ = body["gates"]
    assert (body["status"], notice["evidence"]) == (status, "" if later else "Số 12/TB")
    assert trial["due_at"][:10] == "2026-12-11"


def test_new_cases_get_a_number_of_the_year_and_known_ones_keep_theirs(
    scheduling: Scheduling, city: Database
) -> None:
    new = {"id": "case-new", "body": {**case_body(), "code": ""}}
    scheduling.plan(clerk(), NEW, request(cases=(new, {"id": CASE})))
    with city.read() as session:
        row = find_record(session, "case", "case-new")
    assert row is not None
    code = row.body["code"]
    assert code.startswith("2026-")
    renamed = {"id": "case-new", "body": {**case_body(), "code": "", "title": "Tên khác"}}
    revision = scheduling.plan(clerk(), NEW, request(cases=(new, {"id": CASE}))).answer.revision
    scheduling.plan(
        clerk(), NEW, request(cases=(renamed, {"id": CASE}), revision=revision, title="Khác")
    )
    with city.read() as session:
        row = find_record(session, "case", "case-new")
    assert row is not None
    assert (row.body["code"], row.body["title"]) == (code, "Tên khác")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"scheduled_start": "2020-01-01T02:00:00Z", "scheduled_end": "2020-01-01T03:00:00Z"},
            ["past", "too_near"],
        ),
        ({"scheduled_end": START.isoformat()}, ["ends_before"]),
        ({"component_site_ids": [COMMUNE, COMMUNE]}, ["site_twice"]),
        ({"component_site_ids": [HQ]}, ["site_twice"]),
        ({"component_site_ids": ["nowhere"]}, ["unknown_site"]),
        ({"cases": ({"id": "no-case"},)}, ["unknown_case"]),
    ],
)
def test_what_is_not_planned(
    scheduling: Scheduling, city: Database, changes: dict[str, Any], expected: list[str]
) -> None:
    planned = scheduling.plan(clerk(), NEW, request(**changes))
    assert [word for word, _ in faults(planned)] == expected
    assert body_of(city) is None


def test_a_fifth_site_is_refused_with_the_number(scheduling: Scheduling, city: Database) -> None:
    put_record(city, "site", "fourth", kept_site())
    put_record(city, "site", "fifth", kept_site())
    wanted = [COMMUNE, AGENCY, "fourth", "fifth"]
    planned = scheduling.plan(clerk(), NEW, request(component_site_ids=wanted))
    assert faults(planned) == [("too_many_sites", "5")]


def kept_site() -> dict[str, Any]:
    return {
        "name": "Phường Mẫu",
        "short_name": "Mẫu",
        "kind": "phuong",
        "unit_code": "11111",
        "address": "",
        "fallback_phone": "",
    }


@pytest.mark.parametrize(
    ("shift", "collides"),
    [(-HOUR, False), (-HOUR / 2, True), (HOUR * 0, True), (HOUR / 2, True), (HOUR, False)],
)
def test_nobody_sits_in_two_sessions_at_once(
    scheduling: Scheduling, shift: timedelta, *, collides: bool
) -> None:
    scheduling.plan(clerk(), NEW, request())
    start = START + shift
    second = request(
        scheduled_start=start.isoformat(),
        scheduled_end=(start + HOUR).isoformat(),
        central_site_id=ELSEWHERE,
        component_site_ids=[AGENCY],
        chair_label="LÃNH ĐẠO Mẫu",
        cases=({"id": "case-two", "body": case_body()},),
        is_odd_time_meant=True,
    )
    planned = scheduling.plan(clerk(), SessionId("second"), second)
    assert faults(planned) == ([("chair_busy", HQ)] if collides else [])


def test_a_site_and_a_case_are_needed_once_at_a_time(scheduling: Scheduling) -> None:
    scheduling.plan(clerk(), NEW, request())
    planned = scheduling.plan(
        clerk(),
        SessionId("second"),
        request(central_site_id=ELSEWHERE, component_site_ids=[COMMUNE], chair_label="Người khác"),
    )
    assert faults(planned) == [("site_busy", COMMUNE), ("case_busy", CASE)]
    assert {one.at for one in planned.answer.faults} == {START}


def test_what_was_called_off_is_in_nobodys_way(scheduling: Scheduling, city: Database) -> None:
    scheduling.plan(clerk(), NEW, request())
    scheduling.call_off(clerk(), NEW, CallOffRequest(status="postponed", reason=REASON))
    assert kept(city)["call_off_reason"] == REASON
    assert faults(scheduling.plan(clerk(), SessionId("second"), request())) == []


def test_a_postponed_session_gets_a_new_hour_and_new_gates(
    scheduling: Scheduling, city: Database
) -> None:
    scheduling.plan(clerk(), NEW, request())
    answer = scheduling.call_off(
        clerk(), NEW, CallOffRequest(status="postponed", reason=REASON)
    ).answer
    later = START + timedelta(days=7)
    moved = request(
        revision=answer.revision,
        scheduled_start=later.isoformat(),
        scheduled_end=(later + HOUR).isoformat(),
    )
    assert faults(scheduling.plan(clerk(), NEW, moved)) == []
    body = kept(city)
    assert (body["status"], body["call_off_reason"]) == ("scheduled", "")
    assert body["gates"][2]["due_at"][:10] == "2026-12-22"


@pytest.mark.parametrize(
    ("start", "is_odd"),
    [
        ("2026-12-13T02:00:00Z", True),  # a Sunday
        ("2026-12-14T23:30:00Z", True),  # 06:30
        ("2026-12-15T10:30:00Z", True),  # until 18:30
        ("2026-12-15T09:00:00Z", False),  # until 17:00
    ],
)
def test_an_odd_hour_is_meant_or_not_planned(
    scheduling: Scheduling, start: str, *, is_odd: bool
) -> None:
    end = (datetime.fromisoformat(start) + HOUR).isoformat()
    asked = request(scheduled_start=start, scheduled_end=end)
    assert faults(scheduling.plan(clerk(), NEW, asked)) == ([("odd_time", "")] if is_odd else [])
    meant = request(scheduled_start=start, scheduled_end=end, is_odd_time_meant=True)
    assert faults(scheduling.plan(clerk(), NEW, meant)) == []


def test_a_day_whose_notice_would_be_late_names_the_first_lawful_one(
    scheduling: Scheduling, clock: FakeClock
) -> None:
    clock.set_wall_clock(datetime(2026, 12, 11, 2, 0, tzinfo=UTC))
    assert faults(scheduling.plan(clerk(), NEW, request())) == [("too_near", "2026-12-18")]


def test_of_two_clerks_who_change_one_session_the_second_is_told(scheduling: Scheduling) -> None:
    first = scheduling.plan(clerk(), NEW, request()).answer
    revision = first.revision
    scheduling.plan(clerk(), NEW, request(revision=revision, title="Một"))
    second = scheduling.plan(clerk(), NEW, request(revision=revision, title="Hai"))
    assert faults(second) == [("changed", "")]


def test_a_session_whose_rooms_were_called_keeps_its_plan(
    scheduling: Scheduling, city: Database
) -> None:
    body = kept(city, SESSION)
    planned = scheduling.plan(clerk(), SessionId(SESSION), request())
    assert faults(planned) == [("begun", "")]
    assert kept(city, SESSION) == body


def test_a_unit_plans_where_it_is_the_centre_and_nowhere_else(scheduling: Scheduling) -> None:
    officer = clerk(COMMUNE, Role.ROOM_OFFICER)
    assert faults(scheduling.plan(officer, NEW, request())) == [("foreign_centre", HQ)]
    own = request(central_site_id=COMMUNE, component_site_ids=[AGENCY])
    assert faults(scheduling.plan(officer, NEW, own)) == []
    with pytest.raises(Rejected) as refused:
        scheduling.call_off(
            clerk(ELSEWHERE, Role.ROOM_OFFICER),
            NEW,
            CallOffRequest(status="cancelled", reason=REASON),
        )
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_a_site_with_a_seat_takes_no_session_over(scheduling: Scheduling, city: Database) -> None:
    planned = scheduling.plan(clerk(), NEW, request()).answer
    own = request(central_site_id=COMMUNE, component_site_ids=[AGENCY], revision=planned.revision)
    taken = scheduling.plan(clerk(COMMUNE, Role.ROOM_OFFICER), NEW, own)
    assert faults(taken) == [("foreign_centre", HQ)]
    assert kept(city)["central_site_id"] == HQ


def test_a_site_that_may_not_plan_a_session_is_told_nothing_of_it(scheduling: Scheduling) -> None:
    scheduling.plan(clerk(), NEW, request())
    again = scheduling.plan(clerk(COMMUNE, Role.ROOM_OFFICER), NEW, request())
    assert faults(again) == [("foreign_centre", HQ)]


def test_an_id_alone_brings_no_case_to_a_site(scheduling: Scheduling) -> None:
    own = request(central_site_id=ELSEWHERE, component_site_ids=[AGENCY], cases=({"id": CASE},))
    officer = clerk(ELSEWHERE, Role.ROOM_OFFICER)
    assert faults(scheduling.plan(officer, NEW, own)) == [("unknown_case", CASE)]


@pytest.mark.parametrize(
    ("session_id", "status", "code"),
    [
        ("no-session", "cancelled", ProblemCode.NOT_FOUND),
        (SESSION, "cancelled", ProblemCode.NOT_ALLOWED_NOW),
        (SESSION, "closed", ProblemCode.BAD_REQUEST),
    ],
)
def test_what_cannot_be_called_off(
    scheduling: Scheduling, session_id: str, status: str, code: ProblemCode
) -> None:
    with pytest.raises(Rejected) as refused:
        scheduling.call_off(
            clerk(), SessionId(session_id), CallOffRequest(status=status, reason=REASON)
        )
    assert refused.value.code is code


def test_a_session_that_was_opened_is_not_planned_anew(
    scheduling: Scheduling, city: Database
) -> None:
    ending = {"status": "aborted_technical", "reason": "Mất điện", "at": START.isoformat()}
    body = session_body(HQ, (COMMUNE,), status="aborted_technical") | {"ending": ending}
    put_record(city, "session", SESSION, body)
    with pytest.raises(Rejected) as refused:
        scheduling.call_off(
            clerk(), SessionId(SESSION), CallOffRequest(status="postponed", reason=REASON)
        )
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize(
    "changes",
    [
        {"reception_kind": "song"},
        {"cases": ({"id": "c", "body": {**case_body(), "petition_type": "song"}},)},
    ],
)
def test_a_word_outside_its_set_is_refused(scheduling: Scheduling, changes: dict[str, Any]) -> None:
    with pytest.raises(Rejected) as refused:
        scheduling.plan(clerk(), NEW, request(**changes))
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_who_planned_stands_in_the_audit_log(scheduling: Scheduling, city: Database) -> None:
    scheduling.plan(clerk(), NEW, request())
    scheduling.call_off(clerk(), NEW, CallOffRequest(status="cancelled", reason=REASON))
    with city.read() as session:
        rows = [row for row in session.query(AuditRow) if row.subject_id == NEW]
        assert [(row.user_id, row.site_id, row.outcome) for row in rows] == [
            ("u", HQ, "done"),
            ("u", HQ, "cancelled"),
        ]


@pytest.mark.parametrize("is_practice", [True, False])
def test_a_city_of_practice_plans_practice(
    scheduling: Scheduling, city: Database, *, is_practice: bool
) -> None:
    with city.read() as session:
        bodies = {row.entity_id: dict(row.body) for row in sessions(session)}
    for session_id, body in bodies.items():
        put_record(city, "session", session_id, body | {"is_practice": is_practice})
    scheduling.plan(clerk(), NEW, request())
    assert kept(city)["is_practice"] is is_practice
