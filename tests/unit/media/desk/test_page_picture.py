"""A page as the recorder takes it: the part that is seen, in colours, in the size of its place."""

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.papers.paper import PageImage
from desktop.domain.recording.stage_page import PAGE_HEIGHT, PAGE_WIDTH
from desktop.media.desk.page_picture import page_picture
from desktop.media.pipe.codec import MAX_MESSAGE_BYTES
from desktop.media.pipe.commands import PagePicture

pytestmark = pytest.mark.unit

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)


def an_image(width: int, height: int) -> PageImage:
    """White, with a black upper third and a red lower third."""
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[:], rgb[: height // 3], rgb[-height // 3 :] = WHITE, BLACK, RED
    return PageImage(width=width, height=height, rgb=rgb.tobytes())


def luma(page: PagePicture) -> NDArray[np.uint8]:
    planes = np.frombuffer(page.planes, np.uint8)
    return planes[: page.width * page.height].reshape(page.height, page.width)


def red(page: PagePicture) -> NDArray[np.uint8]:
    size = page.width * page.height // 4
    return np.frombuffer(page.planes, np.uint8)[-size:].reshape(page.height // 2, page.width // 2)


def test_a_whole_page_keeps_its_shape_and_its_colours() -> None:
    page = page_picture(an_image(1_000, 1_414), PagePart.WHOLE, "Trang 1/2")
    assert (page.width, page.height) == (424, PAGE_HEIGHT)
    assert page.caption == "Trang 1/2"
    seen, reds = luma(page), red(page)
    assert seen[20, 200] == 16  # black, white: the range of video
    assert seen[300, 200] == 235
    assert reds[150, 100] == 128
    assert reds[290, 100] == 240


@pytest.mark.parametrize(
    ("part", "above", "below"),
    [(PagePart.TOP, 16, 235), (PagePart.MIDDLE, 235, 81), (PagePart.BOTTOM, 235, 81)],
)
def test_a_part_is_as_wide_as_its_place(part: PagePart, above: int, below: int) -> None:
    page = page_picture(an_image(960, 1_358), part, "")
    assert (page.width, page.height) == (PAGE_WIDTH, PAGE_HEIGHT)
    seen = luma(page)
    assert seen[100, 480] == pytest.approx(above, abs=1)
    assert seen[-40, 480] == pytest.approx(below, abs=1)


@pytest.mark.parametrize("part", list(PagePart))
@pytest.mark.parametrize("size", [(1, 1), (1, 3_000), (3_000, 1), (959, 601), (2_801, 1_981)])
def test_every_shape_is_even_and_fits_a_message(size: tuple[int, int], part: PagePart) -> None:
    page = page_picture(an_image(*size), part, "")
    assert page.width % 2 == page.height % 2 == 0
    assert 0 < page.width <= PAGE_WIDTH
    assert 0 < page.height <= PAGE_HEIGHT
    assert len(page.planes) == page.width * page.height * 3 // 2
    assert len(page.planes) < MAX_MESSAGE_BYTES - 10_000
