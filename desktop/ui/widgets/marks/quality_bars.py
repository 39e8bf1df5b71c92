"""Four bars for the quality of a line; always beside a word or a name."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

BARS = 4
_FAINT = 0.3
_HEIGHTS = (5 / 14, 8 / 14, 11 / 14, 1.0)


def paint_quality_bars(painter: QPainter, box: QRectF, lit: int, colour: QColor) -> None:
    """lit: 0 to 4; the others are faint. The bars fill about two thirds of the box's height."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    full = box.height() * 14 / 20
    bottom = box.center().y() + full / 2
    width, gap = full * 4 / 14, full * 2 / 14
    left = box.center().x() - (BARS * width + (BARS - 1) * gap) / 2
    for bar, share in enumerate(_HEIGHTS):
        shade = QColor(colour)
        shade.setAlphaF(1.0 if bar < lit else _FAINT)
        painter.setBrush(shade)
        height = full * share
        painter.drawRoundedRect(
            QRectF(left + bar * (width + gap), bottom - height, width, height), 1, 1
        )
    painter.restore()
