"""A small picture of a photo; a press shows it large."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from desktop.presenters.reports.readiness_sheet_state import PhotoThumb
from desktop.ui.theme.icons import Icon, icon_pixmap
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.page_image import page_to_image
from desktop.ui.widgets.text import set_tool_tip

_ICON_SHARE = 0.4


class PhotoThumbButton(QAbstractButton):
    """A square of `side` of the design; an icon until the picture is there, or if it is lost."""

    def __init__(self, theme: Theme, name: str, side: float) -> None:
        super().__init__()
        self._theme = theme
        self._side = side
        self._thumb: PhotoThumb | None = None
        self._image: QImage | None = None
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_thumb(self, thumb: PhotoThumb, words: str) -> None:
        """Draws it; words are read out, and shown under the pointer."""
        if self._thumb is None or thumb.image is not self._thumb.image:
            self._image = page_to_image(thumb.image) if thumb.image is not None else None
        self._thumb = thumb
        self.setAccessibleName(words)
        set_tool_tip(self, words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, self._theme.colour("sunken"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            fitted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, fitted.width(), fitted.height())
            place.moveCenter(rect.center())
            painter.drawImage(place, self._image)
        else:
            self._paint_icon(painter, rect)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_icon(self, painter: QPainter, rect: QRectF) -> None:
        is_lost = self._thumb is not None and self._thumb.is_lost
        side = max(1, round(rect.width() * _ICON_SHARE))
        colour = self._theme.colour("ink2").name()
        icon = Icon.ALERT if is_lost else Icon.IMAGE
        pixmap = icon_pixmap(icon, colour, side, self.devicePixelRatioF())
        place = QRectF(0, 0, side, side)
        place.moveCenter(rect.center())
        painter.drawPixmap(place.topLeft(), pixmap)
