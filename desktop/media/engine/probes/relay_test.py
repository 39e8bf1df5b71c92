"""One burst of media through the city's relays at a time, while no call needs the line."""

import asyncio
import logging
from collections.abc import Callable

from desktop.domain.clock import Clock
from desktop.domain.media.call import IceServer
from desktop.domain.room.events import RelayMeasured
from desktop.domain.room.measurements import RelayFacts
from desktop.media.engine.peer.connection import PeerConnectionFactory
from desktop.media.engine.probes.relay_probe import RelayReach, measure_relay
from desktop.media.engine.relays.relays import Relays
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import EngineEvent

logger = logging.getLogger(__name__)


class RelayTest:
    """`RelayMeasured` is told for every `begin`, also for one that was given up.

    Thread: media-loop.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        options: EngineStart,
        connect: PeerConnectionFactory,
        tell: Callable[[EngineEvent], None],
        is_in_call: Callable[[], bool],
    ) -> None:
        self._clock = clock
        self._options = options
        self._connect = connect
        self._tell = tell
        self._is_in_call = is_in_call
        self._running: asyncio.Task[RelayFacts | None] | None = None

    def begin(self, ice_servers: tuple[IceServer, ...]) -> None:
        """Measure; one that runs is not disturbed, and a call has the line for itself."""
        if self._is_in_call() or (self._running is not None and not self._running.done()):
            self._tell(RelayMeasured(relay=None, is_cut_short=True))
            return
        self._running = asyncio.ensure_future(self._measure(ice_servers))
        self._running.add_done_callback(self._say)

    def make_way(self) -> None:
        """A call begins: give up a measurement that runs. Idempotent."""
        # Once is enough: a second time would end the closing of what it opened.
        if self._running is not None and not self._running.cancelling():
            self._running.cancel()

    async def stop(self) -> None:
        """Give up, and wait until all is closed. Idempotent."""
        self.make_way()
        if self._running is not None:
            await asyncio.wait([self._running])

    async def _measure(self, ice_servers: tuple[IceServer, ...]) -> RelayFacts | None:
        options = self._options
        relays = Relays(
            loopback_only=options.loopback_only,
            needs_relay=False,
            ca_file=options.relay_ca_file,
            tell=lambda _is_lacking: None,
        )
        reach = RelayReach(
            connect=self._connect,
            through=relays.reach,
            loopback_only=options.loopback_only,
            ice_port_range=options.ice_port_range,
        )
        try:
            return await measure_relay(ice_servers, reach, self._clock)
        finally:
            await relays.close()

    def _say(self, done: asyncio.Task[RelayFacts | None]) -> None:
        """What failed here is not the relay's fault."""
        is_cut_short = done.cancelled() or done.exception() is not None
        if not done.cancelled() and (error := done.exception()) is not None:
            logger.error("relay not measured", exc_info=error)
        relay = None if is_cut_short else done.result()
        self._tell(RelayMeasured(relay=relay, is_cut_short=is_cut_short))
