"""The limits of the room check in words, as the screen "Cài đặt" shows them."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate

_CONTEXT = "Settings"
_RANGE = "brightness"
"""Both numbers are bounds of what is good; of every other pair the second one is the worse."""
_BYTES = "recording_bytes_per_h"

NAMES: Mapping[str, tuple[object, object]] = {
    "echo_delay_ms": (QT_TRANSLATE_NOOP("Settings", "Tiếng vọng"), "ms"),
    "echo_to_talker_db": (QT_TRANSLATE_NOOP("Settings", "Tiếng loa so với tiếng nói"), "dB"),
    "floor_dbfs": (QT_TRANSLATE_NOOP("Settings", "Tiếng ồn của phòng"), "dBFS"),
    "speech_dbfs": (QT_TRANSLATE_NOOP("Settings", "Tiếng nói"), "dBFS"),
    "camera_fps": (
        QT_TRANSLATE_NOOP("Settings", "Camera"),
        QT_TRANSLATE_NOOP("Settings", "hình/giây"),
    ),
    _RANGE: (QT_TRANSLATE_NOOP("Settings", "Độ sáng của hình"), ""),
    "disk_h": (QT_TRANSLATE_NOOP("Settings", "Ổ đĩa"), QT_TRANSLATE_NOOP("Settings", "giờ ghi")),
    _BYTES: (QT_TRANSLATE_NOOP("Settings", "Một giờ ghi"), ""),
    "clock_s": (
        QT_TRANSLATE_NOOP("Settings", "Giờ máy lệch"),
        QT_TRANSLATE_NOOP("Settings", "giây"),
    ),
    "server_ms": (QT_TRANSLATE_NOOP("Settings", "Máy chủ trả lời"), "ms"),
    "line_kbps": (QT_TRANSLATE_NOOP("Settings", "Đường truyền"), "kbit/s"),
    "round_trip_ms": (QT_TRANSLATE_NOOP("Settings", "Độ trễ hai chiều"), "ms"),
    "loss_percent": (QT_TRANSLATE_NOOP("Settings", "Mất gói tin"), "%"),
    "encoder_ms": (QT_TRANSLATE_NOOP("Settings", "Nén một hình"), "ms"),
    "recorded_s": (
        QT_TRANSLATE_NOOP("Settings", "Ghi thử"),
        QT_TRANSLATE_NOOP("Settings", "giây"),
    ),
    "unsent_h": (
        QT_TRANSLATE_NOOP("Settings", "Mục chưa gửi"),
        QT_TRANSLATE_NOOP("Settings", "giờ"),
    ),
}
"""What each limit is about, and its unit."""


def limits_in_words(value: str) -> str:
    """value: as `CheckLimits` is written in a settings file, "disk_h=4/1, server_ms=900"."""
    return "; ".join(_limit(*part.split("=")) for part in value.split(", "))


def _limit(name: str, value: str) -> str:
    about, unit = (translate(_CONTEXT, str(one)) if one else "" for one in NAMES[name])
    numbers = [_number(name, one, unit) for one in value.split("/")]
    if len(numbers) == 1:
        text = translate("Settings", "{about}: {number}")
        return text.format(about=about, number=numbers[0])
    if name == _RANGE:
        text = translate("Settings", "{about}: {first} đến {second}")
    else:
        text = translate("Settings", "{about}: hạn chế từ {first}, không đạt từ {second}")
    return text.format(about=about, first=numbers[0], second=numbers[1])


def _number(name: str, value: str, unit: str) -> str:
    if name == _BYTES:
        return formats.size(round(float(value)))
    text = value.replace("-", "−").replace(".", translate("Formats", ","))
    return f"{text}{formats.NO_BREAK}{unit}" if unit else text
