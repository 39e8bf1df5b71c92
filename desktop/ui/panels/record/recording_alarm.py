"""The sound of a recording that stands still."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

ALARM_MS = 10_000


class RecordingAlarm(QTimer):
    """The system's own sound at once and every ALARM_MS, while the screen is in sight."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.setInterval(ALARM_MS)
        self.timeout.connect(self._beep)

    def sound(self, *, is_on: bool) -> None:
        """Until somebody has seen why."""
        if is_on and not self.isActive():
            self.start()
            self._beep()
        elif not is_on:
            self.stop()

    def _beep(self) -> None:
        if self._screen.isVisible():
            QApplication.beep()
            QApplication.alert(self._screen.window())
