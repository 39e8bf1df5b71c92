"""The link to one other site: its connection now, and beside it the one that shall replace it."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from desktop.domain.call import IceServer, PeerNumber, PeerState, PeerStats
from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId, new_id
from desktop.media.engine.call_rules import LinkWatch, is_offering
from desktop.media.engine.peer.connection import (
    BLOCK_SAMPLES,
    Block,
    ConnectionConfig,
    ConnectionState,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import Signal, SignalKind

logger = logging.getLogger(__name__)


class LinkOwner(Protocol):
    """What a link tells its call; all on media-loop."""

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        """To be carried to the other site."""
        ...

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        """Decoded, on the newest connection."""
        ...

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        """The state changed."""
        ...

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        """First "video" or "audio" of a connection."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConfig:
    """What every link of a call shares."""

    clock: Clock
    connect: PeerConnectionFactory
    ice_servers: tuple[IceServer, ...]
    loopback_only: bool
    ice_port_range: tuple[int, int] | None


@dataclass(slots=True, eq=False)
class _Leg:
    """One connection of a link."""

    id: str
    connection: PeerConnection | None = None
    first_picture_s: float | None = None
    has_told_video: bool = False
    has_told_audio: bool = False
    has_failed: bool = False

    def last_rtp_at_s(self) -> float | None:
        return None if self.connection is None else self.connection.last_rtp_at_s()


