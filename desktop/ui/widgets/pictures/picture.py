"""A moving picture: the newest frame of one track, scaled to the widget, cut to its shape."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.crop import Crop
from desktop.ui.widgets.pictures.frames import FrameHub

if TYPE_CHECKING:
    from desktop.ui.widgets.pictures.i420 import I420Converter

MAX_CROPPED_SHARE = 0.25
"""A picture is cut by at most this share to fill its tile; beyond it gets dark bars."""

_USUAL_WIDTH = 1280
_USUAL_HEIGHT = 720


class Picture(QWidget):
    """Paints one track; the last picture stays when no newer one comes."""

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self._theme = theme
        self._frames = frames
        self._track_id: TrackId | None = None
        self._converter: I420Converter | None = None
        self._image: QImage | None = None
        self._image_key: tuple[int, Crop, int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(QSize(theme.px(64), theme.px(36)))

    @property
    def has_picture(self) -> bool:
        """Whether a frame was painted since the track was chosen."""
        return self._image is not None

    def shown_lines(self) -> int:
        """Of a whole widescreen picture at this size, in device pixels; 0 while nobody sees it."""
        if not self.isVisible() or self.window().isMinimized():
            return 0
        crop, target = fit(_USUAL_WIDTH, _USUAL_HEIGHT, QRectF(self.rect()))
        lines = target.height() * _USUAL_HEIGHT / crop.height
        return round(lines * self.devicePixelRatioF())

    def set_track(self, track_id: TrackId | None) -> None:
        """Shows another track; None keeps what was painted last."""
        if track_id == self._track_id:
            return
        if self._track_id is not None:
            self._frames.unwatch(self._track_id, self)
        if track_id is not None:
            self._frames.watch(track_id, self)
            self._image = None
            self._image_key = None
        self._track_id = track_id
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("night"))
        target = self._refresh()
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)

    def _refresh(self) -> QRectF:
        """Converts the newest frame if it is new; returns where it goes."""
        frame = self._frames.read(self._track_id) if self._track_id is not None else None
        if frame is None:
            return QRectF(self.rect())
        ratio = self.devicePixelRatioF()
        crop, target = fit(frame.width, frame.height, QRectF(self.rect()))
        width = _even(min(crop.width, round(target.width() * ratio)))
        height = _even(min(crop.height, round(target.height() * ratio)))
        key = (frame.number, crop, width, height)
        if key != self._image_key and _is_whole(frame):
            self._image = self._converted(frame, crop, width, height)
            self._image_key = key
        return target

    def _converted(self, frame: I420Frame, crop: Crop, width: int, height: int) -> QImage:
        if self._converter is None:
            # numpy costs the first window 0.2 s, and no picture is shown before that window
            from desktop.ui.widgets.pictures.i420 import I420Converter  # noqa: PLC0415 - as said

            self._converter = I420Converter()
        return self._converter.convert(frame, crop, width, height)


def fit(width: int, height: int, room: QRectF) -> tuple[Crop, QRectF]:
    """Which part of a picture is shown and where: it fills the room unless that cuts too much."""
    scale = max(room.width() / width, room.height() / height)
    cut_width = _even(min(width, round(room.width() / scale)))
    cut_height = _even(min(height, round(room.height() / scale)))
    shown = (cut_width * cut_height) / (width * height)
    if shown >= 1 - MAX_CROPPED_SHARE:
        left = (width - cut_width) // 4 * 2
        top = (height - cut_height) // 4 * 2
        return Crop(left=left, top=top, width=cut_width, height=cut_height), room
    scale = min(room.width() / width, room.height() / height)
    size = (width * scale, height * scale)
    place = QRectF(
        room.left() + (room.width() - size[0]) / 2,
        room.top() + (room.height() - size[1]) / 2,
        *size,
    )
    return Crop(left=0, top=0, width=width, height=height), place


def paint_upper_corners(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Rounds the upper corners of what was painted, in the colour of what lies around."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for left in (True, False):
        edge = rect.left() if left else rect.right()
        inwards = radius if left else -radius
        corner = QPainterPath(QPointF(edge, rect.top()))
        corner.lineTo(edge + inwards, rect.top())
        corner.quadTo(edge, rect.top(), edge, rect.top() + radius)
        corner.closeSubpath()
        painter.fillPath(corner, colour)


def _even(length: int) -> int:
    return max(2, length // 2 * 2)


def _is_whole(frame: I420Frame) -> bool:
    return len(frame.data) == frame.width * frame.height * 3 // 2
