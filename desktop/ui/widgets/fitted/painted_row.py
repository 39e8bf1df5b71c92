"""A checkable button that looks like the row of a form, painted by who it is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button


class PaintedRow(Button):
    """As wide as there is room; chosen, its border and its ground say so."""

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme, name, text)
        self.setCheckable(True)
        self.setProperty("segment", "choice")

    def row_height(self) -> int:
        """In device pixels."""
        raise NotImplementedError

    def paint_box(self, painter: QPainter, *, edge: str, is_marked: bool) -> QRectF:
        """The border and the ground; returns the whole row. edge: a token, of one not marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, px, colour = QRectF(self.rect()), self._theme.px, self._theme.colour
        painter.setPen(QPen(colour("accent" if is_marked else edge), px(2) if is_marked else 1))
        painter.setBrush(colour("accent_tint" if self.isChecked() else "surface"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(6), px(6))
        return rect

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.row_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.row_height())
