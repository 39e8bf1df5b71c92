"""What presenters ask of the desk itself: sync, settings, memory."""

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.errors import SettingsError
from desktop.domain.sync.status import SyncStatus
from desktop.settings.sources import Source


class SyncService(Protocol):
    """Traffic with the city. Event: SyncChanged."""

    def status(self) -> SyncStatus:
        """What is not yet sent."""
        ...

    def wake(self) -> None:
        """Try now, not after the pause."""
        ...

    def send_now(self) -> None:
        """Try now, and send papers that wait for their hours too."""
        ...


class DeskMemory(Protocol):
    """Small things that must survive a kill: where the officer was. Values are short texts."""

    def recall(self, name: str) -> str | None:
        """The value kept under this name."""
        ...

    def remember(self, name: str, value: str | None) -> None:
        """Keep it (None forgets), durable when the call's transaction is done."""
        ...


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


class SettingsService(Protocol):
    """Cài đặt. Outcomes: SettingSaved, ActionFailed("choose_setting")."""

    def lines(self) -> tuple[SettingLine, ...]:
        """Every setting as it holds now, secrets hidden."""
        ...

    def problems(self) -> tuple[SettingsError, ...]:
        """What the sources say and the program could not use."""
        ...

    def can_choose(self) -> bool:
        """Whether a person's choices are kept."""
        ...

    def choose(self, key: str, value: str) -> None:
        """Kept for the next start; `lines` tells what holds in this one."""
        ...
