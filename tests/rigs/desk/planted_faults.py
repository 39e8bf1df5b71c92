"""Rules of sync broken on purpose, one at a time: what the machine of histories must find.

Each is this file's own wrong copy of a rule, put round a store or a city in place of the right
one; the product has no such switch.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from enum import StrEnum, auto
from typing import Any

import apsw
import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session
from typing_extensions import override

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.push import Operations, Pushed
from desktop.cityserver.store.database.bulk import Waiting
from desktop.cityserver.store.records.answers import AnswerBook
from desktop.cityserver.store.tables.records import LosingRow, OperationRow
from desktop.contract.operations import OperationIn
from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import Operation
from desktop.store.database.connection import rows
from desktop.store.records.items import Items, StoredItem
from desktop.store.records.outbox import Outbox
from desktop.store.records.pulled_changes import Pulled, PulledChange
from desktop.store.records.transfers import Transfer
from desktop.store.rows import outbox_rows
from desktop.store.store import Store
from tests.patience import PATIENCE_S


class Fault(StrEnum):
    """A rule that is broken, and how."""

    FORGOTTEN_WHEN_SWALLOWED = auto()
    CURSOR_BEFORE_ITEMS = auto()
    DOUBLE_NOT_RECOGNISED = auto()
    RETIREMENT_IGNORED = auto()
    BASE_IGNORED = auto()
    REFUSAL_BLOCKS_OTHERS = auto()
    NEWEST_FIRST = auto()
    ACKNOWLEDGED_BEFORE_COMMIT = auto()


def spoil_store(store: Store, fault: Fault | None) -> Store:
    """The store with a rule of the room broken; as it is for a fault of the city."""
    database, watchers = store.database, store.items._watchers
    match fault:
        case Fault.CURSOR_BEFORE_ITEMS:
            return replace(store, pulled=_HastyPulled(database=database, watchers=watchers))
        case Fault.RETIREMENT_IGNORED:
            return replace(store, pulled=_ForgivingPulled(database=database, watchers=watchers))
        case Fault.REFUSAL_BLOCKS_OTHERS:
            return replace(store, outbox=_StoppedOutbox(database=database, watchers=watchers))
        case Fault.NEWEST_FIRST:
            return replace(store, outbox=_TurnedOutbox(database=database, watchers=watchers))
        case Fault.ACKNOWLEDGED_BEFORE_COMMIT:
            return replace(store, items=_HastyItems(database=database, watchers=watchers))
        case _:
            return store


def spoil_city(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break a rule of the city until the end of the test; nothing for a fault of the room."""
    match fault:
        case Fault.DOUBLE_NOT_RECOGNISED:
            monkeypatch.setattr(AnswerBook, "find", lambda _book, _id: None)
            monkeypatch.setattr(Session, "add", _add_or_replace(Session.add))
            monkeypatch.setattr(Waiting, "write", _write_or_replace(Waiting.write))
        case Fault.BASE_IGNORED:
            monkeypatch.setattr(Operations, "push", _push_on_any_base(Operations.push))
        case _:
            pass


def forget_taken(store: Store) -> None:
    """FORGOTTEN_WHEN_SWALLOWED: what was sent counts as received, whoever answered."""

    def work(writer: apsw.Connection) -> None:
        writer.execute("DELETE FROM outbox WHERE state = 'taken'")

    store.database.write(work).result(PATIENCE_S)


class _HastyPulled(Pulled):
    """The cursor is written at once, the items with the next page."""

    _unwritten: tuple[Sequence[PulledChange], str] | None = None

    @override
    def apply(
        self, changes: Sequence[PulledChange], cursor: str, *, is_last: bool
    ) -> Future[tuple[StoredItem, ...]]:
        if self._unwritten is not None:
            super().apply(*self._unwritten, is_last=False)
        self._unwritten = (changes, cursor)
        return super().apply((), cursor, is_last=is_last)


class _ForgivingPulled(Pulled):
    """An entry that was retired elsewhere stays in use here."""

    @override
    def apply(
        self, changes: Sequence[PulledChange], cursor: str, *, is_last: bool
    ) -> Future[tuple[StoredItem, ...]]:
        kept = [one for one in changes if one.version.body.get("active", True)]
        return super().apply(kept, cursor, is_last=is_last)


class _StoppedOutbox(Outbox):
    """Nothing is sent as long as something was refused."""

    @override
    def take(
        self,
        max_operations: int,
        max_bytes: int,
        kinds: frozenset[str] | None = None,
        withheld: frozenset[str] = frozenset(),
    ) -> Future[tuple[Operation, ...]]:
        most = 0 if self.counts().refused else max_operations
        return super().take(most, max_bytes, kinds, withheld)


class _TurnedOutbox(Outbox):
    """The newest operation goes first, beside one of its record that is on its way."""

    @override
    def take(
        self,
        max_operations: int,
        max_bytes: int,
        kinds: frozenset[str] | None = None,
        withheld: frozenset[str] = frozenset(),
    ) -> Future[tuple[Operation, ...]]:
        return self._database.write(_take_newest_first)


def _take_newest_first(writer: apsw.Connection) -> tuple[Operation, ...]:
    found = rows(
        writer, "SELECT id FROM outbox WHERE state IN ('waiting', 'taken') ORDER BY seq DESC"
    )
    known = (outbox_rows.load(writer, one[0]) for one in found)
    batch = [one[0] for one in known if one is not None]
    for operation in batch:
        outbox_rows.take(writer, operation)
    return tuple(batch)


class _HastyItems(Items):
    """A write is acknowledged when it stands in memory, and committed with the next call."""

    _unwritten: tuple[Any, ...] = ()

    @override
    def record(
        self, operation: Operation, session_id: SessionId | None, *uploads: Transfer
    ) -> Future[StoredItem]:
        self.flush()
        self._unwritten = (operation, session_id, *uploads)
        acknowledged: Future[StoredItem] = Future()
        acknowledged.set_result(None)  # type: ignore[arg-type]
        return acknowledged

    @override
    def get(self, kind: str, entity_id: str) -> StoredItem | None:
        self.flush()
        return super().get(kind, entity_id)

    def flush(self) -> None:
        if self._unwritten:
            super().record(*self._unwritten).result(PATIENCE_S)
        self._unwritten = ()


def _add_or_replace(add: Any) -> Any:
    def work(session: Session, row: object) -> None:
        if isinstance(row, LosingRow):
            session.merge(row)
        else:
            add(session, row)

    return work


def _write_or_replace(write: Any) -> Any:
    names = [column.name for column in OperationRow.__table__.columns]

    def work(waiting: Waiting) -> None:
        if waiting._table is not OperationRow:
            write(waiting)
            return
        rows = [dict(zip(names, row, strict=True)) for row in waiting._rows.values()]
        waiting._rows.clear()
        if rows:
            waiting._session.execute(insert(OperationRow).prefix_with("OR REPLACE"), rows)

    return work


def _push_on_any_base(push: Any) -> Any:
    def work(operations: Operations, person: Person, sent: Sequence[OperationIn]) -> Pushed:
        changed = [one.model_copy(update={"base_revision": 2**62}) for one in sent]
        answer: Pushed = push(operations, person, changed)
        return answer

    return work
