"""The table of sentences by code, Vietnamese: fact, what the program did, what can be done."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.presenters.view.message import MessageAction
from desktop.ui.texts.sentences import (
    casework,
    papers,
    recording,
    reports,
    room,
    session,
)

SENTENCES: dict[str, str] = {
    code: str(text)
    for part in (
        room,
        session,
        papers,
        reports,
        casework,
        recording,
    )
    for code, text in part.SENTENCES.items()
}
"""Every code a person may be told, with its sentence."""

UNKNOWN = str(
    QT_TRANSLATE_NOOP(
        "Messages",
        "Có việc chưa làm được. Dữ liệu trên máy vẫn giữ nguyên. Thử lại hoặc gọi hỗ trợ.",
    )
)
LATER = str(QT_TRANSLATE_NOOP("Messages", "chưa rõ"))
NO_PHONE = str(QT_TRANSLATE_NOOP("Messages", "số dự phòng"))

ACTIONS: dict[MessageAction, str] = {
    MessageAction.RETRY: str(QT_TRANSLATE_NOOP("Messages", "Thử lại")),
    MessageAction.TAKE_SEAT_BACK: str(QT_TRANSLATE_NOOP("Messages", "Trở lại chỗ này")),
    MessageAction.JOIN_BESIDE: str(QT_TRANSLATE_NOOP("Messages", "Vào bằng máy thứ hai")),
    MessageAction.TAKE_OVER: str(QT_TRANSLATE_NOOP("Messages", "Tiếp quản")),
    MessageAction.OPEN_MICROPHONE: str(QT_TRANSLATE_NOOP("Messages", "Mở micro")),
    MessageAction.LOWER_HAND: str(QT_TRANSLATE_NOOP("Messages", "Thôi xin nói")),
    MessageAction.CLEAR_FOR_DISPLAY: str(QT_TRANSLATE_NOOP("Messages", "Cho trình chiếu")),
    MessageAction.OPEN_PAPER: str(QT_TRANSLATE_NOOP("Messages", "Mở số {number}")),
    MessageAction.SETTLE_CONFLICTS: str(QT_TRANSLATE_NOOP("Messages", "Đến dòng {number}")),
    MessageAction.SEND_NOW: str(QT_TRANSLATE_NOOP("Messages", "Gửi ngay")),
    MessageAction.DISMISS: str(QT_TRANSLATE_NOOP("Messages", "Đóng")),
    MessageAction.SEEN: str(QT_TRANSLATE_NOOP("Messages", "Đã biết")),
    MessageAction.NOTE_CONNECTED: str(QT_TRANSLATE_NOOP("Messages", "Ghi: đã thấy, nghe đủ")),
    MessageAction.JOIN_IN: str(QT_TRANSLATE_NOOP("Messages", "Vào buổi tiếp")),
    MessageAction.TAKE_HELP_CALL: str(QT_TRANSLATE_NOOP("Messages", "Đã nhận, đang xử lý")),
    MessageAction.RESTART: str(QT_TRANSLATE_NOOP("Messages", "Khởi động lại ngay")),
}
