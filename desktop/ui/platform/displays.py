"""The screens of this PC. Thread: MainThread."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop.domain.devices.display import Display


def count_displays() -> int:
    """How many screens there are. Thread: MainThread."""
    application = QGuiApplication.instance() or QGuiApplication([])
    count = len(QGuiApplication.screens())
    del application  # not before: screens go with the application that this may have made
    return count


def display_of(screen: QScreen) -> Display:
    """What is known of a screen."""
    place = screen.geometry()
    return Display(
        name=screen.name(),
        maker=screen.manufacturer(),
        model=screen.model(),
        serial=screen.serialNumber(),
        x=place.x(),
        y=place.y(),
        width=place.width(),
        height=place.height(),
    )


def present_screens() -> dict[Display, QScreen]:
    """Every screen, in the order of the system; needs an application."""
    return {display_of(screen): screen for screen in QGuiApplication.screens()}


def move_to_screen(window: QWidget, screen: QScreen) -> None:
    """Into the middle of another screen, no larger than it; maximised where it was."""
    state = window.windowState()
    wide = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
    is_wide = bool(state & wide)
    if is_wide:
        window.setWindowState(state & ~wide)  # a wide window stays where it is
    place = screen.availableGeometry()
    target = QRect(QPoint(), window.size().boundedTo(place.size()))
    target.moveCenter(place.center())
    window.setScreen(screen)
    window.setGeometry(target)
    if is_wide:
        window.setWindowState(state)
