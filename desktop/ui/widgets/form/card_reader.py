"""A card reader that types: what it types is taken out of the field it went into."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.casework.people.citizen import IDENTITY_DIGITS
from desktop.domain.casework.people.identity import MAX_CARD_CHARACTERS, is_card_text

_SEPARATOR = "|"
_REST_MS = 300
"""A reader types without a rest; after so long its card is over."""
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_HELD = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)
"""Keys that are held while another one types."""

Before = tuple[str, str]
"""A character, and what stood in the field before it was typed."""


class CardReader(QObject):
    """Watches widgets of a form.

    card_read(str): what the reader typed, which may be malformed.

    Twelve digits before the first "|" belong to the card: the field gets back what stood there
    before them. From the "|" on nothing reaches the field, until Enter, Tab or a rest. What turns
    out to be no card is typed into the field after all.
    """

    card_read = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: list[Before] = []
        self._owner: QWidget | None = None
        self._card = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._finish)

    def watch(self, *widgets: QWidget) -> None:
        """Also these; twice is once."""
        for widget in widgets:
            widget.removeEventFilter(self)
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QInputMethodEvent):
            return self._take_composed(event)
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if self._card:
            return self._take_more(event)
        if event.text() == _SEPARATOR:
            self._begin(watched)
            return True
        self._note(watched, event)
        return False

    def _take_composed(self, event: QInputMethodEvent) -> bool:
        """A tool that composes syllables hands them over whole; those of a card are the card's."""
        if not self._card:
            self._last.clear()
            return False
        self._add(event.commitString())
        return True

    def _take_more(self, event: QKeyEvent) -> bool:
        if event.key() in _ENDS:
            self._finish()
        else:
            self._add(event.text())
        return True

    def _add(self, text: str) -> None:
        self._card += text
        self._rest.start()
        if len(self._card) > MAX_CARD_CHARACTERS:
            self._finish()

    def _note(self, watched: QWidget, event: QKeyEvent) -> None:
        """The last digits, with what stood in the field before each of them."""
        typed = event.text()
        if not typed and event.key() in _HELD:
            return
        if watched is not self._owner or not (typed.isascii() and typed.isdecimal()):
            self._last.clear()
        self._owner = watched
        if typed.isascii() and typed.isdecimal():
            self._last.append((typed, _text(watched)))
            del self._last[:-IDENTITY_DIGITS]

    def _begin(self, watched: QWidget) -> None:
        digits = self._last if watched is self._owner else []
        self._owner, self._card = watched, _SEPARATOR
        if len(digits) == IDENTITY_DIGITS:
            self._card = "".join(typed for typed, _ in digits) + _SEPARATOR
            _put_back(watched, digits[0][1])
        self._last = []
        self._rest.start()

    def _finish(self) -> None:
        card, owner, self._card = self._card, self._owner, ""
        self._rest.stop()
        if is_card_text(card):
            self.card_read.emit(card)
        elif owner is not None:
            _type(owner, card)


def _text(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def _put_back(field: QWidget, text: str) -> None:
    """What stood in a field stands there again, as if somebody had typed it."""
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
        if text:
            _type(field, text)
        elif isinstance(field, QLineEdit):
            field.del_()
        else:
            field.textCursor().removeSelectedText()


def _type(field: QWidget, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.insert(text)
    elif isinstance(field, QPlainTextEdit):
        field.insertPlainText(text)
