"""The four words: the same at both ends, others for anybody else, and easy to tell apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_words import FINGERPRINT_BYTES, WORDS, code_words

pytestmark = pytest.mark.unit

FINGERPRINTS = st.binary(min_size=FINGERPRINT_BYTES, max_size=FINGERPRINT_BYTES)
SAME_SOUNDS = (("ngh", "ng"), ("gh", "g"), ("gi", "d"), ("qu", "Q"), ("tr", "ch"), ("k", "c"))
SAME_SOUNDS_IN_THE_NORTH = (("r", "d"), ("s", "x"), ("n", "l"))


def sound(word: str) -> str:
    """A word without tones and marks, as it is heard by somebody who mixes consonants up."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", word.replace("đ", "D"))
        if not unicodedata.combining(letter)
    )
    for written, heard in (*SAME_SOUNDS, *SAME_SOUNDS_IN_THE_NORTH):
        is_other_letter = (written == "k" and plain.startswith("kh")) or (
            written == "n" and plain.startswith(("ng", "nh"))
        )
        if plain.startswith(written) and not is_other_letter:
            return heard + plain.removeprefix(written)
    return plain


def test_there_are_256_words_that_cannot_be_mistaken_for_each_other() -> None:
    assert len(WORDS) == 256
    assert len({sound(word) for word in WORDS}) == 256


def test_every_word_is_one_short_syllable_in_one_spelling() -> None:
    for word in WORDS:
        assert 2 <= len(word) <= 6
        assert word.isalpha()
        assert word == unicodedata.normalize("NFC", word) == word.lower()


@given(FINGERPRINTS, FINGERPRINTS)
def test_both_ends_have_the_same_words(one: bytes, other: bytes) -> None:
    words = code_words(one, other)
    assert words == code_words(other, one)
    assert len(words) == 4
    assert set(words) <= set(WORDS)


@given(FINGERPRINTS, FINGERPRINTS, FINGERPRINTS)
def test_another_certificate_gives_other_words(one: bytes, other: bytes, third: bytes) -> None:
    if third not in (one, other):
        assert code_words(one, other) != code_words(one, third)


def test_the_words_are_fixed_for_ever() -> None:
    assert code_words(bytes(32), bytes([255]) * 32) == ("xuân", "dây", "thuyền", "chanh")


@pytest.mark.parametrize("wrong", [b"", bytes(31), bytes(33)])
def test_what_is_no_fingerprint_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        code_words(bytes(32), wrong)
