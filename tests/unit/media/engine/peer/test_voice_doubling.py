"""A voice goes twice where that helps, on a wide line and alone on a narrow one."""

import pytest

from desktop.media.engine.peer.voice_doubling import (
    COOL_S,
    FULL_QUEUE_S,
    HOLD_S,
    SETTLE_S,
    VoiceDoubling,
)

pytestmark = pytest.mark.unit


def narrow(doubling: VoiceDoubling, *, loss: float, queue_s: float = 0.0, now_s: float) -> bool:
    doubling.note_line(loss=loss, available_kbps=40.0, queue_s=queue_s, now_s=now_s, is_narrow=True)
    return doubling.is_on


def test_on_a_narrow_line_it_goes_twice_where_much_is_lost() -> None:
    doubling = VoiceDoubling()
    assert not narrow(doubling, loss=0.03, now_s=1.0)
    assert narrow(doubling, loss=0.1, now_s=2.0)
    assert narrow(doubling, loss=0.0, now_s=1.0 + HOLD_S)
    assert not narrow(doubling, loss=0.0, now_s=2.5 + HOLD_S)


def test_loss_of_a_full_line_is_not_answered_with_more() -> None:
    assert not narrow(VoiceDoubling(), loss=0.4, queue_s=0.3, now_s=1.0)


def test_a_line_that_fills_gets_it_once_and_is_tried_again_later() -> None:
    doubling = VoiceDoubling()
    assert narrow(doubling, loss=0.1, now_s=1.0)
    full_at_s = 1.0 + SETTLE_S
    assert not narrow(doubling, loss=0.3, queue_s=FULL_QUEUE_S, now_s=full_at_s)
    assert not narrow(doubling, loss=0.1, now_s=full_at_s + 1.0)
    assert narrow(doubling, loss=0.1, now_s=full_at_s + COOL_S)


def test_what_fills_the_line_at_once_was_there_before() -> None:
    doubling = VoiceDoubling()
    assert narrow(doubling, loss=0.1, now_s=1.0)
    assert narrow(doubling, loss=0.5, queue_s=FULL_QUEUE_S, now_s=2.0)
    assert narrow(doubling, loss=0.1, now_s=1.0 + SETTLE_S)


def test_a_line_that_gets_narrow_under_a_voice_that_goes_twice_is_given_that_time_too() -> None:
    doubling = VoiceDoubling()
    for now_s in (1.0, 1.0 + SETTLE_S):
        doubling.note_line(loss=0.1, available_kbps=800.0, queue_s=0.0, now_s=now_s)
    assert narrow(doubling, loss=0.5, queue_s=FULL_QUEUE_S, now_s=2.0 + SETTLE_S)
    assert not narrow(doubling, loss=0.5, queue_s=FULL_QUEUE_S, now_s=1.0 + 2 * SETTLE_S)


def test_pictures_that_come_back_need_room_beside_it() -> None:
    doubling = VoiceDoubling()
    assert narrow(doubling, loss=0.1, now_s=1.0)
    doubling.note_line(loss=0.1, available_kbps=120.0, queue_s=0.0, now_s=2.0)
    assert not doubling.is_on
    doubling.note_line(loss=0.1, available_kbps=800.0, queue_s=0.0, now_s=3.0)
    assert doubling.is_on
