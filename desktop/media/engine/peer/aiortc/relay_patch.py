"""Patch of aioice: several relays at once, in bounded time.

aioice knows one TURN server, waits five seconds for it, keeps what a stalled TCP relay does not
take, and closes only after a dead relay has not answered for half a minute. Used and replaced:
`aioice.ice.relayed_candidate`, `StunProtocol.close`, `TurnTransport.sendto` with
`TurnTransport.__inner_protocol`.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aioice.candidate import Candidate, candidate_foundation, candidate_priority
from aioice.ice import Connection, StunProtocol, relayed_candidate

from desktop.domain.media.call import IceServer
from desktop.media.engine.relays.ice_urls import parse_ice_url

AFTER_FIRST_S = 0.2
"""A relay that answers is enough; the others get this long to be there too."""

CLOSE_LIMIT_S = 0.5
HELD_BYTES = 65_536
"""A quarter of a second of picture and voice; what is older is of no use at the other end."""

SYSTEM_BYTES = 65_536
"""The same of the system's buffer below it, which by itself grows to megabytes."""

_PREFERENCES = {"udp": 65_535, "tcp": 65_534}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayWish:
    """servers: with one address each; those that are no relays are passed over.

    limit_s: how long all of them together may delay the gathering. hides_own: the address of
    this PC must not stand beside a relayed candidate.
    """

    servers: tuple[IceServer, ...]
    limit_s: float
    hides_own: bool


async def gather_relayed(
    connection: Connection, component: int, wish: RelayWish
) -> list[Candidate]:
    """Allocate on every relay at once; those that answer in time are added to the connection."""
    asked = [
        asyncio.ensure_future(_allocate(connection, component, server, wish))
        for server in wish.servers
        if (url := parse_ice_url(server.urls[0])) is not None and url.is_relay
    ]
    if not asked:
        return []
    try:
        await _wait_for_any(asked, wish.limit_s)
    finally:
        for late in asked:
            late.cancel()  # aioice closes the socket of one that is cancelled
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            logger.info("relay left out error=%s", type(outcome).__name__)
    return [outcome for outcome in outcomes if isinstance(outcome, Candidate)]


async def _wait_for_any(asked: list[asyncio.Task[Candidate]], limit_s: float) -> None:
    """Until all are there, or the first one and a little longer, or the time is over."""
    loop = asyncio.get_running_loop()
    deadline_s = loop.time() + limit_s
    waiting = set(asked)
    while waiting and loop.time() < deadline_s:
        done, waiting = await asyncio.wait(
            waiting,
            timeout=deadline_s - loop.time(),
            return_when=asyncio.FIRST_COMPLETED,
        )
        if any(one.exception() is None for one in done):
            deadline_s = min(deadline_s, loop.time() + AFTER_FIRST_S)


async def _allocate(
    connection: Connection, component: int, server: IceServer, wish: RelayWish
) -> Candidate:
    url = parse_ice_url(server.urls[0])
    if url is None:
        raise ValueError(server.urls)
    candidate, protocol = await relayed_candidate(
        component=component,
        hide_related_address=wish.hides_own,
        protocol_factory=lambda: StunProtocol(connection),
        turn_server=(url.host, url.port),
        turn_username=server.username,
        turn_password=server.credential,
        turn_ssl=False,
        turn_transport=url.transport,
    )
    candidate.foundation = candidate_foundation("relay", f"{url.transport}{url.port}", url.host)
    candidate.priority = candidate_priority(component, "relay", _PREFERENCES[url.transport])
    bent: Any = protocol
    bent.close = _bounded(protocol.close)
    bent.transport.sendto = _unless_stalled(bent.transport)
    connection._protocols.append(protocol)  # noqa: SLF001 - see the module
    return candidate


def _bounded(close: Callable[[], Any]) -> Callable[[], Any]:
    async def close_in_time() -> None:
        # The transport goes on alone and closes its socket when the relay has had its time.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(close(), CLOSE_LIMIT_S)

    return close_in_time


def _unless_stalled(transport: object) -> Callable[[bytes, tuple[str, int]], None]:
    bent: Any = transport
    send = bent.sendto
    inner = bent._TurnTransport__inner_protocol  # noqa: SLF001 - see the module
    taken = inner.transport.get_extra_info("socket")
    if taken.type is socket.SOCK_STREAM:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BYTES)

    def send_unless_stalled(data: bytes, addr: tuple[str, int]) -> None:
        if inner.transport.get_write_buffer_size() <= HELD_BYTES:
            send(data, addr)

    return send_unless_stalled
