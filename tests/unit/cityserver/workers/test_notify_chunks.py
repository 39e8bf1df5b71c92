"""Texts in pieces that a NOTIFY can carry: whole again, in order, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver.workers.notify_chunks import ChunkHeader, Reassembler, cut

pytestmark = pytest.mark.unit

POSTGRESQL_LIMIT_BYTES = 8_000
OWN = "here"


def said(number: int, sender: str = "there") -> ChunkHeader:
    return ChunkHeader(sender=sender, number=number)


def join(joiner: Reassembler, *pieces: str) -> list[str]:
    return [text for piece in pieces if (text := joiner.take(piece)) is not None]


@given(texts=st.lists(st.text(max_size=20_000), min_size=1, max_size=4))
def test_any_texts_come_whole_and_in_order(texts: list[str]) -> None:
    pieces = [piece for number, text in enumerate(texts, 1) for piece in cut(said(number), text)]
    assert all(len(piece.encode()) < POSTGRESQL_LIMIT_BYTES for piece in pieces)
    assert not any("\x00" in piece for piece in pieces)
    assert join(Reassembler(OWN), *pieces) == texts


def test_a_signal_of_100_kb_of_vietnamese_is_cut_and_joined() -> None:
    text = "ạ\x00💥" * 35_000
    pieces = cut(said(1), text)
    assert len(pieces) > 50
    assert join(Reassembler(OWN), *pieces) == [text]


def test_what_is_said_twice_is_heard_once_and_number_0_always() -> None:
    first, second = cut(said(1), "first"), cut(said(2), "second")
    state = cut(said(0), "state")
    heard = join(Reassembler(OWN), *first, *second, *first, *second, *state, *state)
    assert heard == ["first", "second", "state", "state"]


def test_numbers_are_of_each_sender() -> None:
    heard = join(Reassembler(OWN), *cut(said(5), "there"), *cut(said(1, "elsewhere"), "elsewhere"))
    assert heard == ["there", "elsewhere"]


def test_nobody_hears_themselves() -> None:
    assert join(Reassembler(OWN), *cut(said(1, OWN), "x" * 20_000)) == []


def test_a_text_of_which_the_beginning_was_missed_is_passed_over() -> None:
    long, short = cut(said(1), "x" * 20_000), cut(said(2), "short")
    assert join(Reassembler(OWN), *long[1:], *short) == ["short"]
    assert join(Reassembler(OWN), *long[:-1], *short) == ["short"]
    assert join(Reassembler(OWN), long[0], long[2], *short) == ["short"]


@pytest.mark.parametrize(
    "untrusted",
    ["", "x", "a b c d e", "there 1 0 1 {", "there 1 0 1 7", "there -1 0 1 x", "there 1 0 0 x"],
)
def test_what_is_no_piece_is_passed_over(untrusted: str) -> None:
    joiner = Reassembler(OWN)
    assert join(joiner, untrusted, *cut(said(9), "after")) == ["after"]
