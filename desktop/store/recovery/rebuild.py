"""The rows of a database that is made anew: what was salvaged, what the outbox and journal know.

The base is the newest copy, or nothing. Text of ours that the city may not have is put back; what
the city has accepted is left to the next pull, which begins where the copy's cursor stood.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import apsw

from desktop.domain.access.kinds import KINDS, Kinds, room_kinds
from desktop.domain.ids import OperationId, SessionId, new_id
from desktop.domain.sync.operation import Operation
from desktop.store.database.connection import Row, row, rows
from desktop.store.journal.journal import JournalEntry
from desktop.store.recovery.salvage import Salvaged
from desktop.store.rows import item_rows, outbox_rows, transfer_rows
from desktop.store.rows.item_rows import ItemRow
from desktop.store.rows.merge import Record, is_same_body
from desktop.store.rows.transfer_rows import Direction

NOT_FROM_A_COPY = ("access.grant",)
"""Notes that an older state must not bring back: who was signed in then."""

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """tables: of the damaged database by name, empty when it is gone. sessions: of its items.

    entries: of the journal since the copy, oldest first. kinds: the rules of what is written here.
    """

    tables: Mapping[str, Salvaged] = field(default_factory=dict)
    sessions: Mapping[Row, str | None] = field(default_factory=dict)
    entries: tuple[JournalEntry, ...] = ()
    kinds: Kinds = KINDS

    def is_whole(self, name: str) -> bool:
        """The damaged database gave every row of this table."""
        return name in self.tables and self.tables[name].is_whole

    def lost_items(self) -> list[_Key]:
        """Records that are known to have been there and cannot be read."""
        found = self.tables.get("item")
        return sorted((str(key[0]), str(key[1])) for key in (found.lost if found else ()))

    def live_items(self) -> set[Row]:
        """Records that could be read: nothing is newer."""
        found = self.tables.get("item")
        return set(found.rows) if found else set()


def rebuild(connection: apsw.Connection, sources: Sources, now: datetime) -> int:
    """Inside a transaction of the new database; returns how many writes the journal gave."""
    _put_all_back(connection, sources)
    for record in sources.lost_items():
        _from_outbox(connection, record, sources.sessions.get(record))
    newest = _newest(sources.entries)
    live = sources.live_items()
    replayed = sum(replay(connection, one) for key, one in newest.items() if key not in live)
    if sources.tables and not sources.is_whole("outbox"):
        known = (one for key, one in newest.items() if key in live)
        _queue_again(connection, known, now, room_kinds(sources.kinds))
    if not sources.is_whole("transfer"):
        _upload_again(connection, sources.entries)
    return replayed


def replay(connection: apsw.Connection, entry: JournalEntry) -> bool:
    """A write of this PC that the database lacks; False when it has it."""
    operation = entry.operation
    known = item_rows.load(connection, operation.kind, operation.entity_id)
    found = outbox_rows.load(connection, operation.id)
    if known is not None and found is not None and found[1] == "kept":
        return False  # the city has it, and may have something newer
    has_text = known is not None and is_same_body(known.record.body, operation.body)
    if known is not None and known.record.conflict_body is not None and not entry.is_settling:
        _save(connection, known, replace(known.record, conflict_body=operation.body))
        return True
    if not has_text:
        _write(connection, operation, entry.session_id, known)
    if found is None:
        outbox_rows.add(connection, operation)
    return not has_text or found is None


def lost_of(connection: apsw.Connection, sources: Sources) -> tuple[_Key, ...]:
    """Records that nothing holds."""
    sql = "SELECT 1 FROM item WHERE kind = ? AND entity_id = ?"
    return tuple(one for one in sources.lost_items() if row(connection, sql, one) is None)


def _put_all_back(connection: apsw.Connection, sources: Sources) -> None:
    for name, found in sources.tables.items():
        if name == "outbox" and not found.is_whole:
            # What waited when the copy was made was perhaps sent or replaced since.
            connection.execute("DELETE FROM outbox WHERE state = 'waiting'")
        if name != "cursor" or sources.is_whole("item"):
            _put_back(connection, found)
    if not sources.is_whole("memory"):
        for name in NOT_FROM_A_COPY:
            connection.execute("DELETE FROM memory WHERE name = ?", (name,))


def _put_back(connection: apsw.Connection, found: Salvaged) -> None:
    """Rows of the damaged database are newer than the copy's."""
    name = found.table.name
    known = {str(column[1]) for column in rows(connection, f"PRAGMA table_info({name})")}
    columns = [column for column in found.columns if column in known]
    if not columns:
        return
    if found.is_whole:
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - constants
    at = [found.columns.index(column) for column in columns]
    places = ", ".join("?" for _ in columns)
    connection.executemany(
        f"INSERT OR REPLACE INTO {name} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 - constants
        [tuple(row[place] for place in at) for row in found.rows.values()],
    )


