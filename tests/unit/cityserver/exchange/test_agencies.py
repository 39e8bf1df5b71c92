"""The directory of agencies at the city: headquarters writes it, every site is told."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin import city as admin
from desktop.cityserver.admin.city import create_site, list_agencies, put_agencies
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.records import LosingRow, OperationRow
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.contract.records.directory import AgencyBody, SiteBody
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from desktop.mapping.records import AGENCY as AGENCIES
from desktop.mapping.records import RECORDS
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ

pytestmark = pytest.mark.unit

BODY = {
    "code": "SKHCN",
    "name": "Sở Khoa học và Công nghệ",
    "kind": "department",
    "parent_name": "Ủy ban nhân dân thành phố",
    "active": True,
}
SITE = SiteBody(
    name="Sở Xây dựng Mẫu",
    short_name="Sở Mẫu",
    kind="agency",
    unit_code="S02",
    address="",
    fallback_phone="",
)


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def person(site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")


def push(
    operations: Operations,
    by: Person | None = None,
    *,
    entity_id: str = "SKHCN",
    base_revision: int = 0,
    **changes: Any,
) -> VerdictOut:
    raw = operation("agency", entity_id, {**BODY, **changes}, base_revision=base_revision)
    one = OperationIn.model_validate(raw)
    return operations.push(by or person(), [one]).answer.verdicts[0]


def told(city: Database, site_id: SiteId) -> dict[str, dict[str, Any]]:
    answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id), "")
    assert not answer.has_more
    return {one.entity_id: one.body for one in answer.changes if one.kind == "agency"}


@pytest.mark.parametrize("role", [Role.HQ_CLERK, Role.CITY_ADMIN])
def test_what_headquarters_writes_every_site_is_told(
    operations: Operations, city: Database, role: Role
) -> None:
    assert push(operations, person(role=role)).verdict == "accepted"
    for site_id in (HQ, COMMUNE, AGENCY, ELSEWHERE):
        assert told(city, site_id) == {"SKHCN": BODY}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HQ_CLERK, Role.CITY_ADMIN}))
def test_no_other_role_may_write_it(operations: Operations, city: Database, role: Role) -> None:
    assert push(operations, person(role=role)).reason == RefusalReason.NO_RIGHT
    assert told(city, HQ) == {}


@pytest.mark.parametrize("site_id", [COMMUNE, AGENCY, ELSEWHERE])
def test_no_other_site_may_write_it(operations: Operations, site_id: SiteId) -> None:
    assert push(operations, person(site_id)).reason == RefusalReason.NO_RIGHT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": "OTHER"}, RefusalReason.FIXED_FIELD),
        ({"code": "skhcn", "entity_id": "skhcn"}, RefusalReason.BAD_BODY),
        ({"code": "11629", "entity_id": "11629"}, RefusalReason.BAD_BODY),
        ({"code": "S" * 17, "entity_id": "S" * 17}, RefusalReason.BAD_BODY),
        ({"name": ""}, RefusalReason.BAD_BODY),
        ({"name": " Sở"}, RefusalReason.BAD_BODY),
        ({"name": "Sở\nMẫu"}, RefusalReason.BAD_BODY),
        ({"name": "x" * 251}, RefusalReason.BAD_BODY),
        ({"parent_name": "x" * 251}, RefusalReason.BAD_BODY),
        ({"kind": "song"}, RefusalReason.BAD_BODY),
        ({"active": None}, RefusalReason.BAD_BODY),
        ({"surprise": 1}, RefusalReason.BAD_BODY),
    ],
)
def test_what_is_not_taken(
    operations: Operations, city: Database, changes: dict[str, Any], reason: RefusalReason
) -> None:
    assert push(operations, **changes).reason == reason
    assert told(city, HQ) == {}


def test_a_retired_agency_stays_and_comes_back(operations: Operations, city: Database) -> None:
    first = push(operations)
    second = push(operations, active=False, base_revision=first.revision)
    assert (second.verdict, told(city, COMMUNE)["SKHCN"]["active"]) == ("accepted", False)
    third = push(operations, base_revision=second.revision)
    assert (third.verdict, told(city, COMMUNE)["SKHCN"]["active"]) == ("accepted", True)


def test_two_editors_never_overwrite_each_other_silently(
    operations: Operations, city: Database
) -> None:
    first = push(operations)
    push(operations, name="Tên thứ nhất", base_revision=first.revision)
    late = push(operations, name="Tên thứ hai", base_revision=first.revision)
    assert late.verdict == "conflict"
    assert told(city, HQ)["SKHCN"]["name"] == "Tên thứ nhất"
    with city.read() as session:
        (losing,) = session.query(LosingRow).all()
        assert losing.body["name"] == "Tên thứ hai"


def test_one_code_for_two_new_agencies_is_a_clash(operations: Operations, city: Database) -> None:
    push(operations)
    assert push(operations, name="Cơ quan khác").verdict == "conflict"
    assert told(city, HQ)["SKHCN"]["name"] == BODY["name"]


def test_the_same_entry_again_is_known_to_who_may_write_it(operations: Operations) -> None:
    first = push(operations)
    again = push(operations)
    assert (again.verdict, again.revision) == ("accepted", first.revision)
    assert push(operations, person(COMMUNE)).reason == RefusalReason.NO_RIGHT


def test_a_full_directory_takes_changes_and_no_new_entry(city: Database, clock: FakeClock) -> None:
    of_two = replace(AGENCIES, rule=replace(AGENCIES.rule, most=2))
    records = {**RECORDS, of_two.kind: of_two}
    operations = Operations(database=city, clock=clock, records=records)
    first = push(operations)
    push(operations, entity_id="TTTP", code="TTTP")
    third = push(operations, entity_id="THIRD", code="THIRD")
    assert third.reason == RefusalReason.DIRECTORY_FULL
    assert set(told(city, HQ)) == {"SKHCN", "TTTP"}
    changed = push(operations, active=False, base_revision=first.revision)
    assert changed.verdict == "accepted"


def test_who_changed_it_stands_in_the_book_of_operations(
    operations: Operations, city: Database
) -> None:
    push(operations)
    with city.read() as session:
        (row,) = session.query(OperationRow).all()
    assert (row.user_id, row.site_id, row.kind, row.entity_id) == ("u", HQ, "agency", "SKHCN")


def test_a_site_that_is_new_sees_what_was_there_before(
    operations: Operations, city: Database
) -> None:
    push(operations)
    push(operations, entity_id="SCU", code="SCU", active=False)
    create_site(city, SITE, site_id=SiteId("new"))
    assert set(told(city, SiteId("new"))) == {"SKHCN", "SCU"}
    push(operations, entity_id="TTTP", code="TTTP")
    assert "TTTP" in told(city, SiteId("new"))


def test_a_site_written_again_is_not_told_the_directory_again(
    operations: Operations, city: Database
) -> None:
    create_site(city, SITE, site_id=SiteId("new"))
    push(operations)
    cursor = pulled(Changes(database=city, clock=FakeClock()), person_at(SiteId("new")), "").cursor
    create_site(city, SITE, site_id=SiteId("new"))
    news = pulled(
        Changes(database=city, clock=FakeClock()), person_at(SiteId("new")), cursor
    ).changes
    assert [one.kind for one in news] == ["site"]


def test_administration_writes_what_is_new_and_no_more(city: Database) -> None:
    one = AgencyBody.model_validate(BODY)
    two = one.model_copy(update={"code": "TTTP", "name": "Thanh tra thành phố"})
    assert put_agencies(city, [one, two]) == 2
    assert put_agencies(city, [one, two.model_copy(update={"active": False})]) == 1
    assert [(each.code, each.active) for each in list_agencies(city)] == [
        ("SKHCN", True),
        ("TTTP", False),
    ]
    assert set(told(city, ELSEWHERE)) == {"SKHCN", "TTTP"}


def test_administration_writes_nothing_when_a_word_is_unknown(city: Database) -> None:
    one = AgencyBody.model_validate(BODY)
    with pytest.raises(ValueError, match="kind: no such word"):
        put_agencies(city, [one, one.model_copy(update={"code": "X1", "kind": "song"})])
    assert list_agencies(city) == ()


def test_administration_never_fills_the_directory_beyond_its_limit(
    city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin, "MAX_AGENCIES", 2)
    one = AgencyBody.model_validate(BODY)
    three = [one.model_copy(update={"code": code}) for code in ("A1", "A2", "A3")]
    with pytest.raises(admin.DirectoryFull):
        put_agencies(city, three)
    assert list_agencies(city) == ()
    assert put_agencies(city, three[:2]) == 2
    assert put_agencies(city, [three[0].model_copy(update={"active": False})]) == 1
    with pytest.raises(admin.DirectoryFull):
        put_agencies(city, [three[2]])
