"""The words of casework, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.casework.reception_request import (
    Channel,
    Decision,
    OnlineGround,
    RefusalGround,
)
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.request_forms import DecisionField, RequestField

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
