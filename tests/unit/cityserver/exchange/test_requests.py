"""Requests for a reception at the city: who takes, is told and decides, and what may not be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.access.disclosure import NOBODY
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    Decision,
    OnlineGround,
    ReceptionRequest,
    RefusalGround,
    RequestDecision,
)
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.participant import DENOUNCER_ALIAS
from desktop.mapping.operations import operation_of
from desktop.mapping.records import kind_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ
from tests.samples.casework import CITIZEN, NOW, ONLINE, REQUEST

pytestmark = pytest.mark.unit

WHO = replace(CITIZEN, owner_site_id=COMMUNE)
ASKED = replace(REQUEST, owner_site_id=COMMUNE, petition_type=PetitionType.COMPLAINT)
DENOUNCED = replace(
    ASKED,
    petition_type=PetitionType.DENUNCIATION,
    identity_protection_requested=False,
    secrecy_assured=True,
)
DECIDED = replace(ONLINE, owner_site_id=HQ, unit_site_id=COMMUNE)
OFFICER = (COMMUNE, Role.ROOM_OFFICER)
LEADER = (HQ, Role.LEADER)


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def push(
    operations: Operations, record: Any, by: tuple[SiteId, Role] = OFFICER, *, revision: int = 0
) -> VerdictOut:
    site_id, role = by
    entity_id = record.request_id if isinstance(record, RequestDecision) else record.id
    made = operation_of(kind_of(record), entity_id, record, made_at=NOW, base_revision=revision)
    one = OperationIn(
        id=made.id,
        kind=made.kind,
        entity_id=made.entity_id,
        base_revision=revision,
        body=dict(made.body),
        made_at=NOW,
    )
    who = Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")
    return operations.push(who, [one]).answer.verdicts[0]


def told(city: Database, site_id: SiteId, role: Role = Role.HQ_CLERK) -> dict[str, dict[str, Any]]:
    who = replace(person_at(site_id), role=role)
    answer = pulled(Changes(database=city, clock=FakeClock()), who, "")
    kinds = {"citizen", "reception_request", "request_decision"}
    return {one.kind: one.body for one in answer.changes if one.kind in kinds}


def test_who_asks_is_told_to_the_unit_alone_and_the_request_to_headquarters_too(
    operations: Operations, city: Database
) -> None:
    assert push(operations, WHO).verdict == "accepted"
    assert push(operations, ASKED).verdict == "accepted"
    assert set(told(city, COMMUNE, Role.ROOM_OFFICER)) == {"citizen", "reception_request"}
    assert set(told(city, HQ)) == {"reception_request"}
    assert told(city, HQ)["reception_request"]["requester_name"] == ASKED.requester_name
    for site_id in (AGENCY, ELSEWHERE):
        assert told(city, site_id) == {}


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.ROOM_OFFICER, True),
        (Role.SECRETARY, True),
        (Role.LEADER, True),
        (Role.HQ_CLERK, True),
        (Role.AGENCY_USER, False),
        (Role.OBSERVER, False),
        (Role.TECHNICIAN, False),
        (Role.CITY_ADMIN, False),
    ],
)
def test_only_who_takes_or_decides_requests_is_told_of_them(
    operations: Operations, city: Database, role: Role, *, sees: bool
) -> None:
    push(operations, WHO)
    push(operations, ASKED)
    assert bool(told(city, COMMUNE, role)) is sees


def test_of_a_denunciation_headquarters_hears_neither_name_nor_place(
    operations: Operations, city: Database
) -> None:
    push(operations, DENOUNCED)
    own = told(city, COMMUNE, Role.ROOM_OFFICER)["reception_request"]
    assert own["requester_name"] == ASKED.requester_name
    decides = told(city, HQ, Role.LEADER)["reception_request"]
    assert (decides["requester_name"], decides["requester_ward"]) == (DENOUNCER_ALIAS, "")
    assert decides["requester_id"] == NOBODY
    assert own["requester_id"] == WHO.id
    assert decides["content"] == ASKED.content
    others = told(city, HQ, Role.SECRETARY)["reception_request"]
    assert others["content"] == ""
    assert others["requester_name"] == DENOUNCER_ALIAS


def test_a_request_that_becomes_a_denunciation_is_told_anew_without_its_name(
    operations: Operations, city: Database
) -> None:
    first = push(operations, ASKED)
    push(operations, DENOUNCED, revision=first.revision)
    assert told(city, HQ, Role.LEADER)["reception_request"]["requester_name"] == DENOUNCER_ALIAS


@pytest.mark.parametrize("role", sorted({Role.AGENCY_USER, Role.OBSERVER, Role.LEADER}))
def test_no_other_role_takes_requests(operations: Operations, role: Role) -> None:
    assert push(operations, ASKED, (COMMUNE, role)).reason == RefusalReason.NO_RIGHT
    assert push(operations, WHO, (COMMUNE, role)).reason == RefusalReason.NO_RIGHT


def test_a_unit_takes_its_own_requests_alone(operations: Operations) -> None:
    by = (ELSEWHERE, Role.ROOM_OFFICER)
    assert push(operations, ASKED, by).reason == RefusalReason.NOT_OWNER


@pytest.mark.parametrize("by", [LEADER, (HQ, Role.HQ_CLERK), (COMMUNE, Role.LEADER)])
def test_the_citys_head_or_the_units_own_decides(
    operations: Operations, city: Database, by: tuple[SiteId, Role]
) -> None:
    push(operations, ASKED)
    decided = replace(DECIDED, owner_site_id=by[0])
    assert push(operations, decided, by).verdict == "accepted"
    for site_id in (COMMUNE, HQ):
        assert told(city, site_id)["request_decision"]["decision"] == "online"


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        ((ELSEWHERE, Role.LEADER), RefusalReason.NO_RIGHT),
        ((HQ, Role.SECRETARY), RefusalReason.NO_RIGHT),
        ((COMMUNE, Role.ROOM_OFFICER), RefusalReason.NO_RIGHT),
    ],
)
def test_nobody_else_decides(
    operations: Operations, by: tuple[SiteId, Role], reason: RefusalReason
) -> None:
    push(operations, ASKED)
    decided = replace(DECIDED, owner_site_id=by[0])
    assert push(operations, decided, by).reason == reason


def test_the_first_decision_stands(operations: Operations, city: Database) -> None:
    push(operations, ASKED)
    push(operations, DECIDED, LEADER)
    other = replace(DECIDED, decision=Decision.IN_PERSON, online_ground=None)
    assert push(operations, other, LEADER).reason == RefusalReason.FIXED_FIELD
    assert told(city, HQ)["request_decision"]["decision"] == "online"


def test_what_is_decided_is_not_rewritten(operations: Operations) -> None:
    first = push(operations, ASKED)
    push(operations, DECIDED, LEADER)
    changed = replace(ASKED, content="Nội dung khác hẳn")
    verdict = push(operations, changed, revision=first.revision)
    assert verdict.reason == RefusalReason.DECIDED


@pytest.mark.parametrize("unit", [ELSEWHERE, HQ])
def test_a_decision_names_the_unit_of_its_request(operations: Operations, unit: SiteId) -> None:
    push(operations, ASKED)
    decided = replace(DECIDED, unit_site_id=unit)
    assert push(operations, decided, LEADER).reason == RefusalReason.UNKNOWN_REQUEST


def test_nothing_is_decided_of_a_request_that_is_not_there(operations: Operations) -> None:
    assert push(operations, DECIDED, LEADER).reason == RefusalReason.UNKNOWN_REQUEST


@pytest.mark.parametrize(("protection", "secrecy"), [(True, True), (False, False), (True, False)])
def test_a_denunciation_that_needs_protection_is_never_received_online(
    operations: Operations, *, protection: bool | None, secrecy: bool | None
) -> None:
    asked = replace(DENOUNCED, identity_protection_requested=protection, secrecy_assured=secrecy)
    push(operations, asked)
    decided = replace(DECIDED, online_ground=OnlineGround.OPEN_DENUNCIATION)
    assert push(operations, decided, LEADER).reason == RefusalReason.BLOCKED_ONLINE
    in_person = replace(DECIDED, decision=Decision.IN_PERSON, online_ground=None)
    assert push(operations, in_person, LEADER).verdict == "accepted"


@pytest.mark.parametrize(
    "changes",
    [
        {"online_ground": None},
        {"decision": Decision.REJECTED, "online_ground": None},
        {"refusal_ground": RefusalGround.LAW9_2},
    ],
)
def test_a_decision_has_the_ground_that_the_law_wants(
    operations: Operations, changes: dict[str, Any]
) -> None:
    push(operations, ASKED)
    assert push(operations, replace(DECIDED, **changes), LEADER).reason == RefusalReason.BAD_BODY


@pytest.mark.parametrize(
    "changes",
    [
        {"identity_protection_requested": False, "secrecy_assured": True},
        {"petition_type": PetitionType.FEEDBACK},
    ],
)
def test_a_block_is_not_lifted_by_writing_the_request_again(
    operations: Operations, city: Database, changes: dict[str, Any]
) -> None:
    blocked = replace(DENOUNCED, identity_protection_requested=True)
    first = push(operations, blocked)
    verdict = push(operations, replace(blocked, **changes), revision=first.revision)
    assert verdict.reason == RefusalReason.BLOCKED_ONLINE
    more = replace(blocked, content="Nội dung đã sửa lại")
    assert push(operations, more, revision=first.revision).verdict == "accepted"


@pytest.mark.parametrize(
    "record",
    [
        replace(WHO, date_of_birth=NOW.date() + timedelta(days=400)),
        replace(ASKED, content="   "),
        replace(DENOUNCED, secrecy_assured=None),
    ],
)
def test_what_no_form_would_send_is_not_taken(operations: Operations, record: Any) -> None:
    assert push(operations, record).reason == RefusalReason.BAD_BODY


def test_a_person_of_another_unit_asks_there(operations: Operations) -> None:
    other = replace(WHO, owner_site_id=ELSEWHERE)
    assert push(operations, other, (ELSEWHERE, Role.ROOM_OFFICER)).verdict == "accepted"
    assert push(operations, ASKED).reason == RefusalReason.BAD_BODY


def test_a_request_is_kept_as_it_was_too(operations: Operations, city: Database) -> None:
    first = push(operations, ASKED)
    changed: ReceptionRequest = replace(ASKED, content="Nội dung đã sửa lại")
    assert push(operations, changed, revision=first.revision).verdict == "accepted"
    assert told(city, HQ)["reception_request"]["content"] == "Nội dung đã sửa lại"
