"""The status bar at the bottom of the window: nine cells that never hide."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import raised
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.marks.light import LightState, paint_light
from desktop.ui.widgets.marks.quality_bars import paint_quality_bars

BAR_HEIGHT = 56
_ICON = 22
_EDGE = 8
_SYMBOLS_FROM = 1200
"""Width of the design from which the cells have a symbol each: all of them, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFace:
    """What a cell shows.

    tone: token of icon and value; symbol: an icon, a light, or a number of quality bars (0-4).
    is_alarm: the whole cell is red with white on it. short: drawn where the value has no room.
    """

    caption: str
    value: str
    tone: str
    symbol: Icon | LightState | int
    is_alarm: bool = False
    short: str = ""


class StatusCell(QAbstractButton):
    """One cell. Qt's `clicked` tells a press; its width never follows its text.

    Where it leads nowhere it is disabled: it tells the same, but takes no press and no keyboard.
    """

    def __init__(self, theme: Theme, name: str, stretch: float) -> None:
        super().__init__()
        self._theme = theme
        self._face = CellFace(caption="", value="", tone="ink", symbol=Icon.CLOCK)
        self.stretch = stretch
        self.is_last = False
        self.has_symbol = True
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def set_leading(self, *, is_leading: bool) -> None:
        """Whether a press does something now."""
        self.setEnabled(is_leading)
        cursor = Qt.CursorShape.PointingHandCursor if is_leading else Qt.CursorShape.ArrowCursor
        if cursor is not self.cursor().shape():
            self.setCursor(cursor)

    @property
    def face(self) -> CellFace:
        """What the cell shows now."""
        return self._face

    def show_face(self, face: CellFace, *, is_spoken: bool = True) -> None:
        """Shows this; a new value is spoken, except where it changes every second."""
        if face == self._face:
            return
        is_new_value = face.value != self._face.value and bool(self._face.value)
        self._face = face
        self.show()
        spoken = f"{face.caption}: {face.value}"
        self.setAccessibleName(spoken)
        if is_new_value and is_spoken:
            announce(self, spoken)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(BAR_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(BAR_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._face.is_alarm:
            painter.fillRect(self.rect(), self._theme.colour("danger"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), self._theme.colour("sunken"))
        if not self.is_last:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        padding, side = self._theme.px(12), self._theme.px(_ICON)
        box = QRectF(padding, (self.height() - side) / 2, side, side)
        left = round(box.right()) + self._theme.px(10)
        edge = self._theme.px(_EDGE)
        if not self.has_symbol or self._says_more_from(edge, than=left):
            left = edge
        else:
            self._paint_symbol(painter, box)
        self._paint_words(painter, left)

    def _says_more_from(self, edge: int, *, than: int) -> bool:
        """Whether the value is cut beside the symbol, or the caption is whole only without it."""
        caption, value = self._needs()
        beside, alone = self._room_from(than), self._room_from(edge)
        return value > beside or beside < caption <= alone

    def _needs(self) -> tuple[int, int]:
        """Widths of the caption and of the value as they are written."""
        value_font = self._theme.font(TextRole.VALUE, has_figures=True)
        caption_font = self._theme.font(TextRole.CAPTION)
        return (
            QFontMetrics(caption_font).horizontalAdvance(self._face.caption),
            QFontMetrics(value_font).horizontalAdvance(self._face.value),
        )

    def _value_in(self, width: int) -> str:
        """The value, or its short form where it would be cut."""
        face = self._face
        return face.short if face.short and self._needs()[1] > width else face.value

    def _room_from(self, left: int) -> int:
        return self.width() - left - self._theme.px(6)

    def _paint_symbol(self, painter: QPainter, box: QRectF) -> None:
        tone = "on_danger" if self._face.is_alarm else self._face.tone
        symbol = self._face.symbol
        if self._face.is_alarm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(tone))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 3, 3)
        elif isinstance(symbol, LightState):
            paint_light(painter, box, symbol, self._theme.tokens)
        elif isinstance(symbol, Icon):
            pixmap = self._theme.icon(symbol, tone, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft(), pixmap)
        else:
            paint_quality_bars(painter, box, symbol, self._theme.colour(tone))

    def _paint_words(self, painter: QPainter, left: int) -> None:
        width = self._room_from(left)
        caption_height, value_height = self._theme.px(20), self._theme.px(22)
        top = (self.height() - caption_height - value_height) // 2
        is_alarm = self._face.is_alarm
        self._line(
            painter,
            QRectF(left, top, width, caption_height),
            self._face.caption,
            (TextRole.CAPTION, "on_danger" if is_alarm else "ink3"),
        )
        self._line(
            painter,
            QRectF(left, top + caption_height, width, value_height),
            self._value_in(width),
            (TextRole.VALUE, "on_danger" if is_alarm else self._face.tone),
        )

    def _line(self, painter: QPainter, box: QRectF, text: str, look: tuple[TextRole, str]) -> None:
        role, token = look
        font = self._theme.font(role, has_figures=role is TextRole.VALUE)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        room = round(box.width()) + 1  # a text as wide as its room would be cut by a fraction
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(raised(box, font), flags | Qt.TextFlag.TextDontClip, shown)


class StatusBar(QFrame):
    """The row of cells.

    cell_pressed(str): the objectName of the cell that was pressed.
    """

    cell_pressed = Signal(str)

    def __init__(self, theme: Theme, cells: tuple[tuple[str, float], ...]) -> None:
        super().__init__()
        self._theme = theme
        self._has_red_edge = False
        self.setObjectName("statusBar")
        self.setProperty("panel", "bar")
        self.setFixedHeight(theme.px(BAR_HEIGHT) + 1)
        layout = row(theme, self, margins=(_EDGE, 0, 0, 0))
        self.cells: dict[str, StatusCell] = {}
        for name, stretch in cells:
            cell = StatusCell(theme, name, stretch)
            cell.clicked.connect(self._on_clicked)
            layout.addWidget(cell, round(100 * stretch))
            cell.hide()  # until it has something to tell: before the desk is open nobody knows
            self.cells[name] = cell
        self.cells[cells[-1][0]].is_last = True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_symbols = self.width() >= self._theme.px(_SYMBOLS_FROM)
        for cell in self.cells.values():
            cell.has_symbol = has_symbols
            cell.update()

    def set_leading(self, names: frozenset[str]) -> None:
        """The cells of these names can be pressed; the others only tell."""
        for name, cell in self.cells.items():
            cell.set_leading(is_leading=name in names)

    def set_red_edge(self, *, is_red: bool) -> None:
        """Display 2 shows a document: the left edge turns red."""
        if is_red != self._has_red_edge:
            self._has_red_edge = is_red
            self.update()

    @property
    def has_red_edge(self) -> bool:
        """Whether the left edge is red."""
        return self._has_red_edge

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._has_red_edge:
            edge = QRectF(0, 0, self._theme.px(_EDGE), self.height())
            QPainter(self).fillRect(edge, self._theme.colour("danger"))

    def _on_clicked(self) -> None:
        self.cell_pressed.emit(self.sender().objectName())
