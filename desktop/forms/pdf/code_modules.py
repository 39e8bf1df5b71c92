"""Codes that any telephone reads (QR): the one file that speaks to segno."""

import io

import segno

_SCALE = 6


def code_modules(text: str) -> list[list[bool]]:
    """The squares from above, dark ones are True, without a border; a seventh may be unreadable."""
    return [[bool(one) for one in row] for row in segno.make(text, error="m", micro=False).matrix]


def code_png(text: str) -> bytes:
    """A PNG with its border; a quarter of it may be unreadable."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="png", scale=_SCALE)
    return out.getvalue()
