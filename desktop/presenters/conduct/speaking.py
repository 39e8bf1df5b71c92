"""Lượt nói: hands in the order that the city keeps, turns, and microphones that are locked."""

from collections.abc import Callable

from desktop.domain.access.rights import Right
from desktop.domain.conduct.floor import can_ask_floor
from desktop.domain.conduct.speaking_queue import Hand, Speaker, SpeakingQueue, speakers_at
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.speaking_state import AskPanel, RowAction, SpeakerLine
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.live.session_entry import SessionEntry

ANSWER_S = 3.0
"""So long the city may take to do what was pressed before the same press is a new one."""


class SpeakingPresenter:
    """What is done with hands and turns; nothing of it where the city keeps no order.

    on_offline: called for what was pressed while the city is not reached.
    """

    def __init__(self, *, entry: SessionEntry, on_offline: Callable[[], None]) -> None:
        self._channel = entry.services.channel
        self._floor = entry.services.channel.floor
        self._context = entry.context
        self._may = entry.may
        self._facts = entry.facts
        self._on_offline = on_offline
        self._clock = entry.clock
        self._called: tuple[int, float] | None = None
        self._speakers = speakers_at(entry.context.plan.participants, entry.context.own_site_id)

    # ---- reading ---------------------------------------------------------------------------

    @property
    def queue(self) -> SpeakingQueue | None:
        """Hands and microphones as the city says them; None: it keeps no order."""
        live = self._facts.live
        return None if live is None else live.queue

    @property
    def hands(self) -> tuple[Hand, ...]:
        """In the order in which they are called."""
        return () if self.queue is None else self.queue.hands

    def next_called(self) -> tuple[SiteId, Hand | None] | None:
        """Whom the chair calls next: the first hand whose site is there; None: nobody waits."""
        if self.queue is None:
            site_id = next(filter(self._has_hand_up, self._context.plan.site_ids), None)
            return None if site_id is None else (site_id, None)
        hand = next((one for one in self.hands if self._is_there(one.site_id)), None)
        return None if hand is None else (hand.site_id, hand)

    def obstacle_to_call(self) -> Obstacle | None:
        """In a session that goes on: why nobody can be called."""
        if self._facts.consultation is not None:
            return Obstacle.CONSULTING
        return None if self.next_called() else Obstacle.NOBODY_WAITS

    def speaker_of(self, hand: Hand) -> str:
        """How queue and buttons name who asks."""
        return self._context.speaker_label(hand.site_id, hand.speaker)

    def is_locked(self, site_id: SiteId) -> bool:
        """Whether the chair keeps this site muted."""
        return self.queue is not None and site_id in self.queue.locked

    def actions(self, site_id: SiteId, hand: Hand | None) -> tuple[RowAction, ...]:
        """What can be done with a row beside its button, in the order of its menu."""
        if not self._keeps_order():
            return ()
        lock = RowAction.UNLOCK if self.is_locked(site_id) else RowAction.LOCK
        is_bound = site_id != self._context.plan.central_site_id
        has_seat = self._facts.seat(site_id) is not None
        locking = (lock,) if is_bound and has_seat and not self._facts.platform else ()
        if hand is None:
            return locking
        place, last = self.hands.index(hand), len(self.hands) - 1
        moves = (
            *((RowAction.UP,) if place > 0 else ()),
            *((RowAction.DOWN,) if place < last else ()),
        )
        return (*moves, RowAction.LOWER, *locking)

    def can_clear(self) -> bool:
        """Whether every hand can be lowered."""
        return self._keeps_order() and bool(self.hands)

    def asking(self) -> AskPanel | None:
        """Who of this site asks, and why; None where nothing of that can be said."""
        is_asked = self._may(Right.ASK_FLOOR) and can_ask_floor(self._facts.status)
        is_heard = is_asked and self._facts.is_connected
        if self.queue is None or not is_heard or not self._speakers:
            return None
        own = {one.speaker: one for one in self.queue.hands_of(self._context.own_site_id)}
        lines = tuple(
            SpeakerLine(
                label=one.label,
                side=one.side,
                has_hand_up=one.label in own,
                reason=own[one.label].reason if one.label in own else "",
            )
            for one in self._speakers
        )
        return AskPanel(speakers=lines)

    # ---- what the officer does -------------------------------------------------------------

    def call(self, site_id: SiteId, hand: Hand | None) -> None:
        """Give the floor, by this hand or the first one of the site.

        A hand that was called a moment ago stands in the list until the city has answered.
        """
        if self.queue is None:
            self._channel.give_floor(site_id)
        elif hand is None or not self._was_called(hand.number):
            self._floor.call(site_id, None if hand is None else hand.number, self._context.turn_s)

    def call_next(self) -> None:
        """The first hand whose site is there."""
        if (called := self.next_called()) is not None:
            self.call(*called)

    def ask(self) -> None:
        """Raise the hand of the one for whom this site is called."""
        if self.queue is None or not self._speakers:
            self._channel.ask_floor(has_hand_up=True)
        else:
            self._floor.raise_hand(self._speakers[0])

    def ask_for(self, label: str, reason: str) -> None:
        """Raise the hand of a person of this site, or say why it is up."""
        speaker = self._speaker(label)
        if speaker is not None and self._is_reached():
            self._floor.raise_hand(speaker, reason)

    def withdraw(self, label: str) -> None:
        """Lower the hand of a person of this site."""
        speaker = self._speaker(label)
        if speaker is not None and self._is_reached():
            self._floor.lower_hand(speaker)

    def press_hand(self, number: int) -> None:
        """The button of a hand's row: whoever conducts calls it, its own site lowers it."""
        hand = next((one for one in self.hands if one.number == number), None)
        if hand is None:
            return
        if self._may(Right.GIVE_FLOOR) and not self._is_own_chair(hand.site_id):
            self.call(hand.site_id, hand)
        else:
            self._floor.lower_hand(Speaker(label=hand.speaker, side=hand.side))

    def act(self, action: RowAction, site_id: SiteId, number: int | None) -> None:
        """One line of a row's menu, or its key."""
        hand = next((one for one in self.hands if one.number == number), None)
        if not self._is_reached() or action not in self.actions(site_id, hand):
            return
        if hand is None or action in (RowAction.LOCK, RowAction.UNLOCK):
            self._floor.lock(site_id, is_locked=action is RowAction.LOCK)
        elif action is RowAction.LOWER:
            self._floor.lower(hand.number)
        else:
            step = -1 if action is RowAction.UP else 1
            self._floor.move(hand.number, self.hands.index(hand) + step)

    def place(self, number: int, place: int) -> None:
        """Dragged or sent by number to a place, from 0."""
        hand = next((one for one in self.hands if one.number == number), None)
        wanted = min(max(0, place), len(self.hands) - 1)
        is_moved = hand is not None and self.hands.index(hand) != wanted
        if is_moved and self._is_reached() and self._keeps_order():
            self._floor.move(number, wanted)

    def clear(self) -> None:
        """Lower every hand."""
        if self.can_clear():
            self._floor.lower(None)

    # ---- inside ----------------------------------------------------------------------------

    def _was_called(self, number: int) -> bool:
        """Whether it is being called; if not, it is from now on."""
        now_s = self._clock.monotonic()
        former, self._called = self._called, (number, now_s)
        if former is None or former[0] != number or now_s - former[1] >= ANSWER_S:
            return False
        self._called = former
        return True

    def _keeps_order(self) -> bool:
        is_kept = self.queue is not None and can_ask_floor(self._facts.status)
        return is_kept and self._facts.is_connected and self._may(Right.GIVE_FLOOR)

    def _is_reached(self) -> bool:
        if not self._facts.is_connected:
            self._on_offline()
        return self._facts.is_connected

    def _is_own_chair(self, site_id: SiteId) -> bool:
        return site_id == self._context.own_site_id == self._context.plan.central_site_id

    def _speaker(self, label: str) -> Speaker | None:
        return next((one for one in self._speakers if one.label == label), None)

    def _is_there(self, site_id: SiteId) -> bool:
        seat = self._facts.seat(site_id)
        return seat is not None and seat.is_connected

    def _has_hand_up(self, site_id: SiteId) -> bool:
        seat = self._facts.seat(site_id)
        return seat is not None and seat.is_connected and seat.has_hand_up
