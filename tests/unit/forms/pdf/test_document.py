"""The PDF of every form: the words of the DOCX, on the page of the decree, the same each time."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest
from docx import Document
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from desktop.domain.papers.printed_page import PrintedPage, read_printed_page
from desktop.forms.docx.document import draw_docx
from desktop.forms.layout.blocks import Body, Form, PhotoAnnex, Table
from desktop.forms.layout.page import BOTTOM_MM, LEFT_MM, RIGHT_MM, TOP_MM, page_mm
from desktop.forms.pdf.document import draw_pdf
from desktop.forms.pdf.faces import drawable
from tests.rigs.system.read_pdf import Letter, ReadPdf
from tests.samples.forms import AT, EVERY_FORM, MARK

pytestmark = pytest.mark.unit

every = pytest.mark.parametrize("name", EVERY_FORM)


@cache
def form_of(name: str) -> Form:
    return EVERY_FORM[name]()


@cache
def drawn(name: str) -> bytes:
    return draw_pdf(replace(form_of(name), mark=MARK), AT)


@every
def test_the_words_of_the_document_stand_in_the_pdf_in_their_order(name: str) -> None:
    form = form_of(name)
    wanted = drawable(" ".join(docx_texts(form))).split()
    pdf = ReadPdf(drawn(name))
    place = 0
    for page in range(len(pdf)):
        words = without_repeated_head(pdf.words(page), wanted[place:], form)
        while words:
            assert rejoined(words, wanted[place]) == wanted[place]
            place += 1
    assert place == len(wanted)


def rejoined(words: list[str], wanted: str) -> str:
    """Takes the first word, and the rest of it where it was too long for its cell."""
    word = words.pop(0)
    while words and word != wanted and wanted.startswith(word + words[0]):
        word += words.pop(0)
    return word


def docx_texts(form: Form) -> Iterator[str]:
    document = Document(io.BytesIO(draw_docx(form, AT)))
    for item in document.iter_inner_content():
        if isinstance(item, DocxParagraph):
            yield item.text
        else:
            yield from cell_texts(item)


def cell_texts(table: DocxTable) -> Iterator[str]:
    """Of each cell once, also of one that stands in two rows."""
    told = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in told:
                told.add(cell._tc)
                yield cell.text


def without_repeated_head(words: list[str], wanted: Sequence[str], form: Form) -> list[str]:
    """The words of a page, without column names that stand there once more."""
    for block in form.blocks:
        if isinstance(block, Table | PhotoAnnex):
            names = drawable(" ".join(block.columns)).split()
            if words[: len(names)] == names != list(wanted[: len(names)]):
                return words[len(names) :]
    return words


@every
def test_the_page_is_that_of_the_decree(name: str) -> None:
    pdf, form = ReadPdf(drawn(name)), form_of(name)
    width, height = page_mm(is_landscape=form.is_landscape)
    letters: list[Letter] = []
    for page in range(len(pdf)):
        assert pdf.size_mm(page) == pytest.approx((width, height), abs=1)
        letters += pdf.letters_mm(page)
    for one in letters:
        assert one.left >= LEFT_MM - 1
        assert one.right <= width - RIGHT_MM + 1
        is_in_text = one.bottom >= BOTTOM_MM - 1 and one.top <= height - TOP_MM + 1
        is_in_margin = one.bottom >= height - TOP_MM or one.top <= BOTTOM_MM
        assert is_in_text or is_in_margin
    if name.startswith("minutes"):
        assert min(one.left for one in letters) == pytest.approx(LEFT_MM, abs=1)
        assert max(one.right for one in letters) == pytest.approx(width - RIGHT_MM, abs=1)


@every
def test_every_page_but_the_first_has_its_number_and_every_page_the_footer(name: str) -> None:
    pdf, form = ReadPdf(drawn(name)), form_of(name)
    numbers = [pdf.above(page) for page in range(len(pdf))]
    assert numbers == ["", *map(str, range(2, len(pdf) + 1))]
    assert {pdf.below(page) for page in range(len(pdf))} == {form.footer}


@every
def test_the_same_form_at_the_same_hour_is_the_same_file(name: str) -> None:
    form = replace(form_of(name), mark=MARK)
    draw_pdf(form_of("receipt"), AT)
    assert draw_pdf(form, AT) == drawn(name)


@every
def test_all_letters_are_in_the_file(name: str) -> None:
    faces = ReadPdf(drawn(name)).embedded_faces()
    assert faces
    assert all("LiberationSerif" in face for face in faces)
    assert all(faces.values())


@pytest.mark.parametrize("name", ["minutes of 200 lines", "register"])
def test_every_page_says_of_what_it_is_a_print(name: str) -> None:
    pdf = ReadPdf(drawn(name))
    assert len(pdf) > 1
    said = [read_printed_page(pdf.code(page) or "") for page in range(len(pdf))]
    expected = PrintedPage(
        record_id=MARK.record_id,
        version=MARK.version,
        content_sha256=MARK.content_sha256,
        page=1,
        pages=len(pdf),
    )
    assert said == [replace(expected, page=number) for number in range(1, len(pdf) + 1)]


def test_a_form_without_a_mark_has_no_code() -> None:
    assert ReadPdf(draw_pdf(form_of("receipt"), AT)).code(0) is None


def test_decomposed_letters_are_composed_and_nothing_of_two_hundred_lines_is_lost() -> None:
    pdf = ReadPdf(drawn("minutes of 200 lines"))
    words = " ".join(" ".join(pdf.words(page)) for page in range(len(pdf)))
    assert all(f"(dòng {number})" in words for number in range(1, 201))
    assert 10 <= len(pdf) <= 20


def test_what_looks_like_a_command_is_text() -> None:
    text = r"<b>1 < 2 & 3</b> &amp; <para/> \n (a) %PDF ET BT {0}"
    form = Form(title="<x>&", blocks=(Body(text=text),))
    assert ReadPdf(draw_pdf(form, AT)).words(0) == text.split()


def test_an_empty_form_is_one_empty_page() -> None:
    pdf = ReadPdf(draw_pdf(Form(title="", blocks=()), AT))
    assert len(pdf) == 1
    assert pdf.words(0) == []


def test_a_word_without_end_and_a_row_higher_than_a_page_are_whole() -> None:
    endless, high = "ă" * 400, " ".join(f"từ{number}" for number in range(3_000))
    table = Table(
        columns=("TT", "Nội dung"), rows=(("1", endless), ("2", high)), widths_mm=(20, 80)
    )
    pdf = ReadPdf(draw_pdf(Form(title="", blocks=(table,)), AT))
    pages = [pdf.words(page) for page in range(len(pdf))]
    assert all(words[:3] == ["TT", "Nội", "dung"] for words in pages)
    words = [word for page in pages for word in page[3:]]
    assert "".join(words[1:]).startswith(endless + "2")
    assert " ".join(word for word in words if word.startswith("từ")) == high
