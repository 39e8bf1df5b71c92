"""Whether the server is there, which contract it speaks, and how it does."""

import ipaddress

from fastapi import APIRouter, Request, Response

from desktop.cityserver.http.metrics import CONTENT_TYPE
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.routes.dependencies import TheServices
from desktop.cityserver.store.meta import read_epoch, read_safe_revision
from desktop.contract.access import Health, ServerInfo
from desktop.contract.problem import ProblemCode
from desktop.contract.version import CONTRACT_VERSION

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""A proxy adds one of these."""


def build_router() -> APIRouter:
    """GET /v1/server, GET /healthz, GET /metrics."""
    router = APIRouter(tags=["server"])

    @router.get("/v1/server")
    def tell_server(services: TheServices) -> ServerInfo:
        """Version, time and epoch; needs no token."""
        with services.database.read() as session:
            return ServerInfo(
                contract_version=CONTRACT_VERSION,
                server_time=services.clock.now(),
                epoch=read_epoch(session),
                safe_revision=read_safe_revision(session),
                room_authority=services.certificates.authority_id,
                has_issuer=services.issuer_sign_ins.is_offered,
                issuer_title=services.issuer_sign_ins.title,
            )

    @router.get("/healthz")
    def tell_health(services: TheServices) -> Health:
        """The process answers, its database can be read, other workers of the city are heard."""
        services.hub.check_joined()
        with services.database.read() as session:
            return Health(epoch=read_epoch(session))

    @router.get("/metrics", include_in_schema=False)
    def tell_figures(request: Request, services: TheServices) -> Response:
        """For Prometheus on this machine alone; to everybody else there is no such page."""
        if not _is_of_this_machine(request):
            raise Rejected(ProblemCode.NOT_FOUND)
        return Response(services.metrics.print(), media_type=CONTENT_TYPE)

    return router


def _is_of_this_machine(request: Request) -> bool:
    """A second fence: the first is that nginx does not pass the page on."""
    host = "" if request.client is None else request.client.host
    try:
        is_near = ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return is_near and not any(name in request.headers for name in _PASSED_ON)
