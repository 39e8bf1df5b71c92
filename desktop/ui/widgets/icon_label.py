"""An icon as a widget of fixed size."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import drop_px
from desktop.ui.theme.theme import Theme


class IconLabel(QWidget):
    """One icon in a token's colour; stands beside its word."""

    def __init__(self, theme: Theme, icon: Icon, size: float = 18, tone: str = "ink2") -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._size = size
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: Icon, tone: str) -> None:
        """Another icon or colour."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side + 2 * drop_px(self._theme.scale))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._theme.icon(self._icon, self._tone, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, self.height() - self.width(), pixmap)
