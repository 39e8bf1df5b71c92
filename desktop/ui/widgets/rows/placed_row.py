"""Widgets side by side that are placed by hand, because not all of them fit at any width."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class PlacedRow(QWidget):
    """Asks for the width of all, takes any."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    @abstractmethod
    def place(self) -> None:
        """Put what stands here where this width has it."""

    def take_in(self, former: Sequence[QWidget], present: Sequence[QWidget]) -> None:
        """Let go of what stood here, and hold what stands here now."""
        for widget in former:
            widget.hide()
            widget.deleteLater()
        for widget in present:
            widget.setParent(self)
        self.updateGeometry()
        self.place()
