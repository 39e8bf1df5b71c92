"""A voice goes twice where that helps, on a wide line and alone on a narrow one."""

import pytest

from desktop.media.engine.peer.voice_doubling import (
    COOL_S,
    FULL_QUEUE_S,
    HOLD_S,
    VoiceDoubling,
)

pytestmark = pytest.mark.unit


def alone(doubling: VoiceDoubling, *, loss: float, queue_s: float = 0.0, now_s: float) -> bool:
    doubling.note_line(loss=loss, available_kbps=40.0, queue_s=queue_s, now_s=now_s, is_alone=True)
    return doubling.is_on


def test_alone_on_a_narrow_line_it_goes_twice_where_much_is_lost() -> None:
    doubling = VoiceDoubling()
    assert not alone(doubling, loss=0.03, now_s=1.0)
    assert alone(doubling, loss=0.1, now_s=2.0)
    assert alone(doubling, loss=0.0, now_s=1.0 + HOLD_S)
    assert not alone(doubling, loss=0.0, now_s=2.5 + HOLD_S)


def test_loss_of_a_full_line_is_not_answered_with_more() -> None:
    assert not alone(VoiceDoubling(), loss=0.4, queue_s=0.3, now_s=1.0)


def test_a_line_that_fills_gets_it_once_and_is_tried_again_later() -> None:
    doubling = VoiceDoubling()
    assert alone(doubling, loss=0.1, now_s=1.0)
    assert not alone(doubling, loss=0.3, queue_s=FULL_QUEUE_S, now_s=2.0)
    assert not alone(doubling, loss=0.1, now_s=3.0)
    assert alone(doubling, loss=0.1, now_s=2.0 + COOL_S)


def test_pictures_that_come_back_need_room_beside_it() -> None:
    doubling = VoiceDoubling()
    assert alone(doubling, loss=0.1, now_s=1.0)
    doubling.note_line(loss=0.1, available_kbps=120.0, queue_s=0.0, now_s=2.0)
    assert not doubling.is_on
    doubling.note_line(loss=0.1, available_kbps=800.0, queue_s=0.0, now_s=3.0)
    assert doubling.is_on
