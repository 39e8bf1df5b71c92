"""What the officer does with devices and screens, told to the presenter."""

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.domain.device import DeviceRole
from desktop.domain.ids import DeviceId
from desktop.presenters.desk import DeskPresenter
from desktop.ui.screen_watch import ScreenWatch
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


class DeviceActions(QObject):
    """One named method per action."""

    def __init__(
        self,
        *,
        desk: DeskPresenter,
        main: MainWindow,
        chair: ChairWindow,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._screens = ScreenWatch(
            devices=desk.devices, main=main, chair=chair, clock=clock, parent=self
        )
        screen = main.devices
        screen.look_again_pressed.connect(self.look_again)
        screen.used.connect(self.use)
        screen.moved.connect(self.move)
        screen.removed.connect(self.remove)
        screen.display_chosen.connect(self.choose_display)
        screen.display_forgotten.connect(self.forget_display)
        screen.speaker_test_pressed.connect(desk.devices.test_speaker)
        screen.echo_switched.connect(self.switch_echo)

    def look_again(self) -> None:
        """F5."""
        self._desk.devices.look_again()
        self.follow_screens()

    def use(self, role: str, device_id: str) -> None:
        """Dùng."""
        self._desk.devices.use(DeviceRole(role), DeviceId(device_id))

    def move(self, role: str, device_id: str, steps: int) -> None:
        """Lên or Xuống."""
        self._desk.devices.move(DeviceRole(role), DeviceId(device_id), steps)

    def remove(self, role: str, device_id: str) -> None:
        """Bỏ."""
        self._desk.devices.remove(DeviceRole(role), DeviceId(device_id))

    def choose_display(self, key: str) -> None:
        """Dùng, of a screen."""
        self._desk.devices.choose_display(key)
        self.follow_screens()

    def forget_display(self) -> None:
        """Bỏ, of a screen."""
        self._desk.devices.forget_display()
        self._screens.forget()

    def switch_echo(self, does: bool) -> None:  # noqa: FBT001 - Qt passes it
        """Loa hội nghị tự khử vang."""
        self._desk.devices.set_device_cancels(does=does)

    def follow_screens(self) -> None:
        """The windows were shown, or another screen was chosen."""
        self._screens.follow()
