"""Rows of the table `item`: reading and writing them inside somebody's transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import apsw

from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import RecordStorage
from desktop.store.codes import StorageCode
from desktop.store.database.connection import Row, row, rows
from desktop.store.rows.merge import Body, CityVersion, Record, is_city_text_due, is_same_body

_COLUMNS = """
    kind, entity_id, session_id, revision, body, conflict_body, city_revision, city_body,
    former_revision, accepted_after,
    (SELECT max(CASE outbox.state WHEN 'waiting' THEN 2 WHEN 'taken' THEN 2
                                  WHEN 'refused' THEN 1 ELSE 0 END)
       FROM outbox WHERE outbox.kind = item.kind AND outbox.entity_id = item.entity_id),
    (SELECT max(made_at)
       FROM outbox WHERE outbox.kind = item.kind AND outbox.entity_id = item.entity_id)
"""
# A line that is typed on is written over where it stands: a row that is replaced leaves its page
# and its index and comes back, which is one to six pages more to encrypt and to flush.
_WRITTEN = """
    kind, entity_id, session_id, revision, body, conflict_body, city_revision, city_body,
    former_revision
"""
_SAVE = f"""
    INSERT INTO item ({_WRITTEN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, entity_id) DO UPDATE SET
        revision = excluded.revision, body = excluded.body,
        conflict_body = excluded.conflict_body, city_revision = excluded.city_revision,
        city_body = excluded.city_body, former_revision = excluded.former_revision
    WHERE session_id IS excluded.session_id
"""  # noqa: S608 - constants
_MOVE = f"""
    INSERT OR REPLACE INTO item ({_WRITTEN}, accepted_after) VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
        (SELECT accepted_after FROM item WHERE kind = ?1 AND entity_id = ?2)
    )
"""  # noqa: S608 - constants
_MARK = "UPDATE item SET accepted_after = ? WHERE kind = ? AND entity_id = ?"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STORAGE = {0: RecordStorage.CITY, 1: RecordStorage.REFUSED, 2: RecordStorage.HERE}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """A record as this PC knows it.

    kind: a value of EntityKind, or a kind only a newer program knows. session_id: None for
    records that belong to no session. revision: the city's revision `body` stands on, 0 when
    the city has not seen it. storage: where the newest text is known to be. conflict_body: our
    text that lost a clash, for a person to judge. accepted_after: the city's mark on what came
    after the signing. made_at: when its newest operation was made here; None: by nobody here, or
    it was let go, because the city keeps it for good.
    """

    kind: str
    entity_id: str
    session_id: SessionId | None
    revision: int
    body: Body
    storage: RecordStorage
    conflict_body: Body | None = None
    accepted_after: AcceptedAfter | None = None
    made_at: datetime | None = None

    @property
    def other_body(self) -> Body | None:
        """`conflict_body` once there is a choice: None while the city's text is on its way."""
        ours = self.conflict_body
        return None if ours is None or is_same_body(ours, self.body) else ours


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A row of the table with everything the merge needs."""

    kind: str
    entity_id: str
    session_id: SessionId | None
    record: Record
    storage: RecordStorage
    accepted_after: AcceptedAfter | None = None
    made_at: datetime | None = None

    @property
    def item(self) -> StoredItem:
        """The part that readers see; our text waits here until the city's text has come."""
        is_due = is_city_text_due(self.record)
        return StoredItem(
            kind=self.kind,
            entity_id=self.entity_id,
            session_id=self.session_id,
            revision=self.record.revision,
            body=self.record.body,
            storage=RecordStorage.HERE if is_due else self.storage,
            conflict_body=self.record.conflict_body,
            accepted_after=self.accepted_after,
            made_at=self.made_at,
        )


def load(connection: apsw.Connection, kind: str, entity_id: str) -> ItemRow | None:
    """One row, None when there is none."""
    found = row(
        connection,
        f"SELECT {_COLUMNS} FROM item WHERE kind = ? AND entity_id = ?",  # noqa: S608 - constants
        (kind, entity_id),
    )
    return None if found is None else _item_row(found)


def load_known(connection: apsw.Connection, kind: str, entity_id: str) -> ItemRow:
    """A row that an operation speaks of. Raises StorageError(DAMAGED) when it is gone."""
    found = load(connection, kind, entity_id)
    if found is None:
        raise StorageError(StorageCode.DAMAGED)
    return found


def load_all(connection: apsw.Connection, kind: str, session_id: SessionId | None) -> list[ItemRow]:
    """All rows of a kind, of one session when it is given."""
    sql = f"SELECT {_COLUMNS} FROM item WHERE kind = ?"  # noqa: S608 - constants
    if session_id is None:
        found = rows(connection, sql, (kind,))
    else:
        found = rows(connection, sql + " AND session_id = ?", (kind, session_id))
    return [_item_row(each) for each in found]


def load_page(connection: apsw.Connection, kind: str, after: str, limit: int) -> list[ItemRow]:
    """At most so many rows of a kind, by their ids, after one of them; "": from the first on."""
    found = rows(
        connection,
        f"SELECT {_COLUMNS} FROM item WHERE kind = ? AND entity_id > ?"  # noqa: S608 - constants
        " ORDER BY entity_id LIMIT ?",
        (kind, after, limit),
    )
    return [_item_row(each) for each in found]


def save(
    connection: apsw.Connection,
    key: tuple[str, str],
    session_id: SessionId | None,
    record: Record,
) -> None:
    """Insert or replace a row; key is (kind, entity_id)."""
    city = record.city
    values = (
        *key,
        session_id,
        record.revision,
        to_json(record.body),
        None if record.conflict_body is None else to_json(record.conflict_body),
        0 if city is None else city.revision,
        None if city is None else to_json(city.body),
        record.former_revision,
    )
    connection.execute(_SAVE, values)
    if not connection.changes():
        connection.execute(_MOVE, values)


def mark(
    connection: apsw.Connection, key: tuple[str, str], accepted_after: AcceptedAfter | None
) -> None:
    """Keep what the city says of when it took the row in; key is (kind, entity_id)."""
    text = None
    if accepted_after is not None:
        text = to_json({"status": accepted_after.status, "at": accepted_after.at.isoformat()})
    connection.execute(_MARK, (text, *key))


def to_json(body: Body) -> str:
    """A body as it is kept."""
    return _ENCODER.encode(dict(body))


def from_json(text: str) -> Mapping[str, Any]:
    """A kept body."""
    body: dict[str, Any] = json.loads(text)
    return body


def _item_row(found: Row) -> ItemRow:
    city = None if found[7] is None else CityVersion(revision=found[6], body=from_json(found[7]))
    return ItemRow(
        kind=found[0],
        entity_id=found[1],
        session_id=found[2],
        record=Record(
            revision=found[3],
            body=from_json(found[4]),
            conflict_body=None if found[5] is None else from_json(found[5]),
            city=city,
            former_revision=found[8],
        ),
        storage=_STORAGE[found[10] or 0],
        accepted_after=None if found[9] is None else _mark_from(from_json(found[9])),
        made_at=None if found[11] is None else datetime.fromisoformat(found[11]),
    )


def _mark_from(kept: Mapping[str, Any]) -> AcceptedAfter:
    return AcceptedAfter(status=kept["status"], at=datetime.fromisoformat(kept["at"]))
