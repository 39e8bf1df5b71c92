"""What a voice is given to say of a line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.record.speech import spoken_line

pytestmark = pytest.mark.unit


def test_who_said_it_comes_first() -> None:
    assert spoken_line("Chủ trì", "Giao xã trả lời.") == "Chủ trì: Giao xã trả lời."
    assert spoken_line("  ", "Giao xã\n trả lời.") == "Giao xã trả lời."


@given(st.text(), st.text())
def test_letters_are_composed_and_it_is_one_line(speaker: str, text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    said = spoken_line(speaker, apart)
    assert said == spoken_line(speaker, unicodedata.normalize("NFC", apart))
    assert len(said.splitlines()) <= 1
    assert said == said.lstrip()