def _newest(entries: Iterable[JournalEntry]) -> dict[Row, JournalEntry]:
    """The last write of each record."""
    return {(str(one.operation.kind), one.operation.entity_id): one for one in entries}


def _from_outbox(connection: apsw.Connection, record: _Key, session: str | None) -> None:
    """A record that cannot be read, in the words of its last operation that can."""
    operation = outbox_rows.find_newest(connection, *record)
    if operation is None:
        return
    found = outbox_rows.load(connection, operation.id)
    known = item_rows.load(connection, *record)
    if known is None or (found is not None and found[1] != "kept"):
        _write(connection, operation, None if session is None else SessionId(session), known)


def _write(
    connection: apsw.Connection,
    operation: Operation,
    session_id: SessionId | None,
    known: ItemRow | None,
) -> None:
    revision = 0 if known is None else known.record.revision
    key = (str(operation.kind), operation.entity_id)
    item_rows.save(connection, key, session_id, Record(revision=revision, body=operation.body))


def _save(connection: apsw.Connection, known: ItemRow, record: Record) -> None:
    item_rows.save(connection, (known.kind, known.entity_id), known.session_id, record)


def _queue_again(
    connection: apsw.Connection,
    entries: Iterable[JournalEntry],
    now: datetime,
    kinds: frozenset[str],
) -> None:
    """Operations that stood on the outbox's bad pages; of the same id the city answers once."""
    for entry in entries:
        operation = entry.operation
        known = item_rows.load(connection, operation.kind, operation.entity_id)
        is_word = known is not None and is_same_body(known.record.body, operation.body)
        if is_word and outbox_rows.load(connection, operation.id) is None:
            outbox_rows.add(connection, operation)
    for kind, entity_id in list(_never_sent(connection, kinds)):
        known = item_rows.load(connection, kind, entity_id)
        if known is not None:
            operation = Operation(
                id=OperationId(new_id()),
                kind=kind,
                entity_id=entity_id,
                base_revision=0,
                body=known.record.body,
                made_at=now,
            )
            outbox_rows.add(connection, operation)


def _never_sent(connection: apsw.Connection, kinds: frozenset[str]) -> Iterator[_Key]:
    """Records that the city has not, and that nothing would bring there."""
    sql = """
        SELECT kind, entity_id FROM item WHERE revision = 0 AND NOT EXISTS
        (SELECT 1 FROM outbox WHERE outbox.kind = item.kind AND outbox.entity_id = item.entity_id)
    """
    for kind, entity_id in rows(connection, sql):
        if kind in kinds:
            yield str(kind), str(entity_id)


def _upload_again(connection: apsw.Connection, entries: Iterable[JournalEntry]) -> None:
    """Bytes that the city has already are asked for and not sent."""
    for entry in entries:
        for upload in entry.uploads:
            if transfer_rows.load(connection, upload.document_id, Direction.UP) is None:
                transfer_rows.queue(connection, upload)
