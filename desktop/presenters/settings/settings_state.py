"""What the screen "Cài đặt" draws."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.presenters.services.desk import SettingLine
from desktop.presenters.view.message import Message
from desktop.settings.sources import Source

AT_ONCE: Final = frozenset({"text_scale", "high_contrast"})
"""What the windows take on without another start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the windows are drawn. text_scale: 1.0 is 100 %."""

    text_scale: float
    is_high_contrast: bool


class SettingPart(StrEnum):
    """Settings that belong together, in the order of the screen."""

    LOOK = "look"
    CITY = "city"
    CALL = "call"
    ROOM = "room"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One line of the screen.

    choices: what may be chosen here, empty where nothing may. chosen: the choice of who sits here,
    the present value when nobody chose another one.
    """

    line: SettingLine
    choices: tuple[str, ...]
    chosen: str

    @property
    def is_due(self) -> bool:
        """Another value holds from the next start on."""
        return self.chosen != self.line.value and self.line.key not in AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingGroup:
    """One sheet of the screen."""

    part: SettingPart
    rows: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsViewState:
    """The settings (ux.md §11).

    places: where values came from, each once, strongest first. problems: what could not be used.
    message: a choice that was kept, or could not be.
    """

    groups: tuple[SettingGroup, ...]
    places: tuple[tuple[Source, str], ...]
    problems: tuple[Message, ...]
    message: Message | None
