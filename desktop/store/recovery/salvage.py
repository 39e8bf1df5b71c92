"""What a damaged database still holds, row by row, and which rows cannot be read.

A bad page of the cipher costs that page: a query stops there, so rows are found by an index, which
lives on other pages, and fetched one by one. Where the index is damaged too, a table is read from
both its ends up to the damage.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import apsw

from desktop.store.database.connection import Row, rows

_UNREADABLE = (apsw.CorruptError, apsw.NotADBError, apsw.IOError, apsw.SQLError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, its key, and an index that holds the whole key."""

    name: str
    key: tuple[str, ...]
    index: str = ""


TABLES = (
    Table(name="item", key=("kind", "entity_id"), index="item_by_session"),
    Table(name="outbox", key=("seq",), index="outbox_by_state"),
    Table(name="transfer", key=("document_id", "direction")),
    Table(name="memory", key=("name",)),
    Table(name="room_report", key=("seq",)),
    Table(name="cursor", key=("only_row",)),
)


@dataclass(slots=True)
class Salvaged:
    """Of one table. rows: by key, as the columns stand. lost: keys that are known and unreadable.

    is_whole: the table was read to its end without an error.
    """

    table: Table
    columns: tuple[str, ...] = ()
    rows: dict[Row, Row] = field(default_factory=dict)
    lost: set[Row] = field(default_factory=set)
    is_whole: bool = False


def salvage(connection: apsw.Connection, table: Table) -> Salvaged:
    """Everything of a table that can be read. Never raises."""
    found = Salvaged(table=table)
    try:
        columns = rows(connection, f"PRAGMA table_info({table.name})")
    except _UNREADABLE:
        return found
    found.columns = tuple(str(column[1]) for column in columns)
    if not columns:
        return found
    found.is_whole = _scan(connection, found, "ASC")
    if not found.is_whole:
        _scan(connection, found, "DESC")
        _fetch(connection, found, _keys_by_index(connection, table))
    return found


def sessions_of_items(connection: apsw.Connection) -> dict[Row, str | None]:
    """Session ids by (kind, entity_id), as far as the index tells. Never raises."""
    found: dict[Row, str | None] = {}
    sql = "SELECT kind, entity_id, session_id FROM item INDEXED BY item_by_session"
    with contextlib.suppress(*_UNREADABLE):
        for kind, entity_id, session_id in connection.execute(sql):
            found[kind, entity_id] = session_id
    return found


def _scan(connection: apsw.Connection, found: Salvaged, order: str) -> bool:
    """From one end up to the damage; whether there was none."""
    by = ", ".join(f"{name} {order}" for name in found.table.key)
    sql = f"SELECT * FROM {found.table.name} NOT INDEXED ORDER BY {by}"  # noqa: S608 - constants
    at = [found.columns.index(name) for name in found.table.key]
    try:
        for row in connection.execute(sql):
            found.rows[tuple(row[place] for place in at)] = tuple(row)
    except _UNREADABLE:
        return False
    return True


def _keys_by_index(connection: apsw.Connection, table: Table) -> Iterator[Row]:
    if not table.index:
        return
    key = ", ".join(table.key)
    sql = f"SELECT {key} FROM {table.name} INDEXED BY {table.index}"  # noqa: S608 - constants
    for order in ("ASC", "DESC"):
        seen: list[Any] = []
        try:
            for row in connection.execute(f"{sql} ORDER BY {_index_order(table, order)}"):
                seen.append(tuple(row))  # noqa: PERF401 - what came before the damage is kept
        except _UNREADABLE:
            yield from seen
        else:
            yield from seen
            return


def _index_order(table: Table, order: str) -> str:
    """The index's own order, so that it is walked and nothing is sorted."""
    first = {"item_by_session": ("kind", "session_id"), "outbox_by_state": ("state",)}
    return ", ".join(f"{name} {order}" for name in first[table.index])


def _fetch(connection: apsw.Connection, found: Salvaged, keys: Iterable[Row]) -> None:
    where = " AND ".join(f"{name} = ?" for name in found.table.key)
    sql = f"SELECT * FROM {found.table.name} NOT INDEXED WHERE {where}"  # noqa: S608 - constants
    for key in keys:
        if key in found.rows:
            continue
        try:
            row = next(iter(rows(connection, sql, key)), None)
        except _UNREADABLE:
            row = None
        if row is None:
            found.lost.add(key)
        else:
            found.rows[key] = row
