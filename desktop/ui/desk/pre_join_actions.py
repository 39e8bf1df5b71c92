"""Actions of the officer in the room before a session, passed to its presenter."""

from desktop.domain.devices.device import DeviceKind
from desktop.domain.ids import DeviceId
from desktop.ui.desk.desk_actions import DeskActions


class PreJoinActions(DeskActions):
    """One named method per action; the presenter exists only while the officer is there."""

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.pre_join
        screen.device_chosen.connect(self.select_device)
        screen.camera_toggled.connect(self.toggle_preview)
        screen.retried.connect(self.retry)
        screen.speaker_test_pressed.connect(self.test_speaker)
        screen.message_pressed.connect(self.retry)
        screen.entered.connect(self.enter)
        screen.taken_over.connect(self.take_over)
        screen.back_pressed.connect(self.back)
        screen.take.asked.connect(self.record_take)
        screen.take.leave_toggled.connect(self.toggle_leave)
        screen.take.edited.connect(self.edit_leave)
        screen.take.allowed.connect(self.allow_without_take)

    def select_device(self, kind: str, device_id: str) -> None:
        """A device was chosen."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.select_device(DeviceKind(kind), DeviceId(device_id))

    def toggle_preview(self) -> None:
        """Camera of the preview."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.toggle_camera()

    def test_speaker(self) -> None:
        """Thử loa."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.test_speaker()

    def record_take(self) -> None:
        """Ghi thử."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.record_take()

    def toggle_leave(self) -> None:
        """What a leader says shows or hides."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.take.toggle_leave()

    def edit_leave(self, key: str, text: str) -> None:
        """Who allows it, and why."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.take.edit(key, text)

    def allow_without_take(self, pin: str) -> None:
        """In without a take, by a leader's PIN."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.take.allow(pin)

    def retry(self) -> None:
        """F5: look for devices again."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.retry()

    def enter(self) -> None:
        """Enter: into the session."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.enter()

    def take_over(self) -> None:
        """Into the session in the place of the other PC of this site."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.take_over()

    def back(self) -> None:
        """Back to the list."""
        if self._desk.pre_join is not None:
            self._desk.pre_join.back()
