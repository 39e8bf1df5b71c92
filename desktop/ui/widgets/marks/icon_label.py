"""Signs of fixed size that stand beside their word, and the icon as one."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import drop_px
from desktop.ui.theme.theme import Theme


class Sign(QWidget):
    """A square of this size in pixels of the design, as low as the letters of its word."""

    def __init__(self, theme: Theme, size: float) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def square(self) -> QRect:
        """Where it is painted: the lower part of the widget."""
        return QRect(0, self.height() - self.width(), self.width(), self.width())

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side + 2 * drop_px(self._theme.scale))


class IconLabel(Sign):
    """One icon in a token's colour."""

    def __init__(self, theme: Theme, icon: Icon, size: float = 18, tone: str = "ink2") -> None:
        super().__init__(theme, size)
        self._icon = icon
        self._tone = tone

    def set_icon(self, icon: Icon, tone: str) -> None:
        """Another icon or colour."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._theme.icon(self._icon, self._tone, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.square.topLeft(), pixmap)
