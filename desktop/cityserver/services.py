"""Everything a route may ask for; built once per application."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from desktop.cityserver.access import Access
from desktop.cityserver.accounts import Accounts
from desktop.cityserver.blobs import Blobs
from desktop.cityserver.bursts import Bursts
from desktop.cityserver.bus import Bus
from desktop.cityserver.changes import Changes
from desktop.cityserver.enrol_attempts import EnrolAttempts
from desktop.cityserver.escrows import Escrows
from desktop.cityserver.hub import Hub
from desktop.cityserver.issuer_sign_ins import IssuerSignIns
from desktop.cityserver.metrics import Metrics
from desktop.cityserver.operations import Operations
from desktop.cityserver.papers import Papers
from desktop.cityserver.relay_tickets import RelayTickets
from desktop.cityserver.room_certificates import RoomCertificates
from desktop.cityserver.room_reports import RoomReports
from desktop.cityserver.store.database import Database
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
    changes: Changes
    papers: Papers
    blobs: Blobs
    bus: Bus
    hub: Hub
    room_reports: RoomReports
    escrows: Escrows
    bursts: Bursts
    relay_tickets: RelayTickets
    enrol_attempts: EnrolAttempts
    metrics: Metrics


def attach_services(app: FastAPI, services: Services) -> None:
    """Hand the parts to the routes."""
    app.state.services = services


def services_of(connection: HTTPConnection) -> Services:
    """The parts, for a route."""
    services = connection.app.state.services
    if not isinstance(services, Services):
        raise TypeError("attach_services() comes first")
    return services
