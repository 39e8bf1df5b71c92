"""Standard sentences of the minutes."""

import pytest

from desktop.domain.record.phrases import MAX_PHRASE, MAX_PHRASES, PHRASES
from desktop.domain.text import plain_line

pytestmark = pytest.mark.unit


def test_there_is_one_for_each_key_and_none_twice() -> None:
    assert len(PHRASES) == len(set(PHRASES)) == MAX_PHRASES
    assert all(plain_line(one) == one and len(one) <= MAX_PHRASE for one in PHRASES)
