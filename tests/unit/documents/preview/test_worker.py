import io
import struct

import pytest

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import (
    PAGE,
    SIZE,
    Answer,
    Status,
    pack_kind,
    read_answer,
    read_hello,
)
from desktop.documents.preview.warm_up import warm_up
from desktop.documents.preview.worker import serve_paper
from desktop.domain.papers.paper import PageImage
from desktop.sandbox.measures import Measure
from tests.samples import papers as samples
from tests.samples.office import a_document, a_workbook

pytestmark = pytest.mark.unit

RED, WHITE = (254, 0, 0), (255, 255, 255)


def ask(data: bytes, kind: FileKind, *pages: tuple[int, int]) -> list[Answer]:
    """All answers of a worker: first to the paper, then to each (page, width)."""
    wanted = b"".join(PAGE.pack(*page) for page in pages)
    asked = pack_kind(kind) + SIZE.pack(len(data)) + data + wanted
    out = io.BytesIO()
    ready: list[FileKind] = []

    def get_ready(kind: FileKind) -> Measure:
        ready.append(kind)
        return Measure.LIMITS

    assert serve_paper(io.BytesIO(asked), out, get_ready) == 0
    assert ready == [kind]
    out.seek(0)
    assert read_hello(out) == Measure.LIMITS
    answers = [read_answer(out) for _ in range(len(pages) + 1)]
    assert out.read() == b""
    return answers


def drawn(data: bytes, kind: FileKind, page: int = 1, width: int = 100) -> PageImage:
    answer = ask(data, kind, (page, width))[1]
    assert answer.status is Status.DRAWN
    assert answer.image is not None
    return answer.image


def pixel(image: PageImage, x: int, y: int) -> tuple[int, ...]:
    start = (y * image.width + x) * 3
    return tuple(image.rgb[start : start + 3])


def test_a_pdf_is_counted_and_every_page_can_be_drawn() -> None:
    counted, first, third = ask(samples.pdf(pages=3), FileKind.PDF, (1, 100), (3, 200))
    assert counted == Answer(status=Status.COUNTED, page_count=3)
    assert first.image is not None
    assert third.image is not None
    assert (first.image.width, third.image.width) == (100, 200)
    assert pixel(third.image, 50, 40) == (0, 0, 0)
    assert pixel(third.image, 5, 5) == WHITE


@pytest.mark.parametrize("page", [0, 4, 2**31])
def test_a_page_that_is_not_there_is_not_drawn(page: int) -> None:
    assert ask(samples.pdf(pages=3), FileKind.PDF, (page, 100))[1] == Answer(
        status=Status.NO_PREVIEW, page_count=3
    )


def test_a_huge_page_is_drawn_small() -> None:
    image = drawn(samples.huge_page_pdf(), FileKind.PDF, width=500)
    assert (image.width, image.height) == (500, 500)


def test_an_endless_width_is_bounded() -> None:
    assert drawn(samples.pdf(), FileKind.PDF, width=2**32 - 1).width <= 4_096


def test_a_page_tree_that_contains_itself_ends() -> None:
    assert ask(samples.looping_pdf(), FileKind.PDF, (1, 100))[1].status is Status.NO_PREVIEW


def test_a_locked_pdf_says_so() -> None:
    opened, page = ask(samples.locked_pdf(), FileKind.PDF, (1, 100))
    assert opened == page == Answer(status=Status.LOCKED, page_count=0)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 nothing more", FileKind.PDF),
        (b"\xff\xd8\xff", FileKind.JPEG),
        (samples.bomb_png(), FileKind.PNG),
        (samples.png(), FileKind.JPEG),
        (b"II*\x00" + bytes(50), FileKind.TIFF),
    ],
)
def test_what_cannot_be_read_has_no_preview(data: bytes, kind: FileKind) -> None:
    opened, page = ask(data, kind, (1, 100))
    assert opened.page_count in {0, 1}
    assert page.status is Status.NO_PREVIEW


