"""Words that count in a search, and the part of a text that is shown."""

from dataclasses import replace

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.record.search import (
    EXCERPT_CHARS,
    MAX_WORDS,
    excerpt,
    search_words,
    text_of_case,
    text_of_line,
    text_of_session,
)
from tests.samples.minutes import lines
from tests.samples.receptions import a_case, a_plan

pytestmark = pytest.mark.unit

LONG = "Công dân trình bày: " + "việc này đã nói nhiều lần. " * 20 + "Đường vào thôn Hòa Bình hẹp."


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("  Đường  Vào ", ("duong", "vao")),
        ("Hoà Hòa hoa", ("hoa", "hoa", "hoa")),
        ("2026-0147", ("2026-0147",)),
        ("a", ()),
        ("a b", ("a", "b")),
        ('" * -', ()),
        ("", ()),
    ],
)
def test_the_words_of_a_search(search: str, words: tuple[str, ...]) -> None:
    assert search_words(search) == words


def test_a_search_has_so_many_words_at_most() -> None:
    assert len(search_words("từ " * 30)) == MAX_WORDS


def test_what_is_searched_of_each() -> None:
    case = text_of_case(a_case())
    assert a_case().title in case
    assert a_case().citizens[0].full_name in case
    assert a_case().citizens[0].id_number not in case
    denunciation = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    assert a_case().previous_result in case
    for secret in (a_case().citizens[0].full_name, a_case().previous_result):
        assert secret not in text_of_case(denunciation)
    session = text_of_session(a_plan())
    assert a_plan().title in session
    assert a_plan().chair_label in session
    line = replace(lines()[0], speaker="Công dân A", text="xin mở đường")
    assert text_of_line(line) == "Công dân A: xin mở đường"
    assert text_of_line(replace(line, speaker="")) == "xin mở đường"


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt(" xin  mở\nđường ", "duong") == "xin mở đường"


def test_of_a_long_text_the_words_round_the_first_found_are_shown() -> None:
    shown = excerpt(LONG, "khong-co hoa")
    assert "Hòa Bình" in shown
    assert shown.startswith("… ")
    assert not shown.endswith("…")
    assert len(shown) <= EXCERPT_CHARS + 4


def test_its_beginning_where_the_word_stands_there_or_nowhere() -> None:
    for search in ("trinh bay", "xyz"):
        shown = excerpt(LONG, search)
        assert shown.startswith("Công dân trình bày")
        assert shown.endswith(" …")
        assert len(shown) <= EXCERPT_CHARS + 4


def test_one_word_without_end_is_cut() -> None:
    assert excerpt("x" * 500, "xx") == "x" * EXCERPT_CHARS + " …"
    middle = excerpt("y" * 300 + "x" * 300, "xx")
    assert middle.strip("… ")
