"""Actions of the officer on devices and displays, passed to the presenter."""

from PySide6.QtCore import QObject

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId
from desktop.ui.desk.desk_parts import DeskParts
from desktop.ui.desk.screen_watch import ScreenWatch


class DeviceActions(QObject):
    """One named method per action."""

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = parts.desk.devices
        self._screens = ScreenWatch(parts, parent=self)
        self._main = parts.main

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.devices
        screen.look_again_pressed.connect(self.look_again)
        screen.used.connect(self.use)
        screen.moved.connect(self.move)
        screen.removed.connect(self.remove)
        screen.display_chosen.connect(self.choose_display)
        screen.display_forgotten.connect(self.forget_display)
        screen.speaker_test_pressed.connect(self._presenter.test_speaker)
        screen.echo_switched.connect(self.switch_echo)

    def look_again(self) -> None:
        """F5: list devices and displays again."""
        self._presenter.look_again()
        self.follow_screens()

    def use(self, role: str, device_id: str) -> None:
        """The button "Dùng" of a device."""
        self._presenter.use(DeviceRole(role), DeviceId(device_id))

    def move(self, role: str, device_id: str, steps: int) -> None:
        """Lên or Xuống."""
        self._presenter.move(DeviceRole(role), DeviceId(device_id), steps)

    def remove(self, role: str, device_id: str) -> None:
        """The button "Bỏ" of a device."""
        self._presenter.remove(DeviceRole(role), DeviceId(device_id))

    def choose_display(self, key: str) -> None:
        """Dùng, of a screen."""
        self._presenter.choose_display(key)
        self.follow_screens()

    def forget_display(self) -> None:
        """Bỏ, of a screen."""
        self._presenter.forget_display()
        self._screens.forget()

    def switch_echo(self, does: bool) -> None:  # noqa: FBT001 - Qt passes it
        """Loa hội nghị tự khử vang."""
        self._presenter.set_device_cancels(does=does)

    def follow_screens(self) -> None:
        """The windows were shown, or another screen was chosen."""
        self._screens.follow()
