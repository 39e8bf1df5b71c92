"""What the city takes of an intake, and from whom: also from a client that follows no rules."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.visit import VisitStatus, may_visit_become
from desktop.domain.ids import CitizenId, MemberId, PetitionId, SessionId, SiteId, UserId, VisitId
from desktop.mapping.operations import operation_of
from desktop.mapping.records import kind_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ, SESSION
from tests.samples.casework import (
    CHECK,
    CITIZEN,
    COMPLAINT,
    DENUNCIATION,
    GROUP,
    INTAKE,
    NOW,
    STANDING,
    group,
    members,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

pytestmark = pytest.mark.unit

OFFICER = (COMMUNE, Role.ROOM_OFFICER)
STRANGER = (ELSEWHERE, Role.ROOM_OFFICER)
WHO = replace(CITIZEN, owner_site_id=COMMUNE)
CHECKED = replace(CHECK, owner_site_id=COMMUNE)
STANDS = replace(STANDING, owner_site_id=COMMUNE)
PEOPLE = replace(GROUP, owner_site_id=COMMUNE)
CONTENT = replace(COMPLAINT, owner_site_id=COMMUNE)
VISIT = replace(
    INTAKE.visit,
    owner_site_id=COMMUNE,
    check_ids=(CHECK.id,),
    standing_ids=(STANDING.id,),
    group_id=GROUP.id,
)
DENOUNCED = replace(DENUNCIATION, owner_site_id=COMMUNE)
BLOCKED = replace(DENOUNCED, identity_protection_requested=True)
PARTS: list[Any] = [WHO, CHECKED, STANDS, PEOPLE, CONTENT, VISIT]
TAKEN_IN = {"citizen", "identity_check", "standing", "group", "petition", "visit"}


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def push(
    operations: Operations, record: Any, by: tuple[SiteId, Role] = OFFICER, *, revision: int = 0
) -> VerdictOut:
    made = operation_of(kind_of(record), record.id, record, made_at=NOW, base_revision=revision)
    one = OperationIn(
        id=made.id,
        kind=made.kind,
        entity_id=made.entity_id,
        base_revision=revision,
        body=dict(made.body),
        made_at=NOW,
    )
    who = Person(user_id=UserId("u"), role=by[1], site_id=by[0], family_id="f")
    return operations.push(who, [one]).answer.verdicts[0]


def told(city: Database, site_id: SiteId, role: Role) -> set[str]:
    who = replace(person_at(site_id), role=role)
    answer = pulled(Changes(database=city, clock=FakeClock()), who, "")
    return {one.kind for one in answer.changes if one.kind in TAKEN_IN}


def test_all_of_an_intake_is_taken_and_told_to_the_unit_alone(
    operations: Operations, city: Database
) -> None:
    for part in PARTS:
        assert push(operations, part).verdict == "accepted", part
    assert told(city, COMMUNE, Role.ROOM_OFFICER) == TAKEN_IN
    for site_id in (HQ, AGENCY, ELSEWHERE):
        assert told(city, site_id, Role.HQ_CLERK) == set()


@pytest.mark.parametrize("part", PARTS[1:])
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ROOM_OFFICER, Role.HQ_CLERK}))
def test_nobody_else_receives_citizens(operations: Operations, part: Any, role: Role) -> None:
    assert push(operations, part, (COMMUNE, role)).reason == RefusalReason.NO_RIGHT


@pytest.mark.parametrize("part", PARTS)
def test_a_unit_writes_its_own_alone(operations: Operations, part: Any) -> None:
    assert push(operations, part, STRANGER).reason == RefusalReason.NOT_OWNER
    first = push(operations, part)
    stolen = replace(part, owner_site_id=ELSEWHERE)
    taken = push(operations, stolen, STRANGER, revision=first.revision)
    assert taken.reason in {RefusalReason.NOT_OWNER, RefusalReason.BAD_BODY}


def naming(part: Any) -> list[tuple["DataclassInstance", "DataclassInstance"]]:
    """Each record that it may name, of a stranger, and the part as it names it."""
    who = replace(WHO, owner_site_id=ELSEWHERE)
    match part:
        case _ if part is PEOPLE:
            one = replace(members(1)[0], citizen_id=WHO.id)
            return [(who, replace(PEOPLE, members=(one, *members(7)[1:])))]
        case _ if part is CONTENT:
            return [(who, replace(CONTENT, citizen_ids=(WHO.id,)))]
        case _ if part is VISIT:
            return [(replace(one, owner_site_id=ELSEWHERE), VISIT) for one in PARTS[:-1]]
        case _:
            return [(who, part)]


@pytest.mark.parametrize(("theirs", "part"), [pair for part in PARTS[1:] for pair in naming(part)])
def test_what_another_unit_took_in_cannot_be_named(
    operations: Operations, theirs: Any, part: Any
) -> None:
    assert push(operations, theirs, STRANGER).verdict == "accepted"
    assert push(operations, part).reason == RefusalReason.BAD_BODY


def test_what_is_not_there_yet_may_still_come(operations: Operations) -> None:
    assert push(operations, VISIT).verdict == "accepted"


def test_several_people_come_as_one_group_that_is_there(operations: Operations) -> None:
    both = (CitizenId("person-0"), CitizenId("person-1"))
    together = replace(VISIT, citizen_ids=both)
    for visit in (together, replace(together, group_id=None)):
        assert push(operations, visit).reason == RefusalReason.BAD_BODY
    assert push(operations, PEOPLE).verdict == "accepted"
    assert push(operations, replace(together, group_id=None)).reason == RefusalReason.BAD_BODY
    stranger = replace(VISIT, citizen_ids=(both[0], CitizenId("stranger")))
    assert push(operations, stranger).reason == RefusalReason.BAD_BODY
    assert push(operations, together).verdict == "accepted"


@pytest.mark.parametrize(("size", "verdict"), [(10, "refused"), (11, "accepted")])
def test_exactly_ten_send_two_and_eleven_may_send_three(
    operations: Operations, size: int, verdict: str
) -> None:
    people = replace(group(size, 3), owner_site_id=COMMUNE)
    assert push(operations, people).verdict == verdict


def test_a_representative_is_a_member_at_the_city_too(operations: Operations) -> None:
    strange = replace(PEOPLE, representatives=(PEOPLE.members[0].id, MemberId("nobody")))
    twice = tuple(replace(one, citizen_id=WHO.id) for one in PEOPLE.members)
    for people in (strange, replace(PEOPLE, members=twice)):
        assert push(operations, people).reason == RefusalReason.BAD_BODY
    assert push(operations, replace(group(7, 2, identified=0), owner_site_id=COMMUNE)).verdict == (
        "accepted"
    )  # as a room of before sends it


@pytest.mark.parametrize(
    "part",
    [
        replace(WHO, date_of_birth=NOW.date() + timedelta(days=400)),
        replace(CHECKED, checked_at=NOW + timedelta(hours=1)),
        replace(STANDS, authorisation_date=NOW.date() + timedelta(days=1)),
        replace(PEOPLE, representatives=()),
        replace(PEOPLE, representatives=tuple(one.id for one in PEOPLE.members[:3])),
        replace(CONTENT, summary="Ngắn"),
        replace(DENOUNCED, secrecy_assured=None),
        replace(VISIT, citizen_ids=()),
        replace(VISIT, petition_ids=()),
        replace(VISIT, arrived_at=NOW + timedelta(hours=1)),
    ],
)
def test_what_no_form_would_send_is_not_taken(operations: Operations, part: Any) -> None:
    assert push(operations, part).reason == RefusalReason.BAD_BODY


@pytest.mark.parametrize(
    "changes",
    [
        {"identity_protection_requested": False, "secrecy_assured": True},
        {"petition_type": PetitionType.FEEDBACK},
    ],
)
def test_a_block_is_not_lifted_by_writing_the_petition_again(
    operations: Operations, changes: dict[str, Any]
) -> None:
    first = push(operations, BLOCKED)
    lifted = push(operations, replace(BLOCKED, **changes), revision=first.revision)
    assert lifted.reason == RefusalReason.BLOCKED_ONLINE
    more = replace(BLOCKED, summary="Nội dung đã sửa lại")
    assert push(operations, more, revision=first.revision).verdict == "accepted"


def test_what_is_blocked_comes_into_no_session(operations: Operations) -> None:
    in_session = replace(VISIT, session_id=SessionId(SESSION))
    push(operations, BLOCKED)
    assert BLOCKED.id in VISIT.petition_ids
    assert push(operations, in_session).reason == RefusalReason.BLOCKED_ONLINE
    assert push(operations, VISIT).verdict == "accepted"


def test_one_content_that_is_blocked_is_enough(operations: Operations) -> None:
    push(operations, CONTENT)
    push(operations, replace(BLOCKED, id=PetitionId("p2")))
    both = replace(
        VISIT, session_id=SessionId(SESSION), petition_ids=(CONTENT.id, PetitionId("p2"))
    )
    assert push(operations, both).reason == RefusalReason.BLOCKED_ONLINE


def test_a_visit_of_a_session_waits_for_its_contents(operations: Operations) -> None:
    in_session = replace(VISIT, session_id=SessionId(SESSION))
    assert push(operations, in_session).reason == RefusalReason.BAD_BODY
    push(operations, CONTENT)
    assert push(operations, in_session).verdict == "accepted"


def test_a_visit_comes_into_no_session_of_others(operations: Operations) -> None:
    push(operations, replace(CONTENT, owner_site_id=ELSEWHERE), STRANGER)
    theirs = replace(VISIT, owner_site_id=ELSEWHERE, session_id=SessionId(SESSION))
    assert push(operations, theirs, STRANGER).reason == RefusalReason.NO_SEAT
    nowhere = replace(VISIT, session_id=SessionId("no-such"))
    assert push(operations, nowhere).reason == RefusalReason.NO_SEAT


@pytest.mark.parametrize("origin", VisitStatus)
def test_a_visit_moves_as_the_dictionary_lists(operations: Operations, origin: VisitStatus) -> None:
    for target in VisitStatus:
        visit = replace(VISIT, id=VisitId(f"to-{target}"), status=origin)
        first = push(operations, visit)
        assert first.verdict == "accepted"
        moved = replace(visit, status=target, ticket_no=8)
        second = push(operations, moved, revision=first.revision)
        if may_visit_become(origin, target):
            assert second.verdict == "accepted", target
        else:
            assert second.reason == RefusalReason.BAD_MOVE, target


@pytest.mark.parametrize("part", PARTS)
def test_of_two_who_change_a_part_the_second_is_told_of_the_first(
    operations: Operations, part: Any
) -> None:
    first = push(operations, part)
    field = "checked_by" if part is CHECKED else "created_by"
    one, other = (replace(part, **{field: UserId(name)}) for name in ("one", "other"))
    assert push(operations, one, revision=first.revision).verdict == "accepted"
    assert push(operations, other, revision=first.revision).verdict == "conflict"
