"""Everything a route may ask for; built once per application."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.account_sign_in import Accounts
from desktop.cityserver.access.enrol_attempts import EnrolAttempts
from desktop.cityserver.access.room_certificates import RoomCertificates
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.site_takes import SiteTakes
from desktop.cityserver.exchange.listeners import Listeners
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.guests.guests import Guests
from desktop.cityserver.http.limits import OperationBudget
from desktop.cityserver.http.metrics import Metrics
from desktop.cityserver.issuer.sign_in import IssuerSignIns
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.papers.blobs import Blobs
from desktop.cityserver.reception.gates import SessionGates
from desktop.cityserver.reception.near_plans import NearPlans
from desktop.cityserver.reception.scheduling import Scheduling
from desktop.cityserver.reception.waiting_tickets import WaitingTickets
from desktop.cityserver.recording.purging import RecordingPurges
from desktop.cityserver.recording.receipts import RecordingReceipts
from desktop.cityserver.recording.taking import RecordingParts
from desktop.cityserver.rooms.escrows import Escrows
from desktop.cityserver.rooms.line_probe import LineProbe
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import Bus
from desktop.domain.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of a running city server."""

    database: Database
    clock: Clock
    access: Access
    accounts: Accounts
    issuer_sign_ins: IssuerSignIns
    certificates: RoomCertificates
    operations: Operations
    operation_budget: OperationBudget
    changes: Changes
    listeners: Listeners
    papers: Papers
    blobs: Blobs
    bus: Bus
    hub: Hub
    site_takes: SiteTakes
    room_reports: RoomReports
    escrows: Escrows
    recording_parts: RecordingParts
    recording_receipts: RecordingReceipts
    recording_purges: RecordingPurges
    bursts: LineProbe
    relay_tickets: RelayTickets
    scheduling: Scheduling
    near_plans: NearPlans
    gates: SessionGates
    guests: Guests
    guest_attempts: EnrolAttempts
    waiting: WaitingTickets
    enrol_attempts: EnrolAttempts
    metrics: Metrics


def attach_services(app: FastAPI, services: Services) -> None:
    """Hand the parts to the routes."""
    app.state.services = services


def services_of(connection: HTTPConnection) -> Services:
    """The parts, for a route."""
    return services_in(connection.app)


def services_in(app: FastAPI) -> Services:
    """The parts of an application."""
    services = app.state.services
    if not isinstance(services, Services):
        raise TypeError("attach_services() comes first")
    return services
