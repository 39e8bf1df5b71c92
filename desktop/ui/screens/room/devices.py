"""Thiết bị: who is used first for each role, and what the devices in use do right now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.devices.device import DeviceRole
from desktop.presenters.room.devices_state import DevicesViewState
from desktop.ui.screens.room.devices_lists import DOWN, REMOVE, UP, DisplaySection, RoleSection
from desktop.ui.screens.room.devices_side import DevicesSide
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import column, row, scrolled
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.text import make_label, make_paragraph

_ORDER = (
    DeviceRole.CAMERA,
    DeviceRole.MICROPHONE,
    DeviceRole.OFFICER_MICROPHONE,
    DeviceRole.LOUDSPEAKER,
    DeviceRole.DOCUMENT_CAMERA,
)
_ELSEWHERE = (DeviceRole.CAPTURE_CARD, DeviceRole.LINE_INPUT)
_LIST_SHARE, _SIDE_SHARE = 5, 3
_STEPS = {UP: -1, DOWN: 1}


class DevicesScreen(QWidget):
    """Lists at the left, live at the right.

    look_again_pressed: F5. used(str, str), removed(str, str): a DeviceRole and a device's id;
    moved(str, str, int): the same and the steps, -1 is up. display_chosen(str): a screen's key;
    display_forgotten. speaker_test_pressed; echo_switched(bool).
    """

    look_again_pressed = Signal()
    used = Signal(str, str)
    moved = Signal(str, str, int)
    removed = Signal(str, str)
    display_chosen = Signal(str)
    display_forgotten = Signal()
    speaker_test_pressed = Signal()
    echo_switched = Signal(bool)

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("devicesScreen")
        self._theme = theme
        self._look_again = Button(
            theme,
            "lookForDevices",
            translate("Devices", "Tìm lại thiết bị"),
            ButtonRole.PRIMARY,
            icon=Icon.REFRESH,
        ).with_key("F5")
        self._banner = MessageBanner(theme, "devicesBanner")
        self._roles = {role: RoleSection(theme, role) for role in (*_ORDER, *_ELSEWHERE)}
        self._displays = DisplaySection(theme)
        self._elsewhere = self._made_elsewhere()
        self._side = DevicesSide(theme, frames)
        self._build()
        self._connect()

    def show_state(self, state: DevicesViewState) -> None:
        """Draws lists and what is live."""
        self._banner.say(state.message)
        for field in state.roles:
            self._roles[field.role].show_field(field)
        self._elsewhere.setVisible(state.has_elsewhere)
        self._displays.show_displays(state.displays)
        self._side.show_state(state)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Names and sentences of the lists give way; what is live keeps its width."""
        super().showEvent(event)
        bar = self._live.verticalScrollBar().sizeHint().width()
        self._live.setMinimumWidth(self._side.minimumSizeHint().width() + bar)

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        header = row(theme, gap=16)
        names = column(theme)
        names.addWidget(make_label(translate("Words", "Thiết bị"), TextRole.SCREEN_TITLE))
        about = translate(
            "Devices", "Số 1 được dùng trước; khi bị rút, chương trình dùng số kế tiếp."
        )
        names.addWidget(make_paragraph(about, TextRole.BODY, "ink2"))
        header.addLayout(names, 1)
        header.addWidget(self._look_again, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(header)
        layout.addWidget(self._banner)
        body = row(theme, gap=16)
        lists = QWidget()
        inner = column(theme, lists, gap=12)
        for role in _ORDER:
            inner.addWidget(self._roles[role])
        inner.addWidget(self._displays)
        inner.addWidget(self._elsewhere)
        inner.addStretch(1)
        body.addWidget(scrolled(lists), _LIST_SHARE)
        self._live = scrolled(self._side)
        body.addWidget(self._live, _SIDE_SHARE)
        layout.addLayout(body, 1)

    def _made_elsewhere(self) -> QWidget:
        """Below all others: most rooms have no such devices."""
        box = QWidget()
        box.setObjectName("devicesElsewhere")
        layout = column(self._theme, box, gap=12)
        caption = translate("Devices", "Ghi buổi họp trên nền tảng khác")
        about = translate(
            "Devices",
            "Chỉ mở trong buổi tiếp họp trên nền tảng khác, để ghi âm, ghi hình; không dùng làm "
            "camera, micro của phòng.",
        )
        layout.addWidget(make_label(caption, TextRole.COLUMN_TITLE))
        layout.addWidget(make_paragraph(about, TextRole.BODY, "ink2"))
        for role in _ELSEWHERE:
            layout.addWidget(self._roles[role])
        return box

    def _connect(self) -> None:
        self._look_again.clicked.connect(self.look_again_pressed)
        for section in self._roles.values():
            section.pressed.connect(self._on_pressed)
        self._displays.chosen.connect(self.display_chosen)
        self._displays.forgotten.connect(self.display_forgotten)
        self._side.speaker_test_pressed.connect(self.speaker_test_pressed)
        self._side.echo_switched.connect(self.echo_switched)

    def _on_pressed(self, role: str, device_id: str, verb: str) -> None:
        if verb in _STEPS:
            self.moved.emit(role, device_id, _STEPS[verb])
        elif verb == REMOVE:
            self.removed.emit(role, device_id)
        else:
            self.used.emit(role, device_id)
