"""The screens of this PC."""

from PySide6.QtGui import QGuiApplication


def count_displays() -> int:
    """How many screens there are. Thread: MainThread."""
    application = QGuiApplication.instance() or QGuiApplication([])
    count = len(QGuiApplication.screens())
    del application  # not before: screens go with the application that this may have made
    return count
