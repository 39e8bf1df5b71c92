"""A sheet with rows; where there are none it says why, and below them how many are not shown."""

from collections.abc import Container

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.view.message import Message
from desktop.ui.texts.texts import sentence
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowList
from desktop.ui.widgets.text import WrappedLabel


class ListSheet(QFrame):
    """rows: the caller makes and fills them. head: above them, it scrolls with them."""

    def __init__(
        self, theme: Theme, rows: RowList, empty: EmptyState, *, head: QWidget | None = None
    ) -> None:
        super().__init__()
        self.setProperty("panel", "sheet")
        self.rows = rows
        self._empty = empty
        self._more = WrappedLabel(theme, TextRole.SMALL, "ink2")
        layout = column(theme, self, margins=(1, 1, 1, 1))
        content = QWidget()
        inside = column(theme, content)
        if head is not None:
            inside.addWidget(head)
        inside.addWidget(self.rows)
        inside.addWidget(self._empty)
        more = row(theme, margins=(20, 8, 20, 8))
        more.addWidget(self._more)
        inside.addLayout(more)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)

    def show_more(self, said: str, count: int) -> None:
        """How many were found and are not shown; said: with the field `count`."""
        self._more.set_text(said.format(count=count))
        self._more.setVisible(count > 0)

    def say_in_place(self, message: Message | None, fact: str, rest: str) -> None:
        """Where no row stands: the message, else these words."""
        self._empty.setVisible(not self.rows.keys())
        if message is None:
            self._empty.show_text(fact, rest, "")
        else:
            said = sentence(message)
            self._empty.show_text(said.fact, said.rest, said.code)

    def say_or_leave(self, message: Message | None, own: Container[object]) -> Message | None:
        """A message of these codes stands where the rows would; any other is handed back."""
        is_own = message is not None and message.code in own
        self._empty.setVisible(is_own)
        if message is None or not is_own:
            return message
        said = sentence(message)
        self._empty.show_text(said.fact, said.rest, said.code)
        return None

    def take_focus(self, search: SearchField) -> None:
        """The first row, else the field."""
        if not self.rows.focus_first():
            search.take_focus()


def step_down(search: SearchField, sheet: ListSheet) -> None:
    """The down arrow leads from the field to the first row."""
    down = QShortcut(Qt.Key.Key_Down, search.edit)
    down.setContext(Qt.ShortcutContext.WidgetShortcut)
    down.activated.connect(lambda: sheet.take_focus(search))
