"""Offers of one site: a few at once, then one every two seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.call.link_watchdog import ACT_AGAIN_S
from desktop.media.engine.call.offer_pace import BURST, PER_S, OfferPace

pytestmark = pytest.mark.unit


@given(st.lists(st.floats(0.0, 5.0), max_size=100))
def test_no_rhythm_gets_more_than_the_burst_and_the_rate(pauses: list[float]) -> None:
    pace, now_s, taken = OfferPace(now_s=100.0), 100.0, 0
    for pause_s in pauses:
        now_s += pause_s
        taken += pace.takes(now_s)
    assert taken <= BURST + (now_s - 100.0) * PER_S + 1e-6


def test_an_honest_site_is_never_too_fast() -> None:
    pace, now_s = OfferPace(now_s=0.0), 0.0
    for _ in range(1_000):
        now_s += ACT_AGAIN_S
        assert pace.takes(now_s)
        if now_s % 40 == 0:
            assert pace.takes(now_s)  # its channel is back
