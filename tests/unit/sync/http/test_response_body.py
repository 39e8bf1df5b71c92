"""A body may be slow, as long as it goes on."""

from collections.abc import Iterator

import pytest

from desktop.domain.errors import ProtocolError, TimedOut
from desktop.sync.http.response_body import ANSWER_LIMIT_S, PIECE_LIMIT_S, read_body
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def pieces(clock: FakeClock, count: int, each_s: float) -> Iterator[bytes]:
    for _ in range(count):
        clock.advance(each_s)
        yield b"ab"


def test_a_thin_line_that_goes_on_brings_everything(clock: FakeClock) -> None:
    assert read_body(pieces(clock, 4, PIECE_LIMIT_S), 8, clock) == b"abababab"


def test_a_line_that_stands_still_is_given_up(clock: FakeClock) -> None:
    with pytest.raises(TimedOut):
        read_body(pieces(clock, 1, PIECE_LIMIT_S + 1.0), 8, clock)


def test_nothing_goes_on_for_ever(clock: FakeClock) -> None:
    began_s = clock.monotonic()
    with pytest.raises(TimedOut):
        read_body(pieces(clock, 1_000, PIECE_LIMIT_S), 10_000, clock)
    assert clock.monotonic() - began_s <= ANSWER_LIMIT_S + PIECE_LIMIT_S


def test_more_than_was_asked_for_is_not_read(clock: FakeClock) -> None:
    with pytest.raises(ProtocolError) as oversized:
        read_body(pieces(clock, 1_000, 0.0), 3, clock)
    assert oversized.value.code == "oversized"
