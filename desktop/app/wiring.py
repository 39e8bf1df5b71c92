"""Every constructor call of the desk: what it is made of, and in which order it runs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from desktop.app.call_glue import CallGlue
from desktop.app.chosen_devices import ChosenDevices
from desktop.app.chosen_settings import ChosenSettings
from desktop.app.copy_keeper import CopyKeeper
from desktop.app.desk_minutes import DeskMinutes
from desktop.app.desk_plan import DeskPlan
from desktop.app.desk_reports import DeskReports, Directories, ReportForms, SheetSources
from desktop.app.echo_choice import EchoChoice
from desktop.app.event_router import EventRouter
from desktop.app.exporter import Exporter
from desktop.app.last_call import LastCall
from desktop.app.lifecycle import Lifecycle, Part
from desktop.app.line_history import LineHistory
from desktop.app.paper_fetcher import PaperFetcher
from desktop.app.photo_files import PhotoFiles
from desktop.app.room_checker import CheckSources, RoomChecker
from desktop.app.session_courses import SessionCourses
from desktop.documents.paper_desk import PaperDesk
from desktop.documents.papers import Papers
from desktop.documents.photos import Photos
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.call import IceServer
from desktop.domain.clock import Clock
from desktop.domain.events import ChannelChanged, Event, LiveSessionChanged, SeatTaken
from desktop.domain.ids import new_id
from desktop.domain.readiness import LineFacts
from desktop.media.client import MediaClient
from desktop.presenters.services import Services
from desktop.session.channel import ChannelSettings, SessionChannel
from desktop.store.memory import Memory
from desktop.store.store import Store, open_store
from desktop.sync.access import Access
from desktop.sync.access_memory import AccessMemory
from desktop.sync.agency_book import AgencyBook
from desktop.sync.api import HttpCityApi
from desktop.sync.city_address import CityAddress
from desktop.sync.city_api import CityApi
from desktop.sync.enrolment import Enrolment
from desktop.sync.line_probe import LineProbe, relays_of
from desktop.sync.loop import SyncLoop
from desktop.sync.minutes_book import MinutesBook
from desktop.sync.room_identity import RoomIdentity
from desktop.sync.schedule import Schedule
from desktop.sync.search_book import SearchBook
from desktop.sync.unit_book import UnitBook
from desktop.sync.view_book import ViewBook

ENGINE_CHOICE_NAME = "media-engine.json"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk without windows. `start` once, `stop` once; events come from `router`."""

    plan: DeskPlan
    router: EventRouter
    store: Store
    access: Access
    schedule: Schedule
    minutes: DeskMinutes
    reports: DeskReports
    agencies: AgencyBook
    search: SearchBook
    settings: ChosenSettings
    views: ViewBook
    papers: Papers
    photos: Photos
    channel: SessionChannel
    media: MediaClient
    devices: ChosenDevices
    echo: EchoChoice
    sync: SyncLoop
    room_checker: RoomChecker
    lifecycle: Lifecycle

    @property
    def memory(self) -> Memory:
        """What survives a kill."""
        return self.store.memory

    def services(self) -> Services:
        """What presenters may ask."""
        return Services(
            access=self.access,
            schedule=self.schedule,
            minutes=self.minutes,
            papers=self.papers,
            photos=self.photos,
            channel=self.channel,
            media=self.media,
            devices=self.devices,
            echo=self.echo,
            room_check=self.room_checker,
            reports=self.reports,
            agencies=self.agencies,
            search=self.search,
            settings=self.settings,
            views=self.views,
            sync=self.sync,
            memory=self.memory,
        )

    def start(self) -> None:
        """Start every part; nothing here waits for a network."""
        self.lifecycle.start()

    def stop(self) -> tuple[str, ...]:
        """Stop in order; returns the names of parts that were late."""
        return self.lifecycle.stop()


