"""What the screen "Cài đặt" draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.presenters.message import Message
from desktop.settings.sources import Source


class SettingPart(StrEnum):
    """Settings that belong together, in the order of the screen."""

    LOOK = "look"
    CITY = "city"
    CALL = "call"
    ROOM = "room"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting as it holds now.

    value: as text, empty when nothing was chosen, never a secret. place: a file or a registry key,
    empty for a default. is_locked: the city's policy decides.
    """

    key: str
    value: str
    source: Source
    place: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One line of the screen.

    choices: what may be chosen here, empty where nothing may. chosen: what holds from the next
    start on, the present value when nobody chose another one.
    """

    line: SettingLine
    choices: tuple[str, ...]
    chosen: str

    @property
    def is_due(self) -> bool:
        """Another value holds from the next start on."""
        return self.chosen != self.line.value


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
