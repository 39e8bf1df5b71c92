"""The minutes as this PC has them: lines from memory, every change kept and queued at once."""

import threading
from concurrent.futures import Future
from functools import partial

from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.record.events import MinutesChanged
from desktop.domain.record.minutes import (
    MAX_LINE_CHARACTERS,
    LineVersion,
    MinuteLine,
    in_order,
    with_version,
)
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.mapping.operations import operation_of
from desktop.mapping.records import MINUTE_LINE
from desktop.store.codes import StorageCode
from desktop.store.records.items import Items, StoredItem
from desktop.sync.codes import LineCode
from desktop.sync.records.mapping import line_of, readable

_SAVE = "save_line"
_SETTLE = "settle_conflict"


class MinutesBook:
    """MinutesService (presenters/services/record.py) without export. Thread: any.

    A line is written by its owner site only. While a line is in conflict, `save_line` keeps our
    side of it; `settle_conflict` ends the conflict.
    """

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink, own_site_id: SiteId) -> None:
        self._items = items
        self._clock = clock
        self._emit = emit
        self._own_site_id = own_site_id
        self._lock = threading.Lock()
        self._lines: dict[SessionId, dict[MinuteLineId, MinuteLine]] = {}
        self._ordered: dict[SessionId, tuple[MinuteLine, ...]] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._items.watch(self._on_items)
        self._take(self._items.list(EntityKind.MINUTE_LINE))

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        """All lines of a session in reading order, as on the disk."""
        with self._lock:
            ordered = self._ordered.get(session_id)
            if ordered is None:
                ordered = in_order(self._lines.get(session_id, {}).values())
                self._ordered[session_id] = ordered
            return ordered

    def save_line(self, line: MinuteLine) -> None:
        """Keep this text. Outcomes: MinutesChanged, ActionFailed("save_line")."""
        if line.owner_site_id != self._own_site_id:
            self._fail(_SAVE, UserFacingError(LineCode.NOT_OWNER))
            return
        operation = self._operation(_SAVE, line)
        if operation is not None:
            self._follow(_SAVE, self._items.record(operation, line.session_id))

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        """A person chose. Outcomes: MinutesChanged, ActionFailed("settle_conflict")."""
        line = self._find(line_id)
        if line is None:
            self._fail(_SETTLE, UserFacingError(LineCode.UNKNOWN_LINE))
            return
        if line.owner_site_id != self._own_site_id:
            self._fail(_SETTLE, UserFacingError(LineCode.NOT_OWNER))
            return
        operation = self._operation(_SETTLE, with_version(line, version))
        if operation is not None:
            self._follow(_SETTLE, self._items.settle(operation))

    def _operation(self, action: str, line: MinuteLine) -> Operation | None:
        if len(line.text) > MAX_LINE_CHARACTERS:
            self._fail(action, UserFacingError(LineCode.TOO_LONG, {"limit": MAX_LINE_CHARACTERS}))
            return None
        now, revision = self._clock.now(), line.revision
        try:
            return operation_of(MINUTE_LINE, line.id, line, made_at=now, base_revision=revision)
        except ValueError:
            self._fail(action, UserFacingError(LineCode.NOT_SPEAKABLE))
            return None

    def _follow(self, action: str, future: Future[StoredItem]) -> None:
        future.add_done_callback(partial(self._on_written, action))

    def _on_written(self, action: str, future: Future[StoredItem]) -> None:
        error = future.exception()
        if error is None:
            return
        if not isinstance(error, UserFacingError):
            error = UserFacingError(StorageCode.NOT_WRITTEN)
        self._fail(action, error)

    def _fail(self, action: str, error: UserFacingError) -> None:
        self._emit(ActionFailed(action=action, code=error.code, data=error.data))

    def _find(self, line_id: MinuteLineId) -> MinuteLine | None:
        with self._lock:
            return next(
                (lines[line_id] for lines in self._lines.values() if line_id in lines), None
            )

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        changed = self._take(tuple(item for item in items if item.kind == EntityKind.MINUTE_LINE))
        for session_id, line_ids in changed.items():
            self._emit(MinutesChanged(session_id=session_id, line_ids=frozenset(line_ids)))

    def _take(self, items: tuple[StoredItem, ...]) -> dict[SessionId, set[MinuteLineId]]:
        changed: dict[SessionId, set[MinuteLineId]] = {}
        for line in readable(items, line_of):
            with self._lock:
                self._lines.setdefault(line.session_id, {})[line.id] = line
                self._ordered.pop(line.session_id, None)
            changed.setdefault(line.session_id, set()).add(line.id)
        return changed
