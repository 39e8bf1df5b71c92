"""Whom a case names: who asked, and every representative whom the unit took in, before or after."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.reception.scheduling import Scheduling
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.domain.casework.people.citizen import MOST_OF_CASE
from desktop.domain.ids import CaseId, CitizenId, PetitionId
from desktop.domain.reception.status import SessionStatus
from desktop.mapping.records import CITIZEN as CITIZENS
from desktop.mapping.records import PETITION as PETITIONS
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ
from tests.samples.casework import CITIZEN, COMPLAINT, FEMALE_1965, MALE_1972
from tests.unit.cityserver.exchange.test_intakes import STRANGER, push
from tests.unit.cityserver.reception.test_planned_cases import ASKED, case_of, keep, plan
from tests.unit.cityserver.reception.test_scheduling import NEW, faults

pytestmark = pytest.mark.unit

FIRST = replace(CITIZEN, id=CitizenId("first"), owner_site_id=COMMUNE, id_number=FEMALE_1965)
SECOND = replace(FIRST, id=CitizenId("second"), full_name="Trần Văn Mẫu", id_number=MALE_1972)
BROUGHT = replace(
    COMPLAINT,
    owner_site_id=COMMUNE,
    case_id=CaseId(ASKED.id),
    citizen_ids=(FIRST.id, SECOND.id),
)
BOTH = [CITIZEN.full_name, "Trần Văn Mẫu"]


@pytest.fixture
def scheduling(city: Database, clock: FakeClock) -> Scheduling:
    put_dossiers(city, ASKED.id, HQ, COMMUNE, AGENCY, ELSEWHERE)
    return Scheduling(database=city, clock=clock, is_practice=False)


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def take_in(operations: Operations) -> None:
    for one in (FIRST, SECOND, BROUGHT):
        assert push(operations, one).verdict == "accepted"


def names(city: Database) -> list[str]:
    case = case_of(city)
    assert case is not None
    assert all(one["is_representative"] for one in case["citizens"])
    return [one["full_name"] for one in case["citizens"]]


def end(city: Database, status: SessionStatus) -> None:
    with city.write() as session:
        row = find_record(session, "session", NEW)
        assert row is not None
        body: dict[str, Any] = {**row.body, "status": status}
        RecordWriter(session).save(Record(kind="session", entity_id=NEW, body=body))


def test_representatives_who_came_before_the_plan_are_named(
    scheduling: Scheduling, operations: Operations, city: Database
) -> None:
    keep(city)
    take_in(operations)
    assert faults(plan(scheduling)) == []
    assert names(city) == BOTH
    case = case_of(city)
    assert case is not None
    assert [one["id_number"] for one in case["citizens"]] == [FEMALE_1965, MALE_1972]


def test_representatives_who_come_after_the_plan_are_named_too(
    scheduling: Scheduling, operations: Operations, city: Database
) -> None:
    keep(city)
    plan(scheduling)
    made = case_of(city)
    assert made is not None
    take_in(operations)
    assert names(city) == BOTH
    assert {**made, "citizens": []} == {**(case_of(city) or {}), "citizens": []}


def test_who_is_mended_or_taken_out_is_named_as_it_is_now(
    scheduling: Scheduling, operations: Operations, city: Database
) -> None:
    keep(city)
    plan(scheduling)
    take_in(operations)
    with city.read() as session:
        row = find_record(session, "citizen", SECOND.id)
        petition = find_record(session, "petition", BROUGHT.id)
        assert row is not None
        assert petition is not None
        revisions = row.revision, petition.revision
    mended = replace(SECOND, full_name="Trần Văn Mẫu Hai")
    assert push(operations, mended, revision=revisions[0]).verdict == "accepted"
    assert names(city) == BOTH
    assert push(operations, BROUGHT, revision=revisions[1]).verdict == "accepted"
    assert names(city) == [BOTH[0], "Trần Văn Mẫu Hai"]
    alone = replace(BROUGHT, citizen_ids=(FIRST.id,))
    assert push(operations, alone, revision=revisions[1]).verdict == "accepted"
    assert names(city) == [BOTH[0]]


@pytest.mark.parametrize(
    ("status", "is_named"),
    [
        (SessionStatus.IN_SESSION, True),
        (SessionStatus.SIGNED, False),
        (SessionStatus.CLOSED, False),
        (SessionStatus.ADJOURNED, False),
    ],
)
def test_a_case_whose_sessions_are_over_stays_as_it_is(
    scheduling: Scheduling,
    operations: Operations,
    city: Database,
    status: SessionStatus,
    *,
    is_named: bool,
) -> None:
    keep(city)
    plan(scheduling)
    end(city, status)
    take_in(operations)
    assert (names(city) == BOTH) is is_named


def test_nobody_names_people_in_a_case_of_others(
    scheduling: Scheduling, operations: Operations, city: Database
) -> None:
    keep(city)
    plan(scheduling)
    made = case_of(city)
    theirs = replace(BROUGHT, id=PetitionId("theirs"), owner_site_id=ELSEWHERE)
    strangers = [replace(one, owner_site_id=ELSEWHERE) for one in (FIRST, SECOND)]
    for one in (*strangers, theirs):
        assert push(operations, one, STRANGER).verdict == "accepted"
    assert case_of(city) == made
    nowhere = replace(BROUGHT, id=PetitionId("nowhere"), case_id=CaseId("no-such"))
    unborn = replace(BROUGHT, id=PetitionId("unborn"), case_id=None)
    for one in (nowhere, unborn):
        push(operations, replace(one, citizen_ids=()))
    assert case_of(city) == made


def test_a_case_names_no_more_than_it_can_hold(
    scheduling: Scheduling, operations: Operations, city: Database
) -> None:
    keep(city)
    with city.write() as session:
        writer = RecordWriter(session)
        for part in range(2):
            people = [
                replace(FIRST, id=CitizenId(f"p{part}-{n}"), id_number=f"{n:06d}{part:06d}")
                for n in range(MOST_OF_CASE)
            ]
            for one in people:
                body = CITIZENS.codec.write(one)
                writer.save(Record(kind="citizen", entity_id=one.id, body=body))
            crowd = replace(
                BROUGHT,
                id=PetitionId(f"crowd-{part}"),
                citizen_ids=tuple(one.id for one in people),
            )
            body = PETITIONS.codec.write(crowd)
            writer.save(Record(kind="petition", entity_id=crowd.id, body=body))
    plan(scheduling)
    assert len(names(city)) == MOST_OF_CASE
