import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import folded, normalised

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
