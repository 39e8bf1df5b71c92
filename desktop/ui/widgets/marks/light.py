"""Lights: a state as shape and colour, never as colour alone."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import Tokens
from desktop.ui.widgets.marks.icon_label import Sign

_GRID = 24.0


class LightState(StrEnum):
    """What a light says; each has a shape of its own."""

    GOOD = "good"
    LOWER = "lower"
    FAULT = "fault"
    NOT_YET = "not_yet"
    WORKING = "working"
    RECORDING = "recording"
    CURRENT = "current"
    AHEAD = "ahead"
    INFO = "info"


class Light(Sign):
    """One light, always beside a word that says the same."""

    def __init__(self, theme: Theme, size: float = 18, state: LightState = LightState.GOOD) -> None:
        super().__init__(theme, size)
        self._state = state

    @property
    def state(self) -> LightState:
        """What the light says now."""
        return self._state

    def set_state(self, state: LightState) -> None:
        """Says something else."""
        if state is not self._state:
            self._state = state
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light(painter, QRectF(self.square), self._state, self._theme.tokens)


def paint_light(painter: QPainter, rect: QRectF, state: LightState, tokens: Tokens) -> None:
    """Paints a light into a square of logical pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    _PAINTERS[state](painter, tokens)
    painter.restore()


def _good(painter: QPainter, tokens: Tokens) -> None:
    _disc(painter, tokens.ok, 10)
    painter.setPen(_stroke(tokens.surface, 2.25))
    tick = QPainterPath(QPointF(7.5, 12.5))
    tick.lineTo(10.5, 15.5)
    tick.lineTo(16.5, 8.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


def _lower(painter: QPainter, tokens: Tokens) -> None:
    triangle = QPolygonF([QPointF(12, 3.5), QPointF(22, 20.5), QPointF(2, 20.5)])
    painter.setPen(_stroke(tokens.warn, 1.5))
    painter.setBrush(QColor(tokens.warn))
    painter.drawPolygon(triangle)
    painter.setPen(_stroke(tokens.surface, 2.25))
    painter.drawLine(QPointF(12, 9.5), QPointF(12, 14))
    painter.drawPoint(QPointF(12, 17.4))


def _fault(painter: QPainter, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.danger))
    painter.drawRoundedRect(QRectF(2.5, 2.5, 19, 19), 4, 4)
    painter.setPen(_stroke(tokens.surface, 2.25))
    painter.drawLine(QPointF(8.5, 8.5), QPointF(15.5, 15.5))
    painter.drawLine(QPointF(15.5, 8.5), QPointF(8.5, 15.5))


def _not_yet(painter: QPainter, tokens: Tokens) -> None:
    pen = _stroke(tokens.edge, 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.53])
    _ring(painter, pen, 9)


def _working(painter: QPainter, tokens: Tokens) -> None:
    _ring(painter, _stroke(tokens.line, 2.5), 9)
    painter.setPen(_stroke(tokens.accent, 2.5))
    painter.drawArc(QRectF(3, 3, 18, 18), 90 * 16, -110 * 16)


def _recording(painter: QPainter, tokens: Tokens) -> None:
    _ring(painter, _stroke(tokens.danger, 2), 9.5)
    _disc(painter, tokens.danger, 5.5)


def _current(painter: QPainter, tokens: Tokens) -> None:
    _ring(painter, _stroke(tokens.accent, 2.5), 9)
    _disc(painter, tokens.accent, 4.5)


def _ahead(painter: QPainter, tokens: Tokens) -> None:
    _ring(painter, _stroke(tokens.edge, 2), 9)


def _info(painter: QPainter, tokens: Tokens) -> None:
    _ring(painter, _stroke(tokens.accent, 2), 9.5)
    painter.setPen(_stroke(tokens.accent, 2.25))
    painter.drawLine(QPointF(12, 11.5), QPointF(12, 16.5))
    painter.drawPoint(QPointF(12, 7.6))


def _stroke(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _ring(painter: QPainter, pen: QPen, radius: float) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(12, 12), radius, radius)


def _disc(painter: QPainter, colour: str, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(12, 12), radius, radius)


_PAINTERS = {
    LightState.GOOD: _good,
    LightState.LOWER: _lower,
    LightState.FAULT: _fault,
    LightState.NOT_YET: _not_yet,
    LightState.WORKING: _working,
    LightState.RECORDING: _recording,
    LightState.CURRENT: _current,
    LightState.AHEAD: _ahead,
    LightState.INFO: _info,
}
