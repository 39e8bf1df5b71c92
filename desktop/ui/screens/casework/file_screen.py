"""A screen that takes files: dropped on it, or pasted where no text is typed."""

from abc import abstractmethod

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.panels.papers.paper_files import dropped_files


class FileScreen(QWidget):
    """What does the same on every screen that takes papers."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    @property
    @abstractmethod
    def takes_files(self) -> bool:
        """Whether it takes any now."""

    @abstractmethod
    def take_file(self, untrusted_path: str) -> None:
        """One file, as by its button."""

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.takes_files:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V outside a field: files that were copied elsewhere."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.takes_files:
            self._take(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def _take(self, data: QMimeData) -> None:
        for path in dropped_files(data):
            self.take_file(path)