class Link:
    """Thread: media-loop, but for `pull_audio`."""

    def __init__(
        self,
        *,
        config: LinkConfig,
        own_number: int,
        peer: PeerNumber,
        limits: SendLimits,
        owner: LinkOwner,
    ) -> None:
        self.peer = peer
        self._config = config
        self._own_number = own_number
        self._limits = limits
        self._owner = owner
        self._is_offering = is_offering(own_number, peer.media_number)
        now_s = config.clock.monotonic()
        self._watch = LinkWatch(begun_at_s=now_s, tried_at_s=now_s)
        self._state: PeerState | None = None
        self._leg: _Leg | None = None
        self._next: _Leg | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self._has_left = False

    # ---- life -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Offer, or wait for the other site's offer."""
        self._tell_state(PeerState.CONNECTING)
        if self._is_offering:
            self._offer()

    def shut(self, *, says_bye: bool = False) -> None:
        """Begin to end every connection; nothing is told after this. Idempotent."""
        if self._is_closed:
            return
        if says_bye:
            self._say(SignalKind.BYE, "")
        self._leave()
        self._is_closed = True

    async def wait_closed(self) -> None:
        """Until every connection is closed."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def step(self) -> None:
        """Look at the time: promote, give up, renew. Called about twenty times a second."""
        if self._is_closed or self._has_left:
            return
        now_s = self._config.clock.monotonic()
        self._settle()
        heard_s = self._last_rtp_at_s()
        self._tell_state(self._watch.state(now_s, heard_s))
        if self._watch.must_renew(now_s, heard_s):
            logger.info("link renewed site=%s offering=%s", self.peer.site_id, self._is_offering)
            if self._is_offering:
                self._offer()
            else:
                self._say(SignalKind.RESTART, "")

    # ---- media ----------------------------------------------------------------------------------

    def send_video(self, picture: Picture) -> None:
        """To the other site, on every connection that may carry it."""
        for leg in (self._leg, self._next):
            if leg is not None and leg.connection is not None:
                leg.connection.send_video(picture)

    def send_audio(self, block: Block) -> None:
        """To the other site, on every connection that may carry it."""
        for leg in (self._leg, self._next):
            if leg is not None and leg.connection is not None:
                leg.connection.send_audio(block)

    def pull_audio(self) -> Block:
        """The other site's voice. Thread: any."""
        leg = self._leg
        if leg is None or leg.connection is None:
            return np.zeros(BLOCK_SAMPLES, np.int16)
        return leg.connection.pull_audio()

    def set_limits(self, limits: SendLimits) -> None:
        """Bound what is sent from now on."""
        self._limits = limits
        for leg in (self._leg, self._next):
            if leg is not None and leg.connection is not None:
                leg.connection.set_limits(limits)

    async def stats(self) -> PeerStats | None:
        """Figures since the last call; None before there is a connection."""
        leg = self._leg or self._next
        if leg is None or leg.connection is None:
            return None
        return await leg.connection.stats(self.peer.site_id)

    # ---- signals --------------------------------------------------------------------------------

    def deliver(self, signal: Signal) -> None:
        """A signal of this pair of seats; its SDP is untrusted."""
        match signal.kind:
            case SignalKind.OFFER if not self._is_offering:
                self._has_left = False
                self._start(self._answer(self._new_leg(signal.connection_id), signal.sdp))
            case SignalKind.ANSWER if self._is_offering:
                self._start(self._take_answer(signal))
            case SignalKind.RESTART if self._is_offering:
                if self._next is None:
                    self._offer()
            case SignalKind.BYE:
                self._leave()
            case _:
                logger.warning("signal out of place site=%s", self.peer.site_id)

    def _offer(self) -> None:
        self._start(self._make_offer(self._new_leg(new_id())))

    async def _make_offer(self, leg: _Leg) -> None:
        connection = self._connect(leg)
        offer = await connection.create_offer()
        if leg is self._next and not self._is_closed:
            self._say(SignalKind.OFFER, leg.id, offer)

    async def _answer(self, leg: _Leg, untrusted_offer: str) -> None:
        connection = self._connect(leg)
        try:
            answer = await connection.create_answer(untrusted_offer)
        except ProtocolError as error:
            logger.warning("offer refused site=%s code=%s", self.peer.site_id, error.code)
            leg.has_failed = True
            return
        if leg is self._next and not self._is_closed:
            self._say(SignalKind.ANSWER, leg.id, answer)

    async def _take_answer(self, signal: Signal) -> None:
        leg = self._next
        if leg is None or leg.id != signal.connection_id or leg.connection is None:
            logger.info("late answer dropped site=%s", self.peer.site_id)
            return
        try:
            await leg.connection.set_answer(signal.sdp)
        except ProtocolError as error:
            logger.warning("answer refused site=%s code=%s", self.peer.site_id, error.code)
            leg.has_failed = True

    def _leave(self) -> None:
        self._has_left = True
        self._drop(self._next)
        self._drop(self._leg)
        self._leg = self._next = None
        self._tell_state(PeerState.CLOSED)

    def _say(self, kind: SignalKind, connection_id: str, sdp: str = "") -> None:
        self._owner.on_signal(
            self.peer.site_id,
            Signal(
                kind=kind,
                connection_id=connection_id,
                from_number=self._own_number,
                to_number=self.peer.media_number,
                sdp=sdp,
            ),
        )

    # ---- connections ----------------------------------------------------------------------------

    def _new_leg(self, connection_id: str) -> _Leg:
        """The one attempt that may run beside the present connection."""
        self._drop(self._next)
        self._next = _Leg(id=connection_id)
        return self._next

    def _connect(self, leg: _Leg) -> PeerConnection:
        config = ConnectionConfig(
            ice_servers=self._config.ice_servers,
            loopback_only=self._config.loopback_only,
            ice_port_range=self._config.ice_port_range,
            limits=self._limits,
            on_video=lambda picture: self._show(leg, picture),
            on_state=lambda state: self._note_state(leg, state),
        )
        leg.connection = self._config.connect(config)
        return leg.connection

    def _settle(self) -> None:
        """The attempt that carries media becomes the connection; one that failed is let go."""
        candidate = self._next
        if candidate is not None and candidate.last_rtp_at_s() is not None:
            self._drop(self._leg)
            self._leg, self._next = candidate, None
        elif candidate is not None and candidate.has_failed:
            self._drop(candidate)
            self._next = None
        leg = self._leg
        if leg is not None and leg.connection is not None and not leg.has_told_audio:
            at_s = leg.connection.first_audio_at_s()
            if at_s is not None:
                leg.has_told_audio = True
                self._owner.on_first_media(self.peer.site_id, "audio", at_s)

    def _show(self, leg: _Leg, picture: Picture) -> None:
        self._settle()
        if leg is not self._leg or self._is_closed:
            return
        if not leg.has_told_video:
            leg.has_told_video = True
            self._owner.on_first_media(self.peer.site_id, "video", picture.made_at_s)
        self._owner.on_picture(self.peer.site_id, picture)

    def _note_state(self, leg: _Leg, state: ConnectionState) -> None:
        if state is ConnectionState.FAILED:
            leg.has_failed = True

    def _last_rtp_at_s(self) -> float | None:
        return None if self._leg is None else self._leg.last_rtp_at_s()

    def _tell_state(self, state: PeerState) -> None:
        if state is not self._state:
            self._state = state
            self._owner.on_state(self.peer.site_id, state)

    def _drop(self, leg: _Leg | None) -> None:
        if leg is not None and leg.connection is not None:
            self._start(leg.connection.close())

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(_guarded(work, self.peer.site_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _guarded(work: Coroutine[object, object, None], site_id: SiteId) -> None:
    try:
        await work
    except Exception:
        logger.exception("link task failed site=%s", site_id)
