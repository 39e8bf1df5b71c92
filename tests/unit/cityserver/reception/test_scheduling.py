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
from desktop.cityserver.store.records.records import find_record
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
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OTHER_CASE,
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
    return Scheduling(database=city, clock=clock, is_practice=False)


def clerk(site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f", room_id="r")


def people(chair: str, central_site_id: str, *others: str) -> list[dict[str, Any]]:
    """The chair, and an officer of every other site."""
    told = {"title": "", "agency": "", "attended": True, "absent_reason": ""}
    seats = [(chair, "chair", central_site_id)]
    seats += [("Cán bộ Mẫu", "room_officer", one) for one in dict.fromkeys(others)]
    return [
        {"full_name": name, "label": name, "role": role, "site_id": site_id, **told}
        for name, role, site_id in seats
    ]


def request(
    *, cases: tuple[dict[str, Any], ...] = ({"id": CASE},), revision: int = 0,
    is_odd_time_meant: bool = False, **changes: Any,
) -> PlanRequest:  # fmt: skip
    draft: dict[str, Any] = {
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
    }
    wanted = draft | changes
    sites = (wanted["central_site_id"], *wanted["component_site_ids"])
    invited = people(wanted["chair_label"], *sites)
    wanted["participants"] = [*invited, *wanted.get("participants", ())]
    return PlanRequest.model_validate(
        {
            "session": wanted,
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


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"scheduled_start": "2020-01-01T02:00:00Z", "scheduled_end": "2020-01-01T03:00:00Z"},
            ["past", "too_near", "unknown_year"],
        ),
        ({"scheduled_end": START.isoformat()}, ["ends_before"]),
        ({"component_site_ids": [COMMUNE, COMMUNE]}, ["site_twice"]),
        ({"component_site_ids": [HQ]}, ["site_twice"]),
        ({"component_site_ids": ["nowhere"]}, ["no_dossier", "unknown_site"]),
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
    put_dossiers(city, CASE, SiteId("fourth"), SiteId("fifth"))
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
        cases=({"id": OTHER_CASE},),
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
        {"participants": people("Chủ trì khác Mẫu", HQ)},
        {"participants": people("Lãnh đạo Mẫu", HQ, ELSEWHERE)[1:]},
        {"participants": [people("Lãnh đạo Mẫu", HQ, COMMUNE)[1] | {"full_name": " "}]},
    ],
)
def test_what_no_desk_asks_is_refused(scheduling: Scheduling, changes: dict[str, Any]) -> None:
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
    city: Database, clock: FakeClock, *, is_practice: bool
) -> None:
    scheduling = Scheduling(database=city, clock=clock, is_practice=is_practice)
    revision = scheduling.plan(clerk(), NEW, request()).answer.revision
    assert kept(city)["is_practice"] is is_practice
    other = Scheduling(database=city, clock=clock, is_practice=not is_practice)
    assert faults(other.plan(clerk(), NEW, request(revision=revision, title="Khác"))) == []
    assert kept(city)["is_practice"] is is_practice


def test_a_record_that_nobody_reads_keeps_nobody_from_planning(
    scheduling: Scheduling, city: Database, caplog: pytest.LogCaptureFixture
) -> None:
    scheduling.plan(clerk(), SessionId("odd"), request())
    with city.write() as session:
        row = find_record(session, "session", "odd")
        assert row is not None
        row.body = {**row.body, "reception_kind": "of a newer city"}
    assert faults(scheduling.plan(clerk(), NEW, request())) == []
    assert "session not looked at session=odd" in caplog.text


def test_a_flagged_case_needs_somebody_at_every_site(
    scheduling: Scheduling, city: Database
) -> None:
    asked = request()
    alone = asked.session.model_copy(update={"participants": asked.session.participants[:1]})
    wanted = asked.model_copy(update={"session": alone})
    assert faults(scheduling.plan(clerk(), NEW, wanted)) == [("no_participants", COMMUNE)]
    put_record(city, "case", CASE, case_body() | {"flags": []})
    assert faults(scheduling.plan(clerk(), NEW, wanted)) == []


def asked_of(*cases: str, **changes: Any) -> PlanRequest:
    return request(cases=tuple({"id": one} for one in cases), **changes)


