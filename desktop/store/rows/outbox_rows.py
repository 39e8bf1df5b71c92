"""Rows of the table `outbox`: reading and writing them inside somebody's transaction."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime

import apsw

from desktop.domain.ids import OperationId
from desktop.domain.sync.operation import Operation
from desktop.store.database.connection import Row, row, rows
from desktop.store.rows.item_rows import from_json, to_json
from desktop.store.rows.merge import Pending

_COLUMNS = "id, kind, entity_id, base_revision, body, made_at"
_APPEND = """
    INSERT INTO outbox (id, base_revision, body, made_at, kind, entity_id, state)
    VALUES (?, ?, ?, ?, ?, ?, 'waiting')
"""
# The newest operation of all keeps its place when the next text of its record takes its own: the
# order is the same, and half the pages are written while somebody types.
_WRITE_ON = """
    UPDATE outbox SET id = ?, base_revision = ?, body = ?, made_at = ?
     WHERE kind = ? AND entity_id = ? AND state = 'waiting'
       AND seq = (SELECT max(seq) FROM outbox)
"""
_IS_WANTED = """
    outbox.kind IN (SELECT value FROM json_each(:kinds))
    AND (:withheld = '[]' OR NOT EXISTS (
        SELECT 1 FROM json_each(:seats) AS seat
         WHERE seat.key = outbox.kind
           AND json_extract(outbox.body, '$.' || seat.value)
               IN (SELECT value FROM json_each(:withheld))))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which operations are meant: of these kinds, but none that writes into what is withheld.

    seats: by kind the field of its body that names the session or the case.
    """

    kinds: frozenset[str]
    seats: Mapping[str, str]
    withheld: frozenset[str]

    def bindings(self) -> dict[str, str]:
        """For `_IS_WANTED`."""
        return {
            "kinds": listed(self.kinds),
            "seats": json.dumps(dict(self.seats)),
            "withheld": listed(self.withheld),
        }


def add(connection: apsw.Connection, operation: Operation) -> None:
    """Append a waiting operation; an earlier one of the record that was never sent goes."""
    key = (str(operation.kind), operation.entity_id)
    content = (
        operation.id,
        operation.base_revision,
        to_json(operation.body),
        operation.made_at.astimezone(UTC).isoformat(),
    )
    connection.execute(_WRITE_ON, (*content, *key))
    if not connection.changes():
        drop_waiting(connection, *key)
        connection.execute(_APPEND, (*content, *key))


def drop_waiting(connection: apsw.Connection, kind: str, entity_id: str) -> None:
    """Forget the operation of a record that was never sent."""
    connection.execute(
        "DELETE FROM outbox WHERE kind = ? AND entity_id = ? AND state = 'waiting'",
        (str(kind), entity_id),
    )


def load(connection: apsw.Connection, operation_id: OperationId) -> tuple[Operation, str] | None:
    """An operation and its state, None when it is not in the outbox."""
    found = row(
        connection,
        f"SELECT {_COLUMNS}, state FROM outbox WHERE id = ?",  # noqa: S608 - constants
        (operation_id,),
    )
    return None if found is None else (_operation(found), found[6])


def load_newest(connection: apsw.Connection, kind: str, entity_id: str) -> Operation:
    """The last operation of a record that has one, in any state. KeyError: it has none."""
    found = find_newest(connection, kind, entity_id)
    if found is None:
        raise KeyError(entity_id)
    return found


def find_newest(connection: apsw.Connection, kind: str, entity_id: str) -> Operation | None:
    """As `load_newest`; None when there is none."""
    found = row(
        connection,
        f"SELECT {_COLUMNS} FROM outbox "  # noqa: S608 - constants
        "WHERE kind = ? AND entity_id = ? ORDER BY seq DESC LIMIT 1",
        (kind, entity_id),
    )
    return None if found is None else _operation(found)


def load_taken(connection: apsw.Connection, wanted: Wanted) -> list[Operation]:
    """Wanted operations that may be at the city, oldest first."""
    found = rows(
        connection,
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'taken' AND {_IS_WANTED} "  # noqa: S608 - constants
        "ORDER BY seq",
        wanted.bindings(),
    )
    return [_operation(each) for each in found]


def load_free(connection: apsw.Connection, wanted: Wanted, limit: int) -> list[Operation]:
    """Wanted operations that wait, of records that have none taken, oldest first, at most `limit`.

    The base of each is the record's revision now.
    """
    found = rows(
        connection,
        f"""SELECT outbox.id, outbox.kind, outbox.entity_id, item.revision, outbox.body, made_at
             FROM outbox JOIN item USING (kind, entity_id)
            WHERE state = 'waiting' AND {_IS_WANTED}
              AND NOT EXISTS (
                  SELECT 1 FROM outbox AS other
                   WHERE other.kind = outbox.kind AND other.entity_id = outbox.entity_id
                     AND other.state = 'taken')
            ORDER BY seq LIMIT :limit""",  # noqa: S608 - constants
        {**wanted.bindings(), "limit": limit},
    )
    return [_operation(each) for each in found]


def has_unsent(connection: apsw.Connection, wanted: Wanted) -> bool:
    """Whether a wanted operation waits for the city's word."""
    found = rows(
        connection,
        "SELECT EXISTS (SELECT 1 FROM outbox "  # noqa: S608 - constants
        f"WHERE state IN ('waiting', 'taken') AND {_IS_WANTED})",
        wanted.bindings(),
    )
    return bool(found[0][0])


