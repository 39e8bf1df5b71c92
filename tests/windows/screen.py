"""A picture of the display that Windows programs draw on, without a tool for it."""

import struct
import zlib
from pathlib import Path
from typing import Final

# The fields of XWDFile.h that matter, by their place; all are big-endian CARD32.
_HEADER_SIZE, _WIDTH, _HEIGHT, _BITS, _LINE_BYTES, _COLOURS = 0, 4, 5, 11, 12, 19
_COLOUR_BYTES: Final = 12
_PIXEL_BITS: Final = 32
_COLOURS_EVERY: Final = 5


def save_screen(framebuffer: Path, out: Path) -> int:
    """Writes what Xvfb keeps in a file (-fbdir) as PNG; returns how many colours it has."""
    data = framebuffer.read_bytes()
    head = struct.unpack_from(">25I", data)
    if head[_BITS] != _PIXEL_BITS:
        message = f"{head[_BITS]} bits a pixel"
        raise ValueError(message)
    width, height, line_bytes = head[_WIDTH], head[_HEIGHT], head[_LINE_BYTES]
    start = head[_HEADER_SIZE] + head[_COLOURS] * _COLOUR_BYTES
    rows, colours = bytearray(), set[bytes]()
    for y in range(height):
        line = data[start + y * line_bytes :][: width * 4]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + row
        if y % _COLOURS_EVERY == 0:
            colours.update(bytes(row[x : x + 3]) for x in range(0, len(row), 3 * _COLOURS_EVERY))
    out.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )
    return len(colours)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
