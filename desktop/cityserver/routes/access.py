"""Enrolment of rooms, sign-in of people."""

import asyncio
import contextlib

from fastapi import APIRouter, Request, Response

from desktop.cityserver.access.enrol_attempts import address_of
from desktop.cityserver.http.peer_certificate import certificate_of
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.routes.dependencies import (
    ThePerson,
    TheRoom,
    TheServices,
)
from desktop.cityserver.workers.bus import EnrolFailed
from desktop.contract.access import (
    EnrolAnswer,
    EnrolRequest,
    OfficerList,
    RefreshRequest,
    SignInRequest,
    TokenGrant,
)
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId, UserId


def build_router() -> APIRouter:
    """/v1/rooms and /v1/access."""
    router = APIRouter(prefix="/v1", tags=["access"])

    @router.post("/rooms/enrol")
    async def enrol(
        request: EnrolRequest, connection: Request, services: TheServices
    ) -> EnrolAnswer:
        """Spend a one-time code: this PC now belongs to the site."""
        address = address_of(connection, services.certificates.source)
        services.enrol_attempts.check(address)
        services.certificates.check_enrolment(request.request)
        try:
            token = await asyncio.to_thread(
                services.access.enrol, request.enrol_code, SiteId(request.site_id)
            )
        except Rejected:
            services.enrol_attempts.count_failure(address)
            with contextlib.suppress(ServerBusy):
                services.bus.publish(EnrolFailed(address=address))
            raise
        certificate = await asyncio.to_thread(
            services.certificates.certify_enrolled, token, request.request
        )
        return EnrolAnswer(site_id=request.site_id, room_token=token, certificate=certificate)

    @router.get("/rooms/officers")
    def list_officers(room: TheRoom, services: TheServices) -> OfficerList:
        """People who may sign in at this room."""
        return services.access.officers(room)

    @router.post("/access/sign-in")
    def sign_in(request: SignInRequest, room: TheRoom, services: TheServices) -> TokenGrant:
        """A person shows their PIN at an enrolled room."""
        return services.access.sign_in(room, UserId(request.user_id), request.pin)

    @router.post("/access/refresh")
    async def refresh(
        request: RefreshRequest, connection: Request, services: TheServices
    ) -> TokenGrant:
        """New tokens; the old refresh token must not be used again."""
        shown = certificate_of(connection, services.certificates.source)
        try:
            return await asyncio.to_thread(services.access.refresh, request.refresh_token, shown)
        except SignInRevoked as revoked:
            services.hub.end_sign_in(revoked.family_id)
            raise

    @router.post("/access/sign-out", status_code=204, response_class=Response)
    async def sign_out(person: ThePerson, services: TheServices) -> None:
        """Every token of this sign-in stops working, its channels end."""
        await asyncio.to_thread(services.access.sign_out, person)
        services.hub.end_sign_in(person.family_id)

    return router
