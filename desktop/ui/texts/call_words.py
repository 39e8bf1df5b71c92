"""The words of calls: what became of one, why nobody can be rung; Vietnamese."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.conduct.agency_call import CallFault, CallStage
from desktop.domain.directory.site import SiteKind
from desktop.ui.texts.texts import translate

STAGES: Mapping[StrEnum, object] = {
    CallStage.RINGING: QT_TRANSLATE_NOOP("Calls", "đang gọi"),
    CallStage.LISTENING: QT_TRANSLATE_NOOP("Calls", "đang nghe"),
    CallStage.JOINED: QT_TRANSLATE_NOOP("Calls", "đã vào buổi tiếp"),
    CallStage.REFUSED: QT_TRANSLATE_NOOP("Calls", "từ chối"),
    CallStage.NO_ANSWER: QT_TRANSLATE_NOOP("Calls", "không trả lời"),
    CallStage.BUSY: QT_TRANSLATE_NOOP("Calls", "đang ở buổi tiếp khác"),
    CallStage.WITHDRAWN: QT_TRANSLATE_NOOP("Calls", "đã thôi gọi"),
    CallStage.LET_GO: QT_TRANSLATE_NOOP("Calls", "đã rời buổi tiếp"),
}
"""How far a call has come."""

LEFT_ITSELF = str(QT_TRANSLATE_NOOP("Calls", "tự rời buổi tiếp"))
"""Of one that nobody let go."""

FAULTS: Mapping[StrEnum, object] = {
    CallFault.NOT_NOW: QT_TRANSLATE_NOOP("Calls", "Chỉ mời được khi buổi tiếp đang diễn ra."),
    CallFault.TOO_MANY_SITES: QT_TRANSLATE_NOOP(
        "Calls", "Buổi đã đủ 4 điểm cầu. Chưa gọi thêm. Cho một cơ quan rời buổi trước. (L-318)"
    ),
    CallFault.HAS_SEAT: QT_TRANSLATE_NOOP("Calls", "Cơ quan này đã có trong buổi tiếp."),
    CallFault.TOO_MANY_CALLS: QT_TRANSLATE_NOOP("Calls", "Buổi này đã gọi quá nhiều lần."),
    CallFault.UNKNOWN: QT_TRANSLATE_NOOP("Calls", "Không còn cuộc gọi này."),
}
"""Why nobody can be rung."""

KINDS: Mapping[StrEnum, object] = {
    SiteKind.XA: QT_TRANSLATE_NOOP("Calls", "xã"),
    SiteKind.PHUONG: QT_TRANSLATE_NOOP("Calls", "phường"),
    SiteKind.DAC_KHU: QT_TRANSLATE_NOOP("Calls", "đặc khu"),
    SiteKind.HEADQUARTERS: QT_TRANSLATE_NOOP("Calls", "trụ sở"),
    SiteKind.AGENCY: QT_TRANSLATE_NOOP("Calls", "cơ quan"),
}
"""What stands behind a site."""


def call_word(table: Mapping[StrEnum, object], member: StrEnum) -> str:
    """The word of one of these tables, in the language of the program."""
    return translate("Calls", str(table[member]))
