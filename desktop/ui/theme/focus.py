"""The one focus ring: two pixels, two pixels outside the widget that has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.ui.theme.theme import Theme

NO_RING = "noFocusRing"
_GAP = 2
_RADIUS = 8
_MOVING = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
    }
)


class FocusRing(QWidget):
    """Lies over the window and follows the keyboard; QFocusFrame is cut off by small parents."""

    def __init__(self, theme: Theme, application: QApplication) -> None:
        super().__init__()
        self._theme = theme
        self._watched: list[QWidget] = []
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application.focusChanged.connect(self.on_focus_changed)

    def on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard moved; a widget opts out with the property `noFocusRing`."""
        self._unwatch()
        if new is None or new.property(NO_RING) or new.isWindow():
            self.hide()
            return
        window = new.window()
        widget: QWidget | None = new
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._on_destroyed)
            self._watched.append(widget)
            widget = widget.parentWidget()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._theme.tokens.ring_px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), width))
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)

    def _place(self) -> None:
        if not self._watched:
            return
        target, window = self._watched[0], self.parentWidget()
        if window is None or not target.isVisible() or target.visibleRegion().isEmpty():
            self.hide()
            return
        out = self._theme.tokens.ring_px + _GAP
        corner = target.mapTo(window, QPoint(0, 0))
        box = QRect(corner, target.size()).adjusted(-out, -out, out, out)
        if box != self.geometry():
            self.setGeometry(box)
        self.show()
        self.raise_()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if not isValid(widget):
                continue
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._on_destroyed)
        self._watched = []

    def _on_destroyed(self) -> None:
        # The objects are going; what is left of them must not be touched again.
        self._watched = []
        self.hide()
