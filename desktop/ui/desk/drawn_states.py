"""What was drawn last, for a screen that is built later and for a window that is filled anew."""

from collections.abc import Callable

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow

Draw = Callable[[MainWindow], None]
"""Draws one state on the officer's window."""


class DrawnStates:
    """The last state of each part counts. part: a name of its own beside others of its place."""

    def __init__(self, main: MainWindow) -> None:
        self._main = main
        self._around: dict[str, Draw] = {}
        self._on_screens: dict[Screen, dict[str, Draw]] = {screen: {} for screen in Screen}

    def draw(self, part: str, draw: Draw) -> None:
        """Around the screens: now."""
        self._around[part] = draw
        draw(self._main)

    def draw_on(self, screen: Screen, draw: Draw, part: str = "") -> None:
        """Now if the screen is there, else when it is built."""
        self._on_screens[screen][part] = draw
        if self._main.built(screen) is not None:
            draw(self._main)

    def draw_screen_again(self, screen: Screen) -> None:
        """It was built."""
        for draw in tuple(self._on_screens[screen].values()):
            draw(self._main)

    def draw_all_again(self) -> None:
        """The window was filled anew: its shell builds the screen that is shown."""
        for draw in tuple(self._around.values()):
            draw(self._main)
