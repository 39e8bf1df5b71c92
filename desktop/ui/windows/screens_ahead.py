"""Builds what takes long to open while nobody types: a screen at a time, and home before all."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.platform.activity import HANDS, InputFilter
from desktop.ui.windows.main_window import SLOTS, MainWindow

TURN_MS = 1_500
"""So long nobody touches a key or the mouse before a screen is built."""


class ScreensAhead(InputFilter):
    """Of the screens that home offers. Thread: MainThread.

    Only while home is shown: whoever works on a screen is not held up by another one.
    """

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        self._was_touched = False
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self.take_turn)

    def start(self) -> None:
        """The desk is there: from the next quiet turn on."""
        self._turn.start()

    def take_turn(self) -> None:
        """Build the next one, if a whole turn passed in quiet."""
        if self._main.screen_shown is not Screen.HOME or not self._main.isVisible():
            self.set_watching(is_watching=False)
            return
        missing = [one for one in self._main.home.offered if self._main.built(one) is None]
        is_quiet = self.is_watching and not self._was_touched
        self._was_touched = False
        if missing and is_quiet:
            self.set_watching(is_watching=False)  # a screen tells itself thousands of things
            _prepare(SLOTS[missing.pop(0)].of(self._main))
        self.set_watching(is_watching=bool(missing))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in HANDS:
            self._was_touched = True
        return False


def _prepare(screen: QWidget) -> None:
    """The style sheet is looked up for every part now and not with the first picture."""
    for part in (screen, *screen.findChildren(QWidget)):
        part.ensurePolished()
