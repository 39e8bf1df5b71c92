"""The words of the table of working days, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.reception.calendar_day import DayKind
from desktop.presenters.reception.calendar.calendar_state import DayField, DaySource
from desktop.ui.texts.texts import translate

DAY_FIELDS: Mapping[StrEnum, object] = {
    DayField.DAY: QT_TRANSLATE_NOOP("Words", "Ngày"),
    DayField.KIND: QT_TRANSLATE_NOOP("Words", "Loại ngày"),
    DayField.NAME: QT_TRANSLATE_NOOP("Words", "Tên ngày hoặc văn bản quy định"),
}
"""Labels of the form."""

DAY_KINDS: Mapping[StrEnum, object] = {
    DayKind.HOLIDAY: QT_TRANSLATE_NOOP("Words", "Ngày nghỉ"),
    DayKind.WORKDAY: QT_TRANSLATE_NOOP("Words", "Ngày làm bù"),
    DayKind.ORDINARY: QT_TRANSLATE_NOOP("Words", "Ngày thường"),
}
"""What a day is."""

DAY_NOTES: Mapping[StrEnum, object] = {
    DayKind.HOLIDAY: "",
    DayKind.WORKDAY: "",
    DayKind.ORDINARY: QT_TRANSLATE_NOOP("Words", "Tính theo thứ trong tuần như mọi tuần."),
}
"""What a choice leads to, where its name does not say it."""

DAY_SOURCES: Mapping[StrEnum, object] = {
    DaySource.PROGRAM: QT_TRANSLATE_NOOP("Words", "có sẵn trong chương trình"),
    DaySource.CITY: QT_TRANSLATE_NOOP("Words", "thành phố sửa"),
}
"""Whose word a day is."""


def weekday_name(day: date) -> str:
    """Thứ Hai."""
    return (
        translate("Calendar", "Thứ Hai"),
        translate("Calendar", "Thứ Ba"),
        translate("Calendar", "Thứ Tư"),
        translate("Calendar", "Thứ Năm"),
        translate("Calendar", "Thứ Sáu"),
        translate("Calendar", "Thứ Bảy"),
        translate("Calendar", "Chủ nhật"),
    )[day.weekday()]
