"""Probe bursts between a room and the city, and relay tickets, for the room check."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.routes.dependencies import TheRoom, TheServices
from desktop.contract.line import BURST_TYPE, MAX_BURST_BYTES, LineRelays
from desktop.contract.problem import ProblemCode

_BURST = {BURST_TYPE: {"schema": {"type": "string", "format": "binary"}}}


def build_router() -> APIRouter:
    """/v1/line."""
    router = APIRouter(prefix="/v1/line", tags=["line"])

    @router.get(
        "",
        response_class=Response,
        responses={200: {"content": _BURST, "description": "So many bytes of noise"}},
    )
    def give_burst(
        size: Annotated[int, Query(ge=1, le=MAX_BURST_BYTES)],
        room: TheRoom,
        services: TheServices,
    ) -> Response:
        """Noise to the room."""
        noise = services.bursts.give(room.room_id, size)
        return Response(noise, media_type=BURST_TYPE)

    @router.get("/relays")
    def name_relays(room: TheRoom, services: TheServices) -> LineRelays:
        """The city's relays, with a ticket of this site."""
        return LineRelays(ice_servers=services.relay_tickets.servers_for(room.site_id))

    @router.post(
        "",
        status_code=204,
        response_class=Response,
        openapi_extra={"requestBody": {"required": True, "content": _BURST}},
    )
    async def take_burst(request: Request, room: TheRoom, services: TheServices) -> None:
        """Noise from the room; it is counted and forgotten."""
        size = len(await request.body())
        if size > MAX_BURST_BYTES:
            raise Rejected(ProblemCode.TOO_LARGE)
        services.bursts.take(room.room_id, size)

    return router
