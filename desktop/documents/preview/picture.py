"""Pictures by Pillow, inside the preview worker: three formats, a limit of pixels, upright."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import MAX_PAGES, fitted_size
from desktop.domain.papers.paper import PageImage

MAX_SOURCE_PIXELS = 120_000_000
"""An A3 sheet at 600 dpi has 70 million."""

_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.TIFF: "TIFF"}
_ORIENTATION = 0x0112
_LYING = frozenset({5, 6, 7, 8})
"""EXIF orientations that exchange width and height (EXIF 2.32 §4.6.4)."""


class PictureBroken(Exception):
    """Pillow cannot read it, or it is larger than we draw."""


class Picture:
    """A picture held in memory; a TIFF may have several pages."""

    def __init__(self, data: bytes, kind: FileKind) -> None:
        self._data = data
        self._kind = kind

    @property
    def page_count(self) -> int:
        """Pages in all. Raises: PictureBroken."""
        with _opened(self._data, self._kind) as image:
            return min(int(getattr(image, "n_frames", 1)), MAX_PAGES)

    def draw(self, page: int, width: int) -> PageImage:
        """Page `page` (from 1), at most `width` pixels wide. Raises: PictureBroken."""
        with _opened(self._data, self._kind) as image:
            if page > 1:
                image.seek(page - 1)
            _check_pixels(image)
            drawn = _upright(image, width)
        return PageImage(width=drawn.width, height=drawn.height, rgb=drawn.tobytes())


@contextmanager
def _opened(data: bytes, kind: FileKind) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MAX_SOURCE_PIXELS  # a setting of the library; the worker is ours
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=(_FORMATS[kind],)) as image:
                yield image
        except (OSError, SyntaxError, EOFError, ValueError, TypeError, *bombs) as error:
            raise PictureBroken from error


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > MAX_SOURCE_PIXELS:
        raise PictureBroken


def _upright(image: Image.Image, width: int) -> Image.Image:
    orientation = image.getexif().get(_ORIENTATION, 1)
    is_lying = orientation in _LYING
    image.draft("RGB", (2 * width, 2 * width))  # a JPEG is decoded at a half, a quarter, …
    upright_size = image.size[::-1] if is_lying else image.size
    fitted = fitted_size(*upright_size, min(width, upright_size[0]))
    small = _on_white(image).resize(
        fitted[::-1] if is_lying else fitted, Image.Resampling.BILINEAR, reducing_gap=2.0
    )
    small.getexif()[_ORIENTATION] = orientation
    return ImageOps.exif_transpose(small)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    white.alpha_composite(clear)
    return white.convert("RGB")
