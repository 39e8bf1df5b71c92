"""The words of a unit's reports, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.unit_report import ReportState
from desktop.presenters.focal_points_state import FocalField

CATEGORIES: Mapping[StrEnum, object] = {
    DifficultyCategory.FACILITIES: QT_TRANSLATE_NOOP("Words", "Cơ sở vật chất"),
    DifficultyCategory.EQUIPMENT: QT_TRANSLATE_NOOP("Words", "Thiết bị"),
    DifficultyCategory.LINE: QT_TRANSLATE_NOOP("Words", "Đường truyền"),
    DifficultyCategory.STAFF: QT_TRANSLATE_NOOP("Words", "Nhân sự"),
    DifficultyCategory.PROCESS: QT_TRANSLATE_NOOP("Words", "Quy trình"),
    DifficultyCategory.LEGAL: QT_TRANSLATE_NOOP("Words", "Pháp lý"),
    DifficultyCategory.COORDINATION: QT_TRANSLATE_NOOP("Words", "Phối hợp"),
    DifficultyCategory.ORDER: QT_TRANSLATE_NOOP("Words", "An ninh trật tự"),
    DifficultyCategory.CITIZEN: QT_TRANSLATE_NOOP("Words", "Công dân"),
    DifficultyCategory.SOFTWARE: QT_TRANSLATE_NOOP("Words", "Phần mềm"),
}
"""What a difficulty is about."""

IMPACTS: Mapping[StrEnum, object] = {
    DifficultyImpact.MINOR: QT_TRANSLATE_NOOP("Words", "Ít ảnh hưởng"),
    DifficultyImpact.DELAYED: QT_TRANSLATE_NOOP("Words", "Buổi tiếp bị chậm"),
    DifficultyImpact.INTERRUPTED: QT_TRANSLATE_NOOP("Words", "Buổi tiếp bị gián đoạn"),
    DifficultyImpact.PREVENTED: QT_TRANSLATE_NOOP("Words", "Không tiếp được"),
}
"""What a difficulty did."""

REPORT_STATES: Mapping[StrEnum, object] = {
    ReportState.HERE: QT_TRANSLATE_NOOP("Words", "chờ gửi"),
    ReportState.SENT: QT_TRANSLATE_NOOP("Words", "đã gửi"),
    ReportState.RECEIVED: QT_TRANSLATE_NOOP("Words", "đã tiếp nhận"),
    ReportState.ANSWERED: QT_TRANSLATE_NOOP("Words", "đã trả lời"),
    ReportState.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
}
"""How far a report came, seen from the unit."""

HEADQUARTERS_STATES: Mapping[StrEnum, object] = {
    ReportState.HERE: QT_TRANSLATE_NOOP("Words", "chờ tiếp nhận"),
    ReportState.SENT: QT_TRANSLATE_NOOP("Words", "chờ tiếp nhận"),
    ReportState.RECEIVED: QT_TRANSLATE_NOOP("Words", "đã tiếp nhận"),
    ReportState.ANSWERED: QT_TRANSLATE_NOOP("Words", "đã trả lời"),
    ReportState.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
}
"""How far a report came, seen from headquarters."""

REPORT_TONES: Mapping[ReportState, str] = {
    ReportState.HERE: "warn",
    ReportState.SENT: "accent",
    ReportState.RECEIVED: "ok",
    ReportState.ANSWERED: "ok",
    ReportState.REFUSED: "danger",
}

HEADQUARTERS_TONES: Mapping[ReportState, str] = {
    **REPORT_TONES,
    ReportState.HERE: "warn",
    ReportState.SENT: "warn",
}

FOCAL_FIELDS: Mapping[StrEnum, object] = {
    FocalField.LEADER_NAME: QT_TRANSLATE_NOOP("Words", "Họ và tên"),
    FocalField.LEADER_TITLE: QT_TRANSLATE_NOOP("Words", "Chức vụ"),
    FocalField.LEADER_MOBILE: QT_TRANSLATE_NOOP("Words", "Điện thoại di động"),
    FocalField.LEADER_EMAIL: QT_TRANSLATE_NOOP("Words", "Thư điện tử"),
    FocalField.OFFICER_NAME: QT_TRANSLATE_NOOP("Words", "Họ và tên"),
    FocalField.OFFICER_TITLE: QT_TRANSLATE_NOOP("Words", "Chức vụ"),
    FocalField.OFFICER_MOBILE: QT_TRANSLATE_NOOP("Words", "Điện thoại di động"),
    FocalField.OFFICER_EMAIL: QT_TRANSLATE_NOOP("Words", "Thư điện tử"),
    FocalField.TECHNICIAN_NAME: QT_TRANSLATE_NOOP("Words", "Họ và tên"),
    FocalField.TECHNICIAN_MOBILE: QT_TRANSLATE_NOOP("Words", "Điện thoại di động"),
    FocalField.ROOM_ADDRESS: QT_TRANSLATE_NOOP("Words", "Phòng tiếp công dân"),
    FocalField.CONFERENCE_ENDPOINT: QT_TRANSLATE_NOOP("Words", "Điểm kết nối khác"),
    FocalField.DECISION_NUMBER: QT_TRANSLATE_NOOP("Words", "Số văn bản phân công"),
    FocalField.APPROVED_BY: QT_TRANSLATE_NOOP("Words", "Người duyệt"),
    FocalField.EFFECTIVE_FROM: QT_TRANSLATE_NOOP("Words", "Có hiệu lực từ ngày"),
}
"""Labels of the focal points' form."""
