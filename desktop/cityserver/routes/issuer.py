"""Sign-in of people by an account of the city's issuer (OpenID Connect)."""

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import TheRoom, TheServices
from desktop.contract.access import (
    IssuerBeginRequest,
    IssuerFinishRequest,
    IssuerPage,
    TokenGrant,
)


def build_router() -> APIRouter:
    """/v1/access/oidc."""
    router = APIRouter(prefix="/v1", tags=["access"])

    @router.post("/access/oidc/begin")
    def begin(request: IssuerBeginRequest, room: TheRoom, services: TheServices) -> IssuerPage:
        """A person at an enrolled room wants to sign in at the issuer."""
        return services.issuer_sign_ins.begin(room, request.port)

    @router.post("/access/oidc/finish")
    def finish(request: IssuerFinishRequest, room: TheRoom, services: TheServices) -> TokenGrant:
        """The browser came back to that room."""
        return services.issuer_sign_ins.finish(room, request)

    return router
