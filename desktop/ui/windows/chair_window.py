"""The window of display 2: full screen where there is a second screen, else a window, or never."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.devices.display import Display, SecondDisplay, choose_display
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.shell.status_bar_state import DisplayPlace
from desktop.ui.platform.displays import display_of, present_screens
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.pictures.frames import FrameHub

_WINDOW_SIZE = (1280, 720)


class ChairWindow(QWidget):
    """Formal and quiet; shows a scene, takes no input, hides the mouse. opens: the setting.

    place_changed(str): a DisplayPlace.
    """

    place_changed = Signal(str)

    def __init__(
        self, theme: Theme, frames: FrameHub, *, opens: SecondDisplay = SecondDisplay.AUTO
    ) -> None:
        super().__init__()
        self._opens = opens
        self.setObjectName("chairWindow")
        self.setWindowTitle(translate("Scene", "Màn hình 2"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.resize(*_WINDOW_SIZE)
        self.view = SceneView(theme, "chairScene", frames)
        column(theme, self).addWidget(self.view)

    def show_scene(self, scene: ChairScene) -> None:
        """Paints this scene."""
        self.view.show_scene(scene)

    def follow_screens(self, officer_screen: QScreen | None, choice: Display | None = None) -> None:
        """Goes to the second screen when there is one; gives it up within 2 s when it is gone.

        choice: the one that is meant for it; another stands in while that is away. With `window`
        it then stands as a window on the officer's screen; with `off` nothing happens.
        """
        if self._opens is SecondDisplay.OFF:
            self.place_changed.emit(DisplayPlace.OFF.value)
            return
        present = present_screens()
        officer = display_of(officer_screen) if officer_screen is not None else None
        found = choose_display(choice, tuple(present), officer)
        other = present[found] if found is not None else None
        if other is None:
            self._leave_screen()
            return
        if self.isFullScreen() and self.screen() is not other:
            self.showNormal()  # a full screen window stays where it is
        self.setScreen(other)
        self.setGeometry(other.geometry())
        self.showFullScreen()
        self.place_changed.emit(DisplayPlace.SCREEN.value)

    def open_as_window(self) -> None:
        """The officer opens it on the only screen; `off` refuses that too."""
        if self.isFullScreen() or self._opens is SecondDisplay.OFF:
            return
        self.show()
        self.raise_()
        self.place_changed.emit(DisplayPlace.WINDOW.value)

    def _leave_screen(self) -> None:
        """There is no second screen, or none any more."""
        if self.isFullScreen():
            self.hide()
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(*_WINDOW_SIZE)
            self.place_changed.emit(DisplayPlace.NONE.value)
        if self._opens is SecondDisplay.WINDOW and not self.isVisible():
            self._open_behind()

    def _open_behind(self) -> None:
        """By itself: it takes neither the keyboard nor the place of the officer's window."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()
        self.lower()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        self.place_changed.emit(DisplayPlace.WINDOW.value)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.place_changed.emit(DisplayPlace.NONE.value)
