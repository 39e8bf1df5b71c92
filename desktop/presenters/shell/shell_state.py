"""What the main window draws around its screens."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.presenters.message import Message


class Screen(StrEnum):
    """Screens of the main window."""

    SIGN_IN = "sign_in"
    HOME = "home"
    PRE_JOIN = "pre_join"
    SESSION = "session"
    ROOM_CHECK = "room_check"
    DEVICES = "devices"
    READINESS_SHEET = "readiness_sheet"
    FOCAL_POINTS = "focal_points"
    AGENCIES = "agencies"
    DIFFICULTIES = "difficulties"
    UNSENT = "unsent"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One entry of the side menu. badge: a count beside it, 0 is not drawn."""

    screen: Screen
    is_current: bool
    badge: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellViewState:
    """The window. navigation is empty where there is no side menu (sign-in, pre-join, session).

    banners: practice, key file, wrong clock, wrong settings: they stay while their cause stays.
    exit_prompt: S-130, the officer wants to leave the program with unsent data.
    is_closing: nothing speaks against leaving; the window closes now.
    """

    screen: Screen
    navigation: tuple[NavigationItem, ...]
    site_name: str
    officer_name: str
    is_practice: bool
    can_open_second_room: bool
    banners: tuple[Message, ...]
    exit_prompt: Message | None
    is_closing: bool
