"""What the door of a session elsewhere says: what this program does of it, and what not."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.devices.device import DeviceRole
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.session.pre_join_state import RecordedElsewhere
from desktop.ui.texts.texts import translate

_RECORDED: Mapping[StrEnum, object] = {
    RecordedKind.BOTH: QT_TRANSLATE_NOOP(
        "PreJoin",
        "Từ khi mở buổi, phòng này ghi hình từ thiết bị thu hình, ghi tiếng từ đường vào âm thanh.",
    ),
    RecordedKind.SOUND: QT_TRANSLATE_NOOP(
        "PreJoin", "Từ khi mở buổi, phòng này chỉ ghi tiếng, từ đường vào âm thanh."
    ),
    RecordedKind.PICTURE: QT_TRANSLATE_NOOP(
        "PreJoin",
        "Từ khi mở buổi, phòng này chỉ ghi hình, từ thiết bị thu hình; bản ghi thiếu tiếng vì chưa "
        "chọn đường vào âm thanh ở màn hình Thiết bị.",
    ),
}
_AWAY: Mapping[StrEnum, object] = {
    DeviceRole.CAPTURE_CARD: QT_TRANSLATE_NOOP(
        "PreJoin", "Thiết bị thu hình đã chọn chưa cắm: cắm trước khi mở buổi."
    ),
    DeviceRole.LINE_INPUT: QT_TRANSLATE_NOOP(
        "PreJoin", "Đường vào âm thanh đã chọn chưa cắm: cắm trước khi mở buổi."
    ),
}


def elsewhere_text(platform: str, recorded: RecordedElsewhere | None) -> str:
    """recorded: what this room will record of it; None: nothing."""
    if recorded is None:
        said = translate(
            "PreJoin",
            "Mở {platform} bằng chương trình của nền tảng ấy để thấy và nghe nhau. Chương trình "
            "này không gọi, không mở micro, camera, không ghi âm, ghi hình buổi này; các bước, "
            "điểm danh, lượt nói, biên bản, hồ sơ và màn hình 2 vẫn ở đây.",
        )
        return said.format(platform=platform)
    said = translate(
        "PreJoin",
        "Mở {platform} bằng chương trình của nền tảng ấy để thấy và nghe nhau. Chương trình này "
        "không gọi, không mở micro, camera của phòng; các bước, điểm danh, lượt nói, biên bản, hồ "
        "sơ và màn hình 2 vẫn ở đây.",
    )
    told = (
        translate("PreJoin", str(text))
        for text in (_RECORDED[recorded.kind], *(_AWAY[role] for role in recorded.away))
    )
    return " ".join((said.format(platform=platform), *told))
