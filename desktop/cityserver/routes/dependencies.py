"""What routes ask for: the parts of the server, the room, the person."""

import asyncio
from typing import Annotated

from fastapi import Depends, Header
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from desktop.cityserver.access.callers import Person, Room
from desktop.cityserver.access.route_rights import ROUTE_RULES, Caller, RouteRule
from desktop.cityserver.http.peer_certificate import certificate_of
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.services import Services, services_of
from desktop.contract.problem import Problem, ProblemCode
from desktop.contract.version import VERSION_HEADER

PROBLEMS: dict[int | str, dict[str, object]] = {
    "default": {"model": Problem, "description": "Problem details (RFC 9457)"}
}

_room_bearer = HTTPBearer(scheme_name="room token", auto_error=False)
_access_bearer = HTTPBearer(scheme_name="access token", auto_error=False)


def get_services(connection: HTTPConnection) -> Services:
    """The parts of the server."""
    return services_of(connection)


TheServices = Annotated[Services, Depends(get_services)]


async def get_room(
    connection: HTTPConnection,
    services: TheServices,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_room_bearer)],
) -> Room:
    """The PC that asks, at a route for rooms."""
    if _rule(connection).caller is not Caller.ROOM:
        raise Rejected(ProblemCode.FORBIDDEN)
    shown = certificate_of(connection, services.certificates.source)
    return await asyncio.to_thread(services.access.room_of, _token(bearer), shown)


async def get_room_token(
    connection: HTTPConnection,
    services: TheServices,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_room_bearer)],
) -> str:
    """The token of the PC that asks, which may show no certificate or one that does not fit."""
    if _rule(connection).caller is not Caller.ROOM:
        raise Rejected(ProblemCode.FORBIDDEN)
    token = _token(bearer)
    await asyncio.to_thread(services.certificates.check_token, token)
    return token


async def get_person(
    connection: HTTPConnection,
    services: TheServices,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_access_bearer)],
) -> Person:
    """The signed-in person that asks, at a route that lets the role in."""
    shown = certificate_of(connection, services.certificates.source)
    try:
        person = await asyncio.to_thread(services.access.person_of, _token(bearer), shown)
    except SignInRevoked as revoked:
        services.hub.end_sign_in(revoked.family_id)
        raise
    rule = _rule(connection)
    if not rule.lets(person.role):
        place = f"{connection.scope['method']} {connection.scope['route'].path}"
        await asyncio.to_thread(services.access.note_forbidden, person, place)
        raise Rejected(rule.refusal)
    return person


def tell_version(
    version: Annotated[str | None, Header(alias=VERSION_HEADER)] = None,
) -> str | None:
    """The header every request carries; checked before routing, named here for the schema."""
    return version


TheRoom = Annotated[Room, Depends(get_room)]
TheRoomToken = Annotated[str, Depends(get_room_token)]
ThePerson = Annotated[Person, Depends(get_person)]


def _rule(connection: HTTPConnection) -> RouteRule:
    return ROUTE_RULES[connection.scope["method"], connection.scope["route"].path]


def _token(bearer: HTTPAuthorizationCredentials | None) -> str:
    if bearer is None:
        raise Rejected(ProblemCode.NOT_SIGNED_IN)
    return bearer.credentials
