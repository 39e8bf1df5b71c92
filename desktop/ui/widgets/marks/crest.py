"""A ringed star in the place of the official crest, until the city hands over its file."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme

_GRID = 48.0
_OUTER_RADIUS = 11.0
_INNER_RADIUS = 4.4


class Crest(QWidget):
    """The mark of the office, drawn."""

    def __init__(self, theme: Theme, size: float, tone: str = "crest") -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_crest(QPainter(self), QRectF(self.rect()), self._theme.colour(self._tone))


def paint_crest(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paints the mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.75))
    painter.drawEllipse(QPointF(24, 24), 22, 22)
    dots = QPen(colour, 1.0)
    dots.setCapStyle(Qt.PenCapStyle.FlatCap)
    dots.setDashPattern([1.2, 2.4])
    painter.setPen(dots)
    painter.drawEllipse(QPointF(24, 24), 17.5, 17.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_star())
    painter.restore()


def _star() -> QPolygonF:
    points = []
    for corner in range(10):
        radius = _OUTER_RADIUS if corner % 2 == 0 else _INNER_RADIUS
        angle = math.pi * corner / 5 - math.pi / 2
        points.append(QPointF(24 + radius * math.cos(angle), 24 + radius * math.sin(angle)))
    return QPolygonF(points)
