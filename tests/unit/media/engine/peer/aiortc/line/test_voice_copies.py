"""The voice goes twice where it helps, and not where it would hurt."""

import pytest

from desktop.media.engine.peer.aiortc.line.voice_copies import COPY_DELAY_S, VoiceCopies
from desktop.media.engine.peer.voice_doubling import HOLD_S

pytestmark = pytest.mark.unit


def looked(
    *, loss: float = 0.05, available_kbps: float | None = 800.0, queue_s: float = 0.0
) -> VoiceCopies:
    copies = VoiceCopies()
    copies.note_line(loss=loss, available_kbps=available_kbps, queue_s=queue_s, now_s=10.0)
    return copies


def test_with_loss_and_room_every_packet_goes_twice() -> None:
    copies = looked()
    copies.note_sent(b"one", 10.0)
    copies.note_sent(b"two", 10.02)
    assert copies.due(10.0) == []
    assert copies.due(10.0 + COPY_DELAY_S) == [b"one"]
    assert copies.due(11.0) == [b"two"]


def test_without_loss_without_room_or_on_a_full_line_it_goes_once() -> None:
    for copies in (
        looked(loss=0.0),
        looked(available_kbps=100.0),
        looked(available_kbps=None),
        looked(queue_s=0.2),
    ):
        copies.note_sent(b"one", 10.0)
        assert copies.due(11.0) == []


def test_a_few_clean_seconds_do_not_end_it_and_many_do() -> None:
    copies = looked()
    copies.note_line(loss=0.0, available_kbps=800.0, queue_s=0.0, now_s=15.0)
    assert copies.is_on
    copies.note_line(loss=0.0, available_kbps=800.0, queue_s=0.0, now_s=10.1 + HOLD_S)
    assert not copies.is_on


def test_a_line_that_becomes_narrow_ends_it_at_once() -> None:
    copies = looked()
    copies.note_sent(b"one", 10.0)
    copies.note_line(loss=0.05, available_kbps=120.0, queue_s=0.0, now_s=10.01)
    assert not copies.is_on
    assert copies.due(11.0) == []


def test_a_clock_that_stands_keeps_only_the_newest() -> None:
    copies = looked()
    for number in range(200):
        copies.note_sent(bytes((number,)), 10.0)
    assert len(copies.due(11.0)) <= 20
