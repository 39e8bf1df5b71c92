"""A sheet beside the pictures that notes things of the session at the city, press by press."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from desktop.presenters.live.session_entry import SessionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetParts:
    """What every sheet works with.

    on_changed: the session draws; on_offline: pressed while the city is not reached.
    """

    entry: SessionEntry
    on_changed: Callable[[], None]
    on_offline: Callable[[], None]


class LiveSheet(ABC):
    """Open or shut. on_open: other sheets give way. Thread: MainThread."""

    def __init__(self, parts: SheetParts, *, on_open: Callable[[], None]) -> None:
        self._entry = parts.entry
        self._context = parts.entry.context
        self._session = parts.entry.facts
        self._on_changed = parts.on_changed
        self._on_offline = parts.on_offline
        self._on_open = on_open
        self._is_open = False

    @abstractmethod
    def can_show(self) -> bool:
        """Whether there is something to note or to see now."""

    @abstractmethod
    def close(self) -> None:
        """Shut it: nothing that was noted is lost."""

    def toggle(self) -> None:
        """The button or its key: the sheet opens, or shuts."""
        if self._is_open:
            self.close()
        elif self.can_show():
            self._on_open()
            self._is_open = True
            self._on_changed()

    def _is_reached(self) -> bool:
        if not self._session.is_connected:
            self._on_offline()
        return self._session.is_connected
