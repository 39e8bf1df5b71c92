"""Where a line of the minutes is typed; it never disturbs a syllable being composed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from desktop.ui.theme.focus import NO_RING
from desktop.ui.theme.theme import Theme


class LineEditor(QPlainTextEdit):
    """The open line.

    text_edited(str): what stands there after a key, never text still being composed;
    line_finished: Enter; speaker_change_asked(int): Tab (1) or Shift+Tab (-1);
    focus_changed(bool).

    While an input method composes, keys that act wait: Qt delivers the committed text first,
    then the key again from the input method (ux.md 1.4 rule 3). The text is never rewritten.
    """

    text_edited = Signal(str)
    line_finished = Signal()
    speaker_change_asked = Signal(int)
    focus_changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._composed = ""
        self.setObjectName("minutesEditor")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setProperty(NO_RING, "true")
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.px(2))
        self.textChanged.connect(self._on_text_changed)

    @property
    def is_composing(self) -> bool:
        """A syllable is under way in an input method."""
        return bool(self._composed)

    def load(self, text: str) -> None:
        """Puts another line into the editor, the cursor at its end; nothing is emitted."""
        with QSignalBlocker(self):
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def insert_text(self, text: str) -> None:
        """Types a text at the cursor (Ctrl+T); a syllable being composed is committed first."""
        self.finish_composing()
        self.insertPlainText(text)

    def finish_composing(self) -> None:
        """Lets the input method commit what it composes, before a shortcut acts."""
        if self._composed:
            QGuiApplication.inputMethod().commit()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        is_plain = not modifiers or modifiers == Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.finish_composing()
            self.line_finished.emit()
            return
        if event.key() == Qt.Key.Key_Tab and is_plain:
            self.finish_composing()
            self.speaker_change_asked.emit(1)
            return
        if event.key() == Qt.Key.Key_Backtab:
            self.finish_composing()
            self.speaker_change_asked.emit(-1)
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)  # noqa: FBT003 - the signal's own argument

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)  # noqa: FBT003 - the signal's own argument

    def _on_text_changed(self) -> None:
        self.text_edited.emit(self.toPlainText())
