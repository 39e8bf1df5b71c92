"""Screens of this PC: identity, and the rules that keep the officer's window off the citizens'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SecondDisplay(StrEnum):
    """When display 2 opens. A setting."""

    AUTO = "auto"  # by itself when a second screen is there
    WINDOW = "window"  # always, as a window when there is no second screen
    OFF = "off"  # never, not even when the officer asks for it


class DisplayFaces(StrEnum):
    """Who sees display 2. A setting."""

    ROOM = "room"  # everybody in the room, citizens too
    LEADER = "leader"  # the leader who receives, and nobody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """One screen, now or as it was when it was chosen.

    name: of the connector ("HDMI-1"). maker, model, serial: as the screen tells them, empty where
    it does not. x, y, width, height: on the desktop, in logical pixels.
    """

    name: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0

    @property
    def key(self) -> str:
        """Tells it from every other screen that is there at the same time."""
        return f"{self.maker}|{self.model}|{self.serial}|{self.name}"


def recognise_display(choice: Display, present: Sequence[Display]) -> Display | None:
    """The chosen screen among those present: by serial number, connector and model, or place.

    On another connector it is known by its serial number, or by its model when there is but one
    of that; one that tells nothing of itself, by its connector or by size and place.
    """
    possible = [one for one in present if _may_be(choice, one)]
    rules: tuple[Callable[[Display], bool], ...]
    if choice.model:
        rules = (
            lambda one: bool(choice.serial) and one.serial == choice.serial,
            lambda one: one.name == choice.name,
            lambda one: True,
        )
    else:
        rules = (
            lambda one: one.name == choice.name,
            lambda one: _place(one) == _place(choice),
        )
    for rule in rules:
        found = [one for one in possible if rule(one)]
        if len(found) == 1 or (found and choice.serial):
            return found[0]
    return None


def choose_display(
    choice: Display | None, present: Sequence[Display], officer: Display | None
) -> Display | None:
    """The chosen screen when it is there and not the officer's, else the first other one."""
    others = [one for one in present if officer is None or one.key != officer.key]
    chosen = recognise_display(choice, present) if choice is not None else None
    return chosen if chosen in others else next(iter(others), None)


def choose_officer_display(
    meant: Display | None, present: Sequence[Display], officer: Display | None
) -> Display | None:
    """Where the officer's window goes when it stands on the screen meant for chair and citizens.

    None: it stays, on a screen of its own or on the only one there is.
    """
    citizens = recognise_display(meant, present) if meant is not None else None
    if citizens is None or officer is None or citizens.key != officer.key:
        return None
    return next((one for one in present if one.key != citizens.key), None)


def _may_be(choice: Display, one: Display) -> bool:
    """Same make, and no other serial number."""
    is_same_make = (one.maker, one.model) == (choice.maker, choice.model)
    return is_same_make and not (choice.serial and one.serial and one.serial != choice.serial)


def _place(one: Display) -> tuple[int, int, int, int]:
    return one.x, one.y, one.width, one.height
