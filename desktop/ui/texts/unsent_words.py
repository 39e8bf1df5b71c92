"""Words for what was not sent yet, and for why the city did not take something."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts import counts, formats
from desktop.ui.texts.sentences.codes import SENTENCES
from desktop.ui.texts.texts import sentence_of, translate

REASONS: dict[str, object] = {
    "bad_body": QT_TRANSLATE_NOOP("Unsent", "nội dung thiếu hoặc chưa đúng"),
    "unknown_session": QT_TRANSLATE_NOOP("Unsent", "thành phố không thấy buổi tiếp này"),
    "no_seat": QT_TRANSLATE_NOOP(
        "Unsent", "điểm cầu hoặc người gửi không được ghi vào buổi tiếp này"
    ),
    "not_owner": QT_TRANSLATE_NOOP("Unsent", "mục này của điểm cầu khác"),
    "no_right": QT_TRANSLATE_NOOP("Unsent", "người ghi không có quyền"),
    "fixed_field": QT_TRANSLATE_NOOP("Unsent", "sửa chỗ không được sửa"),
    "unknown_report": QT_TRANSLATE_NOOP("Unsent", "thành phố không thấy báo cáo này"),
    "directory_full": QT_TRANSLATE_NOOP("Unsent", "danh mục của thành phố đã đầy"),
    "forbidden": QT_TRANSLATE_NOOP("Unsent", "không có quyền gửi"),
    "hash_mismatch": QT_TRANSLATE_NOOP("Unsent", "tệp thay đổi trên đường gửi"),
    "not_found": QT_TRANSLATE_NOOP("Unsent", "thành phố không thấy mục này"),
    "unknown_request": QT_TRANSLATE_NOOP("Unsent", "thành phố không thấy yêu cầu tiếp này"),
    "unknown_case": QT_TRANSLATE_NOOP("Unsent", "thành phố không thấy vụ việc này"),
    "decided": QT_TRANSLATE_NOOP("Unsent", "yêu cầu này đã có quyết định"),
    "blocked_online": QT_TRANSLATE_NOOP(
        "Unsent", "người tố cáo cần được bảo vệ, không tiếp trực tuyến"
    ),
    "bad_move": QT_TRANSLATE_NOOP("Unsent", "lượt tiếp đã kết thúc hoặc đã sang bước sau"),
    "too_large": QT_TRANSLATE_NOOP("Unsent", "tệp quá lớn"),
}
"""By the city's machine-readable word."""


def unsent_text(items: int, size_bytes: int) -> str:
    """What waits, for instance: 3 mục, 412 MB."""
    parts = [counts.items(items).replace(" ", formats.NO_BREAK)]
    if size_bytes:
        parts.append(formats.size(size_bytes))
    return ", ".join(parts)


def refused_text(count: int) -> str:
    """What the city did not take, for instance: 1 mục bị từ chối."""
    return translate("Home", "{items} bị từ chối").format(items=counts.items(count))


def oldest_text(seconds: int) -> str:
    """The age of the oldest item, for instance: chờ lâu nhất 2 giờ."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return translate("Home", "vừa xong")
    return translate("Home", "chờ lâu nhất {age}").format(age=counts.duration(seconds))


def reason_text(reason: str) -> str:
    """Why the city did not take it; a word nobody knows stands as it is, for the engineer."""
    if reason in SENTENCES:
        return sentence_of(reason, {}).fact.rstrip(".")
    known = REASONS.get(reason)
    if known is not None:
        return translate("Unsent", str(known))
    return translate("Unsent", "thành phố không nói rõ ({reason})").format(reason=reason or "–")