def take(connection: apsw.Connection, operation: Operation) -> None:
    """From now on the operation is frozen: it may be at the city."""
    connection.execute(
        "UPDATE outbox SET state = 'taken', base_revision = ? WHERE id = ?",
        (operation.base_revision, operation.id),
    )


def refuse(connection: apsw.Connection, operation: Operation, reason: str) -> None:
    """Put an operation aside for a person; it blocks nothing. One refused before it goes."""
    drop_refused(connection, operation.kind, operation.entity_id)
    connection.execute(
        "UPDATE outbox SET state = 'refused', reason = ? WHERE id = ?", (reason, operation.id)
    )


def keep(connection: apsw.Connection, operation: Operation) -> None:
    """Accepted: kept in case the city loses it; what it replaces is let go."""
    connection.execute(
        "DELETE FROM outbox WHERE kind = ? AND entity_id = ? AND state IN ('kept', 'refused')",
        (str(operation.kind), operation.entity_id),
    )
    connection.execute("UPDATE outbox SET state = 'kept' WHERE id = ?", (operation.id,))


def keep_waiting(connection: apsw.Connection, kind: str, entity_id: str) -> None:
    """The city has the text of the unsent or refused operation already."""
    drop_refused(connection, kind, entity_id)
    found = row(
        connection,
        f"SELECT {_COLUMNS} FROM outbox "  # noqa: S608 - constants
        "WHERE kind = ? AND entity_id = ? AND state = 'waiting'",
        (kind, entity_id),
    )
    if found is not None:
        keep(connection, _operation(found))


def drop(connection: apsw.Connection, operation_id: OperationId) -> None:
    """Forget an operation."""
    connection.execute("DELETE FROM outbox WHERE id = ?", (operation_id,))


def drop_refused(connection: apsw.Connection, kind: str, entity_id: str) -> None:
    """Forget what the city refused of a record: it has the text, or is asked once more."""
    connection.execute(
        "DELETE FROM outbox WHERE kind = ? AND entity_id = ? AND state = 'refused'",
        (str(kind), entity_id),
    )


def drop_kept(connection: apsw.Connection, kind: str, entity_id: str) -> None:
    """Forget what the city had accepted of a record."""
    connection.execute(
        "DELETE FROM outbox WHERE kind = ? AND entity_id = ? AND state = 'kept'",
        (kind, entity_id),
    )


def drop_safe(connection: apsw.Connection, revision: int) -> int:
    """Forget accepted operations of records that stand on this revision or an older one."""
    connection.execute(
        """DELETE FROM outbox WHERE state = 'kept' AND EXISTS (
               SELECT 1 FROM item WHERE item.kind = outbox.kind
                  AND item.entity_id = outbox.entity_id AND item.revision BETWEEN 1 AND ?)""",
        (revision,),
    )
    return connection.changes()


def has_unjudged(connection: apsw.Connection, kind: str, entity_id: str) -> bool:
    """Whether an operation of the record waits for a verdict."""
    found = row(
        connection,
        "SELECT 1 FROM outbox WHERE kind = ? AND entity_id = ? AND state IN ('waiting', 'taken')",
        (kind, entity_id),
    )
    return found is not None


def load_pending(connection: apsw.Connection, kind: str, entity_id: str) -> Pending:
    """What of a record the city has not accepted."""
    found = rows(
        connection,
        "SELECT state, body FROM outbox WHERE kind = ? AND entity_id = ? AND state <> 'kept'",
        (kind, entity_id),
    )
    taken = next((each[1] for each in found if each[0] == "taken"), None)
    return Pending(
        taken_body=None if taken is None else from_json(taken),
        is_unsent=any(each[0] != "taken" for each in found),
    )


def listed(words: AbstractSet[str]) -> str:
    """For `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(sorted(words))


def _operation(found: Row) -> Operation:
    return Operation(
        id=OperationId(found[0]),
        kind=found[1],
        entity_id=found[2],
        base_revision=found[3],
        body=from_json(found[4]),
        made_at=datetime.fromisoformat(found[5]),
    )
