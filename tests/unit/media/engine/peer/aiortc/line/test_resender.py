"""Sent again when asked, within a budget; and unasked where asking takes too long."""

import pytest

from desktop.media.engine.peer.aiortc.line.resender import (
    BUDGET_SHARE,
    COPY_DELAY_S,
    PACKET_BYTES,
    TWICE_DELAY_S,
    Resender,
)

pytestmark = pytest.mark.unit


def test_what_is_sent_again_stays_within_its_share_of_the_target() -> None:
    resender = Resender()
    sent = 0
    for step in range(1_000):  # ten seconds, asked for far too much
        for part in range(5):
            sent += resender.allows(
                step * 5 + part, target_kbps=1_000, round_trip_s=0.04, now_s=step * 0.01
            )
    kbps = sent * PACKET_BYTES * 8 / 1000 / 10
    assert 0.9 * BUDGET_SHARE * 1_000 < kbps < 1.2 * BUDGET_SHARE * 1_000


def test_a_packet_just_sent_again_is_not_sent_once_more() -> None:
    resender = Resender()
    allows = [
        resender.allows(7, target_kbps=1_000, round_trip_s=0.1, now_s=at_s)
        for at_s in (1.0, 1.01, 1.05, 1.1)
    ]
    assert allows == [True, False, False, True]


def long_line(resender: Resender, *, loss: float, round_trip_s: float | None) -> None:
    for step in range(1_000):
        resender.note_line(loss=loss, least_round_trip_s=round_trip_s, now_s=step * 0.01)


def test_on_a_long_line_with_loss_every_packet_goes_twice() -> None:
    resender = Resender()
    long_line(resender, loss=0.01, round_trip_s=0.6)
    assert resender.is_copying
    resender.note_sent(5, 20.0)
    assert resender.copies(20.0) == []
    assert resender.copies(20.0 + COPY_DELAY_S) == [5]
    assert resender.copies(21.0) == []
    assert not resender.allows(5, target_kbps=1_000, round_trip_s=0.6, now_s=20.1)


@pytest.mark.parametrize(("loss", "round_trip_s"), [(0.0, 0.04), (0.1, 0.04), (0.01, None)])
def test_elsewhere_nothing_goes_twice(loss: float, round_trip_s: float | None) -> None:
    resender = Resender()
    long_line(resender, loss=loss, round_trip_s=round_trip_s)
    assert not resender.is_copying
    resender.note_sent(5, 20.0)
    assert resender.copies(21.0) == []


def test_a_long_line_is_not_trusted_before_it_was_clean_for_a_while() -> None:
    resender = Resender()
    long_line(resender, loss=0.0, round_trip_s=0.6)
    copied = [resender.is_copying]
    for step in range(1_500):
        resender.note_line(loss=0.0, least_round_trip_s=0.6, now_s=10 + step * 0.01)
    copied.append(resender.is_copying)
    resender.note_line(loss=0.004, least_round_trip_s=0.6, now_s=30.0)
    copied.append(resender.is_copying)
    assert copied == [True, False, True]


def test_copies_end_when_the_line_is_clean_again() -> None:
    resender = Resender()
    long_line(resender, loss=0.02, round_trip_s=0.6)
    resender.note_sent(5, 10.0)
    for step in range(6_000):
        resender.note_line(loss=0.0, least_round_trip_s=0.6, now_s=10 + step * 0.01)
    assert not resender.is_copying
    assert resender.copies(100.0) == []


def test_where_much_is_lost_what_is_asked_for_goes_twice() -> None:
    resender = Resender()
    assert resender.allows(5, target_kbps=1_000, round_trip_s=0.04, now_s=0.0)
    assert resender.copies(1.0) == []
    long_line(resender, loss=0.1, round_trip_s=0.04)
    assert resender.allows(6, target_kbps=1_000, round_trip_s=0.04, now_s=11.0)
    assert resender.copies(11.0) == []
    assert resender.copies(11.0 + TWICE_DELAY_S) == [6]


def test_copies_go_on_through_a_few_clean_seconds() -> None:
    resender = Resender()
    long_line(resender, loss=0.01, round_trip_s=0.6)
    for step in range(1_000):
        resender.note_line(loss=0.0, least_round_trip_s=0.6, now_s=10 + step * 0.01)
    assert resender.is_copying


def test_memory_of_what_was_sent_again_has_a_bound() -> None:
    resender = Resender()
    for number in range(10_000):
        resender.allows(number, target_kbps=100_000, round_trip_s=0.0, now_s=float(number))
    assert len(resender._repeated_s) <= 2_048
