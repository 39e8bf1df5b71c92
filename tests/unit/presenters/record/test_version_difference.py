import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.presenters.record.version_difference import Stretch, stretches

pytestmark = pytest.mark.unit


def test_only_the_words_that_differ_are_marked() -> None:
    assert stretches("đã gửi đơn hai lần", "đã gửi đơn ba lần") == (
        Stretch(text="đã gửi đơn", is_different=False),
        Stretch(text="hai", is_different=True),
        Stretch(text="lần", is_different=False),
    )


def test_words_that_the_other_version_has_more_leave_no_mark() -> None:
    assert stretches("gửi đơn", "đã gửi đơn") == (Stretch(text="gửi đơn", is_different=False),)


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_no_word_is_lost(words: list[str], others: list[str]) -> None:
    found = stretches(" ".join(words), " ".join(others))
    assert " ".join(one.text for one in found) == " ".join(words)


def test_equal_versions_have_no_mark() -> None:
    assert not any(one.is_different for one in stretches("một câu", "một  câu"))
