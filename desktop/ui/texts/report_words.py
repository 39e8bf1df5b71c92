"""The words of a unit's reports, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.directory.agency import AgencyKind
from desktop.domain.reports.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.reports.readiness_sheet import SheetOverall, SheetResult
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.reports.agencies_state import AgencyField
from desktop.presenters.reports.focal_points_state import FocalField

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

SHEET_RESULTS: Mapping[StrEnum, object] = {
    SheetResult.PASS: QT_TRANSLATE_NOOP("Words", "Đạt"),
    SheetResult.LIMITED: QT_TRANSLATE_NOOP("Words", "Hạn chế"),
    SheetResult.FAIL: QT_TRANSLATE_NOOP("Words", "Không đạt"),
    SheetResult.NA: QT_TRANSLATE_NOOP("Words", "Không áp dụng"),
    SheetResult.NOT_SEEN: QT_TRANSLATE_NOOP("Words", "chưa xem"),
}
"""What was found of a line of the readiness sheet."""

OVERALLS: Mapping[StrEnum, object] = {
    SheetOverall.READY: QT_TRANSLATE_NOOP("Words", "Sẵn sàng"),
    SheetOverall.READY_WITH_RESERVATIONS: QT_TRANSLATE_NOOP("Words", "Sẵn sàng, có hạn chế"),
    SheetOverall.NOT_READY: QT_TRANSLATE_NOOP("Words", "Chưa sẵn sàng"),
}
"""What a sheet says of the whole room."""

OVERALL_TONES: Mapping[SheetOverall, str] = {
    SheetOverall.READY: "ok",
    SheetOverall.READY_WITH_RESERVATIONS: "warn",
    SheetOverall.NOT_READY: "danger",
}

REPORT_STATES: Mapping[StrEnum, object] = {
    ReportState.HERE: QT_TRANSLATE_NOOP("Words", "chờ gửi"),
    ReportState.CITY_FULL: QT_TRANSLATE_NOOP("Words", "chờ gửi, thành phố hết dung lượng"),
    ReportState.SENT: QT_TRANSLATE_NOOP("Words", "đã gửi"),
    ReportState.RECEIVED: QT_TRANSLATE_NOOP("Words", "đã tiếp nhận"),
    ReportState.ANSWERED: QT_TRANSLATE_NOOP("Words", "đã trả lời"),
    ReportState.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
}
"""How far a report came, seen from the unit."""

HEADQUARTERS_STATES: Mapping[StrEnum, object] = {
    ReportState.HERE: QT_TRANSLATE_NOOP("Words", "chờ tiếp nhận"),
    ReportState.CITY_FULL: QT_TRANSLATE_NOOP("Words", "chờ tiếp nhận"),
    ReportState.SENT: QT_TRANSLATE_NOOP("Words", "chờ tiếp nhận"),
    ReportState.RECEIVED: QT_TRANSLATE_NOOP("Words", "đã tiếp nhận"),
    ReportState.ANSWERED: QT_TRANSLATE_NOOP("Words", "đã trả lời"),
    ReportState.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
}
"""How far a report came, seen from headquarters."""

REPORT_TONES: Mapping[ReportState, str] = {
    ReportState.HERE: "warn",
    ReportState.CITY_FULL: "warn",
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

AGENCY_KINDS: Mapping[StrEnum, object] = {
    AgencyKind.DEPARTMENT: QT_TRANSLATE_NOOP("Words", "Sở"),
    AgencyKind.BOARD: QT_TRANSLATE_NOOP("Words", "Ban"),
    AgencyKind.BRANCH: QT_TRANSLATE_NOOP("Words", "Ngành"),
    AgencyKind.OFFICE: QT_TRANSLATE_NOOP("Words", "Văn phòng"),
    AgencyKind.INSPECTORATE: QT_TRANSLATE_NOOP("Words", "Thanh tra"),
    AgencyKind.RECEPTION: QT_TRANSLATE_NOOP("Words", "Ban Tiếp công dân"),
    AgencyKind.CENTRAL: QT_TRANSLATE_NOOP("Words", "Cơ quan Trung ương"),
    AgencyKind.OTHER: QT_TRANSLATE_NOOP("Words", "Cơ quan khác"),
}
"""What an agency is."""

AGENCY_FIELDS: Mapping[StrEnum, object] = {
    AgencyField.NAME: QT_TRANSLATE_NOOP("Words", "Tên cơ quan"),
    AgencyField.KIND: QT_TRANSLATE_NOOP("Words", "Loại cơ quan"),
    AgencyField.PARENT_NAME: QT_TRANSLATE_NOOP("Words", "Cơ quan cấp trên (nếu có)"),
    AgencyField.CODE: QT_TRANSLATE_NOOP("Words", "Mã cơ quan"),
}
"""Labels of the directory's form."""
