"""Autosave of lines: hands them to the store, knows which are on disk, retries the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.record.minutes import MinuteLine
from desktop.presenters.record.draft_line import RETRY_S
from desktop.presenters.services.record import MinutesService

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFailure:
    """The newest failure and its reason, as the service named it."""

    code: str
    data: Mapping[str, str | int]


class Autosave:
    """Lines given to the store and not yet confirmed by MinutesChanged stay here."""

    def __init__(self, *, minutes: MinutesService, session_id: SessionId, clock: Clock) -> None:
        self._minutes = minutes
        self._session_id = session_id
        self._clock = clock
        self._waiting: dict[MinuteLineId, MinuteLine] = {}
        self._retry_at_s: float | None = None
        self.saved_at: datetime | None = None
        self.failure: SaveFailure | None = None

    def give(self, line: MinuteLine) -> None:
        """Keep this line; the same text that is on disk already is not written again."""
        if line.id not in self._waiting and self._is_on_disk(line):
            return
        self._waiting[line.id] = line
        self._minutes.save_line(line)

    def let_go(self, line_id: MinuteLineId) -> None:
        """A person decided what this line says: a text that waits is no longer wanted."""
        self._waiting.pop(line_id, None)

    def on_changed(self) -> None:
        """The store committed something: see what of ours is on disk now."""
        on_disk = [line_id for line_id, line in self._waiting.items() if self._is_on_disk(line)]
        for line_id in on_disk:
            del self._waiting[line_id]
        if on_disk:
            self.saved_at = self._clock.now()
        if not self._waiting:
            self.failure = None
            self._retry_at_s = None

    def on_failed(self, failure: SaveFailure) -> None:
        """The store could not keep a line; its text stays here and is tried again."""
        self.failure = failure
        self._retry_at_s = self._clock.monotonic() + RETRY_S

    def on_tick(self) -> None:
        """Try again what failed."""
        if self._retry_at_s is None or self._clock.monotonic() < self._retry_at_s:
            return
        self._retry_at_s = self._clock.monotonic() + RETRY_S
        for line in tuple(self._waiting.values()):
            self._minutes.save_line(line)

    def waiting_lines(self) -> tuple[MinuteLine, ...]:
        """Lines whose newest text is not on disk."""
        return tuple(self._waiting.values())

    def _is_on_disk(self, line: MinuteLine) -> bool:
        stored = self._stored(line.id)
        if stored is None:
            return not line.text
        ours = stored.conflict or stored.version  # of an unsettled clash: our side
        return ours == line.version

    def _stored(self, line_id: MinuteLineId) -> MinuteLine | None:
        lines = self._minutes.lines(self._session_id)
        return next((line for line in lines if line.id == line_id), None)
