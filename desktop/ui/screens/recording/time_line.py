"""The line of time: who spoke at each site, what was lost, what is not there, and where one is.

Below the sites the pages that were on the stage, and the moments that somebody marked.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.recording.playback import FAR_JUMP_MS, JUMP_MS
from desktop.presenters.recording.playback_state import LanePage, Lanes, SiteLane
from desktop.ui.texts import formats
from desktop.ui.texts.playback_words import lanes_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole

_NAME_WIDTH = 152
_LANE_HEIGHT = 34
_LOW_HEIGHT = 24
_HEAD_HEIGHT = 26
_FLAG = 11
_GAP = 8
_TICK = 3
_SPOKE = 0.45
"""How strong the time of a turn is drawn, below the ticks of the minutes."""
_MARK = 6
_MOST_HOURS = 6
_HOUR_WIDTH = 72
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 240)

JUMPS = {
    Qt.Key.Key_Left: -JUMP_MS,
    Qt.Key.Key_Right: JUMP_MS,
    Qt.Key.Key_PageUp: -FAR_JUMP_MS,
    Qt.Key.Key_PageDown: FAR_JUMP_MS,
}
"""Milliseconds by key; here and on the lines of the minutes."""


class TimeLine(QWidget):
    """chosen(datetime): a moment was pressed; jumped(int): milliseconds; toggled: Space, Enter."""

    chosen = Signal(object)
    jumped = Signal(int)
    toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lanes: Lanes | None = None
        self._at: datetime | None = None
        self.setObjectName("recordingTimeLine")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_lanes(self, lanes: Lanes | None, at: datetime | None) -> None:
        """at: of what is heard, or would be."""
        if lanes != self._lanes:
            self._lanes = lanes
            self.setAccessibleName(lanes_text(lanes) if lanes is not None else "")
            self.updateGeometry()
        elif at == self._at:
            return
        self._at = at
        self.setAccessibleDescription("" if at is None else formats.hour_with_seconds(at))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        lanes = self._lanes
        count = 0 if lanes is None else len(lanes.sites)
        low = 0 if lanes is None else bool(lanes.pages) + bool(lanes.marks)
        height = _HEAD_HEIGHT + count * (_LANE_HEIGHT + _GAP) + low * (_LOW_HEIGHT + _GAP)
        return QSize(self._theme.px(640), self._theme.px(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.sizeHint().height())

    def moment_at(self, x: float) -> datetime | None:
        """Of a place in this widget; None: there is no line of time, or left of it."""
        left, width = self._left(), self._width()
        if self._lanes is None or x < left or width <= 0:
            return None
        share = min(1.0, (x - left) / width)
        return self._lanes.since + (self._lanes.until - self._lanes.since) * share

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.moment_at(event.position().x())
        if at is not None:
            self.chosen.emit(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in JUMPS:
            self.jumped.emit(JUMPS[key])
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    # ---- painting --------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        lanes = self._lanes
        if lanes is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter, lanes)
        for place, lane in enumerate(lanes.sites):
            self._paint_lane(painter, lanes, lane, self._box(place))
        self._paint_low(painter, lanes)
        if self._at is not None and lanes.since <= self._at <= lanes.until:
            x = self._x(lanes, self._at)
            painter.setPen(QPen(self._theme.colour("ink"), self._theme.px(2)))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_hours(self, painter: QPainter, lanes: Lanes) -> None:
        painter.setFont(self._theme.font(TextRole.CAPTION, has_figures=True))
        painter.setPen(self._theme.colour("ink2"))
        width = self._theme.px(_HOUR_WIDTH)
        for at in hours_of(lanes, max(1, min(_MOST_HOURS, int(self._width() // (1.5 * width))))):
            x = self._x(lanes, at)
            box = QRectF(x - width / 2, 0, width, self._theme.px(_HEAD_HEIGHT))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.hour(at))

    def _paint_lane(self, painter: QPainter, lanes: Lanes, lane: SiteLane, box: QRectF) -> None:
        theme = self._theme
        self._paint_name(painter, lane.name, box)
        painter.fillRect(box, theme.colour("accent_tint"))
        spoke = QColor(theme.colour("accent"))
        spoke.setAlphaF(_SPOKE)
        for since, until in lane.floors:
            painter.fillRect(self._span(lanes, since, until, box), spoke)
        for since, until in lanes.damaged:
            painter.fillRect(self._span(lanes, since, until, box), theme.colour("danger_tint"))
        for hole in lanes.holes:
            span = self._span(lanes, hole.since, hole.until, box)
            painter.fillRect(span, theme.colour("sunken"))
            painter.fillRect(span, QBrush(theme.colour("ink3"), Qt.BrushStyle.BDiagPattern))
        for at in lane.said:
            if lanes.since <= at <= lanes.until:
                x = self._x(lanes, at)
                tick = QRectF(x, box.top() + theme.px(4), theme.px(_TICK), box.height() * 0.6)
                painter.fillRect(tick, theme.colour("accent"))
        for loss in lane.losses:
            span = self._span(lanes, loss.since, loss.until, box)
            height = theme.px(_MARK)
            low = QRectF(span.left(), box.bottom() - height, span.width(), height)
            painter.fillRect(low, theme.colour("danger"))

    def _paint_name(self, painter: QPainter, name: str, box: QRectF) -> None:
        theme = self._theme
        painter.setFont(theme.font(TextRole.SMALL_MEDIUM))
        painter.setPen(theme.colour("ink"))
        place = QRectF(0, box.top(), self._left() - theme.px(_GAP), box.height())
        said = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_low(self, painter: QPainter, lanes: Lanes) -> None:
        """Pages, then marks, each where there are some."""
        box = self._box(len(lanes.sites))
        box.setHeight(self._theme.px(_LOW_HEIGHT))
        if lanes.pages:
            self._paint_name(painter, translate("Recording", "Trang tài liệu"), box)
            painter.fillRect(box, self._theme.colour("sunken"))
            for page in lanes.pages:
                self._paint_page(painter, self._span(lanes, page.since, page.until, box), page)
            box.moveTop(box.bottom() + self._theme.px(_GAP))
        if lanes.marks:
            self._paint_name(painter, translate("Recording", "Dấu, F2"), box)
            painter.fillRect(box, self._theme.colour("sunken"))
            for mark in lanes.marks:
                self._paint_flag(painter, self._x(lanes, mark.at), box)

    def _paint_page(self, painter: QPainter, span: QRectF, page: LanePage) -> None:
        theme = self._theme
        painter.fillRect(span, theme.colour("accent_tint"))
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.drawRect(span)
        painter.setFont(theme.font(TextRole.CAPTION))
        inside = span.adjusted(theme.px(4), 0, -theme.px(2), 0)
        said = painter.fontMetrics().elidedText(
            page.caption, Qt.TextElideMode.ElideRight, max(0, int(inside.width()))
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_flag(self, painter: QPainter, x: float, box: QRectF) -> None:
        """A pole at the moment, and a cloth to the right of it."""
        theme = self._theme
        size, top = theme.px(_FLAG), box.top() + theme.px(4)
        painter.fillRect(
            QRectF(x, top, theme.px(2), box.height() - theme.px(6)), theme.colour("warn")
        )
        painter.setBrush(theme.colour("warn"))
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x, top), QPointF(x + size, top + size / 3), QPointF(x, top + size * 2 / 3)]
            )
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _box(self, place: int) -> QRectF:
        theme = self._theme
        top = theme.px(_HEAD_HEIGHT) + place * theme.px(_LANE_HEIGHT + _GAP)
        return QRectF(self._left(), top, self._width(), theme.px(_LANE_HEIGHT))

    def _span(self, lanes: Lanes, since: datetime, until: datetime, box: QRectF) -> QRectF:
        left = self._x(lanes, since)
        width = max(float(self._theme.px(_TICK)), self._x(lanes, until) - left)
        return QRectF(left, box.top(), width, box.height())

    def _x(self, lanes: Lanes, at: datetime) -> float:
        whole = (lanes.until - lanes.since).total_seconds()
        share = (at - lanes.since).total_seconds() / whole
        return self._left() + min(1.0, max(0.0, share)) * self._width()

    def _left(self) -> float:
        return float(self._theme.px(_NAME_WIDTH))

    def _width(self) -> float:
        return max(1.0, self.width() - self._left() - self._theme.px(_HOUR_WIDTH) / 2)


def hours_of(lanes: Lanes, most: int) -> list[datetime]:
    """Round hours to be written above the lanes, at most so many and one more."""
    whole_min = (lanes.until - lanes.since).total_seconds() / 60
    step = next((one for one in _STEPS_MIN if whole_min / one <= most), _STEPS_MIN[-1])
    first = lanes.since.replace(second=0, microsecond=0, minute=0)
    found: list[datetime] = []
    at = first
    while at <= lanes.until:
        if at >= lanes.since:
            found.append(at)
        at += timedelta(minutes=step)
    return found or [lanes.since]
