"""Offers, answers and restarts of one link: who says what when, and what becomes of it."""

import logging

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import new_id
from desktop.domain.media.call import PeerNumber
from desktop.media.engine.call.leg import MOST_RESTARTS, Leg
from desktop.media.engine.call.legs import Legs
from desktop.media.engine.call.link_events import LinkOwner
from desktop.media.engine.call.link_watchdog import LinkWatch, Move
from desktop.media.engine.call.offer_pace import OfferPace
from desktop.media.engine.signaling import Signal, SignalKind

logger = logging.getLogger(__name__)


def is_offering(own_number: int, their_number: int) -> bool:
    """Of two seats the one with the larger number offers; equal numbers never meet."""
    return own_number > their_number


class Negotiation:
    """Thread: media-loop. is_over: nothing is said any more."""

    def __init__(
        self,
        *,
        clock: Clock,
        own_number: int,
        peer: PeerNumber,
        legs: Legs,
        watch: LinkWatch,
        owner: LinkOwner,
    ) -> None:
        self.is_offering = is_offering(own_number, peer.media_number)
        self.is_over = False
        self._clock = clock
        self._own_number = own_number
        self._peer = peer
        self._legs = legs
        self._watch = watch
        self._owner = owner
        self._pace = OfferPace(now_s=clock.monotonic())

    def offer_anew(self) -> None:
        """By a new connection."""
        self._offer(self._legs.begin(new_id()), restarts_ice=False)

    def act(self) -> None:
        """Try to have media again; asks the offering side when that is not us."""
        leg = self._legs.now
        can_restart = leg is not None and leg.can_restart_ice
        move = self._watch.act(self._clock.monotonic(), can_restart_ice=can_restart)
        site_id = self._peer.site_id
        logger.info("link acts site=%s offering=%s move=%s", site_id, self.is_offering, move.name)
        if not self.is_offering:
            self._say(SignalKind.RESTART, "")
        elif leg is not None and move is Move.RESTART_ICE:
            self._offer(leg, restarts_ice=True)
        else:
            self.offer_anew()

    def tidy(self, now_s: float) -> None:
        """Media flow: what was tried when they did not comes to its end."""
        attempt, leg = self._legs.attempt, self._legs.now
        if attempt is not None and attempt.tried.is_over(now_s):
            self._legs.drop_attempt()
        if leg is not None:
            self._repeat(leg.offer_to_repeat(now_s))

    def say_bye(self) -> None:
        """This seat leaves."""
        self._say(SignalKind.BYE, "")

    # ---- what the other site says ---------------------------------------------------------------

    def take_offer(self, signal: Signal) -> None:
        """Answer it, unless it is old or comes too fast; its SDP is untrusted."""
        leg = self._legs.of(signal.connection_id)
        if leg is not None and signal.attempt <= leg.attempt:
            self._repeat(leg.said if signal.attempt == leg.attempt else None)
            return
        if not self._pace.takes(self._clock.monotonic()):
            logger.warning("offer came too fast site=%s", self._peer.site_id)
            return
        is_worn = signal.attempt > MOST_RESTARTS + 1
        if is_worn or (leg is None and signal.attempt > 1):
            # ICE of a connection that is gone here, or has too many paths: a new one helps.
            self._say(SignalKind.RESTART, signal.connection_id)
            return
        if leg is None:
            leg = self._legs.begin(signal.connection_id)
        leg.can_restart_there = signal.can_restart_ice
        leg.begin_answer(signal.attempt, self._clock.monotonic())
        self._legs.start(self._answer(leg, signal), leg)

    def take_answer(self, signal: Signal) -> None:
        """To an offer of ours; its SDP is untrusted."""
        leg = self._legs.of(signal.connection_id)
        if leg is not None:
            self._legs.start(self._apply_answer(leg, signal), leg)

    def take_restart(self, signal: Signal) -> None:
        """The other site hears nothing: try again, unless what we try is young."""
        leg, tried = self._legs.of(signal.connection_id), self._legs.tried()
        if leg is not None:
            leg.can_restart_there = False
        elif tried is not None and tried.is_young(self._clock.monotonic()):
            self._say_again()
            return
        if self._pace.takes(self._clock.monotonic()):
            self.act()
        else:
            logger.warning("restart asked too fast site=%s", self._peer.site_id)

    # ---- what we say ----------------------------------------------------------------------------

    def _say_again(self) -> None:
        """The other site asks for what we have just offered, or are about to; it may be lost."""
        legs = (self._legs.attempt, self._legs.now)
        leg = next((one for one in legs if one and one.is_unanswered), None)
        self._repeat(None if leg is None else leg.said)

    def _repeat(self, said: Signal | None) -> None:
        if said is not None:
            self._owner.on_signal(self._peer.site_id, said)

    def _offer(self, leg: Leg, *, restarts_ice: bool) -> None:
        attempt = leg.begin_offer(self._clock.monotonic())
        self._legs.start(self._make_offer(leg, attempt, restarts_ice=restarts_ice), leg)

    async def _make_offer(self, leg: Leg, attempt: int, *, restarts_ice: bool) -> None:
        self._legs.open(leg)
        offer = await leg.offer(attempt, restarts_ice=restarts_ice)
        if offer is not None and not self.is_over:
            leg.said = self._say(SignalKind.OFFER, leg.id, offer, leg)
            leg.said_at_s = self._clock.monotonic()

    async def _answer(self, leg: Leg, signal: Signal) -> None:
        self._legs.open(leg)
        try:
            answer = await leg.answer(signal.attempt, signal.sdp)
        except ProtocolError as error:
            logger.warning("offer refused site=%s code=%s", self._peer.site_id, error.code)
            if leg is self._legs.now:
                self._say(SignalKind.RESTART, leg.id)
            else:
                leg.has_failed = True
            return
        if answer is not None and not self.is_over:
            leg.said = self._say(SignalKind.ANSWER, leg.id, answer, leg)

    async def _apply_answer(self, leg: Leg, signal: Signal) -> None:
        try:
            now_s = self._clock.monotonic()
            is_taken = await leg.take_answer(signal.attempt, signal.sdp, now_s)
        except ProtocolError as error:
            logger.warning("answer refused site=%s code=%s", self._peer.site_id, error.code)
            leg.said = None  # the same offer would have the same answer
            leg.has_failed = leg is not self._legs.now
            return
        if is_taken:
            leg.can_restart_there = signal.can_restart_ice

    def _say(
        self, kind: SignalKind, connection_id: str, sdp: str = "", leg: Leg | None = None
    ) -> Signal:
        connection = None if leg is None else leg.connection
        signal = Signal(
            kind=kind,
            connection_id=connection_id,
            from_number=self._own_number,
            to_number=self._peer.media_number,
            sdp=sdp,
            attempt=1 if leg is None else leg.attempt,
            can_restart_ice=connection is not None and connection.can_restart_ice,
        )
        self._owner.on_signal(self._peer.site_id, signal)
        return signal
