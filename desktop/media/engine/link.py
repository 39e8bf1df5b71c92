"""The link to one other site: its connection now, and beside it the one that shall replace it."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, replace

import numpy as np

from desktop.domain.call import IceServer, PeerNumber, PeerState, PeerStats
from desktop.domain.clock import Clock
from desktop.domain.code_words import code_words
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId, new_id
from desktop.media.engine.call_rules import is_offering
from desktop.media.engine.leg import Keys, Leg
from desktop.media.engine.link_news import LinkOwner
from desktop.media.engine.link_watch import Attempt, LinkWatch, Move
from desktop.media.engine.peer.connection import (
    BLOCK_SAMPLES,
    Block,
    ConnectionConfig,
    ConnectionState,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import Signal, SignalKind

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConfig:
    """What every link of a call shares."""

    clock: Clock
    connect: PeerConnectionFactory
    ice_servers: tuple[IceServer, ...]
    loopback_only: bool
    ice_port_range: tuple[int, int] | None
    relay_only: bool = False


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
        self._watch = LinkWatch(begun_at_s=config.clock.monotonic())
        self._state: PeerState | None = None
        self._told_keys: Keys | None = None
        self._leg: Leg | None = None
        self._next: Leg | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self._has_left = False

    # ---- life -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Offer, or wait for the other site's offer."""
        self._tell_state(PeerState.CONNECTING)
        if self._is_offering:
            self._offer_anew()

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
        """Look at the time: promote, give up, act. Called about twenty times a second."""
        if self._is_closed or self._has_left:
            return
        now_s = self._config.clock.monotonic()
        self._settle()
        heard_s = self._last_rtp_at_s()
        state = self._watch.state(now_s, heard_s)
        self._tell_state(state)
        if state is PeerState.CONNECTED:
            self._tidy(now_s)
        has_failed = self._leg is not None and self._leg.has_failed
        tried = self._tried() if self._is_offering else None
        if self._watch.must_act(now_s, heard_s, has_failed=has_failed, tried=tried):
            self._act()

    def _tidy(self, now_s: float) -> None:
        """Media flow: what was tried when they did not comes to its end."""
        if self._next is not None and self._next.tried.is_over(now_s):
            self._drop_attempt()
        if self._leg is not None:
            self._repeat(self._leg.offer_to_repeat(now_s))

    def renew_if_silent(self) -> None:
        """What was said lately may be lost: a link that hears nothing acts now."""
        if self._is_closed or self._has_left:
            return
        heard_s = self._last_rtp_at_s()
        if self._watch.state(self._config.clock.monotonic(), heard_s) is not PeerState.CONNECTED:
            self._act()

    def set_ice_servers(self, ice_servers: tuple[IceServer, ...]) -> None:
        """For connections made from now on: credentials are limited in time."""
        self._config = replace(self._config, ice_servers=ice_servers)

    # ---- media ----------------------------------------------------------------------------------

    def send_video(self, picture: Picture) -> None:
        """To the other site; an attempt beside a connection carries the voice alone at first."""
        leg = self._leg or self._next
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
        """Bound what is sent from now on; the same again costs nothing."""
        if limits == self._limits:
            return
        self._limits = limits
        self._limit()

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
                self._take_offer(signal)
            case SignalKind.ANSWER if self._is_offering:
                if (leg := self._leg_of(signal.connection_id)) is not None:
                    self._start(self._take_answer(leg, signal), leg)
            case SignalKind.RESTART if self._is_offering:
                self._take_restart(signal)
            case SignalKind.BYE:
                self._leave()
            case _:
                logger.warning("signal out of place site=%s", self.peer.site_id)

    def _take_offer(self, signal: Signal) -> None:
        leg = self._leg_of(signal.connection_id)
        if leg is None and signal.attempt > 1:
            # ICE of a connection that is gone here: only a new connection helps.
            self._say(SignalKind.RESTART, signal.connection_id)
            return
        if leg is None:
            leg = self._new_leg(signal.connection_id)
        elif signal.attempt <= leg.attempt:
            self._repeat(leg.said if signal.attempt == leg.attempt else None)
            return
        leg.can_restart_there = signal.can_restart_ice
        leg.begin_answer(signal.attempt, self._config.clock.monotonic())
        self._start(self._answer(leg, signal), leg)

    def _take_restart(self, signal: Signal) -> None:
        leg, tried = self._leg_of(signal.connection_id), self._tried()
        if leg is not None:
            leg.can_restart_there = False
        elif tried is not None and tried.is_young(self._config.clock.monotonic()):
            self._say_again()
            return
        self._act()

    def _say_again(self) -> None:
        """The other site asks for what we have just offered, or are about to; it may be lost."""
        leg = next((one for one in (self._next, self._leg) if one and one.is_unanswered), None)
        self._repeat(None if leg is None else leg.said)

    def _repeat(self, said: Signal | None) -> None:
        if said is not None:
            self._owner.on_signal(self.peer.site_id, said)

    def _tried(self) -> Attempt | None:
        """The newest attempt, also one that has had its time."""
        leg = self._next or self._leg
        return None if leg is None else leg.tried

    def _act(self) -> None:
        """Try to have media again; asks the offering side when that is not us."""
        leg = self._leg
        can_restart = leg is not None and leg.can_restart_ice
        move = self._watch.act(self._config.clock.monotonic(), can_restart_ice=can_restart)
        site_id, is_offering = self.peer.site_id, self._is_offering
        logger.info("link acts site=%s offering=%s move=%s", site_id, is_offering, move.name)
        if not is_offering:
            self._say(SignalKind.RESTART, "")
        elif leg is not None and move is Move.RESTART_ICE:
            self._offer(leg, restarts_ice=True)
        else:
            self._offer_anew()

    def _offer_anew(self) -> None:
        self._offer(self._new_leg(new_id()), restarts_ice=False)

    def _offer(self, leg: Leg, *, restarts_ice: bool) -> None:
        attempt = leg.begin_offer(self._config.clock.monotonic())
        self._start(self._make_offer(leg, attempt, restarts_ice=restarts_ice), leg)

    async def _make_offer(self, leg: Leg, attempt: int, *, restarts_ice: bool) -> None:
        leg.open(self._config.connect, self._connection_config(leg))
        offer = await leg.offer(attempt, restarts_ice=restarts_ice)
        if offer is not None and not self._is_closed:
            leg.said = self._say(SignalKind.OFFER, leg.id, offer, leg)
            leg.said_at_s = self._config.clock.monotonic()

    async def _answer(self, leg: Leg, signal: Signal) -> None:
        leg.open(self._config.connect, self._connection_config(leg))
        try:
            answer = await leg.answer(signal.attempt, signal.sdp)
        except ProtocolError as error:
            logger.warning("offer refused site=%s code=%s", self.peer.site_id, error.code)
            if leg is self._leg:
                self._say(SignalKind.RESTART, leg.id)
            else:
                leg.has_failed = True
            return
        if answer is not None and not self._is_closed:
            leg.said = self._say(SignalKind.ANSWER, leg.id, answer, leg)

    async def _take_answer(self, leg: Leg, signal: Signal) -> None:
        try:
            now_s = self._config.clock.monotonic()
            is_taken = await leg.take_answer(signal.attempt, signal.sdp, now_s)
        except ProtocolError as error:
            logger.warning("answer refused site=%s code=%s", self.peer.site_id, error.code)
            leg.said = None  # the same offer would have the same answer
            leg.has_failed = leg is not self._leg
            return
        if is_taken:
            leg.can_restart_there = signal.can_restart_ice

    def _leave(self) -> None:
        self._has_left = True
        self._drop_attempt()
        former, self._leg = self._leg, None
        self._drop(former)
        self._tell_state(PeerState.CLOSED)

    def _say(
        self, kind: SignalKind, connection_id: str, sdp: str = "", leg: Leg | None = None
    ) -> Signal:
        connection = None if leg is None else leg.connection
        signal = Signal(
            kind=kind,
            connection_id=connection_id,
            from_number=self._own_number,
            to_number=self.peer.media_number,
            sdp=sdp,
            attempt=1 if leg is None else leg.attempt,
            can_restart_ice=connection is not None and connection.can_restart_ice,
        )
        self._owner.on_signal(self.peer.site_id, signal)
        return signal

    # ---- connections ----------------------------------------------------------------------------

    def _leg_of(self, connection_id: str) -> Leg | None:
        legs = (self._leg, self._next)
        return next((one for one in legs if one is not None and one.id == connection_id), None)

    def _new_leg(self, connection_id: str) -> Leg:
        """The one attempt that may run beside the present connection."""
        self._drop_attempt()
        self._next = Leg(
            connection_id,
            begun_at_s=self._config.clock.monotonic(),
            gather_limit_s=self._watch.begin_connection(),
            has_servers=bool(self._config.ice_servers),
        )
        return self._next

    def _connection_config(self, leg: Leg) -> ConnectionConfig:
        return ConnectionConfig(
            ice_servers=self._config.ice_servers,
            loopback_only=self._config.loopback_only,
            relay_only=self._config.relay_only,
            gather_limit_s=leg.gather_limit_s,
            ice_port_range=self._config.ice_port_range,
            limits=self._limits,
            on_video=lambda picture: self._show(leg, picture),
            on_state=lambda state: self._note_state(leg, state),
        )

    def _settle(self) -> None:
        """The attempt that carries media becomes the connection; one that failed is let go."""
        candidate = self._next
        if candidate is not None and candidate.last_rtp_at_s() is not None:
            former, self._leg, self._next = self._leg, candidate, None
            self._drop(former)
        elif candidate is not None and candidate.has_failed:
            self._drop_attempt()
        leg = self._leg
        if leg is None or leg.connection is None:
            return
        self._tell_code_words(leg.keys)
        at_s = leg.connection.first_audio_at_s()
        if at_s is not None and not leg.has_told_audio:
            leg.has_told_audio = True
            self._owner.on_first_media(self.peer.site_id, "audio", at_s)

    def _tell_code_words(self, keys: Keys | None) -> None:
        if keys is not None and keys != self._told_keys:
            self._told_keys = keys
            self._owner.on_code_words(self.peer.site_id, code_words(keys.own, keys.theirs))

    def _show(self, leg: Leg, picture: Picture) -> None:
        self._settle()
        if leg is not self._leg or self._is_closed:
            return
        if not leg.has_told_video:
            leg.has_told_video = True
            self._owner.on_first_media(self.peer.site_id, "video", picture.made_at_s)
        self._owner.on_picture(self.peer.site_id, picture)

    def _note_state(self, leg: Leg, state: ConnectionState) -> None:
        leg.has_failed = state is ConnectionState.FAILED

    def _last_rtp_at_s(self) -> float | None:
        return None if self._leg is None else self._leg.last_rtp_at_s()

    def _tell_state(self, state: PeerState) -> None:
        if state is not self._state:
            self._state = state
            self._limit()
            self._owner.on_state(self.peer.site_id, state)

    def _limit(self) -> None:
        """A line that says nothing gets no pictures: they begin anew, whole, when it speaks."""
        if self._leg is not None and self._leg.connection is not None:
            is_silent = self._state is PeerState.RECONNECTING
            none = replace(self._limits, max_video_kbps=0)
            self._leg.connection.set_limits(none if is_silent else self._limits)
        if self._next is not None and self._next.connection is not None:
            self._next.connection.set_limits(self._limits)

    def _drop_attempt(self) -> None:
        attempt, self._next = self._next, None
        self._drop(attempt)

    def _drop(self, leg: Leg | None) -> None:
        if leg is not None:
            self._start(leg.close())

    def _start(self, work: Coroutine[object, object, None], leg: Leg | None = None) -> None:
        """leg: its work ends with it."""
        task = asyncio.ensure_future(_guarded(work, self.peer.site_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if leg is not None:
            leg.work.add(task)
            task.add_done_callback(leg.work.discard)


async def _guarded(work: Coroutine[object, object, None], site_id: SiteId) -> None:
    try:
        await work
    except Exception:
        logger.exception("link task failed site=%s", site_id)