def test_a_cut_jpeg_has_no_preview() -> None:
    data = samples.jpeg(size=(2_000, 2_000))
    assert ask(data[: len(data) // 3], FileKind.JPEG, (1, 500))[1] == Answer(
        status=Status.NO_PREVIEW, page_count=1
    )


def test_a_picture_is_not_enlarged() -> None:
    image = drawn(samples.jpeg(size=(400, 300)), FileKind.JPEG, width=2_000)
    assert (image.width, image.height) == (400, 300)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (100, 75), (5, 37)),
        (3, (100, 75), (95, 37)),
        (6, (100, 133), (50, 5)),
        (8, (100, 133), (50, 125)),
    ],
)
def test_a_photo_stands_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    image = drawn(samples.jpeg(orientation=orientation), FileKind.JPEG)
    assert (image.width, image.height) == size
    assert pixel(image, *red_at) == RED
    assert pixel(image, size[0] - 1 - red_at[0], size[1] - 1 - red_at[1]) == WHITE


def test_a_clear_picture_lies_on_white_paper() -> None:
    assert pixel(drawn(samples.png(colour=(255, 0, 0, 0)), FileKind.PNG), 50, 30) == WHITE


def test_every_page_of_a_tiff_can_be_drawn() -> None:
    counted, third, fourth = ask(samples.tiff(pages=3), FileKind.TIFF, (3, 200), (4, 200))
    assert counted.page_count == 3
    assert third.image is not None
    assert third.image.height == 120
    assert fourth.status is Status.NO_PREVIEW


def test_a_page_whose_size_makes_no_sense_has_no_preview() -> None:
    data = samples.pdf(media_box="0 0 0 0").replace(b"0 0 0 0]", b"0 0 1 0]")
    assert ask(data, FileKind.PDF, (1, 100))[1].status in {Status.NO_PREVIEW, Status.DRAWN}


@pytest.mark.parametrize(
    "asked",
    [b"", b"garbage" * 10, struct.pack(">4sB", b"RRP1", 9) + bytes(8)],
)
def test_a_conversation_that_begins_wrongly_ends(asked: bytes) -> None:
    out = io.BytesIO()
    assert serve_paper(io.BytesIO(asked), out, lambda _: pytest.fail("no kind is known")) == 2
    assert out.getvalue() == b""


@pytest.mark.parametrize(
    ("paper", "code"), [(SIZE.pack(100) + b"too short", 2), (b"half", 2), (b"", 0)]
)
def test_a_paper_that_is_cut_off_or_never_comes_is_not_drawn(paper: bytes, code: int) -> None:
    out = io.BytesIO()
    asked = pack_kind(FileKind.PDF) + paper
    assert serve_paper(io.BytesIO(asked), out, lambda _: Measure(0)) == code
    out.seek(0)
    assert read_hello(out) == Measure(0)
    assert out.read() == b""


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_paper_that_a_library_is_warmed_up_with_can_be_drawn(kind: FileKind) -> None:
    warm_up(kind)


@pytest.mark.parametrize(
    ("data", "kind"), [(a_document(), FileKind.DOCX), (a_workbook(), FileKind.XLSX)]
)
def test_the_words_of_an_office_document_are_drawn(data: bytes, kind: FileKind) -> None:
    counted, first, beyond = ask(data, kind, (1, 200), (3, 200))
    assert counted.status is Status.COUNTED
    assert counted.page_count == 2
    assert first.image is not None
    assert first.image.rgb.count(b"\xff") < len(first.image.rgb)
    assert beyond.status is Status.NO_PREVIEW


def test_an_office_document_that_is_none_has_no_preview() -> None:
    assert [one.status for one in ask(samples.office(), FileKind.DOCX, (1, 100))] == [
        Status.NO_PREVIEW,
        Status.NO_PREVIEW,
    ]
