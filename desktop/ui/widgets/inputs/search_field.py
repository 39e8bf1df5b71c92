"""The field above a list: what is typed is looked for at once."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.marks.badge import KeyCap
from desktop.ui.widgets.marks.icon_label import IconLabel

_ROOM = "\N{NO-BREAK SPACE}"
"""Qt draws the cursor where the hint begins: it would stand on its first letter."""


class SearchField(QFrame):
    """searched(str): each text that a person typed. F3 goes there."""

    searched = Signal(str)

    def __init__(self, theme: Theme, name: str, hint: str, *, width: float) -> None:
        super().__init__()
        self.setProperty("panel", "field")
        self._width = theme.px(width)
        self.setMaximumWidth(self._width)
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setProperty("bare", "true")
        self.edit.setPlaceholderText(f"{_ROOM}{hint}")
        self.edit.setAccessibleName(hint)
        self.edit.textEdited.connect(self.searched)
        inside = row(theme, self, gap=8, margins=(12, 1, 12, 1))
        inside.addWidget(IconLabel(theme, Icon.SEARCH, 20, "ink3"))
        inside.addWidget(self.edit, 1)
        inside.addWidget(KeyCap(theme, "F3"))

    @override
    def sizeHint(self) -> QSize:
        """As wide as it may be; narrower where there is no room."""
        return QSize(self._width, super().sizeHint().height())

    def show_text(self, text: str) -> None:
        """Shows this; the cursor stays where it is when it is there already."""
        if self.edit.text() != text:
            with QSignalBlocker(self.edit):
                self.edit.setText(text)

    def begin(self) -> None:
        """F3: to the field, where the next key replaces what is there."""
        self.take_focus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the field."""
        self.edit.setFocus(reason)
