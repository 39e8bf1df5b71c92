"""Papers of the next working day's sessions come at night, unasked and never beside a session."""

import threading
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.access.kinds import CASE_FIELD
from desktop.domain.clock import Clock
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.preload import NIGHT, is_ahead, may_fetch
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.calendar_day import CalendarDay
from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.working_days import WEEKDAYS_ALONE, WorkingDays
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import CALENDAR_DAY
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer
from desktop.store.store import Store
from desktop.sync.records.mapping import readable, record_of

MAX_PAPERS: Final = 2_000
MAX_BYTES: Final = 8 * 1024 * 1024 * 1024
"""Of all sessions of one night; what goes beyond it comes when a session is joined or asked for."""
LOOK_S: Final = 60.0
"""What is due depends on the hour too, so it is looked at again although nothing changed."""
_HELD: Final = timedelta(seconds=LOOK_S)
_KINDS: Final = frozenset({EntityKind.PAPER, EntityKind.CASE_PAPER, EntityKind.SESSION})

Attended = Callable[[], tuple[SessionPlan, ...]]
"""Sessions in which this site has a seat. Thread: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    """Ids of papers. ahead: of sessions that are to come. due: of those that may come now."""

    ahead: frozenset[str]
    due: frozenset[str]


class Preload:
    """Queues downloads and holds them back. Thread: sync, but for `fetch_now`.

    hours: as the city chose them; None: NIGHT. standing: the table of working days that comes with
    the program.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        attended: Attended,
        hours: UploadWindow | None = None,
        standing: WorkingDays = WEEKDAYS_ALONE,
    ) -> None:
        self._store = store
        self._clock = clock
        self._attended = attended
        self._hours = hours or NIGHT
        self._standing = standing
        self._lock = threading.Lock()
        self._asked: set[str] = set()
        self._plans = _Plans(ahead=frozenset(), due=frozenset())
        self._queued: set[str] = set()
        self._live: SessionId | None = None
        self._has_news = True
        self._look_at_s = 0.0

    def start(self) -> None:
        """Hear of sessions and papers as they are pulled."""
        self._store.items.watch(self._on_items)

    def fetch_now(self, document_id: DocumentId) -> None:
        """Somebody wants to see this one: it waits for no hour and no session. Thread: any."""
        with self._lock:
            self._asked.add(document_id)

    def look(self, live: SessionId | None, withheld: AbstractSet[str]) -> None:
        """Queue what may come now. withheld: sessions of which the person may not know."""
        now_s = self._clock.monotonic()
        if not self._has_news and live == self._live and now_s < self._look_at_s:
            return
        self._has_news, self._live, self._look_at_s = False, live, now_s + LOOK_S
        now = self._clock.now()
        plans = [one for one in self._attended() if one.id not in withheld]
        joined = [one for one in plans if one.id == live]
        others = [one for one in plans if one.id != live and is_ahead(one, now)]
        table = changed_table(self._standing, self._days())
        due = [one for one in others if may_fetch(one, now, self._hours, table)]
        of_joined = {item.entity_id for item in self._papers_of(joined)}
        ahead = {item.entity_id: item for item in self._papers_of(others)}
        wanted = {item.entity_id: item for item in self._papers_of(due)}
        self._plans = _Plans(
            ahead=frozenset(ahead.keys() - of_joined), due=frozenset(wanted.keys() - of_joined)
        )
        if live is None:
            self._queue(wanted.values())

    def held_until(self, transfer: Transfer) -> datetime | None:
        """When this download may move (aware UTC), None: now."""
        document_id = transfer.document_id
        with self._lock:
            is_asked = document_id in self._asked
        if is_asked or document_id not in self._plans.ahead:
            return None
        now = self._clock.now()
        if self._live is not None:
            return now + _HELD
        if document_id in self._plans.due:
            return None
        return self._hours.next_opening(now) or now + _HELD

    # ---- inside ----------------------------------------------------------------------------

    def _days(self) -> tuple[CalendarDay, ...]:
        items = self._store.items.list(EntityKind.CALENDAR_DAY)
        return readable(items, lambda item: record_of(CALENDAR_DAY, item))

    def _papers_of(self, plans: Iterable[SessionPlan]) -> Iterator[StoredItem]:
        """Those with bytes: of the sessions, and of the dossiers of their cases."""
        sessions = tuple(plans)
        cases = frozenset(case_id for plan in sessions for case_id in plan.case_ids)
        for plan in sessions:
            yield from _with_bytes(self._store.items.list(EntityKind.PAPER, plan.id))
        if cases:
            entries = _with_bytes(self._store.items.list(EntityKind.CASE_PAPER))
            yield from (item for item in entries if item.body.get(CASE_FIELD) in cases)

    def _queue(self, items: Iterable[StoredItem]) -> None:
        size_bytes = 0
        for number, item in enumerate(items, start=1):
            size_bytes += item.body["size_bytes"]
            if number > MAX_PAPERS or size_bytes > MAX_BYTES:
                return
            is_here = self._store.blobs.has(item.body["sha256"])
            if not is_here and item.entity_id not in self._queued:
                self._queued.add(item.entity_id)
                self._store.transfers.queue(_download(item))

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        self._has_news = self._has_news or any(item.kind in _KINDS for item in items)


def _with_bytes(items: Iterable[StoredItem]) -> Iterator[StoredItem]:
    return (
        item
        for item in items
        if isinstance(item.body.get("size_bytes"), int) and item.body.get("sha256")
    )


def _download(item: StoredItem) -> Transfer:
    return Transfer(
        document_id=DocumentId(item.entity_id),
        session_id=item.session_id or NO_SESSION,
        direction=Direction.DOWN,
        sha256=item.body["sha256"],
        size_bytes=item.body["size_bytes"],
    )
