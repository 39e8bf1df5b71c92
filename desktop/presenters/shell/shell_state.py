"""What the main window draws around its screens."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.presenters.view.message import Message


class Screen(StrEnum):
    """Screens of the main window."""

    SIGN_IN = "sign_in"
    HOME = "home"
    WAITING = "waiting"
    INTAKE = "intake"
    REQUESTS = "requests"
    SCHEDULE = "schedule"
    CASES = "cases"
    CASE = "case"
    RECORDINGS = "recordings"
    RECORDING = "recording"
    REGISTER = "register"
    CONCLUSIONS = "conclusions"
    PRE_JOIN = "pre_join"
    TRIAL = "trial"
    SESSION = "session"
    ROOM_CHECK = "room_check"
    DEVICES = "devices"
    READINESS_SHEET = "readiness_sheet"
    FOCAL_POINTS = "focal_points"
    AGENCIES = "agencies"
    DIFFICULTIES = "difficulties"
    CALENDAR = "calendar"
    UNSENT = "unsent"
    SETTINGS = "settings"


class MenuGroup(StrEnum):
    """The caption an entry stands under; RECEPTION has none."""

    RECEPTION = "reception"
    DOSSIERS = "dossiers"
    UNIT = "unit"
    PC = "pc"


class MenuEntry(StrEnum):
    """One line of the side menu."""

    HOME = "home"
    WAITING = "waiting"
    CASES = "cases"
    REGISTER = "register"
    CONCLUSIONS = "conclusions"
    ROOM = "room"
    REPORTS = "reports"
    CALENDAR = "calendar"
    UNSENT = "unsent"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One entry of the side menu. screen: where it leads.

    badge: how many wait, 0 is not drawn; is_overdue: one of them waits too long or was refused.
    """

    entry: MenuEntry
    group: MenuGroup
    screen: Screen
    is_current: bool
    badge: int
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationTab:
    """One of the screens of the present entry."""

    screen: Screen
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellViewState:
    """The window. navigation is empty where there is no side menu (sign-in, pre-join, session).

    tabs: the screens of the present entry, empty when it has one.

    banners: practice, key file, wrong clock, wrong settings: they stay while their cause stays.
    exit_prompt: S-130, the officer wants to leave the program with unsent data.
    is_closing: nothing speaks against leaving; the window closes now. has_meeting_keys: IT lets the
    keys of programs for meetings do the same here.
    """

    screen: Screen
    navigation: tuple[NavigationItem, ...]
    tabs: tuple[NavigationTab, ...]
    site_name: str
    officer_name: str
    is_practice: bool
    can_open_second_room: bool
    banners: tuple[Message, ...]
    exit_prompt: Message | None
    is_closing: bool
    has_meeting_keys: bool = True
