"""The words of calls: what became of one, why nobody can be rung; Vietnamese."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.conduct.calls.agency_call import CallFault, CallStage
from desktop.domain.directory.site import SiteKind
from desktop.presenters.conduct.calls.calling import CallSheet, PlaceFreed
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
    CallFault.HAS_SEAT: QT_TRANSLATE_NOOP("Calls", "Cơ quan này đã có trong buổi tiếp."),
    CallFault.TOO_MANY_CALLS: QT_TRANSLATE_NOOP("Calls", "Buổi này đã gọi quá nhiều lần."),
    CallFault.UNKNOWN: QT_TRANSLATE_NOOP("Calls", "Không còn cuộc gọi này."),
}
"""Why nobody can be rung."""

FULL: Mapping[StrEnum, object] = {
    PlaceFreed.LET_GO: QT_TRANSLATE_NOOP(
        "Calls",
        "Buổi đã đủ 4 điểm cầu. Chưa gọi thêm. Bấm Cho rời buổi ở một cơ quan bên trên. (L-318)",
    ),
    PlaceFreed.WITHDRAW: QT_TRANSLATE_NOOP(
        "Calls",
        "Buổi đã đủ 4 điểm cầu, tính cả nơi đang gọi. Chưa gọi thêm. Chờ trả lời, hoặc bấm Thôi "
        "gọi. (L-318)",
    ),
    PlaceFreed.BY_NOBODY: QT_TRANSLATE_NOOP(
        "Calls",
        "Buổi đã đủ 4 điểm cầu, đều có trong lịch. Buổi này không gọi thêm được. Cần hỏi nơi khác "
        "thì hẹn một buổi sau. (L-318)",
    ),
}
"""Of a session that is full: what can be done of it on the sheet that says so."""

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


def fault_text(sheet: CallSheet) -> str:
    """Why nobody can be rung now; empty where somebody can."""
    if sheet.fault is CallFault.TOO_MANY_SITES:
        return call_word(FULL, sheet.place_freed)
    return "" if sheet.fault is None else call_word(FAULTS, sheet.fault)
