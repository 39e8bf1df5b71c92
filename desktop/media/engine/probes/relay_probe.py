"""A burst of real media through the city's relay and back: which way gets there, and what is lost.

Two connections of this PC that may use nothing but the relay: what they send goes out over the
room's line and comes in over it again.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop.domain.call import IceServer
from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.readiness import RelayFacts, RelayWay
from desktop.media.engine.ice_urls import parse_ice_url
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.peer.loop_back import LoopBack
from desktop.media.engine.picture import Picture

MEET_LIMIT_S = 2.5
"""For each way: a relay that is there lets media through in half a second."""

BURST_S = 2.0
WIDTH, HEIGHT = 320, 180
_LIMITS = SendLimits(max_video_kbps=300, start_video_kbps=250, min_video_kbps=100)
_SELF = SiteId("relay-probe")
_NOISE = 40

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayReach:
    """How this engine reaches relays. through: servers as connections are told of them."""

    connect: PeerConnectionFactory
    through: Callable[[tuple[IceServer, ...]], tuple[IceServer, ...]]
    loopback_only: bool
    ice_port_range: tuple[int, int] | None


async def measure_relay(
    servers: tuple[IceServer, ...],
    reach: RelayReach,
    clock: Clock,
    goes_on: Callable[[], bool],
) -> RelayFacts | None:
    """The first way that works: UDP, then TCP, then TLS; None when none does.

    goes_on: False when a call begins. Takes about three seconds, ten at most. Thread: media-loop.
    """
    for way in RelayWay:
        told = _of_way(servers, way)
        reached = reach.through(told) if told else ()
        if reached and goes_on():
            found = await _by(way, reached, reach, clock, goes_on)
            if found is not None:
                return found
    return None


async def _by(
    way: RelayWay,
    servers: tuple[IceServer, ...],
    reach: RelayReach,
    clock: Clock,
    goes_on: Callable[[], bool],
) -> RelayFacts | None:
    def make(take: Callable[[Picture], None]) -> PeerConnection:
        return reach.connect(
            ConnectionConfig(
                ice_servers=servers,
                loopback_only=reach.loopback_only,
                ice_port_range=reach.ice_port_range,
                limits=_LIMITS,
                on_video=take,
                on_state=lambda _state: None,
                relay_only=True,
            )
        )

    pair = LoopBack(make=make, clock=clock)
    draw = _drawing()
    try:
        async with asyncio.timeout(MEET_LIMIT_S):
            await pair.meet()
            await pair.talk(draw, lambda: goes_on() and not all(e.pictures for e in pair.ends))
        for end in pair.ends:
            await end.connection.stats(_SELF)
        until_s = clock.monotonic() + BURST_S
        await pair.talk(draw, lambda: goes_on() and clock.monotonic() < until_s)
        seen = [await end.connection.stats(_SELF) for end in pair.ends]
    except (TimeoutError, ProtocolError) as error:
        logger.info("no way through the relay way=%s error=%s", way, type(error).__name__)
        return None
    finally:
        await pair.close()
    loss = max(one.loss for one in seen)
    round_trip_ms = 1000 * max(one.round_trip_s for one in seen)
    logger.info("relay measured way=%s loss=%.3f round_trip_ms=%.0f", way, loss, round_trip_ms)
    return RelayFacts(way=way, loss=loss, round_trip_ms=round_trip_ms)


def _drawing() -> Callable[[int, float], Picture]:
    """Noise, so that pictures have as many bytes as a room's."""
    random = np.random.default_rng(7)

    def draw(_step: int, now_s: float) -> Picture:
        shape = (HEIGHT * 3 // 2, WIDTH)
        planes = (random.integers(0, _NOISE, shape) + 128 - _NOISE // 2).astype(np.uint8)
        return Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=now_s)

    return draw


def _of_way(servers: tuple[IceServer, ...], way: RelayWay) -> tuple[IceServer, ...]:
    """Relays by this way alone."""
    found = []
    for server in servers:
        urls = tuple(url for url in server.urls if _way_of(url) is way)
        if urls:
            one = IceServer(urls=urls, username=server.username, credential=server.credential)
            found.append(one)
    return tuple(found)


def _way_of(url: str) -> RelayWay | None:
    parsed = parse_ice_url(url)
    if parsed is None or not parsed.is_relay:
        return None
    if parsed.scheme == "turns":
        return RelayWay.TLS
    return RelayWay.UDP if parsed.transport == "udp" else RelayWay.TCP
