import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import (
    CONDUCTING,
    MATRIX,
    Right,
    Scope,
    may,
    may_in_session,
    scope_at,
)
from desktop.domain.directory.site import SiteKind, SiteRole
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

# One row per role, written out by hand from domain.md §1.2: the table is the requirement.
STATE = {"read_directory", "read_schedule", "read_reports"}
EVERYDAY = STATE | {"read_case", "join_session", "ask_floor", "call_roll", "add_paper"}
CONDUCT = {
    "open_session",
    "close_session",
    "pause_session",
    "set_step",
    "give_floor",
    "present_paper",
    "call_agency",
    "answer_call",
}
WRITING = {"write_minutes", "export_minutes"}
REPORTING = {"report_to_city"}
TAKING = {"take_request", "read_requests"}
DECIDING = {"decide_request", "read_requests"}
EXPECTED: dict[str, set[str]] = {
    "room_officer": (
        EVERYDAY | CONDUCT | WRITING | REPORTING | TAKING | {"schedule_session", "receive_citizen"}
    ),
    "secretary": EVERYDAY | WRITING | REPORTING | TAKING | {"set_step", "present_paper"},
    "leader": EVERYDAY | CONDUCT | REPORTING | DECIDING | {"export_minutes"},
    "hq_clerk": (
        EVERYDAY
        | CONDUCT
        | WRITING
        | REPORTING
        | TAKING
        | DECIDING
        | {"see_rooms", "receive_reports", "edit_directory", "schedule_session"}
        | {"receive_citizen"}
    ),
    "agency_user": EVERYDAY | REPORTING | {"present_paper", "write_minutes", "answer_call"},
    "observer": STATE | {"see_rooms"},
    "technician": {"read_directory", "see_diagnostics"},
    "city_admin": STATE | {"see_diagnostics", "see_rooms", "edit_directory", "edit_calendar"},
}


@every_row("role", list(Role))
@every_row("right", list(Right))
def test_every_cell_of_the_matrix(role: Role, right: Right) -> None:
    assert may(role, right) is (right.value in EXPECTED[role.value])


def test_every_role_has_a_row() -> None:
    assert set(MATRIX) == set(Role)


@pytest.mark.parametrize("right", sorted(CONDUCTING))
def test_conducting_belongs_to_the_central_site(right: Right) -> None:
    def officer_may(site_role: SiteRole | None, *, is_practice: bool) -> bool:
        return may_in_session(
            Role.ROOM_OFFICER,
            right,
            site_role=site_role,
            is_practice=is_practice,
            scope=Scope.COMMUNE,
        )

    assert officer_may(SiteRole.CENTRAL, is_practice=False)
    assert not officer_may(SiteRole.COMPONENT, is_practice=False)
    assert not officer_may(None, is_practice=False)
    assert officer_may(SiteRole.COMPONENT, is_practice=True)


@pytest.mark.parametrize(
    ("scope", "site_role", "may_conduct"),
    [
        (Scope.CITY, SiteRole.COMPONENT, True),
        (Scope.CITY, SiteRole.CENTRAL, True),
        (Scope.COMMUNE, SiteRole.CENTRAL, True),
        (Scope.COMMUNE, SiteRole.COMPONENT, False),
        (Scope.COMMUNE, None, False),
    ],
)
def test_a_leader_of_the_city_conducts_anywhere_and_a_communes_at_its_own_centre(
    scope: Scope, site_role: SiteRole | None, *, may_conduct: bool
) -> None:
    found = may_in_session(
        Role.LEADER, Right.GIVE_FLOOR, site_role=site_role, is_practice=False, scope=scope
    )
    assert found is may_conduct


@pytest.mark.parametrize("kind", [*SiteKind, None])
def test_a_leaders_scope_is_that_of_the_site(kind: SiteKind | None) -> None:
    assert (scope_at(kind) is Scope.CITY) is (kind is SiteKind.HEADQUARTERS)


def test_no_site_gives_a_right_the_role_lacks() -> None:
    assert not may_in_session(
        Role.OBSERVER,
        Right.GIVE_FLOOR,
        site_role=SiteRole.CENTRAL,
        is_practice=True,
        scope=Scope.CITY,
    )


def test_other_rights_do_not_ask_for_the_site() -> None:
    assert may_in_session(
        Role.ROOM_OFFICER,
        Right.WRITE_MINUTES,
        site_role=SiteRole.COMPONENT,
        is_practice=False,
        scope=Scope.COMMUNE,
    )
