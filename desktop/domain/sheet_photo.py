"""Ảnh chụp of a line of the readiness sheet: a small JPEG of our own making, by its hash."""

from dataclasses import dataclass

MAX_PHOTOS = 3
"""On one line."""
MAX_PHOTO_SIDE = 1_600
"""Pixels on the long side of what is kept and sent."""
MAX_SOURCE_BYTES = 40_000_000
"""Larger files are not read: a phone's largest photo stays below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPhoto:
    """One photo. sha256: lower-case hex of the JPEG's bytes; width, height: in pixels."""

    sha256: str
    size_bytes: int
    width: int
    height: int
