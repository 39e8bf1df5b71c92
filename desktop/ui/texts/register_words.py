"""Words of the register of receptions, Vietnamese; one table per set, as in words.py."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.casework.register_book import SlipKind
from desktop.domain.reports.statistics import FigureKind, Span, StatisticsPeriod
from desktop.presenters.casework.register.register_forms import RegisterField
from desktop.presenters.casework.register.register_state import Period, RegisterRowView, RowPlace
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word

FIELDS: Mapping[StrEnum, object] = {
    RegisterField.RESOLVED: QT_TRANSLATE_NOOP("Words", "Cơ quan đã giải quyết hết thẩm quyền (8)"),
    RegisterField.WITHIN: QT_TRANSLATE_NOOP("Words", "Thuộc thẩm quyền (9)"),
    RegisterField.GUIDED: QT_TRANSLATE_NOOP("Words", "Hướng dẫn đến; số văn bản (10)"),
    RegisterField.HANDLED: QT_TRANSLATE_NOOP("Words", "Cơ quan thụ lý; số văn bản chuyển (11)"),
    RegisterField.FOLLOW_UP: QT_TRANSLATE_NOOP("Words", "Theo dõi kết quả (12)"),
    RegisterField.NOTE: QT_TRANSLATE_NOOP("Words", "Ghi chú"),
    RegisterField.REASON: QT_TRANSLATE_NOOP("Words", "Lý do gạch bỏ"),
    RegisterField.AGAIN: QT_TRANSLATE_NOOP("Words", "Ghi dòng đúng thay dòng này"),
    RegisterField.DATE: QT_TRANSLATE_NOOP("Words", "Ngày tiếp (2)"),
    RegisterField.NAME: QT_TRANSLATE_NOOP("Words", "Họ tên, địa chỉ (3)"),
    RegisterField.NUMBER: QT_TRANSLATE_NOOP("Words", "Số giấy tờ (4)"),
    RegisterField.SUMMARY: QT_TRANSLATE_NOOP("Words", "Tóm tắt nội dung vụ việc (5)"),
    RegisterField.REQUEST: QT_TRANSLATE_NOOP("Words", "Yêu cầu, đề nghị (5)"),
    RegisterField.PETITION_TYPE: QT_TRANSLATE_NOOP("Words", "Phân loại (6)"),
    RegisterField.PEOPLE: QT_TRANSLATE_NOOP("Words", "Số công dân cùng nội dung (7)"),
}
"""Fields of the panel; in brackets the column of the form."""


SLIP_VERBS: Mapping[StrEnum, object] = {
    SlipKind.GUIDANCE: QT_TRANSLATE_NOOP("Words", "In phiếu hướng dẫn…"),
    SlipKind.TRANSFER: QT_TRANSLATE_NOOP("Words", "In phiếu chuyển…"),
}
"""Buttons that print them."""

FIGURES: Mapping[StrEnum, object] = {
    FigureKind.VISITS: QT_TRANSLATE_NOOP("Words", "Lượt tiếp"),
    FigureKind.PEOPLE: QT_TRANSLATE_NOOP("Words", "Lượt người được tiếp"),
    FigureKind.CONTENTS: QT_TRANSLATE_NOOP("Words", "Nội dung được ghi sổ"),
    FigureKind.COMPLAINT: QT_TRANSLATE_NOOP("Words", "Khiếu nại"),
    FigureKind.DENUNCIATION: QT_TRANSLATE_NOOP("Words", "Tố cáo"),
    FigureKind.PROPOSAL: QT_TRANSLATE_NOOP("Words", "Kiến nghị"),
    FigureKind.FEEDBACK: QT_TRANSLATE_NOOP("Words", "Phản ánh"),
    FigureKind.WITHIN: QT_TRANSLATE_NOOP("Words", "Thuộc thẩm quyền"),
    FigureKind.GUIDED: QT_TRANSLATE_NOOP("Words", "Đã hướng dẫn"),
    FigureKind.HANDLED: QT_TRANSLATE_NOOP("Words", "Đã thụ lý hoặc chuyển"),
    FigureKind.RESOLVED: QT_TRANSLATE_NOOP("Words", "Nơi khác đã giải quyết hết thẩm quyền"),
    FigureKind.FOLLOWED: QT_TRANSLATE_NOOP("Words", "Đã ghi theo dõi kết quả"),
    FigureKind.STRUCK: QT_TRANSLATE_NOOP("Words", "Dòng gạch bỏ, không tính ở trên"),
    FigureKind.HELD: QT_TRANSLATE_NOOP("Words", "Buổi trực tuyến đã đóng"),
    FigureKind.BROKEN_OFF: QT_TRANSLATE_NOOP("Words", "Buổi trực tuyến dừng giữa chừng"),
    FigureKind.REFUSED: QT_TRANSLATE_NOOP("Words", "Buổi trực tuyến từ chối tiếp"),
}
"""Figures of the statistics."""


def statistics_period(one: StatisticsPeriod) -> str:
    """A month, a quarter or a year, as statistics have it."""
    said = {
        Span.MONTH: translate("Register", "Tháng {number}/{year}"),
        Span.QUARTER: translate("Register", "Quý {number}/{year}"),
        Span.YEAR: translate("Register", "Năm {year}"),
    }[one.span]
    return said.format(number=one.number, year=one.year)


def columns() -> tuple[str, ...]:
    """Names of the twelve columns, as short as they are read on a screen."""
    return (
        translate("Register", "STT"),
        translate("Register", "Ngày tiếp"),
        translate("Register", "Họ tên, địa chỉ"),
        translate("Register", "Số giấy tờ"),
        translate("Register", "Tóm tắt nội dung vụ việc"),
        translate("Register", "Phân loại"),
        translate("Register", "Số người"),
        translate("Register", "Cơ quan đã giải quyết"),
        translate("Register", "Thuộc thẩm quyền"),
        translate("Register", "Hướng dẫn"),
        translate("Register", "Thụ lý, văn bản chuyển"),
        translate("Register", "Theo dõi kết quả"),
    )


def cells(one: RegisterRowView) -> tuple[str, ...]:
    """What stands in the twelve columns of a row."""
    told = (one.name_address, "\n".join(one.numbers), _lines(one.summary, one.request))
    if one.is_restricted:
        told = (
            translate("Register", "Người tố cáo"),
            translate("Register", "hạn chế"),
            translate("Register", "Nội dung hạn chế, chỉ người được giao xem."),
        )
    return (
        number(one.number),
        formats.date_text(one.day),
        *told,
        word(words.PETITIONS, one.petition_type),
        str(one.people),
        one.resolved_by,
        "x" if one.is_within else "",
        one.guided_to,
        one.handled_by,
        one.follow_up,
    )


def remarks(one: RegisterRowView) -> tuple[tuple[str, str], ...]:
    """What is said below a row, each with its tone."""
    said = []
    if one.note:
        said.append((translate("Register", "Ghi chú: {note}").format(note=one.note), "ink2"))
    if one.replaces is not None:
        text = translate("Register", "Thay dòng {row}.").format(row=place(one.replaces, one))
        said.append((text, "ink2"))
    if one.struck is not None:
        said.append((_struck(one), "danger"))
    if one.has_clash:
        text = translate("Register", "Nơi khác ghi cùng lúc. Bấm Ghi theo dõi để chọn bản đúng.")
        said.append((text, "warn"))
    if one.is_refused:
        said.append((translate("Register", "Thành phố không nhận dòng này."), "danger"))
    return tuple(said)


def number(given: int | None) -> str:
    """STT; the city has not given it yet."""
    return translate("Register", "chờ số") if given is None else str(given)


def place(one: RowPlace, beside: RegisterRowView) -> str:
    """Another row: of another year than the day of this one with its year."""
    return number(one.number) if one.year == beside.day.year else f"{number(one.number)}/{one.year}"


def period(one: Period) -> str:
    """A book, or a month of it."""
    if one.month is None:
        return translate("Register", "Cả năm {year}").format(year=one.year)
    said = translate("Register", "Tháng {month}/{year}")
    return said.format(month=one.month, year=one.year)


def _struck(one: RegisterRowView) -> str:
    if one.struck is None:
        return ""
    said = translate("Register", "Gạch bỏ {at}. Lý do: {reason}. Người gạch: {by}.").format(
        at=f"{formats.hour(one.struck.at)}, {formats.day(one.struck.at)}",
        reason=one.struck.reason.rstrip("."),
        by=one.struck.by_name,
    )
    if one.struck.replaced_by is None:
        return said
    after = translate("Register", "Thay bằng dòng {row}.")
    return f"{said} {after.format(row=place(one.struck.replaced_by, one))}"


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
