"""One room without windows: store, access, sync, minutes, against any CityApi."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.access.kinds import KINDS, Kinds
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, new_id
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.store.store import Store, open_store
from desktop.sync.access.access import Access
from desktop.sync.access.room_enrolment import Enrolment
from desktop.sync.http.city_api import CityApi
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.records.minutes import MinutesBook
from desktop.sync.records.schedule import Schedule
from desktop.sync.traffic.loop import SyncLoop
from desktop.sync.traffic.preload import Preload
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.kdf_cost import CHEAPEST_KDF_COST

KEY = bytes(range(32))
PIN_SECRET = bytes(range(32, 64))
RESERVE_BYTES = 256 * 1024
SPOKEN_AT = datetime(2026, 11, 26, 2, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSync:
    """The parts of a running desk that sync makes."""

    site_id: SiteId
    store: Store
    access: Access
    loop: SyncLoop
    preload: Preload
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
def desk_sync(  # noqa: PLR0913 - a room has so many parts that a test may choose
    folder: Path,
    api: CityApi,
    site_id: SiteId,
    *,
    enrol_code: str | None = None,
    clock: Clock | None = None,
    on_opened: Callable[[Store], None] = lambda _store: None,
    kinds: Kinds = KINDS,
    hours: UploadWindow | None = None,
) -> Iterator[DeskSync]:
    """A started room; stopped in order afterwards. on_opened: called before anything speaks.

    kinds: the rules of what it writes and sends. hours: when it fetches papers of sessions ahead.
    """
    used_clock = clock or SystemClock()
    events = EventRecorder()
    store = open_store(folder, KEY, used_clock, reserve_bytes=RESERVE_BYTES, kinds=kinds)
    on_opened(store)
    access = Access(
        api=api,
        memory=store.memory,
        clock=used_clock,
        emit=events,
        enrolment=Enrolment(
            site_id=site_id,
            pin_secret=PIN_SECRET,
            pin_cost=CHEAPEST_KDF_COST,
            enrol_code=enrol_code,
        ),
    )
    schedule = Schedule(
        items=store.items, emit=events, own_site_id=site_id, own_name=access.site_name
    )
    recordings = RecordingUploads(
        api=api.recordings,
        roots=(folder / "recordings",),
        receipts=Receipts(memory=store.memory),
        hours=RecordingHours(hours=None, memory=store.memory, clock=used_clock),
        clock=used_clock,
        room_token=access.room_token,
        is_over=lambda _session_id: False,
        has_key=lambda _session_id: True,
        purge=RecordingPurge(
            api=api.recordings,
            receipts=Receipts(memory=store.memory),
            memory=store.memory,
            clock=used_clock,
            after_days=None,
        ),
    )
    preload = Preload(store=store, clock=used_clock, attended=schedule.sessions, hours=hours)
    desk = DeskSync(
        site_id=site_id,
        store=store,
        access=access,
        loop=SyncLoop(
            api=api,
            store=store,
            access=access,
            clock=used_clock,
            emit=events,
            kept_from=schedule.kept_from,
            preload=preload,
            recordings=recordings,
        ),
        preload=preload,
        minutes=MinutesBook(items=store.items, clock=used_clock, emit=events, own_site_id=site_id),
        schedule=schedule,
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


def wait_until(is_so: Callable[[], bool], what: str = "", limit_s: float = PATIENCE_S) -> float:
    """Wait for a condition. Returns the seconds it took."""
    started_s = time.monotonic()
    while not is_so():
        assert time.monotonic() - started_s < limit_s, what or "it did not come"
        time.sleep(0.005)
    return time.monotonic() - started_s
