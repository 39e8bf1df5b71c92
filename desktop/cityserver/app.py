"""The application: every part built once, every route mounted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from desktop.cityserver.access import Access
from desktop.cityserver.account_keys import AccountKeys
from desktop.cityserver.accounts import Accounts
from desktop.cityserver.audit_keys import ensure_audit_keys
from desktop.cityserver.blobs import Blobs
from desktop.cityserver.bursts import Bursts
from desktop.cityserver.bus import Bus, EnrolFailed, LocalBus, News, Receiver
from desktop.cityserver.calling import call_sessions
from desktop.cityserver.changes import Changes
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.enrol_attempts import EnrolAttempts
from desktop.cityserver.escrows import Escrows
from desktop.cityserver.hub import Hub
from desktop.cityserver.issuer import Issuer
from desktop.cityserver.issuer_http import DirectIssuerHttp
from desktop.cityserver.issuer_plan import IssuerPlan
from desktop.cityserver.issuer_sign_ins import IssuerSignIns
from desktop.cityserver.limits import BodyLimits
from desktop.cityserver.live_store import LiveStore
from desktop.cityserver.metrics import Metrics
from desktop.cityserver.open_parts import sweep_daily
from desktop.cityserver.operations import Operations
from desktop.cityserver.papers import Papers
from desktop.cityserver.pins import Pins
from desktop.cityserver.problems import add_problem_handlers
from desktop.cityserver.relay_tickets import RelayTickets
from desktop.cityserver.request_log import RequestLog
from desktop.cityserver.room_ca import ensure_room_ca
from desktop.cityserver.room_certificates import RoomCertificates
from desktop.cityserver.room_reports import RoomReports
from desktop.cityserver.route_rules import check_complete
from desktop.cityserver.routes import (
    access,
    accounts,
    blobs,
    channel,
    exchange,
    issuer,
    line,
    rooms,
    server,
)
from desktop.cityserver.routes.dependencies import PROBLEMS, tell_version
from desktop.cityserver.services import Services, attach_services
from desktop.cityserver.store.audit import Action, note_command, read_head
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import ensure_epoch
from desktop.cityserver.version_check import VersionCheck
from desktop.contract.version import CONTRACT_VERSION
from desktop.domain.clock import Clock, SystemClock


def build_app(
    config: CityServerConfig, *, clock: Clock | None = None, database: Database | None = None
) -> FastAPI:
    """The city server as an ASGI application; its database is opened when it starts."""
    services = _build_services(config, clock or SystemClock(), database or Database(config.url))

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
    subjects = (server, access, accounts, issuer, rooms, line, exchange, blobs, channel)
    routers = [subject.build_router() for subject in subjects]
    check_complete(route for router in routers for route in router.routes)
    for router in routers:
        app.include_router(router)
    return app


def start_data(config: CityServerConfig, database: Database) -> str:
    """Open what the city keeps, making it where it is missing. Returns the epoch."""
    config.folder.mkdir(parents=True, exist_ok=True)
    config.blob_folder.mkdir(parents=True, exist_ok=True)
    keys = ensure_audit_keys(config.folder)
    AccountKeys(config.folder).ensure()
    database.open()
    database.seal_with(keys)
    with database.write() as session:
        if read_head(session).seq == 0:
            note_command(session, Action.BEGIN, ("", ""))
        return ensure_epoch(session)


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
        asyncio.create_task(call_sessions(services.database, services.clock)),
        asyncio.create_task(sweep_daily(services.blobs.open_parts, services.clock)),
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
    from desktop.cityserver.postgresql_bus import PostgresqlBus  # noqa: PLC0415 - psycopg is an extra

    return PostgresqlBus(config.url)


def _build_issuer(plan: IssuerPlan | None, clock: Clock) -> Issuer | None:
    if plan is None:
        return None
    return Issuer(plan=plan, clock=clock, http=DirectIssuerHttp(plan))


def _build_services(config: CityServerConfig, clock: Clock, database: Database) -> Services:
    tickets = RelayTickets(plan=config.relays, clock=clock)
    pins = Pins()
    bus = _build_bus(config)
    store = LiveStore(database=database, clock=clock, bus=bus)
    hub = Hub(store=store, clock=clock, tickets=tickets, bus=bus)
    certificates = RoomCertificates(
        database=database,
        clock=clock,
        source=config.certificate_source,
        ca=lambda: ensure_room_ca(config.folder, clock.now()),
        is_required=config.require_room_certificate,
    )
    return Services(
        database=database,
        clock=clock,
        access=Access(database=database, clock=clock, pins=pins, certificates=certificates),
        accounts=Accounts(
            database=database, clock=clock, pins=pins, keys=AccountKeys(config.folder)
        ),
        issuer_sign_ins=IssuerSignIns(
            database=database, clock=clock, issuer=_build_issuer(config.issuer, clock)
        ),
        certificates=certificates,
        operations=Operations(database=database, clock=clock),
        changes=Changes(database=database, clock=clock),
        papers=Papers(database=database, clock=clock),
        blobs=Blobs(config.blob_folder),
        bus=bus,
        hub=hub,
        room_reports=RoomReports(database=database, clock=clock),
        escrows=Escrows(database=database, clock=clock),
        bursts=Bursts(clock=clock),
        relay_tickets=tickets,
        enrol_attempts=EnrolAttempts(clock=clock),
        metrics=Metrics(database=database, url=config.url, clock=clock, count_live=hub.count),
    )
