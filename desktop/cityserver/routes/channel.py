"""The live channel: one WebSocket per seat (desktop/contract/channel/messages.py)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, WebSocket
from pydantic import TypeAdapter, ValidationError
from starlette.websockets import WebSocketDisconnect

from desktop.cityserver.access.callers import Person
from desktop.cityserver.access.route_rights import GUEST_MESSAGES
from desktop.cityserver.conduct.connection import GOING_AWAY, NORMAL, Connection
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.http.limits import RateLimit
from desktop.cityserver.http.own_page import is_own_page
from desktop.cityserver.http.peer_certificate import certificate_of
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.services import Services, services_of
from desktop.contract.base import Identifier
from desktop.contract.channel.media import Signal
from desktop.contract.channel.messages import ROOM_MESSAGE, RoomMessage
from desktop.contract.channel.minutes import TypeLine
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.seat import CloseCode, Hello, Leave, Ping, Pong, Refused
from desktop.contract.channel.trial import ConfirmTrial, FetchTrialPage
from desktop.contract.guests import GUEST_COOKIE
from desktop.contract.problem import ProblemCode
from desktop.contract.version import (
    CHANNEL_SILENCE_S,
    CONTRACT_VERSION,
    MAX_CHANNEL_MESSAGE_BYTES,
    VERSION_HEADER,
)
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId

logger = logging.getLogger(__name__)

HELLO_S = 5.0
FLUSH_S = 1.0
CLOSE_S = 1.0
RECHECK_S = 10.0
_BEARER = "bearer "
Admit = Callable[[Services], Awaitable[Connection]]
"""Who sits at the other end; raises _Closing."""
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)


class _Closing(Exception):
    """The channel ends with this code."""

    def __init__(self, close_code: int) -> None:
        super().__init__(close_code)
        self.close_code = close_code


def build_router() -> APIRouter:
    """WS /v1/sessions/{session_id}/channel for rooms, WS /guest/channel for guests."""
    router = APIRouter()

    @router.websocket("/v1/sessions/{session_id}/channel")
    async def channel(socket: WebSocket, session_id: str) -> None:
        await _run(socket, lambda services: _connection(socket, services, session_id))

    @router.websocket("/guest/channel")
    async def guest_channel(socket: WebSocket) -> None:
        await _run(socket, lambda services: _guest_connection(socket, services))

    return router


async def _run(socket: WebSocket, admit: Admit) -> None:
    # Accepted before anything is checked: a close code only reaches a room after that.
    await socket.accept()
    try:
        close_code = await _serve(socket, services_of(socket), admit)
    except WebSocketDisconnect:
        return
    except Exception:
        logger.exception("channel failed")
        close_code = GOING_AWAY
    await _close(socket, close_code)


async def _serve(socket: WebSocket, services: Services, admit: Admit) -> int:
    """The whole life of one channel. Returns the code to close it with."""
    try:
        connection = await admit(services)
        hello = await _hello(socket)
        if not connection.person.is_guest:
            connection.way = _way(hello)
            connection.can_depute = hello.can_depute
        async with services.hub.seat(connection, hello.program_id):
            return await _converse(socket, services, connection)
    except _Closing as closing:
        return closing.close_code
    except NotLetIn as refused:
        return refused.close_code
    except ServerBusy:
        return GOING_AWAY


async def _connection(socket: WebSocket, services: Services, session_id: str) -> Connection:
    person = await _person(socket, services)
    return Connection(session_id=_checked_id(session_id), person=person)


async def _guest_connection(socket: WebSocket, services: Services) -> Connection:
    """Of the browser that shows what the city gave it, on a page of the city's own."""
    if not is_own_page(socket):
        raise _Closing(CloseCode.NOT_SIGNED_IN)
    try:
        known = await services.guests.known(socket.cookies.get(GUEST_COOKIE, ""))
    except Rejected as rejected:
        raise _Closing(CloseCode.NOT_SIGNED_IN) from rejected
    return Connection(session_id=known.session_id, person=known.person)


async def _person(socket: WebSocket, services: Services) -> Person:
    if socket.headers.get(VERSION_HEADER) != CONTRACT_VERSION:
        raise _Closing(CloseCode.WRONG_VERSION)
    authorization = socket.headers.get("Authorization", "")
    if not authorization.lower().startswith(_BEARER):
        raise _Closing(CloseCode.NOT_SIGNED_IN)
    token = authorization[len(_BEARER) :].strip()
    shown = certificate_of(socket, services.certificates.source)
    try:
        return await asyncio.to_thread(services.access.person_of, token, shown)
    except SignInRevoked as revoked:
        services.hub.end_sign_in(revoked.family_id)
        raise _Closing(CloseCode.NOT_SIGNED_IN) from revoked
    except Rejected as rejected:
        raise _Closing(CloseCode.NOT_SIGNED_IN) from rejected


def _checked_id(untrusted_id: str) -> SessionId:
    try:
        return SessionId(_IDENTIFIER.validate_python(untrusted_id))
    except ValidationError as error:
        raise _Closing(CloseCode.NO_SESSION) from error


