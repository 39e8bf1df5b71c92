"""Drawn pictures: a friendly test person in a reception room, and the card of a closed camera."""

import math
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from desktop.media.engine.picture import Picture, picture_from_rgb

WIDTH = 1280
HEIGHT = 720
LOOP_FRAMES = 90
"""Three seconds at 30 pictures a second: to and fro without a cut."""

_OVERSAMPLING = 2
# The part of the picture that moves: left, top, right, bottom; all even.
_STAGE = (392, 116, 888, 540)
_CAPTION_SIZE = 30
_CAPTION_BAR = 56

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """How one test person looks."""

    wall: Colour
    wall_line: Colour
    suit: Colour
    suit_shade: Colour
    tie: Colour
    skin: Colour
    skin_shade: Colour
    hair: Colour


_WALLS = ((197, 181, 152), (178, 164, 136))
_SKIN = ((216, 164, 120), (196, 142, 102))
PALETTES = (
    Palette(
        wall=_WALLS[0],
        wall_line=_WALLS[1],
        suit=(46, 69, 94),
        suit_shade=(36, 55, 77),
        tie=(132, 44, 40),
        skin=_SKIN[0],
        skin_shade=_SKIN[1],
        hair=(70, 66, 62),
    ),
    Palette(
        wall=(184, 193, 201),
        wall_line=(166, 176, 186),
        suit=(74, 92, 80),
        suit_shade=(60, 76, 66),
        tie=(222, 226, 230),
        skin=(226, 178, 136),
        skin_shade=(206, 154, 114),
        hair=(46, 38, 36),
    ),
    Palette(
        wall=(190, 184, 166),
        wall_line=(172, 166, 150),
        suit=(122, 92, 70),
        suit_shade=(104, 78, 58),
        tie=(60, 90, 120),
        skin=(208, 156, 114),
        skin_shade=(188, 134, 96),
        hair=(120, 112, 104),
    ),
    Palette(
        wall=(200, 190, 182),
        wall_line=(182, 172, 164),
        suit=(96, 104, 116),
        suit_shade=(80, 88, 100),
        tie=(150, 110, 50),
        skin=(220, 170, 128),
        skin_shade=(200, 148, 108),
        hair=(30, 30, 34),
    ),
)

_CHAIR = ((88, 63, 50), (112, 80, 62))
_DESK = ((92, 66, 48), (70, 50, 38))
_SHIRT = (240, 236, 228)
_INK = (17, 24, 32)
_EYE = (46, 40, 38)


def palette_for(caption: str) -> Palette:
    """The same room always shows the same person."""
    return PALETTES[zlib.crc32(caption.encode()) % len(PALETTES)]


class TestPerson:
    """The drawn person, frame by frame. Layers are drawn once and then only copied.

    A frame of the loop is drawn when it is first asked for (about 10 ms), later ones are two
    copies and take well under a millisecond. Thread: one at a time.
    """

    __test__ = False  # not a test case, whatever pytest thinks of its name

    def __init__(self, *, caption: str, font_path: Path | None) -> None:
        self._caption = caption
        self._font_path = font_path
        self._palette = palette_for(caption)
        self._still: NDArray[np.uint8] | None = None
        self._background: Image.Image | None = None
        self._stages: dict[int, Picture] = {}

    def frame(self, number: int, made_at_s: float) -> Picture:
        """A picture of WIDTH x HEIGHT that the caller may write on."""
        planes = self._background_planes().copy()
        _paste(planes, self._stage(number % LOOP_FRAMES), _STAGE[:2])
        return Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=made_at_s)

    def _background_planes(self) -> NDArray[np.uint8]:
        if self._still is None:
            self._background = draw_background(self._palette, self._caption, self._font_path)
            self._still = picture_from_rgb(np.asarray(self._background)).planes
        return self._still

    def _stage(self, number: int) -> Picture:
        stage = self._stages.get(number)
        if stage is None:
            if self._background is None:
                self._background_planes()
            base = (self._background or Image.new("RGB", (WIDTH, HEIGHT))).crop(_STAGE)
            drawn = draw_person(base, self._palette, number / LOOP_FRAMES)
            stage = picture_from_rgb(np.asarray(drawn))
            self._stages[number] = stage
        return stage


def draw_background(palette: Palette, caption: str, font_path: Path | None) -> Image.Image:
    """Wall, chair, desk and the caption bar; RGB of WIDTH x HEIGHT."""
    image, draw = _canvas(WIDTH, HEIGHT, palette.wall)
    for x in range(80, WIDTH, 160):
        draw.line(_scaled(x, 0, x, HEIGHT), fill=palette.wall_line, width=6)
    draw.rounded_rectangle(_scaled(430, 60, 850, 660), 72, fill=_CHAIR[0])
    draw.rounded_rectangle(_scaled(454, 84, 826, 660), 56, fill=_CHAIR[1])
    draw.rectangle(_scaled(0, 540, WIDTH, HEIGHT), fill=_DESK[0])
    draw.rectangle(_scaled(0, 540, WIDTH, 556), fill=_DESK[1])
    draw.polygon(_scaled(230, 596, 410, 596, 430, 640, 218, 640), fill=_SHIRT)
    for y in (608, 620):
        draw.line(_scaled(262, y, 384, y), fill=(150, 146, 140), width=5)
    draw.ellipse(_scaled(872, 552, 952, 572), fill=_INK)
    draw.line(_scaled(912, 560, 908, 470, 850, 430), fill=_INK, width=12, joint="curve")
    image = image.reduce(_OVERSAMPLING)
    _write_caption(image, caption, font_path)
    return image


