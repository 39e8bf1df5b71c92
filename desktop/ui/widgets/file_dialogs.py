"""Asks where a file goes and which files come, the same way on every screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

DOCX, PDF, XLSX, ZIP = "docx", "pdf", "xlsx", "zip"


def ask_where(
    parent: QWidget,
    title: str,
    name: str,
    take: Callable[[str], None],
    endings: tuple[str, ...] = (DOCX, PDF),
    *,
    is_replacing: bool = True,
) -> None:
    """Opens the dialog and returns at once.

    name: proposed, without its ending; take: the path; endings: the first one is proposed.
    is_replacing: whoever writes the file replaces one that is there, so the person is asked.
    """
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("exportDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not is_replacing)
    dialog.setDefaultSuffix(endings[0])
    dialog.setNameFilters([_filter(ending) for ending in endings])
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(
            next(ending for ending in endings if _filter(ending) == chosen)
        )
    )
    if name:
        dialog.selectFile(f"{name}.{endings[0]}")
    dialog.fileSelected.connect(lambda path: take(str(Path(path))))
    dialog.open()


def ask_files(
    parent: QWidget, name: str, title: str, kinds: str, take: Callable[[str], None]
) -> None:
    """Opens the dialog and returns at once.

    name: of the dialog, for tests; kinds: a word and its patterns; take: each path, in order.
    """

    def take_all(paths: list[str]) -> None:
        for path in paths:
            take(str(Path(path)))

    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    dialog.filesSelected.connect(take_all)
    dialog.open()


def _filter(ending: str) -> str:
    return f"{ending.upper()} (*.{ending})"
