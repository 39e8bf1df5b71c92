"""Keeps each window on its display when displays are plugged in, switched off or moved."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from desktop.domain.devices.display import Display, choose_officer_display
from desktop.ui.desk.desk_parts import DeskParts
from desktop.ui.platform.displays import display_of, move_to_screen, present_screens

SETTLE_MS = 300
"""A window that is dragged over an edge is looked at when it rests."""
MOST_MOVES = 3
MOVES_WITHIN_S = 10.0
"""A desktop that puts the officer's window back each time has the last word."""


class ScreenWatch(QObject):
    """Display 2 keeps its screen and the officer's window leaves it.

    The screen of display 2 is the chosen one. Where none is chosen, it is the one that it stood
    on before screens came or went: whoever moves the windows otherwise means it.
    """

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._devices = parts.desk.devices
        self._main = parts.main
        self._chair = parts.chair
        self._clock = parts.clock
        self._handle: QWindow | None = None
        self._kept: Display | None = None
        self._moves = 0
        self._moved_s = self._clock.monotonic()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._connect()

    def follow(self) -> None:
        """The windows were shown, or another screen was chosen."""
        self._moves = 0
        self._arrange(self._devices.displays.chosen)

    def forget(self) -> None:
        """No screen is chosen any more: whichever is found."""
        self._kept = None
        self.follow()

    # ---- what happens ----------------------------------------------------------------------

    def _connect(self) -> None:
        self._settling.timeout.connect(self._on_settled)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._on_screens_changed)
            application.screenRemoved.connect(self._on_screens_changed)

    def _on_screens_changed(self) -> None:
        """Qt tells of a screen that goes before it has moved the windows off it."""
        QTimer.singleShot(0, self, self._follow_screens)

    def _follow_screens(self) -> None:
        self._moves = 0
        self._arrange(self._devices.displays.chosen or self._kept)

    def _on_main_moved(self) -> None:
        self._settling.start()

    def _on_settled(self) -> None:
        self._arrange(self._devices.displays.chosen)

    # ---- arranging -------------------------------------------------------------------------

    def _arrange(self, meant: Display | None) -> None:
        """meant: the screen that the officer's window leaves."""
        if self._main.isVisible():
            self._watch_main()
            self._move_main_off(meant)
            self._chair.follow_screens(
                self._main.screen(), self._devices.displays.chosen or self._kept
            )
        shown = display_of(self._chair.screen()) if self._chair.isFullScreen() else None
        self._kept = shown or self._kept
        self._devices.set_displays(tuple(present_screens()), display_of(self._main.screen()), shown)

    def _watch_main(self) -> None:
        """It has a handle from the first time it is shown."""
        handle = self._main.windowHandle()
        if handle is not self._handle:
            self._handle = handle
            handle.screenChanged.connect(self._on_main_moved)

    def _move_main_off(self, meant: Display | None) -> None:
        present = present_screens()
        target = choose_officer_display(meant, tuple(present), display_of(self._main.screen()))
        if target is not None and self._may_move():
            move_to_screen(self._main, present[target])

    def _may_move(self) -> bool:
        now_s = self._clock.monotonic()
        if now_s - self._moved_s > MOVES_WITHIN_S:
            self._moves = 0
        self._moves += 1
        self._moved_s = now_s
        return self._moves <= MOST_MOVES
