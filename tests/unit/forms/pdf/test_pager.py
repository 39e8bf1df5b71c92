"""Where a page ends: what belongs together is on one, what is cut is cut between lines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.pdf.lines import Gap
from desktop.forms.pdf.pager import Page, divide
from desktop.forms.pdf.pieces import Beside, Paragraph, Piece, Row, Stack

pytestmark = pytest.mark.unit

ROOM = 100.0
LINE = Gap(height_pt=10)


def lines(count: int, **more: object) -> Paragraph:
    return replace(Paragraph(lines=(LINE,) * count, width_pt=50), **more)  # type: ignore[arg-type]


def block(height: float, **more: object) -> Beside:
    stack = Stack(x_pt=0, width_pt=50, lines=(Gap(height_pt=height),))
    return replace(Beside(stacks=(stack,)), **more)  # type: ignore[arg-type]


def row(count: int, **more: object) -> Row:
    made = Row(cells=((LINE,) * count, (LINE,)), widths_pt=(20, 20), x_pt=0, pad_pt=1, gap_pt=1)
    return replace(made, **more)  # type: ignore[arg-type]


HEAD = row(1, keeps_with_next=True)


def heights(pages: Sequence[Page]) -> list[list[float]]:
    return [[piece.height_pt for piece, _ in page.placed] for page in pages]


def test_a_paragraph_goes_on_with_at_least_two_lines_on_each_page() -> None:
    assert heights(divide([block(75), lines(5)], ROOM)) == [[75, 20], [30]]
    assert heights(divide([block(55), lines(5)], ROOM)) == [[55, 30], [20]]
    assert heights(divide([block(75), lines(3)], ROOM)) == [[75], [30]]
    assert heights(divide([block(85), lines(9)], ROOM)) == [[85], [90]]


def test_what_is_free_between_two_is_not_free_at_the_head_of_a_page() -> None:
    pages = divide([block(60, after_pt=5), block(60, before_pt=7), block(10, before_pt=7)], ROOM)
    assert [[at for _, at in page.placed] for page in pages] == [[0], [0, 67]]


def test_nothing_stays_behind_that_keeps_with_what_follows() -> None:
    heading = lines(1, keeps_with_next=True)
    assert heights(divide([block(70), heading, heading, block(20)], ROOM)) == [[70], [10, 10, 20]]
    assert heights(divide([block(60), heading, heading, block(20)], ROOM)) == [[60, 10, 10, 20]]
    assert heights(divide([block(90), heading], ROOM)) == [[90, 10]], "nothing follows"


def test_more_than_a_page_that_belongs_together_is_set_as_it_comes() -> None:
    together = [block(40, keeps_with_next=True) for _ in range(3)]
    assert heights(divide([block(30), *together], ROOM)) == [[30, 40], [40, 40]]


def test_a_signature_is_whole() -> None:
    assert heights(divide([block(70), block(40)], ROOM)) == [[70], [40]]


def test_what_begins_a_page_has_nothing_above_it() -> None:
    assert heights(divide([lines(2), lines(2, begins_page=True)], ROOM)) == [[20], [20]]
    assert heights(divide([lines(2, begins_page=True)], ROOM)) == [[20]]


def test_column_names_stand_above_the_rows_of_every_page_and_never_alone() -> None:
    rows = [row(3, head=HEAD) for _ in range(4)]
    assert heights(divide([HEAD, *rows], ROOM)) == [[12, 32, 32], [12, 32, 32]]
    assert heights(divide([block(80), HEAD, *rows[:1]], ROOM)) == [[80], [12, 32]]


def test_a_row_higher_than_a_page_is_cut_between_its_lines() -> None:
    high = row(20, head=HEAD, may_break=True)
    pages = divide([HEAD, high, row(1, head=HEAD)], ROOM)
    assert heights(pages) == [[12, 82], [12, 82], [12, 42, 12]]


@given(
    st.lists(
        st.one_of(
            st.builds(lines, st.integers(1, 30)),
            st.builds(lambda count: lines(count, keeps_with_next=True), st.integers(1, 3)),
            st.builds(block, st.integers(1, 99)),
            st.builds(lambda count: row(count, head=HEAD), st.integers(1, 5)),
            st.builds(lambda count: row(count, may_break=True), st.integers(1, 40)),
        ),
        max_size=20,
    )
)
def test_every_line_is_on_a_page_and_none_below_it(pieces: list[Piece]) -> None:
    pages = divide(pieces, ROOM)
    for page in pages:
        for piece, at in page.placed:
            assert at + piece.height_pt <= ROOM + 0.1
    placed = [piece for page in pages for piece, _ in page.placed if piece is not HEAD]
    assert sum(map(lines_in, placed)) == sum(map(lines_in, pieces))


def lines_in(piece: Piece) -> int:
    match piece:
        case Paragraph():
            return len(piece.lines)
        case Row():
            return sum(map(len, piece.cells))
    return 1
