"""Changes pulled from the city, written with their cursor in one transaction."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

import apsw

from desktop.domain.ids import OperationId, SessionId, new_id
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.store.database.connection import rows
from desktop.store.database.database import Database
from desktop.store.records.outbox import save_merged
from desktop.store.records.watchers import Watchers
from desktop.store.rows import item_rows, outbox_rows, transfer_rows
from desktop.store.rows.item_rows import StoredItem
from desktop.store.rows.merge import CityVersion, Record, merge_change


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledChange:
    """The newest state of one record, from the city.

    accepted_after: the mark of what it took in after the signing.
    """

    kind: str
    entity_id: str
    session_id: SessionId | None
    version: CityVersion
    accepted_after: AcceptedAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CityPosition:
    """How far the city's changes were read. epoch "": never; cursor "": from the start."""

    epoch: str
    cursor: str


class Pulled:
    """Changes of the city and their cursor. Thread: any."""

    def __init__(self, *, database: Database, watchers: Watchers[tuple[StoredItem, ...]]) -> None:
        self._database = database
        self._watchers = watchers

    def position(self) -> CityPosition:
        """Where the next pull begins. Reads the disk."""
        return self._database.read(_position)

    def apply(
        self, changes: Sequence[PulledChange], cursor: str, *, is_last: bool
    ) -> Future[tuple[StoredItem, ...]]:
        """Merge the changes and move the cursor: one transaction.

        Text of ours that has not reached the city is never overwritten: see store/rows/merge.py.
        A record the city does not send is not deleted. is_last: nothing more to pull now.
        The future: the records that changed.
        """
        return self._database.write(
            lambda writer: _apply(writer, changes, cursor, is_last=is_last), self._watchers.tell
        )

    def start_epoch(self, epoch: str) -> Future[None]:
        """The city was restored or replaced: read all again, send again what it may have lost.

        Revisions of the earlier epoch no longer count. Everything of ours that it had accepted
        waits again under a new operation id; what it still has is recognised by its text. An
        operation that is on its way stays as it is: the new epoch may have judged it already.
        """
        return self._database.write(lambda writer: _start_epoch(writer, epoch))


def _position(reader: apsw.Connection) -> CityPosition:
    found = rows(reader, "SELECT epoch, position FROM cursor")[0]
    return CityPosition(epoch=found[0], cursor=found[1])


def _apply(
    writer: apsw.Connection, changes: Sequence[PulledChange], cursor: str, *, is_last: bool
) -> tuple[StoredItem, ...]:
    changed = [item for item in (_apply_one(writer, each) for each in changes) if item is not None]
    writer.execute("UPDATE cursor SET position = ?", (cursor,))
    if is_last:
        writer.execute("UPDATE item SET former_revision = 0 WHERE former_revision > 0")
    return tuple(changed)


def _apply_one(writer: apsw.Connection, change: PulledChange) -> StoredItem | None:
    key = (change.kind, change.entity_id)
    known = item_rows.load(writer, *key)
    mark = change.accepted_after
    if known is None:
        record = Record(revision=change.version.revision, body=change.version.body)
        item_rows.save(writer, key, change.session_id, record)
    else:
        merged = merge_change(known.record, change.version, outbox_rows.load_pending(writer, *key))
        if merged.record != known.record:
            save_merged(writer, replace(known, session_id=change.session_id), merged)
        elif known.accepted_after == mark:
            return None
    # Also of our own text, which the city took in by a verdict that knows nothing of the mark.
    if mark != (None if known is None else known.accepted_after):
        item_rows.mark(writer, key, mark)
    return item_rows.load_known(writer, *key).item


def _start_epoch(writer: apsw.Connection, epoch: str) -> None:
    is_first = _position(writer).epoch == ""
    writer.execute("UPDATE cursor SET epoch = ?, position = ''", (epoch,))
    if is_first:
        return
    writer.execute(
        "UPDATE item SET former_revision = max(revision, former_revision), revision = 0, "
        "city_revision = 0, city_body = NULL"
    )
    kept = rows(writer, "SELECT kind, entity_id FROM outbox WHERE state = 'kept'")
    for kind, entity_id in kept:
        _send_again(writer, kind, entity_id)
    transfer_rows.send_uploads_again(writer)


def _send_again(writer: apsw.Connection, kind: str, entity_id: str) -> None:
    known = item_rows.load_known(writer, kind, entity_id)
    newest = outbox_rows.load_newest(writer, kind, entity_id)
    outbox_rows.drop_kept(writer, kind, entity_id)
    is_on_its_way = outbox_rows.has_unjudged(writer, kind, entity_id)
    if not is_on_its_way and known.record.conflict_body is None:
        # a new id: under the old one the city would repeat the first answer of another epoch
        again = replace(newest, id=OperationId(new_id()), body=known.record.body)
        outbox_rows.add(writer, again)
