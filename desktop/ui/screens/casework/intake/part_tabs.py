"""One button for each of several things that one form holds in turn."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonSize, join_buttons
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.rows.flow_row import FlowRow


class PartTabs(QWidget):
    """turned(int): the place of one. Not there while there is but one."""

    turned = Signal(int)

    def __init__(self, theme: Theme, name: str, prefix: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._prefix = prefix
        self._buttons: list[Button] = []
        self._line = FlowRow(theme, gap=6)
        column(theme, self).addWidget(self._line)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        return tuple(self._buttons)

    def show_parts(self, labels: Sequence[str], place: int) -> None:
        """Each by its number and label; the one at `place` is pressed in."""
        shown = labels if len(labels) > 1 else ()
        self.setVisible(bool(shown))
        if len(shown) != len(self._buttons):
            self._buttons = [self._button(number) for number in range(len(shown))]
            self._line.show_widgets(self._buttons)
        for number, (button, label) in enumerate(zip(self._buttons, shown, strict=True)):
            button.set_label(f"{number + 1}. {label}")
            button.setChecked(number == place)

    def _button(self, place: int) -> Button:
        button = Button(self._theme, f"{self._prefix}-{place}", "", size=ButtonSize.SMALL)
        button.setCheckable(True)
        join_buttons([button])  # the look of a choice; names may need several lines of them
        button.setProperty("place", place)
        button.clicked.connect(self._on_turned)
        return button

    def _on_turned(self) -> None:
        place = int(self.sender().property("place"))
        self._buttons[place].setChecked(True)  # a second press of it changes nothing
        self.turned.emit(place)
