"""Actions of the officer in a trial connection, passed to its presenter."""

from PySide6.QtCore import QObject

from desktop.domain.ids import SiteId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.trial_page import Drawn
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.windows.main_window import MainWindow


class TrialActions(QObject):
    """One named method per action; the presenter exists only while the officer is there."""

    def __init__(
        self, *, desk: DeskPresenter, main: MainWindow, second: SceneView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._main = main
        second.trial_page_painted.connect(self.page_drawn_on_second)

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.trial
        screen.left.connect(self.leave)
        screen.microphone_toggled.connect(self.toggle_microphone)
        screen.doubted.connect(self.doubt)
        screen.page_asked.connect(self.show_page)
        screen.page_painted.connect(self.page_drawn)
        screen.take_asked.connect(self.record_take)
        screen.soak_asked.connect(self.toggle_soak)
        screen.confirmed.connect(self.confirm)

    def leave(self) -> None:
        """Out of the call."""
        if self._desk.trial is not None:
            self._desk.trial.leave()

    def toggle_microphone(self) -> None:
        """F4."""
        if self._desk.trial is not None:
            self._desk.trial.toggle_microphone()

    def doubt(self, site_id: str) -> None:
        """What was measured of a site is not accepted here, or is measured anew."""
        if self._desk.trial is not None:
            self._desk.trial.doubt(SiteId(site_id))

    def measure_again(self) -> None:
        """F5: the direction that has the keyboard."""
        if self._desk.trial is not None:
            self._main.trial.matrix.measure_again()

    def show_page(self) -> None:
        """Chiếu trang thử."""
        if self._desk.trial is not None:
            self._desk.trial.show_page()

    def page_drawn(self, number: int) -> None:
        """The page of this showing was painted here."""
        if self._desk.trial is not None:
            self._desk.trial.page_drawn(number)

    def page_drawn_on_second(self, number: int) -> None:
        """The same on display 2."""
        if self._desk.trial is not None:
            self._desk.trial.page_drawn(number, Drawn.SECOND)

    def record_take(self) -> None:
        """Ghi thử."""
        if self._desk.trial is not None:
            self._desk.trial.record_take()

    def toggle_soak(self) -> None:
        """Thử đường truyền, or an end of it."""
        if self._desk.trial is not None:
            self._desk.trial.toggle_soak()

    def confirm(self) -> None:
        """Ghi nhận kết nối thử."""
        if self._desk.trial is not None:
            self._desk.trial.confirm()