def draw_person(base: Image.Image, palette: Palette, phase: float) -> Image.Image:
    """The person in front of `base` (the stage cut out of the background); phase in [0, 1)."""
    left, top, right, bottom = _STAGE
    image = base.resize(((right - left) * _OVERSAMPLING, (bottom - top) * _OVERSAMPLING))
    draw = ImageDraw.Draw(image)
    turn = 2 * math.pi * phase
    sway = 10 * math.sin(turn)
    nod = 4 * math.sin(2 * turn)
    breath = 2 * math.sin(turn)
    _draw_body(draw, palette, breath)
    _draw_head(draw, palette, (248 + sway, 140 + nod), phase)
    return image.reduce(_OVERSAMPLING)


def draw_card(caption: str, font_path: Path | None) -> Picture:
    """What is sent while the camera is off: a person's outline, crossed out, and the caption."""
    image, draw = _canvas(WIDTH, HEIGHT, (28, 36, 46))
    outline = (104, 118, 134)
    draw.ellipse(_scaled(560, 180, 720, 340), fill=outline)
    draw.pieslice(_scaled(460, 370, 820, 730), 180, 360, fill=outline)
    draw.line(_scaled(430, 150, 850, 580), fill=(28, 36, 46), width=44)
    draw.line(_scaled(430, 150, 850, 580), fill=(196, 92, 84), width=16)
    image = image.reduce(_OVERSAMPLING)
    _write_caption(image, caption, font_path)
    return picture_from_rgb(np.asarray(image))


def _draw_body(draw: ImageDraw.ImageDraw, palette: Palette, breath: float) -> None:
    y = 236 - breath
    draw.rounded_rectangle(_scaled(214, 190, 282, 270), 40, fill=palette.skin_shade)
    draw.pieslice(_scaled(18, y, 478, y + 560), 180, 360, fill=palette.suit)
    draw.polygon(_scaled(196, y + 8, 300, y + 8, 274, y + 190, 222, y + 190), fill=_SHIRT)
    draw.polygon(_scaled(236, y + 26, 260, y + 26, 272, y + 188, 224, y + 188), fill=palette.tie)
    for side in (-1, 1):
        at = 248 + side * 52
        draw.polygon(
            _scaled(at, y + 2, at + side * 44, y + 40, 248 + side * 22, y + 190),
            fill=palette.suit_shade,
        )


def _draw_head(
    draw: ImageDraw.ImageDraw, palette: Palette, centre: tuple[float, float], phase: float
) -> None:
    x, y = centre
    for side in (-1, 1):
        ear = x + side * 70
        draw.ellipse(_scaled(ear - 16, y - 14, ear + 16, y + 30), fill=palette.skin_shade)
    draw.rounded_rectangle(_scaled(x - 68, y - 88, x + 68, y + 92), 132, fill=palette.skin)
    draw.pieslice(_scaled(x - 76, y - 112, x + 76, y + 40), 180, 360, fill=palette.hair)
    draw.rectangle(_scaled(x - 68, y - 38, x + 68, y - 20), fill=palette.skin)
    is_blinking = 0.46 < phase < 0.5  # noqa: PLR2004 - once a loop, 0.12 s
    for side in (-1, 1):
        eye = x + side * 28
        half = 2 if is_blinking else 8
        draw.ellipse(_scaled(eye - 8, y + 4 - half, eye + 8, y + 4 + half), fill=_EYE)
    opening = 5 + 9 * abs(math.sin(12 * math.pi * phase))
    draw.ellipse(_scaled(x - 22, y + 52 - opening, x + 22, y + 52 + opening), fill=(140, 66, 60))


def _canvas(width: int, height: int, colour: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width * _OVERSAMPLING, height * _OVERSAMPLING), colour)
    return image, ImageDraw.Draw(image)


def _scaled(*coordinates: float) -> tuple[float, ...]:
    return tuple(value * _OVERSAMPLING for value in coordinates)


def _write_caption(image: Image.Image, caption: str, font_path: Path | None) -> None:
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - _CAPTION_BAR, WIDTH, HEIGHT), fill=_INK)
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont
    try:
        font = ImageFont.truetype(str(font_path), _CAPTION_SIZE)
    except OSError:
        font = ImageFont.load_default(_CAPTION_SIZE)
        caption = without_marks(caption)
    middle = HEIGHT - _CAPTION_BAR // 2
    # In the middle, where a tile that crops the sides cuts nothing off.
    draw.text((WIDTH // 2, middle), caption, font=font, fill=(236, 238, 240), anchor="mm")


def without_marks(text: str) -> str:
    """Vietnamese without its marks, for a font that has no such letters."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _paste(planes: NDArray[np.uint8], part: Picture, at: tuple[int, int]) -> None:
    """Copy `part` into I420 planes of WIDTH x HEIGHT; `at` is even."""
    x, y = at
    planes[y : y + part.height, x : x + part.width] = part.luma
    for index in (0, 1):
        whole = _chroma(planes, WIDTH, HEIGHT, index)
        piece = _chroma(part.planes, part.width, part.height, index)
        rows, columns = piece.shape
        whole[y // 2 : y // 2 + rows, x // 2 : x // 2 + columns] = piece


def _chroma(planes: NDArray[np.uint8], width: int, height: int, index: int) -> NDArray[np.uint8]:
    """U (0) or V (1) as a view of shape (height // 2, width // 2)."""
    size = width * height // 4
    flat = planes.reshape(-1)
    start = width * height + index * size
    return flat[start : start + size].reshape(height // 2, width // 2)
