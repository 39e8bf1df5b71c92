"""The one picture that is recorded: who speaks large, the others beside, names and the hour.

While a page is on the stage it is the largest, and who speaks is the first beside it. The picture
changes with floor and page alone, never with loudness: one that jumps cannot be watched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from desktop.domain.ids import SiteId
from desktop.media.engine.capture.drawing import without_marks
from desktop.media.engine.picture import Picture, fit_picture
from desktop.media.pipe.commands import PagePicture

WIDTH: Final = 1280
HEIGHT: Final = 720
STALE_S: Final = 2.0
"""An older picture is not shown as if it were now."""

_TOP = 90
_LABEL_HEIGHT = 30
_TEXT_SIZE = 20
_INK = 24
_PAPER = 226
_GREY = 44
_NEUTRAL = 128


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile stands; all even."""

    x: int
    y: int
    width: int
    height: int


MAIN = Place(0, _TOP, 960, 540)
_SIDE = tuple(Place(960, _TOP + row * 180, 320, 180) for row in range(3))
_ALONE = Place(160, _TOP, 960, 540)
_BESIDE_PAGE = tuple(Place(960, row * 180, 320, 180) for row in range(4))
PAGE = Place(0, _TOP, 960, 600)
"""Of the page on the stage; its caption stands below it."""
_CAPTION = Place(0, _TOP + 600, 960, _LABEL_HEIGHT)
PLACES = (MAIN, _ALONE, *_SIDE, *_BESIDE_PAGE)
"""Where the picture of a site may stand."""
_CLOCK = Place(24, 28, 720, 34)


class Composer:
    """Thread: one at a time. names: of the sites, as people know them; at most four."""

    def __init__(self, *, names: Mapping[SiteId, str], font_path: Path | None) -> None:
        self._names = dict(names)
        self._font_path = font_path
        self._labels: dict[tuple[str, int], NDArray[np.uint8]] = {}
        self._scaled: dict[tuple[SiteId, int], tuple[Picture, Picture]] = {}
        self._blank = np.full((HEIGHT * 3 // 2, WIDTH), _NEUTRAL, np.uint8)
        self._blank[:HEIGHT] = _INK
        self._page: PagePicture | None = None
        self._page_blank = self._blank

    def show_page(self, page: PagePicture | None) -> None:
        """The page on the stage, of PAGE's size at most; None: none is there."""
        if page is not self._page:
            self._page = page
            self._page_blank = self._blank if page is None else self._with_page(page)

    def compose(
        self, pictures: Mapping[SiteId, Picture], *, main: SiteId, now_s: float, clock: str
    ) -> tuple[NDArray[np.uint8], tuple[SiteId, ...]]:
        """I420 planes of WIDTH x HEIGHT, and the sites of which no picture is fresh.

        pictures: the newest of each site. main: who is large. now_s: monotonic. clock: a line of
        text at the top.
        """
        planes = self._page_blank.copy()
        missing: list[SiteId] = []
        for site_id, place in self._places(main):
            picture = pictures.get(site_id)
            if picture is None or now_s - picture.made_at_s > STALE_S:
                missing.append(site_id)
                _fill(planes, place, _GREY)
            else:
                self._paste(planes, place, site_id, picture)
            self._write(planes, _label_place(place), self._names.get(site_id, site_id))
        self._write(planes, _CLOCK, clock, keeps=False)
        return planes, tuple(missing)

    def _places(self, main: SiteId) -> Sequence[tuple[SiteId, Place]]:
        others = [site_id for site_id in self._names if site_id != main]
        if self._page is not None:
            return tuple(zip((main, *others), _BESIDE_PAGE, strict=False))
        if not others:
            return ((main, _ALONE),)
        return ((main, MAIN), *zip(others, _SIDE, strict=False))

    def _paste(
        self, planes: NDArray[np.uint8], place: Place, site_id: SiteId, picture: Picture
    ) -> None:
        key = (site_id, place.width)
        kept = self._scaled.get(key)
        if kept is None or kept[0] is not picture:
            kept = (picture, fit_picture(picture, place.width, place.height, enlarges=True))
            self._scaled[key] = kept
        _fill(planes, place, _INK)
        _lay(planes, place, kept[1])

    def _with_page(self, page: PagePicture) -> NDArray[np.uint8]:
        """The blank picture with the page in it; a page that is not drawn yet is grey."""
        planes = self._blank.copy()
        picture = _picture_of(page)
        if picture is None:
            _fill(planes, PAGE, _GREY)
        else:
            _lay(planes, PAGE, picture)
        self._write(planes, _CAPTION, page.caption, keeps=False)
        return planes

    def _write(
        self, planes: NDArray[np.uint8], place: Place, text: str, *, keeps: bool = True
    ) -> None:
        drawn = self._labels.get((text, place.width))
        if drawn is None:
            drawn = _drawn(text, place.width, place.height, self._font_path)
            if keeps:
                self._labels[text, place.width] = drawn
        planes[place.y : place.y + place.height, place.x : place.x + place.width] = drawn
        for index in (0, 1):
            whole = chroma(planes, WIDTH, HEIGHT, index)
            whole[
                place.y // 2 : (place.y + place.height) // 2,
                place.x // 2 : (place.x + place.width) // 2,
            ] = _NEUTRAL


def chroma(planes: NDArray[np.uint8], width: int, height: int, index: int) -> NDArray[np.uint8]:
    """U (0) or V (1) of I420 planes, as a view of shape (height // 2, width // 2)."""
    size = width * height // 4
    start = width * height + index * size
    return planes.reshape(-1)[start : start + size].reshape(height // 2, width // 2)


def _picture_of(page: PagePicture) -> Picture | None:
    """None: there is none, or it is not what it says."""
    is_even = page.width % 2 == page.height % 2 == 0
    fits = 0 < page.width <= PAGE.width and 0 < page.height <= PAGE.height
    if not (is_even and fits and len(page.planes) == page.width * page.height * 3 // 2):
        return None
    planes = np.frombuffer(page.planes, np.uint8).reshape(page.height * 3 // 2, page.width)
    return Picture(planes=planes, width=page.width, height=page.height, made_at_s=0.0)


def _lay(planes: NDArray[np.uint8], place: Place, small: Picture) -> None:
    """In the middle of the place."""
    x = place.x + ((place.width - small.width) // 2 & ~1)
    y = place.y + ((place.height - small.height) // 2 & ~1)
    planes[y : y + small.height, x : x + small.width] = small.luma
    for index in (0, 1):
        piece = chroma(small.planes, small.width, small.height, index)
        rows, columns = piece.shape
        whole = chroma(planes, WIDTH, HEIGHT, index)
        whole[y // 2 : y // 2 + rows, x // 2 : x // 2 + columns] = piece


def _label_place(place: Place) -> Place:
    return Place(place.x, place.y + place.height - _LABEL_HEIGHT, place.width, _LABEL_HEIGHT)


def _fill(planes: NDArray[np.uint8], place: Place, luma: int) -> None:
    planes[place.y : place.y + place.height, place.x : place.x + place.width] = luma


def _drawn(text: str, width: int, height: int, font_path: Path | None) -> NDArray[np.uint8]:
    image = Image.new("L", (width, height), _INK)
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont
    try:
        font = ImageFont.truetype(str(font_path), _TEXT_SIZE)
    except OSError:
        font = ImageFont.load_default(_TEXT_SIZE)
        text = without_marks(text)
    ImageDraw.Draw(image).text((12, height // 2), text, font=font, fill=_PAPER, anchor="lm")
    return np.asarray(image)
