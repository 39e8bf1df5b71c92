"""A page on display 2: as wide as its place, of which the part in use is seen."""

from math import sqrt

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from desktop.domain.conduct import reading
from desktop.domain.conduct.live_session import PagePart

_UPRIGHT = sqrt(2)
"""Height of a sheet of paper by its width; one that lies is seen whole, and is no wider."""


def page_box(size: QSizeF, room: QRectF, part: PagePart) -> QRectF:
    """Where a page of this shape is painted; what reaches out of `room` is not seen."""
    box = reading.page_box((size.width(), size.height()), (room.width(), room.height()), part)
    return QRectF(room.left() + box.left, room.top() + box.top, box.width, box.height)


def is_cut(size: QSizeF, room: QRectF, part: PagePart) -> bool:
    """Whether more of the page stands above or below what is seen."""
    return page_box(size, room, part).height() > room.height() + 1


def page_width(width: float, height: float) -> float:
    """As wide as a page of paper is painted at most, in a place of this size."""
    return reading.widest_page((width, height), _UPRIGHT)


def paint_page(painter: QPainter, image: QImage, room: QRectF, part: PagePart) -> None:
    """The part of the page in its place."""
    painter.save()
    painter.setClipRect(room)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(page_box(QSizeF(image.size()), room, part), image)
    painter.restore()
