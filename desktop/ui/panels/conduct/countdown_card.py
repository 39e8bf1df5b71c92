"""The number of a countdown, over the middle of the pictures."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.scenes.scene_words import countdown_words
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce

_WIDTH = 320
_HEIGHT = 200
_CAPTION_TOP = 20
_CAPTION_HEIGHT = 32
_NUMBER = 112
_UPPER = 0.6
"""Of the height, where the large picture is."""


class CountdownCard(QWidget):
    """Stays in the middle of the upper part of its host, however large that is."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("countdownCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._host = host
        self._caption = ""
        self._number = ""
        self.hide()
        host.installEventFilter(self)

    def show_number(self, number: int | None, *, is_opening: bool) -> None:
        """None: nothing is counted."""
        former, self._number = self._number, "" if number is None else str(number)
        if self._number == former:
            return
        self.setVisible(number is not None)
        self._caption = countdown_words(is_opening=is_opening)
        self.setAccessibleName(f"{self._caption} {self._number}")
        announce(self, self._number)
        self._place()
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, colour = self._theme.px, self._theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("night"))
        painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._theme.font(TextRole.BODY_MEDIUM))
        painter.setPen(colour("on_night"))
        top = QRectF(0, px(_CAPTION_TOP), self.width(), px(_CAPTION_HEIGHT))
        painter.drawText(top, centre, self._caption)
        font = self._theme.font(TextRole.SCREEN_TITLE)
        font.setPixelSize(px(_NUMBER))
        painter.setFont(font)
        painter.setPen(colour("gold"))
        rest = QRectF(0, top.bottom(), self.width(), self.height() - top.bottom())
        painter.drawText(rest, centre, self._number)

    def _place(self) -> None:
        self.resize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))
        room = self._host.rect()
        room.setHeight(round(room.height() * _UPPER))
        self.move(room.center() - self.rect().center())
        self.raise_()
