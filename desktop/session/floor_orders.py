"""What a seat orders of the floor: hands, turns, their order, and locked microphones."""

from collections.abc import Callable

from desktop.contract.channel import messages as wire
from desktop.contract.channel.floor import LockMicrophone, LowerHands, MoveHand
from desktop.domain.conduct.speaking_queue import Speaker
from desktop.domain.ids import SiteId
from desktop.session.words.queue_mapping import ask_floor_of, give_floor_of


class FloorOrders:
    """Implements FloorService (presenters/services/floor.py) of a city that keeps a queue.

    order: sends a command, or tells that it cannot. Thread of every method: any.
    """

    def __init__(self, order: Callable[[wire.RoomMessage], None]) -> None:
        self._order = order

    def raise_hand(self, speaker: Speaker, reason: str = "") -> None:
        """Somebody here asks for the floor; again: with another reason, in the same place."""
        self._order(ask_floor_of(speaker, reason, has_hand_up=True))

    def lower_hand(self, speaker: Speaker) -> None:
        """Somebody here thinks better of it."""
        self._order(ask_floor_of(speaker, "", has_hand_up=False))

    def call(self, site_id: SiteId, hand: int | None, turn_s: int) -> None:
        """The chair calls this hand, or the site where it has none up."""
        self._order(give_floor_of(site_id, hand, turn_s))

    def lower(self, hand: int | None) -> None:
        """The chair lowers one hand; None: all."""
        self._order(LowerHands(hand=hand))

    def move(self, hand: int, place: int) -> None:
        """The chair calls a hand sooner or later; place from 0."""
        self._order(MoveHand(hand=hand, place=place))

    def lock(self, site_id: SiteId, *, is_locked: bool) -> None:
        """The chair mutes a site and keeps it muted, or lets it speak again."""
        self._order(LockMicrophone(site_id=site_id, is_locked=is_locked))
