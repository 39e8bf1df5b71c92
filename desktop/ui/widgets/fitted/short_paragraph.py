"""A text of a few lines; what does not fit in them ends in "…"."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.text import plain_line
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole


class ShortParagraph(QWidget):
    """Takes the height of its lines, at most so many; the whole text is its accessible name."""

    def __init__(
        self, theme: Theme, role: TextRole = TextRole.BODY, tone: str = "ink", *, lines: int = 2
    ) -> None:
        super().__init__()
        self._theme = theme
        self._role = role
        self._tone = tone
        self._lines = lines
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Shows another text, letter by letter; what was typed in several lines runs on."""
        line = plain_line(text)
        if line != self._text:
            self._text = line
            self.setAccessibleName(line)
            self.updateGeometry()
            self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        count = max(1, len(self._broken(width)))
        return count * QFontMetrics(self._theme.font(self._role)).height()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._role))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(48), QFontMetrics(self._theme.font(self._role)).height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(self._role)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._tone))
        height = QFontMetrics(font).height()
        top = (self.height() - height * len(self._broken(self.width()))) / 2
        for number, line in enumerate(self._broken(self.width())):
            box = QRectF(0, top + number * height, self.width(), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)

    def _broken(self, width: int) -> list[str]:
        """The lines as they are drawn at this width."""
        font = self._theme.font(self._role)
        layout = QTextLayout(self._text, font)
        layout.beginLayout()
        starts = list[int]()
        while len(starts) <= self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(self._text)]
        lines = [self._text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
        if len(lines) > self._lines:
            rest = self._text[starts[self._lines - 1] :]
            way = Qt.TextElideMode.ElideRight
            lines[self._lines - 1 :] = [QFontMetrics(font).elidedText(rest, way, width)]
        return lines
