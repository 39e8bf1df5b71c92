"""Text set in lines: as wide as its room, in letters that the file has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.layout.page import MOTTO_MM
from desktop.forms.layout.text_width import width_mm
from desktop.forms.pdf.faces import Look, drawable, width_pt
from desktop.forms.pdf.lines import Side, fits, plain_text, points, set_text

pytestmark = pytest.mark.unit

BODY, STRONG = Look(size_pt=14), Look(size_pt=14, is_bold=True)


def texts(text: str, room: float) -> list[str]:
    lines = plain_text(text, BODY, room, Side.LEFT)
    return ["".join(run for run, _ in line.runs) for line in lines]


def test_a_line_takes_as_many_words_as_its_room_holds() -> None:
    room = width_pt("Độc lập - Tự", BODY)
    assert texts("Độc lập - Tự do - Hạnh phúc", room + 0.1) == ["Độc lập - Tự", "do - Hạnh", "phúc"]
    assert texts("Độc lập - Tự do", room - 0.1) == ["Độc lập -", "Tự do"]


def test_a_line_break_ends_a_line_and_nothing_is_one_line() -> None:
    assert texts("a\n\nb", 100) == ["a", "", "b"]
    assert texts("", 100) == [""]


def test_a_word_that_is_too_long_ends_behind_a_hyphen() -> None:
    assert texts("TCD-2026-0117", width_pt("TCD-2026-", BODY) + 1) == ["TCD-2026-", "0117"]
    assert texts("aaaa", width_pt("aa", BODY) + 1) == ["aa", "aa"]
    assert texts("aaaa", 1) == ["a"] * 4
    assert fits("a b", width_pt("b", BODY), BODY)
    assert not fits("a bb", width_pt("b", BODY), BODY)


def test_the_first_line_is_indented_and_only_the_last_one_is_not_stretched() -> None:
    lines = set_text([("một hai ba bốn năm sáu", BODY)], 60, Side.BOTH, indent_pt=20)
    assert [line.indent_pt for line in lines] == [20, *[0] * (len(lines) - 1)]
    assert [line.is_last for line in lines] == [*[False] * (len(lines) - 1), True]


def test_two_looks_stand_on_one_line() -> None:
    (line,) = set_text([("Vắng mặt:", STRONG), ("không có", BODY)], 500, Side.LEFT)
    assert line.runs == (("Vắng mặt:", STRONG), (" không có", BODY))


@given(st.text(), st.floats(20, 300))
def test_no_letter_is_lost_or_outside(text: str, room: float) -> None:
    lines = plain_text(text, BODY, room, Side.LEFT)
    joined = "".join(run for line in lines for run, _ in line.runs)
    assert "".join(joined.split()) == "".join(drawable(text).split())
    for line in lines:
        assert line.width_pt <= room + 0.1


def test_marks_are_composed_and_unknown_letters_are_boxes() -> None:
    assert drawable("Nguyễn") == "Nguyễn"
    assert drawable("☐ Đạt ☑ 好 \U0001f600\ufe0f\u200d") == "□ Đạt ■ □ □"
    assert drawable("a\u00a0b\tc\u00ad\x07d\u2011e") == "a b cd-e"
    assert drawable("một\nhai") == "một\nhai"


def test_letters_are_as_wide_as_those_the_forms_are_measured_for() -> None:
    motto = "Độc lập - Tự do - Hạnh phúc"
    assert width_pt(motto, STRONG) == pytest.approx(points(MOTTO_MM), rel=0.01)
    text = "Đơn khiếu nại về bồi thường đất đai"
    assert width_pt(text, BODY) == pytest.approx(points(width_mm(text, 14)), rel=0.02)


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("is_italic", [False, True])
def test_every_vietnamese_letter_is_there(*, is_bold: bool, is_italic: bool) -> None:
    letters = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ₫…–−“”²"
    for text in (letters, letters.upper()):
        assert drawable(text) == text
    look = Look(size_pt=10, is_bold=is_bold, is_italic=is_italic)
    assert width_pt(letters, look) > 0
