"""The words of casework, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.casework.history import Recognition
from desktop.domain.casework.matter.petition import MatterField, ObjectKind, PetitionSource
from desktop.domain.casework.matter.reception_request import (
    Channel,
    Decision,
    OnlineGround,
    RefusalGround,
)
from desktop.domain.casework.matter.triage import CompetenceHint, Respondent, TriageReason
from desktop.domain.casework.people.citizen import Gender, IdKind
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.record.amendment import AmendmentFault
from desktop.domain.record.incident import IncidentKind
from desktop.domain.record.printing import FormKind
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_state import IntakeVerb
from desktop.presenters.casework.requests.request_forms import (
    DecisionField,
    NoteField,
    RequestField,
)

FORMS: Mapping[StrEnum, object] = {
    FormKind.REFUSAL: QT_TRANSLATE_NOOP("Words", "Thông báo từ chối tiếp"),
    FormKind.INDEX: QT_TRANSLATE_NOOP("Words", "Mục lục hồ sơ"),
    FormKind.STATISTICS: QT_TRANSLATE_NOOP("Words", "Thống kê tiếp công dân"),
    FormKind.APPOINTMENT: QT_TRANSLATE_NOOP("Words", "Phiếu hẹn"),
    FormKind.INVITATION: QT_TRANSLATE_NOOP("Words", "Giấy mời"),
    FormKind.CONCLUSION: QT_TRANSLATE_NOOP("Words", "Thông báo kết luận"),
    FormKind.DESIGNATION: QT_TRANSLATE_NOOP("Words", "Giấy cử đại diện"),
    FormKind.GUIDANCE: QT_TRANSLATE_NOOP("Words", "Phiếu hướng dẫn"),
    FormKind.TRANSFER: QT_TRANSLATE_NOOP("Words", "Phiếu chuyển"),
    FormKind.RECEIPT: QT_TRANSLATE_NOOP("Words", "Giấy biên nhận"),
}

REQUEST_FIELDS: Mapping[StrEnum, object] = {
    RequestField.FULL_NAME: QT_TRANSLATE_NOOP("Words", "Người yêu cầu"),
    RequestField.ID_NUMBER: QT_TRANSLATE_NOOP("Words", "Số giấy tờ"),
    RequestField.PHONE: QT_TRANSLATE_NOOP("Words", "Điện thoại"),
    RequestField.ADDRESS: QT_TRANSLATE_NOOP("Words", "Nơi ở"),
    RequestField.CHANNEL: QT_TRANSLATE_NOOP("Words", "Hình thức"),
    RequestField.GROUP_SIZE: QT_TRANSLATE_NOOP("Words", "Số người"),
    RequestField.CONTENT: QT_TRANSLATE_NOOP("Words", "Nội dung yêu cầu"),
    RequestField.OWN_RIGHT: QT_TRANSLATE_NOOP("Words", "Quyền lợi của chính mình"),
    RequestField.OTHERS_BREACH: QT_TRANSLATE_NOOP("Words", "Người khác vi phạm"),
    RequestField.PROPOSES: QT_TRANSLATE_NOOP("Words", "Đề xuất giải pháp"),
    RequestField.INFORMS: QT_TRANSLATE_NOOP("Words", "Báo tin việc chung"),
    RequestField.PETITION_TYPE: QT_TRANSLATE_NOOP("Words", "Cán bộ chọn"),
    RequestField.PROTECTION: QT_TRANSLATE_NOOP("Words", "Cần bảo vệ danh tính?"),
    RequestField.SECRECY: QT_TRANSLATE_NOOP("Words", "Bảo đảm được bí mật?"),
    RequestField.WANTS_ONLINE: QT_TRANSLATE_NOOP("Words", "Muốn được tiếp trực tuyến"),
    RequestField.ASSISTANCE: QT_TRANSLATE_NOOP("Words", "Lý do"),
    RequestField.EXCEPTION: QT_TRANSLATE_NOOP("Words", "Lý do ngoại lệ"),
}

DECISION_FIELDS: Mapping[StrEnum, object] = {
    DecisionField.DECISION: QT_TRANSLATE_NOOP("Words", "Cách tiếp"),
    DecisionField.ONLINE_GROUND: QT_TRANSLATE_NOOP(
        "Words", "Căn cứ tiếp trực tuyến (Điều 20 NĐ 154/2026)"
    ),
    DecisionField.REFUSAL_GROUND: QT_TRANSLATE_NOOP("Words", "Căn cứ không tiếp"),
}

NOTE_FIELDS: Mapping[StrEnum, object] = {
    NoteField.NUMBER: QT_TRANSLATE_NOOP("Words", "Số thông báo"),
    NoteField.SENT_ON: QT_TRANSLATE_NOOP("Words", "Ngày gửi"),
}

CHANNELS: Mapping[StrEnum, object] = {
    Channel.IN_PERSON: QT_TRANSLATE_NOOP("Words", "Đến trực tiếp"),
    Channel.POST: QT_TRANSLATE_NOOP("Words", "Gửi bưu chính"),
    Channel.PORTAL: QT_TRANSLATE_NOOP("Words", "Cổng dịch vụ công"),
    Channel.COMMUNE: QT_TRANSLATE_NOOP("Words", "Xã, phường đề nghị"),
    Channel.CITY_ORDER: QT_TRANSLATE_NOOP("Words", "Thành phố giao"),
    Channel.CENTRAL_ORDER: QT_TRANSLATE_NOOP("Words", "Trung ương giao"),
}
"""How a request came."""

DECISIONS: Mapping[StrEnum, object] = {
    Decision.ONLINE: QT_TRANSLATE_NOOP("Words", "Tiếp trực tuyến"),
    Decision.IN_PERSON: QT_TRANSLATE_NOOP("Words", "Tiếp trực tiếp"),
    Decision.REJECTED: QT_TRANSLATE_NOOP("Words", "Không tiếp"),
}

DECISION_NOTES: Mapping[StrEnum, object] = {
    Decision.ONLINE: QT_TRANSLATE_NOOP("Words", "Phải chọn một trong năm căn cứ."),
    Decision.IN_PERSON: QT_TRANSLATE_NOOP("Words", "Hẹn ngày và nơi tiếp; không nối điểm cầu."),
    Decision.REJECTED: QT_TRANSLATE_NOOP(
        "Words", "Phải chọn căn cứ ở Điều 9 Luật hoặc Điều 4 NĐ 154."
    ),
}
"""What a decision means."""

DECISION_VERBS: Mapping[StrEnum, object] = {
    Decision.ONLINE: QT_TRANSLATE_NOOP("Words", "Quyết định tiếp trực tuyến"),
    Decision.IN_PERSON: QT_TRANSLATE_NOOP("Words", "Quyết định tiếp trực tiếp"),
    Decision.REJECTED: QT_TRANSLATE_NOOP("Words", "Quyết định không tiếp"),
}
"""The button."""

DECISIONS_STORED: Mapping[StrEnum, object] = {
    RecordStorage.HERE: QT_TRANSLATE_NOOP("Words", "chưa gửi thành phố"),
    RecordStorage.CITY: QT_TRANSLATE_NOOP("Words", "thành phố đã nhận"),
}
"""How far a decision that stands has come."""

ONLINE_GROUNDS: Mapping[IntEnum, object] = {
    OnlineGround.COMPLEX: QT_TRANSLATE_NOOP(
        "Words", "1. Phức tạp, kéo dài, nhiều cơ quan, nhiều nơi"
    ),
    OnlineGround.HARD_TO_COME: QT_TRANSLATE_NOOP(
        "Words", "2. Vùng xa, người có công, cao tuổi, khuyết tật có nguyện vọng"
    ),
    OnlineGround.EMERGENCY: QT_TRANSLATE_NOOP("Words", "3. Thiên tai, dịch bệnh, lý do an ninh"),
    OnlineGround.OPEN_DENUNCIATION: QT_TRANSLATE_NOOP(
        "Words", "4. Tố cáo phức tạp, không bảo vệ danh tính"
    ),
    OnlineGround.OTHER_NEED: QT_TRANSLATE_NOOP("Words", "5. Yêu cầu thực tế khác"),
}
"""Of NĐ 154/2026 Đ20."""

REFUSAL_GROUNDS: Mapping[StrEnum, object] = {
    RefusalGround.LAW9_1: QT_TRANSLATE_NOOP(
        "Words", "Luật Đ9.1: say, mất khả năng kiểm soát hành vi"
    ),
    RefusalGround.LAW9_2: QT_TRANSLATE_NOOP(
        "Words", "Luật Đ9.2: đe dọa, xúc phạm, vi phạm nội quy"
    ),
    RefusalGround.LAW9_3: QT_TRANSLATE_NOOP(
        "Words", "Luật Đ9.3: đã giải quyết đúng, đã rà soát và thông báo"
    ),
    RefusalGround.ND4_A: QT_TRANSLATE_NOOP("Words", "NĐ 154 Đ4.1 a: mang vũ khí, chất cấm"),
    RefusalGround.ND4_B: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 b: không chấp hành kiểm tra an ninh"
    ),
    RefusalGround.ND4_C: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 c: tự ghi, phát trực tiếp, gây rối"
    ),
    RefusalGround.ND4_D: QT_TRANSLATE_NOOP("Words", "NĐ 154 Đ4.1 d: kích động, lôi kéo"),
    RefusalGround.ND4_DD: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 đ: không đủ năng lực, không có người đại diện"
    ),
    RefusalGround.ND4_E: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 e: không chứng minh được việc đại diện"
    ),
    RefusalGround.ND4_G: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 g: không thuộc khiếu nại, tố cáo, kiến nghị, phản ánh"
    ),
    RefusalGround.ND4_H: QT_TRANSLATE_NOOP(
        "Words", "NĐ 154 Đ4.1 h: đã trả lời, không có tình tiết mới"
    ),
    RefusalGround.ND4_I: QT_TRANSLATE_NOOP("Words", "NĐ 154 Đ4.1 i: bản án đã có hiệu lực"),
    RefusalGround.ND4_K: QT_TRANSLATE_NOOP("Words", "NĐ 154 Đ4.1 k: cơ quan khác đang giải quyết"),
}
"""Of the law in force."""

COPY_KINDS: Mapping[StrEnum, object] = {
    CopyKind.ORIGINAL: QT_TRANSLATE_NOOP("Words", "bản gốc"),
    CopyKind.MASTER: QT_TRANSLATE_NOOP("Words", "bản chính"),
    CopyKind.TRUE_COPY: QT_TRANSLATE_NOOP("Words", "bản sao y"),
    CopyKind.CERTIFIED: QT_TRANSLATE_NOOP("Words", "bản chứng thực"),
    CopyKind.PHOTOCOPY: QT_TRANSLATE_NOOP("Words", "bản chụp"),
}
"""Loại bản."""

HANDED_IN: Mapping[StrEnum, object] = {
    HandedIn.COPY: QT_TRANSLATE_NOOP("Words", "đã nhận bản chụp"),
    HandedIn.ORIGINAL: QT_TRANSLATE_NOOP("Words", "đã nhận bản gốc"),
    HandedIn.RETURNED: QT_TRANSLATE_NOOP("Words", "đã trả lại"),
}
"""What was handed in."""

INTAKE_FIELDS: Mapping[StrEnum, object] = {
    IntakeField.FULL_NAME: QT_TRANSLATE_NOOP("Words", "Họ và tên"),
    IntakeField.BIRTH: QT_TRANSLATE_NOOP("Words", "Ngày sinh"),
    IntakeField.GENDER: QT_TRANSLATE_NOOP("Words", "Giới tính"),
    IntakeField.ID_KIND: QT_TRANSLATE_NOOP("Words", "Loại giấy tờ"),
    IntakeField.ID_NUMBER: QT_TRANSLATE_NOOP("Words", "Số giấy tờ"),
    IntakeField.ISSUE_DATE: QT_TRANSLATE_NOOP("Words", "Ngày cấp"),
    IntakeField.ISSUE_PLACE: QT_TRANSLATE_NOOP("Words", "Nơi cấp"),
    IntakeField.SEEN: QT_TRANSLATE_NOOP("Words", "Đã đối chiếu người với giấy tờ"),
    IntakeField.EXCEPTION: QT_TRANSLATE_NOOP("Words", "Lý do không có giấy tờ"),
    IntakeField.ADDRESS: QT_TRANSLATE_NOOP("Words", "Nơi ở hiện nay"),
    IntakeField.PHONE: QT_TRANSLATE_NOOP("Words", "Điện thoại"),
    IntakeField.INTERPRETER: QT_TRANSLATE_NOOP("Words", "Cần phiên dịch hoặc người hỗ trợ"),
    IntakeField.INTERPRETER_NAME: QT_TRANSLATE_NOOP("Words", "Người phiên dịch, hỗ trợ"),
    IntakeField.CANNOT_WRITE: QT_TRANSLATE_NOOP("Words", "Không biết chữ hoặc không viết được"),
    IntakeField.STANDING: QT_TRANSLATE_NOOP("Words", "Tư cách"),
    IntakeField.GROUP_SIZE: QT_TRANSLATE_NOOP("Words", "Số người cùng việc"),
    IntakeField.ORGANISATION: QT_TRANSLATE_NOOP("Words", "Tổ chức"),
    IntakeField.POSITION: QT_TRANSLATE_NOOP("Words", "Chức vụ"),
    IntakeField.AUTHORISATION_NUMBER: QT_TRANSLATE_NOOP("Words", "Số giấy ủy quyền"),
    IntakeField.AUTHORISATION_DATE: QT_TRANSLATE_NOOP("Words", "Ngày ủy quyền"),
    IntakeField.AUTHORISATION_NOTARY: QT_TRANSLATE_NOOP("Words", "Nơi công chứng, chứng thực"),
    IntakeField.AUTHORISED_CONTENT: QT_TRANSLATE_NOOP("Words", "Nội dung ủy quyền"),
    IntakeField.LAWYER_CARD: QT_TRANSLATE_NOOP("Words", "Số thẻ luật sư"),
    IntakeField.LAWYER_DATE: QT_TRANSLATE_NOOP("Words", "Ngày cấp thẻ"),
    IntakeField.LAWYER_ISSUER: QT_TRANSLATE_NOOP("Words", "Nơi cấp thẻ"),
    IntakeField.BAR: QT_TRANSLATE_NOOP("Words", "Đoàn luật sư"),
    IntakeField.LEGAL_AID: QT_TRANSLATE_NOOP("Words", "Số quyết định phân công trợ giúp"),
    IntakeField.STANDING_REASON: QT_TRANSLATE_NOOP(
        "Words", "Lý do chưa lưu giấy tờ chứng minh tư cách"
    ),
    IntakeField.GROUP_NAME: QT_TRANSLATE_NOOP("Words", "Tên đoàn"),
    IntakeField.PRESENT: QT_TRANSLATE_NOOP("Words", "Số người có mặt"),
    IntakeField.MEMBER_NAME: QT_TRANSLATE_NOOP("Words", "Thành viên khác"),
    IntakeField.MEMBER_ADDRESS: QT_TRANSLATE_NOOP("Words", "Nơi ở của thành viên"),
    IntakeField.GROUP_REASON: QT_TRANSLATE_NOOP(
        "Words", "Lý do chưa đủ danh sách, giấy cử đại diện"
    ),
    IntakeField.SOURCE: QT_TRANSLATE_NOOP("Words", "Nguồn"),
    IntakeField.WRITTEN: QT_TRANSLATE_NOOP("Words", "Trình bày bằng"),
    IntakeField.PETITION_DATE: QT_TRANSLATE_NOOP("Words", "Ngày của đơn"),
    IntakeField.SIGNED: QT_TRANSLATE_NOOP("Words", "Đã ký hoặc điểm chỉ"),
    IntakeField.ORIGINALS: QT_TRANSLATE_NOOP("Words", "Nộp kèm bản gốc"),
    IntakeField.BY_OFFICER: QT_TRANSLATE_NOOP("Words", "Cán bộ ghi lại lời trình bày"),
    IntakeField.READ_BACK: QT_TRANSLATE_NOOP("Words", "Đã đọc lại cho công dân nghe"),
    IntakeField.FIELD: QT_TRANSLATE_NOOP("Words", "Lĩnh vực"),
    IntakeField.SUMMARY: QT_TRANSLATE_NOOP("Words", "Tóm tắt nội dung"),
    IntakeField.REQUEST: QT_TRANSLATE_NOOP("Words", "Yêu cầu của công dân"),
    IntakeField.RESPONDENT: QT_TRANSLATE_NOOP("Words", "Bên bị khiếu nại, tố cáo"),
    IntakeField.OBJECT: QT_TRANSLATE_NOOP("Words", "Đối tượng"),
    IntakeField.DECISION_NUMBER: QT_TRANSLATE_NOOP("Words", "Số quyết định bị khiếu nại"),
    IntakeField.DECISION_DATE: QT_TRANSLATE_NOOP("Words", "Ngày quyết định"),
    IntakeField.PLACE_TIME: QT_TRANSLATE_NOOP("Words", "Nơi, lúc xảy ra"),
    IntakeField.OWN_RIGHT: QT_TRANSLATE_NOOP("Words", "Quyền lợi của mình"),
    IntakeField.OTHERS_BREACH: QT_TRANSLATE_NOOP("Words", "Người khác vi phạm"),
    IntakeField.PROPOSES: QT_TRANSLATE_NOOP("Words", "Đề xuất giải pháp"),
    IntakeField.INFORMS: QT_TRANSLATE_NOOP("Words", "Báo tin việc chung"),
    IntakeField.PETITION_TYPE: QT_TRANSLATE_NOOP("Words", "Cán bộ chọn"),
    IntakeField.RESPONDENT_KIND: QT_TRANSLATE_NOOP("Words", "Bên bị khiếu nại, tố cáo thuộc"),
    IntakeField.FIRST_DECIDED: QT_TRANSLATE_NOOP("Words", "Cấp dưới đã giải quyết lần đầu"),
    IntakeField.FINALLY_DECIDED: QT_TRANSLATE_NOOP("Words", "Đã có quyết định cuối cùng"),
    IntakeField.IN_COURT: QT_TRANSLATE_NOOP("Words", "Tòa án đã hoặc đang xử"),
    IntakeField.OTHER_BODY: QT_TRANSLATE_NOOP("Words", "Cơ quan khác đang giải quyết"),
    IntakeField.WITHIN: QT_TRANSLATE_NOOP("Words", "Thuộc thẩm quyền"),
    IntakeField.AGENCY: QT_TRANSLATE_NOOP("Words", "Cơ quan có thẩm quyền"),
    IntakeField.PROTECTION: QT_TRANSLATE_NOOP("Words", "Cần bảo vệ danh tính?"),
    IntakeField.CASE: QT_TRANSLATE_NOOP("Words", "Gắn vào vụ việc"),
    IntakeField.SECRECY: QT_TRANSLATE_NOOP("Words", "Bảo đảm được bí mật?"),
}
"""Labels of the form of an intake."""

INTAKE_VERBS: Mapping[StrEnum, object] = {
    IntakeVerb.QUEUE: QT_TRANSLATE_NOOP("Words", "Xong, vào hàng chờ"),
    IntakeVerb.REDIRECT: QT_TRANSLATE_NOOP("Words", "Chuyển sang tiếp trực tiếp"),
}
"""The primary button."""

GENDERS: Mapping[StrEnum, object] = {
    Gender.MALE: QT_TRANSLATE_NOOP("Words", "Nam"),
    Gender.FEMALE: QT_TRANSLATE_NOOP("Words", "Nữ"),
}
"""Of a person."""

ID_KINDS: Mapping[StrEnum, object] = {
    IdKind.CAN_CUOC: QT_TRANSLATE_NOOP("Words", "Căn cước"),
    IdKind.CCCD: QT_TRANSLATE_NOOP("Words", "CCCD"),
    IdKind.CAN_CUOC_CERTIFICATE: QT_TRANSLATE_NOOP("Words", "Giấy chứng nhận căn cước"),
    IdKind.PERSONAL_NUMBER: QT_TRANSLATE_NOOP("Words", "Số định danh cá nhân"),
    IdKind.PASSPORT: QT_TRANSLATE_NOOP("Words", "Hộ chiếu"),
    IdKind.OTHER: QT_TRANSLATE_NOOP("Words", "Giấy tờ khác"),
}
"""Papers of a person."""

STANDINGS: Mapping[StrEnum, object] = {
    StandingKind.SELF: QT_TRANSLATE_NOOP("Words", "Tự mình"),
    StandingKind.LEGAL_REPRESENTATIVE: QT_TRANSLATE_NOOP("Words", "Đại diện theo pháp luật"),
    StandingKind.HEAD_OF_ORGANISATION: QT_TRANSLATE_NOOP("Words", "Người đứng đầu tổ chức"),
    StandingKind.AUTHORISED: QT_TRANSLATE_NOOP("Words", "Được ủy quyền"),
    StandingKind.LAWYER: QT_TRANSLATE_NOOP("Words", "Luật sư"),
    StandingKind.LEGAL_AID: QT_TRANSLATE_NOOP("Words", "Trợ giúp viên pháp lý"),
    StandingKind.GROUP_REPRESENTATIVE: QT_TRANSLATE_NOOP("Words", "Đại diện đoàn"),
    StandingKind.INTERPRETER: QT_TRANSLATE_NOOP("Words", "Người phiên dịch"),
}
"""As what a person comes."""

SOURCES: Mapping[StrEnum, object] = {
    PetitionSource.IN_PERSON: QT_TRANSLATE_NOOP("Words", "Đến trực tiếp"),
    PetitionSource.POST: QT_TRANSLATE_NOOP("Words", "Gửi bưu chính"),
    PetitionSource.PORTAL: QT_TRANSLATE_NOOP("Words", "Cổng dịch vụ công"),
    PetitionSource.TRANSFERRED: QT_TRANSLATE_NOOP("Words", "Nơi khác chuyển đến"),
    PetitionSource.LEADER_ASSIGNED: QT_TRANSLATE_NOOP("Words", "Lãnh đạo giao"),
    PetitionSource.PEOPLE_COUNCIL: QT_TRANSLATE_NOOP("Words", "Hội đồng nhân dân"),
    PetitionSource.NATIONAL_ASSEMBLY: QT_TRANSLATE_NOOP("Words", "Đại biểu Quốc hội"),
    PetitionSource.FATHERLAND_FRONT: QT_TRANSLATE_NOOP("Words", "Mặt trận Tổ quốc"),
    PetitionSource.PRESS: QT_TRANSLATE_NOOP("Words", "Báo chí"),
    PetitionSource.CENTRAL: QT_TRANSLATE_NOOP("Words", "Cơ quan Trung ương"),
}
"""Where a content comes from."""

MATTER_FIELDS: Mapping[StrEnum, object] = {
    MatterField.LAND: QT_TRANSLATE_NOOP("Words", "Đất đai"),
    MatterField.CLEARANCE: QT_TRANSLATE_NOOP("Words", "Bồi thường GPMB"),
    MatterField.CONSTRUCTION: QT_TRANSLATE_NOOP("Words", "Xây dựng"),
    MatterField.ENVIRONMENT: QT_TRANSLATE_NOOP("Words", "Môi trường"),
    MatterField.SOCIAL_POLICY: QT_TRANSLATE_NOOP("Words", "Chính sách xã hội"),
    MatterField.CIVIL_STATUS: QT_TRANSLATE_NOOP("Words", "Hộ tịch"),
    MatterField.CIVIL_SERVANTS: QT_TRANSLATE_NOOP("Words", "Cán bộ, công chức"),
    MatterField.FINANCE: QT_TRANSLATE_NOOP("Words", "Tài chính"),
    MatterField.CORRUPTION: QT_TRANSLATE_NOOP("Words", "Tham nhũng"),
    MatterField.PROCEEDINGS: QT_TRANSLATE_NOOP("Words", "Tố tụng"),
    MatterField.OTHER: QT_TRANSLATE_NOOP("Words", "Lĩnh vực khác"),
}
"""What a content is about."""

OBJECTS: Mapping[StrEnum, object] = {
    ObjectKind.ADMINISTRATIVE_DECISION: QT_TRANSLATE_NOOP("Words", "Quyết định hành chính"),
    ObjectKind.ADMINISTRATIVE_ACT: QT_TRANSLATE_NOOP("Words", "Hành vi hành chính"),
    ObjectKind.DISCIPLINARY_DECISION: QT_TRANSLATE_NOOP("Words", "Quyết định kỷ luật"),
    ObjectKind.VIOLATION: QT_TRANSLATE_NOOP("Words", "Hành vi vi phạm"),
}
"""What a complaint or denunciation is directed against."""

RESPONDENTS: Mapping[StrEnum, object] = {
    Respondent.OUR_STAFF: QT_TRANSLATE_NOOP("Words", "Cán bộ của nơi tiếp"),
    Respondent.OUR_HEAD: QT_TRANSLATE_NOOP("Words", "Người đứng đầu nơi tiếp"),
    Respondent.LOWER_HEAD: QT_TRANSLATE_NOOP("Words", "Người đứng đầu cấp dưới"),
    Respondent.LOWER_STAFF: QT_TRANSLATE_NOOP("Words", "Cán bộ của cấp dưới"),
    Respondent.HIGHER: QT_TRANSLATE_NOOP("Words", "Cấp trên"),
    Respondent.OTHER_BODY: QT_TRANSLATE_NOOP("Words", "Cơ quan khác"),
}
"""Whose decision or breach it is."""

TRIAGE_REASONS: Mapping[StrEnum, object] = {
    TriageReason.OWN_RIGHT: QT_TRANSLATE_NOOP(
        "Words", "Phản đối quyết định, hành vi liên quan đến quyền lợi của mình."
    ),
    TriageReason.OTHERS_BREACH: QT_TRANSLATE_NOOP(
        "Words", "Báo hành vi vi phạm pháp luật của người khác."
    ),
    TriageReason.PROPOSES: QT_TRANSLATE_NOOP("Words", "Đề xuất giải pháp, chính sách."),
    TriageReason.INFORMS: QT_TRANSLATE_NOOP("Words", "Cung cấp thông tin về việc chung."),
}
"""Why a type is proposed."""

COMPETENCE_HINTS: Mapping[StrEnum, object] = {
    CompetenceHint.GIVER_DECIDES: QT_TRANSLATE_NOOP(
        "Words", "Khiếu nại lần đầu: nơi ra quyết định giải quyết."
    ),
    CompetenceHint.SECOND_COMPLAINT: QT_TRANSLATE_NOOP(
        "Words", "Khiếu nại lần hai: nơi tiếp giải quyết."
    ),
    CompetenceHint.BODY_BELOW_FIRST: QT_TRANSLATE_NOOP(
        "Words", "Cấp dưới phải giải quyết lần đầu trước."
    ),
    CompetenceHint.OWN_STAFF: QT_TRANSLATE_NOOP(
        "Words", "Cán bộ của nơi tiếp: người đứng đầu giải quyết."
    ),
    CompetenceHint.HEAD_OF_BODY_BELOW: QT_TRANSLATE_NOOP(
        "Words", "Người đứng đầu cấp dưới: nơi tiếp giải quyết."
    ),
    CompetenceHint.STAFF_OF_BODY_BELOW: QT_TRANSLATE_NOOP(
        "Words", "Cán bộ của cấp dưới: cấp dưới giải quyết."
    ),
    CompetenceHint.HEAD_ANSWERS_ABOVE: QT_TRANSLATE_NOOP(
        "Words", "Người đứng đầu nơi tiếp: cấp trên giải quyết."
    ),
    CompetenceHint.BODY_ABOVE: QT_TRANSLATE_NOOP(
        "Words", "Thuộc cấp trên: hướng dẫn gửi cấp trên."
    ),
    CompetenceHint.ANOTHER_BODY: QT_TRANSLATE_NOOP(
        "Words", "Thuộc cơ quan khác: hướng dẫn gửi đúng nơi."
    ),
    CompetenceHint.FINALLY_DECIDED: QT_TRANSLATE_NOOP("Words", "Đã có quyết định cuối cùng."),
    CompetenceHint.IN_COURT: QT_TRANSLATE_NOOP("Words", "Tòa án đã hoặc đang xử."),
    CompetenceHint.HANDLED_ELSEWHERE: QT_TRANSLATE_NOOP("Words", "Cơ quan khác đang giải quyết."),
    CompetenceHint.NEEDS_REPRESENTATIVES: QT_TRANSLATE_NOOP(
        "Words", "Đoàn phải cử người đại diện."
    ),
}
"""What speaks for or against the competence of the body that receives."""

RECOGNITIONS: Mapping[StrEnum, object] = {
    Recognition.NUMBER: QT_TRANSLATE_NOOP("Words", "Trùng số giấy tờ"),
    Recognition.NAME: QT_TRANSLATE_NOOP("Words", "Trùng họ tên, năm sinh, nơi ở"),
    Recognition.SIMILAR_NAME: QT_TRANSLATE_NOOP("Words", "Gần giống họ tên, trùng năm sinh, nơi ở"),
}
"""By what somebody is taken for one who came before."""

AMENDMENT_FAULTS: Mapping[StrEnum, object] = {
    AmendmentFault.NO_TEXT: QT_TRANSLATE_NOOP("Words", "Ghi nội dung bổ sung. Chưa ghi gì."),
    AmendmentFault.TOO_LONG: QT_TRANSLATE_NOOP(
        "Words",
        "Nội dung dài quá 2000 ký tự, hoặc lý do quá 500. Chưa ghi gì, rút gọn rồi ghi lại.",
    ),
    AmendmentFault.REASON: QT_TRANSLATE_NOOP(
        "Words", "Ghi lý do, từ 10 đến 500 ký tự. Chưa ghi gì."
    ),
}
"""What is missing of an amendment."""

INCIDENTS: Mapping[StrEnum, object] = {
    IncidentKind.PICTURE: QT_TRANSLATE_NOOP("Words", "mất hình"),
    IncidentKind.SOUND: QT_TRANSLATE_NOOP("Words", "mất tiếng"),
    IncidentKind.NETWORK: QT_TRANSLATE_NOOP("Words", "mất mạng"),
    IncidentKind.POWER: QT_TRANSLATE_NOOP("Words", "mất điện"),
    IncidentKind.DEVICE: QT_TRANSLATE_NOOP("Words", "sự cố thiết bị"),
    IncidentKind.ORDER: QT_TRANSLATE_NOOP("Words", "mất trật tự"),
    IncidentKind.SECRET: QT_TRANSLATE_NOOP("Words", "nói đến nội dung mật"),
    IncidentKind.RECORDING: QT_TRANSLATE_NOOP("Words", "sự cố ghi hình"),
}
"""What was noted during a session, read afterwards."""

VISIT_STATUSES: Mapping[StrEnum, object] = {
    VisitStatus.REGISTERED: QT_TRANSLATE_NOOP("Words", "đã hẹn"),
    VisitStatus.ARRIVED: QT_TRANSLATE_NOOP("Words", "đã đến"),
    VisitStatus.IDENTIFYING: QT_TRANSLATE_NOOP("Words", "đang kiểm tra nhân thân"),
    VisitStatus.IDENTIFIED: QT_TRANSLATE_NOOP("Words", "đã kiểm tra nhân thân"),
    VisitStatus.WAITING: QT_TRANSLATE_NOOP("Words", "đang chờ"),
    VisitStatus.CALLED: QT_TRANSLATE_NOOP("Words", "đã mời"),
    VisitStatus.IN_RECEPTION: QT_TRANSLATE_NOOP("Words", "đang tiếp"),
    VisitStatus.OUTCOME_RECORDED: QT_TRANSLATE_NOOP("Words", "đã ghi kết quả"),
    VisitStatus.CLOSED: QT_TRANSLATE_NOOP("Words", "đã tiếp xong"),
    VisitStatus.NO_SHOW: QT_TRANSLATE_NOOP("Words", "không đến"),
    VisitStatus.WITHDRAWN: QT_TRANSLATE_NOOP("Words", "đã rút"),
    VisitStatus.REDIRECTED: QT_TRANSLATE_NOOP("Words", "chuyển tiếp trực tiếp"),
    VisitStatus.REFUSED: QT_TRANSLATE_NOOP("Words", "từ chối tiếp"),
}
"""Where a visit stands."""

VISIT_OUTCOMES: Mapping[StrEnum, object] = {
    VisitOutcome.ACCEPTED: QT_TRANSLATE_NOOP("Words", "đề xuất thụ lý"),
    VisitOutcome.GUIDED: QT_TRANSLATE_NOOP("Words", "hướng dẫn"),
    VisitOutcome.FORWARDED: QT_TRANSLATE_NOOP("Words", "chuyển đơn"),
    VisitOutcome.URGED_LOWER: QT_TRANSLATE_NOOP("Words", "báo cáo để đôn đốc"),
    VisitOutcome.EXPLAINED: QT_TRANSLATE_NOOP("Words", "giải thích"),
    VisitOutcome.ANSWERED: QT_TRANSLATE_NOOP("Words", "trả lời ngay"),
    VisitOutcome.SUPPLEMENT: QT_TRANSLATE_NOOP("Words", "yêu cầu bổ sung"),
    VisitOutcome.RETURNED: QT_TRANSLATE_NOOP("Words", "trả đơn"),
    VisitOutcome.REFUSED: QT_TRANSLATE_NOOP("Words", "từ chối tiếp"),
    VisitOutcome.WANTS_LEADER: QT_TRANSLATE_NOOP("Words", "yêu cầu gặp lãnh đạo"),
}
"""What a reception came to."""
