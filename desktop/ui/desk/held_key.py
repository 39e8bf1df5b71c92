"""A key that does something while it is held, or once it was held long enough."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

_ELSEWHERE = frozenset({QEvent.Type.ApplicationStateChange, QEvent.Type.WindowDeactivate})
"""Who goes to another program lets go: nothing is said or done from there."""


class HeldKey(QObject):
    """One key from its press until it is let go, anywhere. Thread: MainThread.

    on_up: called once after each press. Every other event passes unseen.
    """

    def __init__(self, key: Qt.Key, *, on_up: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._key = key
        self._on_up = on_up

    def press(self) -> None:
        """It went down."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only while the key is held."""
        if self._is_up(event) or event.type() in _ELSEWHERE:
            self._let_go()
        return False

    def _let_go(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._on_up()

    def _is_up(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyRelease or not isinstance(event, QKeyEvent):
            return False
        return event.key() == self._key and not event.isAutoRepeat()


class LongPress(QObject):
    """A key that acts once it was held for a while: touched by mistake it does nothing."""

    def __init__(
        self, key: Qt.Key, hold_ms: int, *, on_held: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(hold_ms)
        self._timer.timeout.connect(on_held)
        self._held = HeldKey(key, on_up=self._timer.stop, parent=self)

    def press(self) -> None:
        """It went down."""
        self._held.press()
        self._timer.start()
