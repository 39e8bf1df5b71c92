"""Optical centring of text: line boxes are taller above than below, so text looks low."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

OPTICAL_DROP_EM = 0.12
"""Capitals stand this much below the middle of a line (ascent 1.24 em of 1.52, cap height 0.74)."""

_BODY_PX = 16


def raised(box: QRectF, font: QFont) -> QRectF:
    """The box to paint a line of text into, so that its capitals stand in the middle of `box`."""
    return box.translated(0, -round(OPTICAL_DROP_EM * font.pixelSize()))


def drop_px(scale: float) -> int:
    """How much lower a sign beside a label is painted, so that both seem to be level."""
    return round(OPTICAL_DROP_EM * _BODY_PX * scale)
