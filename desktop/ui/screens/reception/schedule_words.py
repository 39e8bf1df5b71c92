"""The words of the screen "Lập lịch", Vietnamese; one table per set, as in ui/texts/words.py."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.notice import Delivery
from desktop.domain.reception.status import ReceptionKind
from desktop.presenters.reception.dossier_forms import EntryField
from desktop.presenters.reception.gates.gate_forms import NoticeField, WitnessField
from desktop.presenters.reception.schedule_forms import Meeting, PersonField, PlanField
from desktop.presenters.reception.schedule_state import (
    ConditionState,
    PlanCondition,
    SubjectKind,
)

PLAN_FIELDS: Mapping[StrEnum, object] = {
    PlanField.TITLE: QT_TRANSLATE_NOOP("Words", "Trích yếu"),
    PlanField.KIND: QT_TRANSLATE_NOOP("Words", "Loại tiếp"),
    PlanField.DAY: QT_TRANSLATE_NOOP("Words", "Ngày tiếp"),
    PlanField.START: QT_TRANSLATE_NOOP("Words", "Từ"),
    PlanField.LENGTH: QT_TRANSLATE_NOOP("Words", "Thời lượng (phút)"),
    PlanField.CHAIR: QT_TRANSLATE_NOOP("Words", "Người chủ trì"),
    PlanField.CHAIR_TITLE: QT_TRANSLATE_NOOP("Words", "Chức vụ"),
    PlanField.DELEGATED: QT_TRANSLATE_NOOP("Words", "Được phân công, ủy quyền"),
    PlanField.AUTHORISATION: QT_TRANSLATE_NOOP("Words", "Văn bản phân công, ủy quyền"),
    PlanField.SECRETARY: QT_TRANSLATE_NOOP("Words", "Thư ký"),
    PlanField.CENTRAL: QT_TRANSLATE_NOOP("Words", "Điểm cầu trung tâm"),
    PlanField.ADD_SITE: QT_TRANSLATE_NOOP("Words", "Thêm điểm cầu"),
    PlanField.MEETS: QT_TRANSLATE_NOOP("Words", "Nền tảng"),
    PlanField.PLATFORM: QT_TRANSLATE_NOOP("Words", "Tên nền tảng"),
    PlanField.ADDRESS: QT_TRANSLATE_NOOP("Words", "Số hoặc địa chỉ phòng họp"),
    PlanField.REASON: QT_TRANSLATE_NOOP("Words", "Lý do hoãn, hủy"),
}

PERSON_FIELDS: Mapping[StrEnum, object] = {
    PersonField.SITE: QT_TRANSLATE_NOOP("Words", "Điểm cầu"),
    PersonField.ROLE: QT_TRANSLATE_NOOP("Words", "Vai trò"),
    PersonField.NAME: QT_TRANSLATE_NOOP("Words", "Họ và tên"),
    PersonField.TITLE: QT_TRANSLATE_NOOP("Words", "Chức vụ"),
    PersonField.AGENCY: QT_TRANSLATE_NOOP("Words", "Cơ quan"),
}

MEETINGS: Mapping[StrEnum, object] = {
    Meeting.HERE: QT_TRANSLATE_NOOP("Words", "Phòng tiếp công dân trực tuyến"),
    Meeting.ELSEWHERE: QT_TRANSLATE_NOOP("Words", "Nền tảng khác"),
}
"""Nền tảng."""

WITNESS_FIELDS: Mapping[StrEnum, object] = {
    WitnessField.WORDS: QT_TRANSLATE_NOOP("Words", "Người ghi nhận thấy, nghe thế nào"),
}

NOTICE_FIELDS: Mapping[StrEnum, object] = {
    NoticeField.NUMBER: QT_TRANSLATE_NOOP("Words", "Số thông báo"),
    NoticeField.DAY: QT_TRANSLATE_NOOP("Words", "Ngày gửi"),
    NoticeField.DELIVERY: QT_TRANSLATE_NOOP("Words", "Cách gửi"),
    NoticeField.POSTED: QT_TRANSLATE_NOOP("Words", "Ngày niêm yết"),
}

DELIVERIES: Mapping[StrEnum, object] = {
    Delivery.INTERLINK: QT_TRANSLATE_NOOP("Words", "Trục liên thông văn bản"),
    Delivery.BY_HAND: QT_TRANSLATE_NOOP("Words", "Giao trực tiếp, có ký nhận"),
    Delivery.POST: QT_TRANSLATE_NOOP("Words", "Bưu điện"),
    Delivery.EMAIL: QT_TRANSLATE_NOOP("Words", "Thư điện tử công vụ"),
}

ENTRY_FIELDS: Mapping[StrEnum, object] = {
    EntryField.SITE: QT_TRANSLATE_NOOP("Words", "Hồ sơ của điểm cầu"),
    EntryField.TITLE: QT_TRANSLATE_NOOP("Words", "Tên tài liệu"),
    EntryField.KIND: QT_TRANSLATE_NOOP("Words", "Loại tài liệu"),
    EntryField.COPY_KIND: QT_TRANSLATE_NOOP("Words", "Loại bản"),
    EntryField.PAGES: QT_TRANSLATE_NOOP("Words", "Số trang"),
}

RECEPTION_KINDS: Mapping[StrEnum, object] = {
    ReceptionKind.REGULAR: QT_TRANSLATE_NOOP("Words", "Thường xuyên"),
    ReceptionKind.PERIODIC: QT_TRANSLATE_NOOP("Words", "Định kỳ"),
    ReceptionKind.EXTRAORDINARY: QT_TRANSLATE_NOOP("Words", "Đột xuất"),
}

SUBJECT_KINDS: Mapping[StrEnum, object] = {
    SubjectKind.REQUEST: QT_TRANSLATE_NOOP("Words", "Yêu cầu chờ lịch"),
    SubjectKind.SESSION: QT_TRANSLATE_NOOP("Words", "Buổi đã lên lịch"),
    SubjectKind.CONTINUED: QT_TRANSLATE_NOOP("Words", "Buổi cần tiếp tục"),
}

GATES: Mapping[StrEnum, object] = {
    GateKind.NOTICE: QT_TRANSLATE_NOOP("Words", "Thông báo, niêm yết"),
    GateKind.TRIAL: QT_TRANSLATE_NOOP("Words", "Kết nối thử"),
    GateKind.CONNECTED: QT_TRANSLATE_NOOP("Words", "Nối đủ các điểm cầu"),
}

CONDITIONS: Mapping[StrEnum, object] = {
    PlanCondition.SUBJECT: QT_TRANSLATE_NOOP("Words", "Việc này còn chờ lịch"),
    PlanCondition.NOT_CALLED: QT_TRANSLATE_NOOP("Words", "Chưa gọi các điểm cầu vào phòng"),
    PlanCondition.GROUND: QT_TRANSLATE_NOOP("Words", "Căn cứ tiếp trực tuyến"),
    PlanCondition.PROTECTION: QT_TRANSLATE_NOOP("Words", "Không yêu cầu bảo vệ danh tính"),
    PlanCondition.TITLE: QT_TRANSLATE_NOOP("Words", "Trích yếu"),
    PlanCondition.TIME: QT_TRANSLATE_NOOP("Words", "Ngày, giờ, thời lượng"),
    PlanCondition.NOTICE: QT_TRANSLATE_NOOP("Words", "Kịp hạn thông báo"),
    PlanCondition.OFFICE_HOURS: QT_TRANSLATE_NOOP("Words", "Trong giờ làm việc"),
    PlanCondition.LEAD: QT_TRANSLATE_NOOP("Words", "Người chủ trì, thư ký"),
    PlanCondition.CHAIR_FREE: QT_TRANSLATE_NOOP("Words", "Người chủ trì không trùng giờ"),
    PlanCondition.SITES: QT_TRANSLATE_NOOP("Words", "Điểm cầu: từ 2 đến 4 nơi"),
    PlanCondition.SITES_ELSEWHERE: QT_TRANSLATE_NOOP("Words", "Điểm cầu: từ 2 đến 16 nơi"),
    PlanCondition.SITES_FREE: QT_TRANSLATE_NOOP("Words", "Điểm cầu không trùng giờ"),
    PlanCondition.PARTICIPANTS: QT_TRANSLATE_NOOP("Words", "Thành phần của từng điểm cầu"),
    PlanCondition.DOSSIER: QT_TRANSLATE_NOOP("Words", "Hồ sơ của từng điểm cầu"),
}

CONDITION_STATES: Mapping[StrEnum, object] = {
    ConditionState.MISSING: QT_TRANSLATE_NOOP("Words", "chưa đạt"),
    ConditionState.ODD: QT_TRANSLATE_NOOP("Words", "nên xem lại"),
    ConditionState.NOT_HERE: QT_TRANSLATE_NOOP("Words", "máy này chưa kiểm tra được"),
    ConditionState.MET: QT_TRANSLATE_NOOP("Words", "đạt"),
}

LACKING: Mapping[StrEnum, object] = {
    PlanCondition.SUBJECT: QT_TRANSLATE_NOOP("Words", "việc này không còn chờ lịch"),
    PlanCondition.NOT_CALLED: QT_TRANSLATE_NOOP("Words", "các điểm cầu đã được gọi vào phòng"),
    PlanCondition.GROUND: QT_TRANSLATE_NOOP("Words", "quyết định chưa có căn cứ"),
    PlanCondition.PROTECTION: QT_TRANSLATE_NOOP("Words", "tố cáo không được tiếp trực tuyến"),
    PlanCondition.TITLE: QT_TRANSLATE_NOOP("Words", "chưa ghi trích yếu"),
    PlanCondition.TIME: QT_TRANSLATE_NOOP("Words", "chưa chọn ngày, giờ hoặc giờ đã qua"),
    PlanCondition.NOTICE: QT_TRANSLATE_NOOP("Words", "ngày này không kịp hạn thông báo"),
    PlanCondition.OFFICE_HOURS: "",
    PlanCondition.LEAD: QT_TRANSLATE_NOOP("Words", "chưa ghi đủ người chủ trì, thư ký"),
    PlanCondition.CHAIR_FREE: QT_TRANSLATE_NOOP("Words", "người chủ trì đã có buổi khác"),
    PlanCondition.SITES: QT_TRANSLATE_NOOP("Words", "chưa đủ điểm cầu hoặc quá 4 nơi"),
    PlanCondition.SITES_ELSEWHERE: QT_TRANSLATE_NOOP("Words", "chưa đủ điểm cầu hoặc quá 16 nơi"),
    PlanCondition.SITES_FREE: QT_TRANSLATE_NOOP("Words", "điểm cầu đã có buổi khác"),
    PlanCondition.PARTICIPANTS: QT_TRANSLATE_NOOP("Words", "có điểm cầu chưa cử người"),
    PlanCondition.DOSSIER: QT_TRANSLATE_NOOP("Words", "có điểm cầu chưa có hồ sơ"),
}
"""What is lacking, in the reason beside the button."""
