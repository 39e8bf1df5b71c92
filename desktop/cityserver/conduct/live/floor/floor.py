"""Hands, turns and locked microphones of a session: the city keeps their order and the rule."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone, seat_of
from desktop.contract.channel.floor import (
    DEFAULT_TURN_S,
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.floor import can_ask_floor, can_give_floor, heard_sites
from desktop.domain.conduct.speaking_queue import (
    Hand,
    Side,
    SpeakingQueue,
    Turn,
    can_raise,
    with_hand,
    with_moved,
    without_number,
    without_speaker,
)
from desktop.domain.ids import SiteId
from desktop.domain.text import plain_line

FloorMessage = GiveFloor | LowerHands | MoveHand | LockMicrophone


def keep_floor(live: Live, message: FloorMessage, now: datetime) -> Live:
    """What the chair did with hands, turns and microphones.

    Raises:
        NotDone: not_found, or not in this state.
    """
    match message:
        case GiveFloor():
            site_id = None if message.site_id is None else SiteId(message.site_id)
            return give_floor(live, site_id, now, number=message.hand, turn_s=message.turn_s)
        case LowerHands():
            return lower_hands(live, message.hand)
        case MoveHand():
            return move_hand(live, message.hand, message.place)
        case LockMicrophone():
            return lock_microphone(live, SiteId(message.site_id), is_locked=message.is_locked)


def ask_floor(live: Live, site_id: SiteId, message: AskFloor, now: datetime) -> Live:
    """Ask for the floor, or no longer.

    Raises:
        NotDone: the session is over, the queue is full, or an unknown side.
    """
    seat_of(live, site_id)
    queue = _queue(live)
    speaker = plain_line(message.speaker)
    if not message.has_hand_up:
        hands = without_speaker(queue.hands, site_id, speaker)
        return with_queue(live, replace(queue, hands=hands))
    _check_asked(live)
    number = 1 + max((live.last_hand_number, *(one.number for one in queue.hands)))
    hand = Hand(
        number=number,
        site_id=site_id,
        side=_side(message.side),
        raised_at=now,
        speaker=speaker,
        reason=plain_line(message.reason),
    )
    hands = with_hand(queue.hands, hand)
    if len(hands) > len(queue.hands):
        if not can_raise(queue.hands, site_id):
            raise NotDone(ProblemCode.BUSY)
        live = replace(live, last_hand_number=number)
    return with_queue(live, replace(queue, hands=hands))


def give_floor(
    live: Live,
    site_id: SiteId | None,
    now: datetime,
    *,
    number: int | None = None,
    turn_s: int = DEFAULT_TURN_S,
) -> Live:
    """Invite a site to speak; None ends the turn.

    number: of the hand that is called, None: the first one of the site, where it has one up. A
    hand of who speaks that is up no longer was called before: said twice.

    Raises:
        NotDone: not in this state, no such hand of this site, or a site that is not there.
    """
    if site_id is not None and live.told.seat(site_id) is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    if not can_give_floor(live.told.status):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    if site_id is None:
        return with_floor(live, None, None)
    if live.told.consultation is not None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    queue = _queue(live)
    hand = next((one for one in queue.hands_of(site_id) if number in (None, one.number)), None)
    if hand is None and site_id == live.told.speaking_site_id:
        return live
    if hand is None and number is not None:
        raise NotDone(ProblemCode.NOT_FOUND)
    turn = Turn(seconds=turn_s)
    if hand is not None:
        turn = Turn(seconds=turn_s, speaker=hand.speaker, side=hand.side)
        live = with_queue(live, replace(queue, hands=without_number(queue.hands, hand.number)))
    return with_floor(live, site_id, now, turn)


def lower_hands(live: Live, number: int | None) -> Live:
    """Lower the hand of this number, every hand for None; one that is down already stays so."""
    _check_asked(live)
    queue = _queue(live)
    hands = () if number is None else without_number(queue.hands, number)
    return with_queue(live, replace(queue, hands=hands))


def move_hand(live: Live, number: int, place: int) -> Live:
    """Call a hand sooner or later. Raises: NotDone, it is up no longer."""
    _check_asked(live)
    queue = _queue(live)
    if queue.hand(number) is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    return with_queue(live, replace(queue, hands=with_moved(queue.hands, number, place)))


def lock_microphone(live: Live, site_id: SiteId, *, is_locked: bool) -> Live:
    """Keep a site muted, or no longer. Raises: NotDone, no such seat."""
    _check_asked(live)
    if live.told.seat(site_id) is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    queue = _queue(live)
    locked = set(queue.locked) - {site_id}
    if is_locked:
        locked.add(site_id)
    return with_queue(live, replace(queue, locked=tuple(sorted(locked))))


def with_floor(
    live: Live, site_id: SiteId | None, since: datetime | None, turn: Turn | None = None
) -> Live:
    """With the floor at this site since then."""
    queue = replace(_queue(live), turn=turn)
    told = replace(live.told, speaking_site_id=site_id, floor_since=since, queue=queue)
    return replace(live, told=told)


def without_hands(live: Live) -> Live:
    """Nobody asks any more: the session is over."""
    return with_queue(live, replace(_queue(live), hands=()))


def follow_floor(live: Live, unbound: Collection[SiteId], now: datetime) -> Live:
    """Whose microphone counts after a change: what is not heard is not called open.

    unbound: sites of the chair and the secretary, which need no floor and are never locked. A
    session that an older city kept has its hands in the order of its seats.
    """
    queue = _old_hands(live, now) if live.told.queue is None else live.told.queue
    locked = tuple(one for one in queue.locked if one not in unbound)
    told = replace(live.told, queue=replace(queue, locked=locked))
    heard = heard_sites(told, unbound)
    seats = tuple(
        replace(seat, is_microphone_on=seat.is_microphone_on and seat.site_id in heard)
        for seat in told.seats
    )
    queue = replace(queue, locked=locked, heard=heard)
    return replace(live, told=replace(told, seats=seats, queue=queue))


def with_queue(live: Live, queue: SpeakingQueue) -> Live:
    """With this queue, and the seats' raised hands as it has them."""
    up = {one.site_id for one in queue.hands}
    seats = tuple(replace(seat, has_hand_up=seat.site_id in up) for seat in live.told.seats)
    return replace(live, told=replace(live.told, seats=seats, queue=queue))


def _queue(live: Live) -> SpeakingQueue:
    return live.told.queue or SpeakingQueue()


def _old_hands(live: Live, now: datetime) -> SpeakingQueue:
    up = (seat.site_id for seat in live.told.seats if seat.has_hand_up)
    hands = (
        Hand(number=number, site_id=site_id, side=Side.OFFICERS, raised_at=now)
        for number, site_id in enumerate(up, start=1)
    )
    return SpeakingQueue(hands=tuple(hands))


def _check_asked(live: Live) -> None:
    if not can_ask_floor(live.told.status):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)


def _side(untrusted: str) -> Side:
    try:
        return Side(untrusted) if untrusted else Side.OFFICERS
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
