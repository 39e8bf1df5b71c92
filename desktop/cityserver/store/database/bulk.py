"""Bulk inserts for pushes: many rows in one statement, without an ORM object for each.

A note of a session with four sites is seven rows. Measured on PostgreSQL: 375 µs of Python for each
note by way of objects; the rows that nobody reads again in their transaction go this way instead.
"""

import json
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    String,
    any_,
    event,
    func,
    insert,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.cityserver.store.tables.base import Base

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
"""Of text."""

Row = tuple[Any, ...]
"""Values in the order of the columns of the table, as Python has them; times are aware."""


def to_json(value: object) -> str:
    """JSON as the city keeps it: a letter with its marks as it is, not as six characters."""
    return _ENCODER.encode(value)


def is_among(session: Session, column: Column, values: Collection[str]) -> ColumnElement[bool]:
    """Whether the column has one of these values; hundreds of them are one parameter."""
    if session.get_bind().dialect.name == "postgresql":
        # A parameter for each would be found, named and counted in the text at every question.
        return column == any_(literal(list(values), ARRAY(String)))
    return column.in_(values)


def is_one_of(
    session: Session,
    columns: Sequence[InstrumentedAttribute[str]],
    rows: Collection[tuple[str, ...]],
) -> ColumnElement[bool]:
    """Whether the columns have the values of one of these rows, looked up by an index on them.

    rows: not empty; however many, they are one parameter or one for each column.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Asked for one after the other: of each column by itself PostgreSQL believes that few rows
        # have such a value, and reads all lines of all minutes to find a hundred.
        lists = (literal(list(values), ARRAY(String)) for values in zip(*rows, strict=True))
        return tuple_(*columns).in_(select(*map(func.unnest, lists)))
    listed = func.json_each(to_json(list(rows))).table_valued("value")
    places = range(len(columns))
    wanted = (func.json_extract(listed.c.value, f"$[{place}]") for place in places)
    return tuple_(*columns).in_(select(*wanted))


def insert_rows(session: Session, table: type[Base], rows: Sequence[Row]) -> None:
    """Insert them now. table: a table of store/tables/. Raises as any statement of the session."""
    if not rows:
        return
    own = table.__table__
    names = [column.name for column in own.columns]
    documents = [place for place, one in enumerate(own.columns) if isinstance(one.type, JSON)]
    connection = session.connection()
    if connection.dialect.driver == "psycopg":
        statement = f"COPY {table.__tablename__} ({', '.join(names)}) FROM STDIN"
        _copy(
            connection, statement, [_as_text(row, documents) for row in rows] if documents else rows
        )
    else:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


class Waiting:
    """Rows of one table that are inserted with the next flush, so that every question sees them."""

    def __init__(self, session: Session, table: type[Base]) -> None:
        self._session = session
        self._table = table
        self._rows: dict[Hashable, Row] = {}
        self._written: set[Hashable] = set()
        event.listen(session, "after_flush", self._on_flush)
        event.listen(session, "before_commit", self._on_flush)  # a flush of nothing is none

    def put(self, key: Hashable, row: Row) -> None:
        """Insert this row, instead of one with the same key that still waits."""
        self._rows[key] = row

    def has(self, key: Hashable) -> bool:
        """Whether a row with this key still waits."""
        return key in self._rows

    def was_written(self, key: Hashable) -> bool:
        """Whether a row with this key was inserted since; asked once, it is forgotten."""
        is_known = key in self._written
        self._written.discard(key)
        return is_known

    def write(self) -> None:
        """Insert them now."""
        rows = list(self._rows.values())
        self._written.update(self._rows)
        self._rows.clear()
        insert_rows(self._session, self._table, rows)

    def _on_flush(self, *_: object) -> None:
        self.write()


def _as_text(row: Row, documents: Sequence[int]) -> list[Any]:
    """JSON as text. documents: places of columns that hold it."""
    values = list(row)
    for place in documents:
        values[place] = to_json(values[place])
    return values


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            write_row = copy.write_row
            for row in rows:
                write_row(row)
    except connection.dialect.loaded_dbapi.OperationalError as error:
        raise OperationalError(statement, None, error) from error
