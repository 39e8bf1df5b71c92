"""Words of conclusions, Vietnamese; one table per set, as in words.py."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import ItemsShown, Pressing
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField
from desktop.presenters.casework.conclusions.conclusions_state import (
    ConclusionPanel,
    ConclusionRow,
    ItemAct,
)
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word

FIELDS: Mapping[StrEnum, object] = {
    ItemField.TASK: QT_TRANSLATE_NOOP("Words", "Việc phải thực hiện"),
    ItemField.AGENCY_SITE: QT_TRANSLATE_NOOP("Words", "Cơ quan chủ trì"),
    ItemField.AGENCY: QT_TRANSLATE_NOOP("Words", "Tên cơ quan khác"),
    ItemField.DAYS: QT_TRANSLATE_NOOP("Words", "Số ngày làm việc, tính từ ngày tiếp"),
    ItemField.DEADLINE: QT_TRANSLATE_NOOP("Words", "Thời hạn"),
    ItemField.NO_DEADLINE: QT_TRANSLATE_NOOP("Words", "Lý do không thời hạn"),
    ItemField.CONTACT: QT_TRANSLATE_NOOP("Words", "Đầu mối"),
    ItemField.PHONE: QT_TRANSLATE_NOOP("Words", "Điện thoại đầu mối"),
    ItemField.NO_CONTACT: QT_TRANSLATE_NOOP("Words", "Lý do chưa có đầu mối"),
    ItemField.CO_AGENCIES: QT_TRANSLATE_NOOP("Words", "Cơ quan phối hợp"),
    ItemField.NOTICE: QT_TRANSLATE_NOOP("Words", "Số thông báo kết luận"),
    ItemField.NEW_DAYS: QT_TRANSLATE_NOOP("Words", "Thêm số ngày làm việc"),
    ItemField.NEW_DEADLINE: QT_TRANSLATE_NOOP("Words", "Thời hạn mới"),
    ItemField.APPROVER: QT_TRANSLATE_NOOP("Words", "Người duyệt gia hạn (họ tên, chức vụ)"),
    ItemField.EXTENSION_REASON: QT_TRANSLATE_NOOP("Words", "Lý do gia hạn"),
    ItemField.URGE_NUMBER: QT_TRANSLATE_NOOP("Words", "Số văn bản đôn đốc"),
    ItemField.ANSWER_BY: QT_TRANSLATE_NOOP("Words", "Chờ trả lời đến ngày"),
    ItemField.RESULT: QT_TRANSLATE_NOOP("Words", "Kết quả thực hiện"),
    ItemField.STRUCK_REASON: QT_TRANSLATE_NOOP("Words", "Lý do gạch bỏ kết luận"),
}
"""Fields of the panel."""

STATUSES: Mapping[StrEnum, object] = {
    ItemStatus.DRAFT: QT_TRANSLATE_NOOP("Words", "chưa giao"),
    ItemStatus.ANNOUNCED: QT_TRANSLATE_NOOP("Words", "đã công bố, chờ thông báo"),
    ItemStatus.ISSUED: QT_TRANSLATE_NOOP("Words", "đã giao, chưa bắt đầu"),
    ItemStatus.IN_PROGRESS: QT_TRANSLATE_NOOP("Words", "đang thực hiện"),
    ItemStatus.EXTENDED: QT_TRANSLATE_NOOP("Words", "đã gia hạn"),
    ItemStatus.DONE: QT_TRANSLATE_NOOP("Words", "đã xong, chờ báo cáo"),
    ItemStatus.REPORTED: QT_TRANSLATE_NOOP("Words", "đã báo cáo, chờ trả lời công dân"),
    ItemStatus.ANSWERED: QT_TRANSLATE_NOOP("Words", "đã trả lời công dân"),
    ItemStatus.CLOSED: QT_TRANSLATE_NOOP("Words", "đã kết thúc theo dõi"),
}
"""Tiến độ."""

GROUPS: Mapping[StrEnum, object] = {
    Pressing.OVERDUE: QT_TRANSLATE_NOOP("Words", "Quá hạn"),
    Pressing.DRAFT: QT_TRANSLATE_NOOP("Words", "Chưa giao, còn thiếu"),
    Pressing.SOON: QT_TRANSLATE_NOOP("Words", "Đến hạn trong 7 ngày"),
    Pressing.RESULT: QT_TRANSLATE_NOOP("Words", "Đã có kết quả, chờ trả lời công dân"),
    Pressing.LATER: QT_TRANSLATE_NOOP("Words", "Chưa đến hạn"),
    Pressing.OVER: QT_TRANSLATE_NOOP("Words", "Đã xong"),
}
"""How pressing it is."""

SHOWN: Mapping[StrEnum, object] = {
    ItemsShown.OPEN: QT_TRANSLATE_NOOP("Words", "Việc chưa xong"),
    ItemsShown.FINISHED: QT_TRANSLATE_NOOP("Words", "Việc đã xong"),
    ItemsShown.ALL: QT_TRANSLATE_NOOP("Words", "Mọi việc"),
}

ACTS: Mapping[StrEnum, object] = {
    ItemAct.GIVE: QT_TRANSLATE_NOOP("Words", "Ghi việc giao"),
    ItemAct.ISSUE: QT_TRANSLATE_NOOP("Words", "Ghi số thông báo"),
    ItemAct.STEP: QT_TRANSLATE_NOOP("Words", "Chuyển bước"),
    ItemAct.EXTEND: QT_TRANSLATE_NOOP("Words", "Gia hạn"),
    ItemAct.URGE: QT_TRANSLATE_NOOP("Words", "Ghi đôn đốc"),
    ItemAct.RESULT: QT_TRANSLATE_NOOP("Words", "Ghi kết quả"),
    ItemAct.STRIKE: QT_TRANSLATE_NOOP("Words", "Gạch bỏ kết luận"),
}
"""What the button says, and what the panel is called."""

_WHY: Mapping[StrEnum, object] = {
    ItemAct.GIVE: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Đủ việc, cơ quan, thời hạn và đầu mối thì việc được giao. Đóng khi còn thiếu thì phần đã "
        "ghi vẫn giữ ở nhóm chưa giao.",
    ),
    ItemAct.ISSUE: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Từ khi có số thông báo, nội dung giao không sửa được. Thời hạn chỉ đổi bằng gia hạn.",
    ),
    ItemAct.EXTEND: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Hạn cũ, người duyệt và lý do được giữ lại. Không gia hạn lùi ngày.",
    ),
    ItemAct.URGE: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Ghi văn bản đôn đốc đã gửi. Cơ quan được giao có máy thì thấy ngay ở màn hình Kết luận "
        "của mình. Lần đôn đốc nào cũng được giữ.",
    ),
    ItemAct.RESULT: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Có văn bản kết quả thì việc mới là đã xong. Văn bản được xếp vào hồ sơ vụ việc.",
    ),
    ItemAct.STRIKE: QT_TRANSLATE_NOOP(
        "Conclusions",
        "Chỉ gạch bỏ việc ghi nhầm. Việc gạch bỏ vẫn còn trong danh sách, không in vào biên bản.",
    ),
}


def why(one: ConclusionPanel) -> str:
    """What to know before writing."""
    if one.act is ItemAct.STEP:
        said = translate("Conclusions", "Việc chuyển sang: {status}. Không chuyển ngược lại được.")
        return said.format(status=word(STATUSES, one.status))
    return translate("Conclusions", str(_WHY[one.act]))


def verb(one: ConclusionPanel) -> str:
    """What the button of the panel says."""
    if one.act is ItemAct.GIVE:
        return translate("Conclusions", "Giao việc")
    return word(ACTS, one.act)


def due(one: ConclusionRow) -> str:
    """The day of a task, or why it has none."""
    if one.deadline is not None:
        return formats.date_text(one.deadline)
    if one.no_deadline_reason:
        return translate("Conclusions", "không thời hạn")
    return translate("Conclusions", "chưa có hạn")


def left(one: ConclusionRow) -> str:
    """How far its day is, "" where that does not matter any more."""
    if one.pressing is Pressing.OVERDUE:
        return translate("Conclusions", "quá {n} ngày").format(n=one.overdue_days)
    if one.pressing in {Pressing.SOON, Pressing.LATER} and one.deadline is not None:
        if not one.working_days:
            return translate("Conclusions", "hôm nay")
        return translate("Conclusions", "còn {n} ngày làm việc").format(n=one.working_days)
    return ""


def source(one: ConclusionRow) -> str:
    """Where it comes from."""
    said = translate("Conclusions", "buổi {date} · {code}")
    return said.format(date=formats.date_text(one.given_on), code=one.case_code)


def contact(one: ConclusionRow) -> str:
    """Whom to ask."""
    return " · ".join(part for part in (one.contact, one.phone) if part)


def remarks(one: ConclusionRow) -> tuple[tuple[str, str], ...]:
    """What is said below a row, each with its tone."""
    return (*_of_the_task(one), *_of_its_course(one))


def _of_the_task(one: ConclusionRow) -> Iterator[tuple[str, str]]:
    if one.co_agencies:
        yield translate("Conclusions", "Phối hợp: {names}").format(names=one.co_agencies), "ink2"
    if one.no_deadline_reason:
        text = translate("Conclusions", "Không thời hạn: {reason}")
        yield text.format(reason=one.no_deadline_reason), "ink2"
    if one.extensions:
        text = translate("Conclusions", "Đã gia hạn {n} lần")
        yield text.format(n=one.extensions), "ink2"
    if one.urges and one.answer_by is not None:
        text = translate("Conclusions", "Đã đôn đốc {n} lần, chờ trả lời đến {day}")
        yield text.format(n=one.urges, day=formats.date_text(one.answer_by)), "warn"


def _of_its_course(one: ConclusionRow) -> Iterator[tuple[str, str]]:
    if one.result:
        text = translate("Conclusions", "Kết quả: {result}")
        yield text.format(result=one.result), "ink2"
    if one.struck_reason:
        text = translate("Conclusions", "Gạch bỏ, lý do: {reason}")
        yield text.format(reason=one.struck_reason), "danger"
    if one.has_clash:
        text = translate("Conclusions", "Nơi khác ghi cùng lúc. Mở việc này để ghi lại.")
        yield text, "warn"
    if one.is_refused:
        yield translate("Conclusions", "Thành phố không nhận việc này."), "danger"
