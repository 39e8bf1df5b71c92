"""Pre-join: own picture, microphone level and devices; Enter goes in."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.devices.device import DeviceKind
from desktop.domain.media.call import SILENCE_DBFS
from desktop.domain.room.door_take import TakeWord
from desktop.presenters.conduct.roster.local_media import SPEECH_DBFS
from desktop.presenters.session.pre_join_state import (
    DeviceField,
    JoinStage,
    PreJoinViewState,
    RecordedElsewhere,
)
from desktop.presenters.view.message import MessageAction
from desktop.ui.panels.desk.speaker_said import Said, speaker_said
from desktop.ui.screens.session.door_take import DoorTakePanel
from desktop.ui.screens.session.elsewhere_text import elsewhere_text
from desktop.ui.texts import formats, words
from desktop.ui.texts.support import support_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.level_meter import LevelMeter
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import PREVIEW, VeilFace, VideoTile, preview_face
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text

_LOUD_DBFS = -6.0
_KINDS = (DeviceKind.CAMERA, DeviceKind.MICROPHONE, DeviceKind.LOUDSPEAKER)
_ICONS = {
    DeviceKind.CAMERA: Icon.CAMERA,
    DeviceKind.MICROPHONE: Icon.MICROPHONE,
    DeviceKind.LOUDSPEAKER: Icon.SPEAKER,
}


class PreJoinScreen(QWidget):
    """The room before the session.

    device_chosen(str, str): kind and device id; camera_toggled; retried: F5; entered: Enter;
    back_pressed; message_pressed: the button of the message; speaker_test_pressed: Thử loa;
    taken_over: the seat that another PC has. take: shows that the room records.
    """

    device_chosen = Signal(str, str)
    camera_toggled = Signal()
    retried = Signal()
    entered = Signal()
    back_pressed = Signal()
    message_pressed = Signal()
    speaker_test_pressed = Signal()
    taken_over = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("preJoinScreen")
        self._theme = theme
        self._back = Button(
            theme,
            "preJoinBack",
            translate("PreJoin", "Buổi tiếp hôm nay"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
            Icon.BACK,
        )
        self._title = make_label(translate("PreJoin", "Chuẩn bị vào phòng"), TextRole.SCREEN_TITLE)
        self._badge = Badge(theme, translate("PreJoin", "diễn tập"))
        self._case = ElidedLabel(theme, TextRole.BODY, "ink2")
        self._banner = MessageBanner(theme, "preJoinBanner", is_compact=True)
        self._tile = VideoTile(theme, "preview", frames, PREVIEW)
        self._own = QWidget()
        self._elsewhere = make_paragraph("", TextRole.BODY)
        self._address = make_paragraph("", TextRole.BODY_STRONG)
        self._address.setObjectName("conferenceAddress")
        self._address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._choices: dict[DeviceKind, QComboBox] = {}
        self._lights: dict[DeviceKind, Light] = {}
        self._meter = LevelMeter(theme, block_width=14, height=18)
        self._figure = ElidedLabel(theme, TextRole.SMALL, "ink2", has_figures=True)
        self._voice_light = Light(theme, 18, LightState.NOT_YET)
        self._voice = make_paragraph("", TextRole.BODY, "ink2")
        self._camera = Button(
            theme,
            "cameraToggle",
            translate("PreJoin", "Tắt camera"),
            size=ButtonSize.SMALL,
            icon=Icon.CAMERA_OFF,
        )
        self._test = Button(
            theme,
            "preJoinTestSpeaker",
            translate("Devices", "Thử loa"),
            size=ButtonSize.SMALL,
            icon=Icon.SPEAKER,
        )
        self._heard = Said(theme, "preJoinSpeakerSaid")
        self.take = DoorTakePanel(theme)
        self._phone = IconLabel(theme, Icon.PHONE, 18, "ink2")
        self._support = make_label("", TextRole.SMALL, "ink2")
        self._hint = make_paragraph("", TextRole.BODY, "ink2")
        self._retry = Button(
            theme,
            "preJoinRetry",
            translate("PreJoin", "Thử lại"),
            ButtonRole.PLAIN,
            ButtonSize.LARGE,
            Icon.REFRESH,
        ).with_key("F5")
        self._enter = Button(
            theme,
            "enterButton",
            translate("PreJoin", "Sẵn sàng, vào phòng"),
            ButtonRole.PRIMARY,
            ButtonSize.LARGE,
        ).with_key("Enter")
        self._take_over = Button(
            theme,
            "preJoinTakeOver",
            translate("PreJoin", "Tiếp quản chỗ này"),
            ButtonRole.PLAIN,
            ButtonSize.LARGE,
        )
        self._build()
        self._connect()

    def show_state(self, state: PreJoinViewState) -> None:
        """Draws picture, level, devices and whether one can go in."""
        self._badge.setVisible(state.is_practice)
        self._case.set_text(
            f"{formats.hour(state.starts_at)} · {state.title} · {state.chair_label}, "
            f"{state.central_site_name}"
        )
        self._banner.say(state.message, has_button=True)
        self._show_tile(state)
        self._show_elsewhere(state.platform, state.recorded)
        self._show_address(state.conference_address)
        for field in state.devices:
            self._show_device(field)
        self._show_level(state)
        self._show_speaker(state)
        self._show_take(state)
        camera_text = (
            translate("PreJoin", "Tắt camera")
            if state.is_camera_on
            else translate("PreJoin", "Bật camera")
        )
        self._camera.set_label(camera_text, Icon.CAMERA_OFF if state.is_camera_on else Icon.CAMERA)
        set_text(self._support, support_text(state.support_phone))
        self._phone.setVisible(bool(state.support_phone))
        self._show_door(state)

    def take_focus(self) -> None:
        """Enter joins at once."""
        self._enter.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enter.isEnabled():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        outer = column(theme, self, margins=(12, 12, 24, 16))
        outer.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)  # its icon stands at 24
        layout = column(theme, gap=12, margins=(12, 0, 0, 0))
        outer.addLayout(layout, 1)
        head = column(theme)
        title_row = row(theme, gap=12)
        title_row.addWidget(self._title)
        title_row.addWidget(self._badge)
        title_row.addStretch(1)
        head.addLayout(title_row)
        head.addWidget(self._case)
        layout.addLayout(head)
        layout.addWidget(self._banner)
        middle = row(theme, gap=16)
        middle.addWidget(self._tile, 3)
        middle.addWidget(self._build_devices(), 2)
        layout.addLayout(middle, 1)
        layout.addLayout(self._build_door())

    def _build_devices(self) -> QWidget:
        theme = self._theme
        sheet = panel("sheet")
        sheet.setMinimumWidth(theme.px(380))
        content = QWidget()
        column(theme, sheet, margins=(1, 1, 1, 1)).addWidget(scrolled(content))
        outer = column(theme, content, gap=8, margins=(19, 7, 19, 7))
        outer.addWidget(self._elsewhere)
        outer.addWidget(self._address)
        outer.addWidget(self._own)
        layout = column(theme, self._own, gap=8)
        for kind in _KINDS:
            layout.addLayout(self._build_choice(kind))
            if kind is DeviceKind.CAMERA:
                layout.addWidget(rule())
            if kind is DeviceKind.MICROPHONE:
                level = row(theme, gap=12)
                level.addWidget(self._meter)
                level.addWidget(self._figure, 1)
                layout.addLayout(level)
                voice = row(theme, gap=8)
                voice.addWidget(self._voice_light, 0, Qt.AlignmentFlag.AlignTop)
                voice.addWidget(self._voice, 1)
                layout.addLayout(voice)
                layout.addWidget(rule())
            if kind is DeviceKind.LOUDSPEAKER:
                layout.addWidget(self._heard)
        outer.addWidget(self.take)
        outer.addStretch(1)
        phone = row(theme, gap=8)
        phone.addWidget(self._phone)
        phone.addWidget(self._support, 1)
        outer.addLayout(phone)
        return sheet

    def _build_choice(self, kind: DeviceKind) -> QHBoxLayout:
        theme = self._theme
        choice = ChoiceList()
        choice.setObjectName(f"device-{kind}")
        choice.setAccessibleName(words.word(words.DEVICES, kind))
        choice.setProperty("kind", kind.value)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choices[kind] = choice
        self._lights[kind] = Light(theme, 18)
        caption = row(theme, gap=8)
        caption.addWidget(IconLabel(theme, _ICONS[kind], 20, "ink2"))
        label = make_label(words.word(words.DEVICES, kind), TextRole.BODY_MEDIUM)
        label.setBuddy(choice)
        caption.addWidget(label)
        caption.addWidget(self._lights[kind])
        caption.addStretch(1)
        if kind is DeviceKind.CAMERA:
            caption.addWidget(self._camera)
        if kind is DeviceKind.LOUDSPEAKER:
            caption.addWidget(self._test)
        block = column(theme, gap=6)
        block.addLayout(caption)
        block.addWidget(choice)
        outer = row(theme)
        outer.addLayout(block, 1)
        return outer

    def _build_door(self) -> QHBoxLayout:
        door = row(self._theme, gap=16)
        door.addWidget(self._retry)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        door.addWidget(self._hint, 1)
        door.addWidget(self._take_over)
        door.addWidget(self._enter)
        return door

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_pressed)
        self._camera.clicked.connect(self.camera_toggled)
        self._retry.clicked.connect(self.retried)
        self._test.clicked.connect(self.speaker_test_pressed)
        self._enter.clicked.connect(self.entered)
        self._take_over.clicked.connect(self.taken_over)
        self._banner.pressed.connect(self.message_pressed)
        for choice in self._choices.values():
            choice.activated.connect(self._on_choice)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_tile(self, state: PreJoinViewState) -> None:
        self._tile.set_track(state.preview_track_id if state.is_camera_on else None)
        veil = None
        if state.platform:
            title = translate("PreJoin", "Họp trên {platform}").format(platform=state.platform)
            veil = VeilFace(title=title, detail="", icon=Icon.MONITOR, is_card=True)
        elif not state.is_engine_up:
            veil = VeilFace(
                title=translate("PreJoin", "Đang mở hình và tiếng"), detail="", icon=Icon.REFRESH
            )
        elif not state.is_camera_on:
            title = translate("PreJoin", "Camera đang tắt")
            veil = VeilFace(title=title, detail="", icon=Icon.CAMERA_OFF, is_card=True)
        elif state.preview_track_id is None:
            title = translate("PreJoin", "Chưa có hình")
            veil = VeilFace(title=title, detail="", icon=Icon.CAMERA, is_card=True)
        name = "" if state.platform else translate("PreJoin", "Xem trước")
        camera = next((one for one in state.devices if one.kind is DeviceKind.CAMERA), None)
        place = camera.in_use.name if camera and camera.in_use else ""
        self._tile.show_face(preview_face(name, place, veil))

    def _show_elsewhere(self, platform: str, recorded: RecordedElsewhere | None) -> None:
        self._own.setVisible(not platform)
        self._elsewhere.setVisible(bool(platform))
        set_text(self._elsewhere, elsewhere_text(platform, recorded))

    def _show_address(self, address: str) -> None:
        """To be copied into the program of that platform."""
        self._address.setVisible(bool(address))
        said = translate("PreJoin", "Số hoặc địa chỉ phòng họp: {address}")
        set_text(self._address, said.format(address=address))

    def _show_device(self, field: DeviceField) -> None:
        choice = self._choices[field.kind]
        wanted = [
            (_device_name(one.name, is_practice=one.is_practice), one.id) for one in field.choices
        ]
        present = [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())]
        with QSignalBlocker(choice):
            if wanted != present:
                choice.clear()
                for name, device_id in wanted:
                    choice.addItem(name, device_id)
            in_use = field.in_use.id if field.in_use else None
            choice.setCurrentIndex(choice.findData(in_use))
            if not wanted:
                choice.setPlaceholderText(translate("PreJoin", "không thấy thiết bị"))
        choice.setEnabled(bool(wanted))
        is_there = field.in_use is not None
        self._lights[field.kind].set_state(LightState.GOOD if is_there else LightState.LOWER)

    def _show_level(self, state: PreJoinViewState) -> None:
        self._meter.set_level(state.level_dbfs)
        self._figure.set_text(_level_text(state.level_dbfs))
        has_microphone = any(
            one.kind is DeviceKind.MICROPHONE and one.in_use is not None for one in state.devices
        )
        for widget in (self._voice_light, self._voice, self._meter, self._figure):
            widget.setVisible(has_microphone)
        self._voice_light.set_state(LightState.GOOD if state.is_voice_heard else LightState.NOT_YET)
        heard = translate("PreJoin", "Đã nghe thấy tiếng nói.")
        speak = translate("PreJoin", "Nói một câu để thử micro.")
        set_text(self._voice, heard if state.is_voice_heard else speak)

    def _show_speaker(self, state: PreJoinViewState) -> None:
        reason = translate("Devices", "Đang phát tiếng thử.")
        if state.stage is JoinStage.JOINING:
            reason = translate("PreJoin", "Đang vào phòng…")
        is_free = not state.speaker.is_running and state.stage is JoinStage.IDLE
        self._test.set_available(is_available=is_free, reason=reason)
        self._heard.say(*speaker_said(state.speaker, state.echo), is_spoken=True)

    def _show_take(self, state: PreJoinViewState) -> None:
        """What a leader is to type comes into sight at once."""
        had_leave = self.take.has_leave
        self.take.show_take(state.take, is_free=state.stage is JoinStage.IDLE)
        if self.take.has_leave and not had_leave:
            QTimer.singleShot(0, self.take, self.take.take_focus)  # once it is laid out

    def _show_door(self, state: PreJoinViewState) -> None:
        self._take_over.setVisible(state.is_seat_in_use)
        self._take_over.set_available(is_available=state.can_enter)
        self._enter.set_label(_enter_text(state))
        was_joining = not self._enter.isEnabled()
        self._enter.set_available(is_available=state.can_enter)
        if was_joining and state.can_enter:
            self.take_focus()  # it went elsewhere while the button was grey: Enter chooses again
        hint = translate("PreJoin", "Vào phòng với camera mở và micro tắt. Nhấn F4 để mở micro.")
        missing = {one.kind for one in state.devices if one.in_use is None}
        if DeviceKind.MICROPHONE in missing:
            hint = translate("PreJoin", "Vào phòng không có micro; cắm vào là dùng được ngay.")
        elif DeviceKind.CAMERA in missing:
            hint = translate("PreJoin", "Vào phòng không có camera. Nhấn F4 để mở micro.")
        if state.take is not None and state.take.word is not TakeWord.GOOD:
            hint = words.word(words.DOOR_TAKES, state.take.word)
        if state.platform:
            hint = translate("PreJoin", "Vào phòng để điều hành và ghi biên bản.")
        elif state.is_seat_in_use:
            hint = translate(
                "PreJoin",
                "Máy thứ hai không có hình và tiếng. Tiếp quản thì máy kia ra khỏi buổi tiếp.",
            )
        set_text(self._hint, hint)
        has_own = state.message is not None and state.message.action is MessageAction.RETRY
        self._retry.setVisible(not has_own and not state.platform)

    # ---- events ----------------------------------------------------------------------------

    def _on_choice(self, place: int) -> None:
        choice = self.sender()
        if isinstance(choice, QComboBox):
            self.device_chosen.emit(str(choice.property("kind")), str(choice.itemData(place)))


def _enter_text(state: PreJoinViewState) -> str:
    """Of the button; a room is ready when it has shown that it records, or nobody asks."""
    if state.stage is JoinStage.JOINING:
        return translate("PreJoin", "Đang vào phòng…")
    if state.is_seat_in_use:
        return translate("PreJoin", "Vào bằng máy thứ hai")
    if state.take is not None and state.take.word is not TakeWord.GOOD:
        return translate("PreJoin", "Vào phòng, chưa sẵn sàng")
    return translate("PreJoin", "Sẵn sàng, vào phòng")


def _level_text(dbfs: float) -> str:
    """How loud the voice is, in words."""
    if dbfs <= SILENCE_DBFS:
        return ""
    if dbfs < SPEECH_DBFS:
        return translate("PreJoin", "nhỏ hoặc im lặng")
    return translate("PreJoin", "quá lớn") if dbfs > _LOUD_DBFS else translate("PreJoin", "mức tốt")


def _device_name(name: str, *, is_practice: bool) -> str:
    mark = translate("PreJoin", "diễn tập")
    return f"{name} ({mark})" if is_practice else name
