"""Drawn test persons as I420 pictures: what cameras would send, without any real face."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.domain.media.call import I420Frame

SIZE = (1280, 720)
_GRID = (320.0, 180.0)


def chair_frame() -> I420Frame:
    """A person at a large desk."""
    image, painter = _begin()
    for stripe in range(8):
        painter.fillRect(QRectF(stripe * 40, 0, 38.6, 180), QColor("#C4B499"))
    _box(painter, QRectF(108, 10, 104, 180), "#5A4334", 10)
    _box(painter, QRectF(114, 16, 92, 180), "#6C5140", 7)
    _person(painter, 160, 158, 1.25, skin="#D6A57E", coat="#2F4358", hair="#4B4844", has_tie=True)
    painter.fillRect(QRectF(0, 152, 320, 28), QColor("#5C4231"))
    painter.fillRect(QRectF(0, 152, 320, 4), QColor("#775842"))
    _microphone(painter)
    return _frame(image, painter)


def room_frame() -> I420Frame:
    """Three people behind a table."""
    image, painter = _begin("#CBD2CF")
    painter.fillRect(QRectF(0, 0, 320, 22), QColor("#DDE2DF"))
    _window(painter)
    painter.fillRect(QRectF(226, 36, 66, 40), QColor("#B4BEB9"))
    painter.fillRect(QRectF(230, 40, 58, 32), QColor("#56636B"))
    _person(painter, 98, 150, 0.9, skin="#CF9C75", coat="#7B5B46", hair="#8F8B85")
    _person(painter, 164, 150, 0.86, skin="#DDB08A", coat="#5E7A6A", hair="#2B2623")
    _person(painter, 232, 150, 0.9, skin="#D4A27B", coat="#8B8F97", hair="#2B2623")
    table = QPainterPath(QPointF(18, 142))
    for x, y in ((302, 142), (320, 180), (0, 180)):
        table.lineTo(x, y)
    painter.fillPath(table, QColor("#A4825F"))
    painter.fillRect(QRectF(17, 142, 286, 5), QColor("#B8956F"))
    painter.fillRect(QRectF(84, 154, 34, 9), QColor("#F3EFE6"))
    painter.fillRect(QRectF(196, 152, 30, 9), QColor("#F3EFE6"))
    return _frame(image, painter)


def agency_frame(*, coat: str = "#EDEDEB", wall: str = "#B9C3CC") -> I420Frame:
    """One person in front of a shelf."""
    image, painter = _begin(wall)
    painter.fillRect(QRectF(0, 0, 130, 180), QColor(wall).lighter(106))
    _box(painter, QRectF(196, 22, 86, 62), "#C3CBD2", 2)
    for number in range(7):
        shade = ("#8C6A4F", "#56636B", "#A98A5B")[number % 3]
        painter.fillRect(QRectF(204 + number * 10, 30, 7, 30), QColor(shade))
    painter.fillRect(QRectF(200, 62, 78, 3), QColor("#9AA4AC"))
    _person(painter, 160, 160, 1.15, skin="#DDB08A", coat=coat, hair="#2B2623")
    painter.fillRect(QRectF(0, 162, 320, 18), QColor("#8A6B4E"))
    return _frame(image, painter)


def to_i420(image: QImage) -> I420Frame:
    """Any picture as I420, BT.601 limited range. Width and height are even."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = image.width(), image.height()
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    rgb = raw[:, : 3 * width].reshape(height, width, 3).astype(np.float32)
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    luma = 16 + 0.256788 * red + 0.504129 * green + 0.097906 * blue
    chroma_u = _shrunk(128 - 0.148223 * red - 0.290993 * green + 0.439216 * blue)
    chroma_v = _shrunk(128 + 0.439216 * red - 0.367788 * green - 0.071427 * blue)
    data = b"".join(
        np.clip(np.round(plane), 0, 255).astype(np.uint8).tobytes()
        for plane in (luma, chroma_u, chroma_v)
    )
    return I420Frame(width=width, height=height, data=data, number=1, made_at_s=0.0)


def _shrunk(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width = plane.shape
    blocks = plane.reshape(height // 2, 2, width // 2, 2)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float32)


def _begin(wall: str = "#B9A88C") -> tuple[QImage, QPainter]:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(wall))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SIZE[0] / _GRID[0], SIZE[1] / _GRID[1])
    return image, painter


def _frame(image: QImage, painter: QPainter) -> I420Frame:
    painter.end()
    return to_i420(image)


def _box(painter: QPainter, rect: QRectF, colour: str, radius: float) -> None:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.fillPath(path, QColor(colour))


def _person(  # noqa: PLR0913 - a drawing
    painter: QPainter, x: float, y: float, size: float, *, skin: str, coat: str, hair: str,
    has_tie: bool = False,
) -> None:  # fmt: skip
    painter.save()
    painter.translate(x, y)
    painter.scale(size, size)
    ears = QColor(skin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ears)
    for side in (-16.5, 16.5):
        painter.drawEllipse(QPointF(side, -71), 3, 5)
    body = QPainterPath(QPointF(-52, 6))
    body.cubicTo(-52, -32, -30, -41, -11, -47)
    body.lineTo(11, -47)
    body.cubicTo(30, -41, 52, -32, 52, 6)
    painter.fillPath(body, QColor(coat))
    shirt = QPainterPath(QPointF(-10, -48))
    shirt.lineTo(0, 6 if has_tie else -30)
    shirt.lineTo(10, -48)
    painter.fillPath(shirt, QColor("#F3EFE6"))
    neck = QPainterPath(QPointF(-8, -64))
    for px, py in ((8, -64), (8, -48), (0, -36), (-8, -48)):
        neck.lineTo(px, py)
    painter.fillPath(neck, ears)
    painter.drawEllipse(QPointF(0, -73), 16, 19)
    top = QPainterPath(QPointF(-16, -74))
    top.cubicTo(-21, -103, 21, -103, 16, -74)
    top.cubicTo(15, -84, 10, -88, 0, -88)
    top.cubicTo(-10, -88, -15, -84, -16, -74)
    painter.fillPath(top, QColor(hair))
    if has_tie:
        tie = QPainterPath(QPointF(-2.6, -34))
        for tx, ty in ((2.6, -34.0), (4.4, -2.0), (0.0, 6.0), (-4.4, -2.0)):
            tie.lineTo(tx, ty)
        painter.fillPath(tie, QColor("#7A2E2A"))
    painter.restore()


def _microphone(painter: QPainter) -> None:
    arm = QPainterPath(QPointF(226, 156))
    arm.cubicTo(224, 138, 216, 128, 204, 124)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#20262B"), 2.4))
    painter.drawPath(arm)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#20262B"))
    painter.drawEllipse(QPointF(202, 123), 6, 3.5)
    painter.drawEllipse(QPointF(226, 157), 10, 2.4)


def _window(painter: QPainter) -> None:
    painter.fillRect(QRectF(24, 32, 74, 56), QColor("#A9B3AE"))
    for left in (27.0, 62.0):
        for top in (35.0, 61.0):
            painter.fillRect(QRectF(left, top, 33, 24), QColor("#EEF2EF"))
