"""The words of the side menu and of its tabs, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.presenters.shell.shell_state import MenuEntry, MenuGroup, Screen

GROUPS: Mapping[StrEnum, object] = {
    MenuGroup.RECEPTION: "",
    MenuGroup.DOSSIERS: QT_TRANSLATE_NOOP("Words", "Hồ sơ"),
    MenuGroup.UNIT: QT_TRANSLATE_NOOP("Words", "Đơn vị"),
    MenuGroup.PC: QT_TRANSLATE_NOOP("Words", "Máy này"),
}
"""Captions over entries."""

ENTRIES: Mapping[StrEnum, object] = {
    MenuEntry.HOME: QT_TRANSLATE_NOOP("Words", "Buổi tiếp"),
    MenuEntry.WAITING: QT_TRANSLATE_NOOP("Words", "Hàng chờ"),
    MenuEntry.CASES: QT_TRANSLATE_NOOP("Words", "Vụ việc"),
    MenuEntry.REGISTER: QT_TRANSLATE_NOOP("Words", "Sổ tiếp công dân"),
    MenuEntry.CONCLUSIONS: QT_TRANSLATE_NOOP("Words", "Kết luận"),
    MenuEntry.ROOM: QT_TRANSLATE_NOOP("Words", "Phòng"),
    MenuEntry.REPORTS: QT_TRANSLATE_NOOP("Words", "Báo cáo"),
    MenuEntry.CALENDAR: QT_TRANSLATE_NOOP("Words", "Ngày nghỉ"),
    MenuEntry.UNSENT: QT_TRANSLATE_NOOP("Words", "Chưa gửi"),
    MenuEntry.SETTINGS: QT_TRANSLATE_NOOP("Words", "Cài đặt"),
}
"""Entries."""

TABS: Mapping[StrEnum, object] = {
    Screen.ROOM_CHECK: QT_TRANSLATE_NOOP("Words", "Kiểm tra"),
    Screen.DEVICES: QT_TRANSLATE_NOOP("Words", "Thiết bị"),
    Screen.READINESS_SHEET: QT_TRANSLATE_NOOP("Words", "Phiếu rà soát"),
    Screen.FOCAL_POINTS: QT_TRANSLATE_NOOP("Words", "Đầu mối"),
    Screen.DIFFICULTIES: QT_TRANSLATE_NOOP("Words", "Khó khăn"),
}
"""Screens of an entry that has more than one."""
