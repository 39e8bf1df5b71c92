"""A page as a PNG: in colours where there is room, else in greys, else half as large."""

import random
import struct
import zlib

import pytest

from desktop.contract.guests import PAGE_MAGIC
from desktop.domain.papers.paper import PageImage
from desktop.sync.page_png import page_png

pytestmark = pytest.mark.unit

PLENTY = 1_000_000
PLAIN = PageImage(width=3, height=2, rgb=bytes(range(18)))


def noise(width: int, height: int) -> PageImage:
    return PageImage(width=width, height=height, rgb=random.Random(7).randbytes(width * height * 3))


def read(png: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, kind and pixels; every sum is right."""
    assert png.startswith(PAGE_MAGIC)
    chunks, at = {}, len(PAGE_MAGIC)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + data),)
        chunks[name] = data
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, rest) == (8, [0, 0, 0])
    rows, line = zlib.decompress(chunks[b"IDAT"]), width * (3 if kind == 2 else 1) + 1
    assert len(rows) == line * height
    assert set(rows[::line]) == {0}
    pixels = b"".join(rows[row * line + 1 : (row + 1) * line] for row in range(height))
    return width, height, kind, pixels


def test_a_page_is_sent_in_its_colours() -> None:
    png = page_png(PLAIN, PLENTY)
    assert png is not None
    assert read(png) == (3, 2, 2, PLAIN.rgb)


def test_a_scan_that_is_too_large_becomes_grey_then_small_and_then_nothing() -> None:
    page = noise(101, 51)
    whole = page_png(page, PLENTY)
    assert whole is not None
    grey = page_png(page, len(whole) - 1)
    assert grey is not None
    width, height, kind, pixels = read(grey)
    assert (width, height, kind) == (101, 51, 0)
    assert len(set(pixels)) == 16
    half = page_png(page, len(grey) - 1)
    assert half is not None
    width, height, kind, small = read(half)
    assert (width, height, kind) == (51, 26, 0)
    assert small[:51] == pixels[:101:2]
    assert page_png(page, len(half) - 1) is None
