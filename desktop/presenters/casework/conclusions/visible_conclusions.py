"""Which conclusions the person at the desk may see: those of cases that they may open."""

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, item_key
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.ids import ConclusionItemId, MinuteLineId, SessionId
from desktop.presenters.services.casework import ConclusionsService
from desktop.presenters.services.reception import ScheduleService


class VisibleConclusions:
    """ConclusionsService for one desk. Thread: MainThread.

    shown: the schedule as the person may see it. What nobody knows of may be a denunciation's.
    """

    def __init__(self, *, conclusions: ConclusionsService, shown: ScheduleService) -> None:
        self._conclusions = conclusions
        self._shown = shown

    def items(self) -> tuple[KnownItem, ...]:
        """Those that the person may see, in no order."""
        return self._visible(self._conclusions.items())

    def of_session(self, session_id: SessionId) -> tuple[KnownItem, ...]:
        """Of one session, in no order."""
        return self._visible(self._conclusions.of_session(session_id))

    def find(self, item_id: ConclusionItemId) -> KnownItem | None:
        """One of them."""
        known = self._conclusions.find(item_id)
        return known if known is not None and self._is_shown(known) else None

    def of_line(self, line_id: MinuteLineId) -> KnownItem | None:
        """What was made of a line of the minutes."""
        return self.find(item_key(line_id))

    def unsent(self) -> tuple[KnownItem, ...]:
        """All of them: whoever sits here sees what waits, and not what it says."""
        return self._conclusions.unsent()

    def save(self, item: ConclusionItem) -> None:
        """As the service does."""
        self._conclusions.save(item)

    def _visible(self, told: tuple[KnownItem, ...]) -> tuple[KnownItem, ...]:
        return tuple(one for one in told if self._is_shown(one))

    def _is_shown(self, known: KnownItem) -> bool:
        return self._shown.case(known.item.case_id) is not None
