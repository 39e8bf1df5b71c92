"""What the report screens are laid out with: their title row, and a list that scrolls."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.text import make_label


def title_row(theme: Theme, title: str, *buttons: QWidget) -> QHBoxLayout:
    """The screen's title, and its buttons at the right end."""
    header = row(theme, gap=12)
    header.addWidget(make_label(title, TextRole.SCREEN_TITLE))
    header.addStretch(1)
    for button in buttons:
        header.addWidget(button)
    return header


def list_sheet(theme: Theme, *parts: QWidget) -> QWidget:
    """A sheet whose parts stand below each other and scroll."""
    sheet = panel("sheet")
    table = column(theme, sheet, margins=(1, 1, 1, 1))
    content = QWidget()
    inner = column(theme, content)
    for part in parts:
        inner.addWidget(part)
    inner.addStretch(1)
    table.addWidget(scrolled(content), 1)
    return sheet
