"""Searching what this PC keeps: cases, sessions, lines of minutes, titles of papers."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping

from desktop.domain.events import EventSink
from desktop.domain.record.events import SearchAnswered
from desktop.domain.record.search import (
    SearchHit,
    search_words,
    text_of_case,
    text_of_line,
    text_of_session,
)
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import PAPER
from desktop.store.records.items import Items, StoredItem
from desktop.store.records.word_index import WordIndex
from desktop.sync.records.mapping import case_of, line_of, read_item, session_of

_TEXT_OF: Mapping[EntityKind, Callable[[StoredItem], str]] = {
    EntityKind.CASE: lambda item: text_of_case(case_of(item)),
    EntityKind.SESSION: lambda item: text_of_session(session_of(item)),
    EntityKind.MINUTE_LINE: lambda item: text_of_line(line_of(item)),
    EntityKind.PAPER: lambda item: PAPER.codec.checked(item.body).title,
}
_STOP_LIMIT_S = 2.0

logger = logging.getLogger(__name__)


class SearchBook:
    """SearchService (presenters/services/record.py). Thread: any; `search` indexes and answers.

    The index is made at the first search, from the store, and follows it from then on.
    """

    def __init__(self, *, items: Items, emit: EventSink) -> None:
        self._items = items
        self._emit = emit
        self._due: queue.SimpleQueue[str | tuple[StoredItem, ...] | None] = queue.SimpleQueue()
        self._newest = ""
        self._index: WordIndex | None = None
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)

    def start(self) -> None:
        """Wait for the first search."""
        self._items.watch(self._due.put)
        self._thread.start()

    def stop(self) -> None:
        """Answer nothing more, and forget the words."""
        self._due.put(None)
        self._thread.join(_STOP_LIMIT_S)

    def find(self, search: str) -> None:
        """Of several searches that wait only the newest is answered."""
        self._newest = search
        self._due.put(search)

    # ---- thread search ----------------------------------------------------------------------

    def _run(self) -> None:
        while (due := self._due.get()) is not None:
            try:
                self._work(due)
            except Exception:
                logger.exception("search failed")
                if isinstance(due, str):
                    self._emit(SearchAnswered(search=due, hits=()))
        if self._index is not None:
            self._index.close()

    def _work(self, due: str | tuple[StoredItem, ...]) -> None:
        if isinstance(due, str):
            if due == self._newest:
                self._answer(due)
        elif self._index is not None:
            self._index.put(_hits(due))

    def _answer(self, search: str) -> None:
        if not search_words(search):
            self._emit(SearchAnswered(search=search, hits=()))
            return
        if self._index is None:
            # What changes meanwhile waits in the queue, and is put in again.
            index = WordIndex()
            for kind in _TEXT_OF:
                index.put(_hits(self._items.list(kind)))
            self._index = index
        self._emit(SearchAnswered(search=search, hits=self._index.find(search)))


def _hits(items: Iterable[StoredItem]) -> Iterator[SearchHit]:
    hits = (read_item(item, _hit_of) for item in items)
    return (hit for hit in hits if hit is not None)


def _hit_of(item: StoredItem) -> SearchHit | None:
    """None for a kind that is not searched. Raises ValueError when it cannot be read."""
    text_of = _TEXT_OF.get(EntityKind(item.kind)) if item.kind in set(EntityKind) else None
    if text_of is None:
        return None
    return SearchHit(
        kind=EntityKind(item.kind),
        entity_id=item.entity_id,
        session_id=item.session_id,
        text=text_of(item),
    )
