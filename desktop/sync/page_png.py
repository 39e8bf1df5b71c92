"""A drawn page as a PNG that is small enough for the way to the city, in colours where it can be.

RFC 2083: chunks of length, name, bytes and CRC; each row begins with the number of its filter.
"""

import struct
import zlib
from collections.abc import Iterator

from desktop.domain.papers.paper import PageImage

_MAGIC = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_GREY, _COLOURS = 0, 2
_CHANNELS = {_GREY: 1, _COLOURS: 3}
_NO_FILTER = b"\x00"
_SIXTEEN_GREYS = bytes((level // 16) * 17 for level in range(256))
"""Words stay sharp, and the noise of a scan is gone: it is what does not compress."""


def page_png(image: PageImage, max_bytes: int) -> bytes | None:
    """The page in colours, else in sixteen greys, else of half the size; None: still too large."""
    return next((png for png in _made(image) if len(png) <= max_bytes), None)


def _made(image: PageImage) -> Iterator[bytes]:
    """Each when it is asked for."""
    yield _png(image.width, image.height, image.rgb, _COLOURS)
    # of a colour the green is nearest to what the eye takes for its brightness
    grey = image.rgb[1::3].translate(_SIXTEEN_GREYS)
    yield _png(image.width, image.height, grey, _GREY)
    rows = range(0, image.height, 2)
    half = b"".join(grey[row * image.width : (row + 1) * image.width : 2] for row in rows)
    yield _png((image.width + 1) // 2, len(rows), half, _GREY)


def _png(width: int, height: int, pixels: bytes, kind: int) -> bytes:
    length = width * _CHANNELS[kind]
    rows = b"".join(_NO_FILTER + pixels[row * length : (row + 1) * length] for row in range(height))
    return b"".join(
        (
            _MAGIC,
            _chunk(b"IHDR", _HEADER.pack(width, height, 8, kind, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(rows, 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
