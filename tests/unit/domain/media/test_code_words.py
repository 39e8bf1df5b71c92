"""The four words: the same at both ends, others for anybody else, and easy to tell apart."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.code_words import (
    NONCE_BYTES,
    WORDS,
    ConnectionEnds,
    code_words,
    commitment_to,
    opens,
)

pytestmark = pytest.mark.unit

VALUES = st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES)
ZEROS, ONES = bytes(32), bytes([255]) * 32
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


def ends(one: bytes, other: bytes, **changes: Any) -> ConnectionEnds:
    return replace(
        ConnectionEnds(
            session_id=SessionId("session"),
            offering_site_id=SiteId("hq"),
            answering_site_id=SiteId("commune"),
            offering_fingerprint=one,
            answering_fingerprint=other,
        ),
        **changes,
    )


@given(VALUES, VALUES, VALUES, VALUES)
def test_the_words_are_four_of_the_list(one: bytes, other: bytes, n: bytes, m: bytes) -> None:
    words = code_words(ends(one, other), n, m)
    assert len(words) == 4
    assert set(words) <= set(WORDS)


@given(st.lists(VALUES, min_size=5, max_size=5, unique=True), st.integers(0, 3))
def test_another_certificate_or_number_gives_other_words(values: list[bytes], at: int) -> None:
    one, other, n, m = values[:4]
    values[at] = values[4]
    assert code_words(ends(one, other), n, m) != code_words(ends(*values[:2]), *values[2:4])


@pytest.mark.parametrize("name", ["session_id", "offering_site_id", "answering_site_id"])
def test_another_session_or_site_gives_other_words_and_another_commitment(name: str) -> None:
    here, there = ends(ZEROS, ONES), ends(ZEROS, ONES, **{name: "other"})
    assert code_words(here, ZEROS, ONES) != code_words(there, ZEROS, ONES)
    assert commitment_to(here, ZEROS) != commitment_to(there, ZEROS)


def test_names_do_not_run_into_each_other() -> None:
    one = ends(ZEROS, ONES, offering_site_id="ab", answering_site_id="c")
    assert (
        one.as_bytes() != ends(ZEROS, ONES, offering_site_id="a", answering_site_id="bc").as_bytes()
    )


@given(VALUES, VALUES)
def test_a_commitment_is_opened_by_its_number_alone(number: bytes, other: bytes) -> None:
    commitment = commitment_to(ends(ZEROS, ONES), number)
    assert opens(commitment, ends(ZEROS, ONES), number)
    assert opens(commitment, ends(ZEROS, ONES), other) == (number == other)
    assert not opens(commitment, ends(ONES, ZEROS), number)


def test_words_and_commitment_are_fixed_for_ever() -> None:
    """Rooms of different versions must have the same ones."""
    assert code_words(ends(ZEROS, ONES), ZEROS, ONES) == ("vùng", "đũa", "nhạc", "bay")
    commitment = "efca3c72803e5ffe554624dd7fafd6b87720c1be5a73f225c2d67d54205eecad"
    assert commitment_to(ends(ZEROS, ONES), ZEROS).hex() == commitment


@pytest.mark.parametrize("wrong", [b"", bytes(31), bytes(33)])
def test_what_is_no_fingerprint_and_no_number_is_refused(wrong: bytes) -> None:
    for make in (
        lambda: ends(ZEROS, wrong),
        lambda: ends(wrong, ZEROS),
        lambda: code_words(ends(ZEROS, ONES), wrong, ONES),
        lambda: code_words(ends(ZEROS, ONES), ZEROS, wrong),
        lambda: commitment_to(ends(ZEROS, ONES), wrong),
    ):
        with pytest.raises(ValueError, match="32"):
            make()