def keep_case(city: Database, case_id: str, **changes: Any) -> None:
    """A case that the site of the clerk has, without any dossier."""
    put_record(city, "case", case_id, case_body() | changes)
    put_record(city, "session", f"former-{case_id}", session_body(HQ, (AGENCY,), case_id=case_id))


def test_a_flagged_case_is_not_planned_without_a_dossier_of_every_site(
    scheduling: Scheduling, city: Database
) -> None:
    """At first, and when it is changed (circular part 1b)."""
    keep_case(city, "bare")
    lacking = [("no_dossier", HQ), ("no_dossier", COMMUNE)]
    assert faults(scheduling.plan(clerk(), NEW, asked_of("bare"))) == lacking
    put_dossiers(city, "bare", COMMUNE)
    assert faults(scheduling.plan(clerk(), NEW, asked_of("bare"))) == lacking[:1]
    put_dossiers(city, "bare", HQ)
    first = scheduling.plan(clerk(), NEW, asked_of("bare"))
    assert faults(first) == []
    sites = [COMMUNE, AGENCY]
    more = asked_of("bare", component_site_ids=sites, revision=first.answer.revision)
    assert faults(scheduling.plan(clerk(), NEW, more)) == [("no_dossier", AGENCY)]
    assert kept(city)["component_site_ids"] == [COMMUNE]
    put_record(city, "case", "bare", case_body() | {"flags": []})
    assert faults(scheduling.plan(clerk(), NEW, more)) == []


def test_each_flagged_case_of_a_session_needs_its_own_dossier(
    scheduling: Scheduling, city: Database
) -> None:
    keep_case(city, "bare")
    keep_case(city, "plain", flags=[])
    put_dossiers(city, "bare", HQ)
    wanted = asked_of(CASE, "bare", "plain")
    assert faults(scheduling.plan(clerk(), NEW, wanted)) == [("no_dossier", COMMUNE)]


def without_seat(**changes: Any) -> PlanRequest:
    """As a desk of headquarters sends it that was told the state of the session alone."""
    sites: dict[str, Any] = {"central_site_id": COMMUNE, "component_site_ids": [AGENCY]}
    return request(**(sites | changes))


def citizen(name: str, site_id: str = COMMUNE, label: str = "Công dân A") -> dict[str, Any]:
    told = {"title": "", "agency": "", "attended": True, "absent_reason": ""}
    return {"full_name": name, "label": label, "role": "citizen", "site_id": site_id, **told}


def test_who_was_not_told_the_matter_of_a_session_moves_it_and_loses_none_of_it(
    scheduling: Scheduling, city: Database
) -> None:
    known = [citizen("Lê Văn Mẫu"), citizen("Trần Thị Mẫu", AGENCY, "Công dân B")]
    planned = scheduling.plan(clerk(), NEW, without_seat(participants=known))
    assert faults(planned) == []
    told = {
        "title": planned.answer.code,
        "participants": [citizen("Phạm Văn Mẫu")],
        "scheduled_start": (START + HOUR).isoformat(),
        "scheduled_end": (START + 2 * HOUR).isoformat(),
    }
    wish = without_seat(revision=planned.answer.revision, **told)
    moved = scheduling.plan(clerk(), NEW, wish)
    assert faults(moved) == []
    body = kept(city)
    assert body["title"] == "Bồi thường khi thu hồi đất"
    assert body["scheduled_start"].startswith("2026-12-15T02:30")
    named = {one["full_name"]: one["label"] for one in body["participants"]}
    assert named.items() >= {
        ("Lê Văn Mẫu", "Công dân A"),
        ("Trần Thị Mẫu", "Công dân B"),
        ("Phạm Văn Mẫu", "Công dân C"),
    }
    assert scheduling.plan(clerk(), NEW, wish).answer == moved.answer


def test_who_was_not_told_where_it_meets_elsewhere_moves_it_and_keeps_that(
    scheduling: Scheduling, city: Database
) -> None:
    where = {"platform": "Nền tảng của tỉnh", "conference_address": "987 6543 2100"}
    planned = scheduling.plan(clerk(), NEW, without_seat(**where))
    assert faults(planned) == []
    times = {
        "scheduled_start": (START + HOUR).isoformat(),
        "scheduled_end": (START + 2 * HOUR).isoformat(),
    }
    moved = without_seat(revision=planned.answer.revision, platform=where["platform"], **times)
    planned = scheduling.plan(clerk(), NEW, moved)
    assert faults(planned) == []
    assert kept(city)["conference_address"] == where["conference_address"]
    elsewhere = without_seat(revision=planned.answer.revision, platform="Nền tảng khác", **times)
    assert faults(scheduling.plan(clerk(), NEW, elsewhere)) == []
    assert "conference_address" not in kept(city)


