"""The minutes as LibreOffice prints them: pages, words, fonts, nothing torn apart."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.forms.record.minutes_form import write_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from tests.integration.forms.printing import (
    IS_MISSING,
    MISSING,
    lines_of,
    pages_of,
    run,
    to_pdf,
    words_of,
)
from tests.paths import ROOT
from tests.samples import minutes as sample

TEMPLATE = ROOT / "resources" / "forms" / "minutes-v1.json"

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(IS_MISSING, reason=MISSING),
]

HEADING = re.compile(r"^\s*(?:I{1,3}|IV|\d)\. [^:]*$")

Print = Callable[[MinutesSources], Path]


@pytest.fixture
def printed(tmp_path: Path, profile: Path) -> Print:
    def print_minutes(sources: MinutesSources) -> Path:
        docx = tmp_path / "bien-ban.docx"
        write_minutes(build_minutes_document(sources), docx, template_path=TEMPLATE)
        return to_pdf(docx, profile)

    return print_minutes


def test_ordinary_minutes_are_three_clean_pages(printed: Print) -> None:
    pdf = printed(sample.sources())
    pages = pages_of(pdf)
    assert len(pages) == 3
    words = words_of(pdf)
    for _, _, text, _ in sample.LINES:
        assert text in words
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in lines_of(pages[0])[0]
    assert [lines_of(page)[0].strip() for page in pages[1:]] == ["2", "3"]


def test_the_title_block_is_not_broken_over_lines(printed: Print) -> None:
    head = [" ".join(line.split()) for line in lines_of(pages_of(printed(sample.sources()))[0])]
    assert head[0] == "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert head[1] == "THÀNH PHỐ HẢI PHÒNG Độc lập - Tự do - Hạnh phúc"
    assert head[2:5] == ["Số: …/BB-UBND", "BIÊN BẢN", "Tiếp công dân trực tuyến"]


def test_fonts_are_embedded_and_of_times_new_roman_s_measure(printed: Print) -> None:
    listed = run("pdffonts", printed(sample.sources()))
    names = [line.split()[0] for line in listed.splitlines()[2:]]
    assert names
    assert all("LiberationSerif" in name or "TimesNewRoman" in name for name in names)
    assert all(line.split()[-5] == "yes" for line in listed.splitlines()[2:]), "embedded"


def test_two_hundred_lines_are_printed_whole_and_in_order(printed: Print) -> None:
    lines = sample.many_lines(200)
    sources = replace(sample.sources(), lines=lines, papers=sample.papers() * 20)
    pdf = printed(sources)
    words = words_of(pdf)
    for line in lines:
        assert line.text in words
    assert 10 <= len(pages_of(pdf)) <= 20
    ours = pdf.with_name("ours.pdf")
    write_minutes(build_minutes_document(sources), ours, template_path=TEMPLATE)
    assert abs(len(pages_of(ours)) - len(pages_of(pdf))) <= 1, "the PDF of our own"


@pytest.mark.parametrize("count", [11, 23, 37, 60])
def test_no_heading_is_left_alone_at_the_foot_of_a_page(printed: Print, count: int) -> None:
    sources = replace(sample.sources(), lines=sample.many_lines(count))
    for page in pages_of(printed(sources))[:-1]:
        assert not HEADING.match(lines_of(page)[-1]), lines_of(page)[-1]


def test_signatures_are_together_and_not_alone_on_their_page(printed: Print) -> None:
    last = pages_of(printed(replace(sample.sources(), lines=sample.many_lines(60))))[-1]
    for word in ("THƯ KÝ", "CHỦ TỌA", "Lãnh đạo Mẫu", "Buổi tiếp kết thúc"):
        assert word in last


def test_an_empty_session_prints_a_form_to_fill_in(printed: Print) -> None:
    pages = pages_of(printed(sample.empty_sources()))
    assert len(pages) <= 2
    assert "THƯ KÝ" in pages[-1]


def test_practice_is_marked_on_every_page(printed: Print) -> None:
    for page in pages_of(printed(sample.sources(is_practice=True))):
        assert "BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in lines_of(page)[-1]
