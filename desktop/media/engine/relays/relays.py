"""The STUN and TURN servers of one call, as its connections are told of them."""

import logging
from collections.abc import Callable
from pathlib import Path

from desktop.domain.media.call import IceServer
from desktop.domain.media.events import RelayLacking
from desktop.media.engine.relays.ice_urls import is_relay, usable_servers
from desktop.media.engine.relays.tls_forwarder import TlsForwarder
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import EngineEvent

logger = logging.getLogger(__name__)


class Relays:
    """Thread: media-loop. `close` when every connection of the call is closed.

    loopback_only: servers on this PC alone. needs_relay: nothing else may be used, by policy.
    ca_file: PEM of the city's authority, or None. tell: whether the policy cannot be kept, each
    time that servers were named.
    """

    def __init__(
        self,
        *,
        loopback_only: bool,
        needs_relay: bool,
        ca_file: Path | None,
        tell: Callable[[bool], None],
    ) -> None:
        self._loopback_only = loopback_only
        self._needs_relay = needs_relay
        self._tell = tell
        self._forwarder = TlsForwarder(ca_file=ca_file)

    def reach(self, told: tuple[IceServer, ...]) -> tuple[IceServer, ...]:
        """Those that may be used and can be reached, one address each."""
        usable = usable_servers(told, loopback_only=self._loopback_only)
        reached = self._forwarder.through(usable)
        is_lacking = self._needs_relay and not any(is_relay(one) for one in reached)
        if is_lacking:
            logger.warning("no relay is known, and calls may use nothing else")
        self._tell(is_lacking)
        logger.info("servers told=%d reached=%d", sum(len(one.urls) for one in told), len(reached))
        return reached

    async def close(self) -> None:
        """End the TLS forwarder of the call. Idempotent."""
        await self._forwarder.close()


def relays_of_calls(options: EngineStart, tell: Callable[[EngineEvent], None]) -> Relays:
    """As this engine's options have it; the desk hears when the policy cannot be kept."""
    return Relays(
        loopback_only=options.loopback_only,
        needs_relay=options.relay_only,
        ca_file=options.relay_ca_file,
        tell=lambda is_lacking: tell(RelayLacking(is_lacking=is_lacking)),
    )
