"""The screens of one entry of the menu, side by side above the screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.shell.shell_state import NavigationTab, Screen
from desktop.ui.texts import menu_words, words
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import row


class ScreenTabs(QFrame):
    """Hidden while the entry has one screen.

    screen_chosen(str): a Screen.
    """

    screen_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("screenTabs")
        self._theme = theme
        self._buttons: dict[Screen, Button] = {}
        self._line = row(theme, self, gap=4, margins=(24, 12, 24, 0))
        self._line.addStretch(1)

    def show_tabs(self, tabs: tuple[NavigationTab, ...]) -> None:
        """Draws these; the present one is filled."""
        self.setVisible(bool(tabs))
        shown = {one.screen for one in tabs}
        for place, one in enumerate(tabs):
            if one.screen not in self._buttons:
                self._add(one.screen, place)
            self._buttons[one.screen].setChecked(one.is_current)
        for screen, button in self._buttons.items():
            button.setVisible(screen in shown)

    def _add(self, screen: Screen, place: int) -> None:
        name = words.word(menu_words.TABS, screen)
        button = Button(self._theme, f"tab-{screen}", name, size=ButtonSize.SMALL)
        button.setCheckable(True)
        button.setProperty("segment", "tool")
        button.setProperty("screen", screen.value)
        button.clicked.connect(self._on_clicked)
        self._line.insertWidget(place, button)
        self._buttons[screen] = button

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            button.setChecked(True)
            self.screen_chosen.emit(str(button.property("screen")))
