"""A clock in the picture: 32 bits of milliseconds in the top rows of the luma plane.

The far end reads the mark out of the decoded picture and so knows how old it is, and that it
moves. Two rows of 24 cells in the top left corner, 3/8 of the width and 1/30 of the height;
the first cell of a row is dark and the second light, the others are bits against the middle of
the two. 32 bits of clock, then 12 bits of check. Survives VP8 at 320x180.
Pure numpy, so that a browser's page can do the same in a few lines.
"""

import numpy as np
from numpy.typing import NDArray

COLUMNS = 24
ROWS = 2
CLOCK_BITS = 32
CHECK_BITS = 12
DARK = 80
LIGHT = 184
MIN_WIDTH = 320
MIN_HEIGHT = 180

_WIDTH_PARTS = 64
_HEIGHT_PARTS = 60
_DATA_COLUMNS = COLUMNS - 2
_POINTS = 3
_MIN_CONTRAST = 40
_WORD = 0xFFFFFFFF
_KNUTH = 2654435761  # The Art of Computer Programming, vol. 3, §6.4: multiplicative hashing


def clock_ms(monotonic_s: float) -> int:
    """The value that goes into a mark: milliseconds modulo 2**32."""
    return int(monotonic_s * 1000) & _WORD


def ms_between(former_ms: int, latter_ms: int) -> int:
    """From one mark to another, which may lie before it; right across the wrap."""
    gone = (latter_ms - former_ms) & _WORD
    return gone - (_WORD + 1) if gone > _WORD // 2 else gone


def age_ms(marked_ms: int, now_ms: int) -> int:
    """How long ago a mark was written, in ms; right across the wrap after 49 days."""
    return (now_ms - marked_ms) & _WORD


def write_mark(luma: NDArray[np.uint8], value_ms: int) -> None:
    """Draw the mark into a luma plane, in place.

    luma: shape (height, width), at least MIN_HEIGHT x MIN_WIDTH. value_ms: in [0, 2**32).
    """
    cells = np.empty((ROWS, COLUMNS), np.uint8)
    cells[:, 0] = DARK
    cells[:, 1] = LIGHT
    word = (value_ms << CHECK_BITS) | _check(value_ms)
    shifts = np.arange(ROWS * _DATA_COLUMNS - 1, -1, -1, dtype=np.uint64)
    bits = (np.uint64(word) >> shifts) & np.uint64(1)
    cells[:, 2:] = np.where(bits, LIGHT, DARK).reshape(ROWS, _DATA_COLUMNS)
    edges_x = _edges(luma.shape[1], _WIDTH_PARTS, COLUMNS)
    edges_y = _edges(luma.shape[0], _HEIGHT_PARTS, ROWS)
    picture = np.repeat(cells, np.diff(edges_x), axis=1)
    luma[: edges_y[-1], : edges_x[-1]] = np.repeat(picture, np.diff(edges_y), axis=0)


def read_mark(luma: NDArray[np.uint8]) -> int | None:
    """The clock in a luma plane of shape (height, width); None when there is no sound mark."""
    height, width = luma.shape
    if height < MIN_HEIGHT // 2 or width < MIN_WIDTH // 2:
        return None
    levels = _cell_means(luma)
    dark, light = levels[:, :1], levels[:, 1:2]
    if float(np.min(light - dark)) < _MIN_CONTRAST:
        return None
    bits = (levels[:, 2:] > (dark + light) / 2).reshape(-1)
    word = 0
    for bit in bits:
        word = (word << 1) | int(bit)
    value_ms = word >> CHECK_BITS
    return value_ms if word & ((1 << CHECK_BITS) - 1) == _check(value_ms) else None


def _check(value_ms: int) -> int:
    return ((value_ms * _KNUTH) & _WORD) >> (CLOCK_BITS - CHECK_BITS)


def _edges(size: int, parts: int, cells: int) -> NDArray[np.int64]:
    return np.arange(cells + 1) * size // parts


def _cell_means(luma: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean of nine points of every cell, away from its blurred borders; (ROWS, COLUMNS)."""
    columns = _inner_points(_edges(luma.shape[1], _WIDTH_PARTS, COLUMNS))
    rows = _inner_points(_edges(luma.shape[0], _HEIGHT_PARTS, ROWS))
    points = luma[np.ix_(rows, columns)].astype(np.float64)
    means: NDArray[np.float64] = points.reshape(ROWS, _POINTS, COLUMNS, _POINTS).mean(axis=(1, 3))
    return means


def _inner_points(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """_POINTS positions in every cell, from a quarter to three quarters of it."""
    shares = np.linspace(0.25, 0.75, _POINTS)
    starts, sizes = edges[:-1], np.diff(edges)
    return (starts[:, np.newaxis] + shares * sizes[:, np.newaxis]).astype(np.int64).reshape(-1)
