"""Makes peer connections by the chosen implementation; the choice may change meanwhile."""

import logging

from desktop.domain.clock import Clock
from desktop.domain.media.call import MediaEngine
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
)

logger = logging.getLogger(__name__)


class ChosenConnections:
    """A `PeerConnectionFactory`; `use` comes first. Thread: media-loop, but for `use`."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[MediaEngine, PeerConnectionFactory] = {}
        self._chosen = MediaEngine.AIORTC

    @property
    def implementation(self) -> str:
        """What connections are made by from now on."""
        return self._chosen.value

    def use(self, media_engine: MediaEngine) -> None:
        """Load it and make connections by it from now on; AUTO and what cannot be loaded: aiortc.

        Takes half a second when it was not loaded yet. Thread: any, one at a time.
        """
        chosen = MediaEngine.LIBWEBRTC
        if media_engine is not chosen or not self._can_load(chosen):
            chosen = MediaEngine.AIORTC
            self._load(chosen)
        self._chosen = chosen
        logger.info("media engine in use engine=%s wanted=%s", chosen, media_engine)

    def __call__(self, config: ConnectionConfig) -> PeerConnection:
        """A new connection."""
        return self._made[self._chosen](config)

    def _can_load(self, media_engine: MediaEngine) -> bool:
        try:
            self._load(media_engine)
        except (ImportError, OSError) as error:
            # No wheel for this PC, or a library of the system is missing.
            logger.warning(
                "media engine not loaded engine=%s error=%s", media_engine, type(error).__name__
            )
            return False
        return True

    def _load(self, media_engine: MediaEngine) -> None:
        if media_engine not in self._made:
            self._made[media_engine] = _connections(media_engine, self._clock)


def _connections(media_engine: MediaEngine, clock: Clock) -> PeerConnectionFactory:
    """Imports the implementation: each costs its part of a second, and one alone is needed."""
    if media_engine is MediaEngine.LIBWEBRTC:
        from desktop.media.engine.peer.libwebrtc.connection import (  # noqa: PLC0415 - see above
            LibwebrtcConnections,
        )

        return LibwebrtcConnections(clock=clock)
    from desktop.media.engine.peer.aiortc.connection import (  # noqa: PLC0415 - see above
        AiortcConnections,
    )

    return AiortcConnections(clock=clock)
