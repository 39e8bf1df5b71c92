"""Patch of aioice: gather on loopback only, and inside a port range. Private names, this file.

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

LOOPBACK = "127.0.0.1"
STUN_LIMIT_S = 1.0

_SOCKET_BUFFER_BYTES = 1 << 20


def patch_ice(
    transport: RTCIceTransport, *, loopback_only: bool, port_range: tuple[int, int] | None
) -> None:
    """Bend the gathering of one transport; without a wish it stays as aioice made it."""
    connection: Connection = transport._connection  # noqa: SLF001 - see the module
    gatherer = _Gatherer(connection, loopback_only=loopback_only, port_range=port_range)
    if loopback_only or port_range is not None:
        bent: Any = connection
        bent.get_component_candidates = gatherer.gather


def selected_path(transport: RTCIceTransport) -> str:
    """How the packets go now: "host", "srflx", "prflx" or "relay"; empty before ICE is done."""
    nominated = transport._connection._nominated  # noqa: SLF001 - see the module
    pair = next(iter(nominated.values()), None)
    return "" if pair is None else str(pair.local_candidate.type)


class _Gatherer:
    """Thread: media-loop."""

    def __init__(
        self,
        connection: Connection,
        *,
        loopback_only: bool,
        port_range: tuple[int, int] | None,
    ) -> None:
        self._connection = connection
        self._loopback_only = loopback_only
        self._port_range = port_range
        self._gather_relayed = connection.get_component_candidates

    async def gather(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ASYNC109 - aioice's
    ) -> list[Candidate]:
        """As aioice does it, on our addresses and ports."""
        if self._loopback_only:
            addresses = [LOOPBACK]
        protocols = [
            protocol
            for address in addresses
            if (protocol := await self._bind(component, address)) is not None
        ]
        self._connection._protocols += protocols  # noqa: SLF001 - see the module
        candidates = [protocol.local_candidate for protocol in protocols]
        if self._loopback_only:
            return candidates
        reflexive = await self._ask_stun(protocols)
        relayed = await self._relayed(component, timeout)
        return [*candidates, *reflexive, *relayed]

    async def _bind(self, component: int, address: str) -> StunProtocol | None:
        loop = asyncio.get_running_loop()
        for port in self._ports():
            try:
                transport, protocol = await loop.create_datagram_endpoint(
                    lambda: StunProtocol(self._connection), local_addr=(address, port)
                )
            except OSError:
                continue
            host, bound_port = transport.get_extra_info("sockname")[:2]
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
        if self._port_range is None:
            return [0]
        first, last = self._port_range
        ports = list(range(first, last + 1))
        random.shuffle(ports)
        return ports

    async def _ask_stun(self, protocols: list[StunProtocol]) -> list[Candidate]:
        server = self._connection.stun_server
        asked = [p for p in protocols if ":" not in p.local_candidate.host]
        if server is None or not asked:
            return []
        questions = [
            asyncio.create_task(server_reflexive_candidate(protocol, server)) for protocol in asked
        ]
        done, late = await asyncio.wait(questions, timeout=STUN_LIMIT_S)
        for question in late:
            question.cancel()
        return [task.result()[0] for task in done if task.exception() is None]

    async def _relayed(self, component: int, limit_s: int) -> list[Candidate]:
        """TURN as aioice does it: with no addresses it gathers nothing else."""
        stun, self._connection.stun_server = self._connection.stun_server, None
        try:
            return await self._gather_relayed(component, [], limit_s)
        finally:
            self._connection.stun_server = stun
