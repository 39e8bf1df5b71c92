"""What was typed in a form, kept meanwhile so that a kill costs a moment."""

import json
import logging
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.presenters.services.desk import DeskMemory

if TYPE_CHECKING:
    from datetime import datetime

KEEP_AFTER_S = 0.5

logger = logging.getLogger(__name__)


class Draft:
    """Texts by field name under one name of the desk's memory. Thread: MainThread.

    kept_at: when what stands here was kept, aware; None: nothing was, or somebody typed since.
    """

    def __init__(self, *, memory: DeskMemory, clock: Clock, name: str) -> None:
        self._memory = memory
        self._clock = clock
        self._name = name
        self._changed_s: float | None = None
        self._texts: dict[str, str] = self._recall()
        self.is_kept = bool(self._texts)
        self.kept_at: datetime | None = None

    @property
    def is_touched(self) -> bool:
        """Somebody typed since it was filled."""
        return self.is_kept or self._changed_s is not None

    @property
    def is_pending(self) -> bool:
        """Something was typed that is not kept yet."""
        return self._changed_s is not None

    @property
    def texts(self) -> dict[str, str]:
        """Every text by its field; a copy."""
        return dict(self._texts)

    def text(self, field: str) -> str:
        """What stands in a field."""
        return self._texts.get(field, "")

    def find(self, field: str) -> str | None:
        """As `text`; None: nobody ever typed there."""
        return self._texts.get(field)

    def forget(self, field: str) -> None:
        """This field alone was sent. KeyError: nobody typed there."""
        del self._texts[field]
        self._note_change()

    def edit(self, field: str, text: str) -> None:
        """A key was pressed; kept half a second after the last one."""
        self._texts[field] = text
        self._note_change()

    def fill(self, texts: dict[str, str]) -> None:
        """Begin from these, without keeping them: they are known elsewhere."""
        self._texts = dict(texts)
        self._changed_s = None
        self.kept_at = None

    def on_tick(self) -> None:
        """Keep what has been still for a while."""
        if self._changed_s is not None and (
            self._clock.monotonic() - self._changed_s >= KEEP_AFTER_S
        ):
            self.flush()

    def flush(self) -> None:
        """Keep it now."""
        if self._changed_s is not None:
            self._changed_s = None
            self._memory.remember(self._name, json.dumps(self._texts, ensure_ascii=False))
            self.is_kept = True
            self.kept_at = self._clock.now()

    def drop(self) -> None:
        """It was sent, and is kept as what it became."""
        self._texts = {}
        self._changed_s = None
        self.is_kept = False
        self.kept_at = None
        self._memory.remember(self._name, None)

    def _note_change(self) -> None:
        self._changed_s = self._clock.monotonic()
        self.kept_at = None

    def _recall(self) -> dict[str, str]:
        kept = self._memory.recall(self._name)
        if kept is None:
            return {}
        try:
            return {str(field): str(text) for field, text in json.loads(kept).items()}
        except (ValueError, AttributeError):
            logger.warning("draft unreadable name=%s length=%d", self._name, len(kept))
            return {}
