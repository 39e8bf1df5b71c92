"""The one focus ring: two pixels, two pixels outside the widget that has the keyboard."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)
from typing_extensions import override

from desktop.ui.theme.theme import Theme

NO_RING = "noFocusRing"
_GAP = 2
_RADIUS = 8


class _RingStyle(QProxyStyle):
    """Tells Qt how far the frame lies outside its widget."""

    def __init__(self, margin: int) -> None:
        super().__init__("Fusion")
        self.margin = margin

    @override
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return self.margin
        return super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """Follows the keyboard through all windows of the program."""

    def __init__(self, theme: Theme, application: QApplication) -> None:
        super().__init__()
        self._theme = theme
        self._ring_style = _RingStyle(theme.tokens.ring_px + _GAP)
        self.setStyle(self._ring_style)
        self.setObjectName("focusRing")
        application.focusChanged.connect(self.on_focus_changed)

    def on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard moved; a widget opts out with the property `noFocusRing`."""
        if new is None or new.property(NO_RING) or new.isWindow():
            self.hide()
            return
        self.setWidget(new)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._theme.tokens.ring_px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), width))
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
