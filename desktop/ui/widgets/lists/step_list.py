"""The steps of a session: done, current with what is missing, ahead."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.optics import raised
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.marks.light import LightState, paint_light

StepLine = tuple[LightState, str, str]
"""Light (GOOD, CURRENT or AHEAD), name of the step, note at the right."""

_ROW = 36
_LIGHT = 20


class StepList(QWidget):
    """Paints the steps; read as one text by a screen reader."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[StepLine, ...] = ()
        self._row_height = _ROW
        self._corner = 0
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_row_height(self, height: float) -> None:
        """Rows are lower on a small screen; height of the design."""
        self._row_height = round(height)
        self.updateGeometry()

    def keep_corner(self, width: int) -> None:
        """So much at the right of the first line is somebody else's, in logical pixels."""
        self._corner = width
        self.update()

    def show_steps(self, lines: tuple[StepLine, ...]) -> None:
        """Draws these steps."""
        if lines == self._lines:
            return
        has_new_height = len(lines) != len(self._lines)
        self._lines = lines
        current = [name for light, name, _ in lines if light is LightState.CURRENT]
        self.setAccessibleName(", ".join(current) or ", ".join(name for _, name, _ in lines))
        if has_new_height:
            self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), len(self._lines) * self._theme.px(self._row_height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.px(self._row_height)
        for place, line in enumerate(self._lines):
            box = QRectF(0, place * height, self.width(), height)
            self._paint_line(painter, box, line, taken=0 if place else self._corner)

    def _paint_line(self, painter: QPainter, box: QRectF, line: StepLine, *, taken: int) -> None:
        light, name, note = line
        is_current = light is LightState.CURRENT
        padding, side = self._theme.px(12), self._theme.px(_LIGHT)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_tint"))
            painter.drawRoundedRect(box, self._theme.px(6), self._theme.px(6))
        lamp = QRectF(box.left() + padding, box.center().y() - side / 2, side, side)
        paint_light(painter, lamp, light, self._theme.tokens)
        text = box.adjusted(2 * padding + side, 0, -padding, 0)
        note_font = self._theme.font(TextRole.SMALL_STRONG)
        note_width = QFontMetrics(note_font).horizontalAdvance(note)
        font = self._theme.font(TextRole.BODY_STRONG if is_current else TextRole.BODY)
        painter.setPen(self._theme.colour("accent" if is_current else "ink2"))
        painter.setFont(font)
        text.setRight(text.right() - taken)
        room = round(text.width()) - note_width - (padding if note else 0)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(raised(text, font), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(note_font)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(raised(text, note_font), align, note)
