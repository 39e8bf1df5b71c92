"""The words of the screen "Thiết bị"."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.devices.device import ELSEWHERE_ROLES, DeviceKind, DeviceRole
from desktop.domain.media.call import EchoCancelling
from desktop.presenters.room.devices_state import (
    DeviceMark,
    DisplayMark,
    EchoField,
    LevelWord,
    RoleNote,
)
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.light import LightState

_CONTEXT = "Devices"

ROLES: Mapping[StrEnum, object] = {
    DeviceRole.CAMERA: QT_TRANSLATE_NOOP("Devices", "Camera phòng"),
    DeviceRole.DOCUMENT_CAMERA: QT_TRANSLATE_NOOP("Devices", "Máy chụp tài liệu"),
    DeviceRole.MICROPHONE: QT_TRANSLATE_NOOP("Devices", "Micro công dân"),
    DeviceRole.OFFICER_MICROPHONE: QT_TRANSLATE_NOOP("Devices", "Micro cán bộ"),
    DeviceRole.LOUDSPEAKER: QT_TRANSLATE_NOOP("Devices", "Loa"),
    DeviceRole.CAPTURE_CARD: QT_TRANSLATE_NOOP("Devices", "Thiết bị thu hình"),
    DeviceRole.LINE_INPUT: QT_TRANSLATE_NOOP("Devices", "Đường vào âm thanh"),
}
MARKS: Mapping[StrEnum, object] = {
    DeviceMark.IN_USE: QT_TRANSLATE_NOOP("Devices", "đang dùng"),
    DeviceMark.READY: QT_TRANSLATE_NOOP("Devices", "đã nối"),
    DeviceMark.CITIZENS: QT_TRANSLATE_NOOP("Devices", "đang là micro công dân"),
    DeviceMark.AWAY: QT_TRANSLATE_NOOP("Devices", "chưa cắm"),
}
DISPLAY_MARKS: Mapping[StrEnum, object] = {
    DisplayMark.OFFICER: QT_TRANSLATE_NOOP("Devices", "màn hình cán bộ"),
    DisplayMark.IN_USE: QT_TRANSLATE_NOOP("Devices", "đang dùng"),
    DisplayMark.AWAY: QT_TRANSLATE_NOOP("Devices", "chưa cắm"),
}
NOTES: Mapping[StrEnum, object] = {
    RoleNote.OPENING: QT_TRANSLATE_NOOP("Devices", "đang mở…"),
    RoleNote.GOOD: QT_TRANSLATE_NOOP("Devices", "sẵn sàng"),
    RoleNote.SECOND_CHOICE: QT_TRANSLATE_NOOP(
        "Devices", "số 1 chưa dùng được, đang dùng số kế tiếp"
    ),
    RoleNote.FIRST_FOUND: QT_TRANSLATE_NOOP(
        "Devices", "chưa chọn, đang dùng thiết bị tìm thấy đầu tiên"
    ),
    RoleNote.STAND_IN: QT_TRANSLATE_NOOP(
        "Devices", "thiết bị đã chọn chưa cắm, tạm dùng thiết bị khác"
    ),
    RoleNote.ALL_AWAY: QT_TRANSLATE_NOOP("Devices", "thiết bị đã chọn chưa cắm, cắm lại dây"),
    RoleNote.REFUSED: QT_TRANSLATE_NOOP(
        "Devices", "không mở được, có thể chương trình khác đang dùng"
    ),
    RoleNote.NOTHING: QT_TRANSLATE_NOOP("Devices", "chưa thấy thiết bị nào, cắm vào rồi bấm F5"),
    RoleNote.NOT_CHOSEN: QT_TRANSLATE_NOOP("Devices", "chưa chọn"),
    RoleNote.SHARED: QT_TRANSLATE_NOOP(
        "Devices", "trùng micro công dân nên chỉ mở một; chọn micro khác để tách riêng"
    ),
    RoleNote.NO_SOUND: QT_TRANSLATE_NOOP(
        "Devices", "chưa chọn: bản ghi từ thiết bị thu hình sẽ thiếu tiếng"
    ),
}
NO_SECOND_MICROPHONE = QT_TRANSLATE_NOOP("Devices", "chưa chọn; chỉ chọn khi cán bộ có micro riêng")
MICROPHONE_AWAY = QT_TRANSLATE_NOOP(
    "Devices", "micro đã chọn chưa cắm; cắm lại hoặc dùng micro khác"
)
ONLY_ELSEWHERE = QT_TRANSLATE_NOOP(
    "Devices", "chưa chọn; chỉ chọn khi phòng ghi buổi họp trên nền tảng khác"
)
SECOND_OF_ELSEWHERE = QT_TRANSLATE_NOOP("Devices", "số 1 chưa cắm, sẽ dùng số kế tiếp")
NOTE_LIGHTS: Mapping[RoleNote, LightState] = {
    RoleNote.OPENING: LightState.WORKING,
    RoleNote.GOOD: LightState.GOOD,
    RoleNote.SECOND_CHOICE: LightState.LOWER,
    RoleNote.FIRST_FOUND: LightState.INFO,
    RoleNote.STAND_IN: LightState.LOWER,
    RoleNote.ALL_AWAY: LightState.FAULT,
    RoleNote.REFUSED: LightState.FAULT,
    RoleNote.NOTHING: LightState.FAULT,
    RoleNote.NOT_CHOSEN: LightState.AHEAD,
    RoleNote.SHARED: LightState.INFO,
    RoleNote.NO_SOUND: LightState.LOWER,
}
LEVELS: Mapping[StrEnum, object] = {
    LevelWord.NONE: QT_TRANSLATE_NOOP("Devices", "Chưa có micro nào đang mở."),
    LevelWord.SILENT: QT_TRANSLATE_NOOP("Devices", "Nói một câu để thử micro."),
    LevelWord.FAINT: QT_TRANSLATE_NOOP("Devices", "Hơi nhỏ: nói gần micro hơn."),
    LevelWord.GOOD: QT_TRANSLATE_NOOP("Devices", "Mức nói tốt."),
    LevelWord.LOUD: QT_TRANSLATE_NOOP("Devices", "Quá to: ngồi xa micro một chút."),
}
LEVEL_LIGHTS: Mapping[LevelWord, LightState] = {
    LevelWord.NONE: LightState.AHEAD,
    LevelWord.SILENT: LightState.NOT_YET,
    LevelWord.FAINT: LightState.LOWER,
    LevelWord.GOOD: LightState.GOOD,
    LevelWord.LOUD: LightState.LOWER,
}
IN_FORCE: Mapping[StrEnum, object] = {
    EchoCancelling.IDLE: QT_TRANSLATE_NOOP("Devices", "Chưa mở loa và micro."),
    EchoCancelling.ON: QT_TRANSLATE_NOOP("Devices", "Hiện nay: chương trình đang khử vang."),
    EchoCancelling.DEVICE: QT_TRANSLATE_NOOP(
        "Devices", "Hiện nay: thiết bị tự khử vang, chương trình để nguyên tiếng."
    ),
    EchoCancelling.FAILED: QT_TRANSLATE_NOOP(
        "Devices", "Hiện nay: chưa khử được vang. Báo cán bộ kỹ thuật kiểm tra."
    ),
}
_FORCE_LIGHTS: Mapping[EchoCancelling, LightState] = {
    EchoCancelling.IDLE: LightState.AHEAD,
    EchoCancelling.ON: LightState.GOOD,
    EchoCancelling.DEVICE: LightState.GOOD,
    EchoCancelling.FAILED: LightState.LOWER,
}


_OF_ELSEWHERE: Mapping[RoleNote, tuple[LightState, object]] = {
    RoleNote.NOT_CHOSEN: (LightState.AHEAD, ONLY_ELSEWHERE),
    RoleNote.NOTHING: (LightState.AHEAD, ONLY_ELSEWHERE),
    RoleNote.SECOND_CHOICE: (LightState.LOWER, SECOND_OF_ELSEWHERE),
    RoleNote.ALL_AWAY: (LightState.LOWER, NOTES[RoleNote.ALL_AWAY]),
}


def word(table: Mapping[StrEnum, object], member: StrEnum) -> str:
    """In the language of the program; empty where nothing is to be said."""
    return translate(_CONTEXT, str(table[member])) if member in table else ""


def note_of(role: DeviceRole, note: RoleNote) -> tuple[LightState, str]:
    """The light and the word of a role; papers and officers have other means too."""
    if role in ELSEWHERE_ROLES and note in _OF_ELSEWHERE:
        light, text = _OF_ELSEWHERE[note]
        return light, translate(_CONTEXT, str(text))
    if role is DeviceRole.OFFICER_MICROPHONE and note in {RoleNote.NOT_CHOSEN, RoleNote.NOTHING}:
        return LightState.AHEAD, translate(_CONTEXT, str(NO_SECOND_MICROPHONE))
    light = NOTE_LIGHTS[note]
    if role is DeviceRole.OFFICER_MICROPHONE and light is LightState.FAULT:
        light = LightState.LOWER
    if role.kind is DeviceKind.MICROPHONE and note is RoleNote.ALL_AWAY:
        return light, translate(_CONTEXT, str(MICROPHONE_AWAY))
    if role is DeviceRole.DOCUMENT_CAMERA and light is LightState.FAULT:
        light = LightState.AHEAD if note is RoleNote.NOTHING else LightState.LOWER
    return light, word(NOTES, note)


def force_said(echo: EchoField) -> tuple[LightState, str]:
    """Who takes out the echo now."""
    return _FORCE_LIGHTS[echo.state], word(IN_FORCE, echo.state)
