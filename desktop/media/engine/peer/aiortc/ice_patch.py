"""Patch of aioice: gather on loopback, in a port range, by relays.

aioice skips 127.0.0.1 and binds any port. Replaced on each connection is
`aioice.Connection.get_component_candidates(component, addresses, timeout)`; aiortc keeps that
connection in `RTCIceTransport._connection`.
"""

import asyncio
import random
from typing import Any

from aioice.candidate import Candidate, candidate_foundation, candidate_priority
from aioice.ice import Connection, StunProtocol, server_reflexive_candidate
from aiortc import RTCIceTransport

from desktop.media.engine.peer.aiortc.relay_patch import RelayWish, gather_relayed
from desktop.media.engine.peer.connection import ConnectionConfig
from desktop.media.engine.relays.ice_urls import parse_ice_url, usable_servers

LOOPBACK = "127.0.0.1"
ALONE_LIMIT_S = 4.0
"""As long as there is no other candidate, for instance on the way to a relay over a satellite."""

_SOCKET_BUFFER_BYTES = 1 << 20


def patch_ice(transport: RTCIceTransport, config: ConnectionConfig) -> None:
    """Bend the gathering of one transport."""
    connection: Connection = transport._connection  # noqa: SLF001 - see the module
    bent: Any = connection
    bent.get_component_candidates = _Gatherer(connection, config).gather


def selected_path(transport: RTCIceTransport) -> str:
    """How the packets go now: "host", "srflx", "prflx" or "relay"; empty before ICE is done."""
    nominated = transport._connection._nominated  # noqa: SLF001 - see the module
    pair = next(iter(nominated.values()), None)
    return "" if pair is None else str(pair.local_candidate.type)


class _Gatherer:
    """Thread: media-loop."""

    def __init__(self, connection: Connection, config: ConnectionConfig) -> None:
        self._connection = connection
        self._config = config
        # Once more here: no packet may leave the PC, whoever made the configuration.
        self._servers = usable_servers(config.ice_servers, loopback_only=config.loopback_only)

    async def gather(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ASYNC109 - aioice's
    ) -> list[Candidate]:
        """As aioice does it, on our addresses and ports, and by every relay at once."""
        config = self._config
        if config.relay_only:
            addresses = []
        elif config.loopback_only:
            addresses = [LOOPBACK]
        protocols = [
            protocol
            for address in addresses
            if (protocol := await self._bind(component, address)) is not None
        ]
        wish = RelayWish(
            servers=self._servers,
            limit_s=config.gather_limit_s if protocols else ALONE_LIMIT_S,
            hides_own=config.relay_only,
        )
        reflexive, relayed = await asyncio.gather(
            self._ask_stun(protocols), gather_relayed(self._connection, component, wish)
        )
        return [*(one.local_candidate for one in protocols), *reflexive, *relayed]

    async def _bind(self, component: int, address: str) -> StunProtocol | None:
        loop = asyncio.get_running_loop()
        for port in self._ports():
            try:
                transport, protocol = await loop.create_datagram_endpoint(
                    lambda: StunProtocol(self._connection), local_addr=(address, port)
                )
            except OSError:
                continue
            if self._connection._closing:  # noqa: SLF001 - see the module
                transport.abort()  # it looked for its sockets before this one was there
                return None
            host, bound_port = transport.get_extra_info("sockname")[:2]
            self._connection._protocols.append(protocol)  # noqa: SLF001 - see the module
            protocol.local_candidate = Candidate(
                foundation=candidate_foundation("host", "udp", host),
                component=component,
                transport="udp",
                priority=candidate_priority(component, "host"),
                host=host,
                port=bound_port,
                type="host",
            )
            return protocol
        return None

    def _ports(self) -> list[int]:
        if self._config.ice_port_range is None:
            return [0]
        first, last = self._config.ice_port_range
        ports = list(range(first, last + 1))
        random.shuffle(ports)
        return ports

    async def _ask_stun(self, protocols: list[StunProtocol]) -> list[Candidate]:
        urls = (parse_ice_url(one.urls[0]) for one in self._servers)
        url = next((one for one in urls if one is not None and not one.is_relay), None)
        asked = [p for p in protocols if ":" not in p.local_candidate.host]
        if url is None or not asked:
            return []
        server = (url.host, url.port)
        questions = [
            asyncio.create_task(server_reflexive_candidate(protocol, server)) for protocol in asked
        ]
        try:
            done, _ = await asyncio.wait(questions, timeout=self._config.gather_limit_s)
        finally:
            for question in questions:
                question.cancel()
        return [task.result()[0] for task in done if task.exception() is None]
