"""Words for the recordings that lie on this PC: where each is, what it lacks, when it may go."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.recording.shelf import ShelfWord
from desktop.presenters.recording.shelf_state import ShelfRow, ShelfViewState
from desktop.ui.texts import formats
from desktop.ui.texts.recording_words import FAULTS
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word

SHELF: Mapping[StrEnum, object] = {
    ShelfWord.OPEN: QT_TRANSLATE_NOOP("Words", "Chưa gửi, chưa đóng xong"),
    ShelfWord.WAITING: QT_TRANSLATE_NOOP("Words", "Chưa gửi, tự gửi khi mạng rảnh"),
    ShelfWord.SENDING: QT_TRANSLATE_NOOP("Words", "Đang gửi, {percent} %"),
    ShelfWord.CITY_FULL: QT_TRANSLATE_NOOP("Words", "Chưa gửi, thành phố hết dung lượng"),
    ShelfWord.NOT_TAKEN: QT_TRANSLATE_NOOP("Words", "Thành phố chưa nhận"),
    ShelfWord.FAULTY: QT_TRANSLATE_NOOP("Words", "Thành phố đã nhận, còn lỗi"),
    ShelfWord.RECEIVED: QT_TRANSLATE_NOOP("Words", "Thành phố đã nhận đủ lúc {at}"),
    ShelfWord.LET_GO: QT_TRANSLATE_NOOP("Words", "Thành phố giữ, máy này không còn giữ"),
    ShelfWord.DESTROYED: QT_TRANSLATE_NOOP("Words", "Thành phố đã hủy theo quyết định, {at}"),
}
"""Where a recording of this PC is."""


def word_text(one: ShelfRow) -> str:
    """Where it is."""
    at = one.received_at if one.purged_at is None else one.purged_at
    moment = "" if at is None else f"{formats.hour(at)} {formats.day(at)}"
    return word(SHELF, one.word).format(percent=one.percent, at=moment)


def title_text(one: ShelfRow) -> str:
    """Its session; of one that is kept from the person no more than that."""
    if one.starts_at is None:
        return translate("Recording", "Buổi tiếp hạn chế người xem, hoặc máy này không còn biết")
    said = translate("Recording", "{hour} · {title}")
    return said.format(hour=formats.hour(one.starts_at), title=one.title)


def facts_text(one: ShelfRow) -> str:
    """What lies here of it."""
    if not one.parts:
        return translate("Recording", "không còn đoạn nào ở máy này")
    said = translate("Recording", "{parts} đoạn, {size}")
    return said.format(parts=one.parts, size=formats.size(one.size_bytes))


def fault_texts(one: ShelfRow) -> tuple[str, ...]:
    """What is wrong with it, here and at the city."""
    found = []
    if one.missing:
        said = translate("Recording", "Thiếu đoạn {n}")
        found.append(said.format(n=", ".join(map(str, one.missing))))
    if not one.has_key:
        found.append(translate("Recording", "Máy này không còn khóa để mở"))
    if one.faults:
        said = translate("Recording", "Biên nhận của thành phố: {faults}")
        found.append(said.format(faults=", ".join(word(FAULTS, fault) for fault in one.faults)))
    return tuple(found)


def stay_text(one: ShelfRow) -> str:
    """How long it stays here, once the city has it; empty: nothing is to be said of that."""
    if one.word is not ShelfWord.RECEIVED:
        return ""
    if one.purge_at is None:
        return translate("Recording", "Máy này vẫn giữ")
    said = translate("Recording", "Máy này xóa sớm nhất ngày {day}")
    return said.format(day=formats.day(one.purge_at))


def summary_text(state: ShelfViewState) -> str:
    """All of them together; empty where there is none."""
    if not state.total:
        return ""
    said = translate("Recording", "{n} buổi, {size}")
    whole = said.format(n=state.total, size=formats.size(state.size_bytes))
    if not state.not_sent:
        return whole
    waiting = translate("Recording", "{n} buổi thành phố chưa có")
    return f"{whole} · {waiting.format(n=state.not_sent)}"
