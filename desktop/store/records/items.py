"""Records of this PC: what was written here and what the city has sent, each with its operation.

A write puts the record and its outbox row into one transaction. Watchers hear of every record
that changed, after the commit, on the thread `store-writer`.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

import apsw

from desktop.domain.access.kinds import KINDS, KindRule, Kinds, Owner
from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import Operation, RecordStorage
from desktop.store.codes import StorageCode
from desktop.store.database.database import Database
from desktop.store.journal import journal_rows
from desktop.store.journal.journal import Journal, JournalEntry
from desktop.store.records.watchers import Watchers
from desktop.store.rows import item_rows, outbox_rows, transfer_rows
from desktop.store.rows.item_rows import StoredItem
from desktop.store.rows.merge import Body, Record, is_city_text_due, is_same_body
from desktop.store.rows.transfer_rows import Transfer

__all__ = ["Items", "ItemsWatcher", "StoredItem"]

ItemsWatcher = Callable[[tuple[StoredItem, ...]], None]
"""Takes the records as they are after a commit; quick. Thread: store-writer."""


class Items:
    """Records by kind and id. Thread: any. kinds: the rules of what is written here."""

    def __init__(
        self,
        *,
        database: Database,
        watchers: Watchers[tuple[StoredItem, ...]],
        journal: Journal | None = None,
        kinds: Kinds = KINDS,
    ) -> None:
        self._kinds = kinds
        self._database = database
        self._watchers = watchers
        self._journal = journal

    def get(self, kind: str, entity_id: str) -> StoredItem | None:
        """A record, None when it is not known. Reads the disk."""
        found = self._database.read(lambda reader: item_rows.load(reader, kind, entity_id))
        return None if found is None else found.item

    def list(self, kind: str, session_id: SessionId | None = None) -> tuple[StoredItem, ...]:
        """All records of a kind, of one session when it is given; in no order. Reads the disk."""
        found = self._database.read(lambda reader: item_rows.load_all(reader, kind, session_id))
        return tuple(each.item for each in found)

    def page(self, kind: str, after: str, limit: int) -> tuple[StoredItem, ...]:
        """At most so many records of a kind after this id, by their ids. Reads the disk."""
        found = self._database.read(lambda reader: item_rows.load_page(reader, kind, after, limit))
        return tuple(each.item for each in found)

    def watch(self, watcher: ItemsWatcher) -> None:
        """Hear of every record that changes, by a write here or by the city."""
        self._watchers.add(watcher)

    def record(
        self, operation: Operation, session_id: SessionId | None, *uploads: Transfer
    ) -> Future[StoredItem]:
        """Keep the operation's body as the record, and queue the operation: one transaction.

        Saving the body that is kept already writes nothing, unless the city refused it: then it is
        queued again. An earlier operation of the record
        that was never sent is replaced. While the record is in conflict only our side of it
        (`conflict_body`) is kept, until `settle` or until it says what the city says.
        base_revision is set when the operation is sent. uploads: bytes to send, of a paper or of
        photos, queued in the same transaction.
        The future: the record after the commit, or StorageError (DISK_FULL: papers and views are
        refused first, minutes go on in the reserve). Raises ValueError for a kind that rooms do not
        write.
        """
        if self._rule(operation).waits_for_space and self._database.is_disk_full:
            refused: Future[StoredItem] = Future()
            refused.set_exception(StorageError(StorageCode.DISK_FULL))
            return refused
        entry = JournalEntry(operation=operation, session_id=session_id, uploads=uploads)

        def work(writer: apsw.Connection) -> StoredItem:
            self._note_place(writer)
            return _record(writer, operation, session_id, uploads)

        return self._database.write(work, lambda item: self._tell_one(item, entry))

    def settle(self, operation: Operation) -> Future[StoredItem]:
        """A person chose: the operation's body becomes the record, the conflict is over.

        Nothing is queued when the city has this very body. Without a conflict, as `record`.
        As long as the city's text has not come there is nothing to choose from: the conflict
        stays, and the body is kept as our side of it.
        The future fails with KeyError when the record is not known.
        """
        self._rule(operation)

        def work(writer: apsw.Connection) -> StoredItem:
            self._note_place(writer)
            return _settle(writer, operation)

        def tell(item: StoredItem) -> None:
            entry = JournalEntry(operation=operation, session_id=item.session_id, is_settling=True)
            self._tell_one(item, entry)

        return self._database.write(work, tell)

    def _rule(self, operation: Operation) -> KindRule:
        rule = self._kinds.get(operation.kind)
        if rule is None or rule.owner is Owner.CITY:
            raise ValueError(operation.kind)
        return rule

    def _note_place(self, writer: apsw.Connection) -> None:
        if self._journal is not None:
            journal_rows.note(writer, self._journal.place_after)

    def _tell_one(self, item: StoredItem, entry: JournalEntry) -> None:
        if self._journal is not None:
            self._journal.append(entry)
        self._watchers.tell((item,))


def _record(
    writer: apsw.Connection,
    operation: Operation,
    session_id: SessionId | None,
    uploads: tuple[Transfer, ...],
) -> StoredItem:
    known = item_rows.load(writer, operation.kind, operation.entity_id)
    record = Record(revision=0, body=operation.body)
    if known is not None:
        if known.record.conflict_body is not None:
            return _keep_our_side(writer, operation, known)
        if is_same_body(known.record.body, operation.body):
            if known.storage is not RecordStorage.REFUSED:
                return known.item
            outbox_rows.drop_refused(writer, operation.kind, operation.entity_id)
        record = replace(known.record, body=operation.body)
    item_rows.save(writer, (operation.kind, operation.entity_id), session_id, record)
    outbox_rows.add(writer, operation)
    for upload in uploads:
        transfer_rows.queue(writer, upload)
    return _reload(writer, operation)


def _keep_our_side(
    writer: apsw.Connection, operation: Operation, known: item_rows.ItemRow
) -> StoredItem:
    record = _with_our_side(known.record, operation.body)
    item_rows.save(writer, (known.kind, known.entity_id), known.session_id, record)
    return _reload(writer, operation)


def _with_our_side(record: Record, ours: Body) -> Record:
    if is_city_text_due(record):
        return replace(record, body=ours, conflict_body=ours)
    is_over = is_same_body(record.body, ours)
    return replace(record, conflict_body=None if is_over else ours)


def _settle(writer: apsw.Connection, operation: Operation) -> StoredItem:
    known = item_rows.load(writer, operation.kind, operation.entity_id)
    if known is None:
        raise KeyError(operation.entity_id)
    if is_city_text_due(known.record):
        return _keep_our_side(writer, operation, known)
    is_new = not is_same_body(known.record.body, operation.body)
    record = replace(known.record, body=operation.body, conflict_body=None)
    item_rows.save(writer, (known.kind, known.entity_id), known.session_id, record)
    if is_new:
        outbox_rows.add(writer, operation)
    return _reload(writer, operation)


def _reload(writer: apsw.Connection, operation: Operation) -> StoredItem:
    return item_rows.load_known(writer, operation.kind, operation.entity_id).item
