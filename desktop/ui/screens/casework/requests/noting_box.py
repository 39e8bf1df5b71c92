"""That a refusal's notice went out: its number and its day, below the row of the request."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.casework.requests.request_forms import NOTE_FORM, NoteField
from desktop.presenters.casework.requests.requests_state import NotingView
from desktop.ui.texts import casework_words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import FormWords, labels_of
from desktop.ui.widgets.layout import column, row, scroll_to

_NARROW = 420


class NotingBox(QFrame):
    """edited(str, str): a NoteField and its text. noted: Ghi đã gửi. closed: Thôi."""

    edited = Signal(str, str)
    noted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self.setObjectName(f"refusal-note-{key}")
        words = FormWords(labels=labels_of(casework_words.NOTE_FIELDS, NoteField))
        name = f"refusal-note-{key}"
        self._fields = FormFields(
            theme, NOTE_FORM, words, name=name, parent=self, enter=EnterKey.SUBMIT
        )
        self._fields.edited.connect(self.edited)
        self._fields.submitted.connect(self.noted)
        self._note = Button(
            theme, f"{name}-keep", translate("Requests", "Ghi đã gửi"), size=ButtonSize.SMALL
        )
        self._note.clicked.connect(self.noted)
        close = Button(theme, f"{name}-close", translate("Requests", "Thôi"), size=ButtonSize.SMALL)
        close.clicked.connect(self.closed)
        self._fields.stand_after(NoteField.SENT_ON, self._note, close)
        layout = column(theme, self, gap=8, margins=(0, 4, 0, 4))
        sides = Row(keys=(NoteField.NUMBER, NoteField.SENT_ON), narrow=_NARROW)
        layout.addLayout(self._fields.section("note", (sides,), gap=4))
        buttons = row(theme, gap=8)
        buttons.addWidget(self._note)
        buttons.addWidget(close)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_noting(self, noting: NotingView) -> None:
        """Draws what is noted."""
        self._fields.show_form(noting.form)
        waiting = translate("Requests", "Đang ghi…")
        self._note.set_available(is_available=noting.can_press, reason=waiting)

    def take_focus(self) -> None:
        """To the number; the whole box comes into sight once it is laid out."""
        self._fields.focus(NoteField.NUMBER)
        QTimer.singleShot(0, self, lambda: scroll_to(self))
