"""A list whose rows are controls: a row selects, Enter acts, Up and Down move."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme.focus import NO_RING
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import column

_BAR = 4
_CORNER = 8
"""Of the sheet that rows lie on."""


class RowControl(QFrame):
    """One row; its content is laid out by the caller.

    chosen(str): it got the keyboard or was clicked; activated(str): Enter or a double click.
    Both carry the row's key.
    """

    chosen = Signal(str)
    activated = Signal(str)
    moved = Signal(str, int)

    def __init__(self, theme: Theme, key: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.key = key
        self._is_selected = False
        self._tint = ""
        self._has_line = True
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(NO_RING, "true")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def is_selected(self) -> bool:
        """Whether it is drawn as the chosen row."""
        return self._is_selected

    def set_look(self, *, is_selected: bool, tint: str = "", has_line: bool = True) -> None:
        """Selection bar, a tint by token ("danger_tint"), and the line below."""
        if (is_selected, tint, has_line) != (self._is_selected, self._tint, self._has_line):
            self._is_selected, self._tint, self._has_line = is_selected, tint, has_line
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._tint or self._is_selected:
            painter.fillRect(rect, self._theme.colour(self._tint or "accent_tint"))
        elif self.underMouse():
            painter.fillRect(rect, self._theme.colour("sunken"))
        if self._has_line:
            painter.fillRect(
                QRectF(0, rect.height() - 1, rect.width(), 1), self._theme.colour("line")
            )
        if self._is_selected:
            bar = QRectF(0, 0, self._theme.px(_BAR), rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        if self.hasFocus():
            width = self._theme.tokens.ring_px
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("focus"), width))
            inset = width / 2
            radius = self._theme.px(_CORNER) - inset
            ring = rect.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, radius, radius)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.key)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activated.emit(self.key)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.chosen.emit(self.key)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.activated.emit(self.key)
            case Qt.Key.Key_Up:
                self.moved.emit(self.key, -1)
            case Qt.Key.Key_Down:
                self.moved.emit(self.key, 1)
            case _:
                super().keyPressEvent(event)


class PressedRowControl(RowControl):
    """A row that the keyboard only passes: a click, Enter or Space opens it by `activated`."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.activated.emit(self.key)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened it."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.activated.emit(self.key)
            return
        super().keyPressEvent(event)


class RowList(QWidget):
    """Keeps one widget per key, so that rows change in place and the keyboard stays where it is."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._layout: QVBoxLayout = column(theme, self)
        self._rows: dict[str, RowControl] = {}
        self._order: list[str] = []

    def row(self, key: str) -> RowControl | None:
        """The row of a key."""
        return self._rows.get(key)

    def keys(self) -> tuple[str, ...]:
        """Keys in the order drawn."""
        return tuple(self._order)

    def focus_first(self) -> bool:
        """The keyboard to the first row; False where there is none."""
        if not self._order:
            return False
        self._rows[self._order[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keep(self, keys: Sequence[str], make: Callable[[str], RowControl]) -> None:
        """Has exactly these rows in this order; `make` builds those that are new."""
        if list(keys) == self._order:
            return
        for gone in set(self._rows) - set(keys):
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for place, key in enumerate(keys):
            if key not in self._rows:
                self._rows[key] = make(key)
                self._rows[key].moved.connect(self._on_moved)
            self._layout.insertWidget(place, self._rows[key])
        self._order = list(keys)

    def follow(self, anchor: QWidget) -> None:
        """Tab goes from a widget to the first row, and from row to row: they are made later."""
        for key in self._order:
            QWidget.setTabOrder(anchor, self._rows[key])
            anchor = self._rows[key]

    def _on_moved(self, key: str, steps: int) -> None:
        if key not in self._order:
            return
        place = min(len(self._order) - 1, max(0, self._order.index(key) + steps))
        self._rows[self._order[place]].setFocus(Qt.FocusReason.TabFocusReason)
