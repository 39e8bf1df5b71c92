"""Measures the line to the city: throughput and round trip.

Transfers grow until one takes long enough to be believed, so that a line of 40 kbit/s is measured
with 8 kB and a good one with 200 kB, each in a few seconds.
"""

import logging
import os
from collections.abc import Callable
from functools import partial

from desktop.contract.line import MAX_BURST_BYTES, LineRelays
from desktop.domain.clock import Clock
from desktop.domain.media.call import IceServer
from desktop.domain.room.measurements import LineFacts
from desktop.sync.http.city_api import CityApi

SIZES = (8_000, 48_000, MAX_BURST_BYTES)
LONG_ENOUGH_S = 0.8
QUESTIONS = 3
MOST_KBPS = 100_000.0
"""A burst that small cannot tell faster lines apart."""

_SHORTEST_S = 1e-3

_RELAYS = ("turn:", "turns:")

logger = logging.getLogger(__name__)


def relays_of(answer: LineRelays) -> tuple[IceServer, ...]:
    """Relays in the words of the engine, which decides itself which of them may be used.

    A server that only tells a room its address (STUN) is none.
    """
    found = (
        IceServer(
            urls=tuple(url for url in one.urls if url.startswith(_RELAYS)),
            username=one.username,
            credential=one.credential,
        )
        for one in answer.ice_servers
    )
    return tuple(one for one in found if one.urls)


class LineProbe:
    """Thread: any; `measure` waits for the network."""

    def __init__(self, *, api: CityApi, clock: Clock) -> None:
        self._api = api
        self._clock = clock

    def measure(self, room_token: str) -> LineFacts:
        """A burst down, a burst up. Raises as CityApi; a slow line takes about twelve seconds."""
        round_trip_s = min(self._timed(self._ask) for _ in range(QUESTIONS))
        down = self._kbps(lambda size: self._api.burst_down(room_token, size), round_trip_s)
        noise = os.urandom(MAX_BURST_BYTES)
        up = self._kbps(lambda size: self._api.burst_up(room_token, noise[:size]), round_trip_s)
        logger.info("line measured down_kbps=%.0f up_kbps=%.0f", down, up)
        return LineFacts(down_kbps=down, up_kbps=up, round_trip_ms=1000 * round_trip_s)

    def _ask(self) -> None:
        self._api.server_info()

    def _kbps(self, move: Callable[[int], None], round_trip_s: float) -> float:
        """Of the largest transfer that was made."""
        rate = 0.0
        for size in SIZES:
            took_s = self._timed(partial(move, size))
            rate = min(MOST_KBPS, size * 8 / 1000 / max(took_s - round_trip_s, _SHORTEST_S))
            if took_s >= LONG_ENOUGH_S:
                break
        return rate

    def _timed(self, work: Callable[[], None]) -> float:
        began_s = self._clock.monotonic()
        work()
        return self._clock.monotonic() - began_s
