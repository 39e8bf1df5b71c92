"""What every group of actions works with: the presenters of the desk and its main window."""

from PySide6.QtCore import QObject

from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.main_window import MainWindow


class DeskActions(QObject):
    """One named method per action, which passes it to its presenter. Thread: MainThread."""

    def __init__(self, *, desk: DeskPresenter, main: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._main = main
