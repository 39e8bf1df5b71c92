"""What is said of a paper, as short choices: what it is, which copy, what was handed in."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from typing_extensions import override

from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.ui.texts import casework_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.fitted.short_choice import ShortChoice

NOT_HANDED_IN = ""


class PaperMark(ShortChoice):
    """One of a closed set. marked(str): what a person chose. The wheel chooses nothing."""

    marked = Signal(str)

    def __init__(
        self, name: str, label: str, table: Mapping[StrEnum, object], *, nothing: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        if nothing:
            self.addItem(nothing, NOT_HANDED_IN)
        for member in table:
            self.addItem(words.word(table, member), member.value)
        self.activated.connect(self._on_activated)

    def show_value(self, value: PaperKind | CopyKind | HandedIn | None) -> None:
        """What is so now."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(NOT_HANDED_IN if value is None else value.value))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.marked.emit(self.itemData(place))


def kind_mark(name: str) -> PaperMark:
    """What the paper is."""
    return PaperMark(name, translate("Case", "Loại"), words.PAPER_KINDS)


def copy_mark(name: str) -> PaperMark:
    """Whether it is an original or a copy."""
    return PaperMark(name, translate("Case", "Loại bản"), casework_words.COPY_KINDS)


def handed_in_mark(name: str) -> PaperMark:
    """What was handed in."""
    return PaperMark(
        name,
        translate("Case", "Đã nhận"),
        casework_words.HANDED_IN,
        nothing=translate("Case", "chưa ghi đã nhận"),
    )
