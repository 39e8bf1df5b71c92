"""Whether the server is there, and which contract it speaks."""

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import TheServices
from desktop.cityserver.store.meta import read_epoch, read_safe_revision
from desktop.contract.access import Health, ServerInfo
from desktop.contract.version import CONTRACT_VERSION


def build_router() -> APIRouter:
    """GET /v1/server, GET /healthz."""
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
            )

    @router.get("/healthz")
    def tell_health(services: TheServices) -> Health:
        """The process answers and its database can be read."""
        with services.database.read() as session:
            return Health(epoch=read_epoch(session))

    return router
