from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import CONDUCTING, Right
from desktop.domain.conduct.deputy import (
    deputy_sites,
    may_as_deputy,
    next_deputy,
    passed_text,
    returned_text,
)
from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import ParticipantRole
from tests.rigs.system.every_row import every_row
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_person

pytestmark = pytest.mark.unit

CO_CHAIR = ParticipantRole.CO_CHAIR


def test_co_chairs_elsewhere_are_deputies_in_the_order_of_the_plan() -> None:
    people = (
        a_person("Chủ trì", ParticipantRole.CHAIR, HQ),
        a_person("Cạnh chủ trì", CO_CHAIR, HQ),
        a_person("Sở", CO_CHAIR, AGENCY),
        a_person("Xã", CO_CHAIR, COMMUNE),
        replace(a_person("Sở nữa", CO_CHAIR, AGENCY), title="Phó giám đốc"),
    )
    assert deputy_sites(people, HQ) == (AGENCY, COMMUNE)
    assert deputy_sites(people[:2], HQ) == ()


def test_the_first_who_is_there_conducts() -> None:
    assert next_deputy((AGENCY, COMMUNE), {COMMUNE, HQ}) == COMMUNE
    assert next_deputy((AGENCY, COMMUNE), {COMMUNE, AGENCY}) == AGENCY
    assert next_deputy((AGENCY,), {SiteId("hq")}) is None


@every_row("role", Role)
@every_row("right", Right)
def test_whoever_sits_in_a_session_conducts_at_the_deputys_site_and_gets_no_other_right(
    role: Role, right: Right
) -> None:
    sits = role not in {Role.OBSERVER, Role.TECHNICIAN, Role.CITY_ADMIN}
    assert may_as_deputy(role, right) is (sits and right in CONDUCTING)


def test_the_minutes_say_who_conducts() -> None:
    assert passed_text("Phó Chủ tịch A") == (
        "Người chủ trì mất kết nối. Phó Chủ tịch A điều hành thay."
    )
    assert returned_text().startswith("Người chủ trì đã nối lại")
