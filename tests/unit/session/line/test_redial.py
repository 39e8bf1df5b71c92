import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.session.line.redial import STEADY_AFTER_S, next_attempt, redial_delay_s

pytestmark = pytest.mark.unit


def test_the_first_redial_after_a_good_line_is_immediate() -> None:
    assert next_attempt(7, STEADY_AFTER_S) == 1
    assert redial_delay_s(1, 0.99) == 0.0


def test_a_line_that_is_dropped_at_once_is_not_dialled_in_a_tight_loop() -> None:
    attempt = next_attempt(0, 0.1)
    attempt = next_attempt(attempt, 0.1)
    assert redial_delay_s(attempt, 0.0) >= 0.3


@given(attempt=st.integers(1, 10_000), jitter=st.floats(0, 1, exclude_max=True))
def test_no_redial_waits_longer_than_one_and_a_half_seconds(attempt: int, jitter: float) -> None:
    assert 0.0 <= redial_delay_s(attempt, jitter) <= 1.5


def test_rooms_do_not_dial_in_step() -> None:
    assert redial_delay_s(2, 0.1) != redial_delay_s(2, 0.9)
