"""Who offers; the rest of a negotiation is in `test_call`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.call.negotiation import is_offering

pytestmark = pytest.mark.unit

NUMBERS = st.integers(1, 10_000)


@given(NUMBERS, NUMBERS)
def test_of_two_seats_exactly_one_offers(own: int, theirs: int) -> None:
    assert is_offering(own, theirs) != is_offering(theirs, own) or own == theirs
    assert not is_offering(own, own)
