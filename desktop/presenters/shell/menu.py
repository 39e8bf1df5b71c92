"""The side menu: which entries there are, in which order, and who may open them. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.presenters.shell.shell_state import MenuEntry, MenuGroup, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """An entry with its group and its screens; more than one of them are tabs."""

    entry: MenuEntry
    group: MenuGroup
    screens: tuple[Screen, ...]


MENU = (
    MenuLine(entry=MenuEntry.HOME, group=MenuGroup.RECEPTION, screens=(Screen.HOME,)),
    MenuLine(entry=MenuEntry.WAITING, group=MenuGroup.RECEPTION, screens=(Screen.WAITING,)),
    MenuLine(entry=MenuEntry.CASES, group=MenuGroup.DOSSIERS, screens=(Screen.CASES,)),
    MenuLine(entry=MenuEntry.REGISTER, group=MenuGroup.DOSSIERS, screens=(Screen.REGISTER,)),
    MenuLine(entry=MenuEntry.CONCLUSIONS, group=MenuGroup.DOSSIERS, screens=(Screen.CONCLUSIONS,)),
    MenuLine(
        entry=MenuEntry.ROOM,
        group=MenuGroup.UNIT,
        screens=(Screen.ROOM_CHECK, Screen.DEVICES, Screen.READINESS_SHEET),
    ),
    MenuLine(
        entry=MenuEntry.REPORTS,
        group=MenuGroup.UNIT,
        screens=(Screen.FOCAL_POINTS, Screen.DIFFICULTIES),
    ),
    MenuLine(entry=MenuEntry.CALENDAR, group=MenuGroup.UNIT, screens=(Screen.CALENDAR,)),
    MenuLine(entry=MenuEntry.UNSENT, group=MenuGroup.PC, screens=(Screen.UNSENT,)),
    MenuLine(entry=MenuEntry.SETTINGS, group=MenuGroup.PC, screens=(Screen.SETTINGS,)),
)

ENTRIES = {
    Screen.AGENCIES: Screen.FOCAL_POINTS,
    Screen.INTAKE: Screen.HOME,
    Screen.REQUESTS: Screen.HOME,
    Screen.SCHEDULE: Screen.HOME,
    Screen.CASE: Screen.CASES,
    Screen.RECORDINGS: Screen.CASES,
    Screen.RECORDING: Screen.CASES,
}
"""Screens that are reached from another one, and whose entry of the menu they belong to."""

WORK_SCREENS = frozenset(
    {Screen.INTAKE, Screen.REQUESTS, Screen.SCHEDULE, Screen.RECORDING, Screen.REGISTER}
)
"""They use the whole width; Esc leaves them (ux-2.md §0)."""

_REPORTS = frozenset({Right.READ_REPORTS, Right.REPORT_TO_CITY})
_NEEDED: dict[Screen, frozenset[Right]] = {
    Screen.HOME: frozenset({Right.READ_SCHEDULE}),
    Screen.WAITING: frozenset({Right.JOIN_SESSION}),
    Screen.INTAKE: frozenset({Right.RECEIVE_CITIZEN}),
    Screen.REQUESTS: frozenset({Right.TAKE_REQUEST, Right.DECIDE_REQUEST}),
    Screen.SCHEDULE: frozenset({Right.SCHEDULE_SESSION}),
    Screen.CASES: frozenset({Right.READ_CASE}),
    Screen.CASE: frozenset({Right.READ_CASE}),
    Screen.RECORDINGS: frozenset({Right.READ_CASE}),
    Screen.RECORDING: frozenset({Right.READ_CASE}),
    Screen.REGISTER: frozenset({Right.READ_REQUESTS}),
    Screen.CONCLUSIONS: frozenset({Right.READ_CASE}),
    Screen.FOCAL_POINTS: _REPORTS,
    Screen.DIFFICULTIES: _REPORTS,
    Screen.CALENDAR: frozenset({Right.EDIT_CALENDAR}),
}
"""One of these rights opens the screen; the other screens are open to everybody who signed in."""


def may_open(screen: Screen, rights: Collection[Right]) -> bool:
    """Whether somebody with these rights finds this screen in the menu."""
    needed = _NEEDED.get(screen)
    return needed is None or any(right in rights for right in needed)


def lines_for(rights: Collection[Right]) -> tuple[MenuLine, ...]:
    """The menu of somebody with these rights; entries without a screen are not there."""
    lines = (
        MenuLine(
            entry=line.entry,
            group=line.group,
            screens=tuple(screen for screen in line.screens if may_open(screen, rights)),
        )
        for line in MENU
    )
    return tuple(line for line in lines if line.screens)


def first_screen(rights: Collection[Right]) -> Screen:
    """Where somebody with these rights begins."""
    return lines_for(rights)[0].screens[0]