def build_desk(plan: DeskPlan, clock: Clock) -> Desk:
    """Open the store and build the desk around it.

    Raises StorageError as open_store does; then nothing runs and nothing is held.
    """
    store = _open_store(plan, clock)
    router = EventRouter()
    address = CityAddress(base_url=plan.base_url, ca_file=plan.ca_file, proxy=plan.proxy)
    identity = RoomIdentity(memory=store.memory)
    api = HttpCityApi(address=address, clock=clock, certificate=identity)
    access = Access(
        api=api,
        memory=store.memory,
        clock=clock,
        emit=router.emit,
        enrolment=_enrolment(plan, store),
    )
    sync = SyncLoop(
        api=api, store=store, access=access, clock=clock, emit=router.emit, hours=plan.paper_hours
    )
    schedule = Schedule(
        items=store.items,
        emit=router.emit,
        own_site_id=plan.own_site_id,
        own_name=access.site_name,
    )
    fetcher = PaperFetcher(store=store, wake=sync.wake)
    paper_desk = PaperDesk(
        store=store,
        own_site_id=plan.own_site_id,
        clock=clock,
        emit=router.emit,
        wake_sync=sync.wake,
        worker=WorkerCommand(arguments=plan.preview_command),
    )
    papers = Papers(desk=paper_desk, fetch_blob=fetcher.fetch)
    photos = Photos(desk=paper_desk, fetch_photo=fetcher.fetch_photo)
    channel = SessionChannel(
        settings=ChannelSettings(
            base_url=plan.base_url,
            own_site_id=plan.own_site_id,
            program_id=new_id(),
            ca_file=plan.ca_file,
            proxy=plan.proxy,
            show_certificate=identity.show_in,
        ),
        access_token=_token_source(access),
        clock=clock,
        emit=router.emit,
        on_changes_available=sync.pull_soon,
    )
    exporter = Exporter(emit=router.emit)
    courses = SessionCourses(memory=store.memory, clock=clock)
    router.add(courses.on_event)
    minutes = DeskMinutes(
        book=MinutesBook(
            items=store.items, clock=clock, emit=router.emit, own_site_id=plan.own_site_id
        ),
        schedule=schedule,
        papers=papers,
        courses=courses,
        form=plan.forms_folder / "minutes-v1.json",
        clock=clock,
        exporter=exporter,
    )
    media = MediaClient(
        clock=clock,
        emit=router.emit,
        engine=plan.engine,
        command=plan.engine_command,
        choice_path=plan.room_folder / ENGINE_CHOICE_NAME,
    )
    devices = ChosenDevices(memory=store.memory, media=media, keeps_practice=plan.is_practice)
    router.add(devices.on_event)
    echo = EchoChoice(
        memory=store.memory,
        media=media,
        default=plan.engine.device_cancels_echo,
        is_locked=plan.is_echo_by_policy,
    )
    router.add(echo.on_event)
    line = LineHistory(memory=store.memory)
    router.add(line.on_event)  # before the glue: a call that ended counts for the next one
    glue = CallGlue(
        own_site_id=plan.own_site_id, media=media, channel=channel, start_rung=line.start_rung
    )
    router.add(glue.on_event)
    router.add(_LiveSessionWatch(sync).on_event)
    room_checker = RoomChecker(
        media=media,
        sources=CheckSources(
            folder=plan.room_folder,
            server_time=lambda: api.server_info().server_time,
            sync_status=sync.status,
            line=_line_source(access, LineProbe(api=api, clock=clock), media),
            relays=_relay_source(access, api),
            report=sync.report_room,
            document_camera=devices.has_document_camera,
        ),
        clock=clock,
        emit=router.emit,
        limits=plan.check_limits,
    )
    router.add(room_checker.on_event)
    agencies = AgencyBook(items=store.items, clock=clock, emit=router.emit)
    search = SearchBook(items=store.items, emit=router.emit)
    reports = DeskReports(
        book=UnitBook(
            items=store.items,
            transfers=store.transfers,
            clock=clock,
            emit=router.emit,
            own_site_id=plan.own_site_id,
            signer=_signer(access),
        ),
        sources=SheetSources(
            last_check=lambda: room_checker.last,
            read_photos=PhotoFiles(blobs=store.blobs, fetch=fetcher.fetch_photo).read,
        ),
        forms=ReportForms(
            sheet=plan.forms_folder / "readiness-v1.json",
            focal_points=plan.forms_folder / "focal-points-v1.json",
            difficulties=plan.forms_folder / "difficulties-v1.json",
            is_practice=plan.is_practice,
        ),
        directories=Directories(schedule=schedule, units=plan.units, agencies=agencies.agencies),
        clock=clock,
        exporter=exporter,
    )
    last_call = LastCall(folder=plan.log_folder, clock=clock)
    router.add(last_call.on_event)
    return Desk(
        plan=plan,
        router=router,
        store=store,
        access=access,
        schedule=schedule,
        minutes=minutes,
        reports=reports,
        agencies=agencies,
        search=search,
        settings=ChosenSettings(loaded=plan.loaded, user_file=plan.user_file, exporter=exporter),
        views=ViewBook(
            items=store.items,
            clock=clock,
            seated=access.signed_in,
            session=schedule.session,
            case=schedule.case,
        ),
        papers=papers,
        photos=photos,
        channel=channel,
        media=media,
        devices=devices,
        echo=echo,
        sync=sync,
        room_checker=room_checker,
        lifecycle=Lifecycle(
            (
                Part(name="store", start=_nothing, stop=_ignoring(store.close)),
                *_copy_parts(store),
                Part(name="city", start=_nothing, stop=api.close),
                Part(name="last-call", start=_nothing, stop=last_call.finish),
                Part(name="schedule", start=schedule.start, stop=_nothing),
                Part(name="export", start=exporter.start, stop=exporter.stop),
                Part(name="minutes", start=minutes.start, stop=_nothing),
                Part(name="agencies", start=agencies.start, stop=_nothing),
                Part(name="search", start=search.start, stop=search.stop),
                Part(name="reports", start=reports.start, stop=_nothing),
                Part(name="fetcher", start=fetcher.start, stop=_nothing),
                Part(name="access", start=access.start, stop=_ignoring(access.stop)),
                Part(name="sync", start=sync.start, stop=_ignoring(sync.stop)),
                Part(name="papers", start=papers.start, stop=papers.stop),
                Part(name="photos", start=photos.start, stop=photos.stop),
                Part(name="devices", start=devices.start, stop=_nothing),
                Part(name="media", start=media.start, stop=media.stop),
                Part(name="room-check", start=_nothing, stop=room_checker.stop),
                Part(name="channel", start=channel.start, stop=channel.stop),
            )
        ),
    )


