from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sync.status import (
    FIRST_DELAY_S,
    MAX_DELAY_S,
    backoff_s,
)
from tests.samples.figures import ALL_SENT

pytestmark = pytest.mark.unit


def test_all_is_sent_only_when_nothing_waits_and_nothing_was_refused() -> None:
    assert ALL_SENT.is_all_sent
    assert not replace(ALL_SENT, pending_operations=1).is_all_sent
    assert not replace(ALL_SENT, pending_papers=1).is_all_sent
    assert not replace(ALL_SENT, refused_operations=1).is_all_sent


@given(
    st.integers(min_value=0, max_value=10_000),
    st.floats(min_value=0.0, max_value=1.0, exclude_max=True),
)
def test_back_off_stays_within_its_limits(attempt: int, jitter: float) -> None:
    assert FIRST_DELAY_S / 10 <= backoff_s(attempt, jitter) <= MAX_DELAY_S


@given(st.integers(min_value=0, max_value=100))
def test_back_off_grows_with_the_attempts(attempt: int) -> None:
    assert backoff_s(attempt, 0.5) <= backoff_s(attempt + 1, 0.5)


def test_the_cap_can_be_lower() -> None:
    assert backoff_s(20, 0.99, cap_s=4.0) <= 4.0
