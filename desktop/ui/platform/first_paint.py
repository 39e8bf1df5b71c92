"""Tells when a window was painted for the first time: what is heavy begins then, not before."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

LIMIT_MS = 1_000
"""A window that nobody sees (minimised, or its screen is off) is not painted at all."""


class FirstPaint(QObject):
    """Calls `then` once, after the first picture of this window or LIMIT_MS after `__init__`.

    Thread: MainThread.
    """

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LIMIT_MS)
        self._limit.timeout.connect(self._tell)
        self._limit.start()
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._limit.start(0)  # the rest of the window is painted first
        return False

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
