"""Hands, turns and locked microphones, between the wire's words and the domain's.

What comes from the server is untrusted; what does not fit raises Misfit or ValueError.
"""

from desktop.contract.channel.floor import (
    MAX_HAND_NUMBER,
    MAX_HAND_REASON_CHARACTERS,
    MAX_SPEAKER_CHARACTERS,
    MAX_TURN_S,
    MIN_TURN_S,
    AskFloor,
    GiveFloor,
    HandState,
    QueueState,
    TurnState,
)
from desktop.contract.channel.trial import MAX_SITES
from desktop.domain.conduct.speaking_queue import (
    MAX_HANDS,
    Hand,
    Side,
    Speaker,
    SpeakingQueue,
    Turn,
)
from desktop.domain.ids import SiteId
from desktop.domain.text import plain_line
from desktop.session.words.misfit import Misfit


def queue_from(untrusted: QueueState | None) -> SpeakingQueue | None:
    """The queue; None of a city that keeps no order. Raises: Misfit, ValueError."""
    if untrusted is None:
        return None
    numbers = {one.number for one in untrusted.hands}
    if len(untrusted.hands) > MAX_HANDS or len(numbers) != len(untrusted.hands):
        raise Misfit("hands")
    if max(len(untrusted.heard), len(untrusted.locked)) > MAX_SITES:
        raise Misfit("microphones")
    return SpeakingQueue(
        hands=tuple(_hand_from(one) for one in untrusted.hands),
        turn=None if untrusted.turn is None else _turn_from(untrusted.turn),
        heard=tuple(map(SiteId, untrusted.heard)),
        locked=tuple(map(SiteId, untrusted.locked)),
    )


def ask_floor_of(speaker: Speaker | None, reason: str, *, has_hand_up: bool) -> AskFloor:
    """A hand; speaker None: the site as such. An older city is told no more than it knows."""
    if speaker is None:
        return AskFloor(has_hand_up=has_hand_up)
    return AskFloor(
        has_hand_up=has_hand_up,
        speaker=plain_line(speaker.label)[:MAX_SPEAKER_CHARACTERS],
        side=speaker.side,
        reason=plain_line(reason)[:MAX_HAND_REASON_CHARACTERS],
    )


def give_floor_of(site_id: SiteId | None, hand: int | None, turn_s: int) -> GiveFloor:
    """A turn. turn_s: what does not fit is brought to the nearest that does."""
    turn_s = min(MAX_TURN_S, max(MIN_TURN_S, turn_s))
    return GiveFloor(site_id=site_id, hand=hand, turn_s=turn_s)


def _hand_from(untrusted: HandState) -> Hand:
    if not 1 <= untrusted.number <= MAX_HAND_NUMBER:
        raise Misfit("number")
    if len(untrusted.speaker) > MAX_SPEAKER_CHARACTERS:
        raise Misfit("speaker")
    if len(untrusted.reason) > MAX_HAND_REASON_CHARACTERS:
        raise Misfit("reason")
    if untrusted.raised_at.tzinfo is None:
        raise Misfit("naive time")
    return Hand(
        number=untrusted.number,
        site_id=SiteId(untrusted.site_id),
        side=Side(untrusted.side),
        raised_at=untrusted.raised_at,
        speaker=untrusted.speaker,
        reason=untrusted.reason,
    )


def _turn_from(untrusted: TurnState) -> Turn:
    if not MIN_TURN_S <= untrusted.seconds <= MAX_TURN_S:
        raise Misfit("turn")
    if len(untrusted.speaker) > MAX_SPEAKER_CHARACTERS:
        raise Misfit("speaker")
    side = None if untrusted.side is None else Side(untrusted.side)
    return Turn(seconds=untrusted.seconds, speaker=untrusted.speaker, side=side)
