"""The table of days at the city: its administration writes it, every site is told."""

from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import create_site
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ

pytestmark = pytest.mark.unit

DAY = "2026-12-26"
BODY = {"day": DAY, "kind": "workday", "name": "Làm bù ngày 28/12"}


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def person(site_id: SiteId = HQ, role: Role = Role.CITY_ADMIN) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")


def push(
    operations: Operations, by: Person | None = None, *, entity_id: str = DAY, **changes: Any
) -> VerdictOut:
    raw = operation("calendar_day", entity_id, {**BODY, **changes})
    one = OperationIn.model_validate(raw)
    return operations.push(by or person(), [one]).answer.verdicts[0]


def told(city: Database, site_id: SiteId) -> dict[str, dict[str, Any]]:
    answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id), "")
    return {one.entity_id: one.body for one in answer.changes if one.kind == "calendar_day"}


def test_what_the_administration_writes_every_site_is_told(
    operations: Operations, city: Database
) -> None:
    assert push(operations).verdict == "accepted"
    for site_id in (HQ, COMMUNE, AGENCY, ELSEWHERE):
        assert told(city, site_id) == {DAY: BODY}


def test_a_site_that_comes_later_is_told_of_the_days_before_it(
    operations: Operations, city: Database
) -> None:
    push(operations)
    site = SiteBody(
        name="Xã Mẫu", short_name="Xã Mẫu", kind="xa", unit_code="11111", address="",
        fallback_phone="",
    )  # fmt: skip
    late = create_site(city, site)
    assert told(city, late) == {DAY: BODY}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CITY_ADMIN}))
def test_no_other_role_writes_it(operations: Operations, city: Database, role: Role) -> None:
    assert push(operations, person(role=role)).reason == RefusalReason.NO_RIGHT
    assert told(city, HQ) == {}


def test_no_other_site_writes_it(operations: Operations) -> None:
    assert push(operations, person(COMMUNE)).reason == RefusalReason.NO_RIGHT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"day": "2026-12-27"}, RefusalReason.FIXED_FIELD),
        ({"day": "2026-02-30", "entity_id": "2026-02-30"}, RefusalReason.BAD_BODY),
        ({"day": "1999-12-31", "entity_id": "1999-12-31"}, RefusalReason.BAD_BODY),
        ({"kind": "song"}, RefusalReason.BAD_BODY),
        ({"name": "x" * 121}, RefusalReason.BAD_BODY),
        ({"name": ""}, RefusalReason.BAD_BODY),
        ({"surprise": 1}, RefusalReason.BAD_BODY),
    ],
)
def test_what_is_not_taken(
    operations: Operations, city: Database, changes: dict[str, Any], reason: RefusalReason
) -> None:
    assert push(operations, **changes).reason == reason
    assert told(city, HQ) == {}
