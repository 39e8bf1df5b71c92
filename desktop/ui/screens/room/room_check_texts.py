"""The words of the room check: a name, a figure and a next step for each line."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.room.measurements import CheckCode, CheckItem, CheckResult, NextStep
from desktop.ui.texts import counts, formats
from desktop.ui.texts.texts import translate

_CONTEXT = "RoomCheck"

STEPS: Mapping[StrEnum, object] = {
    NextStep.RAISE_VOLUME: QT_TRANSLATE_NOOP("RoomCheck", "tăng âm lượng loa, bấm Kiểm tra"),
    NextStep.CHANGE_SPEAKER: QT_TRANSLATE_NOOP(
        "RoomCheck", "loa không nhận tiếng: cắm lại, hoặc chọn loa khác"
    ),
    NextStep.LOWER_VOLUME: QT_TRANSLATE_NOOP("RoomCheck", "vặn nhỏ loa, đặt micro gần người nói"),
    NextStep.MOVE_MICROPHONE: QT_TRANSLATE_NOOP("RoomCheck", "đặt micro gần người nói, xa loa"),
    NextStep.PLUG_MICROPHONE: QT_TRANSLATE_NOOP("RoomCheck", "cắm micro, bấm Kiểm tra"),
    NextStep.UNMUTE_MICROPHONE: QT_TRANSLATE_NOOP("RoomCheck", "bật công tắc trên micro"),
    NextStep.PLUG_OFFICER_MICROPHONE: QT_TRANSLATE_NOOP(
        "RoomCheck", "cắm micro cán bộ, bấm Kiểm tra"
    ),
    NextStep.UNMUTE_OFFICER_MICROPHONE: QT_TRANSLATE_NOOP(
        "RoomCheck", "bật công tắc trên micro cán bộ"
    ),
    NextStep.QUIET_ROOM: QT_TRANSLATE_NOOP("RoomCheck", "tắt quạt, đóng cửa cho bớt ồn"),
    NextStep.PLUG_CAMERA: QT_TRANSLATE_NOOP("RoomCheck", "cắm camera, bấm Kiểm tra"),
    NextStep.RESTART_CAMERA: QT_TRANSLATE_NOOP("RoomCheck", "rút camera ra, cắm lại"),
    NextStep.MORE_LIGHT: QT_TRANSLATE_NOOP("RoomCheck", "bật thêm đèn"),
    NextStep.LESS_LIGHT: QT_TRANSLATE_NOOP("RoomCheck", "kéo rèm, tránh nắng chiếu vào camera"),
    NextStep.CLOSE_PROGRAMS: QT_TRANSLATE_NOOP("RoomCheck", "đóng bớt chương trình khác"),
    NextStep.PLUG_DISPLAY: QT_TRANSLATE_NOOP("RoomCheck", "cắm cáp HDMI, bấm Kiểm tra"),
    NextStep.PLUG_POWER: QT_TRANSLATE_NOOP("RoomCheck", "cắm nguồn điện, bấm Kiểm tra"),
    NextStep.FREE_DISK: QT_TRANSLATE_NOOP("RoomCheck", "báo cán bộ kỹ thuật dọn ổ đĩa"),
    NextStep.CHANGE_DISK: QT_TRANSLATE_NOOP("RoomCheck", "báo cán bộ kỹ thuật kiểm tra ổ đĩa"),
    NextStep.SET_CLOCK: QT_TRANSLATE_NOOP("RoomCheck", "báo cán bộ kỹ thuật chỉnh giờ máy"),
    NextStep.CHECK_NETWORK: QT_TRANSLATE_NOOP("RoomCheck", "kiểm tra dây mạng"),
    NextStep.ASK_CITY: QT_TRANSLATE_NOOP("RoomCheck", "gọi hỗ trợ của thành phố"),
    NextStep.SMALLER_PICTURE: QT_TRANSLATE_NOOP("RoomCheck", "hình nhỏ hơn, vẫn tiếp được"),
    NextStep.OPEN_UDP: QT_TRANSLATE_NOOP("RoomCheck", "báo cán bộ kỹ thuật mở cổng UDP"),
    NextStep.PLUG_PRINTER: QT_TRANSLATE_NOOP("RoomCheck", "nối máy in, bấm Kiểm tra"),
    NextStep.SEND_DATA: QT_TRANSLATE_NOOP("RoomCheck", "mở Chưa gửi, bấm Gửi ngay"),
}


def step_of(step: NextStep) -> str:
    """What to do now; there is none for NextStep.NONE."""
    return translate(_CONTEXT, str(STEPS[step]))


_SAID_WITHOUT_FIGURE = frozenset({CheckCode.PATH, CheckCode.POWER})
_KBPS_PER_MBPS = 1_000.0
_MBPS_WITHOUT_DECIMALS = 20_000.0


def value_of(item: CheckItem) -> str:
    """What was measured, in words a person at the desk uses."""
    if item.result is CheckResult.NOT_MEASURED:
        unknown = translate("RoomCheck", "máy không cho biết")
        not_now = translate("RoomCheck", "không đo lúc này")
        return unknown if item.code is CheckCode.POWER else not_now
    if item.value is None and item.code not in _SAID_WITHOUT_FIGURE:
        return _without_value(item.code)
    return formats.with_units(_VALUES[item.code](item))


def _without_value(code: CheckCode) -> str:
    match code:
        case CheckCode.SPEAKER_TO_MICROPHONE:
            return translate("RoomCheck", "không nghe thấy loa")
        case CheckCode.MICROPHONE:
            return translate("RoomCheck", "không có micro")
        case CheckCode.CAMERA:
            return translate("RoomCheck", "không có hình")
        case CheckCode.SERVER:
            return translate("RoomCheck", "không trả lời")
        case _:
            return translate("RoomCheck", "không đo được")


def _speaker(item: CheckItem) -> str:
    if item.next_step is NextStep.LOWER_VOLUME:
        return translate("RoomCheck", "loa át tiếng nói, vọng {ms} ms").format(ms=_whole(item))
    return translate("RoomCheck", "nghe rõ, vọng {ms} ms").format(ms=_whole(item))


def _microphone(item: CheckItem) -> str:
    if item.next_step is NextStep.UNMUTE_MICROPHONE:
        return translate("RoomCheck", "micro không có tiếng")
    return f"{_whole(item)} dBFS"


def _camera(item: CheckItem) -> str:
    note = dict(item.note)
    if note.get("is_frozen") == "true":
        return translate("RoomCheck", "hình đứng yên")
    lines = note.get("size", "").partition("x")[2]
    return translate("RoomCheck", "{lines}p, {fps} hình/giây").format(lines=lines, fps=_whole(item))


def _plugged(item: CheckItem) -> str:
    return translate("RoomCheck", "đã nối") if item.value else translate("RoomCheck", "chưa nối")


def _power(item: CheckItem) -> str:
    is_on_mains = item.result is CheckResult.OK
    if item.value is None:
        battery = translate("RoomCheck", "đang dùng pin")
        return translate("RoomCheck", "điện lưới") if is_on_mains else battery
    mains = translate("RoomCheck", "điện lưới, pin {percent} %")
    battery = translate("RoomCheck", "đang dùng pin, còn {percent} %")
    return (mains if is_on_mains else battery).format(percent=_whole(item))


def _disk(item: CheckItem) -> str:
    return translate("RoomCheck", "còn {hours} giờ ghi").format(hours=_whole(item))


def _clock(item: CheckItem) -> str:
    return translate("RoomCheck", "lệch {seconds} giây").format(seconds=_decimal(item))


def _server(item: CheckItem) -> str:
    return translate("RoomCheck", "trả lời sau {ms} ms").format(ms=_whole(item))


def _line(item: CheckItem) -> str:
    kbps = item.value or 0.0
    rate = f"{kbps:.0f} kbit/s"
    if kbps >= _MBPS_WITHOUT_DECIMALS:
        rate = f"{kbps / _KBPS_PER_MBPS:.0f} Mbit/s"
    elif kbps >= _KBPS_PER_MBPS:
        rate = f"{formats.decimal(kbps / _KBPS_PER_MBPS)} Mbit/s"
    return f"{rate}, {dict(item.note).get('round_trip_ms', '–')} ms"


def _path(item: CheckItem) -> str:
    if item.value is None:
        return translate("RoomCheck", "máy chuyển tiếp không trả lời")
    known = dict(item.note)
    way = {"relay_udp": "UDP", "relay_tcp": "TCP", "relay_tls": "TLS"}.get(known.get("way", ""), "")
    text = translate("RoomCheck", "chuyển tiếp {way}, mất {percent} %, {ms} ms")
    return text.format(way=way, percent=_decimal(item), ms=known.get("round_trip_ms", "–"))


def _encoder(item: CheckItem) -> str:
    return translate("RoomCheck", "{ms} ms mỗi hình").format(ms=_decimal(item))


def _recording(item: CheckItem) -> str:
    return translate("RoomCheck", "đã phát lại được {seconds} giây").format(seconds=_decimal(item))


def _printer(item: CheckItem) -> str:
    if not item.value:
        return translate("RoomCheck", "chưa có máy in")
    return counts.printers(round(item.value))


def _unsent(item: CheckItem) -> str:
    if not item.value:
        return translate("RoomCheck", "không có mục quá hạn")
    waited = counts.hours(round(item.value))
    return translate("RoomCheck", "đã chờ {hours}").format(hours=waited)


def _whole(item: CheckItem) -> str:
    return f"{item.value or 0.0:.0f}".replace("-", "−")


def _decimal(item: CheckItem) -> str:
    return formats.decimal(item.value or 0.0)


_VALUES: Mapping[CheckCode, Callable[[CheckItem], str]] = {
    CheckCode.SPEAKER_TO_MICROPHONE: _speaker,
    CheckCode.MICROPHONE: _microphone,
    CheckCode.CAMERA: _camera,
    CheckCode.DOCUMENT_CAMERA: _plugged,
    CheckCode.SECOND_DISPLAY: _plugged,
    CheckCode.POWER: _power,
    CheckCode.DISK: _disk,
    CheckCode.CLOCK: _clock,
    CheckCode.SERVER: _server,
    CheckCode.LINE: _line,
    CheckCode.PATH: _path,
    CheckCode.ENCODER: _encoder,
    CheckCode.TEST_RECORDING: _recording,
    CheckCode.PRINTER: _printer,
    CheckCode.UNSENT: _unsent,
}
