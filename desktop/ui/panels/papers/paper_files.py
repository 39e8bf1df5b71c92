"""Files that become papers: chosen in a dialog, dropped or pasted."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from desktop.ui.texts.texts import translate
from desktop.ui.widgets.file_dialogs import ask_files

_FILE_PATTERNS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.xlsx"


def ask_papers(parent: QWidget, take: Callable[[str], None]) -> None:
    """Opens the dialog and returns at once. take: each path, in order."""
    kinds = translate("Papers", "Tài liệu đọc được")
    ask_files(
        parent,
        "paperFileDialog",
        translate("Papers", "Chọn tài liệu"),
        f"{kinds} ({_FILE_PATTERNS})",
        take,
    )


def dropped_files(data: QMimeData) -> Iterator[str]:
    """Paths of this PC that were dropped or pasted, not yet looked at."""
    yield from (url.toLocalFile() for url in data.urls() if url.isLocalFile())
