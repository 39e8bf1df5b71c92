"""Conclusions as this PC has them: tasks of its sessions, written here and told by the city."""

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, item_key
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import ConclusionItemId, MinuteLineId, SessionId
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import CONCLUSION_ITEM
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook


class ConclusionBook:
    """ConclusionsService (presenters/services/casework.py). Thread: any. Emits its events."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._emit = emit
        self._all: tuple[KnownItem, ...] | None = None
        self._notice = FailureNotice(emit=emit, action="keep_conclusion", subject="item")
        self._book: RecordBook[ConclusionItem] = RecordBook(
            kind=CONCLUSION_ITEM, items=items, clock=clock, on_change=self._on_change
        )

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def items(self) -> tuple[KnownItem, ...]:
        """All of them, in no order; kept until one changes: screens ask at each drawing."""
        made = self._all
        if made is None:
            made = self._all = tuple(map(_known, self._book.known()))
        return made

    def of_session(self, session_id: SessionId) -> tuple[KnownItem, ...]:
        """Those of one session."""
        return tuple(one for one in self.items() if one.item.session_id == session_id)

    def find(self, item_id: ConclusionItemId) -> KnownItem | None:
        """One of them."""
        known = self._book.find(item_id)
        return None if known is None else _known(known)

    def of_line(self, line_id: MinuteLineId) -> KnownItem | None:
        """What was made of a line of the minutes."""
        return self.find(item_key(line_id))

    def unsent(self) -> tuple[KnownItem, ...]:
        """Of which the city has not the newest text."""
        return tuple(one for one in self.items() if one.storage is not RecordStorage.CITY)

    def save(self, item: ConclusionItem) -> None:
        """Keep an item and queue it; it settles a clash. Outcomes: as the Protocol says."""
        self._book.save_or_tell(item.id, item, self._notice)

    def _on_change(self, _changed: frozenset[str]) -> None:
        """Thread: store-writer."""
        self._all = None
        self._emit(ConclusionsChanged())


def _known(known: Known[ConclusionItem]) -> KnownItem:
    return KnownItem(
        item=known.record,
        storage=known.storage,
        is_at_city=known.is_at_city,
        other=known.other,
    )
