"""Words of the records, searched with SQLite's FTS5.

In memory, so that no disk has them in clear and no line of the minutes is saved later for it.
"""

from collections.abc import Iterable

import apsw

from desktop.domain.ids import SessionId
from desktop.domain.record.search import SearchHit, search_words
from desktop.domain.sync.operation import EntityKind
from desktop.domain.text import folded
from desktop.store.database.connection import rows

MOST_HITS = 200


class WordIndex:
    """Thread: one at a time."""

    def __init__(self) -> None:
        self._connection = apsw.Connection(":memory:")
        # Folded by our own rule: FTS5 knows no đ.
        self._connection.execute(
            "CREATE VIRTUAL TABLE word USING fts5(folded, kind UNINDEXED, entity_id UNINDEXED,"
            " session_id UNINDEXED, text UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
        )
        self._places: dict[tuple[str, str], int] = {}

    def put(self, hits: Iterable[SearchHit]) -> None:
        """These texts are the records' now."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO word(rowid, folded, kind, entity_id, session_id, text)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                map(self._row, hits),
            )

    def find(self, search: str) -> tuple[SearchHit, ...]:
        """At most MOST_HITS records that have a word beginning with each word, the best first."""
        words = search_words(search)
        if not words:
            return ()
        asked = " ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
        found = rows(
            self._connection,
            "SELECT kind, entity_id, session_id, text FROM word WHERE word MATCH ?"
            " ORDER BY rank LIMIT ?",
            (asked, MOST_HITS),
        )
        return tuple(
            SearchHit(
                kind=EntityKind(kind),
                entity_id=entity_id,
                session_id=None if session_id is None else SessionId(session_id),
                text=text,
            )
            for kind, entity_id, session_id, text in found
        )

    def _row(self, hit: SearchHit) -> tuple[int | str | None, ...]:
        place = self._places.setdefault((hit.kind, hit.entity_id), len(self._places) + 1)
        return (place, folded(hit.text), hit.kind, hit.entity_id, hit.session_id, hit.text)

    def close(self) -> None:
        """Forget every word. Idempotent."""
        self._connection.close()
