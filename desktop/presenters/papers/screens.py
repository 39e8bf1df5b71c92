"""The screens of all sites: which page they show, and whether they follow this desk."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.domain.conduct.live_session import Stage
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.view.message import offline_message
from desktop.presenters.view.message_board import MessageBoard


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperParts:
    """What papers of a session work with. on_changed: asks the owner to draw.

    on_offline: is called for what was pressed while the city is not reached: the paper on stage
    is led from beside the pictures too, where the message of the panel is not seen.
    """

    entry: SessionEntry
    board: MessageBoard
    on_changed: Callable[[], None]
    on_offline: Callable[[], None]


class Screens:
    """Of one session."""

    def __init__(self, parts: PaperParts) -> None:
        self._context = parts.entry.context
        self._facts = parts.entry.facts
        self._board = parts.board
        self._on_changed = parts.on_changed
        self._on_offline = parts.on_offline

    @property
    def stage(self) -> Stage | None:
        """The page they show."""
        return self._facts.live.stage if self._facts.live else None

    @property
    def can_be_led(self) -> bool:
        """Whether this desk leads pages now: in a session, while nobody consults."""
        is_free = self._facts.is_open and self._facts.consultation is None
        return self._context.may(Right.PRESENT_PAPER) and is_free

    def follow_now(self) -> bool:
        """Whether they follow a press now; without the city that is told at once."""
        if not self.can_be_led:
            return False
        if not self._facts.is_connected:
            self._board.tell(offline_message())
            self._on_offline()
            self._on_changed()
        return self._facts.is_connected
