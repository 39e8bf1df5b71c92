"""Widgets side by side; what does not fit whole is left out, the last first."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme


class FittingRow(QWidget):
    """Asks for the width of all, takes any."""

    def __init__(self, theme: Theme, *, gap: float) -> None:
        super().__init__()
        self._gap = theme.px(gap)
        self._widgets: tuple[QWidget, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """These in the place of the earlier ones, the most needed first."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = tuple(widgets)
        for widget in widgets:
            widget.setParent(self)
        self.updateGeometry()
        self._place()

    @override
    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._widgets]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        left, has_room = 0, True
        for widget in self._widgets:
            hint = widget.sizeHint()
            has_room = has_room and left + hint.width() <= self.width()
            widget.setGeometry(left, (self.height() - hint.height()) // 2, *hint.toTuple())
            widget.setVisible(has_room)
            left += hint.width() + self._gap
