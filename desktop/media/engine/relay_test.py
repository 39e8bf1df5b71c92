"""One burst of media through the city's relays at a time, while no call needs the line."""

import asyncio
import logging
from collections.abc import Callable

from desktop.domain.call import IceServer
from desktop.domain.clock import Clock
from desktop.media.engine.peer.connection import PeerConnectionFactory
from desktop.media.engine.probes.relay_probe import RelayReach, measure_relay
from desktop.media.engine.relays import Relays
from desktop.media.messages import EngineEvent, EngineStart, RelayMeasured

logger = logging.getLogger(__name__)


class RelayTest:
    """`RelayMeasured` is told for every `begin`. Thread: media-loop."""

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
        self._running: asyncio.Task[None] | None = None

    def begin(self, ice_servers: tuple[IceServer, ...]) -> None:
        """Measure; one that runs is not disturbed, and a call has the line for itself."""
        is_running = self._running is not None and not self._running.done()
        if is_running or self._is_in_call():
            self._tell(RelayMeasured(relay=None, is_cut_short=True))
            return
        self._running = asyncio.ensure_future(self._measure(ice_servers))

    async def stop(self) -> None:
        """Give up a measurement that runs. Idempotent."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def _measure(self, ice_servers: tuple[IceServer, ...]) -> None:
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
        found = None
        try:
            found = await measure_relay(
                ice_servers, reach, self._clock, lambda: not self._is_in_call()
            )
        except Exception:
            logger.exception("relay not measured")
        finally:
            await relays.close()
        self._tell(RelayMeasured(relay=found, is_cut_short=self._is_in_call()))
