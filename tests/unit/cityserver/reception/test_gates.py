"""Gates noted over HTTP: the notice by whose session it is, a late gate by a leader's PIN alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import issue_enrol_code, put_record
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.gates import PassedTrial, SessionGates
from desktop.cityserver.reception.scheduling import Planned, Scheduling
from desktop.cityserver.reception.sessions import Passed, SessionRefused, pass_gate
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import CallOffRequest, LeaveRequest, NoticeRequest
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, Role
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.gate import GateKind
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OTHER_CASE,
    PIN,
    case_body,
)
from tests.samples.kdf_cost import CHEAP_PINS
from tests.unit.cityserver.reception.test_scheduling import NEW, kept, request

pytestmark = pytest.mark.unit

EVIDENCE = "Giấy mời số 15/GM-TCD; gửi qua trục liên thông; niêm yết 01/12/2026"
REASON = "Công dân ở đảo, tàu chậm một ngày"


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def gates(city: Database, clock: FakeClock, access: Access) -> SessionGates:
    Scheduling(database=city, clock=clock, is_practice=False).plan(at(HQ), NEW, request())
    return SessionGates(database=city, clock=clock, access=access)


def at(site_id: SiteId, room_id: str = "r") -> Person:
    return Person(
        user_id=CLERK, role=Role.HQ_CLERK, site_id=site_id, family_id="f", room_id=room_id
    )


@pytest.fixture
def clerk(access: Access, city: Database, clock: FakeClock) -> Person:
    """At a PC of headquarters that is known to the city."""
    room = access.room_of(access.enrol(issue_enrol_code(city, HQ, clock=clock), HQ))
    return at(HQ, room.room_id)


def sent(clock: FakeClock, ago: timedelta = timedelta(hours=1), text: str = EVIDENCE) -> object:
    return {"passed_at": (clock.now() - ago).isoformat(), "evidence": text}


def noted(gates: SessionGates, person: Person, body: object) -> Planned:
    return gates.note_notice(person, NEW, NoticeRequest.model_validate(body))


def leave(
    gates: SessionGates,
    person: Person,
    *,
    kind: str = "notice",
    leader: UserId = LEADER,
    pin: str = PIN,
    reason: str = REASON,
) -> Planned:
    asked = {"kind": kind, "leader": leader, "pin": pin, "reason": reason}
    return gates.allow_late(person, NEW, LeaveRequest.model_validate(asked))


def refused(code: ProblemCode) -> pytest.RaisesExc[Rejected]:
    return pytest.RaisesExc(Rejected, check=lambda error: error.code is code)


def notice(city: Database) -> dict[str, object]:
    gate = next(one for one in kept(city)["gates"] if one["kind"] == "notice")
    assert isinstance(gate, dict)
    return gate


def make_late(gates: SessionGates, clock: FakeClock) -> None:
    """The notice goes out a day after its hour."""
    due = datetime(2026, 12, 8, 17, tzinfo=UTC)
    clock.advance((due + timedelta(days=1) - clock.now()).total_seconds())
    noted(gates, at(HQ), sent(clock))


def test_a_notice_in_time_takes_the_session_on_and_is_told_to_its_rooms(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    answer = noted(gates, at(HQ), sent(clock))
    assert answer.touched == {NEW}
    assert kept(city)["status"] == "notified"
    assert notice(city)["evidence"] == EVIDENCE
    with city.read() as session:
        newest = session.query(AuditRow).order_by(AuditRow.seq.desc()).first()
    assert newest is not None
    assert (newest.subject_id, newest.outcome) == (NEW, "notice")


def test_the_same_notice_again_changes_nothing_and_another_word_takes_its_place(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    first = noted(gates, at(HQ), sent(clock))
    again = noted(gates, at(HQ), sent(clock))
    assert (again.touched, again.answer) == (frozenset(), first.answer)
    other = noted(gates, at(HQ), sent(clock, text="Giấy mời số 16/GM-TCD"))
    assert other.answer.revision > first.answer.revision
    assert notice(city)["evidence"] == "Giấy mời số 16/GM-TCD"


def test_a_clock_that_is_a_little_ahead_says_now_and_tomorrow_is_refused(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    noted(gates, at(HQ), sent(clock, -timedelta(minutes=2)))
    assert notice(city)["passed_at"] == clock.now().isoformat().replace("+00:00", "Z")
    with refused(ProblemCode.BAD_REQUEST):
        noted(gates, at(HQ), sent(clock, -timedelta(days=1)))
    with refused(ProblemCode.BAD_REQUEST):
        noted(gates, at(HQ), sent(clock, text="  "))


def test_only_the_central_site_and_headquarters_note_it(
    gates: SessionGates, clock: FakeClock
) -> None:
    for site_id in (COMMUNE, ELSEWHERE):
        with refused(ProblemCode.FORBIDDEN):
            noted(gates, at(site_id), sent(clock))


def test_of_a_session_that_was_called_off_nothing_is_noted(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    call_off = CallOffRequest(status="cancelled", reason=REASON)
    Scheduling(database=city, clock=clock, is_practice=False).call_off(at(HQ), NEW, call_off)
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        noted(gates, at(HQ), sent(clock))


def test_a_late_notice_counts_by_a_leaders_leave_alone(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    make_late(gates, clock)
    assert kept(city)["status"] == "scheduled"
    assert leave(gates, clerk).touched == {NEW}
    assert kept(city)["status"] == "notified"
    assert (notice(city)["override_by"], notice(city)["override_reason"]) == (LEADER, REASON)


def test_a_gate_that_is_not_late_needs_no_leave_and_no_pin_is_asked(
    gates: SessionGates, clock: FakeClock, clerk: Person
) -> None:
    for kind in ("notice", "trial", "connected"):
        with refused(ProblemCode.NOT_ALLOWED_NOW):
            leave(gates, clerk, kind=kind, pin="000000")
    with refused(ProblemCode.BAD_REQUEST):
        leave(gates, clerk, kind="other")
    make_late(gates, clock)
    with refused(ProblemCode.BAD_REQUEST):
        leave(gates, clerk, reason=" " * 12)
    leave(gates, clerk)


TRIAL_DUE = datetime(2026, 12, 14, 17, tzinfo=UTC)


def miss_the_trial(gates: SessionGates, clock: FakeClock) -> None:
    """The notice went out in time; nobody tried it until the evening after its hour."""
    noted(gates, at(HQ), sent(clock))
    clock.advance((TRIAL_DUE + timedelta(hours=2) - clock.now()).total_seconds())


def gate_of(city: Database, kind: str) -> dict[str, Any]:
    return next(one for one in kept(city)["gates"] if one["kind"] == kind)


def test_a_trial_that_was_never_made_is_left_by_a_leaders_leave_with_person_hour_and_reason(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        leave(gates, clerk, kind="trial")
    miss_the_trial(gates, clock)
    assert kept(city)["status"] == "notified"
    assert leave(gates, clerk, kind="trial").touched == {NEW}
    assert kept(city)["status"] == "trial_passed"
    trial = gate_of(city, "trial")
    assert (trial["passed_at"], trial["evidence"]) == (None, "")
    assert (trial["override_by"], trial["override_reason"]) == (LEADER, REASON)
    assert datetime.fromisoformat(trial["override_at"]) == clock.now()
    with city.read() as session:
        newest = session.query(AuditRow).order_by(AuditRow.seq.desc()).first()
    assert newest is not None
    assert (newest.subject_id, newest.outcome, newest.at) == (NEW, "trial", clock.now())
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        leave(gates, clerk, kind="trial")


def test_five_wrong_pins_leave_a_trial_that_was_never_made_as_it_was(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    miss_the_trial(gates, clock)
    for _ in range(MAX_PIN_ATTEMPTS):
        with refused(ProblemCode.WRONG_PIN):
            leave(gates, clerk, kind="trial", pin="000000")
    with refused(ProblemCode.TOO_MANY_ATTEMPTS):
        leave(gates, clerk, kind="trial")
    assert (kept(city)["status"], gate_of(city, "trial")["override_by"]) == ("notified", None)


def test_a_trial_that_is_made_after_the_leave_is_noted_and_keeps_it(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    miss_the_trial(gates, clock)
    leave(gates, clerk, kind="trial")
    passed = PassedTrial(evidence="2/2", doubts=(), soaks=(), at=clock.now())
    gates.note_trial(at(HQ), NEW, passed)
    trial = gate_of(city, "trial")
    assert (trial["evidence"], trial["override_by"]) == ("2/2", LEADER)
    assert trial["passed_at"] is not None


@pytest.mark.parametrize("kind", ["notice", "connected"])
def test_what_was_not_done_and_may_not_be_left_stays_overdue(
    gates: SessionGates, clock: FakeClock, clerk: Person, kind: str
) -> None:
    clock.advance((TRIAL_DUE + timedelta(hours=9) - clock.now()).total_seconds())
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        leave(gates, clerk, kind=kind)


def test_a_pin_wrong_five_times_locks_the_leader_and_nothing_is_allowed(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    make_late(gates, clock)
    for _ in range(MAX_PIN_ATTEMPTS):
        with refused(ProblemCode.WRONG_PIN):
            leave(gates, clerk, pin="000000")
    with refused(ProblemCode.TOO_MANY_ATTEMPTS):
        leave(gates, clerk)
    assert notice(city)["override_by"] is None


def test_a_clerks_own_pin_is_no_leave(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    make_late(gates, clock)
    with refused(ProblemCode.FORBIDDEN):
        leave(gates, clerk, leader=CLERK)
    assert notice(city)["override_by"] is None


def file_under(city: Database, case_id: str) -> None:
    """The entry of the commune belongs to another case, or to this one again."""
    with city.write() as session:
        row = find_record(session, "case_paper", f"{CASE}-{COMMUNE}")
        assert row is not None
        row.case_id = case_id


def change_session(city: Database, **changes: object) -> None:
    with city.write() as session:
        row = find_record(session, "session", NEW)
        assert row is not None
        row.body = {**row.body, **changes}


def unmet(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Rejected) as rejected:
        call()
    assert rejected.value.code is ProblemCode.NOT_ALLOWED_NOW
    return [(one.word, one.subject) for one in rejected.value.unmet]


def test_the_notice_of_a_flagged_case_waits_for_what_was_taken_away(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    before = kept(city)
    file_under(city, OTHER_CASE)
    only = [one for one in before["participants"] if one["site_id"] != COMMUNE]
    change_session(city, participants=only)
    assert unmet(lambda: noted(gates, at(HQ), sent(clock))) == [
        ("no_dossier", COMMUNE),
        ("no_participants", COMMUNE),
    ]
    assert (kept(city)["status"], notice(city)["passed_at"]) == ("scheduled", None)
    file_under(city, CASE)
    change_session(city, participants=before["participants"])
    noted(gates, at(HQ), sent(clock))
    assert kept(city)["status"] == "notified"


def test_without_a_flag_the_notice_waits_for_nothing(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    file_under(city, OTHER_CASE)
    put_record(city, "case", CASE, {**case_body(), "flags": []})
    noted(gates, at(HQ), sent(clock))
    assert kept(city)["status"] == "notified"


def test_a_leaders_leave_takes_no_flagged_case_on_that_lacks_its_dossier(
    gates: SessionGates, city: Database, clock: FakeClock, clerk: Person
) -> None:
    make_late(gates, clock)
    file_under(city, OTHER_CASE)
    assert unmet(lambda: leave(gates, clerk)) == [("no_dossier", COMMUNE)]
    assert (kept(city)["status"], notice(city)["override_by"]) == ("scheduled", None)


def test_the_administration_is_held_to_the_same(
    gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    file_under(city, OTHER_CASE)
    passed = Passed(kind=GateKind.NOTICE, at=clock.now(), evidence=EVIDENCE)
    with pytest.raises(SessionRefused) as refused_one:
        pass_gate(city, NEW, passed, now=clock.now())
    assert (refused_one.value.word, refused_one.value.subject) == ("no_dossier", COMMUNE)
    trial = replace(passed, kind=GateKind.TRIAL)
    pass_gate(city, NEW, trial, now=clock.now())
    assert kept(city)["status"] == "scheduled"
