"""The application: every part built once, every route mounted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.account_sign_in import Accounts
from desktop.cityserver.access.enrol_attempts import EnrolAttempts
from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.cityserver.access.room_certificates import RoomCertificates
from desktop.cityserver.access.route_rights import check_complete
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.conduct.site_takes import SiteTakes
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.config.recording_retention import known_retention
from desktop.cityserver.exchange.listeners import Listeners
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.guests.guests import Guests
from desktop.cityserver.guests.stage_pages import StagePages
from desktop.cityserver.http.limits import BodyLimits, OperationBudget
from desktop.cityserver.http.metrics import Metrics
from desktop.cityserver.http.problems import add_problem_handlers
from desktop.cityserver.http.request_log import RequestLog
from desktop.cityserver.http.version_check import VersionCheck
from desktop.cityserver.issuer.http import DirectIssuerHttp
from desktop.cityserver.issuer.issuer import Issuer
from desktop.cityserver.issuer.sign_in import IssuerSignIns
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.papers.blobs import Blobs
from desktop.cityserver.papers.open_parts import sweep_daily
from desktop.cityserver.reception.due_sessions import call_sessions
from desktop.cityserver.reception.gates import SessionGates
from desktop.cityserver.reception.near_plans import NearPlans
from desktop.cityserver.reception.recount import begin_recount
from desktop.cityserver.reception.scheduling import Scheduling
from desktop.cityserver.reception.waiting_tickets import WaitingTickets, follow_visit
from desktop.cityserver.recording.place import recording_files
from desktop.cityserver.recording.purging import RecordingPurges
from desktop.cityserver.recording.receipts import RecordingReceipts
from desktop.cityserver.recording.taking import RecordingParts
from desktop.cityserver.rooms.escrows import Escrows
from desktop.cityserver.rooms.line_probe import LineProbe
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.routes import (
    access,
    accounts,
    blobs,
    calls,
    channel,
    exchange,
    guests,
    issuer,
    line,
    recordings,
    rooms,
    server,
    sessions,
)
from desktop.cityserver.routes.dependencies import PROBLEMS, tell_version
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.services import Services, attach_services
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.opening import start_data
from desktop.cityserver.workers.bus import Bus, EnrolFailed, LocalBus, News, Receiver
from desktop.contract.version import CONTRACT_VERSION
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST
from desktop.domain.clock import Clock, SystemClock
from desktop.mapping.records import RECORDS, Records, rules_of


def build_app(
    config: CityServerConfig,
    *,
    clock: Clock | None = None,
    database: Database | None = None,
    records: Records = RECORDS,
) -> FastAPI:
    """The city server as an ASGI application; its database is opened when it starts.

    records: the kinds that it takes and tells.
    """
    services = _build_services(
        config, clock or SystemClock(), database or Database(config.url), records
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        start_data(config, services.database)
        async with _connected(services):
            yield
        services.database.close()

    app = FastAPI(
        title="Reception-room city server",
        version=CONTRACT_VERSION,
        lifespan=lifespan,
        dependencies=[Depends(tell_version)],
        responses=PROBLEMS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    attach_services(app, services)
    add_problem_handlers(app)
    app.add_middleware(BodyLimits)
    app.add_middleware(VersionCheck)
    app.add_middleware(RequestLog, metrics=services.metrics, clock=services.clock)
    subjects = (
        server,
        access,
        accounts,
        issuer,
        rooms,
        line,
        exchange,
        blobs,
        recordings,
        sessions,
        calls,
        channel,
        guests,
    )
    routers = [subject.build_router() for subject in subjects]
    check_complete(route for router in routers for route in router.routes)
    for router in routers:
        app.include_router(router)
    return app


@asynccontextmanager
async def _connected(services: Services) -> AsyncIterator[None]:
    """Hear the other workers of the city, and watch whether they live, during the block."""
    hub = services.hub

    def on_news(news: News) -> None:
        if isinstance(news, EnrolFailed):
            services.enrol_attempts.count_failure(news.address)
        hub.take(news)

    await services.bus.start(Receiver(on_news=on_news, on_joined=hub.rejoin))
    tasks = [
        asyncio.create_task(hub.watch()),
        asyncio.create_task(services.metrics.follow_live()),
        asyncio.create_task(services.listeners.follow()),
        asyncio.create_task(call_sessions(services.database, services.clock)),
        asyncio.create_task(sweep_daily(services.blobs.open_parts, services.clock)),
        asyncio.create_task(sweep_daily(services.recording_parts, services.clock)),
        asyncio.create_task(sweep_daily(services.recording_purges, services.clock)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.bus.stop()


def _build_bus(config: CityServerConfig) -> Bus:
    if config.workers == 1:
        return LocalBus()
    from desktop.cityserver.workers.postgresql_bus import PostgresqlBus  # noqa: PLC0415 - psycopg is an extra

    return PostgresqlBus(config.url)


def _build_issuer(plan: IssuerPlan | None, clock: Clock) -> Issuer | None:
    if plan is None:
        return None
    return Issuer(plan=plan, clock=clock, http=DirectIssuerHttp(plan))


def _build_services(
    config: CityServerConfig, clock: Clock, database: Database, records: Records
) -> Services:
    tickets = RelayTickets(plan=config.relays, clock=clock)
    pins = Pins(cost=PRODUCT_KDF_COST)
    bus = _build_bus(config)
    store = LiveStore(database=database, clock=clock, bus=bus)
    certificates = RoomCertificates(
        database=database,
        clock=clock,
        source=config.certificate_source,
        ca=lambda: ensure_room_ca(config.folder, clock.now()),
        is_required=config.require_room_certificate,
    )
    access = Access(database=database, clock=clock, pins=pins, certificates=certificates)
    gates = SessionGates(database=database, clock=clock, access=access)
    hub = Hub(store=store, clock=clock, tickets=tickets, bus=bus, gates=gates)
    scheduling = Scheduling(database=database, clock=clock, is_practice=config.is_practice)
    files = recording_files(config)
    changes = Changes(database=database, clock=clock, kinds=rules_of(records))
    return Services(
        database=database,
        clock=clock,
        access=access,
        accounts=Accounts(
            database=database, clock=clock, pins=pins, keys=AccountKeys(config.folder)
        ),
        issuer_sign_ins=IssuerSignIns(
            database=database, clock=clock, issuer=_build_issuer(config.issuer, clock)
        ),
        certificates=certificates,
        operations=Operations(
            database=database,
            clock=clock,
            records=records,
            recount=begin_recount,
            follow_visit=follow_visit,
        ),
        operation_budget=OperationBudget(clock=clock),
        changes=changes,
        listeners=Listeners(database=database, changes=changes),
        papers=Papers(database=database, clock=clock),
        blobs=Blobs(config.blob_folder),
        bus=bus,
        hub=hub,
        site_takes=SiteTakes(store=store, hub=hub, access=access, clock=clock),
        room_reports=RoomReports(database=database, clock=clock),
        escrows=Escrows(database=database, clock=clock),
        recording_parts=RecordingParts(
            database=database,
            clock=clock,
            files=files,
            open_folder=config.open_recording_folder,
        ),
        recording_receipts=RecordingReceipts(
            database=database,
            clock=clock,
            files=files,
            authority=certificates.authorities,
            retention=partial(known_retention, config.retention_file),
        ),
        recording_purges=RecordingPurges(
            database=database,
            clock=clock,
            files=files,
            open_folder=config.open_recording_folder,
            retention=partial(known_retention, config.retention_file),
        ),
        bursts=LineProbe(clock=clock),
        relay_tickets=tickets,
        scheduling=scheduling,
        near_plans=NearPlans(scheduling=scheduling, access=access, clock=clock),
        gates=gates,
        guests=Guests(
            database=database,
            store=store,
            hub=hub,
            pages=StagePages(config.stage_folder),
            clock=clock,
        ),
        guest_attempts=EnrolAttempts(clock=clock),
        waiting=WaitingTickets(database=database, clock=clock),
        enrol_attempts=EnrolAttempts(clock=clock),
        metrics=Metrics(database=database, url=config.url, clock=clock, count_live=hub.count),
    )
