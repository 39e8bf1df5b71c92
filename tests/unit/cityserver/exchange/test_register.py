"""What the city takes into a register, which number it gives, and whom it tells."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    RegisterEntry,
    RegisterNumber,
    Strike,
    entry_key,
    replacement,
    struck_out,
    told_columns,
    without_person,
)
from desktop.domain.ids import PetitionId, RegisterEntryId, SiteId, UserId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.mapping.operations import operation_of
from desktop.mapping.records import REGISTER_NUMBER, kind_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ
from tests.samples.casework import COMPLAINT, DENUNCIATION, NOW, OFFICER, ROW
from tests.samples.casework import INTAKE as SOMEBODY

pytestmark = pytest.mark.unit

STRIKE = Strike(at=NOW, by=OFFICER, by_name="Cán bộ tiếp dân Mẫu", reason="Ghi trùng dòng 212")
KINDS = {"register_entry", "register_number"}


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def a_row(visit: str = "visit", site_id: SiteId = COMMUNE, **changes: Any) -> RegisterEntry:
    made = replace(ROW, owner_site_id=site_id, visit_id=VisitId(visit), **changes)
    return replace(made, id=entry_key(made.visit_id, made.petition_id))


def a_row_of(year: int, visit: str, site_id: SiteId) -> RegisterEntry:
    day = ROW.reception_date.replace(year=year)
    return a_row(visit, site_id, year=year, reception_date=day)


def push(
    operations: Operations,
    record: Any,
    *,
    site_id: SiteId = COMMUNE,
    role: Role = Role.ROOM_OFFICER,
    revision: int = 0,
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
    who = Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")
    return operations.push(who, [one]).answer.verdicts[0]


def numbers(city: Database, site_id: SiteId = COMMUNE) -> dict[str, RegisterNumber]:
    who = replace(person_at(site_id), role=Role.ROOM_OFFICER)
    answer = pulled(Changes(database=city, clock=FakeClock()), who, "")
    told = (one for one in answer.changes if one.kind == "register_number")
    return {one.entity_id: REGISTER_NUMBER.codec.read(one.body) for one in told}


def test_the_city_numbers_rows_in_the_order_in_which_it_takes_them(
    operations: Operations, city: Database
) -> None:
    rows = [a_row(f"visit-{number}") for number in range(5)]
    for row in rows:
        assert push(operations, row).verdict == "accepted"
    found = numbers(city)
    assert [found[row.id].number for row in rows] == [1, 2, 3, 4, 5]
    assert {one.owner_site_id for one in found.values()} == {COMMUNE}


def test_a_row_keeps_its_number_whatever_is_written_into_it_or_sent_again(
    operations: Operations, city: Database
) -> None:
    row = a_row()
    first = push(operations, row)
    again = push(operations, row)
    assert (again.verdict, again.revision) == ("accepted", first.revision)
    noted = push(operations, replace(row, follow_up="Hẹn 09/12"), revision=first.revision)
    struck = struck_out(replace(row, follow_up="Hẹn 09/12"), STRIKE)
    assert push(operations, struck, revision=noted.revision).verdict == "accepted"
    push(operations, a_row("next"))
    assert {key: one.number for key, one in numbers(city).items()} == {
        row.id: 1,
        a_row("next").id: 2,
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(
    books=st.lists(
        st.tuples(st.sampled_from([COMMUNE, ELSEWHERE]), st.sampled_from([2025, 2026])),
        min_size=1,
        max_size=12,
    ),
    seed=st.uuids(),
)
def test_each_unit_and_each_year_is_counted_for_itself(
    operations: Operations, city: Database, books: list[tuple[SiteId, int]], seed: object
) -> None:
    before = {site: numbers(city, site) for site in (COMMUNE, ELSEWHERE)}
    for number, (site, year) in enumerate(books):
        row = a_row_of(year, f"visit-{seed}-{number}", site)
        assert push(operations, row, site_id=site).verdict == "accepted"
    for site in (COMMUNE, ELSEWHERE):
        for year in (2025, 2026):
            given_out = [one.number for one in numbers(city, site).values() if one.year == year]
            added = sum(one == (site, year) for one in books)
            there = sum(one.year == year for one in before[site].values())
            assert sorted(given_out) == list(range(1, there + added + 1))


def test_two_rows_of_two_desks_never_have_one_number(
    operations: Operations, city: Database
) -> None:
    """Both were written without a network and name the number that each thought was next."""
    for visit in ("desk-a-1", "desk-b-1", "desk-a-2", "desk-b-2"):
        push(operations, a_row(visit))
    given_out = [one.number for one in numbers(city).values()]
    assert sorted(given_out) == [1, 2, 3, 4]


def test_the_register_is_told_to_the_unit_alone(operations: Operations, city: Database) -> None:
    push(operations, a_row())
    for site_id in (HQ, AGENCY, ELSEWHERE):
        who = replace(person_at(site_id), role=Role.HQ_CLERK)
        answer = pulled(Changes(database=city, clock=FakeClock()), who, "")
        assert not KINDS & {one.kind for one in answer.changes}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ROOM_OFFICER, Role.HQ_CLERK}))
def test_nobody_else_keeps_the_register(operations: Operations, role: Role) -> None:
    assert push(operations, a_row(), role=role).reason == RefusalReason.NO_RIGHT


def test_a_unit_writes_its_own_register_alone(operations: Operations) -> None:
    assert push(operations, a_row(), site_id=ELSEWHERE).reason == RefusalReason.NOT_OWNER
    theirs = replace(SOMEBODY.visit, owner_site_id=ELSEWHERE, id=VisitId("theirs"))
    assert push(operations, theirs, site_id=ELSEWHERE).verdict == "accepted"
    assert push(operations, a_row("theirs")).reason == RefusalReason.BAD_BODY


@pytest.mark.parametrize(
    "changes",
    [
        {"name_address": "Trần Văn Mẫu, xã An Lão"},
        {"summary": "Một việc khác hẳn việc kia"},
        {"petition_type": PetitionType.FEEDBACK},
        {"same_content_count": 5},
        {"created_at": NOW - timedelta(days=1)},
    ],
)
def test_what_was_entered_is_never_written_over(
    operations: Operations, changes: dict[str, Any]
) -> None:
    first = push(operations, a_row())
    changed = replace(a_row(), **changes)
    verdict = push(operations, changed, revision=first.revision)
    assert verdict.reason == RefusalReason.FIXED_FIELD


def test_what_is_struck_out_stays_so(operations: Operations) -> None:
    first = push(operations, a_row())
    struck = struck_out(a_row(), STRIKE)
    second = push(operations, struck, revision=first.revision)
    assert second.verdict == "accepted"
    for changed in (a_row(), replace(struck, note="Sửa sau khi gạch")):
        verdict = push(operations, changed, revision=second.revision)
        assert verdict.reason == RefusalReason.FIXED_FIELD


@pytest.mark.parametrize(
    "bad",
    [
        replace(a_row(), id=RegisterEntryId("mine")),
        struck_out(a_row(), replace(STRIKE, reason="Trùng")),
        replace(a_row(), reception_date=ROW.reception_date + timedelta(days=1)),
        replace(a_row(), year=2025),
        replace(a_row(), petition_type=PetitionType.DENUNCIATION),
    ],
)
def test_what_no_desk_would_have_sent_is_not_taken(
    operations: Operations, bad: RegisterEntry
) -> None:
    assert push(operations, bad).reason == RefusalReason.BAD_BODY


def test_a_denunciation_is_entered_without_a_name_whatever_the_row_calls_it(
    operations: Operations,
) -> None:
    secret = replace(DENUNCIATION, owner_site_id=COMMUNE)
    assert push(operations, secret).verdict == "accepted"
    assert push(operations, a_row()).reason == RefusalReason.BAD_BODY
    nameless = without_person(a_row(petition_type=PetitionType.DENUNCIATION))
    assert push(operations, nameless).verdict == "accepted"


def test_a_row_that_has_become_a_denunciation_can_still_be_struck_out(
    operations: Operations,
) -> None:
    assert push(operations, replace(COMPLAINT, owner_site_id=COMMUNE)).verdict == "accepted"
    first = push(operations, a_row())
    secret = replace(DENUNCIATION, owner_site_id=COMMUNE)
    push(operations, secret, revision=first.revision)
    struck = struck_out(a_row(), STRIKE)
    assert push(operations, struck, revision=first.revision).verdict == "accepted"


def test_a_row_of_last_year_that_was_wrong_gets_a_number_of_this_one(
    operations: Operations, city: Database
) -> None:
    wrong = a_row_of(2025, "visit", COMMUNE)
    first = push(operations, wrong)
    push(operations, struck_out(wrong, STRIKE), revision=first.revision)
    push(operations, a_row("this-year"))
    new = replacement(wrong, told_columns(wrong), by=OFFICER, at=NOW, zone=LOCAL_ZONE)
    assert push(operations, new).verdict == "accepted"
    found = numbers(city)
    assert (found[wrong.id].year, found[wrong.id].number) == (2025, 1)
    assert (found[new.id].year, found[new.id].number) == (2026, 2)


def test_a_row_takes_the_place_of_one_of_the_same_content(operations: Operations) -> None:
    wrong = a_row()
    new = replacement(wrong, told_columns(wrong), by=OFFICER, at=NOW, zone=LOCAL_ZONE)
    assert push(operations, new).reason == RefusalReason.BAD_BODY
    push(operations, wrong)
    other = replace(new, petition_id=PetitionId("other"))
    assert push(operations, other).reason == RefusalReason.BAD_BODY
    assert push(operations, new).verdict == "accepted"


def test_two_officers_who_follow_up_one_row_clash_and_lose_nothing(
    operations: Operations,
) -> None:
    first = push(operations, a_row())
    push(operations, replace(a_row(), follow_up="Hẹn 09/12"), revision=first.revision)
    late = push(operations, replace(a_row(), follow_up="Hẹn 10/12"), revision=first.revision)
    assert late.verdict == "conflict"
