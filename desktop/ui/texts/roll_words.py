"""The words of the roll call and of what is announced; Vietnamese."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark, RollNote
from desktop.presenters.conduct.roll_state import AskFault, RollButton, RollCounts
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate

MARKS: Mapping[StrEnum, object] = {
    RollMark.PRESENT: QT_TRANSLATE_NOOP("Words", "Có mặt"),
    RollMark.ABSENT: QT_TRANSLATE_NOOP("Words", "Vắng"),
    RollMark.LATE: QT_TRANSLATE_NOOP("Words", "Đến muộn"),
    RollMark.LEFT: QT_TRANSLATE_NOOP("Words", "Ra về"),
}
"""The buttons of a person."""

ANNOUNCEMENTS: Mapping[StrEnum, object] = {
    Announcement.HOUSE_RULES: QT_TRANSLATE_NOOP("Words", "Nội quy phòng tiếp công dân"),
    Announcement.RECORDING_NOTICE: QT_TRANSLATE_NOOP("Words", "Thông báo về ghi âm, ghi hình"),
}
"""What is read out."""

FAULTS: Mapping[StrEnum, object] = {
    AskFault.BAD_TIME: QT_TRANSLATE_NOOP(
        "Words", "Ghi giờ như 08:35, từ lúc mở buổi tiếp đến bây giờ."
    ),
    AskFault.TOO_LONG: QT_TRANSLATE_NOOP("Words", "Lý do dài quá 250 ký tự. Rút gọn rồi ghi lại."),
    AskFault.NOT_NOW: QT_TRANSLATE_NOOP("Words", "Nơi khác vừa ghi khác. Xem lại rồi chọn lại."),
    AskFault.NO_NAME: QT_TRANSLATE_NOOP("Words", "Ghi họ và tên, chỉ gồm chữ."),
    AskFault.TOO_MANY: QT_TRANSLATE_NOOP("Words", "Đã thêm 32 người, không thêm được nữa."),
}
"""What is wrong with what was typed."""


def note_text(note: RollNote | None) -> str:
    """What was noted of a person, and that nothing was."""
    if note is None:
        return translate("Roll", "Chưa điểm danh")
    match note.mark:
        case RollMark.PRESENT:
            return translate("Roll", "Có mặt")
        case RollMark.ABSENT:
            text = translate("Roll", "Vắng, lý do: {reason}")
            return text.format(reason=note.reason) if note.reason else translate("Roll", "Vắng")
        case RollMark.LATE | RollMark.LEFT:
            parts = []
            if note.came_at is not None:
                text = translate("Roll", "Đến muộn lúc {time}")
                parts.append(text.format(time=formats.hour(note.came_at)))
            if note.left_at is not None:
                text = translate("Roll", "Ra về lúc {time}")
                parts.append(text.format(time=formats.hour(note.left_at)))
            return " · ".join(parts)


def counts_text(counts: RollCounts) -> str:
    """How many are there, absent and not noted; nothing of what was not noted."""
    text = translate("Roll", "Có mặt {there}, vắng {absent}, chưa điểm danh {missing}")
    return text.format(there=counts.there, absent=counts.absent, missing=counts.missing)


def button_text(button: RollButton) -> str:
    """What opens the sheet."""
    counts = button.counts
    if button.announced is not None:
        text = translate("Roll", "Công bố {done}/{all} · điểm danh {noted}/{people}")
        return text.format(
            done=button.announced,
            all=len(Announcement),
            noted=counts.noted,
            people=counts.people,
        )
    text = translate("Roll", "Điểm danh {noted}/{people}")
    return text.format(noted=counts.noted, people=counts.people)
