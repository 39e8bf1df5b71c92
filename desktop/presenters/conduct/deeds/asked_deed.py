"""A sheet that asks on when a verb was pressed, and then asks the city once."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.events import ActionFailed, Event
from desktop.presenters.conduct.live_sheet import SheetParts
from desktop.presenters.conduct.verb import Obstacle


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSheet:
    """obstacle: why it cannot be done now.

    is_waiting: the city was asked and has not answered yet.
    """

    obstacle: Obstacle | None
    is_waiting: bool

    @property
    def can_confirm(self) -> bool:
        """Whether a press does something."""
        return self.obstacle is None and not self.is_waiting


Sheet = TypeVar("Sheet", bound=DeedSheet)


class AskedDeed(ABC, Generic[Sheet]):
    """Open or shut, and whether the city was asked; the session draws."""

    action: str
    """As a refusal of the city names it."""

    def __init__(self, parts: SheetParts) -> None:
        self._channel = parts.entry.services.channel
        self._facts = parts.entry.facts
        self._on_changed = parts.on_changed
        self._on_offline = parts.on_offline
        self._is_open = False
        self._is_waiting = False

    @abstractmethod
    def sheet(self) -> Sheet | None:
        """What is drawn; None while it is shut, or when there is nothing to be done."""

    @abstractmethod
    def _ask(self, sheet: Sheet) -> None:
        """Ask the city, or keep what is wrong with what was typed."""

    def close(self) -> None:
        """Trở lại: nothing was done."""
        self._is_open = False
        self._on_changed()

    def confirm(self) -> None:
        """Ask the city, or say what is missing."""
        sheet = self.sheet()
        if sheet is None:
            return
        if sheet.obstacle is Obstacle.CITY_LOST:
            self._on_offline()
        if sheet.can_confirm:
            self._ask(sheet)
        self._on_changed()

    def on_event(self, event: Event) -> None:
        """The city refused, or the line that it was asked on is gone."""
        match event:
            case ActionFailed(action=self.action) | ChannelChanged():
                self._is_waiting = False
            case _:
                pass

    def _obstacle(self) -> Obstacle | None:
        return None if self._facts.is_connected else Obstacle.CITY_LOST


Wrong = TypeVar("Wrong")


class ReasonedDeed(AskedDeed[Sheet], Generic[Sheet, Wrong]):
    """A deed that wants a typed reason; what is wrong with it is said until the next key."""

    def __init__(self, parts: SheetParts) -> None:
        super().__init__(parts)
        self._reason = ""
        self._fault: Wrong | None = None

    def open(self) -> None:
        """The verb was pressed; the session draws."""
        self._is_open = True
        self._fault = None

    def edit_reason(self, text: str) -> None:
        """A key in the field."""
        self._reason = text
        self._fault = None
        self._on_changed()
