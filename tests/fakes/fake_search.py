"""Searching in memory: what a test put in, found by the product's own words."""

from desktop.domain.events import EventSink
from desktop.domain.record.events import SearchAnswered
from desktop.domain.record.search import SearchHit, search_words
from desktop.domain.text import folded


class FakeSearch:
    """Answers at once, or when a test says so: `is_late`, then `answer`."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._newest = ""
        self.kept: list[SearchHit] = []
        self.is_late = False

    def find(self, search: str) -> None:
        self._newest = search
        if not self.is_late:
            self.answer()

    def keep(self, hit: SearchHit) -> None:
        """This is the record's text now."""
        self.kept = [one for one in self.kept if one.entity_id != hit.entity_id]
        self.kept.append(hit)

    def answer(self) -> None:
        """The newest search is answered."""
        words = search_words(self._newest)
        hits = [hit for hit in self.kept if words and self._has(hit, words)]
        self._emit(SearchAnswered(search=self._newest, hits=tuple(hits)))

    @staticmethod
    def _has(hit: SearchHit, words: tuple[str, ...]) -> bool:
        begins = folded(hit.text).split()
        return all(any(one.startswith(word) for one in begins) for word in words)
