"""A scrolled area that is as high as what it holds, where there is room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override


class FittedScroll(QScrollArea):
    """Never higher than its content, and never lower than it or than so much of it."""

    def __init__(self, content: QWidget, *, least: int, comes_last: bool = False) -> None:
        """least: height in logical pixels below which it does not go while it holds more.

        comes_last: others beside it in a column get all they want before it gets more than that.
        """
        super().__init__()
        self._least = least
        self._comes_last = comes_last
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        upright = QSizePolicy.Policy.Preferred if comes_last else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.setWidget(content)

    def set_least(self, least: int) -> None:
        """Another height in logical pixels below which it does not go while it holds more."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        wanted = self._wanted()
        height = min(wanted, self._least) if self._comes_last else wanted
        return QSize(super().sizeHint().width(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._wanted(), self._least))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds has grown or shrunk."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        self._keep_bar_needed()

    def _fit(self) -> None:
        if self._comes_last:
            self.setMaximumHeight(self._wanted())
        self.updateGeometry()
        self._keep_bar_needed()

    def _keep_bar_needed(self) -> None:
        """Qt keeps a bar that alone makes lines wrap, and so is needed for nothing but itself."""
        fits = self.height() >= self._wanted()
        policies = Qt.ScrollBarPolicy
        policy = policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        if policy is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)

    def _wanted(self) -> int:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self.width())
        return layout.totalSizeHint().height()
