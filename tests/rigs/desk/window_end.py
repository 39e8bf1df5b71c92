"""Lets the windows of a test go when it ends."""

from PySide6.QtCore import QCoreApplication, QEvent

from desktop.ui.desk.desk_windows import DeskWindows


def let_go(windows: DeskWindows) -> None:
    """What stays is styled anew for every test after it; no loop runs that would delete it."""
    windows.close()
    windows.main._may_close = True
    for window in (windows.main, windows.chair):
        window.close()
        window.deleteLater()
    windows.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.sendPostedEvents()
