from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.conduct.reading import first_part, page_box, read_on, turned, widest_page
from desktop.domain.ids import DocumentId

pytestmark = pytest.mark.unit

P = PagePart
STAGE = Stage(document_id=DocumentId("paper"), page=1, page_count=3, title="Đơn", part=P.TOP)


def place(stage: Stage | None) -> tuple[int, PagePart] | None:
    return None if stage is None else (stage.page, stage.part)


def test_a_paper_is_read_from_top_to_bottom_and_back_again() -> None:
    read, stage = [], STAGE
    while (following := read_on(stage, 1)) is not None:
        stage = following
        read.append(place(stage))
    assert read == [
        (1, P.MIDDLE), (1, P.BOTTOM),
        (2, P.TOP), (2, P.MIDDLE), (2, P.BOTTOM),
        (3, P.TOP), (3, P.MIDDLE), (3, P.BOTTOM),
    ]  # fmt: skip
    back = [place(stage)]
    while (former := read_on(stage, -1)) is not None:
        stage = former
        back.append(place(stage))
    assert back == [*reversed(read), (1, P.TOP)]


@pytest.mark.parametrize(("steps", "part"), [(1, P.TOP), (-1, P.BOTTOM)])
def test_a_page_that_stands_whole_is_read_from_one_of_its_ends(steps: int, part: PagePart) -> None:
    assert place(read_on(replace(STAGE, part=P.WHOLE), steps)) == (1, part)


@pytest.mark.parametrize("part", list(P))
def test_another_page_begins_at_its_top_but_whole_pages_stay_whole(part: PagePart) -> None:
    begins = P.WHOLE if part is P.WHOLE else P.TOP
    assert place(turned(replace(STAGE, part=part), 2)) == (3, begins)
    assert first_part(replace(STAGE, part=part)) is begins
    assert first_part(None) is P.TOP


@pytest.mark.parametrize("steps", [-1, 3])
def test_there_is_no_page_beyond_the_paper(steps: int) -> None:
    assert turned(STAGE, steps) is None


A4, PLACE = (1_000.0, 1_414.0), (960.0, 600.0)


def test_a_whole_page_stands_in_the_middle_of_its_place() -> None:
    box = page_box(A4, PLACE, P.WHOLE)
    assert (box.top, box.height) == (0, 600)
    assert box.left + box.width / 2 == 480


def test_three_parts_of_a_page_show_all_of_it_as_wide_as_its_place() -> None:
    boxes = [page_box(A4, PLACE, part) for part in (P.TOP, P.MIDDLE, P.BOTTOM)]
    assert all(box.width == 960 for box in boxes)
    seen = [(-box.top, -box.top + PLACE[1]) for box in boxes]
    assert seen[0][0] == 0
    assert seen[-1][1] == pytest.approx(boxes[-1].height)
    assert all(after[0] < before[1] for before, after in pairwise(seen))


def test_a_long_strip_is_no_wider_than_three_parts_can_show() -> None:
    box = page_box((100.0, 1_000.0), PLACE, P.TOP)
    assert box.height == 600 * 2.5
    assert widest_page(PLACE, 10.0) == box.width


def test_a_page_that_lies_is_seen_whole() -> None:
    assert page_box((1_600.0, 1_000.0), PLACE, P.BOTTOM).top == 0
