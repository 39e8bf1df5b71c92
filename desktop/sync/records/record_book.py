"""Records of one kind as this PC has them: read once, then followed, and written here."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from desktop.domain.access.kinds import SESSION_FIELD
from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import Operation, RecordStorage
from desktop.mapping.operations import operation_of
from desktop.mapping.records import RecordKind
from desktop.store.codes import StorageCode
from desktop.store.records.items import Items, StoredItem
from desktop.store.records.transfers import Transfer
from desktop.sync.codes import ReportCode
from desktop.sync.records.mapping import read_item, record_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_PAGE: Final = 200
"""Records that are read at once in the background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Generic[T]):
    """A record as this PC has it.

    storage: where its newest text is known to be. is_at_city: the city has some text of it.
    other: the text of this PC that lost a clash, for a person to judge.
    """

    record: T
    storage: RecordStorage
    is_at_city: bool
    other: T | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureNotice:
    """Tells the screens what could not be kept: ActionFailed(action), with the id as `subject`."""

    emit: EventSink
    action: str
    subject: str

    def tell(self, entity_id: str, error: UserFacingError) -> None:
        """One record could not be kept. Thread: any."""
        data = {**error.data, self.subject: entity_id}
        self.emit(ActionFailed(action=self.action, code=error.code, data=data))

    def watch(self, entity_id: str, future: Future[StoredItem]) -> None:
        """Tell of it if it fails."""
        future.add_done_callback(partial(self._on_done, entity_id))

    def _on_done(self, entity_id: str, future: Future[StoredItem]) -> None:
        error = future.exception()
        if isinstance(error, UserFacingError):
            self.tell(entity_id, error)
        elif error is not None:
            self.tell(entity_id, UserFacingError(StorageCode.NOT_WRITTEN))


class RecordBook(Generic[T]):
    """What a service of one kind is made of. Thread: any.

    The kind's dataclass has, beyond what travels, at most id, revision and storage. on_change:
    takes the ids of records that changed. Thread of it: store-writer.
    """

    def __init__(
        self,
        *,
        kind: RecordKind[T],
        items: Items,
        clock: Clock,
        on_change: Callable[[frozenset[str]], None],
    ) -> None:
        self._kind = kind
        self._items = items
        self._clock = clock
        self._followers = [on_change]
        self._lock = threading.Lock()
        self._known: dict[str, Known[T]] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._items.watch(self._on_items)
        self._take(self._items.list(self._kind.kind))

    def start_by_page(self) -> Iterator[frozenset[str]]:
        """As `start`, for thousands of records: ids, page by page, of those that can be read.

        Thread: of the background, so that nobody waits for the disk. What changes meanwhile is told
        as ever, and is newer than what is read.
        """
        self._items.watch(self._on_items)
        last = ""
        while page := self._items.page(self._kind.kind, last, _PAGE):
            yield self._take(page)
            last = page[-1].entity_id

    def follow(self, on_change: Callable[[frozenset[str]], None]) -> None:
        """Tell of changes to one more. Call it before `start`."""
        self._followers.append(on_change)

    def known(self) -> tuple[Known[T], ...]:
        """Everything that can be read, in no order."""
        with self._lock:
            return tuple(self._known.values())

    def find(self, entity_id: str) -> Known[T] | None:
        """One record, None when it is not known."""
        with self._lock:
            return self._known.get(entity_id)

    def save(self, entity_id: str, record: T, *uploads: Transfer) -> Future[StoredItem]:
        """Keep a record and queue it for the city; after a clash this settles it.

        uploads: bytes that go with it.
        Raises ValueError when the wire does not allow it. The future: see `Items.record`.
        """
        operation = operation_of(self._kind, entity_id, record, made_at=self._clock.now())
        earlier = self.find(entity_id)
        if earlier is not None and earlier.other is not None:
            return self._items.settle(operation)
        return self._items.record(operation, self._session_of(operation), *uploads)

    def save_or_tell(
        self,
        entity_id: str,
        record: T,
        notice: FailureNotice,
        *uploads: Transfer,
        told_as: str = "",
    ) -> None:
        """As `save`; what cannot be kept, or does not fit the wire, is told.

        told_as: under this id instead of the record's own.
        """
        try:
            future = self.save(entity_id, record, *uploads)
        except ValueError:
            notice.tell(told_as or entity_id, UserFacingError(ReportCode.NOT_SPEAKABLE))
            return
        notice.watch(told_as or entity_id, future)

    # ---- inside ----------------------------------------------------------------------------

    def _session_of(self, operation: Operation) -> SessionId | None:
        is_of_session = self._kind.rule.is_of_session
        return SessionId(operation.body[SESSION_FIELD]) if is_of_session else None

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        found = self._read_all(item for item in items if item.kind == self._kind.kind)
        with self._lock:
            self._known.update(found)
        if found:
            for on_change in self._followers:
                on_change(frozenset(found))

    def _take(self, items: Iterable[StoredItem]) -> frozenset[str]:
        """What the store had when it was read: what came since is newer."""
        found = self._read_all(items)
        with self._lock:
            for key, known in found.items():
                self._known.setdefault(key, known)
        return frozenset(found)

    def _read_all(self, items: Iterable[StoredItem]) -> dict[str, Known[T]]:
        """Those that can be read."""
        found = {item.entity_id: read_item(item, self._read) for item in items}
        return {key: known for key, known in found.items() if known is not None}

    def _read(self, item: StoredItem) -> Known[T]:
        lost = item.other_body
        return Known(
            record=record_of(self._kind, item),
            storage=item.storage,
            is_at_city=item.revision > 0,
            other=None if lost is None else record_of(self._kind, replace(item, body=lost)),
        )
