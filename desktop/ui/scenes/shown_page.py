"""A page on display 2: as wide as its place, of which the part in use is seen."""

from math import sqrt

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from desktop.domain.conduct.live_session import PagePart

_MOST_HEIGHTS = 2.5
"""Of its place a page takes at most: in three parts all of it is seen, no line is cut in each."""

_UPRIGHT = sqrt(2)
"""Height of a sheet of paper by its width; one that lies is seen whole, and is no wider."""

_SHARE_ABOVE = {PagePart.TOP: 0.0, PagePart.MIDDLE: 0.5, PagePart.BOTTOM: 1.0}


def page_box(size: QSizeF, room: QRectF, part: PagePart) -> QRectF:
    """Where a page of this shape is painted; what reaches out of `room` is not seen.

    It stands in the middle where it fits, as it does when all of it is wanted.
    """
    whole = min(room.width() / size.width(), room.height() / size.height())
    wide = min(room.width() / size.width(), room.height() * _MOST_HEIGHTS / size.height())
    scale = whole if part is PagePart.WHOLE else wide
    width, height = size.width() * scale, size.height() * scale
    left = room.center().x() - width / 2
    above = max(0.0, height - room.height()) * _SHARE_ABOVE.get(part, 0.0)
    free = max(0.0, room.height() - height) / 2
    return QRectF(left, room.top() + free - above, width, height)


def is_cut(size: QSizeF, room: QRectF, part: PagePart) -> bool:
    """Whether more of the page stands above or below what is seen."""
    return page_box(size, room, part).height() > room.height() + 1


def page_width(width: float, height: float) -> float:
    """As wide as a page of paper is painted at most, in a place of this size."""
    return min(width, height * _MOST_HEIGHTS / _UPRIGHT)


def paint_page(painter: QPainter, image: QImage, room: QRectF, part: PagePart) -> None:
    """The part of the page in its place."""
    painter.save()
    painter.setClipRect(room)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(page_box(QSizeF(image.size()), room, part), image)
    painter.restore()
