import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.citizen import masked_number

pytestmark = pytest.mark.unit


def test_a_number_shows_three_digits_in_front_and_two_behind() -> None:
    assert masked_number("031165000123") == "031•••••••23"


@given(st.text(alphabet="0123456789", max_size=20))
def test_masking_keeps_the_length_and_never_shows_more_than_five_digits(number: str) -> None:
    masked = masked_number(number)
    assert len(masked) == len(number)
    assert sum(char != "•" for char in masked) <= 5
    if len(number) <= 5:
        assert set(masked) <= {"•"}
