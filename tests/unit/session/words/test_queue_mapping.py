from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.contract.channel.floor import AskFloor, GiveFloor, HandState, QueueState, TurnState
from desktop.domain.conduct.speaking_queue import MAX_HANDS, Hand, Side, Speaker, Turn
from desktop.domain.ids import SiteId
from desktop.session.words.misfit import Misfit
from desktop.session.words.queue_mapping import ask_floor_of, give_floor_of, queue_from

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 5, tzinfo=UTC)
CITIZEN = Speaker(label="Công dân A", side=Side.CITIZENS)


def hand(**changes: Any) -> HandState:
    values = {"number": 3, "site_id": "commune", "side": "citizens", "raised_at": AT}
    return HandState(**(values | changes))


def queue(**changes: Any) -> QueueState:
    values: dict[str, Any] = {"hands": (hand(),), "turn": None, "heard": ("hq",), "locked": ()}
    return QueueState(**(values | changes))


def test_a_city_without_a_queue_has_none() -> None:
    assert queue_from(None) is None


def test_hands_turn_and_microphones_come_as_the_city_has_them() -> None:
    told = queue(
        hands=(hand(number=7, speaker="Công dân A", reason="Làm rõ"), hand()),
        turn=TurnState(seconds=120, speaker="Sở Xây dựng", side="agency"),
        locked=("agency",),
    )
    found = queue_from(told)
    assert found is not None
    first = Hand(
        number=7,
        site_id=SiteId("commune"),
        side=Side.CITIZENS,
        raised_at=AT,
        speaker="Công dân A",
        reason="Làm rõ",
    )
    assert (found.hands[0], found.hands[1].number) == (first, 3)
    assert found.turn == Turn(seconds=120, speaker="Sở Xây dựng", side=Side.AGENCY)
    assert (found.heard, found.locked) == (("hq",), ("agency",))
    called = queue_from(queue(turn=TurnState(seconds=300)))
    assert called is not None
    assert called.turn == Turn(seconds=300)


@pytest.mark.parametrize(
    "told",
    [
        queue(hands=(hand(), hand())),
        queue(hands=tuple(hand(number=one) for one in range(1, MAX_HANDS + 2))),
        queue(hands=(hand(number=0),)),
        queue(hands=(hand(speaker="x" * 101),)),
        queue(hands=(hand(reason="x" * 201),)),
        queue(hands=(hand(raised_at=AT.replace(tzinfo=None)),)),
        queue(hands=(hand(side="left"),)),
        queue(turn=TurnState(seconds=1)),
        queue(turn=TurnState(seconds=300, speaker="x" * 101)),
        queue(turn=TurnState(seconds=300, side="left")),
        queue(heard=tuple(f"s{one}" for one in range(17))),
        queue(locked=tuple(f"s{one}" for one in range(17))),
    ],
)
def test_what_makes_no_sense_is_refused(told: QueueState) -> None:
    with pytest.raises((Misfit, ValueError)):
        queue_from(told)


def test_a_hand_goes_out_with_a_plain_reason_and_without_a_speaker_as_ever() -> None:
    assert ask_floor_of(None, "", has_hand_up=True) == AskFloor(has_hand_up=True)
    assert ask_floor_of(CITIZEN, " Nói\nthêm\x00 ", has_hand_up=True) == AskFloor(
        has_hand_up=True, speaker="Công dân A", side="citizens", reason="Nói thêm"
    )
    long = ask_floor_of(Speaker(label="x" * 300, side=Side.AGENCY), "y" * 900, has_hand_up=True)
    assert (len(long.speaker), len(long.reason)) == (100, 200)


def test_a_turn_goes_out_within_its_limits() -> None:
    assert give_floor_of(None, None, 300) == GiveFloor(site_id=None)
    assert give_floor_of(SiteId("a"), 3, 5).turn_s == 60
    assert give_floor_of(SiteId("a"), 3, 50_000).turn_s == 3_600
