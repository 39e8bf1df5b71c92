"""A denunciation is told to those on its list alone: record, minutes, papers, seat and name."""

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record, put_records
from desktop.cityserver.admin.denunciations import (
    NeedToKnow,
    UnknownCase,
    UnknownPerson,
    change_readers,
    list_denunciations,
)
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import LocalBus
from desktop.contract.operations import OperationIn
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId
from desktop.domain.reception.participant import DENOUNCER_ALIAS
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OFFICER,
    SESSION,
    case_body,
    line_body,
    paper_body,
    session_body,
)
from tests.samples.records import body_of
from tests.samples.unit_reports import a_difficulty

pytestmark = pytest.mark.unit

SECRET = SessionId("session-secret")
CASE = "case-secret"
NAME = "Phạm Thị Mẫu"
SHA256 = "d" * 64
OURS = {
    ("session", SECRET),
    ("case", CASE),
    ("minute_line", "line-secret"),
    ("paper", "paper-secret"),
}
LISTED = person_at(COMMUNE, user_id=OFFICER)
UNLISTED = person_at(COMMUNE, user_id=LEADER)

Told = dict[tuple[str, str], tuple[int, dict[str, Any]]]


@pytest.fixture
def denounced(city: Database, clock: FakeClock) -> Database:
    """A denunciation with minutes and a paper; OFFICER is on its list."""
    citizen = {
        "full_name": NAME,
        "label": NAME,
        "title": "",
        "agency": "",
        "role": "citizen",
        "site_id": COMMUNE,
        "attended": True,
        "absent_reason": "",
    }
    plan = {**session_body(HQ, (COMMUNE,), case_id=CASE), "participants": [citizen]}
    case = {**case_body(), "code": "TC-1", "petition_type": "denunciation"}
    put_records(city, [("case", CASE, case), ("session", SECRET, plan)])
    change_readers(city, CASE, add=[OFFICER])
    pushed = [
        operation("minute_line", "line-secret", line_body(COMMUNE, session_id=SECRET)),
        operation("paper", "paper-secret", paper_body(COMMUNE, SHA256, 9, session_id=SECRET)),
    ]
    operations = [OperationIn.model_validate(one) for one in pushed]
    answer = Operations(database=city, clock=clock).push(LISTED, operations).answer
    assert [one.verdict for one in answer.verdicts] == ["accepted", "accepted"]
    return city


def pull(city: Database, person: Any, cursor: str = "") -> tuple[Told, str]:
    told: Told = {}
    while True:
        answer = pulled(Changes(database=city, clock=FakeClock()), person, cursor)
        told |= {(one.kind, one.entity_id): (one.revision, one.body) for one in answer.changes}
        cursor = answer.cursor
        if not answer.has_more:
            return told, cursor


def test_who_is_on_the_list_is_told_all_of_it(denounced: Database) -> None:
    told, _ = pull(denounced, LISTED)
    assert told.keys() >= OURS
    papers = Papers(database=denounced, clock=FakeClock())
    papers.take_over(LISTED, SHA256)
    papers.check_reader(LISTED, SHA256)


@pytest.mark.parametrize("role", list(Role))
def test_who_is_not_on_the_list_gets_neither_the_record_nor_its_papers(
    denounced: Database, role: Role
) -> None:
    for site_id in (COMMUNE, HQ):
        person = person_at(site_id, role, user_id=CLERK)
        told, _ = pull(denounced, person)
        assert not told.keys() & OURS
        assert NAME not in json.dumps([body for _, body in told.values()], ensure_ascii=False)
        with pytest.raises(Rejected) as refused:
            Papers(database=denounced, clock=FakeClock()).check_reader(person, SHA256)
        assert refused.value.code is ProblemCode.NOT_FOUND


def test_the_list_gives_no_right_that_the_role_lacks(denounced: Database) -> None:
    change_readers(denounced, CASE, add=[LEADER])
    told, _ = pull(denounced, person_at(COMMUNE, Role.TECHNICIAN, user_id=LEADER))
    assert not told.keys() & OURS
    observer, _ = pull(denounced, person_at(COMMUNE, Role.OBSERVER, user_id=LEADER))
    assert observer.keys() & OURS == {("session", SECRET)}
    assert observer["session", SECRET][1]["participants"] == []


