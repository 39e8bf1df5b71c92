"""One person of a sheet: name, what was noted, and a button for each thing that can be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize, join_buttons
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_note, set_text


class PersonRow(QFrame):
    """Buttons show what the city has noted, whatever was pressed since."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._name = make_note("", TextRole.BODY_STRONG)
        self._light = Light(theme, 18, LightState.AHEAD)
        self._note = make_note("", TextRole.SMALL, "ink2")

    def _show_noted(self, name: str, light: LightState, said: str, *, is_noted: bool) -> None:
        set_text(self._name, name)
        self._light.set_state(light)
        set_text(self._note, said, "ink" if is_noted else "ink2")

    def _button(self, name: str, label: str, value: str) -> Button:
        """One of those that can be noted; `value` stands in the property of that name."""
        button = Button(self._theme, name, label, size=ButtonSize.SMALL)
        button.setCheckable(True)
        button.setProperty("value", value)
        return button

    def _build(self, buttons: Sequence[Button]) -> QVBoxLayout:
        join_buttons(tuple(buttons))
        layout = column(self._theme, self, gap=4, margins=(0, 8, 0, 8))
        layout.addWidget(self._name)
        said = row(self._theme, gap=8)
        said.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._note, 1)
        layout.addLayout(said)
        line = row(self._theme)
        for button in buttons:
            line.addWidget(button, 1)
        layout.addLayout(line)
        return layout
