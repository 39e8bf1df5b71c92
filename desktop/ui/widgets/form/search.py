"""A choice of many, found by typing some of its letters."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView
from typing_extensions import override

from desktop.domain.text import folded
from desktop.presenters.form.state import FieldAccess
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.form.control import Control
from desktop.ui.widgets.form.words import Choice
from desktop.ui.widgets.layout import column

_SHOWN = 8
"""Choices that are seen at once; the others are scrolled to."""


class SearchControl(Control):
    """What is typed only looks for a choice: without one the former stands there again.

    Every word that is typed must be in the label; marks do not matter. Arrow down shows all.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._found: tuple[Choice, ...] = ()
        self._text = ""
        self._line = _SearchLine()
        self._line.setObjectName(name)
        self._labels = QStringListModel(self)
        self._completer = QCompleter(self._labels, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._popup = QListView()
        self._popup.setObjectName("formChoices")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self._line)
        # PySide's types know one of the two signatures only
        self._completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        self._line.textEdited.connect(self._on_edited)
        self._line.down_pressed.connect(self._show_all)
        self._line.left.connect(self._on_left)
        self.has_stops(self._line)
        self.drawn = self._line
        column(theme, self).addWidget(self._line)

    @override
    def set_choices(self, choices: Sequence[Choice]) -> None:
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.show_text(self._text)

    @override
    def show_text(self, text: str) -> None:
        is_new, self._text = text != self._text, text
        if is_new or not self._line.hasFocus():
            self._show_label()

    @override
    def set_access(self, access: FieldAccess) -> None:
        self._line.setReadOnly(access is FieldAccess.READ_ONLY)
        self.setEnabled(access is not FieldAccess.DISABLED)

    def _show_label(self) -> None:
        label = next((one.label for one in self._choices if one.value == self._text), "")
        if self._line.text() != label:
            self._line.setText(label)
            self._line.setCursorPosition(0)

    def _offer(self, found: Sequence[Choice]) -> None:
        self._found = tuple(found)
        self._labels.setStringList([one.label for one in found])
        if found:
            self._completer.complete()
        else:
            self._popup.hide()

    def _choose(self, value: str) -> None:
        is_new, self._text = value != self._text, value
        self._show_label()
        if is_new:
            self.edited.emit(value)

    def _on_edited(self, text: str) -> None:
        wanted = folded(text).split()
        self._offer([one for one in self._choices if _has(one.label, wanted)] if wanted else [])
        if not wanted and self._text:
            self._choose("")

    def _show_all(self) -> None:
        if not self._line.isReadOnly():
            self._offer(self._choices)

    def _on_chosen(self, index: QModelIndex) -> None:
        self._choose(self._found[index.row()].value)

    def _on_left(self) -> None:
        """The only one that was found is meant."""
        is_looked_for = bool(self._line.text().strip()) and self._line.isModified()
        if is_looked_for and len(self._found) == 1:
            self._choose(self._found[0].value)
        self._found = ()
        self._show_label()


def _has(label: str, wanted: Sequence[str]) -> bool:
    text = folded(label)
    return all(word in text for word in wanted)


class _SearchLine(QLineEdit):
    """down_pressed: arrow down; left: the keyboard went, but not to the choices."""

    down_pressed = Signal()
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
