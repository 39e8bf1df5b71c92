"""Sends real media through the city's relay and back: which transport works, and its loss.

Two connections of this PC that may use nothing but the relay: what they send goes out over the
room's line and comes in over it again. What one of them sends is answered by the other, so that
their round trip is twice that to the relay.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.media.call import IceServer, PeerStats
from desktop.domain.room.measurements import RelayFacts, RelayWay
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.peer.loop_back import LoopBack, LoopEnd
from desktop.media.engine.picture import Picture
from desktop.media.engine.relays.ice_urls import parse_ice_url

MEET_LIMITS_S = {RelayWay.UDP: 3.5, RelayWay.TCP: 2.5, RelayWay.TLS: 2.5}
"""Half a second is usual; packets that are lost on the way cost UDP a second or two."""

BURST_S = 2.0
SILENT_S = 0.6
"""Nothing came for so long: the way ended. A loss is counted only when something comes after it."""

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
    servers: tuple[IceServer, ...], reach: RelayReach, clock: Clock
) -> RelayFacts | None:
    """The first way that works: UDP, then TCP, then TLS; None when none does.

    Takes two to three seconds, ten when only the last way works. Closes what it opened when it
    is cancelled. Thread: media-loop.
    """
    for way in RelayWay:
        told = _of_way(servers, way)
        reached = reach.through(told) if told else ()
        found = await _by(way, reached, reach, clock) if reached else None
        if found is not None:
            return found
    return None


async def _by(
    way: RelayWay, servers: tuple[IceServer, ...], reach: RelayReach, clock: Clock
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
    try:
        seen = await _burst(pair, clock, MEET_LIMITS_S[way])
    except (TimeoutError, ProtocolError) as error:
        logger.info("no way through the relay way=%s error=%s", way, type(error).__name__)
        return None
    finally:
        await pair.close()
    # Both say the same of the same line. A delay may be that of one busy moment here.
    loss = sum(one.loss for one in seen) / len(seen)
    known_s = [one.round_trip_s for one in seen if one.round_trip_s > 0.0]
    round_trip_ms = 1000 * min(known_s, default=0.0) / 2
    logger.info("relay measured way=%s loss=%.3f round_trip_ms=%.0f", way, loss, round_trip_ms)
    return RelayFacts(way=way, loss=loss, round_trip_ms=round_trip_ms)


async def _burst(pair: LoopBack, clock: Clock, meet_limit_s: float) -> list[PeerStats]:
    """What each end says of the burst. Raises TimeoutError when nothing passes, or no longer."""
    draw = _drawing()
    async with asyncio.timeout(meet_limit_s):
        await pair.meet()
        await pair.talk(draw, lambda: not all(end.pictures for end in pair.ends))
    for end in pair.ends:
        await end.connection.stats(_SELF)
    until_s = clock.monotonic() + BURST_S
    await pair.talk(draw, lambda: clock.monotonic() < until_s)
    if any(_heard_at_s(end) < until_s - SILENT_S for end in pair.ends):
        raise TimeoutError
    return [await end.connection.stats(_SELF) for end in pair.ends]


def _heard_at_s(end: LoopEnd) -> float:
    return max(end.pictures[-1].made_at_s, *end.loud_s[-1:], 0.0)


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