def test_who_was_not_told_the_matter_gives_a_session_another_title_and_goes_on_with_it(
    scheduling: Scheduling, city: Database
) -> None:
    first = scheduling.plan(clerk(), NEW, without_seat(participants=[citizen("Lê Văn Mẫu")]))
    put_record(city, "session", NEW, {**kept(city), "status": "adjourned"})
    later = {"scheduled_start": (START + HOUR), "scheduled_end": (START + 2 * HOUR)}
    times = {key: at.isoformat() for key, at in later.items()}
    code = first.answer.code
    on = scheduling.plan(
        clerk(), SessionId("on"), without_seat(title=code, continues_session_id=NEW, **times)
    )
    assert faults(on) == []
    body = kept(city, "on")
    assert body["title"] == "Bồi thường khi thu hồi đất"
    assert "Lê Văn Mẫu" in {one["full_name"] for one in body["participants"]}
    revision = on.answer.revision
    scheduling.plan(
        clerk(),
        SessionId("on"),
        without_seat(title="Tên khác", revision=revision, continues_session_id=NEW, **times),
    )
    assert kept(city, "on")["title"] == "Tên khác"


def test_who_has_a_seat_takes_a_citizen_out(scheduling: Scheduling, city: Database) -> None:
    known = [citizen("Lê Văn Mẫu")]
    first = scheduling.plan(clerk(), NEW, request(participants=known))
    scheduling.plan(clerk(), NEW, request(revision=first.answer.revision))
    assert "Lê Văn Mẫu" not in {one["full_name"] for one in kept(city)["participants"]}


def test_more_people_than_a_session_holds_are_refused(
    scheduling: Scheduling, city: Database
) -> None:
    known = [citizen(f"Người Mẫu {number}") for number in range(150)]
    first = scheduling.plan(clerk(), NEW, without_seat(participants=known))
    others = [citizen(f"Người Mẫu {number}") for number in range(200, 250)]
    wish = without_seat(revision=first.answer.revision, participants=others)
    with pytest.raises(Rejected) as rejected:
        scheduling.plan(clerk(), NEW, wish)
    assert rejected.value.code is ProblemCode.BAD_REQUEST


@pytest.mark.parametrize(
    ("status", "word"), [("adjourned", None), ("aborted_technical", None), ("scheduled", "changed")]
)
def test_only_what_was_broken_off_is_gone_on_with(
    scheduling: Scheduling, city: Database, status: str, word: str | None
) -> None:
    scheduling.plan(clerk(), NEW, request())
    put_record(city, "session", NEW, kept(city) | {"status": status})
    on = scheduling.plan(clerk(), SessionId("second"), request(continues_session_id=NEW))
    assert [one for one, _ in faults(on)] == ([] if word is None else [word])
    nothing = request(continues_session_id="nowhere")
    assert faults(scheduling.plan(clerk(), SessionId("third"), nothing)) == [("changed", "")]


@pytest.mark.parametrize("reason", ["          ", "ngắn      ", "\u200b" * 12])
def test_nothing_is_called_off_without_a_reason(
    scheduling: Scheduling, city: Database, reason: str
) -> None:
    scheduling.plan(clerk(), NEW, request())
    with pytest.raises(Rejected) as refused:
        scheduling.call_off(clerk(), NEW, CallOffRequest(status="cancelled", reason=reason))
    assert refused.value.code is ProblemCode.BAD_REQUEST
    assert kept(city)["status"] == "scheduled"


def test_calling_off_twice_is_calling_off_once(scheduling: Scheduling, city: Database) -> None:
    scheduling.plan(clerk(), NEW, request())
    asked = CallOffRequest(status="postponed", reason=REASON)
    first = scheduling.call_off(clerk(), NEW, asked)
    again = scheduling.call_off(clerk(), NEW, asked)
    assert again.answer == first.answer
    assert again.touched == frozenset()
