"""Moments on the wire: what no time zone knows is refused, and not an error later on."""

import pytest
from pydantic import TypeAdapter, ValidationError

from desktop.contract.base import Instant, Moment

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_of_the_first_or_last_year_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="in no zone"):
        TypeAdapter(Moment).validate_python(text)


@pytest.mark.parametrize("text", ["0002-01-01T00:00:00Z", "2026-11-27T08:00:00+07:00"])
def test_a_clock_that_is_set_quite_wrong_is_taken_as_it_is(text: str) -> None:
    assert TypeAdapter(Moment).validate_python(text).utcoffset() is not None


@pytest.mark.parametrize("text", ["1899-12-31T00:00:00Z", "2200-01-01T00:00:00Z"])
def test_an_instant_of_another_century_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="not in this time"):
        TypeAdapter(Instant).validate_python(text)
