"""Widgets side by side; what does not fit whole is left out, the last first."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.rows.placed_row import PlacedRow


class FittingRow(PlacedRow):
    """Leaves out the last, the least needed."""

    def __init__(self, theme: Theme, *, gap: float) -> None:
        super().__init__()
        self._gap = theme.px(gap)
        self._widgets: tuple[QWidget, ...] = ()

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """These in the place of the earlier ones, the most needed first."""
        former, self._widgets = self._widgets, tuple(widgets)
        self.take_in(former, self._widgets)

    @override
    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._widgets]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def place(self) -> None:
        left, has_room = 0, True
        for widget in self._widgets:
            hint = widget.sizeHint()
            has_room = has_room and left + hint.width() <= self.width()
            widget.setGeometry(left, (self.height() - hint.height()) // 2, *hint.toTuple())
            widget.setVisible(has_room)
            left += hint.width() + self._gap
