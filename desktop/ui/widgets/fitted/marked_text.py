"""A paragraph some words of which are strong and underlined; never taken for HTML."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words in a row, marked or not."""

    text: str
    is_marked: bool


class MarkedText(QWidget):
    """Breaks its lines and takes the height they need; the whole text is its accessible name."""

    def __init__(self, theme: Theme, words: tuple[Words, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.setAccessibleName(" ".join(one.text for one in words))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that are strong and underlined."""
        return tuple(one.text for one in self._words if one.is_marked)

    @override
    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.heightForWidth(max(1, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("ink"))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self.accessibleName(), self._theme.font(TextRole.BODY))
        layout.setFormats(self._formats())
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, round(height)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        strong.setFontUnderline(True)
        ranges, start = [], 0
        for one in self._words:
            if one.is_marked:
                span = QTextLayout.FormatRange()
                span.start, span.length, span.format = start, len(one.text), strong
                ranges.append(span)
            start += len(one.text) + 1
        return ranges
