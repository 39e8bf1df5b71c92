"""Conclusions in memory, with the same events."""

from dataclasses import replace

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, item_key
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import ConclusionItemId, MinuteLineId, SessionId
from desktop.domain.sync.operation import RecordStorage


class FakeConclusions:
    """Items; what is saved waits for a test to take it in for the city.

    `fails_with` refuses everything. `is_slow`: what is saved is kept with `catch_up`.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._known: dict[ConclusionItemId, KnownItem] = {}
        self.fails_with: str | None = None
        self.is_slow = False
        self._waiting: list[KnownItem] = []

    def items(self) -> tuple[KnownItem, ...]:
        return tuple(self._known.values())

    def of_session(self, session_id: SessionId) -> tuple[KnownItem, ...]:
        return tuple(one for one in self.items() if one.item.session_id == session_id)

    def find(self, item_id: ConclusionItemId) -> KnownItem | None:
        return self._known.get(item_id)

    def of_line(self, line_id: MinuteLineId) -> KnownItem | None:
        return self.find(item_key(line_id))

    def unsent(self) -> tuple[KnownItem, ...]:
        return tuple(one for one in self.items() if one.storage is not RecordStorage.CITY)

    def save(self, item: ConclusionItem) -> None:
        if self.fails_with is not None:
            data: dict[str, str | int] = {"item": item.id}
            self._emit(ActionFailed(action="keep_conclusion", code=self.fails_with, data=data))
            return
        earlier = self._known.get(item.id)
        made = KnownItem(
            item=item,
            storage=RecordStorage.HERE,
            is_at_city=earlier is not None and earlier.is_at_city,
        )
        self._waiting.append(made)
        if not self.is_slow:
            self.catch_up()

    # ---- what tests do ---------------------------------------------------------------------

    def learn(self, known: KnownItem) -> None:
        """An item is known, or came further."""
        self._known[known.item.id] = known
        self._emit(ConclusionsChanged())

    def take_in(self, item_id: ConclusionItemId) -> None:
        """The city has its newest text."""
        self.learn(replace(self._known[item_id], storage=RecordStorage.CITY, is_at_city=True))

    def catch_up(self) -> None:
        """What was saved is kept."""
        waiting, self._waiting = self._waiting, []
        for known in waiting:
            self.learn(known)
