"""Where a line of the minutes is typed; it never disturbs a syllable being composed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.inputs.text_area import PlainEditor


class LineEditor(PlainEditor):
    """The open line.

    text_edited(str): what stands there after a key, never text still being composed;
    line_finished: Enter; speaker_change_asked(int): Tab (1) or Shift+Tab (-1).

    While an input method composes, keys that act wait: Qt delivers the committed text first,
    then the key again from the input method (ux.md 1.4 rule 3). The text is never rewritten.
    """

    text_edited = Signal(str)
    line_finished = Signal()
    speaker_change_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("minutesEditor")
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.px(2))
        self.textChanged.connect(self._on_text_changed)

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
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

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

    def _on_text_changed(self) -> None:
        self.text_edited.emit(self.toPlainText())
