"""What a list says when there is nothing in it: three short sentences and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class EmptyState(QWidget):
    """Left-aligned, in the upper third.

    pressed: its button was pressed.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, name: str, icon: Icon, action: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._fact = make_paragraph("", TextRole.BODY_STRONG)
        self._rest = make_paragraph("", TextRole.BODY, "ink2")
        self._code = make_label("", TextRole.CAPTION, "ink3")
        layout = column(theme, self, gap=8, margins=(24, 32, 24, 24))
        layout.addWidget(IconLabel(theme, icon, 40, "ink3"))
        layout.addWidget(self._fact)
        layout.addWidget(self._rest)
        layout.addWidget(self._code)
        self._button = Button(theme, f"{name}Button", action)
        self._button.clicked.connect(self.pressed)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._button.setVisible(bool(action))
        layout.addStretch(1)

    def show_action(self, *, is_shown: bool) -> None:
        """Whether there is something to press."""
        self._button.setVisible(is_shown)

    def show_text(self, fact: str, rest: str, code: str) -> None:
        """The sentences and the small code."""
        set_text(self._fact, fact)
        set_text(self._rest, rest)
        self._rest.setVisible(bool(rest))
        set_text(self._code, code)
        self.setAccessibleName(f"{fact} {rest}".strip())
