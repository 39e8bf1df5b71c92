"""The numbers of a countdown, by what remains until the moment that the city named."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.countdown import COUNTED_S, LEAD, countdown_from, number_at
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit


def test_zero_leaves_time_for_every_number_and_for_its_way_to_the_sites() -> None:
    assert countdown_from(NOON).zero_at == NOON + LEAD + timedelta(seconds=COUNTED_S)


@pytest.mark.parametrize(
    ("remaining_s", "number"),
    [(5.4, None), (5.0, 5), (4.01, 5), (4.0, 4), (0.3, 1), (0.0, 0), (-2.0, 0)],
)
def test_a_number_stands_for_its_whole_second(remaining_s: float, number: int | None) -> None:
    assert number_at(remaining_s) == number


@given(st.floats(min_value=-10, max_value=10), st.floats(min_value=-10, max_value=10))
def test_numbers_only_fall(first_s: float, second_s: float) -> None:
    earlier, later = max(first_s, second_s), min(first_s, second_s)
    before, after = number_at(earlier), number_at(later)
    assert before is None or (after is not None and after <= before)
