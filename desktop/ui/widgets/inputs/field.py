"""A field: label above, input, help below; a fault takes the place of the help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_caption, make_label, make_paragraph, set_text


class Field(QWidget):
    """Wraps an input widget with its label, help and fault.

    label: "" for an input that says itself what it is. drawn: what the style sheet draws by its
    property `state`, the input itself unless it is told.
    """

    def __init__(
        self, theme: Theme, label: str, control: QWidget, *, drawn: QWidget | None = None
    ) -> None:
        super().__init__()
        self._control = control.focusProxy() or control
        self._drawn = drawn or control
        self._help_text = ""
        self._light = Light(theme, 18, LightState.FAULT)
        self._note = make_paragraph("", TextRole.SMALL, "ink2")
        self._note.setObjectName(f"{self._control.objectName()}Note")
        self._code = make_label("", TextRole.CAPTION, "ink3")
        self._code.setObjectName(f"{self._control.objectName()}Code")
        self._code.hide()
        layout = column(theme, self, gap=8)
        if label:
            self._control.setAccessibleName(label)
            caption = make_caption(theme, label, TextRole.BODY_MEDIUM)
            caption.setBuddy(self._control)
            layout.addWidget(caption)
        layout.addWidget(control)
        note_row = row(theme, gap=8)
        note_row.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        note_row.addWidget(self._note, 1)
        note_row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(note_row)
        self._light.hide()

    def set_help(self, text: str) -> None:
        """What to know before typing."""
        self._help_text = text
        if not self._light.isVisibleTo(self):
            self._show_note(text, "ink2")

    def set_error(self, text: str, code: str = "") -> None:
        """What is wrong and how to mend it; empty text shows the help again. code: small, apart."""
        self._show_fault(text, LightState.FAULT, "danger", "error")
        set_text(self._code, code)
        self._code.setVisible(bool(code))
        if code:
            self._control.setAccessibleDescription(f"{text} {code}")

    def set_warning(self, text: str) -> None:
        """What looks odd and may stay; empty text shows the help again."""
        self._show_fault(text, LightState.LOWER, "warn", "warn")

    def _show_fault(self, text: str, light: LightState, tone: str, state: str) -> None:
        self._light.setVisible(bool(text))
        self._light.set_state(light)
        set_property(self._drawn, "state", state if text else "")
        self._show_note(text or self._help_text, tone if text else "ink2")

    def _show_note(self, text: str, tone: str) -> None:
        set_text(self._note, text, tone)
        self._note.setVisible(bool(text))
        self._control.setAccessibleDescription(text)
