"""The one picture that is recorded, by its pixels: who is large, what the page does to it."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.domain.ids import SiteId
from desktop.domain.recording.stage_page import PAGE_HEIGHT, PAGE_WIDTH
from desktop.files.resources import resource_path
from desktop.media.engine.picture import Picture
from desktop.media.engine.recorder.composer import HEIGHT, MAIN, PAGE, WIDTH, Composer, chroma
from desktop.media.engine.recorder.played import newest_mark
from desktop.media.measure.picture_clock import clock_ms, write_mark
from desktop.media.pipe.commands import PagePicture

pytestmark = pytest.mark.unit

SITES = tuple(SiteId(name) for name in "abcd")
LUMA = dict(zip(SITES, (60, 90, 120, 150), strict=True))
PAGE_LUMA, PAGE_RED = 200, 90


def a_picture(luma: int) -> Picture:
    planes = np.full((540, 640), 128, np.uint8)
    planes[:360] = luma
    return Picture(planes=planes, width=640, height=360, made_at_s=1.0)


PICTURES = {site: a_picture(luma) for site, luma in LUMA.items()}


def a_page(width: int = PAGE_WIDTH, height: int = PAGE_HEIGHT) -> PagePicture:
    size = width * height
    planes = (
        bytes([PAGE_LUMA]) * size + bytes([128]) * (size // 4) + bytes([PAGE_RED]) * (size // 4)
    )
    return PagePicture(
        caption="Tài liệu số 1 · Trang 2/3", width=width, height=height, planes=planes
    )


def composed(composer: Composer, main: SiteId = SITES[2], clock: str = "now") -> NDArray[np.uint8]:
    planes, _ = composer.compose(PICTURES, main=main, now_s=1.0, clock=clock)
    return planes


@pytest.fixture
def composer() -> Composer:
    return Composer(names=dict(zip(SITES, "ABCD", strict=True)), font_path=None)


def beside(row: int) -> tuple[int, int]:
    """A point within a place beside the page."""
    return row * 180 + 60, 1_120


def test_a_page_is_the_largest_and_who_speaks_is_the_first_beside_it(composer: Composer) -> None:
    composer.show_page(a_page())
    planes = composed(composer)
    shown = planes[PAGE.y : PAGE.y + PAGE.height, PAGE.x : PAGE.x + PAGE.width]
    assert (shown == PAGE_LUMA).all()
    assert shown.size > MAIN.width * MAIN.height > 4 * 320 * 180
    assert (chroma(planes, WIDTH, HEIGHT, 1)[60:300, :400] == PAGE_RED).all()
    order = (SITES[2], SITES[0], SITES[1], SITES[3])
    assert [planes[beside(row)] for row in range(4)] == [LUMA[site] for site in order]


def test_all_four_sites_are_looked_for_beside_a_page(composer: Composer) -> None:
    composer.show_page(a_page())
    _, missing = composer.compose({}, main=SITES[0], now_s=1.0, clock="now")
    assert set(missing) == set(SITES)


def test_the_floor_moves_the_sites_and_leaves_the_page(composer: Composer) -> None:
    composer.show_page(a_page())
    former, latter = composed(composer), composed(composer, main=SITES[3])
    box = (slice(PAGE.y, PAGE.y + PAGE.height), slice(PAGE.x, PAGE.x + PAGE.width))
    assert (former[box] == latter[box]).all()
    assert latter[beside(0)] == LUMA[SITES[3]]


def test_nothing_but_page_and_floor_moves_the_picture(composer: Composer) -> None:
    composer.show_page(a_page())
    first = composed(composer)
    loud = {site: a_picture(luma) for site, luma in LUMA.items()}
    again, _ = composer.compose(loud, main=SITES[2], now_s=1.0, clock="now")
    assert (first == again).all()
    composer.show_page(a_page())  # the same page, told again
    assert (composed(composer) == first).all()


def test_without_a_page_who_speaks_is_large_again(composer: Composer) -> None:
    before = composed(composer)
    composer.show_page(a_page())
    assert (composed(composer) != before).any()
    composer.show_page(None)
    assert (composed(composer) == before).all()
    assert before[MAIN.y + 100, MAIN.x + 100] == LUMA[SITES[2]]


def test_a_page_that_is_not_drawn_yet_is_grey_and_named(composer: Composer) -> None:
    composer.show_page(PagePicture(caption="Trang 2/3"))
    planes = composed(composer)
    shown = planes[PAGE.y : PAGE.y + PAGE.height, PAGE.x : PAGE.x + PAGE.width]
    assert len(np.unique(shown)) == 1
    caption = planes[PAGE.y + PAGE.height :, : PAGE.width]
    assert int(np.max(caption)) > 200
    composer.show_page(PagePicture(caption=""))
    assert int(np.max(composed(composer)[PAGE.y + PAGE.height :, : PAGE.width])) < 200


@pytest.mark.parametrize(
    "page",
    [
        PagePicture(caption="", width=PAGE_WIDTH + 2, height=2, planes=bytes((PAGE_WIDTH + 2) * 3)),
        PagePicture(caption="", width=3, height=2, planes=bytes(9)),
        PagePicture(caption="", width=4, height=2, planes=bytes(11)),
    ],
)
def test_a_page_that_is_not_what_it_says_is_grey(composer: Composer, page: PagePicture) -> None:
    composer.show_page(page)
    planes = composed(composer)
    assert planes[PAGE.y + 10, 10] == planes[PAGE.y + 300, 480] == 44


def test_a_narrow_page_stands_in_the_middle(composer: Composer) -> None:
    composer.show_page(a_page(424, PAGE_HEIGHT))
    planes = composed(composer)
    row = planes[PAGE.y + 300, : PAGE.width]
    found = np.flatnonzero(row == PAGE_LUMA)
    assert (found[0], found[-1]) == (268, 691)


def test_the_hour_stands_above_the_page() -> None:
    font = resource_path("fonts", "BeVietnamDesk-SemiBold.ttf")
    composer = Composer(names={SITES[0]: "Phòng tiếp Đống Đa"}, font_path=font)
    composer.show_page(a_page())
    planes = composed(composer, main=SITES[0], clock="01/12/2026 08:41:10")
    assert int(np.max(planes[28:62, 24:400])) > 200
    assert int(np.max(planes[:24, :960])) < 60  # nothing above it


def test_place_of_the_page_is_the_one_that_the_desk_draws_for() -> None:
    assert (PAGE.width, PAGE.height) == (PAGE_WIDTH, PAGE_HEIGHT)
    assert PAGE.y + PAGE.height + 30 == HEIGHT


# ---- marks in what was recorded --------------------------------------------------------------


def marked(at_s: float) -> Picture:
    picture = a_picture(120)
    write_mark(picture.planes[:360], clock_ms(at_s))
    return picture


@pytest.mark.parametrize("has_page", [False, True])
@pytest.mark.parametrize("main", SITES)
def test_the_youngest_mark_is_read_wherever_its_site_stands(
    composer: Composer, main: SiteId, *, has_page: bool
) -> None:
    composer.show_page(a_page() if has_page else None)
    pictures = {site: marked(50.0 + number / 10) for number, site in enumerate(SITES)}
    pictures = {site: replace(one, made_at_s=1.0) for site, one in pictures.items()}
    planes, _ = composer.compose(pictures, main=main, now_s=1.0, clock="now")
    assert newest_mark(planes[:HEIGHT], clock_ms(60.0)) == clock_ms(50.3)


def test_where_nobody_is_marked_there_is_no_mark(composer: Composer) -> None:
    assert newest_mark(composed(composer)[:HEIGHT], 0) is None
    assert newest_mark(np.zeros((10, 10), np.uint8), 0) is None
