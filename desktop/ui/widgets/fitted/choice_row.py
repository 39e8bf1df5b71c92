"""One of several ways, as a row: circle, what it is, and what follows from it in one line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.fitted.painted_row import PaintedRow

_CIRCLE = 20
_TEXT_LEFT = 48
_PADDING = 8


class ChoiceRow(PaintedRow):
    """A checkable button that looks like the row of a form: only its circle says it is chosen."""

    def __init__(self, theme: Theme, name: str, text: str, note: str) -> None:
        super().__init__(theme, name, text)
        self._note = note
        self.setAccessibleDescription(note)

    @override
    def row_height(self) -> int:
        title, note = self._fonts()
        height = QFontMetrics(title).height() + QFontMetrics(note).height()
        return height + 2 * self._theme.px(_PADDING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, colour = self._theme.px, self._theme.colour
        rect = self.paint_box(painter, edge="edge", is_marked=self.isChecked())
        self._paint_circle(painter, QPointF(px(24), rect.center().y()))
        title, note = self._fonts()
        top = px(_PADDING)
        for font, text, token in ((title, self.text(), "ink"), (note, self._note, "ink2")):
            metrics = QFontMetrics(font)
            box = QRectF(px(_TEXT_LEFT), top, rect.width() - px(_TEXT_LEFT + 12), metrics.height())
            painter.setFont(font)
            painter.setPen(colour(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height()

    def _paint_circle(self, painter: QPainter, centre: QPointF) -> None:
        radius = self._theme.px(_CIRCLE) / 2
        tone = self._theme.colour("accent" if self.isChecked() else "edge")
        painter.setPen(QPen(tone, self._theme.px(2)))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawEllipse(centre, radius / 2, radius / 2)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.font(TextRole.BODY_STRONG), self._theme.font(TextRole.SMALL)
