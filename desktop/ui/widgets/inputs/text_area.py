"""A field of several lines; Tab goes on to the next field."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit
from typing_extensions import override

from desktop.ui.theme.focus import NO_RING
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import column


class PlainEditor(QPlainTextEdit):
    """What several lines are typed into; the frame around it is drawn by its owner.

    focus_changed(bool): it has the keyboard, or has it no more.
    """

    focus_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._is_composing = False
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setProperty(NO_RING, "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # words wrap

    @property
    def is_composing(self) -> bool:
        """A syllable is under way in an input method."""
        return self._is_composing

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)  # noqa: FBT003 - the signal's own argument

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)  # noqa: FBT003 - the signal's own argument


class TextArea(QFrame):
    """The frame is what is drawn, the editor inside what is typed in.

    text_edited(str): what stands there after a key, never text still being composed.
    """

    text_edited = Signal(str)

    def __init__(self, theme: Theme, name: str, lines: int) -> None:
        super().__init__()
        self.setProperty("panel", "editor")
        self.editor = PlainEditor()
        self.editor.setObjectName(name)
        self.editor.setTabChangesFocus(True)
        self.editor.document().setDocumentMargin(theme.px(2))
        self.setFocusProxy(self.editor)
        layout = column(theme, self, margins=(10, 4, 6, 4))
        layout.addWidget(self.editor)
        self.setFixedHeight(theme.px(24 * lines + 16))
        self.editor.textChanged.connect(self._on_changed)
        self.editor.focus_changed.connect(self._on_focus)

    def show_text(self, text: str) -> None:
        """Writes a text that is not there yet; never into a syllable being composed."""
        if self.editor.toPlainText() != text and not self.editor.is_composing:
            with QSignalBlocker(self.editor):
                self.editor.setPlainText(text)

    def _on_changed(self) -> None:
        self.text_edited.emit(self.editor.toPlainText())

    def _on_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - a signal's argument
        set_property(self, "focused", "true" if has_focus else "")
