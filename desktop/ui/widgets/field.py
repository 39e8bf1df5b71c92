"""A field: label above, input, help below; an error takes the place of the help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class Field(QWidget):
    """Wraps an input widget with its label, help and error."""

    def __init__(self, theme: Theme, label: str, control: QWidget) -> None:
        super().__init__()
        self._control = control
        self._help_text = ""
        caption = make_label(label, TextRole.BODY_MEDIUM)
        caption.setBuddy(control)
        (control.focusProxy() or control).setAccessibleName(label)
        self._light = Light(theme, 18, LightState.FAULT)
        self._note = make_paragraph("", TextRole.SMALL, "ink2")
        self._note.setObjectName(f"{control.objectName()}Note")
        layout = column(theme, self, gap=8)
        layout.addWidget(caption)
        layout.addWidget(control)
        note_row = row(theme, gap=8)
        note_row.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        note_row.addWidget(self._note, 1)
        layout.addLayout(note_row)
        self._light.hide()

    def set_help(self, text: str) -> None:
        """What to know before typing."""
        self._help_text = text
        if not self._light.isVisibleTo(self):
            set_text(self._note, text, "ink2")
            self._note.setVisible(bool(text))
            self._control.setAccessibleDescription(text)

    def set_error(self, text: str) -> None:
        """What is wrong and how to mend it; empty text shows the help again."""
        has_error = bool(text)
        self._light.setVisible(has_error)
        set_property(self._control, "state", "error" if has_error else "")
        shown = text or self._help_text
        set_text(self._note, shown, "danger" if has_error else "ink2")
        self._note.setVisible(bool(shown))
        self._control.setAccessibleDescription(shown)
