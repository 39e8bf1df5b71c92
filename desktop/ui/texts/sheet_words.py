"""The words of sheets that ask on: an end, a pause, an incident; Vietnamese."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.consultation import SitesFault
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.conduct.signing.scan import ScannedVersion
from desktop.domain.conduct.signing.signature import SignatureFault, SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.reception.ending import ReasonFault
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.record.incident import IncidentKind
from desktop.domain.recording.chair_answer import ChairAnswer
from desktop.presenters.conduct.deeds.ending_state import EndingFault
from desktop.presenters.conduct.deeds.pausing import PauseFault
from desktop.presenters.conduct.roll.roll_state import AskFault
from desktop.presenters.conduct.signing.digital_state import DigitalFault
from desktop.presenters.conduct.signing.signing_state import ObjectionFault
from desktop.ui.texts.texts import translate

ENDINGS: Mapping[StrEnum, object] = {
    SessionStatus.ADJOURNED: QT_TRANSLATE_NOOP("Words", "Dừng hôm nay, tiếp tục vào ngày khác"),
    SessionStatus.ABORTED_TECHNICAL: QT_TRANSLATE_NOOP("Words", "Dừng vì sự cố kỹ thuật"),
    SessionStatus.REFUSED: QT_TRANSLATE_NOOP("Words", "Từ chối tiếp công dân"),
}
"""How an open session is ended without signatures."""

CONSEQUENCES: Mapping[StrEnum, object] = {
    SessionStatus.ADJOURNED: QT_TRANSLATE_NOOP(
        "Words", "Biên bản ghi đến lúc này, hẹn ngày tiếp sau."
    ),
    SessionStatus.ABORTED_TECHNICAL: QT_TRANSLATE_NOOP(
        "Words", "Mất điện, mất mạng, hỏng thiết bị: không nối lại được."
    ),
    SessionStatus.REFUSED: QT_TRANSLATE_NOOP(
        "Words", "Chỉ khi có căn cứ của luật, phải giải thích."
    ),
}
"""When a way is chosen, in one line."""

NOTES: Mapping[StrEnum, object] = {
    SessionStatus.ADJOURNED: QT_TRANSLATE_NOOP(
        "Words",
        "Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Lần tiếp sau là một buổi mới do "
        "Ban Tiếp công dân lập lịch.",
    ),
    SessionStatus.ABORTED_TECHNICAL: QT_TRANSLATE_NOOP(
        "Words",
        "Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Nếu chỉ gián đoạn ít phút thì "
        "dùng Tạm dừng và chờ nối lại.",
    ),
    SessionStatus.REFUSED: QT_TRANSLATE_NOOP(
        "Words",
        "Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Chỉ từ chối khi có căn cứ tại "
        "Điều 9 Luật Tiếp công dân, Điều 4 Nghị định 154/2026/NĐ-CP và phải giải thích cho "
        "công dân.",
    ),
}
"""What follows, in two sentences."""

REASONS: Mapping[StrEnum, object] = {
    ReasonFault.TOO_SHORT: QT_TRANSLATE_NOOP(
        "Words", "Lý do cần ít nhất 10 ký tự. Viết thêm rồi bấm lại."
    ),
    ReasonFault.TOO_LONG: QT_TRANSLATE_NOOP(
        "Words", "Lý do dài quá 500 ký tự. Rút gọn rồi bấm lại."
    ),
}
"""What is wrong with a reason."""

FAULTS: Mapping[StrEnum, object] = {
    EndingFault.NOTHING_CHOSEN: QT_TRANSLATE_NOOP("Words", "Chọn một cách dừng ở trên."),
    EndingFault.TOO_SHORT: REASONS[ReasonFault.TOO_SHORT],
    EndingFault.TOO_LONG: REASONS[ReasonFault.TOO_LONG],
}
"""What is missing before a session can be ended."""

CONSULTING_FAULTS: Mapping[StrEnum, object] = {
    SitesFault.TOO_FEW: QT_TRANSLATE_NOOP("Words", "Chọn ít nhất một điểm cầu cùng Trụ sở."),
    SitesFault.WITHOUT_CENTRAL: QT_TRANSLATE_NOOP("Words", "Điểm cầu trung tâm luôn tham gia."),
    SitesFault.ABSENT: QT_TRANSLATE_NOOP(
        "Words", "Một điểm cầu đã chọn vừa mất kết nối. Bỏ chọn hoặc chờ nối lại."
    ),
    SitesFault.EVERYBODY: QT_TRANSLATE_NOOP(
        "Words", "Đã chọn mọi điểm cầu. Bỏ ít nhất một nơi, hoặc không cần hội ý riêng."
    ),
}
"""What is wrong with the sites that were chosen to consult."""

INCIDENTS: Mapping[StrEnum, object] = {
    IncidentKind.PICTURE: QT_TRANSLATE_NOOP("Words", "Mất hình"),
    IncidentKind.SOUND: QT_TRANSLATE_NOOP("Words", "Mất tiếng"),
    IncidentKind.NETWORK: QT_TRANSLATE_NOOP("Words", "Mất mạng"),
    IncidentKind.POWER: QT_TRANSLATE_NOOP("Words", "Mất điện"),
    IncidentKind.DEVICE: QT_TRANSLATE_NOOP("Words", "Thiết bị"),
    IncidentKind.ORDER: QT_TRANSLATE_NOOP("Words", "Trật tự"),
    IncidentKind.SECRET: QT_TRANSLATE_NOOP("Words", "Nội dung mật (ngắt ngay)"),
    IncidentKind.RECORDING: QT_TRANSLATE_NOOP("Words", "Ghi hình"),
}
"""What happened."""

CHAIR_ANSWERS: Mapping[StrEnum, object] = {
    ChairAnswer.REPEAT: QT_TRANSLATE_NOOP("Words", "Nói lại"),
    ChairAnswer.ADJOURN: QT_TRANSLATE_NOOP("Words", "Hoãn"),
    ChairAnswer.GO_ON: QT_TRANSLATE_NOOP("Words", "Các bên đồng ý, tiếp tục"),
}
"""What the chair chooses when much was lost."""

PAUSE_CHOICES: Mapping[StrEnum, object] = {
    PauseReason.BREAK: QT_TRANSLATE_NOOP("Words", "Nghỉ"),
    PauseReason.TECHNICAL: QT_TRANSLATE_NOOP("Words", "Lý do kỹ thuật"),
    PauseReason.ORDER: QT_TRANSLATE_NOOP("Words", "Trật tự"),
}
"""Reasons that are chosen."""

PAUSE_NOTES: Mapping[StrEnum, object] = {
    PauseReason.BREAK: QT_TRANSLATE_NOOP("Words", "Mọi người nghỉ ít phút."),
    PauseReason.TECHNICAL: QT_TRANSLATE_NOOP("Words", "Chờ khắc phục thiết bị, đường truyền."),
    PauseReason.ORDER: QT_TRANSLATE_NOOP("Words", "Chờ lập lại trật tự ở một điểm cầu."),
}
"""When a reason is chosen, in one line."""

PAUSE_FAULTS: Mapping[StrEnum, object] = {
    PauseFault.NO_TIME: QT_TRANSLATE_NOOP(
        "Words", "Chưa đọc được giờ. Ghi như 10:15 hoặc để trống."
    ),
    PauseFault.NOT_AHEAD: QT_TRANSLATE_NOOP(
        "Words", "Giờ này đã qua. Ghi giờ sau lúc này, hoặc để trống."
    ),
}
"""What is wrong with the time at which it goes on."""

ROLL_MARKS: Mapping[StrEnum, object] = {
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

SIGNATURE_FORMS: Mapping[StrEnum, object] = {
    SignatureForm.BY_HAND: QT_TRANSLATE_NOOP("Words", "Ký tay"),
    SignatureForm.FINGERPRINT: QT_TRANSLATE_NOOP("Words", "Điểm chỉ"),
    SignatureForm.DIGITAL: QT_TRANSLATE_NOOP("Words", "Ký số"),
    SignatureForm.NOT_SIGNED: QT_TRANSLATE_NOOP("Words", "Không ký"),
}
"""The buttons of a signer."""

SIGNATURE_FAULTS: Mapping[StrEnum, object] = {
    SignatureFault.REASON: QT_TRANSLATE_NOOP(
        "Words", "Không ký cần lý do, từ 10 đến 500 ký tự. Chưa ghi gì."
    ),
    SignatureFault.WITNESSES: QT_TRANSLATE_NOOP(
        "Words", "Không ký cần họ tên hai người chứng kiến khác nhau. Chưa ghi gì."
    ),
}
"""What is missing where somebody does not sign."""

DIGITAL_FAULTS: Mapping[StrEnum, object] = {
    DigitalFault.NO_FILE: QT_TRANSLATE_NOOP(
        "Words", "Chọn tệp chứng thư (.pfx, .p12) của người ký. Chưa ký gì."
    ),
    DigitalFault.NO_PASSWORD: QT_TRANSLATE_NOOP("Words", "Gõ mã PIN của thiết bị ký. Chưa ký gì."),
}
"""What is missing before somebody signs digitally."""

OBJECTION_RESULTS: Mapping[StrEnum, object] = {
    ObjectionResult.ACCEPTED: QT_TRANSLATE_NOOP("Words", "Ghi nhận sửa"),
    ObjectionResult.KEPT: QT_TRANSLATE_NOOP("Words", "Giữ nguyên, ghi ý kiến"),
}
"""The buttons of a wish to correct."""

OBJECTION_FAULTS: Mapping[StrEnum, object] = {
    ObjectionFault.EMPTY: QT_TRANSLATE_NOOP(
        "Words", "Ghi lời đề nghị, nhiều nhất 500 ký tự. Chưa ghi gì."
    ),
    ObjectionFault.FULL: QT_TRANSLATE_NOOP(
        "Words", "Bước này không ghi thêm ý kiến được. Ghi tay vào bản in."
    ),
}
"""What is wrong with what was typed."""

ROLL_FAULTS: Mapping[StrEnum, object] = {
    AskFault.BAD_TIME: QT_TRANSLATE_NOOP(
        "Words", "Ghi giờ như 08:35, từ lúc mở buổi tiếp đến bây giờ."
    ),
    AskFault.TOO_LONG: QT_TRANSLATE_NOOP("Words", "Lý do dài quá 250 ký tự. Rút gọn rồi ghi lại."),
    AskFault.NOT_NOW: QT_TRANSLATE_NOOP("Words", "Nơi khác vừa ghi khác. Xem lại rồi chọn lại."),
    AskFault.NO_NAME: QT_TRANSLATE_NOOP("Words", "Ghi họ và tên, chỉ gồm chữ."),
    AskFault.TOO_MANY: QT_TRANSLATE_NOOP("Words", "Đã thêm 32 người, không thêm được nữa."),
    AskFault.SITE_GONE: QT_TRANSLATE_NOOP(
        "Words", "Nơi đã chọn vừa rời buổi tiếp. Chọn lại nơi ngồi."
    ),
}
"""What is wrong with what was typed."""


def scan_text(scanned: ScannedVersion | None) -> str:
    """How much of the signed minutes came back as a scan."""
    if scanned is None:
        return translate("Signing", "Chưa có bản quét.")
    if scanned.is_whole:
        return translate("Signing", "Đã quét đủ {pages} trang.").format(pages=scanned.pages)
    text = translate("Signing", "Đã quét {count} trong {pages} trang, thiếu trang {missing}.")
    return text.format(
        count=len(scanned.found),
        pages=scanned.pages,
        missing=", ".join(map(str, scanned.missing)),
    )
