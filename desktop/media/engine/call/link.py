"""The link to one other site: what it sends, what it shows, and whether it must act."""

import logging

import numpy as np

from desktop.domain.media.call import IceServer, PeerNumber, PeerState, PeerStats
from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.media.engine.call.leg import Leg
from desktop.media.engine.call.legs import Legs, LinkConfig
from desktop.media.engine.call.link_events import LinkOwner
from desktop.media.engine.call.link_watchdog import LinkWatch
from desktop.media.engine.call.negotiation import Negotiation
from desktop.media.engine.call.words_talk import WordsTalk
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import Signal, SignalKind, WordsNote
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

logger = logging.getLogger(__name__)


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
        talk: WordsTalk,
    ) -> None:
        self.peer = peer
        self._own_number = own_number
        self._clock = config.clock
        self._limits = limits
        self._owner = owner
        self._talk = talk
        self._watch = LinkWatch(begun_at_s=config.clock.monotonic())
        self._legs = Legs(
            config=config,
            site_id=peer.site_id,
            watch=self._watch,
            limits=limits,
            on_video=self._show,
        )
        self._negotiation = Negotiation(
            clock=config.clock,
            own_number=own_number,
            peer=peer,
            legs=self._legs,
            watch=self._watch,
            owner=owner,
        )
        self._state: PeerState | None = None
        self._told_words: CodeWords | NoCodeWords = NoCodeWords.NOT_YET
        self._is_closed = False
        self._has_left = False

    # ---- life -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Offer, or wait for the other site's offer."""
        self._tell_state(PeerState.CONNECTING)
        if self._negotiation.is_offering:
            self._negotiation.offer_anew()

    def shut(self, *, says_bye: bool = False) -> None:
        """Begin to end every connection; nothing is told after this. Idempotent."""
        if self._is_closed:
            return
        if says_bye:
            self._negotiation.say_bye()
        self._leave()
        self._is_closed = self._negotiation.is_over = True

    async def wait_closed(self) -> None:
        """Until every connection is closed."""
        await self._legs.wait_closed()

    def step(self) -> None:
        """Look at the time: promote, give up, act. Called about twenty times a second."""
        if self._is_closed or self._has_left:
            return
        now_s = self._clock.monotonic()
        self._settle()
        heard_s = self._legs.last_rtp_at_s()
        state = self._watch.state(now_s, heard_s)
        self._tell_state(state)
        if state is PeerState.CONNECTED:
            self._negotiation.tidy(now_s)
            self._talk_words(now_s)
        has_failed = self._legs.now is not None and self._legs.now.has_failed
        tried = self._legs.tried() if self._negotiation.is_offering else None
        if self._watch.must_act(now_s, heard_s, has_failed=has_failed, tried=tried):
            self._negotiation.act()

    def renew_if_silent(self) -> None:
        """What was said lately may be lost: a link that hears nothing acts now."""
        if self._is_closed or self._has_left:
            return
        self._talk.renew()
        state = self._watch.state(self._clock.monotonic(), self._legs.last_rtp_at_s())
        if state is not PeerState.CONNECTED:
            self._negotiation.act()

    def set_ice_servers(self, ice_servers: tuple[IceServer, ...]) -> None:
        """For connections made from now on: credentials are limited in time."""
        self._legs.set_ice_servers(ice_servers)

    def deliver(self, signal: Signal) -> None:
        """A signal of this pair of seats; its SDP is untrusted."""
        is_offering = self._negotiation.is_offering
        match signal.kind:
            case SignalKind.OFFER if not is_offering:
                self._has_left = False
                self._negotiation.take_offer(signal)
            case SignalKind.ANSWER if is_offering:
                self._negotiation.take_answer(signal)
            case SignalKind.RESTART if is_offering:
                self._negotiation.take_restart(signal)
            case SignalKind.BYE:
                self._leave()
            case SignalKind.WORDS if signal.words is not None:
                self._take_words(signal.words, signal.connection_id)
            case _:
                logger.warning("signal out of place site=%s", self.peer.site_id)

    # ---- media ----------------------------------------------------------------------------------

    def send_video(self, picture: Picture) -> None:
        """To the other site; an attempt beside a connection carries the voice alone at first."""
        leg = self._legs.now or self._legs.attempt
        if leg is not None and leg.connection is not None:
            leg.connection.send_video(picture)

    def send_audio(self, block: Block) -> None:
        """To the other site, on every connection that may carry it."""
        for leg in (self._legs.now, self._legs.attempt):
            if leg is not None and leg.connection is not None:
                leg.connection.send_audio(block)

    def pull_audio(self) -> Block:
        """The other site's voice. Thread: any."""
        leg = self._legs.now
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
        leg = self._legs.now or self._legs.attempt
        if leg is None or leg.connection is None:
            return None
        return await leg.connection.stats(self.peer.site_id)

    # ---- what is told ---------------------------------------------------------------------------

    def _settle(self) -> None:
        self._legs.settle()
        leg = self._legs.now
        if leg is None or leg.connection is None:
            return
        at_s = leg.connection.first_audio_at_s()
        if at_s is not None and not leg.has_told_audio:
            leg.has_told_audio = True
            self._owner.on_first_media(self.peer.site_id, "audio", at_s)

    def _show(self, leg: Leg, picture: Picture) -> None:
        self._settle()
        if leg is not self._legs.now or self._is_closed:
            return
        if not leg.has_told_video:
            leg.has_told_video = True
            self._owner.on_first_media(self.peer.site_id, "video", picture.made_at_s)
        self._owner.on_picture(self.peer.site_id, picture)

    def _talk_words(self, now_s: float) -> None:
        leg = self._legs.now
        keys = None if leg is None else leg.keys
        if leg is None or keys is None:
            return
        self._say_words(self._talk.say(keys, now_s), leg.id)
        words = self._talk.outcome(keys, now_s)
        if words != self._told_words:
            self._told_words = words
            self._owner.on_code_words(self.peer.site_id, words)

    def _take_words(self, note: WordsNote, connection_id: str) -> None:
        leg = self._legs.of(connection_id)
        keys = None if leg is None else leg.keys
        self._say_words(self._talk.take(note, keys, self._clock.monotonic()), connection_id)

    def _say_words(self, note: WordsNote | None, connection_id: str) -> None:
        if note is not None:
            signal = Signal(
                kind=SignalKind.WORDS,
                connection_id=connection_id,
                from_number=self._own_number,
                to_number=self.peer.media_number,
                words=note,
            )
            self._owner.on_signal(self.peer.site_id, signal)

    def _leave(self) -> None:
        self._has_left = True
        self._legs.drop_all()
        self._tell_state(PeerState.CLOSED)

    def _tell_state(self, state: PeerState) -> None:
        if state is not self._state:
            self._state = state
            self._limit()
            self._owner.on_state(self.peer.site_id, state)

    def _limit(self) -> None:
        self._legs.limit(self._limits, is_silent=self._state is PeerState.RECONNECTING)
