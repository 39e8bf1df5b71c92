import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import (
    ANSWER,
    HELLO,
    HELLO_MAGIC,
    KIND,
    MAX_CODES_BYTES,
    MAX_HEIGHT,
    MAX_PIXELS,
    MAX_WIDTH,
    Answer,
    BrokenAnswer,
    Status,
    fitted_size,
    pack_answer,
    pack_hello,
    pack_kind,
    read_answer,
    read_hello,
    unpack_kind,
)
from desktop.domain.papers.paper import PageImage
from desktop.sandbox.measures import ALL, Measure

pytestmark = pytest.mark.unit

IMAGE = PageImage(width=3, height=2, rgb=bytes(range(18)))


def test_a_page_arrives_as_it_was_drawn() -> None:
    answer = Answer(status=Status.DRAWN, page_count=7, image=IMAGE)
    assert read_answer(io.BytesIO(pack_answer(answer) + IMAGE.rgb)) == answer


@pytest.mark.parametrize("status", [Status.COUNTED, Status.NO_PREVIEW, Status.LOCKED])
def test_an_answer_without_pixels_arrives(status: Status) -> None:
    answer = Answer(status=status, page_count=7)
    assert read_answer(io.BytesIO(pack_answer(answer))) == answer


@pytest.mark.parametrize("codes", [(), ("TCD2:A",), ("TCD2:A", "căn cước|1")])
def test_what_the_codes_of_a_page_say_arrives(codes: tuple[str, ...]) -> None:
    answer = Answer(status=Status.READ, page_count=7, codes=codes)
    assert read_answer(io.BytesIO(pack_answer(answer))) == answer


def test_of_a_flood_of_codes_as_much_arrives_as_anybody_has_room_for() -> None:
    answer = Answer(status=Status.READ, page_count=1, codes=("x" * MAX_CODES_BYTES, "y"))
    assert read_answer(io.BytesIO(pack_answer(answer))).codes == ("x" * MAX_CODES_BYTES,)


@pytest.mark.parametrize(("size_bytes", "said"), [(MAX_CODES_BYTES + 1, b"x" * 5_000), (9, b"x")])
def test_codes_without_bounds_are_no_answer(size_bytes: int, said: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_answer(io.BytesIO(ANSWER.pack(Status.READ, 1, 0, 0, size_bytes) + said))


def test_what_is_no_text_is_no_code_of_ours() -> None:
    said = ANSWER.pack(Status.READ, 1, 0, 0, 2) + b"\xff\xfe"
    assert read_answer(io.BytesIO(said)).codes == ("\ufffd\ufffd",)


@pytest.mark.parametrize("held", [Measure(0), Measure.LIMITS | Measure.CALLS, Measure(ALL)])
def test_a_worker_says_what_it_gave_up(held: Measure) -> None:
    assert read_hello(io.BytesIO(pack_hello(held))) == held


@pytest.mark.parametrize(
    "said",
    [b"", b"RRH1", HELLO.pack(b"RRP1", 1), HELLO.pack(HELLO_MAGIC, ALL + 1), b"\xff" * HELLO.size],
)
def test_a_worker_that_says_something_else_gets_no_paper(said: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_hello(io.BytesIO(said))


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"\x00" * (ANSWER.size - 1),
        ANSWER.pack(99, 1, 0, 0, 0),
        ANSWER.pack(Status.COUNTED, 10**9, 0, 0, 0),
        ANSWER.pack(Status.DRAWN, 1, 0, 10, 0),
        ANSWER.pack(Status.DRAWN, 1, MAX_WIDTH + 1, 1, 3 * (MAX_WIDTH + 1)),
        ANSWER.pack(Status.DRAWN, 1, 1, MAX_HEIGHT + 1, 3 * (MAX_HEIGHT + 1)),
        ANSWER.pack(Status.DRAWN, 1, MAX_WIDTH, MAX_HEIGHT, 3 * MAX_WIDTH * MAX_HEIGHT),
        ANSWER.pack(Status.DRAWN, 1, 2, 2, 2**60),
        ANSWER.pack(Status.DRAWN, 1, 2, 2, 12) + b"short",
    ],
)
def test_an_answer_out_of_bounds_is_not_believed(untrusted: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_answer(io.BytesIO(untrusted))


@given(st.binary(max_size=200))
def test_no_answer_makes_the_desk_fail_otherwise(untrusted: bytes) -> None:
    try:
        read_answer(io.BytesIO(untrusted))
    except BrokenAnswer:
        return


def test_the_kind_of_a_paper_is_understood() -> None:
    assert unpack_kind(pack_kind(FileKind.PNG)) is FileKind.PNG


@pytest.mark.parametrize("header", [b"", b"\x00" * KIND.size, KIND.pack(b"RRP1", 9)])
def test_a_strange_header_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match="header"):
        unpack_kind(header)


@given(
    width=st.floats(1e-3, 1e6),
    height=st.floats(1e-3, 1e6),
    wanted=st.integers(-10, 10**6),
)
def test_every_page_fits_the_limits(width: float, height: float, wanted: int) -> None:
    drawn_width, drawn_height = fitted_size(width, height, wanted)
    assert 1 <= drawn_width < MAX_WIDTH
    assert 1 <= drawn_height < MAX_HEIGHT
    assert (drawn_width + 1) * (drawn_height + 1) <= MAX_PIXELS + MAX_HEIGHT


def test_an_ordinary_page_keeps_its_proportions() -> None:
    assert fitted_size(595, 842, 1_000) == (1_000, 1_415)


@pytest.mark.parametrize("size", [(0, 1), (1, 0), (-1, 5), (float("inf"), 1), (1, float("nan"))])
def test_a_page_without_size_is_no_page(size: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="page size"):
        fitted_size(*size, 100)
