"""The menu by role: an entry that leads nowhere for somebody is not there."""

import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import MATRIX, Right
from desktop.presenters.shell.menu import first_screen, lines_for, may_open
from desktop.presenters.shell.shell_state import MenuEntry, Screen

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TECHNICIAN])
def test_everybody_who_reads_the_schedule_begins_at_home(role: Role) -> None:
    rights = MATRIX[role]
    assert first_screen(rights) is Screen.HOME
    only_for_some = {MenuEntry.CALENDAR} if role is not Role.CITY_ADMIN else set()
    if Right.READ_CASE not in rights:
        only_for_some |= {MenuEntry.CASES, MenuEntry.WAITING, MenuEntry.CONCLUSIONS}
    if Right.READ_REQUESTS not in rights:
        only_for_some |= {MenuEntry.REGISTER}
    expected = [entry for entry in MenuEntry if entry not in only_for_some]
    assert [line.entry for line in lines_for(rights)] == expected


@pytest.mark.parametrize("role", list(Role))
def test_the_table_of_days_is_opened_by_who_edits_it(role: Role) -> None:
    assert may_open(Screen.CALENDAR, MATRIX[role]) is (role is Role.CITY_ADMIN)


def test_a_technician_finds_the_room_and_this_pc() -> None:
    rights = MATRIX[Role.TECHNICIAN]
    assert first_screen(rights) is Screen.ROOM_CHECK
    assert may_open(Screen.READINESS_SHEET, rights)
    assert not may_open(Screen.HOME, rights)
    assert not may_open(Screen.DIFFICULTIES, rights)
