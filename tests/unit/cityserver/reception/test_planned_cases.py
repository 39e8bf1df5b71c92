"""Cases that the city makes of requests: with who asks, decided online, never against L-301."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.scheduling import Planned, Scheduling
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.need_to_know import readers_of
from desktop.cityserver.store.records.records import codes_of, find_record
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import CallOffRequest, PlanRequest
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.matter.reception_request import (
    Decision,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.ids import (
    CaseId,
    CitizenId,
    PetitionId,
    RequestId,
    SessionId,
    UserId,
)
from desktop.domain.reception.participant import DENOUNCER_ALIAS
from desktop.mapping.records import CITIZEN as CITIZENS
from desktop.mapping.records import PETITION as PETITIONS
from desktop.mapping.records import RECEPTION_REQUEST, REQUEST_DECISION
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OFFICER,
    STRANGER,
    case_body,
)
from tests.samples.casework import CITIZEN, COMPLAINT, DENUNCIATION, ONLINE, REQUEST
from tests.unit.cityserver.reception.test_scheduling import NEW, clerk, faults, kept, request

pytestmark = pytest.mark.unit

ASKED = replace(
    REQUEST,
    owner_site_id=COMMUNE,
    petition_type=PetitionType.COMPLAINT,
    created_by=OFFICER,
    group_size=6,
    flags=frozenset({CaseFlag.LARGE_GROUP}),
)
DECIDED = replace(ONLINE, owner_site_id=HQ, unit_site_id=COMMUNE, decided_by=LEADER)
DENOUNCED = replace(
    ASKED,
    petition_type=PetitionType.DENUNCIATION,
    identity_protection_requested=False,
    secrecy_assured=True,
)
PLANNED = {"id": ASKED.id, "request_id": ASKED.id}


@pytest.fixture
def scheduling(city: Database, clock: FakeClock) -> Scheduling:
    put_dossiers(city, ASKED.id, HQ, COMMUNE, AGENCY, ELSEWHERE)
    return Scheduling(database=city, clock=clock, is_practice=False)


def keep(
    city: Database, asked: ReceptionRequest = ASKED, decided: RequestDecision | None = DECIDED
) -> None:
    citizen = replace(CITIZEN, owner_site_id=COMMUNE)
    with city.write() as session:
        writer = RecordWriter(session)
        kept: list[tuple[str, str, dict[str, Any]]] = [
            ("citizen", citizen.id, CITIZENS.codec.write(citizen)),
            ("reception_request", asked.id, RECEPTION_REQUEST.codec.write(asked)),
        ]
        if decided is not None:
            body = REQUEST_DECISION.codec.write(decided)
            kept.append(("request_decision", asked.id, body))
        for kind, entity_id, body in kept:
            writer.save(Record(kind=kind, entity_id=entity_id, body=body))


def plan(scheduling: Scheduling, **changes: Any) -> Planned:
    return scheduling.plan(clerk(), NEW, request(cases=(PLANNED,), **changes))


def case_of(city: Database) -> dict[str, Any] | None:
    with city.read() as session:
        row = find_record(session, "case", ASKED.id)
        return None if row is None else dict(row.body)


def test_the_city_makes_the_case_with_who_asks(scheduling: Scheduling, city: Database) -> None:
    keep(city)
    assert faults(plan(scheduling)) == []
    case = case_of(city)
    assert case is not None
    assert (case["title"], case["request"]) == ("Bồi thường khi thu hồi đất", ASKED.content)
    assert (case["group_size"], case["flags"]) == (6, ["large_group"])
    assert case["code"].startswith("2026-")
    (citizen,) = case["citizens"]
    assert (citizen["full_name"], citizen["is_representative"]) == (CITIZEN.full_name, True)
    assert citizen["id_number"] == CITIZEN.id_number
    told = pulled(Changes(database=city, clock=FakeClock()), person_at(HQ), "")
    assert ASKED.id in {one.entity_id for one in told.changes if one.kind == "case"}


def test_a_flagged_request_is_not_planned_without_a_dossier(
    scheduling: Scheduling, city: Database
) -> None:
    bare = RequestId("bare")
    keep(city, replace(ASKED, id=bare), replace(DECIDED, request_id=bare))
    wanted = request(cases=({"id": bare, "request_id": bare},))
    lacking = [("no_dossier", HQ), ("no_dossier", COMMUNE)]
    assert faults(scheduling.plan(clerk(), NEW, wanted)) == lacking
    with city.read() as session:
        assert find_record(session, "case", bare) is None
    put_dossiers(city, bare, HQ, COMMUNE)
    assert faults(scheduling.plan(clerk(), NEW, wanted)) == []


def test_a_case_that_is_there_is_not_made_anew(scheduling: Scheduling, city: Database) -> None:
    keep(city)
    first = plan(scheduling).answer
    made = case_of(city)
    assert faults(plan(scheduling, revision=first.revision, title="Tên khác")) == []
    assert case_of(city) == made


def test_without_its_citizen_the_case_has_nobody_yet(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city, replace(ASKED, requester_id=CitizenId("gone")))
    plan(scheduling)
    case = case_of(city)
    assert case is not None
    assert case["citizens"] == []


def test_who_is_of_another_unit_is_not_named_in_the_case(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    stranger = CITIZENS.codec.write(replace(CITIZEN, owner_site_id=ELSEWHERE))
    with city.write() as session:
        RecordWriter(session).save(Record(kind="citizen", entity_id=CITIZEN.id, body=stranger))
    plan(scheduling)
    case = case_of(city)
    assert case is not None
    assert case["citizens"] == []


@pytest.mark.parametrize(
    ("asked", "decided", "word"),
    [
        (ASKED, None, "not_decided"),
        (
            ASKED,
            replace(DECIDED, decision=Decision.IN_PERSON, online_ground=None),
            "not_decided",
        ),
        (replace(DENOUNCED, identity_protection_requested=True), DECIDED, "blocked_online"),
        (replace(DENOUNCED, secrecy_assured=False), DECIDED, "blocked_online"),
        (replace(DENOUNCED, secrecy_assured=None), DECIDED, "blocked_online"),
    ],
)
def test_what_was_not_decided_online_or_never_may_be_is_not_planned(
    scheduling: Scheduling,
    city: Database,
    asked: ReceptionRequest,
    decided: RequestDecision | None,
    word: str,
) -> None:
    keep(city, asked, decided)
    assert faults(plan(scheduling)) == [(word, ASKED.id)]
    assert case_of(city) is None


def take_in(city: Database, *petitions: Petition) -> None:
    with city.write() as session:
        writer = RecordWriter(session)
        for one in petitions:
            body = PETITIONS.codec.write(one)
            writer.save(Record(kind="petition", entity_id=one.id, body=body))


OF_CASE = replace(COMPLAINT, owner_site_id=COMMUNE, case_id=CaseId(ASKED.id))
PROTECTED = replace(
    DENUNCIATION,
    id=PetitionId("protected"),
    owner_site_id=COMMUNE,
    case_id=CaseId(ASKED.id),
    identity_protection_requested=True,
)


def test_what_was_taken_in_for_the_case_is_not_received_online_when_it_needs_protection(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    take_in(city, OF_CASE, PROTECTED)
    assert faults(plan(scheduling)) == [("blocked_online", ASKED.id)]
    assert case_of(city) is None


def test_a_case_that_is_there_is_not_planned_again_once_somebody_needs_protection(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    revision = plan(scheduling).answer.revision
    take_in(city, replace(PROTECTED, identity_protection_requested=None))
    wish = request(cases=({"id": ASKED.id},), revision=revision, title="Tên khác")
    again = scheduling.plan(clerk(), NEW, wish)
    assert faults(again) == [("blocked_online", ASKED.id)]


@pytest.mark.parametrize(
    "petition",
    [
        OF_CASE,
        replace(PROTECTED, case_id=None),
        replace(PROTECTED, case_id=CaseId("other")),
        replace(PROTECTED, owner_site_id=ELSEWHERE),
        replace(PROTECTED, identity_protection_requested=False),
    ],
)
def test_what_is_open_or_of_another_case_or_unit_keeps_nothing_from_being_planned(
    scheduling: Scheduling, city: Database, petition: Petition
) -> None:
    keep(city)
    take_in(city, petition)
    assert faults(plan(scheduling)) == []


def test_a_request_that_is_not_there_is_no_case(scheduling: Scheduling) -> None:
    assert faults(plan(scheduling)) == [("unknown_case", ASKED.id)]


def test_of_a_denunciation_those_who_had_to_do_with_it_may_know(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city, DENOUNCED)
    assert faults(plan(scheduling)) == []
    with city.read() as session:
        readers = set(readers_of(session, ASKED.id))
    assert readers == {"u", OFFICER, LEADER}


def test_whom_only_a_record_names_is_not_on_the_list(
    scheduling: Scheduling, city: Database
) -> None:
    """A stranger to the commune, and a person of the commune who decides at headquarters."""
    keep(city, replace(DENOUNCED, created_by=STRANGER), replace(DECIDED, decided_by=OFFICER))
    assert faults(plan(scheduling)) == []
    with city.read() as session:
        assert set(readers_of(session, ASKED.id)) == {"u"}


def test_of_a_denunciation_nobody_else_moves_or_calls_off_the_session(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city, DENOUNCED)
    revision = plan(scheduling).answer.revision
    other = replace(clerk(), user_id=UserId("other"))
    with pytest.raises(Rejected) as refused:
        scheduling.plan(other, NEW, request(cases=({"id": ASKED.id},), revision=revision))
    assert refused.value.code is ProblemCode.NOT_FOUND
    with pytest.raises(Rejected) as refused:
        scheduling.call_off(other, NEW, CallOffRequest(status="cancelled", reason="Không còn cần"))
    assert refused.value.code is ProblemCode.NOT_FOUND
    second = scheduling.plan(other, SessionId("second"), request(cases=({"id": ASKED.id},)))
    assert faults(second)[0] == ("unknown_case", ASKED.id)


def denouncers(*names: str, label: str = "") -> list[dict[str, Any]]:
    told = {"title": "", "agency": "", "role": "citizen", "site_id": COMMUNE}
    return [
        {"full_name": one, "label": label or one, "attended": True, "absent_reason": "", **told}
        for one in names
    ]


ALIASED = denouncers(DENOUNCER_ALIAS)


def names(city: Database, session_id: str = NEW) -> list[tuple[str, str]]:
    return [
        (one["full_name"], one["label"])
        for one in kept(city, session_id)["participants"]
        if one["role"] == "citizen"
    ]


def test_who_is_told_an_alias_keeps_the_name_when_the_session_is_planned_anew(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city, DENOUNCED)
    named = denouncers("Trần Thị Mẫu", label="Công dân A")
    revision = plan(scheduling, participants=named).answer.revision
    moved = plan(scheduling, participants=ALIASED, revision=revision, title="Tên khác")
    assert faults(moved) == []
    assert names(city) == [("Trần Thị Mẫu", "Công dân A")]
    again = plan(scheduling, participants=ALIASED, revision=revision, title="Tên khác")
    assert again.answer == moved.answer


def test_a_session_that_goes_on_with_a_denunciation_keeps_the_names(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city, DENOUNCED)
    plan(scheduling, participants=denouncers("Trần Thị Mẫu"))
    put_record(city, "session", NEW, kept(city) | {"status": "adjourned"})
    asked = request(
        cases=({"id": ASKED.id},), participants=ALIASED, continues_session_id=NEW,
        scheduled_start="2026-12-16T01:30:00Z", scheduled_end="2026-12-16T02:30:00Z",
    )  # fmt: skip
    assert faults(scheduling.plan(clerk(), SessionId("second"), asked)) == []
    assert names(city, "second") == [("Trần Thị Mẫu", "Trần Thị Mẫu")]
    hidden = scheduling.plan(replace(clerk(), user_id=UserId("other")), SessionId("third"), asked)
    assert faults(hidden) == [("changed", "")]


def test_a_request_is_planned_by_the_unit_that_took_it_or_headquarters(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    foreign = scheduling.plan(
        clerk(ELSEWHERE, Role.ROOM_OFFICER),
        NEW,
        request(cases=(PLANNED,), central_site_id=ELSEWHERE, component_site_ids=[AGENCY]),
    )
    assert faults(foreign) == [("unknown_case", ASKED.id)]
    taken = scheduling.plan(
        clerk(COMMUNE, Role.ROOM_OFFICER),
        NEW,
        request(cases=(PLANNED,), central_site_id=COMMUNE, component_site_ids=[AGENCY]),
    )
    assert faults(taken) == []


@pytest.mark.parametrize("case_id", [ASKED.id, "another-name"])
def test_a_request_is_received_in_one_session(
    scheduling: Scheduling, city: Database, case_id: str
) -> None:
    keep(city)
    plan(scheduling)
    planned = {"id": case_id, "request_id": ASKED.id}
    second = scheduling.plan(clerk(), SessionId("second"), later(cases=(planned,)))
    is_same = case_id == ASKED.id
    assert faults(second) == [("request_planned" if is_same else "unknown_case", ASKED.id)]
    by_case = scheduling.plan(clerk(), SessionId("second"), later(cases=({"id": ASKED.id},)))
    assert faults(by_case) == [("request_planned", ASKED.id)]
    scheduling.call_off(clerk(), NEW, CallOffRequest(status="cancelled", reason="Không còn cần"))
    assert faults(scheduling.plan(clerk(), SessionId("second"), later(cases=(PLANNED,)))) == []


def test_a_request_goes_on_where_its_session_was_broken_off(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    plan(scheduling)
    put_record(city, "session", NEW, kept(city) | {"status": "aborted_technical"})
    alone = scheduling.plan(clerk(), SessionId("second"), later(cases=({"id": ASKED.id},)))
    assert faults(alone) == [("request_planned", ASKED.id)]
    on = later(cases=({"id": ASKED.id},), continues_session_id=NEW)
    assert faults(scheduling.plan(clerk(), SessionId("second"), on)) == []


def test_each_case_of_a_session_gets_a_number_of_its_own(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    other = replace(ASKED, id=RequestId("other"))
    keep(city, other, replace(DECIDED, request_id=other.id))
    put_dossiers(city, other.id, HQ, COMMUNE)
    both = (PLANNED, {"id": other.id, "request_id": other.id})
    assert faults(scheduling.plan(clerk(), NEW, request(cases=both))) == []
    with city.read() as session:
        assert {"2026-0001", "2026-0002"} <= codes_of(session, "case", "2026-")


def test_the_number_of_a_case_is_the_next_of_its_year(
    scheduling: Scheduling, city: Database
) -> None:
    keep(city)
    for case_id, code in (("one", "2026-0146"), ("two", "2026-0300"), ("old", "2025-0900")):
        put_record(city, "case", case_id, case_body() | {"code": code})
    put_record(city, "case", "odd", case_body() | {"code": "2026-x"})
    plan(scheduling)
    made = case_of(city)
    assert made is not None
    assert made["code"] == "2026-0301"


def later(*, cases: tuple[dict[str, Any], ...], **changes: Any) -> PlanRequest:
    """On the next day."""
    return request(
        cases=cases,
        scheduled_start="2026-12-16T01:30:00Z",
        scheduled_end="2026-12-16T02:30:00Z",
        **changes,
    )
