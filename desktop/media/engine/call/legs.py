"""The connections of one link: the one that carries media now, and one attempt beside it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import IceServer
from desktop.media.engine.call.leg import Leg
from desktop.media.engine.call.link_watchdog import Attempt, LinkWatch
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    ConnectionState,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.picture import Picture

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConfig:
    """What every link of a call shares."""

    clock: Clock
    own_site_id: SiteId
    connect: PeerConnectionFactory
    ice_servers: tuple[IceServer, ...]
    loopback_only: bool
    ice_port_range: tuple[int, int] | None
    relay_only: bool = False


class Legs:
    """Thread: media-loop, but for reading `now`.

    now: carries media, or did. attempt: shall replace it. on_video: gets each decoded picture.
    """

    def __init__(
        self,
        *,
        config: LinkConfig,
        site_id: SiteId,
        watch: LinkWatch,
        limits: SendLimits,
        on_video: Callable[[Leg, Picture], None],
    ) -> None:
        self.now: Leg | None = None
        self.attempt: Leg | None = None
        self._config = config
        self._site_id = site_id
        self._watch = watch
        self._limits = limits
        self._on_video = on_video
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, connection_id: str) -> Leg | None:
        """The one of this name."""
        legs = (self.now, self.attempt)
        return next((one for one in legs if one is not None and one.id == connection_id), None)

    def tried(self) -> Attempt | None:
        """The newest attempt to have media, also one that has had its time."""
        leg = self.attempt or self.now
        return None if leg is None else leg.tried

    def last_rtp_at_s(self) -> float | None:
        """When the present connection last heard anything, monotonic; None before that."""
        return None if self.now is None else self.now.last_rtp_at_s()

    def set_ice_servers(self, ice_servers: tuple[IceServer, ...]) -> None:
        """For connections made from now on: credentials are limited in time."""
        self._config = replace(self._config, ice_servers=ice_servers)

    # ---- from attempt to connection -------------------------------------------------------------

    def begin(self, connection_id: str) -> Leg:
        """The one attempt that may run beside the present connection; drops the one before."""
        self.drop_attempt()
        self.attempt = Leg(
            connection_id,
            begun_at_s=self._config.clock.monotonic(),
            gather_limit_s=self._watch.begin_connection(),
            has_servers=bool(self._config.ice_servers),
        )
        return self.attempt

    def open(self, leg: Leg) -> None:
        """Make its connection, unless there is one."""
        leg.open(self._config.connect, self._connection_config(leg))

    def settle(self) -> None:
        """The attempt that carries media becomes the connection; one that failed is let go."""
        candidate = self.attempt
        if candidate is not None and candidate.last_rtp_at_s() is not None:
            former, self.now, self.attempt = self.now, candidate, None
            self._drop(former)
        elif candidate is not None and candidate.has_failed:
            self.drop_attempt()

    def drop_attempt(self) -> None:
        """Idempotent."""
        attempt, self.attempt = self.attempt, None
        self._drop(attempt)

    def drop_all(self) -> None:
        """Idempotent."""
        self.drop_attempt()
        former, self.now = self.now, None
        self._drop(former)

    def limit(self, limits: SendLimits, *, is_silent: bool) -> None:
        """Bound what is sent from now on.

        A line that is silent gets no pictures: they begin anew, whole, when it speaks.
        """
        self._limits = limits
        if self.now is not None and self.now.connection is not None:
            none = replace(limits, max_video_kbps=0)
            self.now.connection.set_limits(none if is_silent else limits)
        if self.attempt is not None and self.attempt.connection is not None:
            self.attempt.connection.set_limits(limits)

    # ---- work -----------------------------------------------------------------------------------

    def start(self, work: Coroutine[object, object, None], leg: Leg | None = None) -> None:
        """Beside everything else. leg: its work ends with it."""
        task = asyncio.ensure_future(_guarded(work, self._site_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if leg is not None:
            leg.work.add(task)
            task.add_done_callback(leg.work.discard)

    async def wait_closed(self) -> None:
        """Until all that was dropped is closed and all work done."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _drop(self, leg: Leg | None) -> None:
        if leg is not None:
            self.start(leg.close())

    def _connection_config(self, leg: Leg) -> ConnectionConfig:
        return ConnectionConfig(
            ice_servers=self._config.ice_servers,
            loopback_only=self._config.loopback_only,
            relay_only=self._config.relay_only,
            gather_limit_s=leg.gather_limit_s,
            ice_port_range=self._config.ice_port_range,
            limits=self._limits,
            on_video=lambda picture: self._on_video(leg, picture),
            on_state=lambda state: _note_state(leg, state),
        )


def _note_state(leg: Leg, state: ConnectionState) -> None:
    leg.has_failed = state is ConnectionState.FAILED


async def _guarded(work: Coroutine[object, object, None], site_id: SiteId) -> None:
    try:
        await work
    except Exception:
        logger.exception("link task failed site=%s", site_id)
