"""Words for recordings on their way to the city, and for what it said of them."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.status import RecordingWay
from desktop.presenters.sync.unsent_recordings import FaultyRecording, RecordingsCell
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word

WAYS: Mapping[StrEnum, object] = {
    RecordingWay.WAITING: QT_TRANSLATE_NOOP(
        "Words",
        "Còn {size} của {count} buổi. Tự gửi sau biên bản và tài liệu, khi không có cuộc gọi.",
    ),
    RecordingWay.SENDING: QT_TRANSLATE_NOOP("Words", "Đang gửi, còn {size} của {count} buổi."),
    RecordingWay.CITY_FULL: QT_TRANSLATE_NOOP(
        "Words",
        "Còn {size} của {count} buổi. Thành phố hết dung lượng, bản ghi vẫn giữ tại máy này.",
    ),
    RecordingWay.NOT_TAKEN: QT_TRANSLATE_NOOP(
        "Words",
        "Thành phố chưa nhận bản ghi của {count} buổi ({size}). Bản ghi vẫn giữ tại máy này.",
    ),
}
"""What is still to go."""

FAULTS: Mapping[StrEnum, object] = {
    ReceiptFault.REFUSED: QT_TRANSLATE_NOOP("Words", "có phần không khớp, thành phố không nhận"),
    ReceiptFault.DAMAGED: QT_TRANSLATE_NOOP("Words", "có phần bị hỏng ở thành phố"),
    ReceiptFault.MISSING: QT_TRANSLATE_NOOP("Words", "thiếu phần"),
    ReceiptFault.UNLINKED: QT_TRANSLATE_NOOP("Words", "các phần không nối tiếp nhau"),
    ReceiptFault.WRONG_SEAL: QT_TRANSLATE_NOOP("Words", "dấu niêm phong không khớp"),
    ReceiptFault.KEY_GONE: QT_TRANSLATE_NOOP("Words", "máy này không còn khóa để mở"),
    ReceiptFault.NOT_CLOSED: QT_TRANSLATE_NOOP("Words", "không có phần đóng buổi tiếp"),
    ReceiptFault.NO_SEAL: QT_TRANSLATE_NOOP("Words", "chưa niêm phong"),
}
"""What is wrong with a recording at the city."""


def recordings_text(cell: RecordingsCell) -> str:
    """What is still to go; empty: nothing is."""
    if cell.way is None:
        return ""
    text = word(WAYS, cell.way)
    return text.format(size=formats.size(cell.left_bytes), count=cell.sessions)


def faulty_text(one: FaultyRecording) -> str:
    """What is wrong with one of them."""
    faults = ", ".join(word(FAULTS, fault) for fault in one.faults)
    return translate("Unsent", "{name}: {faults}. Bản gốc vẫn giữ tại máy.").format(
        name=one.name, faults=faults
    )
