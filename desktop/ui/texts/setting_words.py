"""The words of the screen "Cài đặt"."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.presenters.services.desk import SettingLine
from desktop.presenters.settings.settings_state import SettingPart
from desktop.settings.sources import Source
from desktop.ui.texts import counts
from desktop.ui.texts.limit_words import limits_in_words
from desktop.ui.texts.texts import translate

_CONTEXT = "Settings"
_PER_CENT = 100
_BREAK_AFTER = ("/", "\\", ".", "-", "_", ",")
_NO_WIDTH = "\N{ZERO WIDTH SPACE}"

PARTS: Mapping[SettingPart, object] = {
    SettingPart.LOOK: QT_TRANSLATE_NOOP("Settings", "Chữ và màn hình"),
    SettingPart.CITY: QT_TRANSLATE_NOOP("Settings", "Phòng và máy chủ thành phố"),
    SettingPart.CALL: QT_TRANSLATE_NOOP("Settings", "Cuộc gọi"),
    SettingPart.ROOM: QT_TRANSLATE_NOOP("Settings", "Dữ liệu của phòng"),
    SettingPart.SUPPORT: QT_TRANSLATE_NOOP("Settings", "Hỗ trợ kỹ thuật"),
}
SOURCES: Mapping[Source, object] = {
    Source.POLICY: QT_TRANSLATE_NOOP("Settings", "Chính sách của thành phố"),
    Source.ENVIRONMENT: QT_TRANSLATE_NOOP("Settings", "Đặt tạm cho lần mở này"),
    Source.MACHINE: QT_TRANSLATE_NOOP("Settings", "Đặt cho cả máy (bộ cài)"),
    Source.USER: QT_TRANSLATE_NOOP("Settings", "Người dùng chọn"),
    Source.DEFAULT: QT_TRANSLATE_NOOP("Settings", "Mặc định"),
}
NAMES: Mapping[str, object] = {
    "language": QT_TRANSLATE_NOOP("Settings", "Ngôn ngữ"),
    "text_scale": QT_TRANSLATE_NOOP("Settings", "Cỡ chữ"),
    "high_contrast": QT_TRANSLATE_NOOP("Settings", "Tương phản cao"),
    "second_display": QT_TRANSLATE_NOOP("Settings", "Mở màn hình 2"),
    "second_display_faces": QT_TRANSLATE_NOOP("Settings", "Ai nhìn màn hình 2"),
    "server_url": QT_TRANSLATE_NOOP("Settings", "Máy chủ thành phố"),
    "site_id": QT_TRANSLATE_NOOP("Settings", "Mã phòng"),
    "enrol_code": QT_TRANSLATE_NOOP("Settings", "Mã đăng ký"),
    "proxy": QT_TRANSLATE_NOOP("Settings", "Máy chủ trung gian (proxy)"),
    "ca_file": QT_TRANSLATE_NOOP("Settings", "Tệp chứng thư gốc"),
    "media_engine": QT_TRANSLATE_NOOP("Settings", "Bộ xử lý hình, tiếng"),
    "max_picture": QT_TRANSLATE_NOOP("Settings", "Cỡ hình lớn nhất được gửi"),
    "max_video_kbps": QT_TRANSLATE_NOOP("Settings", "Tốc độ hình tối đa"),
    "ice_port_range": QT_TRANSLATE_NOOP("Settings", "Cổng UDP của cuộc gọi"),
    "relay_only": QT_TRANSLATE_NOOP("Settings", "Chỉ gọi qua máy chuyển tiếp"),
    "device_cancels_echo": QT_TRANSLATE_NOOP("Settings", "Loa hội nghị tự khử vang"),
    "data_folder": QT_TRANSLATE_NOOP("Settings", "Thư mục dữ liệu"),
    "copies_folder": QT_TRANSLATE_NOOP("Settings", "Thư mục bản sao hằng giờ"),
    "escrow_keys": QT_TRANSLATE_NOOP("Settings", "Khóa dự phòng của thành phố"),
    "paper_hours": QT_TRANSLATE_NOOP("Settings", "Giờ gửi tài liệu"),
    "recording_purge_days": QT_TRANSLATE_NOOP("Settings", "Xóa bản ghi ở máy sau biên nhận"),
    "recording_second_folder": QT_TRANSLATE_NOOP("Settings", "Ổ thứ hai cho bản ghi"),
    "signature_module": QT_TRANSLATE_NOOP("Settings", "Thư viện thiết bị ký số"),
    "signature_authorities": QT_TRANSLATE_NOOP("Settings", "Chứng thư gốc của chữ ký số"),
    "turn_minutes": QT_TRANSLATE_NOOP("Settings", "Thời gian một lượt nói"),
    "phrases": QT_TRANSLATE_NOOP("Settings", "Câu mẫu của biên bản"),
    "check_limits": QT_TRANSLATE_NOOP("Settings", "Ngưỡng kiểm tra phòng"),
    "support_phone": QT_TRANSLATE_NOOP("Settings", "Số điện thoại hỗ trợ"),
    "meeting_keys": QT_TRANSLATE_NOOP("Settings", "Phím tắt như phần mềm họp"),
    "screen_capture": QT_TRANSLATE_NOOP("Settings", "Cho chụp màn hình"),
    "log_level": QT_TRANSLATE_NOOP("Settings", "Mức nhật ký"),
}
NOT_CHOSEN = QT_TRANSLATE_NOOP("Settings", "chưa đặt")
_NOTHING: Mapping[str, object] = {
    "max_video_kbps": QT_TRANSLATE_NOOP("Settings", "không giới hạn"),
    "ice_port_range": QT_TRANSLATE_NOOP("Settings", "cổng bất kỳ"),
    "data_folder": QT_TRANSLATE_NOOP("Settings", "chỗ thường dùng của hệ điều hành"),
    "copies_folder": QT_TRANSLATE_NOOP("Settings", "cạnh dữ liệu"),
    "paper_hours": QT_TRANSLATE_NOOP("Settings", "mọi giờ"),
    "recording_purge_days": QT_TRANSLATE_NOOP("Settings", "không xóa"),
    "recording_second_folder": QT_TRANSLATE_NOOP("Settings", "không có"),
    "signature_module": QT_TRANSLATE_NOOP("Settings", "ký bằng tệp chứng thư"),
    "signature_authorities": QT_TRANSLATE_NOOP("Settings", "chưa đặt, không kiểm người cấp"),
    "check_limits": QT_TRANSLATE_NOOP("Settings", "ngưỡng có sẵn"),
}
_TRUTHS: Mapping[str, object] = {
    "True": QT_TRANSLATE_NOOP("Settings", "có"),
    "False": QT_TRANSLATE_NOOP("Settings", "không"),
}
_VALUES: Mapping[str, Mapping[str, object]] = {
    "language": {
        "vi": QT_TRANSLATE_NOOP("Settings", "Tiếng Việt"),
        "en": QT_TRANSLATE_NOOP("Settings", "English"),
    },
    "second_display": {
        "auto": QT_TRANSLATE_NOOP("Settings", "khi có màn hình 2"),
        "window": QT_TRANSLATE_NOOP("Settings", "luôn mở"),
        "off": QT_TRANSLATE_NOOP("Settings", "không mở"),
    },
    "second_display_faces": {
        "room": QT_TRANSLATE_NOOP("Settings", "mọi người trong phòng"),
        "leader": QT_TRANSLATE_NOOP("Settings", "chỉ lãnh đạo tiếp dân"),
    },
    "proxy": {
        "system": QT_TRANSLATE_NOOP("Settings", "theo hệ điều hành"),
        "none": QT_TRANSLATE_NOOP("Settings", "không dùng"),
    },
    "media_engine": {"auto": QT_TRANSLATE_NOOP("Settings", "tự chọn")},
    "log_level": {
        "debug": QT_TRANSLATE_NOOP("Settings", "chi tiết nhất, có địa chỉ mạng"),
        "info": QT_TRANSLATE_NOOP("Settings", "thường"),
        "warning": QT_TRANSLATE_NOOP("Settings", "cảnh báo và lỗi"),
        "error": QT_TRANSLATE_NOOP("Settings", "chỉ lỗi"),
    },
    **dict.fromkeys(
        ("high_contrast", "relay_only", "device_cancels_echo", "meeting_keys", "screen_capture"),
        _TRUTHS,
    ),
}
_HINTS: Mapping[str, object] = {
    "device_cancels_echo": QT_TRANSLATE_NOOP(
        "Settings", "cho micro và loa chưa ai chọn ở màn Thiết bị"
    ),
}


def name_of(key: str) -> str:
    """What a setting is called."""
    return translate(_CONTEXT, str(NAMES[key]))


def source_of(source: Source) -> str:
    """Who decided."""
    return translate(_CONTEXT, str(SOURCES[source]))


def hint_of(key: str) -> str:
    """What else is to be known of a value, empty for most."""
    return translate(_CONTEXT, str(_HINTS[key])) if key in _HINTS else ""


def value_of(key: str, value: str) -> str:
    """A value in words; value: as `SettingLine` has it."""
    known = _VALUES.get(key, {}).get(value)
    if known is not None:
        return translate(_CONTEXT, str(known))
    if not value:
        return translate(_CONTEXT, str(_NOTHING.get(key, NOT_CHOSEN)))
    return _own_words(key, value)


def _own_words(key: str, value: str) -> str:
    match key:
        case "text_scale":
            return f"{round(_PER_CENT * float(value))} %".replace(" ", "\N{NO-BREAK SPACE}")
        case "max_video_kbps" | "turn_minutes" | "recording_purge_days" | "phrases":
            return _measure(key, value)
        case "enrol_code":
            return translate("Settings", "đã đặt, không hiển thị")
        case "escrow_keys":
            return counts.keys(len(value.split(", ")))
        case "check_limits":
            return limits_in_words(value)
        case _:
            return value


def _measure(key: str, value: str) -> str:
    """A number with its unit."""
    if key == "phrases":
        return counts.phrases(len(value.split("|")))
    if key == "turn_minutes":
        return counts.minutes(int(value))
    if key == "recording_purge_days":
        return counts.days(int(value))
    return translate("Settings", "{count} kbit/s").format(count=value)


def breakable(text: str) -> str:
    """Addresses and paths may go on in the next line."""
    for mark in _BREAK_AFTER:
        text = text.replace(mark, mark + _NO_WIDTH)
    return text


def spoken(line: SettingLine) -> str:
    """A whole line, for who cannot see it."""
    text = translate("Settings", "{name}: {value}. Nguồn: {source}.").format(
        name=name_of(line.key), value=value_of(line.key, line.value), source=source_of(line.source)
    )
    lock = translate("Settings", "Không đổi được trên máy này.")
    return f"{text} {lock}" if line.is_locked else text