def test_a_site_that_was_taken_out_of_the_session_is_told_it_no_more_on_the_list_or_not(
    denounced: Database,
) -> None:
    put_record(denounced, "session", SECRET, session_body(HQ, (ELSEWHERE,), case_id=CASE))
    assert not pull(denounced, LISTED)[0].keys() & OURS
    assert not pull(denounced, person_at(ELSEWHERE))[0].keys() & OURS
    there = person_at(ELSEWHERE, user_id=OFFICER)
    assert ("case", CASE) in pull(denounced, there)[0]


def push(city: Database, by: Person, *pushed: dict[str, Any]) -> list[str]:
    operations = [OperationIn.model_validate(one) for one in pushed]
    answer = Operations(database=city, clock=FakeClock()).push(by, operations).answer
    return [one.reason or one.verdict for one in answer.verdicts]


def test_who_is_not_on_the_list_does_not_write_into_the_session(denounced: Database) -> None:
    anew = operation("minute_line", "line-new", line_body(HQ, session_id=SECRET))
    paper = operation("paper", "paper-new", paper_body(HQ, SHA256, 9, session_id=SECRET))
    nowhere = operation("minute_line", "line-else", line_body(HQ, session_id="nowhere"))
    at_hq = person_at(HQ, Role.HQ_CLERK, user_id=CLERK)
    # answered as a session that there is not
    assert push(denounced, at_hq, anew, paper, nowhere) == ["no_seat"] * 3
    change_readers(denounced, CASE, remove=[OFFICER])
    over = operation("minute_line", "line-secret", line_body(COMMUNE, "x", session_id=SECRET))
    assert push(denounced, UNLISTED, {**over, "base_revision": 10**9}) == ["no_seat"]
    change_readers(denounced, CASE, add=[CLERK])
    again = {**anew, "id": "again"}
    assert push(denounced, at_hq, again) == ["accepted"]


def test_a_colleague_of_a_listed_person_does_not_write_into_the_session(
    denounced: Database,
) -> None:
    line = operation("minute_line", "line-new", line_body(COMMUNE, session_id=SECRET))
    paper = operation("paper", "paper-new", paper_body(COMMUNE, SHA256, 9, session_id=SECRET))
    report = replace(a_difficulty(COMMUNE), session_id=SECRET)
    told = operation("difficulty", report.id, dict(body_of(report)))
    over = {
        **operation("minute_line", "line-secret", line_body(COMMUNE, "x", session_id=SECRET)),
        "base_revision": 10**9,
    }
    elsewhere = operation("minute_line", "line-else", line_body(COMMUNE))
    ours = (line, paper, told, over)
    assert push(denounced, UNLISTED, *ours, elsewhere) == [*["no_seat"] * 4, "accepted"]
    # nothing is lost by it: whoever is on the list sends the very same
    assert push(denounced, LISTED, *ours) == ["accepted"] * 4


def test_what_the_city_has_of_a_listed_person_may_be_sent_again_by_a_colleague(
    denounced: Database,
) -> None:
    line = operation("minute_line", "line-secret", line_body(COMMUNE, session_id=SECRET))
    assert push(denounced, UNLISTED, line) == ["accepted"]


def test_the_denouncers_name_is_in_no_schedule(denounced: Database) -> None:
    told, _ = pull(denounced, LISTED)
    (citizen,) = told["session", SECRET][1]["participants"]
    assert (citizen["full_name"], citizen["label"]) == (DENOUNCER_ALIAS, DENOUNCER_ALIAS)


def test_other_sessions_of_the_site_are_told_as_before(denounced: Database) -> None:
    told, _ = pull(denounced, UNLISTED)
    assert ("session", SESSION) in told


