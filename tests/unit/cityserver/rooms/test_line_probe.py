"""A room measures its line with a few bytes, and cannot keep the city busy with them."""

import pytest

from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.rooms.line_probe import BUDGET_BYTES, BUDGET_WINDOW_S, LineProbe
from desktop.contract.line import MAX_BURST_BYTES
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def test_noise_has_the_size_that_was_asked_for_and_does_not_shrink(clock: FakeClock) -> None:
    noise = LineProbe(clock=clock).give("room", 50_000)
    assert len(noise) == 50_000
    assert len(set(noise)) == 256


def test_the_budget_is_a_rooms_own_and_comes_back(clock: FakeClock) -> None:
    bursts = LineProbe(clock=clock)
    for _ in range(BUDGET_BYTES // MAX_BURST_BYTES):
        bursts.take("room", MAX_BURST_BYTES)
    clock.advance(60)
    with pytest.raises(Rejected) as rejected:
        bursts.give("room", 1)
    assert rejected.value.headers["Retry-After"] == str(round(BUDGET_WINDOW_S) - 60)
    bursts.take("another", MAX_BURST_BYTES)
    clock.advance(BUDGET_WINDOW_S)
    bursts.take("room", MAX_BURST_BYTES)
