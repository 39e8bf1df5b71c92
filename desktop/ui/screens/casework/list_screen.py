"""A screen that is a list: what narrows it above, what is done with a row below, a panel beside."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.lists.list_sheet import ListSheet
from desktop.ui.widgets.lists.row_list import RowList
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.side_panel import SidePanel


class ListScreen(QWidget):
    """Its own screen makes `panel`, `_search`, `_rows` and `_sheet`.

    Signals selected(str) and opened(str), of a row, are the screen's own.
    """

    panel: SidePanel
    _search: SearchField
    _rows: RowList
    _sheet: ListSheet

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._tools = FlowRow(theme, gap=12)
        self._foot = FlowRow(theme, gap=12)

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """For F6."""
        return (self.panel, self._tools, self._rows, self._foot)

    def focus_search(self) -> None:
        """F3: the cursor into the search field."""
        self._search.begin()

    def take_focus(self) -> None:
        """The first row, else the field."""
        self._sheet.take_focus(self._search)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.place()
