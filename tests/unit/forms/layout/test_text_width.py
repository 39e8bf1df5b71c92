import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.layout.text_width import width_mm, wrapped

pytestmark = pytest.mark.unit


def test_a_digit_is_half_as_wide_as_the_letters_are_high() -> None:
    assert width_mm("0", 72) == pytest.approx(25.4 / 2)
    assert width_mm("26/11/2026", 12) == pytest.approx(19.3, abs=0.1)


def test_marks_take_no_room_and_horns_a_little() -> None:
    assert width_mm("ệ", 12) == width_mm("e", 12)
    assert width_mm("Ủy", 12) == width_mm("Uy", 12)
    assert width_mm("ơ", 12) > width_mm("o", 12)


def test_bold_runs_farther() -> None:
    assert width_mm("Mẫu", 12, is_bold=True) > width_mm("Mẫu", 12)


def test_a_text_is_broken_between_words_and_at_its_own_ends() -> None:
    text = "Phòng tiếp công dân, tầng 1\nKết nối: cau.xamau"
    assert wrapped(text, 30, 12) == ["Phòng tiếp công", "dân, tầng 1", "Kết nối:", "cau.xamau"]
    assert wrapped("", 30, 12) == [""]


def test_a_word_too_long_is_cut() -> None:
    lines = wrapped("nguyenvanmau.vanphong@xamau.example", 20, 12)
    assert len(lines) == 4
    assert "".join(lines) == "nguyenvanmau.vanphong@xamau.example"


@given(st.text(alphabet="aơệƯM .1\n", max_size=200), st.floats(10, 100))
def test_no_line_is_too_long_and_no_letter_is_lost(text: str, room_mm: float) -> None:
    lines = wrapped(text, room_mm, 12)
    assert all(width_mm(line, 12) <= room_mm for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
