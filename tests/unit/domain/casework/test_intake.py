"""An intake: what belongs to it, what is wrong with any of it, its ticket, its line of history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.intake import (
    KnownIntake,
    came_at,
    earlier_reception,
    has_come,
    intake_faults,
    is_intake_sendable,
    joined,
    least_stored,
    next_ticket,
    numbers_of,
    part_ids,
    visit_day,
)
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.rules.field_rule import RecordName
from desktop.domain.casework.rules.field_rules import citizen_faults
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, CitizenId, PetitionId
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import (
    AT,
    AUTHORISED,
    CITIZEN,
    COMPLAINT,
    DENUNCIATION,
    FEMALE_1965,
    GROUP,
    INTAKE,
    MALE_1972,
    ORAL,
    TODAY,
    TOMORROW,
    VISIT,
    YESTERDAY,
    an_intake,
)

pytestmark = pytest.mark.unit

HAI_PHONG = ZoneInfo("Asia/Ho_Chi_Minh")
S = RecordStorage


def test_the_visit_names_what_belongs_to_it() -> None:
    second = replace(CITIZEN, id=CitizenId("second"))
    visit = joined(replace(INTAKE, citizens=(CITIZEN, second), group=GROUP)).visit
    assert visit.citizen_ids == (CITIZEN.id, second.id)
    assert visit.petition_ids == (COMPLAINT.id,)
    assert visit.check_ids == tuple(one.id for one in INTAKE.checks)
    assert visit.standing_ids == tuple(one.id for one in INTAKE.standings)
    assert visit.group_id == GROUP.id
    assert visit.group_id in part_ids(visit)
    assert {INTAKE.checks[0].id, INTAKE.standings[0].id} < set(part_ids(visit))
    assert {CITIZEN.id, second.id, COMPLAINT.id} < set(part_ids(visit))
    assert joined(INTAKE).visit.group_id is None
    assert len(part_ids(joined(INTAKE).visit)) == 4


def test_a_good_intake_has_no_fault_that_keeps_it_here() -> None:
    faults = intake_faults(INTAKE, AT)
    assert is_intake_sendable(faults)
    assert not [one for one in faults if one.fault.kind is not FaultKind.ODD]


def test_a_fault_says_of_which_record_it_is() -> None:
    bad = replace(
        INTAKE,
        visit=replace(INTAKE.visit, ticket_no=0),
        citizens=(replace(CITIZEN, full_name=" "),),
        checks=(replace(INTAKE.checks[0], citizen_id=CitizenId("")),),
        standings=(replace(INTAKE.standings[0], citizen_id=CitizenId("")),),
        group=replace(GROUP, group_name=""),
        petitions=(replace(COMPLAINT, request=""),),
    )
    found = {(one.record, one.record_id, one.fault.field) for one in intake_faults(bad, AT)}
    assert {
        (RecordName.CITIZEN, CITIZEN.id, "full_name"),
        (RecordName.IDENTITY_CHECK, INTAKE.checks[0].id, "citizen_id"),
        (RecordName.STANDING, INTAKE.standings[0].id, "citizen_id"),
        (RecordName.GROUP, GROUP.id, "group_name"),
        (RecordName.PETITION, COMPLAINT.id, "request"),
        (RecordName.VISIT, INTAKE.visit.id, "ticket_no"),
    } <= found
    assert not is_intake_sendable(intake_faults(bad, AT))


def test_who_heads_an_organisation_names_it() -> None:
    head = replace(INTAKE.standings[0], kind=StandingKind.HEAD_OF_ORGANISATION)
    fields = {one.fault.field for one in intake_faults(replace(INTAKE, standings=(head,)), AT)}
    assert {"organisation_name", "position"} <= fields
    assert not citizen_faults(CITIZEN, AT)


@pytest.mark.parametrize(
    ("petitions", "is_asked"),
    [((COMPLAINT,), True), ((ORAL,), False), ((ORAL, COMPLAINT), True), ((), True)],
)
def test_only_a_complaint_asks_for_a_certified_authorisation(
    petitions: tuple[object, ...], *, is_asked: bool
) -> None:
    private = replace(AUTHORISED, authorisation_notary="")
    intake = replace(INTAKE, standings=(private,), petitions=petitions)  # type: ignore[arg-type]
    fields = {one.fault.field for one in intake_faults(intake, AT)}
    assert ("authorisation_notary" in fields) is is_asked


def test_an_intake_without_people_or_contents_is_not_sent() -> None:
    faults = intake_faults(replace(INTAKE, citizens=(), petitions=()), AT)
    assert {"citizen_ids", "petition_ids"} <= {one.fault.field for one in faults}
    assert not is_intake_sendable(faults)


def test_the_day_is_that_of_the_arrival_in_hai_phong() -> None:
    late = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)  # half past midnight there
    came = replace(VISIT, arrived_at=late, created_at=late - timedelta(days=3))
    assert (came_at(came), visit_day(came, HAI_PHONG)) == (late, TODAY)
    waits = replace(came, arrived_at=None)
    assert visit_day(waits, HAI_PHONG) < YESTERDAY


@given(tickets=st.sets(st.integers(1, 500)))
def test_the_next_ticket_is_free_and_after_all_others(tickets: set[int]) -> None:
    ticket = next_ticket(replace(VISIT, ticket_no=one) for one in tickets)
    assert ticket not in tickets
    assert all(one < ticket for one in tickets)
    assert ticket >= 1


def test_a_number_is_of_the_first_ticket_and_nobody_has_an_empty_one() -> None:
    nameless = replace(CITIZEN, id=CitizenId("n"), id_number="")
    second = replace(CITIZEN, id=CitizenId("second"), id_number=MALE_1972)
    early = replace(an_intake("early", ticket_no=2), citizens=(CITIZEN, nameless))
    late = replace(an_intake("late", ticket_no=9), citizens=(CITIZEN, second))
    assert numbers_of([late, early]) == {FEMALE_1965: 2, MALE_1972: 9}
    assert numbers_of([early, late]) == {FEMALE_1965: 2, MALE_1972: 9}


@pytest.mark.parametrize("status", VisitStatus)
def test_who_did_not_come_or_left_has_no_reception(status: VisitStatus) -> None:
    visit = replace(VISIT, status=status)
    assert has_come(visit) is (status not in {VisitStatus.NO_SHOW, VisitStatus.WITHDRAWN})
    is_expected = status is VisitStatus.REGISTERED
    assert has_come(replace(visit, arrived_at=None)) is (has_come(visit) and not is_expected)


def test_a_visit_becomes_a_line_of_history() -> None:
    of_case = replace(DENUNCIATION, id=PetitionId("p2"), case_id=CaseId("case"))
    line = earlier_reception(VISIT, (COMPLAINT, of_case), place="Xã An Lão", zone=HAI_PHONG)
    assert (line.visit_id, line.case_id, line.citizen_ids) == (
        VISIT.id,
        CaseId("case"),
        frozenset({CITIZEN.id}),
    )
    assert line.petition_types == {PetitionType.COMPLAINT, PetitionType.DENUNCIATION}
    assert (line.on, line.title, line.place) == (TODAY, COMPLAINT.summary, "Xã An Lão")
    assert line.outcome is VISIT.outcome
    empty = earlier_reception(VISIT, (), place="", zone=HAI_PHONG)
    assert (empty.title, empty.case_id, empty.petition_types) == ("", None, frozenset())
    assert empty.on < TOMORROW


@pytest.mark.parametrize(
    ("parts", "least"),
    [
        ([], S.CITY),
        ([S.CITY], S.CITY),
        ([S.CITY, S.HERE], S.HERE),
        ([S.HERE, S.REFUSED, S.CITY], S.REFUSED),
    ],
)
def test_an_intake_came_as_far_as_its_last_part(
    parts: list[RecordStorage], least: RecordStorage
) -> None:
    assert least_stored(parts) is least


@pytest.mark.parametrize("is_at_city", [False, True])
@pytest.mark.parametrize("storage", S)
def test_refused_is_what_the_city_never_had(storage: RecordStorage, *, is_at_city: bool) -> None:
    known = KnownIntake(intake=INTAKE, storage=storage, is_at_city=is_at_city)
    assert known.is_refused is (storage is S.REFUSED and not is_at_city)