def _way(hello: Hello) -> JoinWay:
    if hello.is_beside:
        return JoinWay.BESIDE
    return JoinWay.ASK if hello.asks else JoinWay.TAKE


async def _hello(socket: WebSocket) -> Hello:
    message = await _next_message(socket, HELLO_S, CloseCode.MALFORMED)
    if not isinstance(message, Hello):
        raise _Closing(CloseCode.MALFORMED)
    return message


async def _converse(socket: WebSocket, services: Services, connection: Connection) -> int:
    """Read and write side by side until one of them ends, or the connection must."""
    tasks: list[asyncio.Task[int]] = [
        asyncio.create_task(services.hub.renew_tickets(connection)),
        asyncio.create_task(_read(socket, services, connection)),
        asyncio.create_task(_write(socket, connection)),
        asyncio.create_task(connection.wait_for_end(FLUSH_S)),
        asyncio.create_task(_watch_person(services, connection)),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(task for task in tasks if task in done).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch_person(services: Services, connection: Connection) -> int:
    """A token is looked at when the channel begins; what it stood for may end while it is open."""
    while True:
        await asyncio.sleep(RECHECK_S)
        try:
            if not await _is_signed_in(services, connection.person):
                return CloseCode.NOT_SIGNED_IN
            if not await services.hub.may_stay(connection):
                return CloseCode.NO_SESSION
        except ServerBusy:
            continue


async def _is_signed_in(services: Services, person: Person) -> bool:
    """A guest is signed in nowhere: whether it may stay the session says."""
    return person.is_guest or await asyncio.to_thread(services.access.is_signed_in, person)


async def _read(socket: WebSocket, services: Services, connection: Connection) -> int:
    rate = RateLimit(clock=services.clock)
    while True:
        try:
            message = await _next_message(socket, CHANNEL_SILENCE_S, GOING_AWAY)
        except _Closing as closing:
            return closing.close_code
        if rate.is_exceeded():
            return CloseCode.TOO_FAST
        try:
            _check_guest(connection, message)
            await _obey(services, connection, message)
        except NotDone as refused:
            connection.send(Refused(message_type=message.type, code=refused.code))
        except ServerBusy:
            connection.send(Refused(message_type=message.type, code=ProblemCode.BUSY))
        if isinstance(message, Leave):
            return NORMAL


def _check_guest(connection: Connection, message: RoomMessage) -> None:
    if connection.person.is_guest and type(message) not in GUEST_MESSAGES:
        raise NotDone(ProblemCode.FORBIDDEN)


async def _obey(services: Services, connection: Connection, message: RoomMessage) -> None:
    match message:
        case Ping():
            connection.send(Pong(nonce=message.nonce, server_time=services.clock.now()))
        case Signal() | TypeLine() | TellLamp():
            _pass_on(services, connection, message)
        case Leave():
            await services.hub.leave(connection)
        case ConfirmTrial():
            await services.hub.confirm_trial(connection)
        case FetchTrialPage():
            await services.hub.send_trial_page(connection)
        case Hello():
            raise NotDone(ProblemCode.BAD_REQUEST)
        case _:
            await services.hub.carry_out(connection, message)


def _pass_on(
    services: Services, connection: Connection, message: Signal | TypeLine | TellLamp
) -> None:
    """From desk to desk: nothing of it is kept."""
    match message:
        case Signal():
            services.hub.relay_signal(connection, message)
        case TypeLine():
            services.hub.relay_line(connection, message)
        case TellLamp():
            services.hub.lamps.relay(connection, message)


async def _write(socket: WebSocket, connection: Connection) -> int:
    while True:
        for text in await connection.next_texts():
            await socket.send_text(text)
        if connection.close_code is not None:
            return connection.close_code


async def _next_message(socket: WebSocket, wait_s: float, silence_code: int) -> RoomMessage:
    """One message of the contract.

    Raises:
        _Closing: silence, a message too large or not of the contract.
        WebSocketDisconnect: the room is gone.
    """
    try:
        async with asyncio.timeout(wait_s):
            received = await socket.receive()
    except TimeoutError as error:
        raise _Closing(silence_code) from error
    if received["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(received.get("code", GOING_AWAY))
    text = received.get("text")
    if text is None:
        raise _Closing(CloseCode.MALFORMED)
    if len(text.encode()) > MAX_CHANNEL_MESSAGE_BYTES:
        raise _Closing(CloseCode.TOO_LARGE)
    try:
        return ROOM_MESSAGE.validate_json(text)
    except ValidationError as error:
        raise _Closing(CloseCode.MALFORMED) from error


async def _close(socket: WebSocket, close_code: int) -> None:
    """A room that does not read even this is cut off by the protocol's own limit."""
    try:
        async with asyncio.timeout(CLOSE_S):
            await socket.close(close_code)
    except (TimeoutError, RuntimeError, OSError, WebSocketDisconnect):
        logger.info("channel cut without a closing handshake code=%d", close_code)
