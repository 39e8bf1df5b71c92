"""One room without windows: store, access, sync, minutes, against any CityApi."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.clock import Clock, SystemClock
from desktop.domain.enums import MinuteLineKind
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, new_id
from desktop.domain.minutes import MinuteLine
from desktop.store.store import Store, open_store
from desktop.sync.access import Access
from desktop.sync.city_api import CityApi
from desktop.sync.enrolment import Enrolment
from desktop.sync.loop import SyncLoop
from desktop.sync.minutes_book import MinutesBook
from desktop.sync.schedule import Schedule
from tests.fakes.event_recorder import EventRecorder

KEY = bytes(range(32))
PIN_SECRET = bytes(range(32, 64))
RESERVE_BYTES = 256 * 1024
WAIT_S = 10.0
SPOKEN_AT = datetime(2026, 11, 26, 2, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSync:
    """The parts of a running desk that sync makes."""

    site_id: SiteId
    store: Store
    access: Access
    loop: SyncLoop
    minutes: MinutesBook
    schedule: Schedule
    events: EventRecorder

    def line(self, text: str, *, session_id: str, line_id: str | None = None) -> MinuteLine:
        """A line of this room."""
        return MinuteLine(
            id=MinuteLineId(line_id or new_id()),
            session_id=SessionId(session_id),
            owner_site_id=self.site_id,
            at=SPOKEN_AT,
            speaker="Công dân",
            kind=MinuteLineKind.STATEMENT,
            text=text,
        )

    def texts(self, session_id: str) -> list[str]:
        return [line.text for line in self.minutes.lines(SessionId(session_id))]


@contextmanager
def desk_sync(
    folder: Path,
    api: CityApi,
    site_id: SiteId,
    *,
    enrol_code: str | None = None,
    clock: Clock | None = None,
    on_opened: Callable[[Store], None] = lambda _store: None,
) -> Iterator[DeskSync]:
    """A started room; stopped in order afterwards. on_opened: called before anything speaks."""
    used_clock = clock or SystemClock()
    events = EventRecorder()
    store = open_store(folder, KEY, used_clock, reserve_bytes=RESERVE_BYTES)
    on_opened(store)
    access = Access(
        api=api,
        memory=store.memory,
        clock=used_clock,
        emit=events,
        enrolment=Enrolment(site_id=site_id, pin_secret=PIN_SECRET, enrol_code=enrol_code),
    )
    desk = DeskSync(
        site_id=site_id,
        store=store,
        access=access,
        loop=SyncLoop(api=api, store=store, access=access, clock=used_clock, emit=events),
        minutes=MinutesBook(items=store.items, clock=used_clock, emit=events, own_site_id=site_id),
        schedule=Schedule(
            items=store.items, emit=events, own_site_id=site_id, own_name=access.site_name
        ),
        events=events,
    )
    desk.schedule.start()
    desk.minutes.start()
    access.start()
    desk.loop.start()
    try:
        yield desk
    finally:
        was_in_time = (desk.loop.stop(), access.stop(), store.close())
        api.close()
        assert was_in_time == (True, True, True)


def wait_until(is_so: Callable[[], bool], what: str = "", limit_s: float = WAIT_S) -> float:
    """Wait for a condition. Returns the seconds it took."""
    started_s = time.monotonic()
    while not is_so():
        assert time.monotonic() - started_s < limit_s, what or "it did not come"
        time.sleep(0.005)
    return time.monotonic() - started_s