def test_one_pc_with_two_people_is_told_the_rest_when_the_listed_one_comes(
    denounced: Database, clock: FakeClock
) -> None:
    first, cursor = pull(denounced, UNLISTED)
    assert not first.keys() & OURS
    again, cursor = pull(denounced, UNLISTED, cursor)
    assert not again
    then, cursor = pull(denounced, LISTED, cursor)
    assert then.keys() >= OURS
    after, cursor = pull(denounced, LISTED, cursor)
    assert not after
    # and back: nothing was withheld from the listed one, so nothing is told twice
    back, cursor = pull(denounced, UNLISTED, cursor)
    assert not back


def test_who_comes_on_the_list_later_is_told_what_was_before(denounced: Database) -> None:
    _, cursor = pull(denounced, UNLISTED)
    change_readers(denounced, CASE, add=[LEADER])
    told, cursor = pull(denounced, UNLISTED, cursor)
    assert told.keys() >= OURS
    change_readers(denounced, CASE, remove=[LEADER])
    body = {**session_body(HQ, (COMMUNE,), case_id=CASE), "title": "Đổi"}
    put_record(denounced, "session", SECRET, body)
    told, _ = pull(denounced, UNLISTED, cursor)
    assert not told.keys() & OURS


def test_a_masked_session_is_older_than_the_whole_one(city: Database) -> None:
    body = session_body(HQ, (COMMUNE, AGENCY))
    body["gates"][0] |= {"override_by": "leader", "override_reason": "Công dân A ở xa"}
    at = body["scheduled_end"]
    body["ending"] = {"status": "adjourned", "reason": "Công dân A mệt, xin nghỉ", "at": at}
    body |= {"platform": "Nền tảng của tỉnh", "conference_address": "987 6543 2100"}
    put_record(city, "session", SESSION, body)
    masked, cursor = pull(city, person_at(COMMUNE, Role.OBSERVER))
    whole, _ = pull(city, person_at(COMMUNE), cursor)
    assert masked["session", SESSION][0] < whole["session", SESSION][0]
    assert masked["session", SESSION][1]["title"] != whole["session", SESSION][1]["title"]
    assert "Công dân A" in str(whole["session", SESSION][1]["gates"])
    assert "Công dân A" not in str(masked["session", SESSION][1]["gates"])
    assert "Công dân A" in whole["session", SESSION][1]["ending"]["reason"]
    assert whole["session", SESSION][1]["conference_address"] == "987 6543 2100"
    assert "conference_address" not in masked["session", SESSION][1]
    told = masked["session", SESSION][1]["ending"]
    assert (told["status"], told["reason"]) == ("adjourned", "")


def test_nobody_without_the_list_knows_that_the_session_can_be_joined(
    denounced: Database,
) -> None:
    store = LiveStore(database=denounced, clock=FakeClock(), bus=LocalBus())
    found = store.load(SECRET)
    assert found is not None
    assert found.plan.is_known_to(OFFICER)
    assert not found.plan.is_known_to(LEADER)
    open_to_all = store.load(SessionId(SESSION))
    assert open_to_all is not None
    assert open_to_all.plan.is_known_to(LEADER)


def test_the_city_lists_denunciations_by_ids_alone(denounced: Database) -> None:
    assert list_denunciations(denounced) == (
        NeedToKnow(case_id=CASE, code="TC-1", user_ids=(OFFICER,)),
    )


def test_a_list_is_changed_by_id_or_code(denounced: Database) -> None:
    change_readers(denounced, "TC-1", add=[LEADER, LEADER])
    changed = change_readers(denounced, CASE, add=[CLERK], remove=[OFFICER])
    assert changed.user_ids == (CLERK, LEADER)


def test_an_unknown_case_or_person_changes_nothing(denounced: Database) -> None:
    with pytest.raises(UnknownCase):
        change_readers(denounced, "case-1", add=[LEADER])  # there is such a case: a complaint
    with pytest.raises(UnknownPerson):
        change_readers(denounced, CASE, add=[LEADER, "nobody"])
    assert list_denunciations(denounced)[0].user_ids == (OFFICER,)