def _copy_parts(store: Store) -> tuple[Part, ...]:
    if store.copies is None:
        return ()
    keeper = CopyKeeper(store.copies)
    return (Part(name="copies", start=keeper.start, stop=keeper.stop),)


class _LiveSessionWatch:
    """Tells sync which session is joined, so that its papers come and its call is spared."""

    def __init__(self, sync: SyncLoop) -> None:
        self._sync = sync
        self._session: str | None = None

    def on_event(self, event: Event) -> None:
        match event:
            case LiveSessionChanged(live=live) if live.session_id != self._session:
                self._session = live.session_id
                self._sync.set_live(live.session_id)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self._session = None
                self._sync.set_live(None)
            case _:
                pass


def _open_store(plan: DeskPlan, clock: Clock) -> Store:
    store = open_store(plan.room_folder, plan.room_key, clock, copies_folder=plan.copies_folder)
    store.database.lengthen_log()
    return store


def _enrolment(plan: DeskPlan, store: Store) -> Enrolment:
    is_enrolled = AccessMemory(memory=store.memory).room_token() is not None
    return Enrolment(
        site_id=plan.own_site_id,
        pin_secret=plan.pin_secret,
        enrol_code=None if is_enrolled and plan.is_practice else plan.enrol_code(),
    )


def _token_source(access: Access) -> Callable[[str | None], str | None]:
    def current_token(refused_token: str | None) -> str | None:
        if refused_token is not None:
            access.reject_token(refused_token)
            access.refresh()
        return access.access_token()

    return current_token


def _signer(access: Access) -> Callable[[], str]:
    def name() -> str:
        signed_in = access.signed_in()
        return signed_in.officer.display_name if signed_in is not None else ""

    return name


def _line_source(
    access: Access, probe: LineProbe, media: MediaClient
) -> Callable[[], LineFacts | None]:
    """The line is left alone while a call needs it."""

    def measure() -> LineFacts | None:
        token = access.room_token()
        return None if token is None or media.is_in_call else probe.measure(token)

    return measure


def _relay_source(access: Access, api: CityApi) -> Callable[[], tuple[IceServer, ...]]:
    def named() -> tuple[IceServer, ...]:
        token = access.room_token()
        return () if token is None else relays_of(api.relays(token))

    return named


def _ignoring(stop: Callable[[], bool]) -> Callable[[], None]:
    def stop_and_log() -> None:
        if not stop():
            logger.error("a part of the desk was late to stop")

    return stop_and_log


def _nothing() -> None:
    """Nothing to start, or nothing to stop."""
