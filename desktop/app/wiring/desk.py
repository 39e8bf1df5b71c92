"""The desk: what it is made of, and in which order it runs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from desktop.app.printing.desk_printing import DeskPrinting
from desktop.app.printing.desk_signing import DeskSigning
from desktop.app.recording.copies import CopyMaker
from desktop.app.recording.playback import DeskRecordings
from desktop.app.recording.sealing import RecordingSealer
from desktop.app.recording.session_recording import SessionRecording
from desktop.app.recording.shelf import Shelf
from desktop.app.recording.stage_page import RecordedPage
from desktop.app.room.desk_voice import DeskVoice
from desktop.app.services.copy_keeper import CopyKeeper
from desktop.app.services.device_choice import ChosenDevices
from desktop.app.services.dossier import DeskDossier
from desktop.app.services.echo_choice import EchoChoice
from desktop.app.services.minutes import DeskMinutes
from desktop.app.services.register import DeskRegister
from desktop.app.services.room_check import RoomChecker
from desktop.app.services.session_archive import ArchiveSources, SessionArchives
from desktop.app.services.settings import ChosenSettings
from desktop.app.services.unit_reports import DeskReports
from desktop.app.wiring.city import CityParts, build_city
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.ground import Ground
from desktop.app.wiring.lifecycle import Lifecycle, Part
from desktop.app.wiring.plan import DeskPlan
from desktop.app.wiring.records import RecordParts, build_records
from desktop.app.wiring.session import SessionParts, build_session
from desktop.devices.voice import SystemVoice
from desktop.documents.papers import Papers
from desktop.documents.photos import Photos
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.recording.wanted import elsewhere_of
from desktop.media.desk.client import MediaClient
from desktop.presenters.services.services import Services
from desktop.session.channel import SessionChannel
from desktop.session.words.roll_call import RollCommands
from desktop.session.words.signing import SigningCommands
from desktop.store.records.key_values import Memory
from desktop.store.store import Store, open_store
from desktop.sync.access.access import Access
from desktop.sync.recording.listening import ListeningBook
from desktop.sync.records.agencies import AgencyBook
from desktop.sync.records.amendments import AmendmentBook
from desktop.sync.records.calendar import CalendarBook
from desktop.sync.records.cases import CaseBook
from desktop.sync.records.conclusions import ConclusionBook
from desktop.sync.records.denunciation_views import ViewBook
from desktop.sync.records.incidents import IncidentBook
from desktop.sync.records.intakes import IntakeBook
from desktop.sync.records.requests import RequestBook
from desktop.sync.records.schedule import Schedule
from desktop.sync.records.search import SearchBook
from desktop.sync.traffic.loop import SyncLoop
from desktop.sync.traffic.planning import SessionPlanner
from desktop.sync.traffic.rings import RingBook

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
    voice: DeskVoice
    reports: DeskReports
    agencies: AgencyBook
    calendar: CalendarBook
    planning: SessionPlanner
    requests: RequestBook
    dossier: DeskDossier
    intakes: IntakeBook
    register: DeskRegister
    conclusions: ConclusionBook
    cases: CaseBook
    search: SearchBook
    settings: ChosenSettings
    views: ViewBook
    incidents: IncidentBook
    amendments: AmendmentBook
    archives: SessionArchives
    papers: Papers
    printing: DeskPrinting
    digital_signing: DeskSigning
    photos: Photos
    channel: SessionChannel
    roll: RollCommands
    signing: SigningCommands
    rings: RingBook
    media: MediaClient
    devices: ChosenDevices
    echo: EchoChoice
    sync: SyncLoop
    room_checker: RoomChecker
    recording: SessionRecording
    recording_sealer: RecordingSealer
    recordings: DeskRecordings
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
            voice=self.voice,
            papers=self.papers,
            printing=self.printing,
            digital_signing=self.digital_signing,
            photos=self.photos,
            channel=self.channel,
            roll=self.roll,
            signing=self.signing,
            rings=self.rings,
            media=self.media,
            devices=self.devices,
            echo=self.echo,
            room_check=self.room_checker,
            reports=self.reports,
            agencies=self.agencies,
            calendar=self.calendar,
            planning=self.planning,
            requests=self.requests,
            dossier=self.dossier,
            intakes=self.intakes,
            register=self.register,
            conclusions=self.conclusions,
            cases=self.cases,
            search=self.search,
            settings=self.settings,
            views=self.views,
            incidents=self.incidents,
            amendments=self.amendments,
            archives=self.archives,
            recordings=self.recordings,
            sync=self.sync,
            memory=self.memory,
        )

    def start(self) -> None:
        """Start every part; nothing here waits for a network."""
        self.lifecycle.start()

    def stop(self) -> tuple[str, ...]:
        """Stop in order; returns the names of parts that were late."""
        return self.lifecycle.stop()


def build_desk(plan: DeskPlan, clock: Clock, router: EventRouter | None = None) -> Desk:
    """Open the store and build the desk around it. router: a rehearsal brings its own.

    Raises StorageError as open_store does; then nothing runs and nothing is held.
    """
    router = router or EventRouter()
    ground = Ground(plan=plan, clock=clock, store=_open_store(plan, clock), router=router)
    city = build_city(ground)
    session = build_session(ground, city)
    records = build_records(ground, city, session)
    elsewhere = partial(elsewhere_of, session.devices.ranked)
    recording = SessionRecording(
        own_site_id=plan.own_site_id,
        folders=plan.recordings_folders,
        memory=ground.store.memory,
        media=session.media.recording,
        site_name=partial(_site_name, records.schedule),
        elsewhere=elsewhere,
    )
    router.add(recording.on_event)
    sealer = RecordingSealer(
        folders=plan.recordings_folders,
        signer=city.identity,
        key=recording.kept_key,
        emit=router.emit,
    )
    router.add(sealer.on_event)
    recordings = DeskRecordings(
        folders=plan.recordings_folders,
        shelf=Shelf(
            folders=plan.recordings_folders,
            has_key=lambda session_id: recording.kept_key(session_id) is not None,
            receipt=city.receipts.recall,
            purge_days=plan.recording_purge_days,
        ),
        copies=CopyMaker(
            folders=plan.recordings_folders,
            site_id=plan.own_site_id,
            key=recording.kept_key,
            signer=city.identity,
            city_now=partial(_city_now, clock, city.sync),
        ),
        clock=clock,
        key=recording.kept_key,
        seated=city.access.signed_in,
        book=ListeningBook(items=ground.store.items),
        media=session.media.recording,
        emit=router.emit,
    )
    router.add(recordings.on_event)
    voice = DeskVoice(
        voices=[SystemVoice(one, clock=clock) for one in plan.voices],
        speech=session.media.speech,
        emit=router.emit,
    )
    page = RecordedPage(
        media=session.media.recording,
        papers=records.papers.papers,
        draw=records.papers.request_preview,
        elsewhere=elsewhere,
    )
    router.add(page.on_event, is_last=True)
    router.add(records.stage_pages.on_event, is_last=True)
    return Desk(
        plan=plan,
        router=ground.router,
        store=ground.store,
        access=city.access,
        schedule=records.schedule,
        minutes=records.minutes,
        voice=voice,
        reports=records.reports,
        agencies=records.agencies,
        calendar=records.calendar,
        planning=records.planning,
        requests=records.requests,
        dossier=records.dossier,
        intakes=records.intakes,
        register=records.register,
        conclusions=records.conclusions,
        cases=records.cases,
        search=records.search,
        settings=ChosenSettings(
            loaded=plan.loaded, user_file=plan.user_file, exporter=records.exporter
        ),
        views=records.views,
        incidents=records.incidents,
        amendments=records.amendments,
        archives=SessionArchives(
            sources=_archive_sources(plan, ground.store, records),
            signer=city.identity,
            own_site_id=plan.own_site_id,
            city_now=partial(_city_now, clock, city.sync),
            exporter=records.exporter,
        ),
        papers=records.papers,
        printing=records.printing,
        digital_signing=records.digital_signing,
        photos=records.photos,
        channel=session.channel,
        roll=session.channel.roll,
        signing=session.channel.signing,
        rings=records.rings,
        media=session.media,
        devices=session.devices,
        echo=session.echo,
        sync=city.sync,
        room_checker=session.room_checker,
        recording=recording,
        recording_sealer=sealer,
        recordings=recordings,
        lifecycle=_lifecycle(ground, city, session, records, (sealer, recordings), voice),
    )


def _archive_sources(plan: DeskPlan, store: Store, records: RecordParts) -> ArchiveSources:
    return ArchiveSources(
        minutes=records.minutes,
        register=records.register,
        papers=records.papers.papers,
        visits=records.intakes.of_session,
        has=store.blobs.has,
        open=store.blobs.open,
        fetch=records.fetcher.fetch,
        recordings=plan.recordings_folders,
    )


def _city_now(clock: Clock, sync: SyncLoop) -> datetime:
    return clock.now() + timedelta(seconds=sync.status().clock_offset_s)


def _site_name(schedule: Schedule, site_id: SiteId) -> str:
    site = schedule.site(site_id)
    return site_id if site is None else site.name


def _lifecycle(
    ground: Ground,
    city: CityParts,
    session: SessionParts,
    records: RecordParts,
    recorded: tuple[RecordingSealer, DeskRecordings],
    voice: DeskVoice,
) -> Lifecycle:
    """In the order of the start; they stop in the opposite one."""
    sealer, recordings = recorded
    store, access, sync = ground.store, city.access, city.sync
    return Lifecycle(
        (
            Part(name="store", start=_nothing, stop=_ignoring(store.close)),
            *_copy_parts(store),
            Part(name="city", start=_nothing, stop=city.api.close),
            Part(name="last-call", start=_nothing, stop=session.last_call.finish),
            Part(name="schedule", start=records.schedule.start, stop=_nothing),
            Part(name="export", start=records.exporter.start, stop=records.exporter.stop),
            Part(name="minutes", start=records.minutes.start, stop=_nothing),
            Part(name="agencies", start=records.agencies.start, stop=_nothing),
            Part(name="calendar", start=records.calendar.start, stop=_nothing),
            Part(name="requests", start=records.requests.start, stop=_nothing),
            Part(name="dossier", start=records.dossier.start, stop=_nothing),
            Part(name="intakes", start=records.intakes.start, stop=records.intakes.stop),
            Part(name="cases", start=records.cases.start, stop=_nothing),
            Part(name="incidents", start=records.incidents.start, stop=_nothing),
            Part(name="conclusions", start=records.conclusions.start, stop=_nothing),
            Part(name="amendments", start=records.amendments.start, stop=_nothing),
            Part(name="search", start=records.search.start, stop=records.search.stop),
            Part(name="reports", start=records.reports.start, stop=_nothing),
            Part(name="fetcher", start=records.fetcher.start, stop=_nothing),
            Part(name="access", start=access.start, stop=_ignoring(access.stop)),
            Part(name="sync", start=sync.start, stop=_ignoring(sync.stop)),
            Part(
                name="planning",
                start=records.planning.start,
                stop=_ignoring(records.planning.stop),
            ),
            Part(name="rings", start=records.rings.start, stop=_ignoring(records.rings.stop)),
            Part(
                name="stage-pages",
                start=records.stage_pages.start,
                stop=_ignoring(records.stage_pages.stop),
            ),
            Part(name="recording-seal", start=sealer.start, stop=_ignoring(sealer.stop)),
            Part(name="recordings", start=recordings.start, stop=_ignoring(recordings.stop_thread)),
            Part(name="papers", start=records.papers.start, stop=records.papers.stop),
            Part(name="print", start=records.printing.start, stop=records.printing.stop),
            Part(
                name="signature",
                start=records.digital_signing.start,
                stop=records.digital_signing.stop,
            ),
            Part(name="photos", start=records.photos.start, stop=records.photos.stop),
            Part(name="devices", start=session.devices.start, stop=_nothing),
            Part(name="media", start=session.media.start, stop=session.media.stop),
            Part(name="voice", start=voice.start, stop=_ignoring(voice.stop_thread)),
            Part(name="room-check", start=_nothing, stop=session.room_checker.stop),
            Part(name="channel", start=session.channel.start, stop=session.channel.stop),
        )
    )


def _copy_parts(store: Store) -> tuple[Part, ...]:
    if store.copies is None:
        return ()
    keeper = CopyKeeper(store.copies)
    return (Part(name="copies", start=keeper.start, stop=keeper.stop),)


def _open_store(plan: DeskPlan, clock: Clock) -> Store:
    store = open_store(plan.room_folder, plan.room_key, clock, copies_folder=plan.copies_folder)
    store.database.lengthen_log()
    return store


def _ignoring(stop: Callable[[], bool]) -> Callable[[], None]:
    def stop_and_log() -> None:
        if not stop():
            logger.error("a part of the desk was late to stop")

    return stop_and_log


def _nothing() -> None:
    """Nothing to start, or nothing to stop."""
