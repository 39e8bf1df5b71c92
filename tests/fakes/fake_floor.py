"""The floor of the city behind a fake channel: hands in their order, turns, microphones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from desktop.domain.conduct.floor import TURN_S, can_ask_floor, can_give_floor, heard_sites
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.speaking_queue import (
    Hand,
    Side,
    Speaker,
    SpeakingQueue,
    Turn,
    with_hand,
    with_moved,
    without_number,
    without_speaker,
)
from desktop.domain.ids import SiteId
from tests.samples.receptions import HQ


class FloorCity(Protocol):
    """What a fake floor needs of its city. allowed: None when it is not reached, which it tells."""

    def allowed(self, action: str) -> LiveSession | None: ...
    def refuse(self, action: str) -> None: ...
    def change(self, change: Callable[[LiveSession], LiveSession]) -> None: ...
    def now(self) -> datetime: ...


class FakeFloor:
    """What one seat orders of the floor, and the city that does it."""

    def __init__(self, *, city: FloorCity, own_site_id: SiteId) -> None:
        self._city = city
        self._own_site_id = own_site_id
        self._last_number = 0
        self.is_deaf = False

    # ---- FloorService ----

    def raise_hand(self, speaker: Speaker, reason: str = "") -> None:
        live = self._allowed("ask_floor", can_ask_floor)
        if live is not None:
            self.put_hand(self._own_site_id, speaker, reason)

    def lower_hand(self, speaker: Speaker) -> None:
        live = self._city.allowed("ask_floor")
        if live is not None:
            hands = without_speaker(queue_of(live).hands, self._own_site_id, speaker.label)
            self._keep(hands)

    def call(self, site_id: SiteId, hand: int | None, turn_s: int) -> None:
        if self.is_deaf:
            return
        live = self._allowed("give_floor", can_give_floor)
        if live is None:
            return
        of_site = queue_of(live).hands_of(site_id)
        found = next((one for one in of_site if hand in (None, one.number)), None)
        if live.seat(site_id) is None or (found is None and hand is not None):
            self._city.refuse("give_floor")
            return
        now = self._city.now()
        self._city.change(lambda one: with_turn(one, site_id, found, turn_s, now))

    def lower(self, hand: int | None) -> None:
        live = self._allowed("lower_hands", can_ask_floor)
        if live is not None:
            self._keep(() if hand is None else without_number(queue_of(live).hands, hand))

    def move(self, hand: int, place: int) -> None:
        live = self._allowed("move_hand", can_ask_floor)
        if live is None:
            return
        if queue_of(live).hand(hand) is None:
            self._city.refuse("move_hand")
            return
        self._keep(with_moved(queue_of(live).hands, hand, place))

    def lock(self, site_id: SiteId, *, is_locked: bool) -> None:
        live = self._allowed("lock_microphone", can_ask_floor)
        if live is None:
            return
        queue = queue_of(live)
        others = tuple(one for one in queue.locked if one != site_id)
        locked = (*others, site_id) if is_locked else others
        self._city.change(lambda one: replace(one, queue=replace(queue, locked=locked)))

    # ---- what a test does to the city ----

    def put_hand(self, site_id: SiteId, speaker: Speaker, reason: str = "") -> None:
        """A hand goes up at a site."""

        def change(live: LiveSession) -> LiveSession:
            queue = queue_of(live)
            former = max((one.number for one in queue.hands), default=0)
            self._last_number = 1 + max(self._last_number, former)
            hand = Hand(
                number=self._last_number,
                site_id=site_id,
                side=speaker.side,
                raised_at=self._city.now(),
                speaker=speaker.label,
                reason=reason,
            )
            return with_hands(live, with_hand(queue.hands, hand))

        self._city.change(change)

    # ---- inside ----

    def _allowed(self, action: str, may: Callable[..., bool]) -> LiveSession | None:
        live = self._city.allowed(action)
        if live is not None and not may(live.status):
            self._city.refuse(action)
            return None
        return live

    def _keep(self, hands: tuple[Hand, ...]) -> None:
        self._city.change(lambda live: with_hands(live, hands))


def queue_of(live: LiveSession) -> SpeakingQueue:
    return live.queue or SpeakingQueue()


def with_hands(live: LiveSession, hands: tuple[Hand, ...]) -> LiveSession:
    up = {one.site_id for one in hands}
    seats = tuple(replace(one, has_hand_up=one.site_id in up) for one in live.seats)
    return replace(live, seats=seats, queue=replace(queue_of(live), hands=hands))


def with_turn(
    live: LiveSession, site_id: SiteId | None, hand: Hand | None, turn_s: int, now: datetime
) -> LiveSession:
    turn = None if site_id is None else Turn(seconds=turn_s)
    if hand is not None:
        turn = Turn(seconds=turn_s, speaker=hand.speaker, side=hand.side)
        live = with_hands(live, without_number(queue_of(live).hands, hand.number))
    since = None if site_id is None else now
    live = replace(live, speaking_site_id=site_id, floor_since=since)
    return live if live.queue is None else replace(live, queue=replace(live.queue, turn=turn))


def called(live: LiveSession, site_id: SiteId | None, now: datetime) -> LiveSession:
    """As a room calls that knows no hands: by the first one of the site."""
    hand = None if site_id is None else next(iter(queue_of(live).hands_of(site_id)), None)
    return with_turn(live, site_id, hand, TURN_S, now)


def followed(live: LiveSession, now: datetime) -> LiveSession:
    """With the queue as the seats say it, where a test put them; and with who is heard."""
    if live.queue is None:
        return live
    up = [seat.site_id for seat in live.seats if seat.has_hand_up]
    hands = tuple(one for one in live.queue.hands if one.site_id in up)
    for site_id in up:
        if not any(one.site_id == site_id for one in hands):
            number = 1 + max((one.number for one in hands), default=0)
            hand = Hand(number=number, site_id=site_id, side=Side.OFFICERS, raised_at=now)
            hands = (*hands, hand)
    live = replace(live, queue=replace(live.queue, hands=hands))
    heard = heard_sites(live, {HQ})
    return replace(live, queue=replace(queue_of(live), heard=heard))
