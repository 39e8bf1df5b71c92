"""Words and buttons side by side, and one below the other where there is no room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme

_GAP = 8


class FoldingRow(QWidget):
    """words takes what buttons leaves; narrow: width of the design below which it folds."""

    def __init__(self, theme: Theme, words: QLayout, buttons: QLayout, *, narrow: float) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = narrow
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(theme.px(_GAP))
        self._split.addLayout(words, 1)
        self._split.addLayout(buttons)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_narrow = self.width() < self._theme.px(self._narrow)
        direction = way.TopToBottom if is_narrow else way.LeftToRight
        if self._split.direction() != direction:
            self._split.setDirection(direction)
