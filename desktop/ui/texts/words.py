"""The words of every closed set the screens show, Vietnamese; one table per set."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.conduct.speaking_queue import Side
from desktop.domain.devices.device import DeviceKind
from desktop.domain.media.call import Quality, QualityCause, Rung
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.room.door_take import TakeWord
from desktop.domain.room.measurements import CheckCode
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, Presence, VeilKind
from desktop.presenters.conduct.speaking_state import RowAction
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import PublicSigning, SceneKind
from desktop.presenters.shell.status_bar_state import CameraWord
from desktop.presenters.sync.unsent_state import SendState
from desktop.ui.texts.texts import translate

CONTEXT = "Words"
VERB_CONTEXT = "Verbs"
CHECK_CONTEXT = "RoomCheck"


def word(table: Mapping[StrEnum, object], member: StrEnum) -> str:
    """The word for a member of a set, in the language of the program."""
    text = str(table[member])
    context = VERB_CONTEXT if isinstance(member, Verb) else CONTEXT
    if isinstance(member, CheckCode):
        context = CHECK_CONTEXT
    return translate(context, text) if text else ""


STEPS: Mapping[StrEnum, object] = {
    Step.OPENING: QT_TRANSLATE_NOOP("Words", "Mở buổi tiếp"),
    Step.ROLL_CALL: QT_TRANSLATE_NOOP("Words", "Kiểm tra thành phần"),
    Step.ANNOUNCEMENTS: QT_TRANSLATE_NOOP("Words", "Công bố nội dung"),
    Step.PRESENTATION: QT_TRANSLATE_NOOP("Words", "Trình bày"),
    Step.QUESTIONS: QT_TRANSLATE_NOOP("Words", "Hỏi đáp"),
    Step.CONSULTATION: QT_TRANSLATE_NOOP("Words", "Hội ý"),
    Step.CONCLUSION: QT_TRANSLATE_NOOP("Words", "Kết luận"),
    Step.READ_BACK: QT_TRANSLATE_NOOP("Words", "Đọc biên bản"),
    Step.SIGNING: QT_TRANSLATE_NOOP("Words", "Ký"),
    Step.CLOSING: QT_TRANSLATE_NOOP("Words", "Đóng"),
}
"""Steps, as names."""

FLAGS: Mapping[StrEnum, object] = {
    CaseFlag.LARGE_GROUP: QT_TRANSLATE_NOOP("Words", "Đông người"),
    CaseFlag.COMPLEX: QT_TRANSLATE_NOOP("Words", "Phức tạp"),
    CaseFlag.PROLONGED: QT_TRANSLATE_NOOP("Words", "Kéo dài"),
}
"""Flags of a case."""

PETITIONS: Mapping[StrEnum, object] = {
    PetitionType.COMPLAINT: QT_TRANSLATE_NOOP("Words", "Khiếu nại"),
    PetitionType.DENUNCIATION: QT_TRANSLATE_NOOP("Words", "Tố cáo"),
    PetitionType.PROPOSAL: QT_TRANSLATE_NOOP("Words", "Kiến nghị"),
    PetitionType.FEEDBACK: QT_TRANSLATE_NOOP("Words", "Phản ánh"),
}
"""Kinds of petition."""

LINE_KINDS: Mapping[StrEnum, object] = {
    MinuteLineKind.STATEMENT: QT_TRANSLATE_NOOP("Words", "trình bày"),
    MinuteLineKind.QUESTION: QT_TRANSLATE_NOOP("Words", "hỏi"),
    MinuteLineKind.ANSWER: QT_TRANSLATE_NOOP("Words", "trả lời"),
    MinuteLineKind.AGREEMENT: QT_TRANSLATE_NOOP("Words", "thống nhất"),
    MinuteLineKind.DISPUTE: QT_TRANSLATE_NOOP("Words", "còn khác nhau"),
    MinuteLineKind.DIRECTIVE: QT_TRANSLATE_NOOP("Words", "kết luận"),
    MinuteLineKind.TECHNICAL: QT_TRANSLATE_NOOP("Words", "sự cố"),
}
"""Kinds of minute lines."""

PEOPLE: Mapping[StrEnum, object] = {
    ParticipantRole.CHAIR: QT_TRANSLATE_NOOP("Words", "Người chủ trì"),
    ParticipantRole.CO_CHAIR: QT_TRANSLATE_NOOP("Words", "Người đồng chủ trì"),
    ParticipantRole.SECRETARY: QT_TRANSLATE_NOOP("Words", "Thư ký"),
    ParticipantRole.ADVISING: QT_TRANSLATE_NOOP("Words", "Bộ phận tham mưu"),
    ParticipantRole.AGENCY_REPRESENTATIVE: QT_TRANSLATE_NOOP("Words", "Đại diện cơ quan"),
    ParticipantRole.COMMUNE_LEADER: QT_TRANSLATE_NOOP("Words", "Lãnh đạo xã, phường"),
    ParticipantRole.ROOM_OFFICER: QT_TRANSLATE_NOOP("Words", "Cán bộ tiếp dân"),
    ParticipantRole.CITIZEN: QT_TRANSLATE_NOOP("Words", "Công dân"),
    ParticipantRole.CITIZEN_REPRESENTATIVE: QT_TRANSLATE_NOOP("Words", "Người đại diện"),
    ParticipantRole.LAWYER: QT_TRANSLATE_NOOP("Words", "Luật sư"),
    ParticipantRole.LEGAL_AID: QT_TRANSLATE_NOOP("Words", "Trợ giúp viên pháp lý"),
    ParticipantRole.INTERPRETER: QT_TRANSLATE_NOOP("Words", "Người phiên dịch"),
    ParticipantRole.TECHNICIAN: QT_TRANSLATE_NOOP("Words", "Kỹ thuật"),
    ParticipantRole.OBSERVER: QT_TRANSLATE_NOOP("Words", "Người theo dõi"),
}
"""What a person does in a session."""

QUALITIES: Mapping[StrEnum, object] = {
    Quality.GOOD: QT_TRANSLATE_NOOP("Words", "tốt"),
    Quality.FAIR: QT_TRANSLATE_NOOP("Words", "trung bình"),
    Quality.WEAK: QT_TRANSLATE_NOOP("Words", "yếu"),
    Quality.LOST: QT_TRANSLATE_NOOP("Words", "mất"),
}
"""Đường truyền."""

CAUSES: Mapping[StrEnum, object] = {
    QualityCause.NONE: "",
    QualityCause.OUR_LINE: QT_TRANSLATE_NOOP("Words", "mạng phòng này"),
    QualityCause.THEIR_LINE: QT_TRANSLATE_NOOP("Words", "mạng nơi kia"),
    QualityCause.SLOW_PC: QT_TRANSLATE_NOOP("Words", "máy chậm"),
    QualityCause.DEVICE: QT_TRANSLATE_NOOP("Words", "thiết bị"),
}
"""Whose fault it is."""

RUNGS: Mapping[StrEnum, object] = {
    Rung.P720: "720p",
    Rung.P480: "480p",
    Rung.P360: "360p",
    Rung.P240: "240p",
    Rung.STILL: QT_TRANSLATE_NOOP("Words", "ảnh tĩnh"),
    Rung.SOUND: QT_TRANSLATE_NOOP("Words", "chỉ tiếng"),
}
"""How much of a picture is sent."""

STATUSES: Mapping[StrEnum, object] = {
    SessionStatus.SCHEDULED: QT_TRANSLATE_NOOP("Words", "đã lên lịch"),
    SessionStatus.NOTIFIED: QT_TRANSLATE_NOOP("Words", "đã thông báo"),
    SessionStatus.TRIAL_PASSED: QT_TRANSLATE_NOOP("Words", "đã kết nối thử"),
    SessionStatus.CONNECTING: QT_TRANSLATE_NOOP("Words", "đang kết nối"),
    SessionStatus.READY: QT_TRANSLATE_NOOP("Words", "sẵn sàng"),
    SessionStatus.IN_SESSION: QT_TRANSLATE_NOOP("Words", "đang tiếp"),
    SessionStatus.PAUSED: QT_TRANSLATE_NOOP("Words", "tạm dừng"),
    SessionStatus.CONCLUDING: QT_TRANSLATE_NOOP("Words", "kết luận"),
    SessionStatus.MINUTES_REVIEW: QT_TRANSLATE_NOOP("Words", "đọc biên bản"),
    SessionStatus.SIGNED: QT_TRANSLATE_NOOP("Words", "đã chốt, chờ ký"),
    SessionStatus.CLOSED: QT_TRANSLATE_NOOP("Words", "đã đóng"),
    SessionStatus.POSTPONED: QT_TRANSLATE_NOOP("Words", "hoãn"),
    SessionStatus.CANCELLED: QT_TRANSLATE_NOOP("Words", "hủy"),
    SessionStatus.REFUSED: QT_TRANSLATE_NOOP("Words", "từ chối tiếp công dân"),
    SessionStatus.ADJOURNED: QT_TRANSLATE_NOOP("Words", "đã dừng, hẹn ngày khác"),
    SessionStatus.ABORTED_TECHNICAL: QT_TRANSLATE_NOOP("Words", "dừng vì kỹ thuật"),
}
"""State of a session."""

MICROPHONES: Mapping[StrEnum, object] = {
    MicrophoneWord.OPEN: QT_TRANSLATE_NOOP("Words", "mở"),
    MicrophoneWord.OFF: QT_TRANSLATE_NOOP("Words", "tắt"),
    MicrophoneWord.WAITING: QT_TRANSLATE_NOOP("Words", "chờ lời"),
    MicrophoneWord.ELSEWHERE: QT_TRANSLATE_NOOP("Words", "nơi khác"),
}
"""Micro."""

CAMERAS: Mapping[StrEnum, object] = {
    CameraWord.ON: QT_TRANSLATE_NOOP("Words", "mở"),
    CameraWord.OFF: QT_TRANSLATE_NOOP("Words", "tắt"),
    CameraWord.PREVIEW: QT_TRANSLATE_NOOP("Words", "xem trước"),
    CameraWord.MISSING: QT_TRANSLATE_NOOP("Words", "không có"),
    CameraWord.ELSEWHERE: QT_TRANSLATE_NOOP("Words", "nơi khác"),
}
"""Camera."""

RECORDINGS: Mapping[StrEnum, object] = {
    RecordingWord.RECORDING: QT_TRANSLATE_NOOP("Words", "đang ghi"),
    RecordingWord.FAULT: QT_TRANSLATE_NOOP("Words", "lỗi"),
    RecordingWord.OFF: QT_TRANSLATE_NOOP("Words", "không ghi"),
}
"""GHI."""

DOOR_TAKES: Mapping[StrEnum, object] = {
    TakeWord.GOOD: QT_TRANSLATE_NOOP("Words", "Ghi thử đạt lúc {at}: phòng này ghi được."),
    TakeWord.LACKING: QT_TRANSLATE_NOOP(
        "Words", "Trong 2 giờ qua chưa ghi thử đạt, nên phòng này chưa sẵn sàng."
    ),
    TakeWord.WAIVED: QT_TRANSLATE_NOOP(
        "Words", "Chưa ghi thử đạt. Lãnh đạo cho phép vào; lý do sẽ in trong biên bản."
    ),
}
"""Ghi thử at the door. at: of the take that counts."""

SCENES: Mapping[StrEnum, object] = {
    SceneKind.CREST: QT_TRANSLATE_NOOP("Words", "quốc huy"),
    SceneKind.WAITING: QT_TRANSLATE_NOOP("Words", "chờ"),
    SceneKind.DIALOGUE: QT_TRANSLATE_NOOP("Words", "đối thoại"),
    SceneKind.DOCUMENT: QT_TRANSLATE_NOOP("Words", "tài liệu"),
    SceneKind.PAUSED: QT_TRANSLATE_NOOP("Words", "tạm dừng"),
    SceneKind.CONSULTATION: QT_TRANSLATE_NOOP("Words", "hội ý"),
    SceneKind.COUNTDOWN: QT_TRANSLATE_NOOP("Words", "đếm ngược"),
    SceneKind.READ_BACK: QT_TRANSLATE_NOOP("Words", "đọc biên bản"),
    SceneKind.SIGNING: QT_TRANSLATE_NOOP("Words", "ký biên bản"),
    SceneKind.ENDED: QT_TRANSLATE_NOOP("Words", "kết thúc"),
    SceneKind.TRIAL_PAGE: QT_TRANSLATE_NOOP("Words", "trang thử"),
}
"""MH2."""

PUBLIC_SIGNINGS: Mapping[StrEnum, object] = {
    PublicSigning.WAITING: QT_TRANSLATE_NOOP("Words", "chờ"),
    PublicSigning.NOW: QT_TRANSLATE_NOOP("Words", "đến lượt ký"),
    PublicSigning.SIGNED: QT_TRANSLATE_NOOP("Words", "đã ký"),
    PublicSigning.NOTED: QT_TRANSLATE_NOOP("Words", "đã ghi nhận"),
}
"""Of a signer on display 2, as an officer noted it."""

VERBS: Mapping[StrEnum, object] = {
    Verb.OPEN: QT_TRANSLATE_NOOP("Verbs", "Mở buổi tiếp"),
    Verb.STOP_OPENING: QT_TRANSLATE_NOOP("Verbs", "Thôi đếm"),
    Verb.STOP_RESUMING: QT_TRANSLATE_NOOP("Verbs", "Thôi đếm"),
    Verb.GIVE_FLOOR: QT_TRANSLATE_NOOP("Verbs", "Mời nói"),
    Verb.END_TURN: QT_TRANSLATE_NOOP("Verbs", "Dừng lời"),
    Verb.ASK_FLOOR: QT_TRANSLATE_NOOP("Verbs", "Xin nói"),
    Verb.LOWER_HAND: QT_TRANSLATE_NOOP("Verbs", "Thôi xin nói"),
    Verb.LOWER_ALL: QT_TRANSLATE_NOOP("Verbs", "Hạ hết tay"),
    Verb.CONSULT: QT_TRANSLATE_NOOP("Verbs", "Hội ý"),
    Verb.END_CONSULT: QT_TRANSLATE_NOOP("Verbs", "Trở lại"),
    Verb.PAUSE: QT_TRANSLATE_NOOP("Verbs", "Tạm dừng"),
    Verb.PAUSE_FOR_SECRET: QT_TRANSLATE_NOOP("Verbs", "Nội dung mật: ngắt ngay"),
    Verb.BREAK_NOW: QT_TRANSLATE_NOOP("Verbs", "Tạm nghỉ ngay"),
    Verb.RESUME: QT_TRANSLATE_NOOP("Verbs", "Tiếp tục"),
    Verb.CONCLUDE: QT_TRANSLATE_NOOP("Verbs", "Kết luận"),
    Verb.REOPEN: QT_TRANSLATE_NOOP("Verbs", "Hỏi đáp lại"),
    Verb.CLOSE: QT_TRANSLATE_NOOP("Verbs", "Đóng"),
    Verb.END: QT_TRANSLATE_NOOP("Verbs", "Dừng buổi tiếp"),
    Verb.EXPORT: QT_TRANSLATE_NOOP("Verbs", "Xuất biên bản"),
    Verb.NEXT_STEP: QT_TRANSLATE_NOOP("Verbs", "Sang bước {step}"),
    Verb.SKIP_STEP: QT_TRANSLATE_NOOP("Verbs", "Bỏ qua: {step}…"),
    Verb.LEAVE: QT_TRANSLATE_NOOP("Verbs", "Rời phòng"),
    Verb.CALL_AGENCY: QT_TRANSLATE_NOOP("Verbs", "Mời cơ quan"),
    Verb.JOIN_IN: QT_TRANSLATE_NOOP("Verbs", "Vào buổi tiếp"),
}
"""Buttons."""

ARMED: Mapping[StrEnum, object] = {
    Verb.OPEN: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để mở"),
    Verb.STOP_OPENING: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để thôi"),
    Verb.STOP_RESUMING: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để thôi"),
    Verb.GIVE_FLOOR: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để mời"),
    Verb.END_TURN: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để dừng"),
    Verb.ASK_FLOOR: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để xin"),
    Verb.LOWER_HAND: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để thôi"),
    Verb.LOWER_ALL: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để hạ hết"),
    Verb.CONSULT: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để hội ý"),
    Verb.END_CONSULT: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để trở lại"),
    Verb.PAUSE: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để dừng"),
    Verb.PAUSE_FOR_SECRET: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để ngắt"),
    Verb.BREAK_NOW: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để nghỉ"),
    Verb.RESUME: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để tiếp"),
    Verb.CONCLUDE: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để kết luận"),
    Verb.REOPEN: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để mở lại"),
    Verb.CLOSE: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để đóng"),
    Verb.END: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để dừng"),
    Verb.EXPORT: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để xuất"),
    Verb.NEXT_STEP: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để sang bước"),
    Verb.SKIP_STEP: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để bỏ qua"),
    Verb.LEAVE: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để rời"),
    Verb.CALL_AGENCY: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để mời"),
    Verb.JOIN_IN: QT_TRANSLATE_NOOP("Verbs", "Nhấn lần nữa để vào"),
}
"""The second press."""

OBSTACLES: Mapping[StrEnum, object] = {
    Obstacle.NO_RIGHT: QT_TRANSLATE_NOOP("Words", "Việc này do người chủ trì làm."),
    Obstacle.CITY_LOST: QT_TRANSLATE_NOOP("Words", "Đang mất kết nối với Trụ sở thành phố."),
    Obstacle.NOT_OPENED: QT_TRANSLATE_NOOP("Words", "Buổi tiếp chưa mở."),
    Obstacle.ALREADY_OPEN: QT_TRANSLATE_NOOP("Words", "Buổi tiếp đã mở."),
    Obstacle.SITES_MISSING: QT_TRANSLATE_NOOP("Words", "Chưa đủ các điểm cầu."),
    Obstacle.GATES_MISSING: QT_TRANSLATE_NOOP(
        "Words",
        "Chưa đủ các mốc kiểm tra theo quy định. Mốc đạt muộn thì lãnh đạo cho phép ở Lập lịch.",
    ),
    Obstacle.NOT_IN_THIS_STATE: QT_TRANSLATE_NOOP("Words", "Chưa làm được ở bước này."),
    Obstacle.PAUSED: QT_TRANSLATE_NOOP("Words", "Buổi tiếp đang tạm dừng."),
    Obstacle.CLOSED: QT_TRANSLATE_NOOP("Words", "Buổi tiếp đã kết thúc."),
    Obstacle.NOBODY_WAITS: QT_TRANSLATE_NOOP("Words", "Chưa có ai xin nói."),
    Obstacle.NOBODY_SPEAKS: QT_TRANSLATE_NOOP("Words", "Chưa có ai đang nói."),
    Obstacle.ABSENT: QT_TRANSLATE_NOOP("Words", "Điểm cầu này chưa có mặt."),
    Obstacle.HAND_UP: QT_TRANSLATE_NOOP("Words", "Đã xin nói, đang chờ mời."),
    Obstacle.LOCKED: QT_TRANSLATE_NOOP("Words", "Người chủ trì đã khóa micro của phòng này."),
    Obstacle.BESIDE: QT_TRANSLATE_NOOP("Words", "Máy thứ hai không dùng micro và camera."),
    Obstacle.NO_SEAT: QT_TRANSLATE_NOOP("Words", "Máy này không còn chỗ trong buổi tiếp."),
    Obstacle.ENDING_ASKED: QT_TRANSLATE_NOOP("Words", "Đang hỏi cách dừng buổi tiếp."),
    Obstacle.SKIPPING_ASKED: QT_TRANSLATE_NOOP("Words", "Đang hỏi lý do bỏ qua bước."),
    Obstacle.PAUSING_ASKED: QT_TRANSLATE_NOOP("Words", "Đang hỏi lý do tạm dừng."),
    Obstacle.CONSULTING: QT_TRANSLATE_NOOP("Words", "Đang hội ý."),
    Obstacle.CONSULTING_ASKED: QT_TRANSLATE_NOOP("Words", "Đang chọn điểm cầu hội ý."),
    Obstacle.ROLL_NOT_CALLED: QT_TRANSLATE_NOOP("Words", "Còn người chưa điểm danh."),
    Obstacle.TEXTS_DIFFER: QT_TRANSLATE_NOOP("Words", "Các điểm cầu chưa có cùng một bản."),
    Obstacle.SIGNERS_MISSING: QT_TRANSLATE_NOOP("Words", "Còn người chưa có trạng thái ký."),
    Obstacle.ELSEWHERE: QT_TRANSLATE_NOOP("Words", "Buổi họp trên nền tảng khác: làm ở đó."),
    Obstacle.LISTENING: QT_TRANSLATE_NOOP("Words", "Đang nghe. Bấm Vào buổi tiếp trước."),
}
"""Why a button is grey."""

SIDES: Mapping[StrEnum, object] = {
    Side.CHAIR: QT_TRANSLATE_NOOP("Words", "Chủ trì"),
    Side.CITIZENS: QT_TRANSLATE_NOOP("Words", "Người dân"),
    Side.LOCALITY: QT_TRANSLATE_NOOP("Words", "Địa phương"),
    Side.AGENCY: QT_TRANSLATE_NOOP("Words", "Cơ quan"),
    Side.OFFICERS: QT_TRANSLATE_NOOP("Words", "Cán bộ"),
}
"""For whom somebody asks to speak."""

ROW_ACTIONS: Mapping[StrEnum, object] = {
    RowAction.UP: QT_TRANSLATE_NOOP("Words", "Gọi sớm hơn"),
    RowAction.DOWN: QT_TRANSLATE_NOOP("Words", "Gọi muộn hơn"),
    RowAction.LOWER: QT_TRANSLATE_NOOP("Words", "Hạ tay"),
    RowAction.LOCK: QT_TRANSLATE_NOOP("Words", "Khóa micro"),
    RowAction.UNLOCK: QT_TRANSLATE_NOOP("Words", "Mở khóa micro"),
}
"""What the chair does with a row of the queue."""

VEILS: Mapping[StrEnum, object] = {
    VeilKind.NOT_YET: QT_TRANSLATE_NOOP("Words", "Chưa vào phòng"),
    VeilKind.CONNECTING: QT_TRANSLATE_NOOP("Words", "Đang kết nối"),
    VeilKind.RECONNECTING: QT_TRANSLATE_NOOP("Words", "Đang nối lại"),
    VeilKind.LEFT: QT_TRANSLATE_NOOP("Words", "Đã rời phòng"),
    VeilKind.CAMERA_OFF: QT_TRANSLATE_NOOP("Words", "Đã tắt camera"),
    VeilKind.SOUND_ONLY: QT_TRANSLATE_NOOP("Words", "Chỉ có tiếng"),
    VeilKind.PAUSED: QT_TRANSLATE_NOOP("Words", "Tạm dừng"),
    VeilKind.BESIDE: QT_TRANSLATE_NOOP("Words", "Hình ở máy chính của phòng"),
    VeilKind.CONSULTING: QT_TRANSLATE_NOOP("Words", "Hội ý, xin chờ"),
    VeilKind.APART: QT_TRANSLATE_NOOP("Words", "Chờ hội ý xong"),
    VeilKind.LISTENING: QT_TRANSLATE_NOOP("Words", "Đang nghe"),
    VeilKind.ENGINE_LOST: QT_TRANSLATE_NOOP("Words", "Đang khởi động lại hình và tiếng"),
    VeilKind.ELSEWHERE: QT_TRANSLATE_NOOP("Words", "Họp nơi khác"),
    VeilKind.OUT: QT_TRANSLATE_NOOP("Words", "Máy này không ở trong buổi tiếp"),
}
"""Over a picture."""

PRESENCES: Mapping[StrEnum, object] = {
    Presence.HERE: QT_TRANSLATE_NOOP("Words", "có mặt"),
    Presence.AWAY: QT_TRANSLATE_NOOP("Words", "đang nối lại"),
    Presence.NOT_YET: QT_TRANSLATE_NOOP("Words", "chưa vào"),
    Presence.LEFT: QT_TRANSLATE_NOOP("Words", "đã rời phòng"),
}
"""Whether a site is there."""

PAPER_KINDS: Mapping[StrEnum, object] = {
    PaperKind.PETITION: QT_TRANSLATE_NOOP("Words", "Đơn"),
    PaperKind.DECISION: QT_TRANSLATE_NOOP("Words", "Quyết định"),
    PaperKind.REPLY: QT_TRANSLATE_NOOP("Words", "Văn bản trả lời"),
    PaperKind.CONTRACT: QT_TRANSLATE_NOOP("Words", "Hợp đồng"),
    PaperKind.MAP: QT_TRANSLATE_NOOP("Words", "Bản đồ"),
    PaperKind.PHOTO: QT_TRANSLATE_NOOP("Words", "Ảnh"),
    PaperKind.DESIGNATION: QT_TRANSLATE_NOOP("Words", "Giấy cử đại diện"),
    PaperKind.AUTHORISATION: QT_TRANSLATE_NOOP("Words", "Giấy ủy quyền"),
    PaperKind.OTHER: QT_TRANSLATE_NOOP("Words", "Tài liệu khác"),
}
"""Kinds of papers."""

TRANSFERS: Mapping[StrEnum, object] = {
    PaperTransfer.HERE: QT_TRANSLATE_NOOP("Words", "chờ gửi"),
    PaperTransfer.CITY_FULL: QT_TRANSLATE_NOOP("Words", "chờ gửi, thành phố hết dung lượng"),
    PaperTransfer.SENDING: QT_TRANSLATE_NOOP("Words", "đang gửi"),
    PaperTransfer.CITY: QT_TRANSLATE_NOOP("Words", "đã nhận tại thành phố"),
    PaperTransfer.FETCHING: QT_TRANSLATE_NOOP("Words", "đang tải về"),
    PaperTransfer.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
}
"""Where a paper is."""

SENDS: Mapping[StrEnum, object] = {
    SendState.WAITING: QT_TRANSLATE_NOOP("Words", "chờ gửi"),
    SendState.CITY_FULL: QT_TRANSLATE_NOOP("Words", "chờ gửi, thành phố hết dung lượng"),
    SendState.SENDING: QT_TRANSLATE_NOOP("Words", "đang gửi"),
    SendState.CONFIRMED: QT_TRANSLATE_NOOP("Words", "đã xác nhận"),
    SendState.REFUSED: QT_TRANSLATE_NOOP("Words", "bị từ chối"),
    SendState.NOTHING: QT_TRANSLATE_NOOP("Words", "không có"),
}
"""How far sending is."""

DEVICES: Mapping[StrEnum, object] = {
    DeviceKind.CAMERA: QT_TRANSLATE_NOOP("Words", "Camera"),
    DeviceKind.MICROPHONE: QT_TRANSLATE_NOOP("Words", "Micro"),
    DeviceKind.LOUDSPEAKER: QT_TRANSLATE_NOOP("Words", "Loa"),
}
"""Kinds of devices."""

PAUSES: Mapping[StrEnum, object] = {
    PauseReason.BREAK: QT_TRANSLATE_NOOP("Words", "Tạm nghỉ"),
    PauseReason.CONSULTATION: QT_TRANSLATE_NOOP("Words", "Hội ý"),
    PauseReason.TECHNICAL: QT_TRANSLATE_NOOP("Words", "Tạm dừng vì kỹ thuật"),
    PauseReason.ORDER: QT_TRANSLATE_NOOP("Words", "Tạm dừng vì trật tự"),
    PauseReason.SECRET: QT_TRANSLATE_NOOP("Words", "Tạm dừng vì nội dung mật"),
}
"""Why it pauses; display 2 does not say that something is secret."""

CHECKS: Mapping[StrEnum, object] = {
    CheckCode.SPEAKER_TO_MICROPHONE: QT_TRANSLATE_NOOP("RoomCheck", "Loa và micro"),
    CheckCode.MICROPHONE: QT_TRANSLATE_NOOP("RoomCheck", "Micro"),
    CheckCode.CAMERA: QT_TRANSLATE_NOOP("RoomCheck", "Camera phòng"),
    CheckCode.DOCUMENT_CAMERA: QT_TRANSLATE_NOOP("RoomCheck", "Máy chụp tài liệu"),
    CheckCode.SECOND_DISPLAY: QT_TRANSLATE_NOOP("RoomCheck", "Màn hình 2"),
    CheckCode.POWER: QT_TRANSLATE_NOOP("RoomCheck", "Nguồn điện"),
    CheckCode.DISK: QT_TRANSLATE_NOOP("RoomCheck", "Ổ đĩa"),
    CheckCode.CLOCK: QT_TRANSLATE_NOOP("RoomCheck", "Giờ máy"),
    CheckCode.SERVER: QT_TRANSLATE_NOOP("RoomCheck", "Máy chủ"),
    CheckCode.LINE: QT_TRANSLATE_NOOP("RoomCheck", "Đường truyền"),
    CheckCode.PATH: QT_TRANSLATE_NOOP("RoomCheck", "Đường kết nối"),
    CheckCode.ENCODER: QT_TRANSLATE_NOOP("RoomCheck", "Nén hình"),
    CheckCode.TEST_RECORDING: QT_TRANSLATE_NOOP("RoomCheck", "Ghi thử"),
    CheckCode.PRINTER: QT_TRANSLATE_NOOP("RoomCheck", "Máy in"),
    CheckCode.UNSENT: QT_TRANSLATE_NOOP("RoomCheck", "Chưa gửi"),
}
"""Lines of a room check."""
