import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.companion import (
    MAX_COMPANIONS_OF_SITE,
    Companion,
    conducts_beside,
    has_room_beside,
)
from desktop.domain.ids import SiteId

pytestmark = pytest.mark.unit

HERE, THERE = SiteId("here"), SiteId("there")


def beside(site_id: SiteId, role: Role = Role.HQ_CLERK) -> Companion:
    return Companion(site_id=site_id, role=role, typist="program")


def test_each_site_has_room_for_its_own_companions() -> None:
    full = (beside(HERE),) * MAX_COMPANIONS_OF_SITE
    assert has_room_beside((), HERE)
    assert has_room_beside(full[1:], HERE)
    assert not has_room_beside(full, HERE)
    assert has_room_beside(full, THERE)


@pytest.mark.parametrize("role", Role)
def test_who_conducts_beside_the_chair_is_a_matter_of_the_role(role: Role) -> None:
    conducts = role in {Role.ROOM_OFFICER, Role.LEADER, Role.HQ_CLERK}
    assert conducts_beside((beside(HERE, role),), HERE) is conducts
    assert not conducts_beside((beside(HERE, role),), THERE)
