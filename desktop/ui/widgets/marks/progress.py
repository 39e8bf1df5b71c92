"""A bar of eight pixels; the per cent stand beside it in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme

_HEIGHT = 8


class ProgressLine(QWidget):
    """How much of something is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """share: in [0, 1]; values outside are cut."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._theme.px(4)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setBrush(self._theme.colour("accent"))
        done = QRectF(0, 0, self.width() * self._share, self.height())
        painter.drawRoundedRect(done, radius, radius)
