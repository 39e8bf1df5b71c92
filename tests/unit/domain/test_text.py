import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import folded, normalised, plain_line, spelling

pytestmark = pytest.mark.unit


def test_stored_text_is_nfc_and_trimmed() -> None:
    decomposed = unicodedata.normalize("NFD", "  Đề nghị xem lại  ")
    assert normalised(decomposed) == "Đề nghị xem lại"


def test_searching_ignores_marks_case_and_spelling_of_hoa() -> None:
    assert folded("Hoà") == folded("Hòa") == folded("HOA") == "hoa"
    assert folded("Thuỷ Đường") == folded("thủy duong")


@given(st.text())
def test_storing_twice_is_storing_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_plain_line_has_nothing_that_turns_or_breaks_it() -> None:
    assert plain_line("  a\u202eb\n c\u200b ") == "a b c"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà", "Hòa"), ("THUỶ", "Thủy"), ("Nguyễn  Thị Thuý", "nguyễn thị thúy"), ("khoẻ", "khỏe")],
)
def test_both_places_of_a_tone_are_one_spelling(one: str, other: str) -> None:
    assert spelling(one) == spelling(unicodedata.normalize("NFD", other))


@pytest.mark.parametrize("other", ["Hoa", "Hoá", "Hoả", "Hoạ", "Hõa", "Hô", "Đòa"])
def test_another_tone_or_letter_is_another_spelling(other: str) -> None:
    assert spelling(other) != spelling("Hòa")


@given(st.text())
def test_what_is_spelt_the_same_is_found_the_same(text: str) -> None:
    assert folded(spelling(text)) == " ".join(folded(text).split())
