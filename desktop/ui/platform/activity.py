"""Watches for input (keys, mouse, touch) in any window of the program, for the idle lock."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.domain.clock import Clock

EVERY_S = 1.0
HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
"""What somebody's hands do."""


class InputFilter(QObject):
    """Sees every event of the program while it watches. Thread: MainThread."""

    is_watching = False

    def set_watching(self, *, is_watching: bool) -> None:
        """Not in a session: there the filter would see every picture's events, for nothing."""
        application = QApplication.instance()
        if application is None or is_watching == self.is_watching:
            return
        self.is_watching = is_watching
        if is_watching:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)


class ActivityWatch(InputFilter):
    """Calls `on_activity` at most once a second. Thread: MainThread."""

    def __init__(
        self, *, clock: Clock, on_activity: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._on_activity = on_activity
        self._told_s = float("-inf")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in HANDS:
            now_s = self._clock.monotonic()
            if now_s - self._told_s >= EVERY_S:
                self._told_s = now_s
                self._on_activity()
        return False
