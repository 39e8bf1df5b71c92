"""Where the same contract tests find a fake and the real thing.

A real implementation is plugged in by one more entry in its table: a context manager that takes
an empty folder and yields the bench, started; it stops everything afterwards. Tests wait for
events, so a service may answer on a thread of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from desktop.domain.access.account import AccountCredentials
from desktop.domain.casework.matter.case import PetitionType, Viewing
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceKind
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId, UserId
from desktop.domain.record.events import MinutesChanged
from desktop.domain.record.search import SearchHit
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.services.access import AccessService
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.services.desk import DeskMemory, SyncService
from desktop.presenters.services.media import MediaService
from desktop.presenters.services.papers import PapersService
from desktop.presenters.services.reception import ScheduleService
from desktop.presenters.services.record import MinutesService, SearchService, ViewsService
from desktop.store.store import open_store
from desktop.sync.access.access import Access
from desktop.sync.access.room_enrolment import Enrolment
from desktop.sync.records.denunciation_views import ViewBook
from desktop.sync.records.minutes import MinutesBook
from desktop.sync.records.search import SearchBook
from tests.fakes.fake_browser import come_back
from tests.fakes.fake_channel import FakeChannel
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_records import FakeMinutes, FakePapers
from tests.fakes.fake_search import FakeSearch
from tests.fakes.fake_services import (
    FakeAccess,
    FakeMedia,
    FakeMemory,
    FakeSchedule,
    FakeSync,
)
from tests.fakes.fake_views import FakeViews
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.kdf_cost import CHEAPEST_KDF_COST
from tests.samples.minutes import lines
from tests.samples.receptions import (
    ACCOUNT,
    COMMUNE,
    OFFICER,
    PIN,
    SESSION,
    a_case,
    a_paper,
    a_plan,
    an_officer,
    signed_in,
)

STORE_KEY = bytes(range(32))
RESERVE_BYTES = 256 * 1024
ISSUER_PAGE = "https://sso.example/authorize"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryBench:
    """A DeskMemory. `reopened` is what a new program over the same folder finds."""

    service: DeskMemory
    reopened: Callable[[], DeskMemory]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesBench:
    """A MinutesService of `own_site_id`, with no line yet."""

    service: MinutesService
    events: EventRecorder
    session_id: SessionId
    own_site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersBench:
    """A PapersService with no paper of its own; `foreign_id` is a paper of another site."""

    service: PapersService
    events: EventRecorder
    session_id: SessionId
    own_site_id: SiteId
    foreign_id: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessBench:
    """An AccessService with one officer at least, nobody signed in."""

    service: AccessService
    events: EventRecorder
    user_id: UserId
    pin: str
    account: AccountCredentials
    come_back: Callable[[str, str | None], None]
    """The browser comes back from a page; with a code of why not, or with a proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleBench:
    """A ScheduleService that knows `session_id`, its sites and its case."""

    service: ScheduleService
    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBench:
    """A SearchService that knows lines of minutes of SESSION; `say` adds one, durably."""

    service: SearchService
    events: EventRecorder
    say: Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsBench:
    """A ViewsService of a desk with an officer, at which SESSION holds a denunciation.

    kept: what of it was opened, as it will be told to the city.
    """

    service: ViewsService
    kept: Callable[[], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBench:
    """A ChannelService before a ready session at which its person may conduct."""

    service: ChannelService
    events: EventRecorder
    session_id: SessionId
    own_site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaBench:
    """A MediaService with at least one device of each kind, none open."""

    service: MediaService
    events: EventRecorder


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncBench:
    """A SyncService."""

    service: SyncService
    events: EventRecorder


# ---- memory ----------------------------------------------------------------------------------


@contextmanager
def fake_memory(_folder: Path) -> Iterator[MemoryBench]:
    memory = FakeMemory()
    yield MemoryBench(service=memory, reopened=lambda: memory)


@contextmanager
def stored_memory(folder: Path) -> Iterator[MemoryBench]:
    clock = SystemClock()
    stores = [open_store(folder, STORE_KEY, clock, reserve_bytes=RESERVE_BYTES)]

    def reopened() -> DeskMemory:
        stores[-1].close()
        stores.append(open_store(folder, STORE_KEY, clock, reserve_bytes=RESERVE_BYTES))
        return stores[-1].memory

    try:
        yield MemoryBench(service=stores[0].memory, reopened=reopened)
    finally:
        stores[-1].close()


# ---- minutes ---------------------------------------------------------------------------------


@contextmanager
def fake_minutes(_folder: Path) -> Iterator[MinutesBench]:
    events = EventRecorder()
    yield MinutesBench(
        service=FakeMinutes(emit=events),
        events=events,
        session_id=SESSION,
        own_site_id=COMMUNE,
    )


@contextmanager
def stored_minutes(folder: Path) -> Iterator[MinutesBench]:
    events = EventRecorder()
    clock = SystemClock()
    store = open_store(folder, STORE_KEY, clock, reserve_bytes=RESERVE_BYTES)
    book = MinutesBook(items=store.items, clock=clock, emit=events, own_site_id=COMMUNE)
    book.start()
    try:
        yield MinutesBench(
            service=BookWithoutPrinter(book),
            events=events,
            session_id=SESSION,
            own_site_id=COMMUNE,
        )
    finally:
        store.close()


class BookWithoutPrinter:
    """The minutes of the store; printing is another package's and joined in wiring."""

    def __init__(self, book: MinutesBook) -> None:
        self.lines = book.lines
        self.save_line = book.save_line
        self.settle_conflict = book.settle_conflict

    def export(self, session_id: SessionId, path: Path) -> None:
        """Not part of this bench."""
        raise NotImplementedError(session_id, path)


# ---- search ----------------------------------------------------------------------------------


@contextmanager
def fake_search(_folder: Path) -> Iterator[SearchBench]:
    events = EventRecorder()
    search = FakeSearch(emit=events)

    def say(line_id: str, text: str) -> None:
        search.keep(
            SearchHit(kind=EntityKind.MINUTE_LINE, entity_id=line_id, session_id=SESSION, text=text)
        )

    yield SearchBench(service=search, events=events, say=say)


@contextmanager
def stored_search(folder: Path) -> Iterator[SearchBench]:
    events = EventRecorder()
    store = open_store(folder, STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    minutes = MinutesBook(items=store.items, clock=SystemClock(), emit=events, own_site_id=COMMUNE)
    search = SearchBook(items=store.items, emit=events)
    search.start()
    minutes.start()  # after the search, which then knows first what is told of a line

    def say(line_id: str, text: str) -> None:
        line = replace(
            lines()[0],
            id=MinuteLineId(line_id),
            session_id=SESSION,
            owner_site_id=COMMUNE,
            speaker="",
            text=text,
        )
        before = len(events.of(MinutesChanged))
        minutes.save_line(line)
        events.wait_for(MinutesChanged, count=before + 1)

    try:
        yield SearchBench(service=search, events=events, say=say)
    finally:
        search.stop()
        store.close()


# ---- views -----------------------------------------------------------------------------------


@contextmanager
def fake_views(_folder: Path) -> Iterator[ViewsBench]:
    views = FakeViews()
    yield ViewsBench(service=views, kept=lambda: sorted(what for _, what in views.noted))


@contextmanager
def stored_views(folder: Path) -> Iterator[ViewsBench]:
    clock = SystemClock()
    store = open_store(folder, STORE_KEY, clock, reserve_bytes=RESERVE_BYTES)
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    book = ViewBook(
        items=store.items,
        clock=clock,
        seated=signed_in,
        session=a_plan,
        case=lambda _case_id: case,
    )

    def kept() -> list[str]:
        store.database.write(lambda _: None).result(PATIENCE_S)
        items = store.items.list(EntityKind.VIEW, SESSION)
        return sorted(Viewing(str(one.body["what"])) for one in items)

    try:
        yield ViewsBench(service=book, kept=kept)
    finally:
        store.close()


# ---- the others ------------------------------------------------------------------------------


@contextmanager
def fake_papers(_folder: Path) -> Iterator[PapersBench]:
    events = EventRecorder()
    papers = FakePapers(emit=events, clock=SystemClock())
    foreign = a_paper("foreign")
    papers.put_foreign(foreign)
    events.clear()
    yield PapersBench(
        service=papers,
        events=events,
        session_id=SESSION,
        own_site_id=COMMUNE,
        foreign_id=foreign.id,
    )


@contextmanager
def fake_access(_folder: Path) -> Iterator[AccessBench]:
    events = EventRecorder()
    access = FakeAccess(emit=events, officers=(an_officer(),))
    access.issuer_page = ISSUER_PAGE
    yield AccessBench(
        service=access,
        events=events,
        user_id=OFFICER,
        pin=PIN,
        account=ACCOUNT,
        come_back=lambda _address, code: access.come_back(code),
    )


def _come_back(address: str, code: str | None) -> None:
    query = parse_qs(urlsplit(address).query)
    brought = "code=proof" if code is None else "error=access_denied"
    come_back(query["redirect_uri"][0], f"{brought}&state={query['state'][0]}")


@contextmanager
def stored_access(folder: Path) -> Iterator[AccessBench]:
    events = EventRecorder()
    clock = SystemClock()
    city = FakeCity(clock=clock)
    city.add_person(OFFICER, PIN, COMMUNE)
    city.give_account(OFFICER, ACCOUNT.login_name, ACCOUNT.password, ACCOUNT.code)
    city.enrol_codes["CODE"] = COMMUNE
    city.issuer_page = ISSUER_PAGE
    city.issuer_codes = {"proof": OFFICER}
    store = open_store(folder, STORE_KEY, clock, reserve_bytes=RESERVE_BYTES)
    api = FakeCityApi(city)
    access = Access(
        api=api,
        memory=store.memory,
        clock=clock,
        emit=events,
        enrolment=Enrolment(
            site_id=COMMUNE, pin_secret=STORE_KEY, pin_cost=CHEAPEST_KDF_COST, enrol_code="CODE"
        ),
    )
    access.start()
    access.meet_city(api.server_info())
    access.update_room()
    events.clear()
    try:
        yield AccessBench(
            service=access,
            events=events,
            user_id=OFFICER,
            pin=PIN,
            account=ACCOUNT,
            come_back=_come_back,
        )
    finally:
        access.stop()
        store.close()


@contextmanager
def fake_schedule(_folder: Path) -> Iterator[ScheduleBench]:
    yield ScheduleBench(service=FakeSchedule(), session_id=a_plan().id)


@contextmanager
def fake_channel(_folder: Path) -> Iterator[ChannelBench]:
    events = EventRecorder()
    channel = FakeChannel(emit=events, clock=SystemClock())
    yield ChannelBench(service=channel, events=events, session_id=SESSION, own_site_id=COMMUNE)


@contextmanager
def fake_media(_folder: Path) -> Iterator[MediaBench]:
    events = EventRecorder()
    media = FakeMedia(emit=events)
    assert {device.kind for device in media.devices()} == set(DeviceKind)
    yield MediaBench(service=media, events=events)


@contextmanager
def fake_sync(_folder: Path) -> Iterator[SyncBench]:
    events = EventRecorder()
    yield SyncBench(service=FakeSync(emit=events), events=events)


MEMORY: dict[str, Callable[[Path], AbstractContextManager[MemoryBench]]] = {
    "fake": fake_memory,
    "store": stored_memory,
}
MINUTES: dict[str, Callable[[Path], AbstractContextManager[MinutesBench]]] = {
    "fake": fake_minutes,
    "store": stored_minutes,
}
PAPERS: dict[str, Callable[[Path], AbstractContextManager[PapersBench]]] = {"fake": fake_papers}
ACCESS: dict[str, Callable[[Path], AbstractContextManager[AccessBench]]] = {
    "fake": fake_access,
    "store": stored_access,
}
SCHEDULE: dict[str, Callable[[Path], AbstractContextManager[ScheduleBench]]] = {
    "fake": fake_schedule
}
SEARCH: dict[str, Callable[[Path], AbstractContextManager[SearchBench]]] = {
    "fake": fake_search,
    "store": stored_search,
}
VIEWS: dict[str, Callable[[Path], AbstractContextManager[ViewsBench]]] = {
    "fake": fake_views,
    "store": stored_views,
}
CHANNEL: dict[str, Callable[[Path], AbstractContextManager[ChannelBench]]] = {"fake": fake_channel}
MEDIA: dict[str, Callable[[Path], AbstractContextManager[MediaBench]]] = {"fake": fake_media}
SYNC: dict[str, Callable[[Path], AbstractContextManager[SyncBench]]] = {"fake": fake_sync}
