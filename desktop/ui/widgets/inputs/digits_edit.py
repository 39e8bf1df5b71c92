"""An input for a PIN or a code: digits and nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit


class DigitsEdit(QLineEdit):
    """Takes digits only, and no input method may compose here (ux.md 1.4).

    digits_edited(int): somebody typed; so many digits are there now.
    """

    digits_edited = Signal(int)

    def __init__(self, name: str, max_digits: int, *, is_hidden: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("fieldSize", "large")
        hints = Qt.InputMethodHint.ImhDigitsOnly
        if is_hidden:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            hints |= Qt.InputMethodHint.ImhHiddenText
        self.setMaxLength(max_digits)
        self.setInputMethodHints(hints)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        digits = "".join(char for char in text if char.isascii() and char.isdigit())
        if digits != text:
            self.setText(digits)
        self.digits_edited.emit(len(digits))
