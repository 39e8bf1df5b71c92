"""Several relays, stalled ones and dead ones: what the patch makes of aioice."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aioice.candidate import Candidate
from aioice.ice import Connection, StunProtocol
from aioice.turn import TurnTransport

from desktop.domain.media.call import IceServer
from desktop.media.engine.peer.aiortc import relay_patch
from desktop.media.engine.peer.aiortc.relay_patch import (
    AFTER_FIRST_S,
    CLOSE_LIMIT_S,
    HELD_BYTES,
    SYSTEM_BYTES,
    RelayWish,
    gather_relayed,
)
from tests.fakes.fake_loop import run_in_fake_time

pytestmark = pytest.mark.unit

LIMIT_S = 0.7
ALONE = ("10.0.0.1", 5_000)
URLS = ("turn:a:1?transport=udp", "turn:a:1?transport=tcp", "stun:a:1", "turn:dead:1")


class Pipe:
    """The transport to a relay: how much it holds back is set by hand."""

    def __init__(self, taken: socket.socket) -> None:
        self.held = 0
        self._taken = taken

    def get_write_buffer_size(self) -> int:
        return self.held

    def get_extra_info(self, name: str) -> socket.socket:
        assert name == "socket"
        return self._taken


class Inner:
    """aioice's client of a relay, as far as the patch knows it."""

    def __init__(self, taken: socket.socket) -> None:
        self.transport = Pipe(taken)


class Relays:
    """Stands where `aioice.ice.relayed_candidate` stands; the host "dead" never answers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.inner: list[Inner] = []
        self.sent: list[bytes] = []
        self.sockets: list[socket.socket] = []

    def buffer_bytes(self) -> list[int]:
        """Of the system, in front of each relay that was asked."""
        return [one.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) for one in self.sockets]

    async def __call__(self, **wanted: Any) -> tuple[Any, StunProtocol]:
        self.asked.append(wanted)
        if wanted["turn_server"][0] == "dead":
            await asyncio.Event().wait()
        protocol: StunProtocol = wanted["protocol_factory"]()
        kind = socket.SOCK_STREAM if wanted["turn_transport"] == "tcp" else socket.SOCK_DGRAM
        self.sockets.append(socket.socket(type=kind))
        inner: Any = Inner(self.sockets[-1])
        self.inner.append(inner)
        transport: Any = TurnTransport(inner)
        transport.sendto = lambda data, addr: self.sent.append(data)
        transport.close = lambda: None  # it never says that it is closed
        protocol.transport = transport
        protocol.local_candidate = relayed()
        return protocol.local_candidate, protocol


def relayed() -> Candidate:
    return Candidate(
        foundation="",
        component=1,
        transport="udp",
        priority=0,
        host="10.0.0.9",
        port=9,
        type="relay",
    )


@pytest.fixture
def relays(monkeypatch: pytest.MonkeyPatch) -> Iterator[Relays]:
    relays = Relays()
    monkeypatch.setattr(relay_patch, "relayed_candidate", relays)
    yield relays
    for one in relays.sockets:
        one.close()


def gather(relays: Relays, *urls: str) -> tuple[list[Any], Connection, float]:
    wish = RelayWish(
        servers=tuple(IceServer(urls=(url,), username="u", credential="c") for url in urls),
        limit_s=LIMIT_S,
        hides_own=True,
    )

    async def whole() -> tuple[list[Any], Connection, float]:
        connection = Connection(ice_controlling=True)
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        candidates = await gather_relayed(connection, 1, wish)
        took_s = loop.time() - began_s
        closing_s = loop.time()
        for protocol in connection._protocols:
            await protocol.close()
        closed_s = CLOSE_LIMIT_S * len(connection._protocols)
        assert loop.time() - closing_s == pytest.approx(closed_s)
        return candidates, connection, took_s

    return run_in_fake_time(whole())


def test_every_relay_is_asked_at_once_with_its_credentials_and_the_dead_are_left_out(
    relays: Relays,
) -> None:
    candidates, connection, took_s = gather(relays, *URLS)
    assert [one["turn_transport"] for one in relays.asked] == ["udp", "tcp", "udp"]
    assert {(one["turn_username"], one["turn_password"]) for one in relays.asked} == {("u", "c")}
    assert all(one["hide_related_address"] and not one["turn_ssl"] for one in relays.asked)
    assert len(candidates) == len(connection._protocols) == 2
    assert took_s == pytest.approx(AFTER_FIRST_S)


def test_udp_is_preferred_to_tcp_and_they_are_told_apart(relays: Relays) -> None:
    candidates, _, _ = gather(relays, *URLS[:2])
    udp, tcp = candidates
    assert udp.priority > tcp.priority
    assert udp.foundation != tcp.foundation


def test_with_dead_relays_alone_the_limit_is_kept(relays: Relays) -> None:
    candidates, connection, took_s = gather(relays, "turn:dead:1", "turn:dead:2")
    assert (candidates, connection._protocols) == ([], [])
    assert took_s == pytest.approx(LIMIT_S)


def test_a_relay_that_does_not_take_its_packets_gets_no_more(relays: Relays) -> None:
    _, connection, _ = gather(relays, URLS[1])
    transport = connection._protocols[0].transport
    transport.sendto(b"1", ALONE)
    relays.inner[0].transport.held = HELD_BYTES + 1
    transport.sendto(b"2", ALONE)
    relays.inner[0].transport.held = 0
    transport.sendto(b"3", ALONE)
    assert relays.sent == [b"1", b"3"]


def test_the_system_holds_little_for_a_relay_by_tcp_and_as_it_likes_for_one_by_udp(
    relays: Relays,
) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as untouched:
        by_itself = untouched.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
    gather(relays, *URLS[:2])
    by_udp, by_tcp = relays.buffer_bytes()
    assert by_udp == by_itself
    assert by_tcp in {SYSTEM_BYTES, 2 * SYSTEM_BYTES}  # Linux counts its own overhead in
