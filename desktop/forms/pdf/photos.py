"""Photos in a PDF: rows of pictures in the cell of a table."""

import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFError
from reportlab.pdfbase.pdfutils import readJPEGInfo
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from desktop.forms.layout.page import PHOTO_HEIGHT_MM, PHOTO_WIDTH_MM, TABLE_PT
from desktop.forms.pdf.lines import points

GAP_PT = TABLE_PT / 4
"""Between two photos: a space of the table's letters."""
_COLOURS: Final = frozenset({1, 3})
"""Parts of a colour: grey, or red, green and blue."""
_QUALITY: Final = 90

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture and its size on paper."""

    picture: ImageReader
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """Photos beside each other, standing on one line."""

    photos: tuple[Photo, ...]

    @property
    def height_pt(self) -> float:
        """Of the highest."""
        return max(photo.height_pt for photo in self.photos)

    def draw(self, canvas: Canvas, left: float, top: float, room_pt: float) -> None:
        """From the left on."""
        y = top - self.height_pt
        for photo in self.photos:
            canvas.drawImage(photo.picture, left, y, photo.width_pt, photo.height_pt)
            left += photo.width_pt + GAP_PT


def read_photos(jpegs: Sequence[bytes | None]) -> tuple[Photo, ...]:
    """Those that are pictures. None: not on this PC."""
    photos = (_photo(jpeg) for jpeg in jpegs if jpeg is not None)
    return tuple(photo for photo in photos if photo is not None)


def photo_lines(photos: Sequence[Photo], room_pt: float) -> tuple[PhotoLine, ...]:
    """As many beside each other as the room holds."""
    lines: list[list[Photo]] = []
    left_pt = 0.0
    for photo in photos:
        if not lines or photo.width_pt + GAP_PT > left_pt:
            lines.append([])
            left_pt = room_pt + GAP_PT
        lines[-1].append(photo)
        left_pt -= photo.width_pt + GAP_PT
    return tuple(PhotoLine(photos=tuple(line)) for line in lines)


class _Jpeg(ImageReader):
    """A JPEG that goes into the file as it is, without being decoded."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__(BytesIO(jpeg))
        self._jpeg = jpeg
        self._dataA = None

    @override
    def getRGBData(self) -> bytes:
        """What tells one picture from another."""
        return self._jpeg


def _photo(jpeg: bytes) -> Photo | None:
    """None: it is no picture."""
    try:
        as_printed = jpeg if _is_printed_as_it_is(jpeg) else _converted(jpeg)
        picture = _Jpeg(as_printed)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        logger.warning("photo left out of a form bytes=%d", len(jpeg))
        return None
    width, height = picture.getSize()
    ratio = width / height
    width_pt = points(min(PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM * ratio))
    return Photo(picture=picture, width_pt=width_pt, height_pt=width_pt / ratio)


def _is_printed_as_it_is(jpeg: bytes) -> bool:
    """Whether reportlab reads it, and PDF/A takes its colours: not those of a printing press."""
    try:
        told = readJPEGInfo(BytesIO(jpeg))
    except (PDFError, struct.error):
        return False
    return told is not None and told[2] in _COLOURS


def _converted(picture: bytes) -> bytes:
    """As a JPEG in RGB. Raises: as Pillow does for what it cannot read."""
    out = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        opened.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
