from typing import TYPE_CHECKING

import pytest

from desktop.contract.channel.floor import (
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.domain.ids import SiteId
from desktop.session.floor_orders import FloorOrders

if TYPE_CHECKING:
    from desktop.contract.channel.messages import RoomMessage

pytestmark = pytest.mark.unit


def test_each_order_is_one_message() -> None:
    sent: list[RoomMessage] = []
    floor = FloorOrders(sent.append)
    citizen = Speaker(label="Công dân A", side=Side.CITIZENS)
    floor.raise_hand(citizen, "Làm rõ diện tích")
    floor.lower_hand(citizen)
    floor.call(SiteId("commune"), 3, 120)
    floor.lower(3)
    floor.lower(None)
    floor.move(3, 0)
    floor.lock(SiteId("commune"), is_locked=True)
    asked = AskFloor(has_hand_up=True, speaker="Công dân A", side="citizens")
    assert sent == [
        asked.model_copy(update={"reason": "Làm rõ diện tích"}),
        asked.model_copy(update={"has_hand_up": False}),
        GiveFloor(site_id="commune", hand=3, turn_s=120),
        LowerHands(hand=3),
        LowerHands(hand=None),
        MoveHand(hand=3, place=0),
        LockMicrophone(site_id="commune", is_locked=True),
    ]
