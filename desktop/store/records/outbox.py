"""The outbox: operations of this PC that the city has not yet judged."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

import apsw

from desktop.domain.access.kinds import KINDS, Kinds, quiet_kinds, room_kinds, seat_fields
from desktop.domain.ids import OperationId, SessionId
from desktop.domain.sync.operation import Operation, Verdict
from desktop.store.database.connection import rows
from desktop.store.database.database import Database
from desktop.store.records.watchers import Watchers
from desktop.store.rows import item_rows, outbox_rows
from desktop.store.rows.item_rows import StoredItem
from desktop.store.rows.merge import Judged, Merged, Waiting, merge_verdict
from desktop.store.rows.outbox_rows import Wanted

_NONE: frozenset[SessionId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxCounts:
    """What is not at the city. pending_bytes: of the bodies that wait.

    views: notes of who opened a denunciation, which are in none of the other figures.
    """

    pending: int
    pending_bytes: int
    refused: int
    oldest_made_at: datetime | None
    views: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOperation:
    """An operation the city will not take, and its machine-readable reason."""

    id: OperationId
    kind: str
    entity_id: str
    reason: str


class Outbox:
    """Operations in the order they were made. Thread: any. kinds: the rules of what is sent."""

    def __init__(
        self,
        *,
        database: Database,
        watchers: Watchers[tuple[StoredItem, ...]],
        kinds: Kinds = KINDS,
    ) -> None:
        self._sent = room_kinds(kinds)
        self._seats = seat_fields(kinds)
        self._silent = quiet_kinds(kinds)
        self._database = database
        self._watchers = watchers

    def take(
        self,
        max_operations: int,
        max_bytes: int,
        kinds: frozenset[str] | None = None,
        withheld: frozenset[str] = _NONE,
    ) -> Future[tuple[Operation, ...]]:
        """The next batch to send, frozen from now on: first what may be at the city already.

        kinds: what the person at the desk may send; the rest waits for somebody who may. None: all
        that rooms write. withheld: sessions and cases into
        which that person may not write.

        At most one operation of a record is in a batch, so that each stands on the revision the
        one before it got. max_bytes bounds the sum of the bodies; one operation always goes.
        """
        wanted = self._wanted(kinds, withheld)
        return self._database.write(lambda writer: _take(writer, max_operations, max_bytes, wanted))

    def has_unsent(
        self, kinds: frozenset[str] | None = None, withheld: frozenset[str] = _NONE
    ) -> bool:
        """Whether something waits that `take` would give. Reads the disk."""
        wanted = self._wanted(kinds, withheld)
        return self._database.read(lambda reader: outbox_rows.has_unsent(reader, wanted))

    def settle(self, verdicts: Sequence[Judged]) -> Future[tuple[StoredItem, ...]]:
        """Carry the verdicts into the records: one transaction. Unknown operations are passed over.

        accepted: the record stands on the new revision. conflict: both texts are kept.
        refused: the operation is put aside and blocks nothing; of a view it is let go, nobody at
        the desk could do anything about it.
        """
        silent = self._silent
        return self._database.write(
            lambda writer: _settle(writer, verdicts, silent), self._watchers.tell
        )

    def forget_safe(self, revision: int) -> Future[int]:
        """What the city accepted up to this revision cannot be lost any more: let it go.

        Only after everything was pulled, so that each record stands on its newest revision.
        The future: how many operations went.
        """
        return self._database.write(lambda writer: outbox_rows.drop_safe(writer, revision))

    def counts(self) -> OutboxCounts:
        """What waits, and what was refused. Reads the disk."""
        return self._database.read(lambda reader: _counts(reader, self._silent))

    def refused(self) -> tuple[RefusedOperation, ...]:
        """What the city will not take, oldest first. Reads the disk."""
        return self._database.read(_refused)

    def _wanted(self, kinds: frozenset[str] | None, withheld: frozenset[str]) -> Wanted:
        return Wanted(
            kinds=self._sent if kinds is None else kinds, seats=self._seats, withheld=withheld
        )


def _take(
    writer: apsw.Connection, max_operations: int, max_bytes: int, wanted: Wanted
) -> tuple[Operation, ...]:
    taken = outbox_rows.load_taken(writer, wanted)[:max_operations]
    free = outbox_rows.load_free(writer, wanted, max_operations - len(taken))
    total = 0

    def fits(operation: Operation) -> bool:
        nonlocal total
        total += len(item_rows.to_json(operation.body).encode())
        return total <= max_bytes

    batch = tuple(takewhile(fits, (*taken, *free))) or (*taken, *free)[:1]
    for operation in batch[len(taken) :]:
        outbox_rows.take(writer, operation)
    return batch


def _settle(
    writer: apsw.Connection, verdicts: Sequence[Judged], silent: frozenset[str]
) -> tuple[StoredItem, ...]:
    changed: dict[tuple[str, str], StoredItem] = {}
    for judged in verdicts:
        found = outbox_rows.load(writer, judged.operation_id)
        if found is None or found[1] != "taken":
            continue
        operation = found[0]
        _carry(writer, operation, judged, is_silent=operation.kind in silent)
        known = item_rows.load_known(writer, operation.kind, operation.entity_id)
        changed[known.kind, known.entity_id] = known.item
    return tuple(changed.values())


def _carry(
    writer: apsw.Connection, operation: Operation, judged: Judged, *, is_silent: bool
) -> None:
    known = item_rows.load_known(writer, operation.kind, operation.entity_id)
    match judged.verdict:
        case Verdict.ACCEPTED:
            outbox_rows.keep(writer, operation)
        case Verdict.CONFLICT:
            outbox_rows.drop(writer, operation.id)
        case Verdict.REFUSED if is_silent:
            # by a city from before there were views, which keeps the refusal in its audit log
            outbox_rows.drop(writer, operation.id)
        case Verdict.REFUSED:
            outbox_rows.refuse(writer, operation, judged.reason)
    pending = outbox_rows.load_pending(writer, known.kind, known.entity_id)
    save_merged(writer, known, merge_verdict(known.record, judged, pending))


def save_merged(writer: apsw.Connection, known: item_rows.ItemRow, merged: Merged) -> None:
    """Write what a merge decided. Inside a transaction of the writer."""
    key = (known.kind, known.entity_id)
    item_rows.save(writer, key, known.session_id, merged.record)
    match merged.waiting:
        case Waiting.STAYS:
            pass
        case Waiting.ARRIVED:
            outbox_rows.keep_waiting(writer, *key)
        case Waiting.DROPPED:
            outbox_rows.drop_waiting(writer, *key)


def _counts(reader: apsw.Connection, silent: frozenset[str]) -> OutboxCounts:
    listed = (outbox_rows.listed(silent),)
    waiting = rows(
        reader,
        "SELECT count(*), coalesce(sum(length(CAST(body AS BLOB))), 0), min(made_at) FROM outbox "
        "WHERE state IN ('waiting', 'taken') "
        "AND kind NOT IN (SELECT value FROM json_each(?))",
        listed,
    )[0]
    views = rows(
        reader,
        "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'taken') "
        "AND kind IN (SELECT value FROM json_each(?))",
        listed,
    )[0]
    refused = rows(reader, "SELECT count(*) FROM outbox WHERE state = 'refused'")[0]
    oldest = waiting[2]
    return OutboxCounts(
        pending=waiting[0],
        pending_bytes=waiting[1],
        refused=refused[0],
        oldest_made_at=None if oldest is None else datetime.fromisoformat(oldest),
        views=views[0],
    )


def _refused(reader: apsw.Connection) -> tuple[RefusedOperation, ...]:
    found = rows(
        reader,
        "SELECT id, kind, entity_id, reason FROM outbox WHERE state = 'refused' ORDER BY seq",
    )
    return tuple(
        RefusedOperation(id=OperationId(each[0]), kind=each[1], entity_id=each[2], reason=each[3])
        for each in found
    )
