"""Asks where a DOCX goes, the same way on every screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_docx(parent: QWidget, title: str, name: str, take: Callable[[str], None]) -> None:
    """Opens the dialog and returns at once. name: proposed, without its ending; take: the path."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("exportDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("docx")
    dialog.setNameFilter("DOCX (*.docx)")
    if name:
        dialog.selectFile(f"{name}.docx")
    dialog.fileSelected.connect(lambda path: take(str(Path(path))))
    dialog.open()
