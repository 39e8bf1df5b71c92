"""Widgets side by side, the next one on a new line where it has no room; nothing is left out."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.rows.placed_row import PlacedRow
from desktop.ui.widgets.text import ElidedLabel, WrappedLabel

_LIGHT = 18
_GAP = 8


class LightWords(QWidget):
    """A light, what it says, and a clock where there is one. Its words are its accessible name."""

    def __init__(self, theme: Theme, light: LightState, text: str, clock: str = "") -> None:
        super().__init__()
        self.light = light
        line = row(theme, self, gap=_GAP)
        line.addWidget(Light(theme, _LIGHT, light), 0, Qt.AlignmentFlag.AlignTop)
        words = WrappedLabel(theme, TextRole.SMALL, "ink2")
        words.set_text(text)
        line.addWidget(words, 1)
        if clock:
            figures = ElidedLabel(theme, TextRole.SMALL_STRONG, "ink", has_figures=True)
            figures.set_text(clock)
            figures.setMinimumWidth(figures.sizeHint().width())
            line.addWidget(figures, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{text} {clock}".strip())


class FlowRow(PlacedRow):
    """Lines of widgets; one that is wider than the row takes a line and breaks its words."""

    def __init__(self, theme: Theme, *, gap: float, line_gap: float = 4) -> None:
        super().__init__()
        self._gap = theme.px(gap)
        self._line_gap = theme.px(line_gap)
        self._widgets: tuple[QWidget, ...] = ()
        self._shown: tuple[QWidget, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """These in the place of the earlier ones; those that stay are not made anew."""
        former, self._widgets = self._widgets, tuple(widgets)
        self._shown = self._widgets
        gone = [one for one in former if one not in self._widgets]
        self.take_in(gone, self._widgets)
        for widget in widgets:
            widget.show()

    def arrange(self, shown: Sequence[QWidget]) -> None:
        """Of the widgets it holds these stand there, in this order; the others wait unseen."""
        for widget in self._widgets:
            widget.setVisible(widget in shown)
        self._shown = tuple(shown)
        self.updateGeometry()
        self.place()

    @override
    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._shown]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return _bottom(self._boxes(width))

    @override
    def place(self) -> None:
        for widget, box in zip(self._shown, self._boxes(self.width()), strict=True):
            widget.setGeometry(box)

    def _boxes(self, width: int) -> list[QRect]:
        """Where each widget stands in a row of this width: close together where that saves a line.

        A button then has its words in sight, and less air around them.
        """
        wide = self._lined(width, [_size_in(one, width) for one in self._shown])
        close = self._lined(width, [_close(one, width) for one in self._shown])
        return close if _bottom(close) < _bottom(wide) else wide

    def _lined(self, width: int, sizes: list[QSize]) -> list[QRect]:
        boxes: list[QRect] = []
        left = top = height = 0
        for size in sizes:
            if left and left + size.width() > width:
                left, top, height = 0, top + height + self._line_gap, 0
            boxes.append(QRect(left, top, size.width(), size.height()))
            left += size.width() + self._gap
            height = max(height, size.height())
        return _centred(boxes)


def _size_in(widget: QWidget, width: int) -> QSize:
    hint = widget.sizeHint()
    if hint.width() <= width:
        return hint
    height = widget.heightForWidth(width) if widget.hasHeightForWidth() else hint.height()
    return QSize(width, height)


def _close(widget: QWidget, width: int) -> QSize:
    """A button goes down to its words; nothing else gives way."""
    size = _size_in(widget, width)
    if isinstance(widget, QAbstractButton):
        size.setWidth(min(size.width(), widget.minimumSizeHint().width()))
    return size


def _bottom(boxes: list[QRect]) -> int:
    return max((box.bottom() + 1 for box in boxes), default=0)


def _centred(boxes: list[QRect]) -> list[QRect]:
    """Those of one line on one middle."""
    heights: dict[int, int] = {}
    for box in boxes:
        heights[box.top()] = max(heights.get(box.top(), 0), box.height())
    return [box.translated(0, (heights[box.top()] - box.height()) // 2) for box in boxes]
